import type { Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { onlyParams } from '../errand.ts'
import { json } from '../reply.ts'

/** What can be done with a record, what was done, and a look behind its mask. */
export const stepRoutes = ({ at }: Door, { desk }: Counter): Route[] => [
  at('GET', '/api/:resource/:id/actions', async ({ param, query, visitor }) => {
    onlyParams(query)
    return json(200, await desk.actions(param('resource'), param('id'), visitor))
  }),
  at('POST', '/api/:resource/:id/actions/:action', async ({ param, query, answers, visitor, once }) => {
    onlyParams(query)
    return json(200, await desk.perform(param('resource'), param('id'), param('action'), answers(), visitor, once()))
  }),
  at('GET', '/api/:resource/:id/history', async ({ param, query, visitor }) => {
    onlyParams(query)
    return json(200, await desk.history(param('resource'), param('id'), visitor))
  }),
  at('POST', '/api/:resource/:id/reveal', async ({ param, query, body, visitor }) => {
    onlyParams(query)
    return json(200, await desk.reveal(param('resource'), param('id'), body() as never, visitor))
  }),
]
