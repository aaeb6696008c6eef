import type { Comparison, Condition } from '../query.ts'

type Value = string | number | boolean | null
const isRange = (value: unknown): value is Readonly<Record<string, string | number | boolean>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function leaf(field: string, value: unknown): Condition[] {
  if (value === undefined) return []
  if (value === null) return [{ field, op: 'null', value: true }]
  if (Array.isArray(value)) return [{ field, op: 'in', values: value as Value[] }]
  if (!isRange(value)) return [{ field, op: 'eq', value: value as string | number | boolean }]
  return Object.entries(value).map(([op, bound]) => ({ field, op: op as Comparison, value: bound }))
}

/** What an effect or a scope asks for, as the stores understand it; nothing said: every row. */
export function conditionOf(where: Readonly<Record<string, unknown>>): Condition | undefined {
  const all = Object.entries(where).flatMap(([field, value]) => leaf(field, value))
  return all.length === 0 ? undefined : all.length === 1 ? all[0] : { all }
}
export const both = (one: Condition | undefined, other: Condition | undefined): Condition | undefined =>
  one && other ? { all: [one, other] } : (one ?? other)
