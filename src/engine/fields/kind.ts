import type { Column } from '../desk/ports.ts'
import type { Comparison } from '../query.ts'
import type { Day, Field, Instant } from './field.ts'

export type FilterOp = Comparison | 'in' | 'null' | 'has' | 'tail'
/** The words that stand for a value in a list query. */
export interface Words {
  readonly today: Day
  readonly now: Instant
  readonly me: string
}

/** How one kind of blank is kept, checked, filtered and read. */
export interface Kind {
  readonly column: Column
  /** The comparisons that a list may ask of it. */
  readonly ops: readonly FilterOp[]
  /** The value as it is kept: trimmed, nothing written as null. */
  tidy(value: unknown): unknown
  /** What is wrong with a tidied value that is not null: a sentence without the label, or nothing. */
  fault(value: unknown, field: Field): string | undefined
  /** A value from a list query; undefined where it does not parse. */
  parse(wire: string, field: Field, words: Words): string | number | boolean | undefined
  /** As read on a sheet. */
  print(value: unknown, field: Field): string
  /** The type of its cell in a spreadsheet. */
  readonly cell: 'text' | 'number' | 'money' | 'percent' | 'day' | 'instant'
}

export const equality = ['eq', 'ne', 'in', 'null'] as const
export const ranges = [...equality, 'gt', 'gte', 'lt', 'lte'] as const

export const trimmed = (value: unknown) => {
  if (typeof value !== 'string') return value ?? null
  const text = value.trim()
  return text === '' ? null : text
}
export const asIs = (value: unknown) => (value === '' || value === undefined ? null : value)
export const listed = (value: unknown) => (Array.isArray(value) && value.length === 0 ? null : (value ?? null))
export const numberFrom = (wire: string): number | undefined =>
  /^-?\d{1,15}(\.\d{1,6})?$/.test(wire) ? Number(wire) : undefined

/** Kinds that no list filters but by whether anything is written. */
export const unfiltered = { ops: ['null'], parse: () => undefined } as const
