/** Where slips are kept. A store knows rows, not rules: the rules are in the desk, once, for every store. */
import type { Condition, Query } from './query.ts'

/** One kept slip: the envelope, the blanks, and `_label`, `_labelKey`, `_search` that the desk writes for the store. */
export type Row = Record<string, unknown>

export interface Order {
  readonly field: string
  readonly desc?: boolean
}
export interface Choice {
  readonly where?: Condition | undefined
  readonly sort?: readonly Order[]
  readonly limit?: number
}

/** The rows as a reader sees them; nothing is held. */
export interface ReadRows {
  one(table: string, id: string): Promise<Row | undefined>
  select(table: string, choice: Choice): Promise<Row[]>
  /** The record as JSON, or nothing where the caller sees none. */
  record(selection: Selection, id: string): Promise<string | undefined>
  /** How many rows there are, and the sums of their blanks (0 where there is none). */
  sum(table: string, where: Condition | undefined, blanks: readonly string[]): Promise<Totals>
}
/** The rows of one open transaction. */
export interface Rows extends ReadRows {
  /** Reads rows and holds them, in the order of their ids: nobody else moves them until the transaction ends. */
  take(table: string, ids: readonly string[]): Promise<Row[]>
  insert(table: string, rows: readonly Row[]): Promise<void>
  /** Writes the patches over the rows; every row must be there. */
  update(table: string, patches: readonly (Row & { readonly id: string })[]): Promise<void>
  remove(table: string, where: Condition): Promise<number>
  /** The first of so many next numbers of a series, which starts at 1. */
  next(series: string, count: number): Promise<number>
}
export interface Totals {
  readonly count: number
  readonly sums: Readonly<Record<string, number>>
}

/** What a caller may see of a table: worked out once from the definition, and turned into SQL or a filter. */
export interface Selection {
  readonly table: string
  /** The blanks that go out, envelope included, in this order. */
  readonly blanks: readonly string[]
  /** How a blank that holds a secret goes out. */
  readonly masks: Readonly<Record<string, 'phone' | 'identity'>>
  /** For each reference, the table whose `_label` is its label. */
  readonly labels: Readonly<Record<string, string>>
  /** The rows that the caller may see at all. */
  readonly scope: Condition | undefined
}

export interface Page {
  /** The records as a JSON array. */
  readonly body: string
  readonly total: number
  readonly next: string | null
  readonly prev: string | null
}

/** One cell of a line of text: which blank, and how it reads. A text is made harmless for spreadsheets. */
export interface Cell {
  readonly blank: string
  readonly as: 'text' | 'number' | 'decimal' | 'money' | 'percent' | 'day' | 'instant' | 'tick' | 'choice' | 'label'
  /** What each choice reads. */
  readonly choices?: Readonly<Record<string, string>>
}

/** By what rows are laid together: a blank as it stands, a day or moment brought to its day, month or year, or how old a day is. */
export interface GroupKey {
  readonly name: string
  readonly field: string
  readonly as?: 'day' | 'month' | 'year' | undefined
  /** How many days a day lies before another, as the place of the first bound that is not exceeded. */
  readonly ages?: { readonly bounds: readonly number[]; readonly today: string } | undefined
}
/** One figure of each group: how many rows, the sum of a blank, or how many different values of one. */
export interface Counted {
  readonly name: string
  readonly where?: Condition | undefined
  readonly sum?: string | undefined
  readonly distinct?: string | undefined
}
export interface Grouping {
  readonly table: string
  /** The rows that are looked at. A group stands where one of its figures counts one of them. */
  readonly where: Condition | undefined
  readonly by: readonly GroupKey[]
  readonly figures: readonly Counted[]
  /** The office's zone, by whose clock a moment falls into a day. */
  readonly zone: string
  /** At most so many groups. */
  readonly limit: number
}
/** One group: what it stands under, by the names of the keys (null where nothing is written), and its figures. */
export interface Group {
  readonly keys: Readonly<Record<string, string | number | boolean | null>>
  readonly figures: Readonly<Record<string, number>>
}

export interface Store {
  /** Keeps everything `work` wrote, or nothing if it throws; done again, at most three times, where the database asks for it. */
  transaction<T>(work: (rows: Rows) => Promise<T>): Promise<T>
  reading<T>(work: (rows: ReadRows) => Promise<T>): Promise<T>
  list(selection: Selection, query: Query): Promise<Page>
  /** The record as JSON, or nothing where the caller sees none. */
  read(selection: Selection, id: string): Promise<string | undefined>
  totals(selection: Selection, query: Query, blanks: readonly string[]): Promise<Totals>
  /** Rows laid together and counted, in no order. */
  grouped(grouping: Grouping): Promise<readonly Group[]>
  /** Looks over the figures that the store keeps beside the rows, puts right what differs, and says what it was. */
  checked?(): Promise<readonly string[]>
  /** Every matching record in one snapshot, masked and with its `labels`, some hundred at a time. */
  stream(selection: Selection, query: Query): AsyncIterable<readonly Row[]>
  /** The same as lines of CSV, where the store writes them quicker by itself; moments as the wall clock of a zone. */
  lines?(selection: Selection, query: Query, cells: readonly Cell[], zone: string): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/** A store says that another row already holds these blanks; the desk turns it into a sentence. */
export class Taken extends Error {
  readonly table: string
  readonly blanks: readonly string[]

  constructor(table: string, blanks: readonly string[]) {
    super(`${table}: ${blanks.join()} taken`)
    this.name = 'Taken'
    this.table = table
    this.blanks = blanks
  }
}
