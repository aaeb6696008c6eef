import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Call, type Log, problem, problemOf, type Reply, type Route } from '../http/index.ts'

/** Mounts the routes of the contract on Fastify, which parses nothing and decides nothing. */
export function mount(app: FastifyInstance, routes: readonly Route[], log: Log) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes))
  app.setErrorHandler((error, _request, reply) => send(reply, problemOfFastify(error, log)))
  for (const { method, path, limit, answer } of routes)
    app.route({
      method,
      url: path,
      bodyLimit: limit,
      handler: async (request, reply) => send(reply, await answer(callOf(request))),
    })
}

function callOf(request: FastifyRequest): Call {
  const [path = '', search = ''] = split(request.url)
  return {
    method: request.method,
    path,
    params: request.params as Readonly<Record<string, string>>,
    search,
    headers: request.headers,
    bytes: Buffer.isBuffer(request.body) ? request.body : undefined,
    address: request.ip,
  }
}
const split = (url: string) => {
  const at = url.indexOf('?')
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)]
}

/** A long answer goes out as fast as it is taken, and breaks visibly where its source does. */
export function send(reply: FastifyReply, { status, headers, body }: Reply): FastifyReply {
  reply.code(status).headers(headers)
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return reply.send(body)
  return reply.send(Readable.from(body, { objectMode: false, highWaterMark: 64 * 1024 }))
}

/** What Fastify itself refuses, in the words of the contract. */
export function problemOfFastify(error: unknown, log: Log): Reply {
  const { statusCode = 500 } = error as { statusCode?: number }
  if (statusCode === 413) return problem(413, '请求内容过大')
  if (statusCode === 429) return problem(429, '尝试过于频繁，请稍后再试')
  return statusCode < 500 ? problem(statusCode, '请求有误') : problemOf(error, log)
}
