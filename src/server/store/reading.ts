import { sql } from 'kysely'
import type { Choice, Condition, ReadRows, Row, Totals } from '#engine'
import { conditionSql, isLooking, tableAs } from './condition.ts'
import { quoted } from './names.ts'
import { shown } from './shown.ts'
import { type Answer, first, prepared, type Sql, type Statement, statement } from './statement.ts'
import { columnNamed, type Table, type Tables, tableNamed, writtenColumns } from './tables.ts'

/** Asks about a table, or about several; whoever holds back writes to it sends them first. */
export type Ask = (table: Table | 'several', asked: Statement) => Promise<Answer>

const columns = new WeakMap<Table, Sql>()
export function columnsOf(table: Table): Sql {
  const made =
    columns.get(table) ??
    sql.raw(
      writtenColumns(table)
        .map(({ name }) => `t.${quoted(name)}`)
        .join(', '),
    )
  columns.set(table, made)
  return made
}
const keptWhere = (where: Condition | undefined) => (isLooking(where) ? statement : prepared)

function selectSql(table: Table, { where, sort = [], limit }: Choice): Sql {
  const keys = sort.map(({ field, desc }) => `t.${quoted(columnNamed(table, field).name)}${desc ? ' desc' : ''}`)
  const order = sort.some(({ field }) => field === 'id') ? keys : [...keys, 't."id"']
  return sql`select ${columnsOf(table)} from ${tableAs(table, 't')} where ${conditionSql(table, where)}
    order by ${sql.raw(order.join(', '))} ${sql.raw(limit === undefined ? '' : `limit ${Math.max(0, Math.trunc(limit))}`)}`
}

function sumStatement(table: Table, where: Condition | undefined, blanks: readonly string[]): Statement {
  const sums = blanks.map((name) => `, coalesce(sum(t.${quoted(columnNamed(table, name).name)}), 0) as ${quoted(name)}`)
  const made = sql`select count(*) as "#"${sql.raw(sums.join(''))} from ${tableAs(table, 't')} where ${conditionSql(table, where)}`
  return keptWhere(where)(made)
}
export function totalsFrom(answer: Answer, blanks: readonly string[]): Totals {
  const row = first([answer])
  return { count: Number(row?.['#']), sums: Object.fromEntries(blanks.map((name) => [name, Number(row?.[name])])) }
}

/** Reads rows by whatever connection `ask` has. */
export const reader = (tables: Tables, ask: Ask): ReadRows => ({
  async one(name, id) {
    const table = tableNamed(tables, name)
    const made = sql`select ${columnsOf(table)} from ${tableAs(table, 't')} where t."id" = ${id.replaceAll('\0', '')}`
    return first([await ask(table, prepared(made))]) as Row | undefined
  },
  async record(selection, id) {
    const table = tableNamed(tables, selection.table)
    const { joins, columns } = shown(tables, selection)
    const made = sql`select row_to_json(r)::text as "record" from ${tableAs(table, 'p')} ${sql.raw(joins)}
      cross join lateral (select ${sql.raw(columns)}) r
      where p."id" = ${id.replaceAll('\0', '')} and ${conditionSql(table, selection.scope, 'p')}`
    return first([await ask('several', prepared(made))])?.record as string | undefined
  },
  async select(name, choice) {
    const table = tableNamed(tables, name)
    const { rows } = await ask(table, keptWhere(choice.where)(selectSql(table, choice)))
    return rows as Row[]
  },
  async sum(name, where, blanks) {
    const table = tableNamed(tables, name)
    return totalsFrom(await ask(table, sumStatement(table, where, blanks)), blanks)
  },
})
