import { createHash } from 'node:crypto'
import { type Once, type Params, refuse, type Visitor } from '#engine'
import { isText, objectOf, objectOrNothing } from './body.ts'
import { type Call, headerOf } from './call.ts'

/** What a signed-in caller came for: a call whose parts have been read. */
export interface Errand {
  readonly call: Call
  readonly visitor: Visitor
  /** A part of the path. */
  param(name: string): string
  readonly query: Params
  /** The JSON object that was sent. */
  body(): Record<string, unknown>
  /** The same, or an empty one where nothing was sent. */
  answers(): Record<string, unknown>
  /** By which a write that comes twice is known. */
  once(): Once | undefined
}

export function errandOf(call: Call, visitor: Visitor): Errand {
  for (const part of Object.values(call.params)) if (!isText(part)) refuse(400, '地址含有无法识别的字符')
  return {
    call,
    visitor,
    param: (name) => call.params[name] ?? '',
    query: paramsOf(call.search),
    body: () => objectOf(call),
    answers: () => objectOrNothing(call),
    once: () => onceOf(call, visitor),
  }
}

/** The query as on the wire; a name may come several times. */
export function paramsOf(search: string): Params {
  const params: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URLSearchParams(search)) {
    if (!isText(name) || !isText(value)) refuse(400, `「${name.replaceAll('\0', '')}」的值含有无法识别的字符`)
    const known = params[name]
    params[name] = known === undefined ? value : [...[known].flat(), value]
  }
  return params
}

/** Refuses every query parameter but these. */
export function onlyParams(query: Params, ...names: readonly string[]) {
  for (const name of Object.keys(query)) if (!names.includes(name)) refuse(400, `不认识参数「${name.slice(0, 60)}」`)
}
/** One parameter that may come once. */
export function paramOf(query: Params, name: string): string | undefined {
  const value = query[name]
  return typeof value === 'string' || value === undefined ? value : refuse(400, `「${name}」只能出现一次`)
}
/** The query without these parameters. */
export const paramsBut = (query: Params, ...names: readonly string[]): Params =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name)))

function onceOf({ method, path, headers, bytes }: Call, { user }: Visitor): Once | undefined {
  const key = headerOf(headers, 'idempotency-key')
  if (key === undefined) return undefined
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) refuse(400, 'Idempotency-Key 须为 1 至 200 个可见字符')
  return { key: digest([user.id, method, path, key].join('\n')), digest: digest(bytes ?? '') }
}
const digest = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')
