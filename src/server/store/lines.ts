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

/** Signs by which a spreadsheet knows a formula, and those of a number or a day. */
const FORMULA = '=+-@\t\r＝＋－＠'
const NUMBER = '0123456789 .,:/-'
const DIGITS = '0123456789'

/** A text that a spreadsheet would take for a formula is led by an apostrophe; digits that are no number end in a tab. */
const harmless = (text: Sql) => sql`case
  when strpos(${FORMULA}, left(${text}, 1)) > 0 and ${text} <> '' then '''' || ${text}
  when strpos(${DIGITS + NUMBER}, left(${text}, 1)) > 0 and (translate(${text}, ${NUMBER}, '') = '' and translate(${text}, ${DIGITS}, '') <> ${text}
    or ${text} ~* '^[0-9]+(\\.[0-9]+)?e[0-9]+$') then ${text} || chr(9)
  else ${text} end`

const named = (text: Sql, choices: Readonly<Record<string, string>>) => {
  const cases = Object.entries(choices).map(([value, label]) => sql`when ${value} then ${label}`)
  return cases.length > 0 ? sql`case ${text} ${sql.join(cases, sql` `)} else ${text} end` : text
}

/** How one cell reads, as text. */
function cellSql(cell: Cell, label: Sql | undefined, mask: keyof typeof masks | undefined, zone: string): Sql {
  const name = `p.${quoted(cell.blank)}`
  const blank = sql.raw(name)
  switch (cell.as) {
    case 'money':
      return sql`round(${blank} / 100.0, 2)::text`
    case 'number':
      return sql`${blank}::text`
    case 'decimal':
      return sql`trim_scale(${blank})::text`
    case 'percent':
      return sql`trim_scale(${blank})::text || '%'`
    case 'day':
      return sql`to_char(${blank}, 'YYYY-MM-DD')`
    case 'instant':
      return sql`to_char(${blank} at time zone ${zone}, 'YYYY-MM-DD HH24:MI:SS')`
    case 'tick':
      return sql`case ${blank} when true then '是' when false then '否' end`
    case 'choice':
      return named(blank, cell.choices ?? {})
    case 'label':
      return harmless(label ? sql`coalesce(${label}, ${blank})` : blank)
    default:
      return harmless(mask ? sql.raw(`(${masks[mask](name)})`) : blank)
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
  const targets = cells.flatMap(({ blank, as }, at) => {
    const target = as === 'label' ? tables.get(selection.labels[blank] ?? '') : undefined
    return target ? [{ blank, target, of: `l${at}` }] : []
  })
  const labelOf = (blank: string) => {
    const found = targets.find((target) => target.blank === blank)
    return found && sql.raw(`${found.of}."_label"`)
  }
  const joins = targets.map(
    ({ target, of, blank }) => `left join ${target.sql} as ${of} on ${of}."id" = p.${quoted(blank)}`,
  )
  const columns = cells.map((cell) => cellSql(cell, labelOf(cell.blank), selection.masks[cell.blank], zone))
  return copied(
    pool,
    statement(sql`select ${sql.join(columns)} from ${tableAs(table, 't')} ${joinsOf(keys)}
    join ${tableAs(table, 'p')} on p."id" = t."id" ${sql.raw(joins.join(' '))}
    where ${conditionSql(table, both(query.where, selection.scope))} order by ${orderSql(keys)}`),
  )
}
