import type { BaseKey, DataProvider, MetaQuery } from '@refinedev/core'
import simpleRest from '@refinedev/simple-rest'
import { API, type Asking, type Method, newKey, send } from './client.ts'
import { listQuery } from './query.ts'

type Wrapped = Parameters<typeof simpleRest>[1]
type Config = { readonly headers?: unknown }

/** Our client in the clothes of the one simple-rest knows: problems keep their errors, and a given-up request is given up. */
function clothed(asking: Asking): Wrapped {
  const through = (method: Method) => (url: string, body?: unknown) => send(method, url, body, asking)
  const reading = (method: Method) => (url: string, _: Config) => send(method, url, undefined, asking)
  const client = { get: reading('GET'), post: through('POST'), patch: through('PATCH') }
  return client as unknown as Wrapped
}
const askingOf = (meta: MetaQuery | undefined, key?: string): Asking => ({ signal: meta?.queryContext?.signal, key })
const rest = (asking: Asking) => simpleRest('', clothed(asking))
const keyOf = (meta: MetaQuery | undefined) => (typeof meta?.key === 'string' ? meta.key : newKey())

/** The version a slip was read at: without it nobody may write over it. */
function versionOf(meta: MetaQuery | undefined, variables: unknown, id: BaseKey): number {
  const said: unknown =
    meta?.version ?? (variables as { version?: unknown } | undefined)?.version ?? meta?.versions?.[id]
  if (typeof said === 'number') return said
  throw new Error(`update of ${id}: meta.version is missing`)
}

const CHUNK = 100
const chunksOf = <T>(all: readonly T[]) =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, at) => all.slice(at * CHUNK, (at + 1) * CHUNK))

async function many(resource: string, ids: readonly BaseKey[], meta: MetaQuery | undefined) {
  const pages = await Promise.all(
    chunksOf([...new Set(ids.map(String))]).map((some) => {
      const query = new URLSearchParams(some.map((id) => ['id', id]))
      return send<{ id: string }[]>('GET', `/${resource}?${query}`, undefined, askingOf(meta))
    }),
  )
  const found = new Map(pages.flatMap(({ data }) => data.map((one) => [one.id, one])))
  return ids.flatMap((id) => found.get(String(id)) ?? [])
}

/** How many rows match: said by the office, or the list is not believed. */
function totalIn(headers: Headers): number {
  const said = headers.get('X-Total-Count')
  if (said !== null && /^\d+$/.test(said)) return Number(said)
  throw new Error('list: the answer has no X-Total-Count, so nobody knows whether it is whole')
}

/** All rows, or none of them: one call, one transaction. */
async function batch(
  resource: string,
  op: 'create' | 'update' | 'remove',
  rows: readonly object[],
  meta: MetaQuery | undefined,
) {
  const { data } = await send<Record<string, never[]>>(
    'POST',
    `/${resource}/batch`,
    { [op]: rows },
    askingOf(meta, keyOf(meta)),
  )
  return { data: data[op] ?? [] }
}

/** simple-rest's dialect, made strict: every operator means what it says or is refused, and nothing is cut in silence. */
export const dataProvider = {
  getApiUrl: () => API,
  getOne: (asked) => rest(askingOf(asked.meta)).getOne(asked),
  create: (asked) => rest(askingOf(asked.meta, keyOf(asked.meta))).create(asked),
  async update({ variables, ...asked }) {
    const version = versionOf(asked.meta, variables, asked.id)
    return rest(askingOf(asked.meta, keyOf(asked.meta))).update({ ...asked, variables: { ...variables, version } })
  },
  async deleteOne({ resource, id, variables, meta }) {
    const version = versionOf(meta, variables, id)
    return {
      data: (await send<never>('DELETE', `/${resource}/${id}?version=${version}`, undefined, askingOf(meta))).data,
    }
  },
  async getList(asked) {
    const path = `/${asked.resource}?${listQuery(asked)}`
    const { data, headers } = await send<never[]>('GET', path, undefined, askingOf(asked.meta))
    return { data, total: totalIn(headers), next: headers.get('X-Next'), prev: headers.get('X-Prev') }
  },
  getMany: async ({ resource, ids, meta }) => ({ data: (await many(resource, ids, meta)) as never[] }),
  createMany: async ({ resource, variables, meta }) => batch(resource, 'create', variables as object[], meta),
  async updateMany({ resource, ids, variables, meta }) {
    const update = ids.map((id) => ({ ...variables, id, version: versionOf(meta, undefined, id) }))
    return batch(resource, 'update', update, meta)
  },
  async deleteMany({ resource, ids, meta }) {
    const remove = ids.map((id) => ({ id, version: versionOf(meta, undefined, id) }))
    return batch(resource, 'remove', remove, meta)
  },
  async custom({ url, method, payload, query, filters = [], sorters = [], meta }) {
    const extra = new URLSearchParams((query ?? {}) as Record<string, string>)
    const asked = listQuery({ filters, sorters, pagination: { mode: 'off' }, meta: { query: extra.toString() } })
    const asking = askingOf(meta, typeof meta?.key === 'string' ? meta.key : undefined)
    return send<never>(methodOf(method), asked ? `${url}?${asked}` : url, payload, asking)
  },
} satisfies DataProvider

function methodOf(method: string): Method {
  const known = method.toUpperCase()
  if (known === 'GET' || known === 'POST' || known === 'PUT' || known === 'PATCH' || known === 'DELETE') return known
  throw new Error(`the office has no ${known}`)
}
