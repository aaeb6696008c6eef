import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { House, Store } from '#engine'
import { openEmbedded } from './embedded.ts'
import { tendGrams } from './grams.ts'
import { lockFolder } from './lock.ts'
import { embeddedPool, serverPool } from './pool.ts'
import { shape } from './shape.ts'
import { postgresStore, type Ways } from './store.ts'
import { type Tables, tablesOf } from './tables.ts'
import * as habits from './upkeep.ts'

export interface Where {
  /** `postgres://…` */
  readonly url?: string | undefined
  /** The folder of the embedded database; `memory`, or nothing, keeps it in memory. */
  readonly dataDir?: string | undefined
  readonly house: House
}

/** Opens the house's slips where they lie, brings the tables to their definitions, and keeps them in order from then on. */
export const openStore = ({ url, dataDir, house }: Where): Promise<Store> =>
  url
    ? onServer(url, tablesOf(house))
    : dataDir && dataDir !== 'memory'
      ? inFolder(dataDir, tablesOf(house))
      : inProcess(undefined, tablesOf(house))

/** Long downloads have connections of their own, so that they never take those of everybody else. */
const onServer = (url: string, tables: Tables) => {
  const slow = serverPool(url, 4)
  return started(serverPool(url), tables, habits.server, { slow, close: () => slow.end() })
}

async function inFolder(folder: string, tables: Tables): Promise<Store> {
  const release = await lockFolder(folder)
  try {
    const inside = join(folder, 'database')
    const ready = join(folder, 'ready')
    // a first start that was cut short has kept nothing: it begins again
    if (!existsSync(ready)) await rm(inside, { recursive: true, force: true })
    await mkdir(inside, { recursive: true })
    const store = await inProcess(inside, tables, release)
    await writeFile(ready, '')
    return store
  } catch (error) {
    await release()
    throw error
  }
}
async function inProcess(folder: string | undefined, tables: Tables, release = async () => {}): Promise<Store> {
  const lite = await openEmbedded(folder)
  const close = async () => {
    await lite.close()
    await release()
  }
  return started(embeddedPool(lite), tables, habits.embedded, { single: true, close })
}

async function started(pool: Pool, tables: Tables, habit: habits.Habits, ways: Omit<Ways, 'wrote'>): Promise<Store> {
  try {
    const client = await pool.connect()
    try {
      await shape(client, tables)
      await tendGrams(client, tables.values(), { ...habit, from: Number.POSITIVE_INFINITY })
    } finally {
      client.release()
    }
    const care = habits.upkeep(pool, tables, habit)
    await care.begin()
    const store = postgresStore(pool, tables, { ...ways, wrote: care.noted })
    return { ...store, close: async () => (await care.stop(), store.close()) }
  } catch (error) {
    await pool.end()
    await ways.close?.()
    throw error
  }
}
