import { sql } from 'kysely'
import { both, type Counted, either, type Group, type Grouping, type GroupKey } from '#engine'
import { conditionSql, tableAs } from './condition.ts'
import { quoted } from './names.ts'
import { type Sql, type Statement, statement } from './statement.ts'
import { columnNamed, type Table } from './tables.ts'

const PATTERNS = { day: 'YYYY-MM-DD', month: 'YYYY-MM', year: 'YYYY' } as const

export function keySql(table: Table, { field, as, ages }: GroupKey, zone: string): Sql {
  const { family } = columnNamed(table, field)
  const column = sql.raw(`t.${quoted(field)}`)
  const local = family === 'instant' ? sql`(${column} at time zone ${sql.lit(zone)})` : column
  if (ages) {
    const passed = sql`(${sql.lit(ages.today)}::date - ${local}::date)`
    const steps = ages.bounds.map((bound, at) => sql`when ${passed} <= ${sql.lit(bound)} then ${sql.lit(at)}`)
    return sql`case when ${column} is null then null ${sql.join(steps, sql` `)} else ${sql.lit(ages.bounds.length)} end`
  }
  if (!as) return family === 'day' ? sql`to_char(${column}, 'YYYY-MM-DD')` : column
  if (family === 'text') return sql`left(${column}, ${sql.lit(PATTERNS[as].length)})`
  return sql`to_char(${local}, ${sql.lit(PATTERNS[as])})`
}

function figureSql(table: Table, { where, sum, distinct }: Counted, filters: boolean): Sql {
  const column = sum ?? distinct
  const named = column === undefined ? undefined : sql.raw(`t.${quoted(columnNamed(table, column).name)}`)
  const counted = named === undefined ? sql`count(*)` : sum ? sql`sum(${named})` : sql`count(distinct ${named})`
  return where && filters
    ? sql`coalesce(${counted} filter (where ${conditionSql(table, where)}), 0)`
    : sql`coalesce(${counted}, 0)`
}

/** One scan that lays rows together and counts them. */
export function groupedStatement(table: Table, { where, by, figures, zone, limit }: Grouping): Statement {
  const keys = by.map((key, at) => sql`${keySql(table, key, zone)} as ${sql.raw(quoted(`k${at}`))}`)
  const counted = either(figures.map((one) => one.where))
  // where all figures count the same rows, nothing else is looked at
  const filters = counted === undefined || 'any' in counted
  const sums = figures.map((one, at) => sql`${figureSql(table, one, filters)} as ${sql.raw(quoted(`f${at}`))}`)
  const places = by.map((_, at) => String(at + 1)).join(', ')
  const columns = [...keys, ...sums]
  return statement(sql`select ${sql.join(columns.length > 0 ? columns : [sql`1`])} from ${tableAs(table, 't')}
    where ${conditionSql(table, both(where, counted))} ${sql.raw(by.length > 0 ? `group by ${places}` : '')} limit ${sql.lit(limit)}`)
}

type Answered = readonly Readonly<Record<string, unknown>>[]
export const groupsFrom = (rows: Answered, { by, figures }: Grouping): readonly Group[] =>
  rows.map((row) => ({
    keys: Object.fromEntries(by.map(({ name }, at) => [name, (row[`k${at}`] ?? null) as Group['keys'][string]])),
    figures: Object.fromEntries(figures.map(({ name }, at) => [name, Number(row[`f${at}`])])),
  }))
