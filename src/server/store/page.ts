import { sql } from 'kysely'
import { both, type Condition, cursorOf, type Page, type Query, refuse, type Selection } from '#engine'
import { conditionSql, isSteady, tableAs } from './condition.ts'
import { backwards, behind, isPlace, joinsOf, keysOf, orderSql, placeSql } from './order.ts'
import { shown } from './shown.ts'
import { type Answer, prepared, type Sql, type Statement, statement } from './statement.ts'
import { type Table, type Tables, tableNamed } from './tables.ts'

type Keys = ReturnType<typeof keysOf>
interface Asked {
  readonly table: Table
  readonly where: Condition | undefined
  readonly keys: Keys
  readonly paging: Query['paging']
}

/** The ids of the rows of one range, each with its place in the order. */
const range = ({ table, where, keys }: Asked, more: Sql, cut: string): Sql =>
  sql`select t."id", ${placeSql(keys)} as "at" from ${tableAs(table, 't')} ${joinsOf(keys)}
    where ${conditionSql(table, where)} and ${more} order by ${orderSql(keys)} ${sql.raw(cut)}`

/** The ids of the page in their order; one more than asked behind a cursor, to know whether it goes on. */
function idsOf(asked: Asked): Sql {
  const { keys, paging } = asked
  if (paging.kind === 'all') return range(asked, sql`true`, '')
  if (paging.kind === 'range') {
    const offset = paging.start > 0 ? ` offset ${paging.start}` : ''
    return range(asked, sql`true`, `limit ${Math.max(0, paging.end - paging.start)}${offset}`)
  }
  if (!isPlace(keys, paging.cursor)) refuse(400, '翻页标记无效，请回到第一页')
  const limit = `limit ${paging.limit + 1}`
  const ranges = behind(keys, paging.cursor).map((more) => range(asked, more, limit))
  const [only] = ranges
  if (!only) return range(asked, sql`false`, limit)
  if (ranges.length === 1) return only
  const parts = ranges.map((one) => sql`(${one})`)
  return sql`${sql.join(parts, sql` union all `)} ${sql.raw(limit)}`
}

/** First which rows, by an index alone where there is one; then what is shown of them. */
function pageSql(tables: Tables, selection: Selection, asked: Asked): Sql {
  const { joins, columns } = shown(tables, selection)
  return sql`select row_to_json(r)::text as "record", p."@at"::text as "at" from (
      select t.*, k."at" as "@at", k."n" as "@n" from (select i.*, row_number() over () as "n" from (${idsOf(asked)}) i) k
      join ${tableAs(asked.table, 't')} on t."id" = k."id"
    ) p ${sql.raw(joins)} cross join lateral (select ${sql.raw(columns)}) r order by p."@n"`
}

/** The rows of a page, as one statement. */
export function pageStatement(tables: Tables, selection: Selection, query: Query): Statement {
  const table = tableNamed(tables, selection.table)
  const { paging } = query
  const forth = keysOf(tables, table, query.sort)
  const where = both(query.where, selection.scope)
  const keys = paging.kind === 'before' ? backwards(forth) : forth
  const made = pageSql(tables, selection, { table, where, keys, paging })
  const isFirst = paging.kind === 'all' || paging.kind !== 'range' || paging.start === 0
  return isFirst && isSteady(where) ? prepared(made) : statement(made)
}

/** The page as it goes out: the records passed through as they came, and where to go on. */
export function pageOf({ rows }: Answer, { paging }: Query, total: number): Page {
  const backward = paging.kind === 'before'
  const limit = 'limit' in paging ? paging.limit : rows.length
  const more = rows.length > limit
  const page = backward ? rows.slice(0, limit).reverse() : rows.slice(0, limit)
  const [start, end] = paging.kind === 'range' ? [paging.start, paging.start + page.length] : [0, total]
  const isBefore = backward ? more : paging.kind === 'after' || start > 0
  const isAfter = backward || (paging.kind === 'after' ? more : end < total)
  const cursor = (row: (typeof rows)[number] | undefined) => (row ? cursorOf(JSON.parse(String(row.at))) : null)
  return {
    body: `[${page.map(({ record }) => record).join(',')}]`,
    total,
    next: isAfter ? cursor(page.at(-1)) : null,
    prev: isBefore ? cursor(page[0]) : null,
  }
}

export const countStatement = (table: Table, where: Condition | undefined): Statement => {
  const made = sql`select count(*) as "count" from ${tableAs(table, 't')} where ${conditionSql(table, where)}`
  return isSteady(where) ? prepared(made) : statement(made)
}
