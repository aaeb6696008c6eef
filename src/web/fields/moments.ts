import { clockIn, type Day, isDay, isInstant, isMonth } from '#engine'

const two = (text: string | undefined) => (text ?? '').padStart(2, '0')
const plain = (text: string) =>
  text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[：]/g, ':')
    .replace(/[年月／/.．—–]/g, '-')
    .replace(/[日号]/g, '')
    .trim()

/** A day as people type it (`20261121`, `2026-11-21`, `11-21`, `1121`, `26.11.21`); the text itself where it is none. */
export function dayFrom(text: string, today: Day): unknown {
  const typed = plain(text)
  if (typed === '') return null
  const long = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(typed) ?? /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  const short = /^(\d{1,2})-(\d{1,2})$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed)
  const middle = /^(\d{2})-(\d{1,2})-(\d{1,2})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{2})$/.exec(typed)
  const [year, month, day] =
    long?.slice(1) ??
    (middle ? [`20${middle[1]}`, middle[2], middle[3]] : [today.slice(0, 4), ...(short?.slice(1) ?? [])])
  const made = `${year}-${two(month)}-${two(day)}`
  return isDay(made) ? made : text
}

/** A month as people type it: `2026-11`, `202611`, `11`. */
export function monthFrom(text: string, today: Day): unknown {
  const typed = plain(text).replace(/-$/, '')
  if (typed === '') return null
  const long = /^(\d{4})-?(\d{1,2})$/.exec(typed)
  const short = /^(\d{1,2})$/.exec(typed)
  const made = long ? `${long[1]}-${two(long[2])}` : `${today.slice(0, 4)}-${two(short?.[1])}`
  return (long || short) && isMonth(made) ? made : text
}

/** A time of day as people type it: `8:30`, `0830`, `830`, `8`. */
export function timeFrom(text: string): unknown {
  const typed = plain(text)
    .replace(/[点时]/g, ':')
    .replace(/分|:$/g, '')
  if (typed === '') return null
  const [, hour, minute] = /^(\d{1,2})(?::(\d{1,2})|(\d{2}))?$/.exec(typed)?.filter((part) => part !== undefined) ?? []
  const made = `${two(hour)}:${two(minute)}`
  return hour && /^([01]\d|2[0-3]):[0-5]\d$/.test(made) ? made : text
}

/** The moment at which the office's clock shows this: `2026-11-21 16:30`. */
export function instantAt(zone: string, day: Day, time: string): string {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  let guess = wanted
  for (let round = 0; round < 2; round++)
    guess += wanted - Date.parse(`${clockIn(zone, new Date(guess).toISOString()).replace(' ', 'T')}Z`)
  return new Date(guess).toISOString()
}

/** A moment as people type it on the office's clock: `2026-11-21 16:30`, `11-21 1630`, `16:30` of today. */
export function instantFrom(text: string, zone: string, today: Day): unknown {
  const typed = plain(text).replace('T', ' ')
  if (typed === '') return null
  const [first = '', second] = typed.split(/\s+/)
  const day = second === undefined ? (first.includes(':') ? today : dayFrom(first, today)) : dayFrom(first, today)
  const time = second === undefined ? (first.includes(':') ? timeFrom(first) : '00:00') : timeFrom(second)
  return isDay(day) && typeof time === 'string' && /^\d{2}:\d{2}$/.test(time) ? instantAt(zone, day, time) : text
}

/** A moment as the office's clock shows it, to the minute; a text that is none as it is. */
export const shownIn = (zone: string, value: unknown): string =>
  isInstant(value) ? clockIn(zone, value).slice(0, 16) : value === null || value === undefined ? '' : String(value)
