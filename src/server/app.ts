import fastify, { type FastifyInstance } from 'fastify'
import type { Log, Route } from '../http/index.ts'
import { mount, problemOfFastify, send } from './mount.ts'
import { logging } from './plugins/logging.ts'
import { pages } from './plugins/pages.ts'
import { rateLimits } from './plugins/rate-limit.ts'
import { security } from './plugins/security.ts'

export interface AppOptions {
  readonly routes: readonly Route[]
  readonly webRoot: string | undefined
  readonly log: Log
}

/** The desk checks what is sent, by the kinds of its blanks: no route has a schema, and what compiles schemas is never loaded. */
const noSchema = (): never => {
  throw new Error('a route has a schema')
}

/** The web server, not yet listening. */
export async function app({ routes, webRoot, log }: AppOptions): Promise<FastifyInstance> {
  const server = fastify({
    // a list may ask for a thousand ids in its address
    http: { maxHeaderSize: 64 * 1024 },
    routerOptions: { maxParamLength: 500 },
    exposeHeadRoutes: false,
    schemaController: { compilersFactory: { buildValidator: () => noSchema, buildSerializer: () => noSchema } },
    forceCloseConnections: 'idle',
    trustProxy: 'loopback',
    keepAliveTimeout: 72_000,
    frameworkErrors: (error, _request, reply) => void send(reply, problemOfFastify(error, log)),
  })
  await security(server)
  await rateLimits(server)
  logging(server, log)
  mount(server, routes, log)
  await pages(server, webRoot)
  return server
}
