import { quoted } from './names.ts'
import type { Session } from './session.ts'
import { type Table, type Tables, tableNamed } from './tables.ts'

/** So many rows at once into an empty table are a filling. */
const FROM = 1000

/**
 * Filling an empty database, on the one connection there is: its indexes are made afterwards, and references are checked
 * afterwards, all at once, which is several times faster than row by row. The transaction ends as it would have.
 */
export function filling(tables: Tables, open: Session) {
  const bare = new Set<Table>()

  async function prepare(table: Table, rows: number): Promise<void> {
    if (rows < FROM || bare.has(table)) return
    const { rows: found } = await open.ask(table, { text: `select 1 from ${table.sql} limit 1`, values: [] })
    if (found.length > 0) return
    if (bare.size === 0) await open.run('set local session_replication_role = replica')
    for (const { name } of table.indexes) await open.run(`drop index if exists ${name}`)
    bare.add(table)
  }

  async function finish(): Promise<void> {
    if (bare.size === 0) return
    await open.flush()
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
  return { prepare, finish }
}
export type Filling = ReturnType<typeof filling>
