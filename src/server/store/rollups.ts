import type { Pool } from 'pg'
import type { Condition, Grouping } from '#engine'
import { literal, quoted } from './names.ts'
import { readyStatement } from './ready.ts'
import {
  type Added,
  addedStep,
  checkText,
  dropSteps,
  fillText,
  foldText,
  keepSteps,
  type Plan,
  type Rolled,
} from './rolled.ts'
import type { Line, Statement } from './statement.ts'
import type { Table } from './tables.ts'

/** From how many rows of a table on its figures are kept. */
export interface Growth {
  readonly keepFrom: number
}
/** What has been added up of a paper, the smallest first. */
interface Ready {
  readonly added: Added
  readonly rows: number
}
/** One process at a time fills, adds up and checks. */
const LOCK = 4_817_203_917
const CLEARING = 4_817_203_918
/** Figures that are nearly as many as the rows behind them are not worth keeping. */
const WORTH = 8
/** So many are added up sooner than an index is looked into. */
const FEW = 5000
/** A table that has grown so many times over is looked at anew. */
const GROWN = 4

const KNOWN = `select c.relname as "name", c.reltuples::bigint as "rows", obj_description(c.oid) as "note" from pg_class c
  where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'`

/** Either all of it or nothing. */
async function whole(line: Line, patience: string, work: () => Promise<void>): Promise<void> {
  await line.query('begin')
  try {
    await line.query(`set local lock_timeout = '${patience}'`)
    await work()
    await line.query('commit')
  } catch (error) {
    await line.query('rollback')
    throw error
  }
}
/** The same while nobody else does; answers whether it was our turn. */
async function inTurn(line: Line, work: () => Promise<void>): Promise<boolean> {
  let isTurn = false
  // nobody's writes wait long for ours to wait for somebody else's
  await whole(line, '3s', async () => {
    const { rows } = await line.query(`select pg_try_advisory_xact_lock(${LOCK}) as "is"`)
    isTurn = rows[0]?.is === true
    if (isTurn) await work()
  })
  return isTurn
}
const numberOf = (rows: readonly Readonly<Record<string, unknown>>[]) => Number(rows[0]?.n)

type Known = ReadonlyMap<string, { readonly rows: number; readonly note: string | null }>
/** The tables that are there, how many rows each has, and what is noted of it. */
async function known(line: Line): Promise<Known> {
  const { rows } = await line.query(KNOWN)
  return new Map(
    rows.map(({ name, rows: count, note }) => [String(name), { rows: Number(count), note: note as string | null }]),
  )
}
const under = (print: string, found: Known) =>
  [...found.keys()].filter((name) => name === `rd_${print}` || name.startsWith(`ru_${print}_`))

/** Takes away what no definition asks for any more, before it can stand in anybody's way. */
async function clear(line: Line, all: readonly Plan[], found: Known): Promise<void> {
  const prints = new Set(all.map(({ print }) => print))
  const gone = [...found.keys()].flatMap((name) => /^rd_(\w+)$/.exec(name)?.[1] ?? []).filter((one) => !prints.has(one))
  for (const print of gone)
    await whole(line, '60s', async () => {
      await line.query(`select pg_advisory_xact_lock(${CLEARING})`)
      await line.query(dropSteps(print, under(print, found)).join(';'))
    })
}

/** Counts a paper's figures from nothing; those that are nearly as many as its rows are let go. */
async function fill(line: Line, rolled: Rolled): Promise<void> {
  const { added, changes, print, table } = rolled
  for (const one of added) await line.query(`${addedStep(one)};delete from ${quoted(one.name)}`)
  await line.query(fillText(rolled))
  await line.query(foldText(rolled, added))
  const all = numberOf((await line.query(`select count(*) as "n" from ${table.sql}`)).rows)
  let kept = 0
  for (const { name } of added) {
    const rows = numberOf((await line.query(`select count(*) as "n" from ${quoted(name)}`)).rows)
    const isWorth = rows * WORTH <= all
    await line.query(isWorth ? `analyze ${quoted(name)}` : `drop table ${quoted(name)}`)
    if (isWorth) kept += 1
  }
  if (kept === 0) await line.query(`drop function rt_${print}() cascade`)
  await line.query(`comment on table ${changes} is ${literal(String(all))}`)
}

