import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Call, problem, type Reply, type Route } from '../src/http/index.ts'

/** What json-server's own Express hands to a route. */
export interface ExpressRequest extends IncomingMessage {
  params: Readonly<Record<string, string>>
  query: Record<string, unknown>
  originalUrl: string
}

/** Reads one request for a route, or answers it where it is too large. */
export async function callOf(request: ExpressRequest, { limit }: Route): Promise<Call | Reply> {
  const bytes = await bytesOf(request, limit)
  if (!bytes) return problem(413, '请求内容过大', {}, { connection: 'close' })
  const [path = '', ...search] = request.originalUrl.split('?')
  return {
    method: request.method ?? '',
    path,
    params: request.params,
    search: search.join('?'),
    headers: request.headers,
    bytes,
    address: request.socket.remoteAddress ?? '',
  }
}
/** The body; nothing where it is too large, and then what is too much is read on unkept, so that the answer arrives. */
async function bytesOf(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request) {
    size += (piece as Buffer).length
    if (size <= limit) pieces.push(piece as Buffer)
  }
  return size <= limit ? Buffer.concat(pieces) : undefined
}

export async function send(response: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  response.writeHead(status, headers as Record<string, string>)
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) response.end(body)
  else await pipeline(Readable.from(body, { objectMode: false }), response)
}
