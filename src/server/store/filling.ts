import type { Row } from '#engine'
import { type CopyIn, copyLines, copyText } from './copy-in.ts'
import { fillStep, followersOf } from './followers.ts'
import { quoted } from './names.ts'
import type { Session } from './session.ts'
import { type Column, type Table, type Tables, tableNamed } from './tables.ts'

/** So many rows at once into an empty table are a filling. */
const FROM = 1000

/**
 * Filling an empty database, on the one connection there is: rows are copied in, indexes are made afterwards, and references
 * are checked afterwards, all at once, which is several times faster than row by row. The transaction ends as it would have.
 */
export function filling(tables: Tables, open: Session, copyIn: CopyIn) {
  const bare = new Set<Table>()
  /** How the rows copied in are sorted where others follow them, by their id. */
  const keys = new Map<string, Map<unknown, unknown>>()

  async function strip(table: Table): Promise<boolean> {
    const { rows: found } = await open.ask(table, { text: `select 1 from ${table.sql} limit 1`, values: [] })
    if (found.length > 0) return false
    if (bare.size === 0) await open.run('set local session_replication_role = replica')
    for (const { name } of table.indexes) await open.run(`drop index if exists ${name}`)
    bare.add(table)
    if (followersOf(tables, table).length > 0) keys.set(table.name, new Map())
    return true
  }

  /** Copies the rows in where they are a filling. */
  async function takes(table: Table, rows: readonly Row[]): Promise<boolean> {
    if (rows.length < FROM || !(bare.has(table) || (await strip(table)))) return false
    const known = keys.get(table.name)
    if (known) for (const { id, _labelKey } of rows) known.set(id, _labelKey)
    const follows = ({ follows: by }: Column, row: Row) => by && keys.get(by.target)?.get(row[by.blank])
    const columns = [...table.columns.values()]
    await copyIn(copyText(table, columns), copyLines(columns, rows, follows))
    open.wrote(table, rows.length)
    return true
  }

  async function finish(): Promise<void> {
    if (bare.size === 0) return
    await open.flush()
    for (const table of tables.values())
      for (const { name, follows } of table.columns.values()) {
        const target = follows && tableNamed(tables, follows.target)
        if (target && (bare.has(table) || bare.has(target)))
          await open.run(fillStep(table, name, follows.blank, target))
      }
    for (const table of bare)
      for (const { name, body, unique } of table.indexes)
        await open.run(`create ${unique ? 'unique ' : ''}index ${name} on ${table.sql} ${body}`)
    for (const table of tables.values()) await checkReferences(table)
  }
  async function checkReferences(table: Table): Promise<void> {
    for (const { column, target } of table.references) {
      const pointsAt = `select from ${tableNamed(tables, target).sql} f where f."id" = t.${quoted(column)}`
      const lost = `select t."id" from ${table.sql} t where t.${quoted(column)} is not null and not exists (${pointsAt}) limit 1`
      const { rows } = await open.ask(table, { text: lost, values: [] })
      if (rows.length > 0)
        throw new Error(`${table.name}.${column}: violates foreign key, ${rows[0]?.id} points to nothing`)
    }
  }
  return { takes, finish }
}
export type Filling = ReturnType<typeof filling>
