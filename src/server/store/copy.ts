import type { Pool, PoolClient } from 'pg'
import pg from 'pg'
import type { Statement } from './statement.ts'

const CHUNK = 64 * 1024
/** So much may wait for whoever takes it; then the server is not read any further. */
const MOST = 4 * CHUNK
const NEWLINE = Buffer.from('\r\n')

/** COPY takes no values beside its text: they are written into it. */
export const inlined = ({ text, values }: Statement): string =>
  text.replace(/\$(\d+)/g, (_, at) => literal(values[Number(at) - 1]))
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return `array[${value.map(literal).join()}]`
  if (typeof value === 'number' && Number.isFinite(value)) return `(${value})`
  return typeof value === 'boolean' ? String(value) : pg.escapeLiteral(String(value))
}

interface Heap {
  pieces: Buffer[]
  size: number
  ended: boolean
  fault: Error | undefined
  wake: () => void
}

/** What `COPY … TO STDOUT` says, some rows at a time, each line ended as spreadsheets do; as fast as it is taken. */
export async function* copied(pool: Pool, asked: Statement): AsyncGenerator<Uint8Array> {
  const client = await pool.connect()
  const heap: Heap = { pieces: [], size: 0, ended: false, fault: undefined, wake: () => {} }
  try {
    begin(client, `copy (${inlined(asked)}) to stdout with (format csv)`, heap)
    for (;;) {
      if (heap.size > CHUNK || heap.ended) {
        const pieces = heap.pieces
        heap.pieces = []
        heap.size = 0
        streamOf(client).resume()
        if (pieces.length > 0) yield Buffer.concat(pieces)
        if (heap.ended && heap.pieces.length === 0) break
      } else
        await new Promise<void>((resolve) => {
          heap.wake = resolve
        })
    }
    if (heap.fault) throw heap.fault
  } finally {
    // whoever leaves early leaves a connection in the middle of its answer: it is of no more use
    client.release(!heap.ended)
  }
}

function begin(client: PoolClient, text: string, heap: Heap): void {
  const query = new pg.Query(text) as unknown as CopyQuery
  query.handleCopyData = ({ chunk }) => {
    // a copy of its own: the piece read from the socket goes back at once
    heap.pieces.push(chunk.subarray(0, -1), NEWLINE)
    heap.size += chunk.length + 1
    if (heap.size > MOST) streamOf(client).pause()
    if (heap.size > CHUNK) heap.wake()
  }
  query.callback = (fault) => {
    heap.fault = fault ?? undefined
    heap.ended = true
    heap.wake()
  }
  client.query(query as never)
}
/** The part of a query that node-postgres tells of rows copied out. */
interface CopyQuery {
  handleCopyData(message: { readonly chunk: Buffer }): void
  callback(fault: Error | null): void
}
const streamOf = (client: PoolClient) =>
  (client as unknown as { connection: { stream: { pause(): void; resume(): void } } }).connection.stream
