import type { House } from '../house.ts'
import type { Condition, Query } from '../query.ts'
import { blanksOfKind, resourcesByName } from '../readings/blanks.ts'
import { cursorOf } from '../readings/query.ts'
import { masked } from '../readings/rights.ts'
import { countsAsOne, uniquesOf } from '../readings/unique.ts'
import { both } from '../readings/where.ts'
import type { Choice, Page, ReadRows, Row, Rows, Selection, Store, Totals } from '../store.ts'
import { groupsOf } from './grouped.ts'
import { against, type KeyOf, matches, sorter } from './match.ts'
import { type Changes, claim, drop, emptyTable, PLAIN, put, type Shape, seen, type Table } from './table.ts'

export type Tables = Readonly<Record<string, readonly Row[]>>
export interface MemoryStore extends Store {
  /** Every row as it stands, by table: what a copy of the store, or a database, can be filled with. */
  dump(): Tables
  /** The ids of the page in their order, for a router that fetches them by itself. */
  ids(selection: Selection, query: Query): readonly string[]
}

const shapeOf = (house: House | undefined, name: string): Shape => {
  const resource = house && resourcesByName(house).get(name)
  if (!resource) return name === '_history' ? { ...PLAIN, indexed: ['record', 'run'] } : PLAIN
  const indexed = blanksOfKind(resource, 'ref').map(([blank]) => blank)
  return { indexed, uniques: uniquesOf(resource), counts: countsAsOne }
}

/** A store in plain maps: for tests, for the mock, for drafting a whole estate before it is written to a database. */
export function memoryStore(house?: House, filled: Tables = {}): MemoryStore {
  const tables = new Map<string, { shape: Shape; table: Table }>()
  const kept = (name: string) => {
    const known = tables.get(name)
    if (known) return known
    const shape = shapeOf(house, name)
    const made = { shape, table: emptyTable(shape) }
    tables.set(name, made)
    return made
  }
  for (const [name, rows] of Object.entries(filled))
    for (const row of rows) put(kept(name).table, kept(name).shape, row)

  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = turn.then(run, run)
    turn = mine.catch(() => {})
    return mine
  }

  const labelKey: KeyOf = (row, { field, labelOf }) => {
    const value = row[field] as string | undefined
    if (!labelOf) return value
    return value == null ? null : (kept(labelOf).table.rows.get(value)?._labelKey as string | undefined)
  }
  const found = ({ table, scope }: Selection, { where, sort }: Query): Row[] =>
    [...seen(kept(table).table, undefined, both(where, scope))].sort(sorter(sort, labelKey))
  const shown = shownFrom((table, id) => kept(table).table.rows.get(id))
  const page = (selection: Selection, query: Query) => pageOf(found(selection, query), query, labelKey)

  return {
    transaction: (work) =>
      inTurn(async () => {
        const draft = drafting(kept)
        const result = await work(draft.rows)
        draft.keep()
        return result
      }),
    reading: (work) => work(reader(kept, () => undefined)),
    async list(selection, query): Promise<Page> {
      const { rows, total, next, prev } = page(selection, query)
      return { body: JSON.stringify(rows.map((row) => shown(row, selection))), total, next, prev }
    },
    read: (selection, id) => reader(kept, () => undefined).record(selection, id),
    async totals({ table, scope }, { where }, blanks) {
      return totalled(seen(kept(table).table, undefined, both(where, scope)), blanks)
    },
    grouped: async (grouping) => groupsOf(seen(kept(grouping.table).table, undefined, grouping.where), grouping),
    async *stream(selection, query) {
      const rows = found(selection, query)
      for (let at = 0; at < rows.length; at += 500) yield rows.slice(at, at + 500).map((row) => shown(row, selection))
    },
    async close() {},
    dump: () => Object.fromEntries([...tables].map(([name, { table }]) => [name, [...table.rows.values()]])),
    ids: (selection, query) => page(selection, query).rows.map(({ id }) => id as string),
  }
}

/** Shows records as they go out, each with the labels of the rows that `at` finds. */
const shownFrom = (at: (table: string, id: string) => Row | undefined) => (row: Row, selection: Selection) => {
  const labels: Record<string, unknown> = { id: row._label }
  for (const [blank, table] of Object.entries(selection.labels)) {
    const target = row[blank] == null ? undefined : at(table, row[blank] as string)
    if (target) labels[blank] = target._label
  }
  return presented(row, selection, labels)
}

/** A record as it goes out: only the selected blanks, secrets masked, labels beside them. */
function presented(row: Row, { blanks, masks }: Selection, labels: Readonly<Record<string, unknown>>): Row {
  const out: Row = {}
  for (const name of blanks) {
    const value = row[name] ?? null
    const secret = masks[name]
    out[name] = secret && typeof value === 'string' ? masked(value, secret) : value
  }
  return { ...out, labels }
}

