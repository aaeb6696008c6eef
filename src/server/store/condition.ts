import { sql } from 'kysely'
import type { Comparison, Condition } from '#engine'
import { quoted } from './names.ts'
import type { Sql } from './statement.ts'
import { type Column, columnNamed, type Table } from './tables.ts'

type Value = string | number | boolean
const signs: Readonly<Record<Exclude<Comparison, 'like'>, string>> = {
  eq: '=',
  ne: 'is distinct from',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
}
const NOTHING = sql`false`
const EVERYTHING = sql`true`

/** No database holds a zero character: what asks for one finds nothing. */
export const plain = <V>(value: V) => (typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value)
/** Small letters for A–Z alone, as every store compares. */
export const lowered = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** The type in which a value meets a column: wide enough for whatever is asked. */
function typeOf({ family }: Column, values: readonly unknown[]): string {
  if (family === 'integer' || family === 'bigint')
    return values.every((value) => value === null || Number.isSafeInteger(value)) ? 'bigint' : 'numeric'
  return {
    decimal: 'numeric',
    boolean: 'boolean',
    day: 'date',
    instant: 'timestamptz',
    json: 'jsonb',
    text: 'text',
    bytes: 'bytea',
  }[family]
}
export const valueAs = (column: Column, value: Value | null): Sql =>
  sql`${plain(value)}::${sql.raw(typeOf(column, [value]))}`

const contains = (text: Sql, part: string) => sql`strpos(${text}, ${part}) > 0`

function among(column: Column, ref: Sql, values: readonly (Value | null)[]): Sql {
  const written = values.filter((value) => value !== null).map(plain)
  const [only] = written
  const type = typeOf(column, written)
  const one = written.length === 1 ? sql`${ref} = ${only}::${sql.raw(type)}` : undefined
  const some = one ?? (written.length > 0 ? sql`${ref} = any(${written}::${sql.raw(type)}[])` : NOTHING)
  return written.length === values.length ? some : sql`(${some} or ${ref} is null)`
}

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { op: 'search' }>
function leaf(table: Table, of: string, condition: Leaf): Sql {
  const { field: name } = condition
  const column = columnNamed(table, name)
  const ref = sql.ref(`${of}.${name}`)
  switch (condition.op) {
    case 'null':
      return condition.value ? sql`${ref} is null` : sql`${ref} is not null`
    case 'in':
      return among(column, ref, condition.values)
    case 'like':
      return contains(sql`lower(${ref})`, lowered(plain(String(condition.value))))
    case 'tail':
      return sql`right(${ref}, ${sql.raw(String([...String(condition.value)].length))}) = ${plain(condition.value)}`
    case 'has':
      return sql`${ref} @> ${JSON.stringify(plain(condition.value))}::jsonb`
    default:
      return sql`${ref} ${sql.raw(signs[condition.op])} ${valueAs(column, condition.value)}`
  }
}

const joined = (parts: readonly Sql[], word: 'and' | 'or') => sql`(${sql.join(parts, sql.raw(` ${word} `))})`

/** A condition as SQL over the table under the name `of`. */
export function conditionSql(table: Table, condition: Condition | undefined, of = 't'): Sql {
  if (!condition) return EVERYTHING
  if ('all' in condition)
    return condition.all.length > 0
      ? joined(
          condition.all.map((one) => conditionSql(table, one, of)),
          'and',
        )
      : EVERYTHING
  if ('any' in condition)
    return condition.any.length > 0
      ? joined(
          condition.any.map((one) => conditionSql(table, one, of)),
          'or',
        )
      : NOTHING
  return condition.op === 'search'
    ? contains(sql.ref(`${of}._search`), plain(condition.value))
    : leaf(table, of, condition)
}

type Named = Exclude<Leaf, { op: 'null' }>
const isOne = (leaf: Named) => leaf.op === 'eq' || (leaf.op === 'in' && leaf.values.length === 1)
/** The leaves that every row meets, all of them on blanks of which a list has an index; nothing where there are others. */
function plainLeaves(condition: Condition): readonly Named[] | undefined {
  if ('all' in condition) {
    const parts = condition.all.map(plainLeaves)
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined
  }
  if ('any' in condition || condition.op === 'search') return undefined
  const isPlain = condition.op === 'eq' || condition.op === 'in'
  return isPlain && ['id', 'project', 'status'].includes(condition.field) ? [condition] : undefined
}
/** Whether one plan serves whatever value is asked: rows of one project in one stage are found in their order, rare or not. */
export function isSteady(condition: Condition | undefined): boolean {
  if (!condition) return true
  const leaves = plainLeaves(condition)
  if (!leaves) return false
  const of = (field: string) => leaves.filter((one) => one.field === field)
  return of('status').length === 0 || (of('status').every(isOne) && of('project').some(isOne))
}
/** Whether it looks into texts, so that no index knows how many rows it leaves. */
export function isLooking(condition: Condition | undefined): boolean {
  if (!condition) return false
  if ('all' in condition) return condition.all.some(isLooking)
  if ('any' in condition) return condition.any.some(isLooking)
  return ['search', 'like', 'tail'].includes(condition.op)
}
export const tableAs = (table: Table, of: string) => sql.raw(`${table.sql} as ${quoted(of)}`)
