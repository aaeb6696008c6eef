import type { Instant, Office } from '#engine'
import { BODY_LIMIT, type Call, type Method, type Reply, type Route } from './call.ts'
import { type Errand, errandOf } from './errand.ts'
import { checkOrigin } from './origin.ts'
import { type Log, problemOf } from './problem.ts'
import type { progressBoard } from './progress.ts'
import type { Sessions } from './sessions.ts'

/** What every route works with. */
export interface Counter {
  readonly desk: Office
  readonly sessions: Sessions
  readonly clock: () => Instant
  readonly log: Log
  /** The steps under way. */
  readonly progress: ReturnType<typeof progressBoard>
}
type Answer = (errand: Errand) => Promise<Reply>

/** Makes the routes of one counter: origin first, then who calls, then the errand; whatever is thrown becomes a reply. */
export function doorOf({ sessions, log, progress }: Counter) {
  const route = (method: Method, path: string, limit: number, answer: Route['answer']): Route => ({
    method,
    path,
    limit,
    answer: async (call) => {
      try {
        checkOrigin(call)
        return await answer(call)
      } catch (error) {
        return problemOf(error, log)
      }
    },
  })
  return {
    /** A route for anybody. */
    open: (method: Method, path: string, answer: (call: Call) => Promise<Reply>) =>
      route(method, path, BODY_LIMIT, answer),
    /** A route for whoever is signed in. */
    at: (method: Method, path: string, answer: Answer, limit = BODY_LIMIT) =>
      route(method, path, limit, async (call) => {
        const errand = errandOf(call, (await sessions.clerk(call)).visitor)
        return progress.during(call, () => answer(errand))
      }),
  }
}
export type Door = ReturnType<typeof doorOf>
