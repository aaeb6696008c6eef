import { type Day, daysAfter } from '#engine'

const isWeekend = (day: Day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** So many working days later: Saturdays, Sundays and the named holidays do not count, and the last day is a working day. */
export function workingDaysAfter(day: Day, days: number, holidays: readonly Day[] = []): Day {
  let reached = day
  for (let left = days; left > 0; ) {
    reached = daysAfter(reached, 1)
    if (!isWeekend(reached) && !holidays.includes(reached)) left--
  }
  return reached
}
