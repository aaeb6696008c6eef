import { type Day, daysAfter, type Instant, startOfDay } from '#engine'

/** How long until something goes on: so many minutes, so many days later at a time of day, or the very moment. */
export type Wait = number | readonly [days: number, clock: string] | Instant

const plus = (instant: Instant, minutes: number, seconds: number): Instant =>
  new Date(Date.parse(instant) + minutes * 60_000 + seconds * 1000).toISOString()

/** The office's days and hours. */
export function hours(zone: string) {
  const starts = new Map<Day, Instant>()
  const startOf = (day: Day): Instant => {
    const known = starts.get(day)
    if (known) return known
    const start = startOfDay(zone, day)
    starts.set(day, start)
    return start
  }
  const at = (day: Day, clock: string, seconds = 0): Instant => {
    const [hour = '0', minute = '0'] = clock.split(':')
    return plus(startOf(day), Number(hour) * 60 + Number(minute), seconds)
  }
  /** The day on the office's calendar: that of the clock in London, or a neighbour. */
  function dayOf(instant: Instant): Day {
    const day = instant.slice(0, 10)
    if (instant < startOf(day)) return daysAfter(day, -1)
    const next = daysAfter(day, 1)
    return instant < startOf(next) ? day : next
  }
  /** The moment so long after another; never before it. */
  function after(instant: Instant, wait: Wait, seconds = 0): Instant {
    if (typeof wait === 'number') return plus(instant, wait, seconds)
    const there = typeof wait === 'string' ? wait : at(daysAfter(dayOf(instant), wait[0]), wait[1], seconds)
    return there > instant ? there : plus(instant, 20, seconds)
  }
  return { at, dayOf, after }
}
export type Hours = ReturnType<typeof hours>
