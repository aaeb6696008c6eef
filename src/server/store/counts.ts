import type { Table } from './tables.ts'

/** A count of others' rows may be this old, in milliseconds; from half that age on it is counted anew behind the scenes. */
const OLD = 1000
const MOST = 1000

interface Counted {
  readonly generation: number
  readonly at: number
  readonly value: Promise<unknown>
}

/** Remembers totals: exact after a write of this process, at most a second old against the writes of others; counted by one at a time. */
export function counts(clock: () => number = () => performance.now()) {
  const generations = new Map<Table, number>()
  const known = new Map<string, Counted>()
  const generationOf = (table: Table) => generations.get(table) ?? 0

  function ask<T>(table: Table, key: string, count: () => Promise<T>): Promise<T> {
    const value = count()
    known.delete(key)
    known.set(key, { generation: generationOf(table), at: clock(), value })
    value.catch(() => known.delete(key))
    const [oldest] = known.keys()
    if (known.size > MOST && oldest !== undefined) known.delete(oldest)
    return value
  }
  return {
    /** The remembered total, or a new one. */
    of<T>(table: Table, key: string, count: () => Promise<T>): Promise<T> {
      const found = known.get(key)
      if (!found || found.generation !== generationOf(table) || clock() - found.at > OLD) return ask(table, key, count)
      if (clock() - found.at > OLD / 2) ask(table, key, count).catch(() => undefined)
      return found.value as Promise<T>
    },
    /** This process wrote to these tables. */
    wrote(tables: Iterable<Table>): void {
      for (const table of tables) generations.set(table, generationOf(table) + 1)
    },
  }
}
