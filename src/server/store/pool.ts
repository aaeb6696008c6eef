import type { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'

const asIs = (text: string) => text
const instant = (text: string) => new Date(text).toISOString()
/** How values come out: numbers as numbers, days and instants as strings, JSON as what it says. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: Number,
  [pg.types.builtins.DATE]: asIs,
  [pg.types.builtins.TIMESTAMPTZ]: instant,
}
const types = {
  getTypeParser: ((oid: number, format?: 'text') => parsers[oid] ?? pg.types.getTypeParser(oid, format)) as never,
}
/** A list is one of many that are asked at once: starting helpers for it, or compiling it, takes longer than the list. */
const settings = `set timezone = 'UTC'; set jit = off; set max_parallel_workers_per_gather = 0; set work_mem = '16MB';
  set application_name = 'guanjia'`

function ready(pool: pg.Pool): pg.Pool {
  // a connection that dies while nobody uses it is replaced by the next one
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.query(settings).catch(() => undefined)
  })
  return pool
}

/** Connections to a server: questions are sent without waiting for the answers to those before. */
export const serverPool = (url: string, max = 12): pg.Pool =>
  ready(new pg.Pool({ connectionString: url, max, types, pipeline: true, keepAlive: true, idleTimeoutMillis: 60_000 }))

/** The one connection to the database in this process. */
export const embeddedPool = (lite: PGlite): pg.Pool =>
  ready(new pg.Pool({ ...createPgConfig(lite), types, pipeline: true, idleTimeoutMillis: 0 } as pg.PoolConfig))
