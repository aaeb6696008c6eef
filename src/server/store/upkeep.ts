import { type Sizes, tendGrams } from './grams.ts'
import type { Line } from './statement.ts'
import type { Table, Tables } from './tables.ts'
import type { Done } from './transaction.ts'

export interface Habits extends Sizes {
  /** Sweep a table after so many rows were written to it. */
  readonly sweepAfter: number
  /** How long nobody may have asked for anything before work begins, in milliseconds. */
  readonly quiet: number
}
/** The embedded database sweeps nothing by itself; its one connection is used only while nobody else wants it. */
export const embedded: Habits = { sweepAfter: 500, quiet: 1500, from: 100_000, concurrently: false }
/** A server sweeps by itself, but not in the moment after fifty thousand bills. */
export const server: Habits = { sweepAfter: 20_000, quiet: 2000, from: 20_000, concurrently: true }

/** Keeps the tables fast behind everybody's back: sweeps what was written, and indexes texts that have grown. */
export function upkeep(line: Line, tables: Tables, habits: Habits, lastAsked: () => number) {
  const written = new Map<Table, number>()
  let due = true
  let working: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const isQuiet = () => performance.now() - lastAsked() >= habits.quiet
  async function work(): Promise<void> {
    for (const [table, rows] of written) {
      if (closed || !isQuiet()) return
      if (rows < habits.sweepAfter) continue
      written.delete(table)
      await line.query(`vacuum (analyze) ${table.sql}`)
    }
    if (!due || closed) return
    due = false
    await tendGrams(line, tables.values(), habits)
  }
  function plan(): void {
    if (timer || closed) return
    timer = setTimeout(() => {
      timer = undefined
      working = isQuiet() ? work().catch(() => undefined) : undefined
      const more = () => [...written.values()].some((rows) => rows >= habits.sweepAfter)
      void (working ?? Promise.resolve()).then(() => (more() ? plan() : undefined))
    }, habits.quiet)
    timer.unref()
  }

  return {
    /** A transaction wrote this. */
    noted(done: Done): void {
      for (const [table, rows] of done) {
        written.set(table, (written.get(table) ?? 0) + rows)
        due ||= rows >= habits.sweepAfter
      }
      if ([...done.keys()].some((table) => (written.get(table) ?? 0) >= habits.sweepAfter)) plan()
    },
    plan,
    async stop(): Promise<void> {
      closed = true
      clearTimeout(timer)
      await working
    },
  }
}
