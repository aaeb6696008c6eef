import { sql } from 'kysely'
import type { Pool } from 'pg'
import { both, type Query, type Row, type Selection } from '#engine'
import { tableAs } from './condition.ts'
import { foundBy } from './found.ts'
import { joinsOf, keysOf, orderSql } from './order.ts'
import { shown } from './shown.ts'
import { type Answer, asking, BY_INDEX, type Line, type Statement, statement, together } from './statement.ts'
import { type Tables, tableNamed } from './tables.ts'

const AT_ONCE = 1000
let cursors = 0

function rowsStatement(tables: Tables, selection: Selection, query: Query, cursor: string): Statement {
  const table = tableNamed(tables, selection.table)
  const keys = keysOf(tables, table, query.sort)
  const { joins, columns } = shown(tables, selection)
  const { paging } = query
  const cut = paging.kind === 'range' ? `limit ${Math.max(0, paging.end - paging.start)} offset ${paging.start}` : ''
  const { where, byGrams } = foundBy(table, both(query.where, selection.scope))
  const body = sql`select row_to_json(r)::text as "record" from ${tableAs(table, 't')} ${joinsOf(keys)}
    join ${tableAs(table, 'p')} on p."id" = t."id" ${sql.raw(joins)}
    cross join lateral (select ${sql.raw(columns)}) r where ${where} order by ${orderSql(keys)} ${sql.raw(cut)}`
  return { ...statement(sql`${sql.raw(cursor)} ${body}`), byIndex: byGrams }
}
const rowsIn = ({ rows }: Answer): Row[] => JSON.parse(`[${rows.map(({ record }) => record).join(',')}]`)

/** Reads on from an open cursor, the next rows while the last ones are used. */
async function* fetched(line: Line, cursor: string): AsyncGenerator<readonly Row[]> {
  const fetch = () => line.query(`fetch ${AT_ONCE} from ${cursor}`)
  let coming = fetch()
  try {
    for (;;) {
      const answer = await coming
      if (answer.rows.length === 0) return
      if (answer.rows.length === AT_ONCE) coming = fetch()
      yield rowsIn(answer)
      if (answer.rows.length < AT_ONCE) return
    }
  } finally {
    await coming.catch(() => undefined)
  }
}

/** In one snapshot, on a connection of its own. */
export async function* streamed(
  pool: Pool,
  tables: Tables,
  selection: Selection,
  query: Query,
): AsyncGenerator<readonly Row[]> {
  const client = await pool.connect()
  const cursor = `c${cursors++}`
  let broken: Error | undefined
  try {
    const declared = rowsStatement(tables, selection, query, `declare ${cursor} no scroll cursor for`)
    await together(client, [
      'begin isolation level repeatable read read only',
      'set local cursor_tuple_fraction = 1',
      ...(declared.byIndex ? [BY_INDEX] : []),
      declared,
    ])
    yield* fetched(client, cursor)
  } finally {
    await client.query('rollback').catch((fault: Error) => {
      broken = fault
    })
    client.release(broken)
  }
}

/** The same where there is but one connection: the database keeps the rows aside, and everybody works on between two fetches. */
export async function* spooled(
  pool: Pool,
  tables: Tables,
  selection: Selection,
  query: Query,
): AsyncGenerator<readonly Row[]> {
  const cursor = `c${cursors++}`
  await setAside(pool, rowsStatement(tables, selection, query, `declare ${cursor} no scroll cursor with hold for`))
  try {
    yield* fetched({ query: (asked) => asking(pool, asked) }, cursor)
  } finally {
    await asking(pool, `close ${cursor}`)
  }
}
async function setAside(pool: Pool, declared: Statement): Promise<void> {
  const client = await pool.connect()
  try {
    await together(client, ['begin', ...(declared.byIndex ? [BY_INDEX] : []), declared, 'commit'])
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
