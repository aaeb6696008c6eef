import { type Instant, minutesAfter, type Stamp } from '#engine'

type Moment = Stamp | Instant | null
const at = (moment: Moment): Instant | null => (typeof moment === 'object' ? (moment?.at ?? null) : moment)

/** So many minutes after a moment or a signature; nothing where there is none. */
export const within = (moment: Moment, minutes: number): Instant | null => {
  const from = at(moment)
  return from === null ? null : minutesAfter(from, minutes)
}

/** Done after the time by which it had to be done; a step not yet taken, or without a limit, is not late. */
export const late = (done: Moment, by: Instant | null): boolean => {
  const moment = at(done)
  return moment !== null && by !== null && moment > by
}
