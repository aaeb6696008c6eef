import { refuse } from '#engine'
import type { Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { onlyParams, paramsOf } from '../errand.ts'
import { json } from '../reply.ts'

/** How far a step is, asked by its Idempotency-Key while it lasts; who began it is known by his session, so that nobody waits for the store. */
export const progressRoutes = ({ open }: Door, { progress, sessions }: Counter): Route[] => [
  open('GET', '/api/progress/:key', async (call) => {
    const step = progress.of(call, call.params.key ?? '')
    if (!step) await sessions.clerk(call)
    onlyParams(paramsOf(call.search))
    return step ? json(200, step) : refuse(404, '没有正在办理的这一步，或已经办完')
  }),
]
