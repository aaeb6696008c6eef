import type { Pool } from 'pg'
import { both, type Query, type ReadRows, type Selection, type Store, type Totals } from '#engine'
import type { CopyIn } from './copy-in.ts'
import { counting } from './counting.ts'
import { counts } from './counts.ts'
import type { Packs } from './filling.ts'
import { groupedStatement } from './grouped.ts'
import { lines } from './lines.ts'
import { pageOf, pageRows, totalsStatement } from './page.ts'
import { reader, totalsFrom } from './reading.ts'
import type { Rollups } from './rollups.ts'
import { asking } from './statement.ts'
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

/** Slips in PostgreSQL: a server's, or one in this process behind the same pool. */
export function postgresStore(
  pool: Pool,
  tables: Tables,
  { single = false, copyIn, slow = pool, wrote, figures, close }: Ways = {},
): Store {
  const totals = counts()
  const counter = counting(pool, slow, figures)
  const rows = reader(tables, (_, asked) => asking(pool, asked))
  const reading: ReadRows = {
    ...rows,
    sum: (name, where, blanks) =>
      counter.totals(tableNamed(tables, name), where, blanks, () => rows.sum(name, where, blanks)),
  }
  const keep = (done: Done) => {
    totals.wrote(done.keys())
    wrote?.(done)
  }
  const totalsOf = (selection: Selection, query: Query, blanks: readonly string[]): Promise<Totals> => {
    const table = tableNamed(tables, selection.table)
    const where = both(query.where, selection.scope)
    const asked = totalsStatement(table, where, blanks)
    const counted = async () => totalsFrom(await asking(pool, asked), blanks)
    const count = () => counter.totals(table, where, blanks, counted)
    return totals.of(table, JSON.stringify([asked.text, asked.values]), count)
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
      const { text, values } = groupedStatement(table, grouping)
      return totals.of(table, JSON.stringify(['grouped', text, values]), () => counter.grouped(table, grouping))
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
