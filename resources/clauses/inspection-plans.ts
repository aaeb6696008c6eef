import {
  type Blocker,
  type Day,
  daysAfter,
  daysBetween,
  type Id,
  type OfficeDraftOf,
  type Reader,
  type RecordOf,
  type Role,
  type RuleTx,
} from '#engine'
import { slots, weekdays } from './inspection.ts'

type Plan = RecordOf<'inspection-plans'>
type Line = Plan['lines'][number]
type Draft = OfficeDraftOf<'inspection-records'>
/** Days that nobody laid out are made up for, and shown as missed; so many at most. */
const BACK = 7

/** A property officer walks his area so many times a day at least (X12). */
export async function tooFew(slip: Plan, reader: Reader): Promise<Blocker[]> {
  const least = reader.policy('patrol.property_officer_a_day')
  const few = slip.lines.filter(
    ({ walker, target, every, slots: at, times }) =>
      walker === 'property-officer' && target !== 'vacant' && every === 1 && (at?.length || times) < least,
  )
  return few.length > 0 ? [{ message: `物业管理员每日巡查不少于 ${least} 次` }] : []
}

const dayName = (day: Day) => Object.keys(weekdays)[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]
const isDue = ({ every, weekdays: named }: Line, { validFrom, validUntil }: Plan, day: Day) =>
  day >= validFrom &&
  (validUntil === null || day <= validUntil) &&
  daysBetween(validFrom, day) % every === 0 &&
  (!named?.length || (named as readonly (string | undefined)[]).includes(dayName(day)))

/** Where a task leads, and who looks after it there. */
interface Place {
  readonly building: string | null
  readonly room?: Id<'properties'>
  readonly name: string
}
/** What is known of the project on the day: its people, its buildings and their stewards, its empty homes. */
interface Ground {
  readonly people: readonly RecordOf<'users'>[]
  readonly stewards: ReadonlyMap<string, Id<'users'>>
  readonly vacant: readonly RecordOf<'properties'>[]
}
async function groundOf(tx: RuleTx): Promise<Ground> {
  const { project } = tx
  const areas = await tx.find('steward-areas', { project }, { sort: 'building' })
  const everybody = await tx.find('users', { status: 'active' }, { sort: 'username' })
  return {
    people: everybody.filter(({ projects }) => projects.some((one) => one.project === project)),
    stewards: new Map(areas.map(({ building, steward }) => [building, steward])),
    vacant: await tx.find('properties', { project, occupancy: 'vacant' }, { sort: 'building' }),
  }
}
function placesOf({ target, building }: Line, { stewards, vacant }: Ground): readonly Place[] {
  if (target === 'area') return [{ building, name: building ?? '园区' }]
  if (target === 'building')
    return (building ? [building] : [...stewards.keys()]).map((one) => ({ building: one, name: one }))
  const empty = vacant.filter((home) => building === null || home.building === building)
  return empty.map((home) => ({
    building: home.building,
    room: home.id,
    name: `${home.building}-${home.unit}-${home.roomNo}`,
  }))
}
/** The named person, the steward of the building, or in turn one of those who hold the job; whoever made the plan where there is none. */
function walkerOf({ walker, person }: Line, place: Place, turn: number, ground: Ground, plan: Plan): Id<'users'> {
  const maker = (plan.making?.user ?? plan.updatedBy) as Id<'users'>
  if (walker === 'person') return person ?? maker
  const own = place.building === null ? undefined : ground.stewards.get(place.building)
  if (walker === 'steward' && own) return own
  const holders = ground.people.filter(({ roles }) => roles?.includes(walker satisfies Role))
  return holders[turn % Math.max(1, holders.length)]?.id ?? maker
}
const roundsOf = ({ slots: at, times }: Line): readonly (keyof typeof slots | null)[] =>
  at?.length ? at : Array.from({ length: times }, () => null)

/** The rounds of one plan on one day, each with the words by which it is known again. */
function tasksOf(plan: Plan, day: Day, ground: Ground): readonly Draft[] {
  const turn = daysBetween(plan.validFrom, day)
  return plan.lines.flatMap((line, at) =>
    isDue(line, plan, day)
      ? placesOf(line, ground).flatMap((place) =>
          roundsOf(line).map((slot, round) => ({
            project: plan.project,
            plan: plan.id,
            plannedOn: day,
            slot,
            task: [`任务${at + 1}`, place.name, slot ? slots[slot] : `第${round + 1}次`].join(' '),
            template: line.template,
            inspector: walkerOf(line, place, turn + round, ground, plan),
            room: place.room ?? null,
            building: place.building,
          })),
        )
      : [],
  )
}

/** Every plan in force lays out its rounds up to today: none is laid out twice. */
export async function layTasks(tx: RuleTx): Promise<number> {
  const plans = await tx.find('inspection-plans', { project: tx.project, status: 'active' })
  if (plans.length === 0) return 0
  const ground = await groundOf(tx)
  const inUse = new Set((await tx.find('inspection-templates', { status: 'in-use' })).map(({ id }) => id))
  let made = 0
  for (const plan of plans) {
    const days = daysToLay(plan, tx.today)
    const laid = await tx.find('inspection-records', { plan: plan.id, plannedOn: days })
    const known = new Set(laid.map(({ plannedOn, task }) => `${plannedOn} ${task}`))
    const tasks = days
      .flatMap((day) => tasksOf(plan, day, ground))
      .filter(({ plannedOn, task, template }) => inUse.has(template) && !known.has(`${plannedOn} ${task}`))
    await tx.createMany('inspection-records', tasks)
    const until = days.at(-1)
    if (until && until > (plan.laidUntil ?? '')) await tx.update('inspection-plans', plan.id, { laidUntil: until })
    made += tasks.length
    await tx.progress(made, made)
  }
  return made
}
/** Today, and what was left of the days before. */
function daysToLay({ validFrom, laidUntil }: Plan, today: Day): readonly Day[] {
  const oldest = daysAfter(today, -BACK)
  const next = laidUntil === null ? validFrom : daysAfter(laidUntil, 1)
  const from = [oldest, next].reduce((one, other) => (one > other ? one : other))
  const count = Math.max(0, daysBetween(from, today))
  const days = Array.from({ length: count + 1 }, (_, at) => daysAfter(from, at)).filter((day) => day <= today)
  return days.includes(today) ? days : [...days, today]
}

/** Planned rounds on which nobody went are shown as missed. */
export async function markMissed(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const left = await tx.find('inspection-records', { project, status: 'draft', plannedOn: { lt: today } })
  const missed = left.filter(({ plan }) => plan !== null).map(({ id }) => id)
  await tx.performMany('inspection-records', missed, 'miss', { reason: '当日未巡检' })
  return missed.length
}
/** What is not put right by its day goes to the supervisor. */
export async function escalateOverdue(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const late = await tx.find('rectifications', { project, status: ['notified', 'in-progress'], dueOn: { lt: today } })
  await tx.performMany(
    'rectifications',
    late.map(({ id }) => id),
    'escalate',
  )
  return late.length
}
