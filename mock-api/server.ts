import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type House, type Instant, memoryStore, type Office, office, type Tables } from '#engine'
import { api, type Log, leaving, officePorts, problem, problemOf } from '../src/http/index.ts'
import { callOf, send } from './carrier.ts'
import { type Express, jsonServer, readsOf } from './reads.ts'

export interface MockOptions {
  readonly tables?: Tables
  readonly clock?: () => Instant
  readonly officeZone?: string
  readonly log?: Log
  /** Whether demonstration accounts may sign in; they may, unless told. */
  readonly demo?: boolean
}
export interface Mock {
  readonly office: Office
  listen(port: number, host?: string): Promise<{ readonly url: string; close(): Promise<void> }>
}

/** Reads that json-server answers; every other route is the desk's alone. */
const READS = ['/api/:resource', '/api/:resource/:id']

/** The office over json-server and in memory: the same desk and the same routes as in production, for development. */
export function mockApi(house: House, options: MockOptions = {}): Mock {
  const { tables = {}, clock = () => new Date().toISOString(), log = () => {}, demo = true } = options
  const store = memoryStore(house, tables)
  const desk = office(house, store, officePorts(options.officeZone ?? 'Asia/Shanghai'))
  const served = readsOf(house, store)
  const app = jsonServer.create()
  app.disable('x-powered-by')
  for (const route of api(desk, { clock, demo, log }))
    app.all(route.path, (request, response, next) => {
      if (request.method !== route.method) return next()
      const answered = async () => {
        const call = await callOf(request, route)
        const reply = 'status' in call ? call : await route.answer(call)
        if (reply.status === 200 && route.method === 'GET' && READS.includes(route.path))
          served(request, response, reply, next)
        else await send(response, reply)
      }
      answered().catch(next)
    })
  closing(app, log)
  return { office: desk, listen: (port, host = '127.0.0.1') => listening(app, port, host) }
}

/** No other path leads anywhere, and whatever went wrong is told as the contract says. */
function closing(app: Express, log: Log) {
  app.all('*', (_request, response) => void send(response, problem(404, '没有这个地址')))
  app.use((error, _request, response, _next) => {
    if (response.headersSent) return void response.destroy()
    const { status = 500 } = error as { status?: number }
    void send(response, status < 500 ? problem(status, '请求有误') : problemOf(error, log))
  })
}

async function listening(app: Express, port: number, host: string) {
  const server = createServer({ maxHeaderSize: 64 * 1024 }, app)
  const leave = leaving(server)
  await new Promise<void>((ready, failed) => server.once('error', failed).listen(port, host, ready))
  const { port: given } = server.address() as AddressInfo
  const close = () => leave(() => new Promise<void>((closed) => server.close(() => closed())))
  return { url: `http://${host}:${given}`, close }
}
