import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Rows } from '#engine'
import { conditionSql, tableAs } from './condition.ts'
import type { CopyIn } from './copy-in.ts'
import { codeOf, told } from './faults.ts'
import { type Filling, filling, type Packs } from './filling.ts'
import { columnsOf, reader } from './reading.ts'
import { type Session, session } from './session.ts'
import { first, prepared, statement } from './statement.ts'
import { type Table, type Tables, tableNamed } from './tables.ts'

/** What a transaction did to each table, in rows. */
export type Done = ReadonlyMap<Table, number>

/** So many rows are held back before they are sent. */
const MOST_HELD = 4000
/** Serialisation, deadlock, and a reference that somebody made or took away in the same moment. */
const AGAIN = ['40001', '40P01', '23503']
const TIMES = 3

/** The rows of one open transaction; `sure` tells whether every row it updates is known to be there. */
function rowsOf(tables: Tables, open: Session, fill: Filling | undefined): { rows: Rows; sure: () => boolean } {
  const known = new Map<Table, Set<string>>()
  let unsure = false
  const remember = (table: Table, ids: readonly unknown[]) => {
    const set = known.get(table) ?? new Set()
    known.set(table, set)
    for (const id of ids) set.add(String(id))
  }
  /** A clash of what a person chose is told where it was written; and nobody holds back a whole estate. */
  const sendEarly = async (table: Table, names: readonly string[]) => {
    if (open.held.count() > MOST_HELD || names.some((name) => table.chosen.has(name))) await open.flush()
  }

  const rows: Rows = {
    ...reader(tables, open.ask),
    async take(name, ids) {
      const table = tableNamed(tables, name)
      const where = ids.length === 1 ? sql`t."id" = ${ids[0]}` : sql`t."id" = any(${[...ids]}::text[])`
      const made = sql`select ${columnsOf(table)} from ${tableAs(table, 't')} where ${where} order by t."id" for no key update`
      const found = (await open.ask(table, prepared(made))).rows
      remember(
        table,
        found.map(({ id }) => id),
      )
      return found.map((row) => ({ ...row }))
    },
    async insert(name, fresh) {
      const table = tableNamed(tables, name)
      if (fresh.length === 0) return
      remember(
        table,
        fresh.map(({ id }) => id),
      )
      if (await fill?.takes(table, fresh)) return
      open.held.insert(table, fresh)
      await sendEarly(table, [...table.chosen])
    },
    async update(name, patches) {
      const table = tableNamed(tables, name)
      unsure ||= patches.some(({ id }) => !known.get(table)?.has(id))
      open.held.update(table, patches)
      await sendEarly(
        table,
        patches.flatMap((patch) => Object.keys(patch)),
      )
    },
    async remove(name, where) {
      const table = tableNamed(tables, name)
      const made = sql`delete from ${tableAs(table, 't')} where ${conditionSql(table, where)}`
      const { rowCount } = await open.ask(table, statement(made))
      open.wrote(table, rowCount ?? 0)
      return rowCount ?? 0
    },
    async next(series, count) {
      const made = sql`insert into "_series" as s ("id", "value") values (${series}, ${count}::integer)
        on conflict ("id") do update set "value" = s."value" + ${count}::integer returning "value"`
      const row = first([await open.ask(tableNamed(tables, '_series'), prepared(made))])
      return Number(row?.value) - count + 1
    },
  }
  return { rows, sure: () => !unsure }
}

export interface Place {
  readonly pool: Pool
  readonly tables: Tables
  /** Where there is but one connection, whose transaction it is part of. */
  readonly copyIn?: CopyIn | undefined
  /** Told what was kept. */
  readonly keep: (done: Done) => void
}
async function once<T>({ pool, tables, copyIn, keep }: Place, work: (rows: Rows) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const open = session(client, tables, (error) => told(tables, error))
  const fill = copyIn && filling(tables, open, copyIn)
  const { rows, sure } = rowsOf(tables, open, fill)
  let broken: Error | undefined
  try {
    const result = await work(rows)
    await fill?.finish()
    await open.commit(sure())
    keep(open.done)
    return result
  } catch (error) {
    await open.rollback().catch((fault: Error) => {
      broken = fault
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Pours packs into an empty house, all of them or none; says how many rows there are of each table. */
export async function pour({ pool, tables, keep }: Place, copyIn: CopyIn, packs: Packs) {
  const client = await pool.connect()
  const open = session(client, tables, (error) => told(tables, error))
  try {
    const counts = await filling(tables, open, copyIn).pour(packs)
    await open.commit(true)
    keep(open.done)
    return counts
  } catch (error) {
    await open.rollback().catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** Keeps everything `work` wrote, or nothing; done again where the database asks for it. */
export async function transaction<T>(place: Place, work: (rows: Rows) => Promise<T>): Promise<T> {
  for (let time = 1; ; time++) {
    try {
      return await once(place, work)
    } catch (error) {
      if (time > TIMES || !AGAIN.includes(codeOf(error) ?? '')) throw error
    }
  }
}
