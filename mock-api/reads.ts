import type { ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { type House, type MemoryStore, type Row, resourceNamed } from '#engine'
import type { Reply } from '../src/http/index.ts'
import type { ExpressRequest } from './carrier.ts'

type Next = (error?: unknown) => void
/** Express, as far as we touch it. */
export interface Express {
  (request: IncomingLike, response: ServerResponse): void
  use(handler: (error: unknown, request: ExpressRequest, response: ServerResponse, next: Next) => void): void
  disable(setting: string): void
  all(path: string, handler: (request: ExpressRequest, response: ServerResponse, next: Next) => void): void
}
type IncomingLike = import('node:http').IncomingMessage
/** An answer under way, with what json-server fetched for it. */
type Response = ServerResponse & { locals: { data?: Row[] } }
interface Router {
  (request: ExpressRequest, response: ServerResponse, next: Next): void
  db: { setState(tables: object): unknown }
  render(request: ExpressRequest, response: Response): void
}
interface JsonServer {
  create(): Express
  router(tables: object): Router
}
const require = createRequire(import.meta.url)
/** json-server 0.17 ships no types and is CommonJS: this is its door. */
export const jsonServer = require('json-server') as JsonServer

/** Lets json-server's router serve what the desk has already admitted: the desk says which rows and what is hidden, json-server has them. */
export function readsOf(house: House, store: MemoryStore) {
  const empty = Object.fromEntries(house.resources.map(({ form }) => [form.name, []]))
  const router = jsonServer.router(empty)
  /** What the desk answered to each request that json-server is still serving: several are at once. */
  const asked = new WeakMap<object, { readonly name: string; readonly page: Row | Row[]; readonly reply: Reply }>()

  /** Puts what json-server fetched in the order of the page, and hides what the desk hides. */
  router.render = (request, response) => {
    const of = asked.get(request)
    if (!of) return void response.writeHead(404).end()
    const rows = new Map(response.locals.data?.map((row) => [row.id, row]))
    const shown = [of.page].flat().map((record) => seen(house, of.name, record, rows.get(record.id)))
    response.writeHead(of.reply.status, of.reply.headers as Record<string, string>)
    response.end(JSON.stringify(Array.isArray(of.page) ? shown : shown[0]))
  }

  /** Serves a page that the desk answered, from json-server's own tables. */
  return (request: ExpressRequest, response: ServerResponse, reply: Reply, next: Next) => {
    const name = request.params.resource ?? ''
    const page = JSON.parse(String(reply.body)) as Row | Row[]
    const ids = [page].flat().map(({ id }) => id)
    router.db.setState({ ...empty, ...formsOf(house, store) })
    asked.set(request, { name, page, reply })
    request.url = `/${name}`
    // json-server filters by nothing where it is given no id
    request.query = { id: ids.length ? ids : [''] }
    router(request, response, next)
  }
}
const formsOf = (house: House, store: MemoryStore) => {
  const tables = store.dump()
  return Object.fromEntries(house.resources.map(({ form }) => [form.name, tables[form.name] ?? []]))
}

/** json-server's row as the desk lets it be seen: its blanks and labels, secrets as the desk gave them. */
function seen(house: House, name: string, record: Row, row: Row | undefined): Row {
  // moved on or taken away while json-server was fetching: the page is as the desk saw it
  if (row?.version !== record.version) return record
  const { fields } = resourceNamed(house, name).form
  const own = (blank: string) => blank !== 'labels' && !fields[blank]?.sensitive
  return Object.fromEntries(
    Object.keys(record).map((blank) => [blank, own(blank) ? (row?.[blank] ?? null) : record[blank]]),
  )
}
