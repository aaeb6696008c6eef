import type { Day, Instant, Month } from './fields/field.ts'

const DAY = 86_400_000
const iso = (time: number) => new Date(time).toISOString()

export const daysAfter = (day: Day, days: number): Day => iso(Date.parse(day) + days * DAY).slice(0, 10)
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)
export const minutesAfter = (instant: Instant, minutes: number): Instant => iso(Date.parse(instant) + minutes * 60_000)
export const minutesBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 60_000
export const monthOf = (day: Day): Month => day.slice(0, 7)
export const firstDayOf = (month: Month): Day => `${month}-01`
export const lastDayOf = (month: Month): Day => daysAfter(firstDayOf(monthAfter(month, 1)), -1)
export const monthAfter = (month: Month, months: number): Month => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}
/** The same day so many months later; the 31st becomes the last day of a shorter month. */
export const monthsAfter = (day: Day, months: number): Day => {
  const month = monthAfter(monthOf(day), months)
  const last = lastDayOf(month)
  const wanted = `${month}-${day.slice(8)}`
  return wanted < last ? wanted : last
}

const formats = new Map<string, Intl.DateTimeFormat>()
const formatIn = (zone: string) => {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, made)
  return made
}
/** The wall clock of the office at a moment: `2026-11-21 16:30:05`. */
export const clockIn = (zone: string, instant: Instant): string =>
  formatIn(zone).format(new Date(instant)).replace(', ', ' ')
/** Every rule asks for today, many times a call: the last answer stands until the last hours of the day, in which clocks may be changed. */
let asked = { zone: '', day: '', from: '', until: '' }
export function dayIn(zone: string, instant: Instant): Day {
  if (asked.zone !== zone || instant < asked.from || instant >= asked.until) {
    const clock = clockIn(zone, instant)
    const [hour, minute] = [Number(clock.slice(11, 13)), Number(clock.slice(14, 16))]
    const until = minutesAfter(instant, Math.max(21 - hour, 1) * 60 - minute - 1)
    asked = { zone, day: clock.slice(0, 10), from: instant, until }
  }
  return asked.day
}

/** Days that are known to be some: the same few are written over and over. */
const seen = new Set<string>()
const MOST_SEEN = 4000
export function isDay(value: unknown): value is Day {
  if (typeof value !== 'string') return false
  if (seen.has(value)) return true
  const time = /^[12]\d{3}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(time) || iso(time).slice(0, 10) !== value) return false
  if (seen.size >= MOST_SEEN) seen.clear()
  seen.add(value)
  return true
}
export const isMonth = (value: unknown): value is Month => typeof value === 'string' && isDay(`${value}-01`)
export const isInstant = (value: unknown): value is Instant =>
  typeof value === 'string' &&
  /^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/.test(value) &&
  isDay(value.slice(0, 10)) &&
  !Number.isNaN(Date.parse(value))
