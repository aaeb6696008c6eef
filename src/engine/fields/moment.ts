import { clockIn, daysAfter, isDay, isInstant, isMonth, monthAfter, monthOf } from '../day.ts'
import { asIs, type Kind, ranges, type Words } from './kind.ts'

/** `2026-11-21`, or `today`, `today-3`, `today+7`. */
const dayFrom = (wire: string, { today }: Words) => {
  const word = /^today([+-]\d{1,4})?$/.exec(wire)
  if (word) return daysAfter(today, Number(word[1] ?? 0))
  return isDay(wire) ? wire : undefined
}
const monthFrom = (wire: string, { today }: Words) => {
  const word = /^month([+-]\d{1,3})?$/.exec(wire)
  if (word) return monthAfter(monthOf(today), Number(word[1] ?? 0))
  return isMonth(wire) ? wire : undefined
}

export const dateKind: Kind = {
  column: 'day',
  ops: ranges,
  tidy: asIs,
  fault: (value) => (isDay(value) ? undefined : '须为日期，如 2026-11-21'),
  parse: (wire, _, words) => dayFrom(wire, words),
  print: (value) => String(value),
  cell: 'day',
}
export const monthKind: Kind = {
  ...dateKind,
  column: 'text',
  fault: (value) => (isMonth(value) ? undefined : '须为月份，如 2026-11'),
  parse: (wire, _, words) => monthFrom(wire, words),
  cell: 'text',
}
export const timeKind: Kind = {
  ...dateKind,
  column: 'text',
  fault: (value) =>
    typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : '须为时刻，如 08:30',
  parse: (wire) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(wire) ? wire : undefined),
  cell: 'text',
}
export const instantKind: Kind = {
  column: 'instant',
  ops: ranges,
  tidy: (value) => (isInstant(value) ? new Date(value).toISOString() : asIs(value)),
  fault: (value) => (isInstant(value) ? undefined : '须为时间，如 2026-11-21T08:30:00Z'),
  parse: (wire, _, words) => {
    if (wire === 'now') return words.now
    if (isInstant(wire)) return new Date(wire).toISOString()
    return dayFrom(wire, words)
  },
  print: (value) => momentIn('Asia/Shanghai', value as string),
  cell: 'instant',
}

/** The first moment of a day in a zone. */
export function startOfDay(zone: string, day: string): string {
  let guess = Date.parse(`${day}T00:00:00Z`)
  for (let round = 0; round < 2; round++) {
    const shown = Date.parse(`${clockIn(zone, new Date(guess).toISOString()).replace(' ', 'T')}Z`)
    guess += Date.parse(`${day}T00:00:00Z`) - shown
  }
  return new Date(guess).toISOString()
}
/** A moment on the office's wall clock, to the minute. */
export const momentIn = (zone: string, instant: string) => clockIn(zone, instant).slice(0, 16)
