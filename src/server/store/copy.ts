import type { Pool, PoolClient } from 'pg'
import pg from 'pg'
import type { Statement } from './statement.ts'

const CHUNK = 64 * 1024
/** So many pieces may wait for whoever takes them; then the server is not read any further. */
const MOST = 4

/** COPY takes no values beside its text: they are written into it. */
export const inlined = ({ text, values }: Statement): string =>
  text.replace(/\$(\d+)/g, (_, at) => literal(values[Number(at) - 1]))
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return `array[${value.map(literal).join()}]`
  if (typeof value === 'number' && Number.isFinite(value)) return `(${value})`
  return typeof value === 'boolean' ? String(value) : pg.escapeLiteral(String(value))
}

/** Lines on their way from the server to whoever takes them. */
interface Heap {
  /** Full pieces, and the one that is being filled. */
  readonly full: Buffer[]
  open: Buffer
  at: number
  ended: boolean
  fault: Error | undefined
  wake: () => void
}

/** What `COPY … TO STDOUT` says, some rows at a time, each line ended as spreadsheets do; as fast as it is taken. */
export async function* copied(pool: Pool, asked: Statement): AsyncGenerator<Uint8Array> {
  const client = await pool.connect()
  const heap: Heap = { full: [], open: Buffer.alloc(0), at: 0, ended: false, fault: undefined, wake: () => {} }
  try {
    begin(client, `copy (${inlined(asked)}) to stdout with (format csv)`, heap)
    for (;;) {
      const piece = heap.full.shift()
      if (piece) yield piece
      else if (heap.ended) break
      else {
        streamOf(client).resume()
        await new Promise<void>((resolve) => {
          heap.wake = resolve
        })
      }
    }
    if (heap.fault) throw heap.fault
    if (heap.at > 0) yield heap.open.subarray(0, heap.at)
  } finally {
    // whoever leaves early leaves a connection in the middle of its answer: it is of no more use
    client.release(!heap.ended)
  }
}

function begin(client: PoolClient, text: string, heap: Heap): void {
  const query = new pg.Query(text) as unknown as CopyQuery
  query.handleCopyData = ({ chunk }) => {
    add(heap, chunk)
    if (heap.full.length >= MOST) streamOf(client).pause()
  }
  query.callback = (fault) => {
    heap.fault = fault ?? undefined
    heap.ended = true
    heap.wake()
  }
  client.query(query as never)
}
/** Copies a line, which lies where the next one will be read, and ends it. */
function add(heap: Heap, line: Buffer): void {
  if (heap.at + line.length + 1 > heap.open.length) {
    if (heap.at > 0) {
      heap.full.push(heap.open.subarray(0, heap.at))
      heap.wake()
    }
    heap.open = Buffer.allocUnsafe(Math.max(CHUNK, line.length + 1))
    heap.at = 0
  }
  heap.at += line.copy(heap.open, heap.at, 0, line.length - 1)
  heap.at += heap.open.write('\r\n', heap.at, 'latin1')
}
/** The part of a query that node-postgres tells of rows copied out. */
interface CopyQuery {
  handleCopyData(message: { readonly chunk: Buffer }): void
  callback(fault: Error | null): void
}
const streamOf = (client: PoolClient) =>
  (client as unknown as { connection: { stream: { pause(): void; resume(): void } } }).connection.stream
