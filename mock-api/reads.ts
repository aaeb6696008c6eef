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
interface Router {
  (request: ExpressRequest, response: ServerResponse, next: Next): void
  db: { setState(tables: object): unknown }
  render(request: ExpressRequest, response: ServerResponse & { locals: { data: Row[] } }): void
}
interface JsonServer {
  create(): Express
  router(tables: object): Router
}
const require = createRequire(import.meta.url)
/** json-server 0.17 ships no types and is CommonJS: this is its door. */
export const jsonServer = require('json-server') as JsonServer

/** Fetches the rows of a page by their ids; what else json-server can do is out of reach. */
export type Fetching = (resource: string, page: readonly Row[]) => Promise<Row[]>

/** Lets json-server's router serve what the desk has already admitted: the desk says which rows and what is hidden, json-server has them. */
export function readsOf(house: House, store: MemoryStore) {
  const empty = Object.fromEntries(house.resources.map(({ form }) => [form.name, []]))
  const router = jsonServer.router(empty)

  /** Serves a page that the desk answered, from json-server's own tables. */
  return (request: ExpressRequest, response: ServerResponse, reply: Reply, next: Next) => {
    const name = request.params.resource ?? ''
    const page = JSON.parse(String(reply.body)) as Row | Row[]
    const records = [page].flat()
    router.db.setState({ ...empty, ...formsOf(house, store) })
    router.render = (_request, { locals: { data } }) => {
      const rows = new Map(data.map((row) => [row.id, row]))
      const shown = records.map((record) => seen(house, name, record, rows.get(record.id)))
      response.writeHead(reply.status, reply.headers as Record<string, string>)
      response.end(JSON.stringify(Array.isArray(page) ? shown : shown[0]))
    }
    request.url = `/${name}`
    // json-server filters by nothing where it is given no id
    request.query = { id: records.length ? records.map(({ id }) => id) : [''] }
    router(request, response, next)
  }
}
const formsOf = (house: House, store: MemoryStore) => {
  const tables = store.dump()
  return Object.fromEntries(house.resources.map(({ form }) => [form.name, tables[form.name] ?? []]))
}

/** json-server's row as the desk lets it be seen: its blanks and labels, secrets as the desk gave them. */
function seen(house: House, name: string, record: Row, row: Row | undefined): Row {
  if (!row) throw new Error(`${name}.${String(record.id)}: json-server has no such row`)
  const { fields } = resourceNamed(house, name).form
  const own = (blank: string) => blank !== 'labels' && !fields[blank]?.sensitive
  return Object.fromEntries(
    Object.keys(record).map((blank) => [blank, own(blank) ? (row[blank] ?? null) : record[blank]]),
  )
}
