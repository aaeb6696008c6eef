/** What a list is asked: the form every URL, saved view, export and report is brought into. */

export type Comparison = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'like'
/**
 * `in` one of the values · `null` nothing is written (or, with false, something is) · `like` contains, case-insensitive, literally ·
 * `tail` ends with (the last digits of a telephone) · `search` the words anywhere in `_search` · `has` a list holds the value.
 * `ne` also matches where nothing is written; the others never do.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly field: string; readonly op: Comparison | 'tail' | 'has'; readonly value: string | number | boolean }
  | { readonly field: string; readonly op: 'in'; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly field: string; readonly op: 'null'; readonly value: boolean }
  | { readonly op: 'search'; readonly value: string }

export interface SortKey {
  readonly field: string
  readonly desc: boolean
  /** Sorts by the label of what the reference points to: the table it is in. */
  readonly labelOf?: string
}
export type Paging =
  | { readonly kind: 'range'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'after' | 'before'
      readonly cursor: readonly (string | number | boolean | null)[]
      readonly limit: number
    }
  | { readonly kind: 'all' }

export interface Query {
  readonly where: Condition | undefined
  /** Always ends in `id`, so that the order is total. */
  readonly sort: readonly SortKey[]
  readonly paging: Paging
}
