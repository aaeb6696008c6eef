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
/** The conditions of which each row must meet every one. */
export const conjuncts = (condition: Condition | undefined): readonly Condition[] =>
  condition === undefined ? [] : 'all' in condition ? condition.all.flatMap(conjuncts) : [condition]
/** Whatever meets one of these, each once; nothing where one of them asks for nothing. */
export function either(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  if (conditions.length === 0) return undefined
  const unlike = new Map(conditions.map((one) => [JSON.stringify(one), one]))
  const any = [...unlike.values()].flatMap((one) => one ?? [])
  return any.length < unlike.size ? undefined : any.length === 1 ? any[0] : { any }
}
