import type { Pool } from 'pg'
import { both, type Query, type Selection, type Store, type Totals } from '#engine'
import type { CopyIn } from './copy-in.ts'
import { counts } from './counts.ts'
import { groupedStatement, groupsFrom } from './grouped.ts'
import { lines } from './lines.ts'
import { pageOf, pageRows, totalsStatement } from './page.ts'
import { reader, totalsFrom } from './reading.ts'
import { asking } from './statement.ts'
import { spooled, streamed } from './stream.ts'
import { type Tables, tableNamed } from './tables.ts'
import { type Done, transaction } from './transaction.ts'

export interface Ways {
  /** There is but one connection: nobody may hold it while he waits for somebody else. */
  readonly single?: boolean
  /** How many rows at once get in there. */
  readonly copyIn?: CopyIn
  /** Connections for whoever takes his time over many rows. */
  readonly slow?: Pool
  /** Told what a transaction wrote, after it is kept. */
  readonly wrote?: (done: Done) => void
  readonly close?: () => Promise<void>
}

/** Slips in PostgreSQL: a server's, or one in this process behind the same pool. */
export function postgresStore(
  pool: Pool,
  tables: Tables,
  { single = false, copyIn, slow = pool, wrote, close }: Ways = {},
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

  return {
    transaction: (work) => transaction({ pool, tables, copyIn, keep }, work),
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
      const asked = groupedStatement(tableNamed(tables, grouping.table), grouping)
      const key = JSON.stringify(['grouped', asked.text, asked.values])
      const count = async () => groupsFrom((await asking(slow, asked)).rows, grouping)
      return totals.of(tableNamed(tables, grouping.table), key, count)
    },
    stream: (selection, query) => (single ? spooled : streamed)(slow, tables, selection, query),
    // the database in this process copies into a file of its own: there the rows are streamed
    ...(!single && { lines: (...asked) => lines(slow, tables, ...asked) }),
    close: async () => {
      await pool.end()
      await close?.()
    },
  }
}
