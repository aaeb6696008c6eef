import type { ReactNode } from 'react'
import type { Day, Field } from '#engine'

/** A slip as it comes over the wire, or as it is being written. */
export type Slip = Readonly<Record<string, unknown>>
/** Where a blank is read: on the sheet, in a table, or on paper. */
export type Place = 'sheet' | 'list' | 'print'

export interface TextProps {
  readonly field: Field
  readonly value: unknown
  /** The blank's name, and the slip it stands on: a reference finds its label there. */
  readonly name?: string | undefined
  readonly slip?: Slip | undefined
  readonly resource?: string | undefined
  readonly on?: Place | undefined
}

export interface InputProps extends TextProps {
  /** The id that the label cell points to. */
  readonly id: string
  readonly label?: string | undefined
  readonly invalid?: boolean | undefined
  readonly describedBy?: string | undefined
  /** How many Chinese characters stand side by side in its cell. */
  readonly room?: number | undefined
  readonly onChange: (value: unknown, chosen?: Chosen) => void
}
/** The label of what was chosen for a reference; of references inside a line, by their path below the blank. */
export type Chosen = string | Readonly<Record<string, string>>

/** How one kind of blank looks: written, read in a table, read on paper. */
export interface FieldView {
  /** Nothing where only the office writes it. */
  readonly Input?: (props: InputProps) => ReactNode
  readonly Text: (props: TextProps) => ReactNode
  /** What a cell pasted from a spreadsheet says; nothing where it is taken as text. */
  readonly read?: (text: string, field: Field, today: Day) => unknown
  /** Whether it is written in several inputs, which name themselves as a group, where so many characters find room. */
  readonly grouped?: (field: Field, room: number) => boolean
  readonly align?: 'right'
  /** Pixels of its column in a table, where the kind knows. */
  readonly width?: number
}

/** The label that came with the slip for one of its references. */
export function labelIn(slip: Slip | undefined, name: string | undefined): string | undefined {
  const labels = slip?.['labels']
  if (!name || typeof labels !== 'object' || labels === null) return undefined
  const label: unknown = Reflect.get(labels, name)
  return typeof label === 'string' ? label : undefined
}

/** Room in a cell of its own row, and in the cell of a line. */
export const ROOM = { row: 48, line: 16 } as const
/** Whether these words stand side by side, each behind a button to choose it. */
export const fitSideBySide = (words: readonly string[], room: number): boolean =>
  words.reduce((sum, { length }) => sum + length + 2.6, 0) <= room

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
/** A secret that goes out masked: `138****5678`. */
export const isMasked = (value: unknown): boolean => typeof value === 'string' && /\*{3,}/.test(value)
