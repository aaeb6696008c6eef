import type { Field, Instant, Row } from '#engine'

/** A list on its way to a spreadsheet. */
export interface Sheet {
  readonly title: string
  readonly columns: readonly Column[]
  /** Some hundred records at a time, in one snapshot. */
  readonly rows: AsyncIterable<readonly Row[]>
  /** The same as lines of CSV, where the store writes them by itself. */
  readonly lines?: AsyncIterable<Uint8Array> | undefined
  /** The office's zone: a moment is written as its wall clock. */
  readonly zone: string
  /** What the second sheet says. */
  readonly note: Note
}
export interface Column {
  readonly name: string
  readonly field: Field
  /** Whether the second sheet says its sum. */
  readonly summed: boolean
}
export interface Note {
  readonly company: string
  readonly by: string
  readonly at: Instant
  /** The filter in words. */
  readonly filter: string
}

export const labelIn = (row: Row, name: string): string | undefined =>
  (row.labels as Readonly<Record<string, string>> | undefined)?.[name]
