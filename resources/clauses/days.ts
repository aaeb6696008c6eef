import { type Day, daysAfter, type Reader, refuse } from '#engine'

/** Which days the office works. */
export interface Calendar {
  isWorking(day: Day): boolean
}
const nameOf = (day: Day) => ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(`${day}T00:00:00Z`).getUTCDay()]

/** Monday to Friday, where no holidays are asked. */
const weekdays: Calendar = { isWorking: (day) => nameOf(day) !== 'sat' && nameOf(day) !== 'sun' }

/** So many working days later; the last day is a working day. */
export function workingDaysAfter(day: Day, days: number, calendar: Calendar = weekdays): Day {
  let reached = day
  for (let left = days; left > 0; ) {
    reached = daysAfter(reached, 1)
    if (calendar.isWorking(reached)) left--
  }
  return reached
}

/** What becomes of a day in a year whose holidays nobody has entered: where money is at stake it is refused, where somebody waits the week goes on. */
type Unknown = 'refused' | 'by the week'

/** The office's calendar from a day on: its weekly days of rest, the holidays, and the days worked instead. */
export async function calendarOf(reader: Reader, from: Day, unknown: Unknown = 'refused'): Promise<Calendar> {
  const entered = await reader.find('holidays', { day: { gte: `${from.slice(0, 4)}-01-01` } })
  const years = new Set(entered.map(({ day }) => day.slice(0, 4)))
  const kinds = new Map(entered.map(({ day, kind }) => [day, kind]))
  const rest: readonly string[] = reader.policy('calendar.rest_days') ?? []
  return {
    isWorking(day) {
      const year = day.slice(0, 4)
      if (!years.has(year) && unknown === 'refused')
        refuse(422, `节假日中还没有 ${year} 年的安排，不能计算工作日，请先录入`)
      const kind = kinds.get(day)
      return kind ? kind === 'work' : !rest.includes(nameOf(day) ?? '')
    },
  }
}
