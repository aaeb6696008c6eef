import type { Row, Store } from '#engine'
import { type CopyIn, copyLines, copyText } from './copy-in.ts'
import { fillStep, followersOf } from './followers.ts'
import { quoted } from './names.ts'
import type { Behind, Pack } from './packing.ts'
import type { Session } from './session.ts'
import { type Column, columnNamed, type Table, type Tables, tableNamed } from './tables.ts'

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
  let trusting = false

  /** What points to nothing is found at the end, all at once. */
  async function trust(): Promise<void> {
    if (!trusting) await open.run('set local session_replication_role = replica')
    trusting = true
  }
  /** An empty table is laid anew, so that its rows need not go through the log, and its indexes are made afterwards. */
  async function strip(table: Table): Promise<boolean> {
    if (!(await isEmpty(table))) return false
    await trust()
    if (table.indexes.length > 0) await open.run(`drop index if exists ${table.indexes.map(({ name }) => name).join()}`)
    await open.run(`cluster ${table.sql} using ${quoted(`${table.plain}_pkey`)}`)
    await open.run(`alter table ${table.sql} set without cluster`)
    bare.add(table)
    if (followersOf(tables, table).length > 0) keys.set(table.name, new Map())
    return true
  }
  async function isEmpty(table: Table): Promise<boolean> {
    const { rows } = await open.ask(table, { text: `select 1 from ${table.sql} limit 1`, values: [] })
    return rows.length === 0
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
    await makeIndexes()
    for (const table of tables.values()) if (open.done.has(table)) await checkReferences(table)
  }
  async function makeIndexes(): Promise<void> {
    for (const table of bare) await indexAgain(table)
  }
  /** The indexes that a table laid anew is without. */
  async function indexAgain(table: Table): Promise<void> {
    if (!bare.delete(table)) return
    for (const { name, body, unique } of table.indexes)
      await open.run(`create ${unique ? 'unique ' : ''}index ${name} on ${table.sql} ${body}`)
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

  /** Pours packs into an empty house; says how many rows there are of each table. */
  async function pour(packs: Packs): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {}
    let last: Table | undefined
    await trust()
    for (;;) {
      const { value, done } = await packs.next()
      if (done) {
        for (const [name, column] of value) await follow(tableNamed(tables, name), column)
        await makeIndexes()
        return counts
      }
      const table = tableNamed(tables, value.table)
      // the rows of a table come one after the other: while the next are drafted, it gets its indexes
      if (last && last !== table) await indexAgain(last)
      last = table
      if (value.count >= FROM && !bare.has(table) && counts[value.table] === undefined) await strip(table)
      counts[value.table] = (counts[value.table] ?? 0) + value.count
      await copyIn(copyText(table, [...table.columns.values()]), value.lines)
      open.wrote(table, value.count)
    }
  }
  async function follow(table: Table, column: string): Promise<void> {
    const { follows } = columnNamed(table, column)
    if (follows) await open.run(fillStep(table, column, follows.blank, tableNamed(tables, follows.target)))
  }
  return { takes, finish, pour }
}
export type Filling = ReturnType<typeof filling>
/** Packs as they come, and at last what they leave to be done. */
export type Packs = AsyncIterator<Pack, Behind>
/** A store that packs can be poured into while it is empty. */
export interface Pouring extends Store {
  pour(packs: Packs): Promise<Readonly<Record<string, number>>>
}
export const isPouring = (store: Store): store is Pouring => 'pour' in store
