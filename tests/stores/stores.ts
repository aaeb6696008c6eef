import type pg from 'pg'
import { type Condition, type House, memoryStore, officeTables, type Store } from '#engine'
import { openEmbedded } from '../../src/server/store/embedded.ts'
import { tendGrams } from '../../src/server/store/grams.ts'
import { embeddedPool, serverPool } from '../../src/server/store/pool.ts'
import { shape } from '../../src/server/store/shape.ts'
import { postgresStore } from '../../src/server/store/store.ts'
import { tablesOf } from '../../src/server/store/tables.ts'
import { freshDatabase } from '../support/database.ts'

export interface Opened {
  readonly store: Store
  /** The database behind it, where there is one. */
  readonly pool?: pg.Pool
  /** Makes the index over grams, as a table that has grown gets it. */
  grow(): Promise<void>
  close(): Promise<void>
}
type Open = (house: House) => Promise<Opened>

async function embedded(house: House): Promise<Opened> {
  const lite = await openEmbedded(undefined)
  return onPool(embeddedPool(lite), house, { single: true, close: () => lite.close() })
}
async function onPool(
  pool: pg.Pool,
  house: House,
  ways: { single: boolean; close?: () => Promise<void> },
): Promise<Opened> {
  const tables = tablesOf(house)
  const client = await pool.connect()
  await shape(client, tables)
  client.release()
  const store = postgresStore(pool, tables, ways)
  const grow = async () => {
    await tendGrams(pool, tables.values(), { from: -1, concurrently: false })
    // so that even a small table is read by the index
    const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()))
    for (const each of clients) {
      await each.query('set enable_seqscan = off')
      each.release()
    }
  }
  return { store, pool, grow, close: () => store.close() }
}
export const onServer = async (url: string, house: House): Promise<Opened> =>
  onPool(serverPool(url, 8), house, { single: false })

export const databases: Readonly<Record<'embedded' | 'postgres', Open>> = {
  embedded,
  postgres: async (house) => onServer(await freshDatabase(), house),
}
/** The three places where slips lie. */
export const stores: Readonly<Record<'memory' | 'embedded' | 'postgres', Open>> = {
  memory: async (house) => {
    const store = memoryStore(house)
    return { store, grow: async () => {}, close: () => store.close() }
  },
  ...databases,
}

const everything: Condition = { all: [] }
/** Takes every row away. */
export async function emptied(
  { store }: Opened,
  house: House,
  office = Object.keys(officeTables).filter((name) => name !== '_settings'),
): Promise<void> {
  const names = [...house.resources.map(({ form }) => form.name), ...office]
  await store.transaction(async (rows) => {
    for (const name of names) await rows.remove(name, everything)
  })
}
