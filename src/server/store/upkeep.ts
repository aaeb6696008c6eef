import type { Pool } from 'pg'
import { type Sizes, tendGrams } from './grams.ts'
import type { Growth, Rollups } from './rollups.ts'
import { asking } from './statement.ts'
import type { Table, Tables } from './tables.ts'
import type { Done } from './transaction.ts'

export interface Habits extends Sizes, Growth {
  /** Sweep a table after so many rows were written to it. */
  readonly sweepAfter: number
  /** How long nobody may have asked for anything before work begins, in milliseconds. */
  readonly quiet: number
  /** How long to wait for such a silence; then a table is swept between two questions. */
  readonly patience: number
  /** Whether the database leaves the sweeping to us, so that an earlier process may have left some undone. */
  readonly alone: boolean
}
/** The embedded database sweeps nothing by itself; its one connection is used only while nobody else wants it. */
export const embedded: Habits = {
  sweepAfter: 500,
  quiet: 1500,
  patience: 30_000,
  alone: true,
  from: 100_000,
  keepFrom: 20_000,
  concurrently: false,
}
/** A server sweeps by itself, but not in the moment after fifty thousand bills. */
export const server: Habits = {
  sweepAfter: 20_000,
  quiet: 2000,
  patience: 10_000,
  alone: false,
  from: 20_000,
  keepFrom: 20_000,
  concurrently: true,
}
/** So many changes of figures are added up at a time. */
const CHANGES = 200
/** How often to look whether a table has grown beyond looking through. */
const LOOK = 60_000
/** One process at a time makes indexes. */
const LOCK = 4_817_203_916

/** Tables of which the database does not know, page by page, that everybody sees all of it. */
const UNSWEPT = `select relname as "name" from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
  and pg_relation_size(oid) / 8192 > 32 and relallvisible < 0.8 * pg_relation_size(oid) / 8192`

/** Keeps the tables fast behind everybody's back: sweeps what was written, and indexes texts that have grown. */
export function upkeep(pool: Pool, tables: Tables, habits: Habits, figures?: Rollups) {
  const written = new Map<Table, number>()
  /** Rows written since the changes of their figures were added up. */
  const changed = new Map<Table, number>()
  let isDue = true
  /** Whether earlier processes may have left something undone. */
  let inherits = habits.alone
  let lastAsked = performance.now()
  let since = performance.now()
  let working: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  pool.on('acquire', () => {
    lastAsked = performance.now()
  })
  const sweepable = () => [...written].flatMap(([table, rows]) => (rows >= habits.sweepAfter ? [table] : []))
  const foldable = () => [...changed].flatMap(([table, rows]) => (rows >= CHANGES ? [table] : []))
  const isQuiet = () => performance.now() - lastAsked >= habits.quiet || performance.now() - since >= habits.patience

  const sweep = (table: Table) => asking(pool, `vacuum (analyze) ${table.sql}`)
  async function look(): Promise<void> {
    const client = await pool.connect()
    try {
      const { rows } = await client.query(`select pg_try_advisory_lock(${LOCK}) as "is"`)
      if (!rows[0]?.is) return
      try {
        await tendGrams(client, tables.values(), habits)
        await figures?.tend(client, habits)
      } finally {
        await client.query(`select pg_advisory_unlock(${LOCK})`)
      }
    } finally {
      client.release()
    }
  }

  async function inherit(): Promise<void> {
    const { rows } = await asking(pool, UNSWEPT)
    const names = new Set(rows.map(({ name }) => name))
    for (const table of tables.values()) if (names.has(table.plain)) add(table, habits.sweepAfter)
  }
  /** One table at a time, then again a look whether anybody waits. */
  async function work(): Promise<void> {
    const [table] = sweepable()
    const [fold] = foldable()
    if (inherits) {
      inherits = false
      await inherit()
    } else if (fold) {
      changed.delete(fold)
      await figures?.fold(pool, fold)
    } else if (table) {
      written.delete(table)
      await sweep(table)
    } else if (isDue) {
      isDue = false
      await look()
    }
    since = performance.now()
  }
  function plan(): void {
    if (timer || closed || (!isDue && sweepable().length === 0 && foldable().length === 0)) return
    timer = setTimeout(() => {
      timer = undefined
      // what could not be done now is due again with the next writes
      if (!closed && isQuiet()) working = work().catch(() => undefined)
      void working.then(plan)
    }, habits.quiet)
    timer.unref()
  }
  const clock = setInterval(() => {
    isDue = true
    plan()
  }, LOOK)
  clock.unref()
  const add = (table: Table, rows: number) => written.set(table, (written.get(table) ?? 0) + rows)

  return {
    begin: plan,
    /** A transaction wrote this. */
    noted(done: Done): void {
      if (sweepable().length === 0) since = performance.now()
      for (const [table, rows] of done) {
        add(table, rows)
        if (figures?.isKept(table)) changed.set(table, (changed.get(table) ?? 0) + rows)
      }
      plan()
    },
    async stop(): Promise<void> {
      closed = true
      clearTimeout(timer)
      clearInterval(clock)
      await working
    },
  }
}
