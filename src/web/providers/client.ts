import type { Blocker } from '#engine'

/** The office, or the line to it, said no: what travels as problem+json, in the shape Refine expects of an HttpError. */
export class Problem extends Error {
  readonly status: number
  readonly statusCode: number
  /** What is wrong with which blank. */
  readonly errors: Readonly<Record<string, readonly string[]>> | undefined
  readonly blockers: readonly Blocker[]
  /** The record as it stands now, where the sent version was stale. */
  readonly current: unknown
  /** Faults of the rows of a batch. */
  readonly rows: readonly unknown[]

  constructor(
    status: number,
    message: string,
    details: Partial<Pick<Problem, 'errors' | 'blockers' | 'current' | 'rows'>> = {},
  ) {
    super(message)
    this.name = 'Problem'
    this.status = status
    this.statusCode = status
    this.errors = details.errors
    this.blockers = details.blockers ?? []
    this.current = details.current
    this.rows = details.rows ?? []
  }
}
export const isProblem = (error: unknown): error is Problem => error instanceof Problem
/** The request was given up by ourselves: nobody needs to hear of it. */
export const isAborted = (error: unknown) => error instanceof Error && error.name === 'AbortError'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export interface Asking {
  readonly signal?: AbortSignal | undefined
  /** Makes a write that may be sent twice happen once. */
  readonly key?: string | undefined
}
export interface Answer<T> {
  readonly data: T
  readonly headers: Headers
}

export const API = '/api'
/** A new key for a write that must happen once, however often it is sent. */
export const newKey = (): string =>
  globalThis.crypto?.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`

const listeners = new Set<() => void>()
/** Hears that the office no longer knows who we are. */
export function whenSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const writers = new Set<() => void>()
/** Hears that something has been written. */
export function whenWritten(listener: () => void): () => void {
  writers.add(listener)
  return () => writers.delete(listener)
}

/** Asks the office for something and waits for its answer, headers included. */
export async function send<T>(method: Method, path: string, body?: unknown, asking: Asking = {}): Promise<Answer<T>> {
  const response = await fetched(method, path, body, asking)
  const text = await response.text()
  if (response.ok && method !== 'GET') for (const listener of writers) listener()
  if (response.ok) return { data: (text === '' ? undefined : JSON.parse(text)) as T, headers: response.headers }
  const problem = problemIn(response.status, text)
  if (problem.status === 401 && path !== '/session') for (const listener of listeners) listener()
  throw problem
}
/** Asks the office for something and waits for its answer. */
export const call = async <T = unknown>(method: Method, path: string, body?: unknown, asking?: Asking): Promise<T> =>
  (await send<T>(method, path, body, asking)).data

async function fetched(method: Method, path: string, body: unknown, { signal, key }: Asking): Promise<Response> {
  const whole = body === undefined || body instanceof FormData || body instanceof Blob
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': 'zh-CN' }
  if (!whole) headers['Content-Type'] = 'application/json'
  if (key) headers['Idempotency-Key'] = key
  const request: RequestInit = { method, headers }
  if (signal) request.signal = signal
  if (body !== undefined) request.body = whole ? (body as BodyInit) : JSON.stringify(body)
  try {
    return await fetch(API + path, request)
  } catch (error) {
    if (isAborted(error)) throw error
    throw new Problem(0, '连不上服务器，请检查网络后再试。已填的内容没有丢。')
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = <T>(value: unknown) => (Array.isArray(value) ? (value as readonly T[]) : [])
/** Sentences by blank, whether the office wrote one or several. */
const sentences = (value: unknown) =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, says]) => [name, [says].flat().map(String)]))
    : undefined

function problemIn(status: number, text: string): Problem {
  const body = parsed(text)
  if (!isRecord(body)) return new Problem(status, `服务器没有正常回答（${status}），请稍后再试。`)
  return new Problem(status, String(body.message ?? body.detail ?? body.title ?? `服务器回答 ${status}`), {
    errors: sentences(body.errors),
    blockers: listOf<Blocker>(body.blockers),
    current: body.current,
    rows: listOf(body.rows),
  })
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
