import { setTimeout } from 'node:timers/promises'
import { house } from '#resources'
import { openStore } from '../src/server/store/index.ts'
import { fill } from './data.ts'
import { keptFolder, mark, stampOf } from './kept.ts'
import { asked, type Database, startDatabase } from './postgres.ts'

/** The product's own where nothing else is said. */
const ZONE = 'Asia/Shanghai'
const nameFor = (rows: number) => `postgres-${rows}`

/** The PostgreSQL of the bench with its receivables in it: kept from the last run, or made anew. */
export async function prepared(rows: number, tell: (line: string) => void): Promise<Database> {
  const stamp = stampOf(rows)
  const { folder, fresh } = keptFolder(nameFor(rows), stamp)
  const database = await startDatabase(folder)
  try {
    if (!fresh) {
      await load(database.url, rows, tell)
      mark(nameFor(rows), stamp)
    }
    await settle(database.url, tell)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** Rows first, indexes after: many times faster, and the indexes are the product's own all the same. */
async function load(url: string, rows: number, tell: (line: string) => void): Promise<void> {
  const began = performance.now()
  const store = await openStore({ url, house })
  await asked(url, DROP)
  try {
    await fill(store, rows, tell)
  } finally {
    await store.close()
  }
  tell(`loaded in ${Math.round((performance.now() - began) / 1000)} s; indexes`)
  await asked(url, `delete from "_settings" where "id" = 'shape'`)
}
/** Takes every index and foreign key away; the product makes them anew when it opens. */
export const DROP = `do $$ declare one record; begin
  for one in select conrelid::regclass as t, conname as n from pg_constraint where contype = 'f' loop
    execute format('alter table %s drop constraint %I', one.t, one.n);
  end loop;
  for one in select indexrelid::regclass as n from pg_index join pg_class c on c.oid = indexrelid
    where c.relnamespace = 'public'::regnamespace and not indisprimary loop
    execute format('drop index %s', one.n);
  end loop; end $$`

/** Lets the product bring tables and indexes to their definitions, as it does by itself when it is quiet, and sweeps. */
async function settle(url: string, tell: (line: string) => void): Promise<void> {
  const store = await openStore({ url, house, zone: ZONE })
  try {
    await asked(url, 'analyze')
    const until = Date.now() + 600_000
    while (!(await isIndexed(url)) || !(await isCounted(url))) {
      if (Date.now() > until) throw new Error('the index for searches and the figures were not made in ten minutes')
      await setTimeout(500)
    }
  } finally {
    await store.close()
  }
  await asked(url, 'vacuum (analyze)', 'checkpoint')
  const [size] = await asked<{ size: string }>(
    url,
    'select pg_size_pretty(pg_database_size(current_database())) as size',
  )
  tell(`the database holds ${size?.size}`)
}
async function isIndexed(url: string): Promise<boolean> {
  const sql = `select 1 from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where t.relname = 'receivables' and c.relname like 'gx%' and i.indisvalid`
  return (await asked(url, sql)).length > 0
}
/** Whether the figures of the bills are kept beside them. */
async function isCounted(url: string): Promise<boolean> {
  const sql = `select 1 from pg_class c join pg_trigger t on t.tgname = 'rt' || substr(c.relname, 3) || '_insert'
    where t.tgrelid = 'receivables'::regclass and c.relname like 'rd\\_%' and obj_description(c.oid) is not null`
  return (await asked(url, sql)).length > 0
}
