import { spawn } from 'node:child_process'
import { chownSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { binaries, collation, freePort, owner } from '../tests/support/postgres.ts'

export interface Database {
  readonly url: string
  stop(): Promise<void>
}

/*
 * Its data stays; the server itself leaves when the bench does, however that ends. Both sides run on the same server, so its
 * settings only have to be sensible; nothing is forced to the disk, so that the disk does not drown what the programs cost.
 */
const script = `
if [ ! -f "$HOME/data/PG_VERSION" ]; then
  "$BIN/initdb" -D "$HOME/data" -U postgres -A trust -E UTF8 --locale=C $COLLATION --no-sync > "$HOME/log" 2>&1 || exit 1
fi
"$BIN/postgres" -D "$HOME/data" -p "$PORT" -k "$HOME" -c listen_addresses=127.0.0.1 -c max_connections=60 -c fsync=off \\
  -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=512MB -c maintenance_work_mem=256MB \\
  -c max_wal_size=4GB -c effective_cache_size=4GB -c random_page_cost=1.1 -c jit=off >> "$HOME/log" 2>&1 &
server=$!
read -r ended
kill -INT "$server"
wait`

/** Starts the PostgreSQL of a kept folder. */
export async function startDatabase(folder: string): Promise<Database> {
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid)
  const bin = existsSync(join(folder, 'native')) ? join(folder, 'native/bin') : binaries(folder)
  const port = await freePort()
  const child = spawn('sh', ['-c', script], {
    ...owner,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      BIN: bin,
      PORT: String(port),
      COLLATION: collation(bin),
      LANG: 'C',
    },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.unref()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await answering(url, Date.now() + 60_000)
  return {
    url,
    async stop() {
      child.ref()
      child.stdin.end()
      await ended
    },
  }
}

async function answering(url: string, until: number): Promise<void> {
  try {
    await asked(url, 'select 1')
  } catch (error) {
    if (Date.now() > until) throw new Error('PostgreSQL of the bench does not answer', { cause: error })
    await setTimeout(100)
    await answering(url, until)
  }
}

/** Runs statements on a connection of their own; answers with the rows of the last. */
export async function asked<Row extends pg.QueryResultRow>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Row[] = []
    for (const statement of statements) rows = (await client.query<Row>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}
