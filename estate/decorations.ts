import { daysAfter, daysBetween, type Fen, type Id, monthsAfter, type User } from '#engine'
import type { Story } from './agenda.ts'
import { proposeDeduction } from './deductions.ts'
import type { Home } from './homes.ts'
import { refund } from './refunds.ts'
import { daysAgo, moments, type World } from './world.ts'

type Deposit = Id<'deposits'>
/** How a decoration goes: the last word says where it stands today. */
export interface Course {
  readonly home: Home
  readonly amount: Fen
  /** Passes for the workers, each with its deposit. */
  readonly passes: number
  /** Days until the works are accepted. */
  readonly days: number
  /** What is kept back of the deposit. */
  readonly deducted?: Fen
  /** All of it is kept back. */
  readonly forfeited?: boolean
  /** The stage in which a deduction stays that is proposed while the works go on. */
  readonly settling?: string
  /** The stage in which the refund stays; `held` or `cancelled` where there is none. */
  readonly until?: string
  /** Days after the waiting time until the customer asks for his money. */
  readonly late?: number
}

const PASS = 10_000
/** The deposits of a decoration are paid at the counter. */
async function* pay(world: World, { home, amount, passes, until }: Course): Story<readonly Deposit[]> {
  const { room } = world
  const { take, annul, taker, clerks, chance } = world.counter(home.project)
  const clerk = chance.pick(clerks)
  const forPasses = passes > 0 ? [{ kind: 'pass' as const, amount: passes * PASS, contractor: true }] : []
  const reference = `ZX${chance.whole(100_000_000, 999_999_999)}`
  const slip = {
    room: home.id,
    compared: true,
    deposits: [{ kind: 'renovation' as const, amount }, ...forPasses],
    tenders: [{ method: 'transfer' as const, amount: amount + passes * PASS, reference }],
  }
  const [id] = yield* take([slip], clerk)
  if (!id) return []
  if (until === 'cancelled') {
    yield* annul(id, clerk, '业主改期装修，当日取消')
    return []
  }
  const found = await room.run(taker, (tx) => tx.find('deposits', { slip: id }))
  const ofKind = (kind: string) => found.filter((one) => one.kind === kind).map((one) => one.id)
  return [...ofKind('renovation'), ...ofKind('pass')]
}

const accept = (world: World, id: Deposit, by: User) =>
  world.room.step('deposits', id, { by, step: 'accept', with: (today) => ({ acceptedOn: today }) })

/** A home is decorated: deposits paid, works accepted, the waiting time, the money back. */
export async function* decoration(world: World, course: Course): Story {
  const { room, staff } = world
  const { home, until } = course
  const [deposit, pass] = yield* pay(world, course)
  if (!deposit) return
  if (course.settling)
    room.agenda.add(room.later([1, '09:40']), proposeDeduction(world, home, deposit, 25_000, course.settling))
  if (until === 'held') return
  yield room.later([course.days, '15:20'])
  await accept(world, deposit, staff.own('service-manager'))
  if (pass) {
    await accept(world, pass, staff.own('service-manager'))
    room.agenda.add(room.later([1, '10:40']), refund(world, { home, deposit: pass, ground: 'returned' }))
  }
  if (course.deducted) room.agenda.add(room.later(40), proposeDeduction(world, home, deposit, course.deducted))
  const accepted = room.hours.dayOf(room.clock.now)
  yield room.later([daysBetween(accepted, monthsAfter(accepted, 3)) + (course.late ?? 4), '09:30'])
  if (!course.forfeited) return yield* refund(world, { home, deposit, ground: 'accepted', until })
  const reason = '违规拆改承重墙，扣款已抵尽押金'
  await room.step('deposits', deposit, { by: staff.own('project-manager'), step: 'forfeit', with: { reason } })
}

/** Two years of decorations; and some whose refund lies on each desk today. */
export function decorations(world: World): void {
  const { room, homes } = world
  const chance = room.chance.of('decorations')
  const flats = chance.shuffled(homes.filter(({ usage, lived }) => usage === 'residence' && lived))
  const starts = moments(world, 'decoration days', Math.round(homes.length * 0.07))
  for (const [at, start] of starts.entries()) {
    const home = flats[at]
    if (!home) return
    const deducted = chance.happens(0.14) ? chance.whole(2, 12) * 5000 : 0
    const course = {
      home,
      amount: chance.pick([200_000, 300_000, 300_000, 500_000]),
      passes: chance.whole(0, 6),
      days: chance.whole(45, 110),
    }
    room.agenda.add(start, decoration(world, { ...course, ...(deducted > 0 && { deducted }) }))
  }
  const left = flats.slice(starts.length)
  standing(world).forEach((course, at) => {
    const home = left[at]
    if (home) room.agenda.add(course.start, decoration(world, { home, passes: at % 3, ...course }))
  })
}

/** Days of work, and days until somebody comes for his money. */
const [WORKS, LATE] = [60, 4]
/** For each desk a decoration whose refund lies there today. */
function standing(world: World): (Omit<Course, 'home' | 'passes'> & { readonly start: string })[] {
  const { room, now } = world
  const today = room.hours.dayOf(now)
  /** Paid so long ago that its refund began so many days before today. */
  const begun = (days: number) => {
    const accepted = monthsAfter(daysAfter(today, -days - LATE), -3)
    return room.hours.at(daysAfter(accepted, -WORKS), '10:10')
  }
  const course = (until: string | undefined, days: number, more: Partial<Course> & { start?: string } = {}) => ({
    amount: 300_000,
    days: WORKS,
    late: LATE,
    start: begun(days),
    ...(until && { until }),
    ...more,
  })
  const settling = ['draft', 'proposed', 'proposed', 'agreed', 'disputed', 'void', 'dropped', 'final'].map(
    (stage, at) => course('held', 1, { settling: stage, start: daysAgo(world, 3 + at, '10:20') }),
  )
  return [
    ...settling,
    course('cancelled', 1, { start: daysAgo(world, 5, '11:00') }),
    course('draft', 1),
    course('submitted', 2),
    course('submitted', 3, { amount: 500_000 }),
    course('supervisor', 4),
    course('project-manager', 5, { deducted: 45_000 }),
    course('approved', 6),
    course('approved', 7, { amount: 1_200_000 }),
    course('endorsed', 7, { amount: 1_500_000 }),
    course('appointed', 6),
    course('appointed', 8, { deducted: 30_000 }),
    course('returned', 5),
    course('unclaimed', 60),
    course('paid', 9),
    course('refused', 20),
    course('declined', 15),
    course('voided', 12),
    course('voiding', 6),
    course(undefined, 30, { amount: 200_000, deducted: 200_000, forfeited: true }),
  ]
}
