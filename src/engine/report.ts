import type { AreaName, PolicyKey } from './fields/field.ts'
import type { Who } from './resource.ts'

/** Rows that a report counts: those of one paper. */
export interface Source {
  /** The resource. */
  readonly of: string
  /** Which of its rows, as a list query on the wire. */
  readonly where?: string
  /** The day, month or moment by which a row falls into a period; nothing said: the rows as they stand today. */
  readonly on?: string
  /** The blanks behind dimensions and filters that this paper calls otherwise. */
  readonly by?: Readonly<Record<string, string>>
}

/** One column of figures. */
export type Measure =
  /** How many rows; with `sum`, the sum of a blank; with `distinct`, how many different values of one. */
  | {
      readonly label: string
      /** The source; the only one where nothing is said. */
      readonly from?: string
      readonly where?: string
      readonly sum?: string
      readonly distinct?: string
      readonly hidden?: true
    }
  /** A part of a whole, as a percentage with one decimal; nothing where the whole is nothing. */
  | { readonly label: string; readonly share: readonly [part: string, whole: string]; readonly target?: Target }
  /** So much a piece: an average. */
  | { readonly label: string; readonly per: readonly [total: string, count: string]; readonly target?: Target }
  /** The first without the others. */
  | { readonly label: string; readonly less: readonly [from: string, ...less: readonly string[]] }

/** What a figure is to reach: a number, or a policy that says it. */
export interface Target {
  readonly at: number | PolicyKey
  /** Whether less is better. */
  readonly atMost?: true
}

/** By what the figures are laid out. */
export interface Dimension {
  readonly label: string
  /** The blank; its own name where nothing is said. */
  readonly blank?: string
  /** A day or moment is brought to its day, month or year. */
  readonly as?: 'day' | 'month' | 'year'
  /** A day is brought to how long it is past: in days, up to each of these. */
  readonly ages?: readonly number[]
}

/** A statistic of the office: rows of papers counted by dimensions, each figure of which opens the rows behind it. */
export interface Report {
  readonly name: string
  readonly title: string
  /** The code in the customer's list, `S07`. */
  readonly code: string
  readonly aliases?: readonly string[]
  /** Other entries of the customer's list that this statistic answers: code → what of it. */
  readonly also?: Readonly<Record<string, string>>
  readonly area: AreaName
  readonly may: Who
  readonly sources: Readonly<Record<string, Source>>
  readonly dimensions: Readonly<Record<string, Dimension>>
  /** The dimensions by which it is laid out when it is opened. */
  readonly by: readonly string[]
  readonly measures: Readonly<Record<string, Measure>>
  /** The period with which it opens; nothing said: as things stand. */
  readonly period?: 'day' | 'week' | 'month' | 'year'
  /** How it is drawn beside the table: the measures of the drawing. */
  readonly chart?: { readonly kind: 'bar' | 'line' | 'pie'; readonly measures: readonly string[] }
}

/** A statistic: its name in addresses, what people call it, and what it counts. */
export const report = (name: string, title: string, told: Omit<Report, 'name' | 'title'>): Report => ({
  name,
  title,
  ...told,
})
