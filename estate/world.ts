import { type Day, daysAfter, type Id, type Instant, type User } from '#engine'
import type { Account } from './bills.ts'
import type { Counter } from './counter.ts'
import type { Drafting } from './drafting.ts'
import type { Home } from './homes.ts'
import type { Project, Projects, Staff } from './people.ts'
import type { Wait } from './time.ts'

/** Everything that the stories of the estate are told of. */
export interface World {
  readonly room: Drafting
  readonly projects: Projects
  readonly staff: Staff
  /** Those who have left too. */
  readonly everybody: readonly User[]
  readonly homes: readonly Home[]
  readonly accounts: readonly Account[]
  readonly items: ReadonlyMap<string, Id<'fee-items'>>
  counter(project: Project): Counter
  /** The first day of the books, and the moment at which they are opened for the demonstration. */
  readonly first: Day
  readonly now: Instant
}

export const hereOf = ({ projects }: World): readonly Project[] => [projects.lake, projects.hill]

/** A time of day so many days before the last. */
export const daysAgo = ({ room, now }: World, days: number, clock: string): Instant =>
  room.hours.at(daysAfter(room.hours.dayOf(now), -days), clock)

/** A moment of office hours so many minutes ago: before the doors open, the evening before. */
export function lately({ room, now }: World, minutes: number): Instant {
  const { hours } = room
  const today = hours.dayOf(now)
  const [opens, closes] = [hours.at(today, '08:30'), hours.at(today, '18:00')]
  const moment = hours.after(now > closes ? closes : now, -minutes)
  return moment >= opens ? moment : hours.after(hours.at(daysAfter(today, -1), '18:00'), -minutes)
}

/** So many moments between two days, each in office hours, by and by more towards the end. */
export function moments({ room, first, now }: World, name: string, count: number): Instant[] {
  const chance = room.chance.of(name)
  const [from, until] = [Date.parse(room.hours.at(first, '00:00')), Date.parse(now)]
  const drawn = Array.from({ length: count }, () => {
    const share = chance.next() ** 0.8
    const day = room.hours.dayOf(new Date(from + share * (until - from)).toISOString())
    return room.hours.at(day, `${chance.whole(8, 17)}:${chance.whole(0, 59)}`, chance.whole(0, 59))
  })
  return drawn.filter((moment) => moment < now).sort()
}

/** One step of a slip, in the order in which it reads: who does what, after how long. */
export const later = <N extends string, A>(after: Wait, by: User, step: N, told?: A) => ({
  after,
  by,
  step,
  ...(told !== undefined && { with: told }),
})
