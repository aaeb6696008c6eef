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

function ready(pool: pg.Pool, more = ''): pg.Pool {
  // a connection that dies is replaced by the next one; whoever used it is told by his question
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    client.query(settings + more).catch(() => undefined)
  })
  return pool
}

/** Connections to a server: questions are sent without waiting for the answers to those before. */
export const serverPool = (url: string, max = 12): pg.Pool =>
  ready(new pg.Pool({ connectionString: url, max, types, pipeline: true, keepAlive: true, idleTimeoutMillis: 60_000 }))

/** The one connection to the database in this process; a new one where a fault has ended it. */
export function embeddedPool(pglite: PGlite): pg.Pool {
  class Client extends pg.Client {
    constructor(options: pg.ClientConfig) {
      super({ ...options, ...createPgConfig(pglite) } as pg.ClientConfig)
    }
  }
  const options = { Client, max: 1, types, pipeline: true, idleTimeoutMillis: 0 }
  return ready(new pg.Pool(options as unknown as pg.PoolConfig), '; deallocate all')
}
