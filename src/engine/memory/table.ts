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

/** Rows by id, found by reference without walking them all, once somebody looks for one so. Rows are never changed in place, here or by their readers. */
export interface Table {
  readonly rows: Map<string, Row>
  readonly indexed: ReadonlySet<string>
  readonly byBlank: Map<string, Map<unknown, Set<string>>>
  readonly byUnique: readonly Unique[]
}
/** Blanks that together name one row: who holds which. */
interface Unique {
  readonly names: readonly string[]
  readonly held: Map<string, string>
}
export const emptyTable = ({ indexed, uniques }: Shape): Table => ({
  rows: new Map(),
  indexed: new Set(indexed),
  byBlank: new Map(),
  byUnique: uniques.map((names) => ({ names, held: new Map() })),
})
const keyOf = (row: Row, names: readonly string[]) => names.map((name) => String(row[name])).join('\u0000')
const sameIn = (one: Row, other: Row, names: readonly string[]) => names.every((name) => one[name] === other[name])

/** Lays a row into the table, where its former self lay if there was one. */
export function put(table: Table, shape: Shape, row: Row): void {
  const id = row.id as string
  const old = table.rows.get(id)
  table.rows.set(id, row)
  for (const [name, ids] of table.byBlank) {
    if (old && old[name] === row[name]) continue
    if (old) ids.get(old[name])?.delete(id)
    note(ids, row[name], id)
  }
  for (const { names, held } of table.byUnique) {
    const counts = shape.counts(row, names)
    if (old && counts && shape.counts(old, names) && sameIn(old, row, names)) continue
    if (old) release(names, held, old)
    if (counts) held.set(keyOf(row, names), id)
  }
}
function note(ids: Map<unknown, Set<string>>, value: unknown, id: string): void {
  const known = ids.get(value)
  if (known) known.add(id)
  else ids.set(value, new Set([id]))
}
/** The ids by what stands in this blank, noted when they are first asked for. */
function indexOf(table: Table, name: string): Map<unknown, Set<string>> | undefined {
  const known = table.byBlank.get(name)
  if (known || !table.indexed.has(name)) return known
  const ids = new Map<unknown, Set<string>>()
  for (const [id, row] of table.rows) note(ids, row[name], id)
  table.byBlank.set(name, ids)
  return ids
}
export function drop(table: Table, shape: Shape, id: string): void {
  const old = table.rows.get(id)
  if (!old) return
  table.rows.delete(id)
  for (const [name, ids] of table.byBlank) ids.get(old[name])?.delete(id)
  for (const { names, held } of table.byUnique) release(names, held, old)
}
function release(names: readonly string[], held: Map<string, string>, row: Row): void {
  const key = keyOf(row, names)
  if (held.get(key) === row.id) held.delete(key)
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
    const ids = leaf.field === 'id' ? undefined : indexOf(table, leaf.field)
    if (leaf.field === 'id') return rowsNamed(table, new Set(wanted))
    if (ids) return rowsNamed(table, wanted.length === 1 ? (ids.get(wanted[0]) ?? []) : listed(ids, wanted))
  }
  return table.rows.values()
}
function* listed(ids: ReadonlyMap<unknown, ReadonlySet<string>>, wanted: readonly unknown[]): Generator<string> {
  for (const value of new Set(wanted)) yield* ids.get(value) ?? []
}
function rowsNamed({ rows }: Table, ids: Iterable<unknown>): Row[] {
  const found: Row[] = []
  for (const id of ids) {
    const row = rows.get(id as string)
    if (row) found.push(row)
  }
  return found
}

/** What one transaction changed of a table; a row taken away is null. */
export type Changes = Map<string, Row | null>
/** The rows as this transaction sees them. */
export function seen(table: Table, changes: Changes | undefined, condition: Condition | undefined): Row[] {
  const found: Row[] = []
  for (const row of candidates(table, condition))
    if (!changes?.has(row.id as string) && matches(row, condition)) found.push(row)
  for (const row of changed(changes, condition)) if (row && matches(row, condition)) found.push(row)
  return found
}
/** The changed rows that can meet a condition: those it names, else all of them. */
function changed(changes: Changes | undefined, condition: Condition | undefined): Iterable<Row | null> {
  if (!changes || changes.size === 0) return []
  const named = condition && 'field' in condition && condition.field === 'id' ? wantedBy(condition) : undefined
  return named ? [...new Set(named)].map((id) => changes.get(id as string) ?? null) : changes.values()
}

/** Refuses a row whose naming blanks another row already holds; those it held before are its own. */
export function claim(
  { table, shape, name }: { readonly table: Table; readonly shape: Shape; readonly name: string },
  changes: Changes,
  taken: Map<string, string>,
  row: Row,
  before: Row | undefined,
): void {
  for (const { names, held } of table.byUnique) {
    if (!shape.counts(row, names)) continue
    if (before && shape.counts(before, names) && sameIn(before, row, names)) continue
    const key = keyOf(row, names)
    const kept = held.get(key)
    const drafted = `${names.join()} ${key}`
    const holderId = kept !== undefined && !changes.has(kept) ? kept : taken.get(drafted)
    const holder =
      holderId === undefined ? undefined : changes.has(holderId) ? changes.get(holderId) : table.rows.get(holderId)
    if (holder && holder.id !== row.id && sameIn(holder, row, names) && shape.counts(holder, names))
      throw new Taken(name, names)
    taken.set(drafted, row.id as string)
  }
}