/** Whether a table has grown beyond being counted each time, or beyond what was decided about it when it was smaller. */
function isDue({ table, print, names }: Plan, found: Known, from: number): boolean {
  const rows = found.get(table.plain)?.rows ?? 0
  const changes = found.get(`rd_${print}`)
  if (!changes || changes.note === null) return rows >= from
  const isWhole = names.every((name) => found.has(name))
  return !isWhole && rows >= GROWN * Number(changes.note)
}
async function make(line: Line, rolled: Rolled, found: Known): Promise<void> {
  const isTurn = await inTurn(line, async () => {
    for (const step of [...dropSteps(rolled.print, under(rolled.print, found)), ...keepSteps(rolled)])
      await line.query(step)
  })
  // from here on every change is written down; what was there before is counted while others write on
  if (isTurn) await inTurn(line, () => fill(line, rolled))
}
/** What is added up of a paper, the smallest first. */
function readyOf({ rolled, print }: Plan, found: Known): readonly Ready[] {
  if (typeof found.get(`rd_${print}`)?.note !== 'string') return []
  const there = rolled().added.flatMap((one) => {
    const rows = found.get(one.name)?.rows
    return rows === undefined ? [] : [{ added: one, rows }]
  })
  return there.sort((a, b) => a.rows - b.rows)
}

/** Adds up what has changed in a table since. */
async function fold(pool: Pool, rolled: Rolled, added: readonly Added[]): Promise<void> {
  const client = await pool.connect()
  try {
    const isTurn = await inTurn(client, async () => void (await client.query(foldText(rolled, added))))
    const names = [rolled.changes, ...added.map(({ name }) => quoted(name))]
    if (isTurn) for (const name of names) await client.query(`vacuum (analyze) ${name}`)
  } finally {
    client.release()
  }
}
/** Counts a table anew and compares; answers with how many figures were wrong, all of which it has put right. */
async function put(line: Line, rolled: Rolled, added: readonly Added[]): Promise<number> {
  let wrong = 0
  await inTurn(line, async () => {
    const { rows } = await line.query(checkText(rolled, added))
    wrong = Object.values(rows[0] ?? {}).reduce((sum: number, one) => sum + Number(one), 0)
    if (wrong > 0) await fill(line, rolled)
  })
  return wrong
}

/** The figures kept beside the tables of one database. */
export function rollups(all: readonly Plan[]) {
  const ready = new Map<Table, readonly Ready[]>()
  const byTable = new Map(all.map((plan) => [plan.table, plan]))
  const addedOf = (table: Table) => (ready.get(table) ?? []).map(({ added }) => added)
  const note = (found: Known) => {
    for (const plan of all) ready.set(plan.table, readyOf(plan, found))
  }
  return {
    /** Notes which figures are kept, and lets go of those nobody asks for. */
    async look(line: Line): Promise<void> {
      const found = await known(line)
      await clear(line, all, found)
      note(found)
    },
    /** Keeps the figures of tables that have grown. */
    async tend(line: Line, { keepFrom }: Growth): Promise<void> {
      let found = await known(line)
      for (const plan of all) {
        if (!isDue(plan, found, keepFrom)) continue
        await make(line, plan.rolled(), found)
        found = await known(line)
      }
      note(found)
    },
    /** The question to the figures that are kept, where they answer it. */
    answering(grouping: Grouping, table: Table): Statement | undefined {
      const plan = byTable.get(table)
      for (const { added } of ready.get(table) ?? []) {
        const asked = plan && readyStatement(plan.rolled(), added, grouping)
        if (asked) return asked
      }
      return undefined
    },
    /** How many rows there are, and the sums of their blanks, where a few figures that are kept say so. */
    totalling(table: Table, where: Condition | undefined, blanks: readonly string[]): Statement | undefined {
      const rolled = byTable.get(table)?.rolled
      const figures = [{ name: '#' }, ...blanks.map((sum) => ({ name: sum, sum }))]
      for (const { added, rows } of ready.get(table) ?? []) {
        if (!rolled || rows > FEW) return undefined
        const { zone } = rolled()
        const grouping = { table: table.name, where, by: [], figures, zone, limit: 1 }
        const asked = readyStatement(rolled(), added, grouping)
        if (asked) return asked
      }
      return undefined
    },
    /** Somebody has taken the figures of a table away. */
    forget: (table: Table) => void ready.delete(table),
    isKept: (table: Table) => addedOf(table).length > 0,
    /** Adds up what has changed in a table since. */
    async fold(pool: Pool, table: Table): Promise<void> {
      const plan = byTable.get(table)
      if (plan && addedOf(table).length > 0) await fold(pool, plan.rolled(), addedOf(table))
    },
    /** Counts every table anew and compares; what differs is put right. Answers with the tables whose figures were wrong. */
    async check(pool: Pool): Promise<readonly string[]> {
      const told: string[] = []
      const client = await pool.connect()
      try {
        for (const { table, rolled } of all) {
          const added = addedOf(table)
          const wrong = added.length > 0 ? await put(client, rolled(), added) : 0
          if (wrong > 0) told.push(`${table.name}: ${wrong}`)
        }
        if (told.length > 0) note(await known(client))
      } finally {
        client.release()
      }
      return told
    },
  }
}
export type Rollups = ReturnType<typeof rollups>
