import { AsyncLocalStorage } from 'node:async_hooks'
import { type Call, headerOf } from './call.ts'
import { digestIn } from './seats.ts'

/** How far a step under way is; of how much, as soon as that is known. */
export interface Progress {
  readonly done: number
  readonly of: number | null
}
type Running = { -readonly [Part in keyof Progress]: Progress[Part] }

const running = new AsyncLocalStorage<Running>()
const turn = () => new Promise<void>((go) => setImmediate(go))

/** Hears from the work of a call how far it is, and lets whoever waits at the door have his turn. */
export async function tell(done: number, of: number): Promise<void> {
  Object.assign(running.getStore() ?? {}, { done, of })
  // the first turn may only end what had already come in
  await turn()
  await turn()
}

/**
 * The steps under way in this process, by their keys and the sessions that began them. Nothing of it touches the store, which
 * may have ears for nobody but that very step.
 */
export function progressBoard() {
  const board = new Map<string, Running>()
  const placeOf = (call: Call, key: string | undefined) => {
    const session = digestIn(call)
    return session && key ? `${session} ${key}` : undefined
  }
  return {
    /** Does the work of a call; while it lasts, the session that sent it may ask how far it is. */
    async during<T>(call: Call, work: () => Promise<T>): Promise<T> {
      const place = call.method === 'GET' ? undefined : placeOf(call, headerOf(call.headers, 'idempotency-key'))
      if (!place || board.has(place)) return work()
      const step: Running = { done: 0, of: null }
      board.set(place, step)
      try {
        return await running.run(step, work)
      } finally {
        board.delete(place)
      }
    },
    /** How far the step with this key is that the session of the call has under way. */
    of: (call: Call, key: string): Progress | undefined => board.get(placeOf(call, key) ?? ''),
  }
}
