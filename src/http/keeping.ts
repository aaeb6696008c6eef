import { dayIn, type Instant, type Office } from '#engine'
import { checkFigures } from './figures.ts'
import { type Channels, sendDue } from './outbox.ts'
import type { Log } from './problem.ts'
import { sweep } from './sweep.ts'

interface Keeping {
  readonly desk: Office
  readonly clock: () => Instant
  readonly log: Log
  readonly channels: Channels
}
const SECOND = 1000
const MINUTE = 60 * SECOND

/** What happens by itself while the office is open: the rules of the day, messages, the figures looked over, and what has had its time cleared away. Answers how to stop it. */
export function keepHouse({ desk, clock, log, channels }: Keeping): () => Promise<void> {
  const jobs = [
    every(5 * SECOND, log, 'messages not sent', () => sendDue(desk, channels, clock())),
    every(MINUTE, log, 'rules of the day', () => {
      const now = clock()
      return desk.day({ day: dayIn(desk.ports.zone, now), due: true }, now)
    }),
    every(60 * MINUTE, log, 'not swept', () => sweep(desk, clock())),
    every(60 * MINUTE, log, 'figures not checked', () => checkFigures(desk, clock(), log)),
  ]
  return async () => {
    await Promise.all(jobs.map((stop) => stop()))
  }
}

/** Does a job again and again, never twice at once; a fault is logged, and the job comes again. */
function every(pause: number, log: Log, name: string, job: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    running = job()
      .catch((error: unknown) => log(`${name}: ${error instanceof Error ? error.stack : String(error)}`))
      .finally(() => {
        busy = false
      })
  }, pause)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
