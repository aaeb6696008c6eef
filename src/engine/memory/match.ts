import type { Condition, SortKey } from '../query.ts'
import { once } from '../readings/once.ts'
import type { Row } from '../store.ts'

type Value = string | number | boolean | null | undefined

const SURROGATE = /[\ud800-\udfff]/
/** Small letters for A–Z alone, as every store compares. */
export const lowered = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function inOrder(a: string, b: string): number {
  if (a === b) return 0
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : 1
  const [x, y] = [Array.from(a), Array.from(b)]
  for (let at = 0; at < Math.min(x.length, y.length); at++) {
    const difference = (x[at]?.codePointAt(0) ?? 0) - (y[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return x.length - y.length
}
/** By code point; nothing written comes last, or first in a descending order. */
export function compared(a: Value, b: Value): number {
  if (a == null || b == null) return a == null ? (b == null ? 0 : 1) : -1
  if (typeof a === 'string' && typeof b === 'string') return inOrder(a, b)
  return a < b ? -1 : a > b ? 1 : 0
}

/** A longer list is not walked for every row. */
const FEW = 8
const valuesOf = once((values: readonly unknown[]): ReadonlySet<unknown> => new Set(values))

/** Whether a row meets a condition; see `Condition` for what each comparison promises. */
export function matches(row: Row, condition: Condition | undefined): boolean {
  if (!condition) return true
  if ('all' in condition) return condition.all.every((one) => matches(row, one))
  if ('any' in condition) return condition.any.some((one) => matches(row, one))
  if (condition.op === 'search') return String(row._search ?? '').includes(condition.value)
  const value = row[condition.field] as Value
  switch (condition.op) {
    case 'null':
      return (value == null) === condition.value
    case 'in':
      return condition.values.length > FEW
        ? valuesOf(condition.values).has(value ?? null)
        : condition.values.some((one) => (one === null ? value == null : value === one))
    case 'ne':
      return value == null || value !== condition.value
    default:
      return value != null && holds(value, condition.op, condition.value)
  }
}
function holds(value: NonNullable<Value> | readonly unknown[], op: string, wanted: string | number | boolean): boolean {
  switch (op) {
    case 'eq':
      return value === wanted
    case 'like':
      return lowered(String(value)).includes(lowered(String(wanted)))
    case 'tail':
      return String(value).endsWith(String(wanted))
    case 'has':
      return Array.isArray(value) && value.includes(wanted)
    default:
      return ordered(compared(value as Value, wanted), op)
  }
}
const ordered = (order: number, op: string) =>
  op === 'gt' ? order > 0 : op === 'gte' ? order >= 0 : op === 'lt' ? order < 0 : order <= 0

/** What a row is sorted by: a blank, or the label of what its reference points to. */
export type KeyOf = (row: Row, key: SortKey) => Value
export const sorter = (keys: readonly SortKey[], keyOf: KeyOf) => (a: Row, b: Row) => {
  for (const key of keys) {
    const order = compared(keyOf(a, key), keyOf(b, key))
    if (order !== 0) return key.desc ? -order : order
  }
  return 0
}
/** Where a row lies against a cursor: negative before it. */
export const against = (row: Row, cursor: readonly Value[], keys: readonly SortKey[], keyOf: KeyOf): number => {
  for (const [at, key] of keys.entries()) {
    const order = compared(keyOf(row, key), cursor[at])
    if (order !== 0) return key.desc ? -order : order
  }
  return 0
}
