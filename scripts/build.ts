// npm run build: the panel into dist/web, compressed, the server into dist/server, and an empty database with all its tables
// into dist/database, for the first start. Does nothing where nothing has changed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')
const sources = ['src', 'resources', 'estate', 'migrations', 'public', 'scripts/build.ts', 'index.html', 'package.json']
const settings = ['package-lock.json', 'tsconfig.json', 'vite.config.ts']

/** Every file at or under a path, in order. */
function filesAt(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()
  return names.map((name) => join(path, name)).filter((file) => statSync(file).isFile())
}

/** What a build is made from, in one word: the names and contents of all sources. */
function fingerprint(): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of [...sources, ...settings].flatMap((name) => filesAt(join(root, name)))) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** What lies in a build: a file taken away or cut short shows. */
const contents = (folder: string) =>
  ['web', 'server', 'database']
    .flatMap((part) => filesAt(join(folder, part)))
    .map((file) => `${file.slice(folder.length)} ${statSync(file).size}`)
    .join('\n')

const stampOf = (folder: string, made: string) => `${made}\n${contents(folder)}\n`

function isFresh(made: string): boolean {
  const stamp = join(dist, 'stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(dist, made)
}

/** Vite in a process of its own: called from a test it would bake NODE_ENV=test into the panel. */
function vite(...words: string[]): Promise<void> {
  const args = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn', '--emptyOutDir', ...words]
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return new Promise((done, failed) =>
    child.once('exit', (code) => (code === 0 ? done() : failed(new Error(`vite ${words.join(' ')}: exit ${code}`)))),
  )
}

/** Lays a .br and a .gz beside each text that gains by it, for the server to send as they are. */
async function compress(folder: string): Promise<void> {
  const texts = filesAt(folder).filter((file) => /\.(js|css|html|svg|json)$/.test(file) && statSync(file).size > 1024)
  await Promise.all(
    texts.map(async (file) => {
      const bytes = await readFile(file)
      const brotli = {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      }
      await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, brotli))
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
    }),
  )
}

/** Takes away what a build that was killed has left. */
function clearLeftovers(): void {
  for (const name of readdirSync(root).filter((name) => /^\.dist-\d+$/.test(name))) {
    if (!isAlive(Number(name.slice(6)))) rmSync(join(root, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** The database as a first start finds it: empty, all tables in it. */
async function database(folder: string): Promise<void> {
  const [{ layReady }, { house }] = await Promise.all([import('../src/server/store/index.ts'), import('#resources')])
  await layReady({ house, migrations: join(root, 'migrations') }, folder)
}

/** Builds beside dist and changes places at the end, so that dist is always a whole build. */
async function build(made: string): Promise<void> {
  clearLeftovers()
  const next = join(root, `.dist-${process.pid}`)
  try {
    await Promise.all([
      vite('--outDir', join(next, 'web')).then(() => compress(join(next, 'web'))),
      vite('--ssr', 'src/server/main.ts', '--outDir', join(next, 'server'), '--sourcemap'),
      database(join(next, 'database')),
    ])
    writeFileSync(join(next, 'stamp'), stampOf(next, made))
    rmSync(dist, { recursive: true, force: true })
    renameSync(next, dist)
  } finally {
    rmSync(next, { recursive: true, force: true })
  }
}

const made = fingerprint()
if (!isFresh(made)) await build(made)
