import { on } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads'
import { memoryStore, type Office, office } from '#engine'
import { house } from '#resources'
import type { Piece } from '../../estate/index.ts'
import { officePorts } from '../http/index.ts'
import { runDay, type ServerOptions, startServer } from './server.ts'
import { type Settings, settingsFrom } from './settings.ts'
import type { Behind, Pack } from './store/packing.ts'

// The one file of the server that knows this office: it puts the house together, and so may name #resources and the estate.

/** How many homes the demonstration has, and the seed from which they are made. */
const DEMO = { homes: 1500, seed: 20261121 }
/** What is in flight has so long to end. */
const PATIENCE = 15_000
/** No more rows come. */
const END = 'end'

const say = (line: string) => void process.stdout.write(`${line}\n`)

const estateNow = () => ({ ...DEMO, now: new Date().toISOString() })

/** What the drafting thread is told. */
interface Order {
  readonly zone: string
  /** Rows are wanted as the database in this process copies them in. */
  readonly packed: boolean
}
/** The demonstration is drafted in a thread of its own, with room for what is young; its rows wait until they are taken. */
function drafter(order: Order) {
  const limits = { resourceLimits: { maxYoungGenerationSizeMb: 128 } }
  const thread = new Worker(fileURLToPath(import.meta.url), { workerData: order, ...limits })
  const said = on(thread, 'message', { close: ['exit'] })
  async function* all<T, End>(): AsyncGenerator<T, End> {
    for await (const [word] of said) {
      if (END in word) return word[END]
      yield word
    }
    throw new Error('the estate was not finished')
  }
  return { all, stop: () => thread.terminate() }
}
/** Fills an empty house with the demonstration; in a folder that is new it is drafted while the database opens. */
function filler({ demo, storeUrl, dataDir, officeZone }: Settings) {
  // a thread begun from the sources would read no TypeScript
  const isBuilt = !import.meta.filename.endsWith('.ts')
  const order = { zone: officeZone, packed: !storeUrl }
  const early = isBuilt && demo && !storeUrl && !existsSync(dataDir) ? drafter(order) : undefined
  return async (desk: Office) => {
    const { copyInto, fillEstate } = await import('../../estate/index.ts')
    if (!isBuilt) return fillEstate(desk, estateNow())
    const { isPouring } = await import('./store/index.ts')
    const { all, stop } = early ?? drafter(order)
    try {
      return await (isPouring(desk.store)
        ? desk.store.pour(all<Pack, Behind>())
        : copyInto(desk.store, all<Piece, void>()))
    } finally {
      await stop()
    }
  }
}
/** What that thread does. */
async function draft({ zone, packed }: Order, port: MessagePort) {
  const [{ handOver }, { packing }] = await Promise.all([import('../../estate/index.ts'), import('./store/packing.ts')])
  const desk = office(house, memoryStore(house), officePorts(zone))
  const packs = packed ? packing(house) : undefined
  await handOver(desk, estateNow(), (piece) => {
    const pack = packs?.pack(piece.table, piece.rows)
    pack ? port.postMessage(pack, [pack.lines.buffer]) : port.postMessage(piece)
  })
  port.postMessage({ [END]: packs?.done() })
}

function optionsOf(settings: Settings): ServerOptions {
  const webRoot = resolve(import.meta.dirname, '../web')
  const migrations = resolve(import.meta.dirname, '../../migrations')
  const images = resolve(import.meta.dirname, '../database')
  return { ...settings, house, webRoot, migrations, images, byItself: true, log: say }
}

/** Which setting is at fault where the server cannot start: a sentence, never a password. */
function told(error: unknown, settings: Settings | undefined): string {
  const { code, syscall, message = String(error) } = error as { code?: string; syscall?: string; message?: string }
  if (code === 'EADDRINUSE') return `PORT=${settings?.port} 已被其他程序占用`
  return syscall === 'listen' || syscall === 'getaddrinfo'
    ? `不能在 HOST=${settings?.host} PORT=${settings?.port} 上监听（${code}）`
    : message
}

async function serve(settings: Settings) {
  const server = await startServer({ ...optionsOf(settings), fill: filler(settings) })
  if (server.firstPassword) say(`首个管理员 admin 的密码（只显示这一次）：${server.firstPassword}`)
  say(`listening on ${server.url}`)
  const leave = () => {
    setTimeout(() => process.exit(1), PATIENCE).unref()
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', leave)
  process.once('SIGINT', leave)
}
async function doDay(settings: Settings, day: string) {
  for (const { label, count, fault } of await runDay(optionsOf(settings), day))
    say(`${day} ${label}：${fault ? `未办成，${fault}` : `${count} 条`}`)
  process.exit(0)
}

async function begin([command, day = '']: readonly string[]) {
  let settings: Settings | undefined
  try {
    settings = settingsFrom(process.env)
    await (command === 'day' ? doDay(settings, day) : serve(settings))
  } catch (error) {
    process.stderr.write(`无法启动：${told(error, settings)}\n`)
    process.exit(1)
  }
}
await (parentPort ? draft(workerData, parentPort) : begin(process.argv.slice(2)))
