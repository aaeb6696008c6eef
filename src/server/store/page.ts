import { sql } from 'kysely'
import type { Pool } from 'pg'
import { both, type Condition, cursorOf, type Page, type Query, refuse, type Selection } from '#engine'
import { isSteady, tableAs } from './condition.ts'
import { foundBy } from './found.ts'
import { quoted } from './names.ts'
import { backwards, behind, isPlace, joinsOf, type Key, keysOf, keysSql, orderSql, placeSql } from './order.ts'
import { shown } from './shown.ts'
import { asking, prepared, type Sql, type Statement, statement } from './statement.ts'
import { type Table, type Tables, tableNamed } from './tables.ts'

interface Asked {
  readonly table: Table
  readonly where: Sql
  readonly keys: readonly Key[]
  readonly paging: Query['paging']
}
interface Shown {
  readonly record: string
  readonly at: string
}

/** The ids of the rows of one range, each with what it is ordered by. */
const range = (from: Sql, { where, keys }: Asked, more: Sql, cut: string): Sql =>
  sql`select t."id", ${keysSql(keys)} from ${from} ${joinsOf(keys)}
    where ${where} and ${more} order by ${orderSql(keys)} ${sql.raw(cut)}`

/** The ids of the page in their order; one more than asked behind a cursor, to know whether it goes on. */
function rangesOf(from: Sql, asked: Asked): Sql {
  const { keys, paging } = asked
  if (paging.kind === 'all') return range(from, asked, sql`true`, '')
  if (paging.kind === 'range') {
    const offset = paging.start > 0 ? ` offset ${paging.start}` : ''
    return range(from, asked, sql`true`, `limit ${Math.max(0, paging.end - paging.start)}${offset}`)
  }
  if (!isPlace(keys, paging.cursor)) refuse(400, '翻页标记无效，请回到第一页')
  const limit = `limit ${paging.limit + 1}`
  const ranges = behind(keys, paging.cursor).map((more) => range(from, asked, more, limit))
  const [only] = ranges
  if (!only) return range(from, asked, sql`false`, limit)
  if (ranges.length === 1) return only
  const parts = ranges.map((one) => sql`(${one})`)
  return sql`${sql.join(parts, sql` union all `)} ${sql.raw(limit)}`
}
/** Where every row must be looked into, the matching ones are laid aside first. */
function idsOf(asked: Asked, byLooking: boolean): Sql {
  const { table, where, keys } = asked
  if (!byLooking) return rangesOf(tableAs(table, 't'), asked)
  const columns = [...new Set(['id', ...keys.map(({ reads }) => reads)])].map((name) => `t.${quoted(name)}`).join(', ')
  const found = sql`select ${sql.raw(columns)} from ${tableAs(table, 't')} where ${where}`
  return sql`with m as materialized (${found}) ${rangesOf(sql`m as t`, { ...asked, where: sql`true` })}`
}

/** The records of rows that are named as `k`, by id and place, in that order. */
function recordsSql(tables: Tables, selection: Selection, k: Sql, at: string): Sql {
  const { joins, columns } = shown(tables, selection)
  return sql`select row_to_json(r)::text as "record", ${sql.raw(at)} as "at" from (
      select t.*, k."at" as "@at", k."n" as "@n" from ${k} join ${tableAs(tableNamed(tables, selection.table), 't')} on t."id" = k."id"
    ) p ${sql.raw(joins)} cross join lateral (select ${sql.raw(columns)}) r order by p."@n"`
}

/**
 * A plan that is the same whatever is asked is kept, and the page is one statement. Otherwise the ids are planned for what is
 * asked, and the records, whose many labels take long to plan, come by a kept plan after them.
 */
export async function pageRows(
  pool: Pool,
  tables: Tables,
  selection: Selection,
  query: Query,
): Promise<readonly Shown[]> {
  const table = tableNamed(tables, selection.table)
  const condition = both(query.where, selection.scope)
  const { where, byGrams, byLooking } = foundBy(table, condition)
  const { paging } = query
  const forth = keysOf(tables, table, query.sort)
  const keys = paging.kind === 'before' ? backwards(forth) : forth
  const ids = idsOf({ table, where, keys, paging }, byLooking)
  const isOpening = !condition || keys[0]?.reads === table.order
  const isNear = paging.kind !== 'range' || paging.start === 0
  if (isNear && isOpening && isSteady(condition)) {
    const k = sql`(select i."id", ${placeSql(keys)} as "at", row_number() over () as "n" from (${ids}) i) k`
    const { rows } = await asking(pool, prepared(recordsSql(tables, selection, k, 'p."@at"::text')))
    return rows as unknown as readonly Shown[]
  }
  const found = await asking(pool, {
    ...statement(sql`select i."id", ${placeSql(keys)}::text as "at" from (${ids}) i`),
    byIndex: byGrams,
  })
  return recordsOf(pool, tables, selection, found.rows)
}
async function recordsOf(
  pool: Pool,
  tables: Tables,
  selection: Selection,
  places: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly Shown[]> {
  if (places.length === 0) return []
  const [ids, ats] = [places.map(({ id }) => id), places.map(({ at }) => at)]
  const k = sql`unnest(${ids}::text[], ${ats}::text[]) with ordinality as k ("id", "at", "n")`
  const { rows } = await asking(pool, prepared(recordsSql(tables, selection, k, 'p."@at"')))
  return rows as unknown as readonly Shown[]
}

/** The page as it goes out: the records passed through as they came, and where to go on. */
export function pageOf(rows: readonly Shown[], { paging }: Query, total: number): Page {
  const backward = paging.kind === 'before'
  const limit = 'limit' in paging ? paging.limit : rows.length
  const more = rows.length > limit
  const page = backward ? rows.slice(0, limit).reverse() : rows.slice(0, limit)
  const [start, end] = paging.kind === 'range' ? [paging.start, paging.start + page.length] : [0, total]
  const isBefore = backward ? more : paging.kind === 'after' || start > 0
  const isAfter = backward || (paging.kind === 'after' ? more : end < total)
  const cursor = (row: Shown | undefined) => (row ? cursorOf(JSON.parse(row.at)) : null)
  return {
    body: `[${page.map(({ record }) => record).join(',')}]`,
    total,
    next: isAfter ? cursor(page.at(-1)) : null,
    prev: isBefore ? cursor(page[0]) : null,
  }
}

/** How many rows there are, and the sums of blanks. */
export function totalsStatement(table: Table, condition: Condition | undefined, blanks: readonly string[]): Statement {
  const { where, byGrams } = foundBy(table, condition)
  const sums = blanks.map((name) => `, coalesce(sum(t.${quoted(name)}), 0) as ${quoted(name)}`)
  const made = sql`select count(*) as "#"${sql.raw(sums.join(''))} from ${tableAs(table, 't')} where ${where}`
  return { ...(isSteady(condition) ? prepared(made) : statement(made)), byIndex: byGrams }
}
