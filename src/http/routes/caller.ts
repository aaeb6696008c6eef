import type { Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { onlyParams, paramOf } from '../errand.ts'
import { json } from '../reply.ts'

/** Who calls: the homes that answer to what was typed, and all that lies open for one. */
export const callerRoutes = ({ at }: Door, { desk }: Counter): Route[] => [
  at('GET', '/api/caller', async ({ query, visitor }) => {
    onlyParams(query, 'q', 'project')
    return json(200, await desk.caller.find(paramOf(query, 'q') ?? '', paramOf(query, 'project'), visitor))
  }),
  at('GET', '/api/caller/:home', async ({ param, query, visitor }) => {
    onlyParams(query)
    return json(200, await desk.caller.home(param('home'), visitor))
  }),
]
