import { PASSWORD } from './backends.ts'
import type { Who } from './toy.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: any
}
type Extra = Readonly<Record<string, string>>

/** Speaks to a server as one person's browser does. */
export function wire(url: string, cookie?: string) {
  async function call(method: string, path: string, body?: unknown, headers: Extra = {}): Promise<Answer> {
    const sent =
      body === undefined
        ? undefined
        : typeof body === 'string' || body instanceof FormData
          ? body
          : JSON.stringify(body)
    const type = sent === undefined || sent instanceof FormData ? {} : { 'content-type': 'application/json' }
    const response = await fetch(url + path, {
      method,
      headers: { ...type, ...(cookie && { cookie }), ...headers },
      ...(sent !== undefined && { body: sent }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }
  return {
    cookie,
    call,
    get: (path: string, headers?: Extra) => call('GET', path, undefined, headers),
    post: (path: string, body?: unknown, headers?: Extra) => call('POST', path, body, headers),
    patch: (path: string, body?: unknown, headers?: Extra) => call('PATCH', path, body, headers),
    del: (path: string, headers?: Extra) => call('DELETE', path, undefined, headers),
  }
}
export type Wire = ReturnType<typeof wire>

export const cookieOf = ({ headers }: Answer) => headers.getSetCookie()[0]?.split(';')[0]

/** Signs people in, each once a server. */
export function signIns(url: string) {
  const known = new Map<Who, Promise<Wire>>()
  const signIn = async (username: Who): Promise<Wire> => {
    const answer = await wire(url).post('/api/session', { username, password: PASSWORD })
    if (answer.status !== 200) throw new Error(`${username}: ${answer.text}`)
    return wire(url, cookieOf(answer))
  }
  return (who: Who): Promise<Wire> => {
    const wired = known.get(who) ?? signIn(who)
    known.set(who, wired)
    return wired
  }
}
