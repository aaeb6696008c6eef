import { sql } from 'kysely'
import {
  type Comparison,
  type Condition,
  type Counted,
  conjuncts,
  dayIn,
  either,
  type Grouping,
  type GroupKey,
  startOfDay,
} from '#engine'
import { conditionSql } from './condition.ts'
import { keySql } from './grouped.ts'
import { quoted } from './names.ts'
import { type Added, type Counting, namesOf, type Rolled } from './rolled.ts'
import { prepared, type Sql, type Statement, statement } from './statement.ts'

/*
 * Whether figures that are kept answer a question: every condition is either one of those that they were counted by, or says
 * something of a key they are laid together by, and says it of whole keys.
 */

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { op: 'search' }>
const ORDERS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte']
const isOrdered = (leaf: Leaf): leaf is Leaf & { readonly op: Comparison; readonly value: string } =>
  ORDERS.includes(leaf.op) && 'value' in leaf && typeof leaf.value === 'string'
const isFirst = (day: string) => day.endsWith('-01')
/** Compared with a moment, a day stands for where it begins. */
function dayAt(zone: string, value: string): string | undefined {
  const day = dayIn(zone, value)
  return startOfDay(zone, day) === value ? day : undefined
}
const nextDay = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** A comparison of a day or moment as one of the key that holds its day or month; nothing where it parts one. */
function ofDay(rolled: Rolled, added: Added, leaf: Leaf): Condition | undefined {
  const { columns } = added.table
  const isMonth = !columns.has(`${leaf.field}@day`)
  const field = `${leaf.field}@${isMonth ? 'month' : 'day'}`
  if (!columns.has(field)) return undefined
  if (leaf.op === 'null') return { ...leaf, field }
  if (!isOrdered(leaf)) return undefined
  const isMoment = rolled.table.columns.get(leaf.field)?.family === 'instant'
  if (isMoment !== leaf.value.length > 10) return undefined
  if (!isMonth && !isMoment) return { ...leaf, field }
  const day = isMoment ? dayAt(rolled.zone, leaf.value) : leaf.value
  if (day === undefined) return undefined
  // a key begins with its first day, and ends before the next one begins
  const begins = !isMonth || isFirst(day)
  const ends = !isMoment && isFirst(nextDay(day))
  const keeps = leaf.op === 'gte' || leaf.op === 'lt' ? begins : (leaf.op === 'gt' || leaf.op === 'lte') && ends
  return keeps ? { field, op: leaf.op, value: day } : undefined
}

/** A condition over the paper as one over the keys. */
function overKeys(rolled: Rolled, added: Added, condition: Condition): Condition | undefined {
  const every = (parts: readonly Condition[]) => {
    const made = parts.map((one) => overKeys(rolled, added, one))
    return made.every((one) => one !== undefined) ? made : undefined
  }
  if ('all' in condition) {
    const all = every(condition.all)
    return all && { all }
  }
  if ('any' in condition) {
    const any = every(condition.any)
    return any && { any }
  }
  if (condition.op === 'search') return undefined
  return added.table.columns.has(condition.field) ? condition : ofDay(rolled, added, condition)
}

function keyFor({ table: { columns } }: Added, key: GroupKey): GroupKey | undefined {
  const { field, as, ages } = key
  if (!as && !ages && columns.has(field)) return key
  // a month that is written as text is its own key
  if (as && columns.get(field)?.family === 'text') return key
  if (columns.has(`${field}@day`)) return { ...key, field: `${field}@day` }
  const isWide = as === 'month' || as === 'year'
  return isWide && columns.has(`${field}@month`) ? { ...key, field: `${field}@month` } : undefined
}

interface Found {
  readonly column: string
  readonly counts: string
  readonly where: Condition | undefined
}
/** The column that holds a figure, and which of its rows. */
function figureFor(rolled: Rolled, added: Added, { where, sum, distinct }: Counted): Found | undefined {
  if (distinct) return undefined
  const parts = conjuncts(where)
  const asked = new Set(parts.map((one) => JSON.stringify(one)))
  const fitting = (one: Counting): Found | undefined => {
    const column = sum ? one.sums.get(sum) : one.count
    if (!column || [...one.where].some((part) => !asked.has(part))) return undefined
    const rest = parts.filter((part) => !one.where.has(JSON.stringify(part)))
    const all = rest.flatMap((part) => overKeys(rolled, added, part) ?? [])
    if (all.length < rest.length) return undefined
    return { column, counts: one.count, where: all.length > 0 ? { all } : undefined }
  }
  for (const one of added.counts) {
    const found = fitting(one)
    if (found) return found
  }
  return undefined
}

/** The question as one to what was added up and the changes since; nothing where they do not answer it. */
export function readyStatement(rolled: Rolled, added: Added, grouping: Grouping): Statement | undefined {
  const { where, by, figures, zone, limit } = grouping
  const keys = by.flatMap((key) => keyFor(added, key) ?? [])
  const found = figures.flatMap((one) => figureFor(rolled, added, one) ?? [])
  const scope = where && overKeys(rolled, added, where)
  if (zone !== rolled.zone || found.length === 0 || found.length < figures.length) return undefined
  if (keys.length < by.length || (where && !scope)) return undefined
  const { table } = added
  const counted = either(found.map((one) => one.where))
  const filters = counted === undefined || 'any' in counted
  const filtered = (column: string, condition: Condition | undefined): Sql => {
    const rows = condition && filters ? sql` filter (where ${conditionSql(table, condition)})` : sql``
    return sql`coalesce(sum(t.${sql.raw(column)})${rows}, 0)`
  }
  const columns = [
    ...keys.map((key, at) => sql`${keySql(table, key, zone)} as ${sql.raw(quoted(`k${at}`))}`),
    ...found.map((one, at) => sql`${filtered(one.column, one.where)} as ${sql.raw(quoted(`f${at}`))}`),
  ]
  const names = [...namesOf(added.keys), ...new Set(found.flatMap(({ column, counts }) => [column, counts]))].join(', ')
  const rows = sql.raw(`(select ${names} from ${table.sql} union all select ${names} from ${rolled.changes}) as t`)
  const seen = [scope, counted].flatMap((one) => one ?? [])
  const groups = by.map((_, at) => String(at + 1)).join(', ')
  const stands = sql.join(
    found.map((one) => sql`${filtered(one.counts, one.where)} <> 0`),
    sql` or `,
  )
  const made = sql`select ${sql.join(columns)} from ${rows} where ${conditionSql(table, { all: seen })}
    ${by.length > 0 ? sql`${sql.raw(`group by ${groups}`)} having ${stands}` : sql``} limit ${sql.lit(limit)}`
  // how old a day is changes with the day: such a question is not kept prepared
  return by.some(({ ages }) => ages) ? statement(made) : prepared(made)
}
