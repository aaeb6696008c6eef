import type { Pool } from 'pg'
import { both, type Store } from '#engine'
import { counts } from './counts.ts'
import { countStatement, pageOf, pageStatement } from './page.ts'
import { reader, totalsFrom, totalsStatement } from './reading.ts'
import { type Answer, first, type Statement } from './statement.ts'
import { spooled, streamed } from './stream.ts'
import { type Table, type Tables, tableNamed } from './tables.ts'
import { type Done, transaction } from './transaction.ts'

export interface Ways {
  /** There is but one connection: nobody may hold it while he waits for somebody else. */
  readonly single?: boolean
  /** Told what a transaction wrote, after it is kept. */
  readonly wrote?: (done: Done) => void
  readonly close?: () => Promise<void>
}

/** Slips in PostgreSQL: a server's, or one in this process behind the same pool. */
export function postgresStore(pool: Pool, tables: Tables, { single = false, wrote, close }: Ways = {}): Store {
  const totals = counts()
  const reading = reader(tables, (_, asked) => pool.query(asked))
  const keep = (done: Done) => {
    totals.wrote(done.keys())
    wrote?.(done)
  }
  const totalOf = <T>(table: Table, asked: Statement, read: (answer: Answer) => T): Promise<T> =>
    totals.of(table, JSON.stringify([asked.text, asked.values]), async () => read(await pool.query(asked)))

  return {
    transaction: (work) => transaction(pool, tables, work, keep),
    reading: (work) => work(reading),
    async list(selection, query) {
      const table = tableNamed(tables, selection.table)
      const count = countStatement(table, both(query.where, selection.scope))
      const [page, total] = await Promise.all([
        pool.query(pageStatement(tables, selection, query)),
        totalOf(table, count, (answer) => Number(first([answer])?.count)),
      ])
      return pageOf(page, query, total)
    },
    read: reading.record,
    totals(selection, query, blanks) {
      const table = tableNamed(tables, selection.table)
      const asked = totalsStatement(table, both(query.where, selection.scope), blanks)
      return totalOf(table, asked, (answer) => totalsFrom(answer, blanks))
    },
    stream: (selection, query) => (single ? spooled : streamed)(pool, tables, selection, query),
    close: async () => {
      await pool.end()
      await close?.()
    },
  }
}
