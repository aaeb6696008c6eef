import { sql } from 'kysely'
import type { Pool } from 'pg'
import { both, type Cell, type Query, type Selection } from '#engine'
import { conditionSql, tableAs } from './condition.ts'
import { copied } from './copy.ts'
import { quoted } from './names.ts'
import { joinsOf, keysOf, orderSql } from './order.ts'
import { masks } from './shown.ts'
import { type Sql, statement } from './statement.ts'
import { type Tables, tableNamed } from './tables.ts'

/** The first signs by which a spreadsheet knows a formula: = + - @, tab, return, and those of Chinese keyboards. */
const FORMULA = '9, 13, 43, 45, 61, 64, 65291, 65293, 65309, 65312'
/** And those by which a number or a day may begin, all others besides: no other text is looked at any further. */
const MAY_BE = '9, 13, 32, 43, 61, 64, 65291, 65293, 65309, 65312'
const NUMBER = '0123456789 .,:/-'

/** A text that a spreadsheet would take for a formula is led by an apostrophe; digits that are no number end in a tab. */
const harmless = (text: string) => `case when ascii(${text}) between 44 and 58 or ascii(${text}) in (${MAY_BE}) then
  case when ascii(${text}) in (${FORMULA}) then '''' || ${text}
  when (translate(${text}, '${NUMBER}', '') = '' and translate(${text}, '0123456789', '') <> ${text})
    or ${text} ~* '^[0-9]+(\\.[0-9]+)?e[0-9]+$' then ${text} || chr(9)
  else ${text} end else ${text} end`

const named = (text: Sql, choices: Readonly<Record<string, string>>) => {
  const cases = Object.entries(choices).map(([value, label]) => sql`when ${value} then ${label}`)
  return cases.length > 0 ? sql`case ${text} ${sql.join(cases, sql` `)} else ${text} end` : text
}

/** How one cell reads, as text; `label` is what a reference points to. */
function cellSql(
  { blank, as, choices = {} }: Cell,
  label: string,
  mask: keyof typeof masks | undefined,
  zone: string,
): Sql {
  const name = `t.${quoted(blank)}`
  const value = sql.raw(name)
  switch (as) {
    case 'money':
      return sql`round(${value} / 100.0, 2)`
    case 'number':
    case 'day':
      return value
    case 'decimal':
      return sql`trim_scale(${value})`
    case 'percent':
      return sql`trim_scale(${value}) || '%'`
    case 'instant':
      return sql`date_trunc('second', ${value} at time zone ${zone})`
    case 'tick':
      return sql`case ${value} when true then '是' when false then '否' end`
    case 'choice':
      return named(value, choices)
    case 'label':
      return sql.raw(harmless(label))
    default:
      return sql.raw(harmless(mask ? `(${masks[mask](name)})` : name))
  }
}

/** Every matching record as a line of CSV that the database writes by itself, in one snapshot. */
export function lines(
  pool: Pool,
  tables: Tables,
  selection: Selection,
  query: Query,
  cells: readonly Cell[],
  zone: string,
) {
  const table = tableNamed(tables, selection.table)
  const keys = keysOf(tables, table, query.sort)
  const targets = cells.map(({ blank, as }) => (as === 'label' ? tables.get(selection.labels[blank] ?? '') : undefined))
  const joins = targets.flatMap((target, at) =>
    target ? [`left join ${target.sql} as l${at} on l${at}."id" = t.${quoted(cells[at]?.blank ?? '')}`] : [],
  )
  const columns = cells.map((cell, at) => {
    const id = `t.${quoted(cell.blank)}`
    return cellSql(cell, targets[at] ? `coalesce(l${at}."_label", ${id})` : id, selection.masks[cell.blank], zone)
  })
  const where = conditionSql(table, both(query.where, selection.scope))
  const asked = sql`select ${sql.join(columns)} from ${tableAs(table, 't')} ${joinsOf(keys)} ${sql.raw(joins.join(' '))}
    where ${where} order by ${orderSql(keys)}`
  return copied(pool, statement(asked))
}
