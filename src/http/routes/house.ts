import type { Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { onlyParams } from '../errand.ts'
import { openApiOf } from '../openapi.ts'
import { json } from '../reply.ts'

/** What the house says of itself: its forms to whoever may see them, its health to anybody. */
export const houseRoutes = ({ open, at }: Door, { desk, log }: Counter): Route[] => [
  at('GET', '/api/catalogue', async ({ query, visitor }) => {
    onlyParams(query)
    return json(200, await desk.catalogue(visitor))
  }),
  at('GET', '/api/openapi.json', async ({ query, visitor }) => {
    onlyParams(query)
    return json(200, openApiOf(await desk.catalogue(visitor)))
  }),
  open('GET', '/healthz', async () => json(200, { status: 'ok' })),
  open('GET', '/readyz', async () => {
    try {
      await desk.store.reading((rows) => rows.one('_settings', 'ready'))
      return json(200, { status: 'ok' })
    } catch (error) {
      log(`not ready: ${error instanceof Error ? error.message : String(error)}`)
      return json(503, { status: 'store' })
    }
  }),
]