function pageOf(rows: readonly Row[], { paging, sort }: Query, keyOf: KeyOf) {
  const cursor = (row: Row | undefined) => (row ? cursorOf(sort.map((key) => keyOf(row, key) ?? null)) : null)
  const cut = (from: number, to: number) => {
    const [start, end] = [Math.max(0, from), Math.min(rows.length, to)]
    const part = rows.slice(start, end)
    return {
      rows: part,
      total: rows.length,
      next: end < rows.length && part.length > 0 ? cursor(part.at(-1)) : null,
      prev: start > 0 && part.length > 0 ? cursor(part[0]) : null,
    }
  }
  if (paging.kind === 'all') return cut(0, rows.length)
  if (paging.kind === 'range') return cut(paging.start, paging.end)
  const at = rows.findIndex((row) => {
    const place = against(row, paging.cursor, sort, keyOf)
    return paging.kind === 'after' ? place > 0 : place >= 0
  })
  const border = at < 0 ? rows.length : at
  return paging.kind === 'after' ? cut(border, border + paging.limit) : cut(border - paging.limit, border)
}

function totalled(rows: Iterable<Row>, blanks: readonly string[]): Totals {
  const sums = Object.fromEntries(blanks.map((name) => [name, 0]))
  let count = 0
  for (const row of rows) {
    count += 1
    for (const name of blanks) sums[name] = (sums[name] ?? 0) + ((row[name] as number | null) ?? 0)
  }
  return { count, sums }
}

type Kept = (name: string) => { shape: Shape; table: Table }

function reader(kept: Kept, changesOf: (name: string) => Changes | undefined): ReadRows {
  const select = (name: string, { where, sort = [], limit }: Choice): Row[] => {
    const rows = seen(kept(name).table, changesOf(name), where)
    if (sort.length > 0)
      rows.sort(
        sorter(
          sort.map(({ field, desc = false }) => ({ field, desc })),
          (row, { field }) => row[field] as string,
        ),
      )
    return limit === undefined ? rows : rows.slice(0, limit)
  }
  const at = (name: string, id: string): Row | undefined => {
    const changed = changesOf(name)
    return (changed?.has(id) ? changed.get(id) : kept(name).table.rows.get(id)) ?? undefined
  }
  const shown = shownFrom(at)
  return {
    one: async (name, id) => at(name, id),
    async record(selection, id) {
      const row = at(selection.table, id)
      return row && matches(row, selection.scope) ? JSON.stringify(shown(row, selection)) : undefined
    },
    select: async (name, choice) => select(name, choice),
    sum: async (name, where, blanks) => totalled(seen(kept(name).table, changesOf(name), where), blanks),
  }
}

/** One open transaction: changes lie over the kept rows until `keep`. */
function drafting(kept: Kept) {
  const changed = new Map<string, Changes>()
  const taken = new Map<string, Map<string, string>>()
  const of = <K, V>(books: Map<string, Map<K, V>>, name: string): Map<K, V> => {
    const book = books.get(name) ?? new Map<K, V>()
    books.set(name, book)
    return book
  }
  const read = reader(kept, (name) => changed.get(name))
  /** The row itself, as this transaction sees it. */
  const current = (name: string, id: string): Row | undefined => {
    const changes = changed.get(name)
    return (changes?.has(id) ? changes.get(id) : kept(name).table.rows.get(id)) ?? undefined
  }
  /** How rows get into a table: where each blank that names one is free. */
  const writing = (name: string) => {
    const [place, changes, names] = [{ ...kept(name), name }, of(changed, name), of(taken, name)]
    return (row: Row, before?: Row) => {
      claim(place, changes, names, row, before)
      changes.set(row.id as string, row)
    }
  }
  const rows: Rows = {
    ...read,
    async take(name, ids) {
      const held = (ids.length > 1 ? [...new Set(ids)].sort() : ids).map((id) => current(name, id))
      return held.flatMap((row) => (row ? [{ ...row }] : []))
    },
    async insert(name, fresh) {
      const write = writing(name)
      for (const row of fresh) {
        if (current(name, row.id as string)) throw new Error(`${name}.${row.id}: there already`)
        write({ ...row })
      }
    },
    async update(name, patches) {
      const write = writing(name)
      for (const patch of patches) {
        const row = current(name, patch.id)
        if (!row) throw new Error(`${name}.${patch.id}: no such row`)
        write({ ...row, ...patch }, row)
      }
    },
    async remove(name, where: Condition) {
      const gone = await read.select(name, { where })
      for (const { id } of gone) of(changed, name).set(id as string, null)
      return gone.length
    },
    async next(series, count) {
      const last = (current('_series', series)?.value as number | undefined) ?? 0
      of(changed, '_series').set(series, { id: series, value: last + count })
      return last + 1
    },
  }
  const keep = () => {
    for (const [name, changes] of changed) {
      const { table, shape } = kept(name)
      for (const [id, row] of changes) row ? put(table, shape, row) : drop(table, shape, id)
    }
  }
  return { rows, keep }
}
