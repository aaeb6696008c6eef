import type { FastifyInstance } from 'fastify'
import type { Log } from '../../http/index.ts'

const SLOW = 1000

/** One line for every write, every failure and whatever was slow; never a query, which may hold a telephone number. */
export function logging(app: FastifyInstance, log: Log) {
  app.addHook('onResponse', async ({ method, url, ip }, { statusCode, elapsedTime }) => {
    const told = method !== 'GET' || statusCode >= 500 || elapsedTime > SLOW
    if (told) log(`${method} ${url.split('?')[0]} ${statusCode} ${Math.round(elapsedTime)} ms ${ip}`)
  })
}
