import { refuse } from '#engine'
import type { Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { onlyParams, paramOf } from '../errand.ts'
import { json } from '../reply.ts'

/** What waits for the caller, what he did, and what became of what he sent. */
export const inboxRoutes = ({ at }: Door, { desk }: Counter): Route[] => [
  at('GET', '/api/inbox', async ({ query, visitor }) => {
    onlyParams(query, 'box', 'project')
    const box = paramOf(query, 'box') ?? 'waiting'
    if (box === 'waiting') return json(200, await desk.inbox.waiting(paramOf(query, 'project'), visitor))
    if (box === 'done' || box === 'sent') return json(200, await desk.inbox.latest(box, visitor))
    return refuse(400, '「box」须为 waiting、done 或 sent')
  }),
]
