import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { House, Store } from '#engine'
import { copyInto } from './copy-in.ts'
import { keepImage, openEmbedded } from './embedded.ts'
import { tendGrams } from './grams.ts'
import { lockFolder } from './lock.ts'
import { type Migration, migrationsIn } from './migrations.ts'
import { embeddedPool, serverPool } from './pool.ts'
import { plansOf } from './rolled.ts'
import { type Rollups, rollups } from './rollups.ts'
import { printOf, shape } from './shape.ts'
import { postgresStore, type Ways } from './store.ts'
import { type Tables, tablesOf } from './tables.ts'
import * as habits from './upkeep.ts'

export interface Where {
  /** `postgres://…` */
  readonly url?: string | undefined
  /** The folder of the embedded database; `memory`, or nothing, keeps it in memory. */
  readonly dataDir?: string | undefined
  readonly house: House
  /** The office's zone, by whose days figures are kept ready for reports; without it none are. */
  readonly zone?: string | undefined
  /** The folder of the changes that a person has decided. */
  readonly migrations?: string | undefined
  /** The folder in which an empty database lies ready, all tables in it, for the first start of an embedded one. */
  readonly images?: string | undefined
}

/** What the database is brought to when it opens. */
interface Shape {
  readonly tables: Tables
  readonly migrations: readonly Migration[]
  readonly figures?: Rollups | undefined
  readonly images?: string | undefined
}

/** Opens the house's slips where they lie, brings the tables to their definitions, and keeps them in order from then on. */
export async function openStore({ url, dataDir, house, zone, migrations, images }: Where): Promise<Store> {
  const tables = tablesOf(house)
  const figures = zone === undefined ? undefined : rollups(plansOf(house, tables, zone))
  const wanted: Shape = { tables, migrations: await migrationsIn(migrations), figures, images }
  if (url) return onServer(url, wanted)
  return dataDir && dataDir !== 'memory' ? inFolder(dataDir, wanted) : inProcess(undefined, wanted)
}

/** Lays an empty database with all tables of the house into a folder. */
export async function layReady({ house, migrations }: Pick<Where, 'house' | 'migrations'>, images: string) {
  const lite = await openEmbedded(undefined)
  const pool = embeddedPool(lite)
  try {
    const client = await pool.connect()
    const [tables, changes] = [tablesOf(house), await migrationsIn(migrations)]
    await shape(client, tables, changes)
    client.release()
    await keepImage(lite, { images, print: printOf(tables, changes) })
  } finally {
    await pool.end()
    await lite.close()
  }
}

/** Long downloads have connections of their own, so that they never take those of everybody else. */
function onServer(url: string, wanted: Shape): Promise<Store> {
  const slow = serverPool(url, 4)
  return started(serverPool(url), wanted, habits.server, { slow, close: () => slow.end() })
}

async function inFolder(folder: string, wanted: Shape): Promise<Store> {
  // the database is read in while it is seen whether the folder is free
  const [release] = await Promise.all([lockFolder(folder), import('@electric-sql/pglite')])
  try {
    const inside = join(folder, 'database')
    const ready = join(folder, 'ready')
    // a first start that was cut short has kept nothing: it begins again
    if (!existsSync(ready)) await rm(inside, { recursive: true, force: true })
    await mkdir(inside, { recursive: true })
    const store = await inProcess(inside, wanted, release)
    await writeFile(ready, '')
    return store
  } catch (error) {
    await release()
    throw error
  }
}
async function inProcess(folder: string | undefined, wanted: Shape, release = async () => {}): Promise<Store> {
  const { tables, migrations, images } = wanted
  const lite = await openEmbedded(folder, images ? { images, print: printOf(tables, migrations) } : undefined)
  const close = async () => {
    await lite.close()
    await release()
  }
  return started(embeddedPool(lite), wanted, habits.embedded, { single: true, copyIn: copyInto(lite), close })
}

async function started(pool: Pool, wanted: Shape, habit: habits.Habits, ways: Omit<Ways, 'wrote'>): Promise<Store> {
  const { tables, migrations, figures } = wanted
  try {
    const client = await pool.connect()
    try {
      // what kept the figures of an older definition would stand in the way of the new one
      await figures?.look(client)
      await shape(client, tables, migrations)
      await tendGrams(client, tables.values(), { ...habit, from: Number.POSITIVE_INFINITY })
    } finally {
      client.release()
    }
    const care = habits.upkeep(pool, tables, habit, figures)
    care.begin()
    const store = postgresStore(pool, tables, { ...ways, figures, wrote: care.noted })
    return { ...store, close: async () => (await care.stop(), store.close()) }
  } catch (error) {
    await pool.end()
    await ways.close?.()
    throw error
  }
}
