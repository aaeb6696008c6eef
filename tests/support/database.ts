import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'

/** A new empty database on the run's PostgreSQL; thrown away with it. */
export async function freshDatabase(): Promise<string> {
  const { url } = inject('postgres')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const client = await connected(url)
  try {
    await client.query(`create database ${name} template template0`)
  } finally {
    await client.end()
  }
  return url.replace(/postgres$/, name)
}

/** Connects as soon as the server, which may still be starting, answers. */
async function connected(url: string, until = Date.now() + 30_000): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    if (Date.now() > until) throw new Error(`PostgreSQL does not answer: ${logged()}`, { cause: error })
    await setTimeout(100)
    return connected(url, until)
  }
}

function logged(): string {
  const { log } = inject('postgres')
  return existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : 'it was never started'
}
