import { type Day, type DayEntry, type House, type Instant, isDay, type Office, office } from '#engine'
import {
  api,
  inOffice,
  keepHouse,
  type Log,
  leaving,
  officePorts,
  openDemoAccounts,
  openFirstAccount,
  webhook,
} from '../http/index.ts'
import { isLoopback } from './settings.ts'

export interface ServerOptions {
  readonly house: House
  /** `postgres://…`; without it the embedded database in `dataDir`, or in memory where there is none. */
  readonly storeUrl?: string | undefined
  readonly dataDir?: string | undefined
  readonly port: number
  readonly host: string
  /** The folder of the changes of tables that a person has decided. */
  readonly migrations?: string | undefined
  /** The folder in which an empty embedded database lies ready. */
  readonly images?: string | undefined
  /** Demonstration accounts may sign in, and an empty database is filled. */
  readonly demo: boolean
  /** What time it is; for tests. */
  readonly clock?: () => Instant
  /** Fills an empty database for the demonstration, with everything or nothing. */
  readonly fill?: ((desk: Office) => Promise<unknown>) | undefined
  /** The built panel. */
  readonly webRoot?: string | undefined
  readonly officeZone?: string
  /** The password of the first administrator. */
  readonly adminPassword?: string | undefined
  /** What happens by itself happens: the rules of the day, messages, what has had its time. */
  readonly byItself?: boolean
  /** Where messages by telephone are handed over; without it they wait for a person. */
  readonly messageWebhook?: string | undefined
  readonly log?: Log
}
export interface RunningServer {
  readonly url: string
  readonly office: Office
  /** The password made for the first administrator, where one was made. */
  readonly firstPassword: string | undefined
  /** Finishes what is in flight and closes the store. */
  close(): Promise<void>
}

const silent: Log = () => {}

const zoneOf = ({ officeZone = 'Asia/Shanghai' }: ServerOptions) => officeZone

async function storeOf(options: ServerOptions) {
  const { house, storeUrl, dataDir, migrations, images } = options
  const { openStore } = await import('./store/index.ts')
  return openStore({ url: storeUrl, dataDir, house, zone: zoneOf(options), migrations, images }).catch(
    (error: Error) => {
      const setting = storeUrl ? 'DATABASE_URL 所指的数据库' : `DATA_DIR=${dataDir} `
      throw new Error(`${setting}打不开：${error.message || error.name}`, { cause: error })
    },
  )
}

/** Opens the store, furnishes the house where it is empty, and listens. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { house, port, host, demo, log = silent, clock = () => new Date().toISOString() } = options
  if (demo && !isLoopback(host)) throw new Error(`DEMO=1 只能用在本机地址上，不能用于 HOST=${host}`)
  // the web server is read in while the database answers
  const [store, web] = await Promise.all([storeOf(options), import('./app.ts')])
  try {
    const desk = office(house, store, officePorts(zoneOf(options)))
    const firstPassword = await furnish(desk, options, clock())
    const server = await web.app({ routes: api(desk, { clock, demo, log }), webRoot: options.webRoot, log })
    const leave = leaving(server.server)
    const address = await server.listen({ port, host })
    const channels = { notice: inOffice, ...(options.messageWebhook && { sms: webhook(options.messageWebhook) }) }
    const stop = options.byItself ? keepHouse({ desk, clock, log, channels }) : async () => {}
    const close = async () => {
      await stop()
      await leave(() => server.close())
      await store.close()
    }
    return { url: address, office: desk, firstPassword, close }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Fills an empty house for the demonstration, or lets its first administrator in; what was cut short is done at the next start. */
async function furnish(desk: Office, { demo, fill, adminPassword, house }: ServerOptions, now: Instant) {
  if (!demo) return openFirstAccount(desk, now, adminPassword)
  const { count } = await desk.store.reading((rows) => rows.sum(house.staff.form, undefined, []))
  if (count === 0) await fill?.(desk)
  await openDemoAccounts(desk, now)
  return undefined
}

/** Does everything that a day asks for, whatever was done of it before, and says what it touched. */
export async function runDay(options: ServerOptions, day: Day): Promise<readonly DayEntry[]> {
  if (!isDay(day)) throw new Error(`请写明日期，如 2026-11-16，不能是「${day}」`)
  const store = await storeOf(options)
  try {
    const desk = office(options.house, store, officePorts(zoneOf(options)))
    return await desk.day({ day }, (options.clock ?? (() => new Date().toISOString()))())
  } finally {
    await store.close()
  }
}
