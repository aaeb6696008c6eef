import { Agent, type OutgoingHttpHeaders, request } from 'node:http'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** From the first byte sent to the last one read, in milliseconds. */
  readonly took: number
}
export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly body?: unknown
  /** Sent along so that the same is done once, however often it is asked for. */
  readonly key?: string
}
/** One person at one browser: one connection, kept open, one question after the other. */
export interface Client {
  ask(ask: Ask): Promise<Answer>
  /** Reads an answer to its end without keeping it; says how many bytes and lines it had. */
  drain(path: string): Promise<{ readonly bytes: number; readonly lines: number; readonly took: number }>
  close(): void
}

export function client(url: string, headers: OutgoingHttpHeaders = {}): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  function send<T>(
    { method = 'GET', path, body, key }: Ask,
    read: (pieces: Buffer[], piece: Buffer) => void,
    done: (status: number, headers: Answer['headers'], pieces: Buffer[], took: number) => T,
  ): Promise<T> {
    const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    const own = {
      ...(sent && { 'content-type': 'application/json', 'content-length': sent.length }),
      ...(key && { 'idempotency-key': key }),
    }
    return new Promise((resolve, reject) => {
      const began = performance.now()
      const asking = request(new URL(path, url), { method, agent, headers: { ...headers, ...own } }, (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => read(pieces, piece))
        answer.on('error', reject)
        answer.on('end', () => resolve(done(answer.statusCode ?? 0, answer.headers, pieces, performance.now() - began)))
      })
      asking.on('error', reject)
      asking.end(sent)
    })
  }
  return {
    async ask(ask) {
      const answer = await send(
        ask,
        (pieces, piece) => pieces.push(piece),
        (status, said, pieces, took) => ({ status, headers: said, text: Buffer.concat(pieces).toString(), took }),
      )
      if (answer.status >= 300) throw new Error(`${ask.method ?? 'GET'} ${ask.path}: ${answer.status} ${answer.text}`)
      return answer
    },
    drain(path) {
      let bytes = 0
      let lines = 0
      const count = (_: Buffer[], piece: Buffer) => {
        bytes += piece.length
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1
      }
      return send({ path }, count, (status, _, __, took) => {
        if (status !== 200) throw new Error(`${path}: ${status}`)
        return { bytes, lines, took }
      })
    },
    close: () => agent.destroy(),
  }
}
