/** What a carrier (Fastify, json-server) hands to a route, and what it takes back. */

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** One request as it came in: nothing of it is trusted yet. */
export interface Call {
  readonly method: string
  /** The path without the query. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  /** The query as written, without its question mark. */
  readonly search: string
  readonly headers: Headers
  readonly bytes: Uint8Array | undefined
  readonly address: string
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array> | undefined
}

/** One row of the contract. `answer` never rejects: a refusal and a defect are replies too. */
export interface Route {
  readonly method: Method
  /** With named segments: `/api/:resource/:id`. */
  readonly path: string
  /** The most bytes that may be sent to it. */
  readonly limit: number
  answer(call: Call): Promise<Reply>
}

/** The most bytes of an ordinary JSON body. */
export const BODY_LIMIT = 1024 * 1024

export const headerOf = (headers: Headers, name: string): string | undefined => {
  const value = headers[name]
  return typeof value === 'string' ? value : value?.[0]
}

/** The cookies of a request; of two with one name, the first. */
export function cookiesOf(headers: Headers): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const pair of (headerOf(headers, 'cookie') ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0) found[pair.slice(0, at).trim()] ??= pair.slice(at + 1).trim()
  }
  return found
}
