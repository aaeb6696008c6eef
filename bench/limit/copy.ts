import type { ServerResponse } from 'node:http'
import pg from 'pg'

interface Stream {
  pause(): void
  resume(): void
}
interface Connection {
  query(text: string): void
  readonly stream: Stream
}
/** Rows are handed on in pieces of so many bytes. */
const GATHERED = 64 * 1024
type Take = (piece: Buffer, stream: Stream) => void

/** A COPY … TO STDOUT as pg runs queries: what the database writes is handed on as it comes. */
class Copy {
  readonly #text: string
  readonly #take: Take
  readonly #done: (error?: Error) => void
  #gathered = Buffer.allocUnsafe(GATHERED)
  #length = 0
  /** pg gives one to whoever has none. */
  callback = () => undefined

  constructor(text: string, take: Take, done: (error?: Error) => void) {
    this.#text = text
    this.#take = take
    this.#done = done
  }
  submit(connection: Connection): void {
    connection.query(this.#text)
  }
  handleCopyData({ chunk }: { chunk: Buffer }, { stream }: Connection): void {
    // the database sends row by row, and pg writes over what it has handed out
    if (this.#length + chunk.length > GATHERED) this.#hand(stream)
    if (chunk.length > GATHERED) return this.#take(Buffer.from(chunk), stream)
    this.#length += chunk.copy(this.#gathered, this.#length)
  }
  #hand(stream: Stream): void {
    if (this.#length > 0) this.#take(this.#gathered.subarray(0, this.#length), stream)
    this.#gathered = Buffer.allocUnsafe(GATHERED)
    this.#length = 0
  }
  handleCommandComplete(_: unknown, { stream }: Connection): void {
    this.#hand(stream)
  }
  handleError(error: Error): void {
    this.#done(error)
  }
  handleReadyForQuery(): void {
    this.#done()
  }
}

export const copied = (client: pg.Client, text: string, take: Take): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = (error?: Error) => (error ? reject(error) : resolve())
    client.query(new Copy(text, take, done) as unknown as pg.Submittable)
  })

/** Sends the rows of a statement as CSV, on a connection of its own; whoever reads slowly slows the database. */
export async function copyOut(url: string, select: string, out: ServerResponse): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    out.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' })
    await copied(client, `copy (${select}) to stdout with (format csv)`, (piece, stream) => {
      if (out.write(piece)) return
      stream.pause()
      out.once('drain', () => stream.resume())
    })
    out.end()
  } finally {
    await client.end()
  }
}
