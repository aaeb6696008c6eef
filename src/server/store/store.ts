import type { Pool } from 'pg'
import { both, type Grouping, type Query, type Selection, type Store, type Totals } from '#engine'
import type { CopyIn } from './copy-in.ts'
import { counts } from './counts.ts'
import { codeOf } from './faults.ts'
import type { Packs } from './filling.ts'
import { groupedStatement, groupsFrom } from './grouped.ts'
import { lines } from './lines.ts'
import { pageOf, pageRows, totalsStatement } from './page.ts'
import { reader, totalsFrom } from './reading.ts'
import type { Rollups } from './rollups.ts'
import { asking, type Statement } from './statement.ts'
import { spooled, streamed } from './stream.ts'
import { type Tables, tableNamed } from './tables.ts'
import { type Done, pour, transaction } from './transaction.ts'

export interface Ways {
  /** There is but one connection: nobody may hold it while he waits for somebody else. */
  readonly single?: boolean
  /** How many rows at once get in there. */
  readonly copyIn?: CopyIn
  /** Connections for whoever takes his time over many rows. */
  readonly slow?: Pool
  /** Told what a transaction wrote, after it is kept. */
  readonly wrote?: (done: Done) => void
  /** The figures that are kept beside the rows. */
  readonly figures?: Rollups | undefined
  readonly close?: () => Promise<void>
}
/** What was prepared is there no more. */
const GONE = ['42P01', 'XX000']

/** Slips in PostgreSQL: a server's, or one in this process behind the same pool. */
export function postgresStore(
  pool: Pool,
  tables: Tables,
  { single = false, copyIn, slow = pool, wrote, figures, close }: Ways = {},
): Store {
  const totals = counts()
  const reading = reader(tables, (_, asked) => asking(pool, asked))
  const keep = (done: Done) => {
    totals.wrote(done.keys())
    wrote?.(done)
  }
  const totalsOf = (selection: Selection, query: Query, blanks: readonly string[]): Promise<Totals> => {
    const table = tableNamed(tables, selection.table)
    const asked = totalsStatement(table, both(query.where, selection.scope), blanks)
    const count = async () => totalsFrom(await asking(pool, asked), blanks)
    return totals.of(table, JSON.stringify([asked.text, asked.values]), count)
  }
  /** By the figures that are kept where they answer; by a scan where they do not, or another process has just taken them away. */
  async function counted(grouping: Grouping, asked: Statement, isReady: boolean) {
    const table = tableNamed(tables, grouping.table)
    try {
      return (await asking(isReady ? pool : slow, asked)).rows
    } catch (error) {
      if (!isReady || !GONE.includes(codeOf(error) ?? '')) throw error
      figures?.forget(table)
      return (await asking(slow, groupedStatement(table, grouping))).rows
    }
  }

  return {
    transaction: (work) => transaction({ pool, tables, copyIn, keep }, work),
    ...(copyIn && { pour: (packs: Packs) => pour({ pool, tables, keep }, copyIn, packs) }),
    reading: (work) => work(reading),
    async list(selection, query) {
      const [rows, { count }] = await Promise.all([
        pageRows(pool, tables, selection, query),
        totalsOf(selection, query, []),
      ])
      return pageOf(rows, query, count)
    },
    read: reading.record,
    totals: totalsOf,
    async grouped(grouping) {
      const table = tableNamed(tables, grouping.table)
      const ready = figures?.answering(grouping, table)
      const asked = ready ?? groupedStatement(table, grouping)
      const key = JSON.stringify(['grouped', asked.text, asked.values])
      return totals.of(table, key, async () =>
        groupsFrom(await counted(grouping, asked, ready !== undefined), grouping),
      )
    },
    ...(figures && { checked: () => figures.check(slow) }),
    stream: (selection, query) => (single ? spooled : streamed)(slow, tables, selection, query),
    // the database in this process copies into a file of its own: there the rows are streamed
    ...(!single && { lines: (...asked) => lines(slow, tables, ...asked) }),
    close: async () => {
      await pool.end()
      await close?.()
    },
  }
}
