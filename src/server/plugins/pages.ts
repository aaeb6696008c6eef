import { existsSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import serveFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { problem } from '../../http/index.ts'
import { send } from '../mount.ts'

/** The panel: its files packed beforehand and kept for ever by name, its page for every path that is none of ours. */
export async function pages(app: FastifyInstance, webRoot: string | undefined) {
  const root = webRoot === undefined ? undefined : resolve(webRoot)
  const built = root !== undefined && existsSync(join(root, 'index.html'))
  if (built)
    await app.register(serveFiles, {
      root,
      preCompressed: true,
      cacheControl: false,
      index: 'index.html',
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const { url, method } = request
    const page = built && (method === 'GET' || method === 'HEAD') && !/^\/(?:api|assets)(?:[/?]|$)/.test(url)
    return page ? reply.sendFile('index.html') : send(reply, problem(404, '没有这个地址'))
  })
}
