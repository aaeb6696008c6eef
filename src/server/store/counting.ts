import type { Pool } from 'pg'
import type { Condition, Group, Grouping, Totals } from '#engine'
import { codeOf } from './faults.ts'
import { groupedStatement, groupsFrom } from './grouped.ts'
import type { Rollups } from './rollups.ts'
import { type Answer, asking, type Statement } from './statement.ts'
import type { Table } from './tables.ts'

/** What was asked for is there no more. */
const GONE = ['42P01', 'XX000']

/** Counts by the figures that are kept, where they answer. */
export function counting(pool: Pool, slow: Pool, figures: Rollups | undefined) {
  /** By what is ready; otherwise where nothing is, or where another process has just taken it away. */
  async function counted<T>(
    table: Table,
    ready: Statement | undefined,
    read: (answer: Answer) => T,
    otherwise: () => Promise<T>,
  ): Promise<T> {
    if (!ready) return otherwise()
    try {
      return read(await asking(pool, ready))
    } catch (error) {
      if (!GONE.includes(codeOf(error) ?? '')) throw error
      figures?.forget(table)
      return otherwise()
    }
  }
  return {
    grouped(table: Table, grouping: Grouping): Promise<readonly Group[]> {
      const read = ({ rows }: Answer) => groupsFrom(rows, grouping)
      const scan = async () => read(await asking(slow, groupedStatement(table, grouping)))
      return counted(table, figures?.answering(grouping, table), read, scan)
    },
    /** How many rows there are, and the sums of their blanks. */
    totals(
      table: Table,
      where: Condition | undefined,
      blanks: readonly string[],
      otherwise: () => Promise<Totals>,
    ): Promise<Totals> {
      const read = ({ rows: [row] }: Answer) => ({
        count: Number(row?.['f0']),
        sums: Object.fromEntries(blanks.map((blank, at) => [blank, Number(row?.[`f${at + 1}`])])),
      })
      return counted(table, figures?.totalling(table, where, blanks), read, otherwise)
    },
  }
}
