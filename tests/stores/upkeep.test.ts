import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { serverPool } from '../../src/server/store/pool.ts'
import { shape } from '../../src/server/store/shape.ts'
import { postgresStore } from '../../src/server/store/store.ts'
import { tablesOf } from '../../src/server/store/tables.ts'
import { embedded, type Habits, server, upkeep } from '../../src/server/store/upkeep.ts'
import { freshDatabase } from '../support/database.ts'
import { databases } from './stores.ts'
import { house, roomRow } from './toy.ts'

const ROOMS = 'toy-store-rooms'
const many = (from: number, count: number) => Array.from({ length: count }, (_, at) => roomRow(`r${from + at}`))
/** Asks again and again until it is so; a busy machine takes its time. */
async function until(is: () => Promise<boolean>): Promise<boolean> {
  for (let at = 0; at < 200; at++) {
    if (await is()) return true
    await pause(50)
  }
  return false
}

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})
function kept(pool: pg.Pool, habits: Habits) {
  const care = upkeep(pool, tablesOf(house), habits)
  endings.push(care.stop)
  return { care, store: postgresStore(pool, tablesOf(house), { wrote: care.noted, single: true }) }
}

describe('the embedded database', () => {
  async function place(habits: Partial<Habits>) {
    const opened = await databases.embedded(house)
    endings.push(opened.close)
    const { pool } = opened as { pool: pg.Pool }
    // asked beside the pool's own count of who asks
    const isSwept = () =>
      until(async () => {
        const { rows } = await pool.query(`select relallvisible as "n" from pg_class where relname = 'toy_store_rooms'`)
        return Number(rows[0]?.n) > 0
      })
    return { pool, isSwept, ...kept(pool, { ...embedded, quiet: 20, ...habits }) }
  }
  it('is swept once it is quiet after many writes', async () => {
    const { store, isSwept } = await place({ sweepAfter: 100 })
    await store.transaction((rows) => rows.insert(ROOMS, many(0, 200)))
    expect(await isSwept()).toBe(true)
  })
  it('and in time even where it is never quiet', async () => {
    const { store, isSwept } = await place({ sweepAfter: 100, quiet: 700, patience: 900 })
    let busy = true
    const asking = (async () => {
      while (busy) {
        await store.reading((rows) => rows.one(ROOMS, 'r1'))
        await pause(5)
      }
    })()
    await store.transaction((rows) => rows.insert(ROOMS, many(0, 200)))
    expect(await isSwept()).toBe(true)
    busy = false
    await asking
  })
  it('is swept of what an earlier process left', async () => {
    const { pool, isSwept, care } = await place({})
    const before = postgresStore(pool, tablesOf(house), { single: true })
    await before.transaction((rows) => rows.insert(ROOMS, many(0, 3000)))
    await before.transaction((rows) => rows.insert(ROOMS, many(3000, 3000)))
    await care.begin()
    expect(await isSwept()).toBe(true)
  })
})

it('a table that grows gets its index over texts, from one process, and is searched by it', async () => {
  const url = await freshDatabase()
  const pools = [serverPool(url, 3), serverPool(url, 3)] as const
  for (const pool of pools) endings.push(() => pool.end())
  const client = await pools[0].connect()
  await shape(client, tablesOf(house)).finally(() => client.release())
  const both = pools.map((pool) => kept(pool, { ...server, quiet: 20, from: 1000, sweepAfter: 500 }))
  const [{ store }] = both as [ReturnType<typeof kept>, ReturnType<typeof kept>]
  await store.transaction((rows) => rows.insert(ROOMS, many(0, 2000)))
  const names = `select indexname as "name" from pg_indexes where indexname like 'gx\\_%'`
  expect(await until(async () => (await pools[0].query(names)).rows.length === 1)).toBe(true)
  for (const { care } of both) await care.begin()
  const selection = { table: ROOMS, blanks: ['id'], masks: {}, labels: {}, scope: undefined }
  const where = { op: 'search', value: 'r1999' } as const
  const query = { where, sort: [{ field: 'id', desc: false }], paging: { kind: 'range', start: 0, end: 5 } } as const
  expect(await store.list(selection, query)).toMatchObject({
    body: '[{"id":"r1999","labels":{"id":"r1999"}}]',
    total: 1,
  })
})
