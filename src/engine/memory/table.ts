import type { Condition } from '../query.ts'
import { type Row, Taken } from '../store.ts'
import { matches } from './match.ts'

/** What a table keeps an eye on: the references looked up by, and the blanks that name one row. */
export interface Shape {
  readonly indexed: readonly string[]
  readonly uniques: readonly (readonly string[])[]
  counts(row: Row, unique: readonly string[]): boolean
}
export const PLAIN: Shape = { indexed: [], uniques: [], counts: () => false }

/** Rows by id, found by reference without walking them all. Rows are never changed in place. */
export interface Table {
  readonly rows: Map<string, Row>
  readonly byBlank: Map<string, Map<unknown, Set<string>>>
  readonly byUnique: Map<string, Map<string, string>>
}
export const emptyTable = ({ indexed, uniques }: Shape): Table => ({
  rows: new Map(),
  byBlank: new Map(indexed.map((name) => [name, new Map()])),
  byUnique: new Map(uniques.map((names) => [names.join(), new Map()])),
})
const keyOf = (row: Row, names: readonly string[]) => JSON.stringify(names.map((name) => row[name]))

export function put(table: Table, shape: Shape, row: Row): void {
  const id = row.id as string
  drop(table, shape, id)
  table.rows.set(id, row)
  for (const [name, ids] of table.byBlank) {
    const known = ids.get(row[name])
    if (known) known.add(id)
    else ids.set(row[name], new Set([id]))
  }
  for (const names of shape.uniques)
    if (shape.counts(row, names)) table.byUnique.get(names.join())?.set(keyOf(row, names), id)
}
export function drop(table: Table, shape: Shape, id: string): void {
  const old = table.rows.get(id)
  if (!old) return
  table.rows.delete(id)
  for (const [name, ids] of table.byBlank) ids.get(old[name])?.delete(id)
  for (const names of shape.uniques) {
    const held = table.byUnique.get(names.join())
    if (held?.get(keyOf(old, names)) === id) held.delete(keyOf(old, names))
  }
}

const wantedBy = (leaf: Condition): readonly unknown[] | undefined => {
  if (!('op' in leaf)) return undefined
  return leaf.op === 'eq' ? [leaf.value] : leaf.op === 'in' ? leaf.values : undefined
}
/** The rows that can meet a condition at all: by the first indexed reference it names, else all of them. */
export function candidates(table: Table, condition: Condition | undefined): Iterable<Row> {
  for (const leaf of condition && 'all' in condition ? condition.all : condition ? [condition] : []) {
    const wanted = wantedBy(leaf)
    if (!wanted || !('field' in leaf)) continue
    const ids = leaf.field === 'id' ? undefined : table.byBlank.get(leaf.field)
    const byId = (id: unknown): readonly Row[] => [table.rows.get(id as string) ?? []].flat()
    if (leaf.field === 'id') return [...new Set(wanted)].flatMap(byId)
    if (ids) return [...new Set(wanted)].flatMap((value) => [...(ids.get(value) ?? [])].flatMap(byId))
  }
  return table.rows.values()
}

/** What one transaction changed of a table; a row taken away is null. */
export type Changes = Map<string, Row | null>
/** The rows as this transaction sees them. */
export function* seen(table: Table, changes: Changes | undefined, condition: Condition | undefined): Generator<Row> {
  for (const row of candidates(table, condition))
    if (!changes?.has(row.id as string) && matches(row, condition)) yield row
  for (const row of changes?.values() ?? []) if (row && matches(row, condition)) yield row
}

/** Refuses a row whose naming blanks another row already holds. */
export function claim(
  table: Table,
  changes: Changes,
  taken: Map<string, string>,
  shape: Shape,
  name: string,
  row: Row,
): void {
  for (const names of shape.uniques) {
    if (!shape.counts(row, names)) continue
    const key = `${names.join()} ${keyOf(row, names)}`
    const before = table.byUnique.get(names.join())?.get(keyOf(row, names))
    const kept = before !== undefined && !changes.has(before) ? before : taken.get(key)
    const holder = kept === undefined ? undefined : changes.has(kept) ? changes.get(kept) : table.rows.get(kept)
    if (holder && holder.id !== row.id && keyOf(holder, names) === keyOf(row, names) && shape.counts(holder, names))
      throw new Taken(name, names)
    taken.set(key, row.id as string)
  }
}
