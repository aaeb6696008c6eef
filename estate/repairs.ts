import type { DraftOf, Id, PatchOf, RecordOf, User } from '#engine'
import type { Story } from './agenda.ts'
import { callAbout } from './callbacks.ts'
import type { Chance } from './chance.ts'
import { slipFor } from './counter.ts'
import type { Home } from './homes.ts'
import type { Project } from './people.ts'
import { type Fault, publicPlaces } from './troubles.ts'
import type { World } from './world.ts'

type Order = Id<'repair-orders'>
type Draft = DraftOf<'repair-orders'>
export type Rating = NonNullable<RecordOf<'repair-orders'>['rating']>

/** How a repair goes, and where it lies today. */
export interface Course {
  readonly project: Project
  /** Left out in a public place. */
  readonly home?: Home | undefined
  readonly fault: Fault
  readonly nature: 'public' | 'paid' | 'outside'
  readonly rating: Rating
  readonly declined?: boolean
  readonly until?: string | undefined
}
/** Everybody who has a hand in one order. */
interface Hands {
  readonly clerk: User
  readonly engineer: User
  readonly chief: User
  readonly chance: Chance
}
function handsFor({ room, staff }: World, project: Project, name: string): Hands {
  const chance = room.chance.of(`repair ${name}`)
  return {
    clerk: staff.one('clerk', project, chance),
    engineer: staff.one('engineer', project, chance),
    chief: staff.own('engineering-manager'),
    chance,
  }
}

function draftOf({ project, home, fault }: Course, chance: Chance): Draft & { readonly project: Project } {
  const person = home?.tenant ?? home?.owner
  return {
    project,
    reporter: person?.name ?? '巡楼管家',
    phone: person?.phone ?? '020-34567800',
    room: home?.id ?? null,
    place: home ? null : chance.pick(publicPlaces),
    content: fault.content,
    urgency: fault.urgency,
  }
}

/** Registered, written, told, collected and sent out: the clocks of reception and of engineering run. */
async function* dispatch(world: World, id: Order, course: Course, hands: Hands): Story {
  const { room } = world
  const { clerk, engineer, chief, chance } = hands
  const take = <A>(by: User, step: 'write' | 'tell' | 'collect' | 'assign' | 'advise', told?: A) =>
    room.step('repair-orders', id, { by, step, ...(told && { with: told as PatchOf<'repair-orders'> }) })
  yield room.later(chance.happens(0.06) ? 8 : chance.whole(2, 4))
  await take(clerk, 'write')
  if (course.until === 'written') return
  yield room.later(1)
  await take(clerk, 'tell')
  if (course.until === 'told') return
  yield room.later(chance.whole(2, 6))
  await take(engineer, 'collect')
  if (course.until === 'collected') return
  yield room.later(chance.whole(1, 3))
  await take(chief, 'assign', { nature: course.nature, repairer: engineer.id })
  if (course.until === 'assigned' || course.nature !== 'outside') return
  yield room.later(chance.whole(2, 6))
  await take(chief, 'advise', { advice: '不在收费标准之内，建议联系厂家售后，已告知业主厂家电话' })
}

/** The engineer on the spot: the price shown and agreed to, the work, the customer's judgement. */
async function* work(world: World, id: Order, course: Course, { engineer, chance }: Hands): Story {
  const { room } = world
  const { fault, nature, home, rating, until } = course
  const take = (
    step: 'arrive' | 'amend' | 'begin' | 'agree' | 'decline' | 'finish' | 'sign',
    told: PatchOf<'repair-orders'> = {},
  ) => room.step('repair-orders', id, { by: engineer, step, with: told })
  yield room.later(chance.happens(0.07) ? 26 : chance.whole(3, 8))
  await take('arrive')
  if (until === 'on-site') return
  yield room.later(5)
  if (course.declined) return void (await take('decline', { refusal: '业主认为价格偏高，自行处理' }))
  if (chance.happens(0.1)) await take('amend', { actualItem: fault.done })
  if (nature === 'paid') await take('agree', { priceShown: true })
  else await take('begin')
  if (until === 'in-repair') return
  yield room.later(chance.whole(20, 95))
  const item = nature === 'paid' ? await priceOf(world, fault.code) : undefined
  const materials = fault.material
    ? [{ name: fault.material, suppliedBy: nature === 'paid' ? ('customer' as const) : ('company' as const), price: 0 }]
    : null
  await take('finish', { actualItem: fault.done, materials, fees: item ? [{ item }] : null })
  if (until === 'finished') return
  yield room.later(4)
  const signs = rating !== 'unsigned'
  await take('sign', { rating, signedBy: signs ? (home?.owner.name ?? '巡楼管家') : null })
}
const priceOf = async ({ room, staff }: World, code: string) =>
  (await room.run(staff.own('accountant'), (tx) => tx.find('price-items', { code, status: 'in-force' })))[0]?.id

/** The price is paid at the counter, whereupon the order may be filed. */
async function* settle({ room, counter }: World, id: Order, { home, until }: Course, { chance }: Hands): Story {
  const desk = home && counter(home.project)
  if (!desk || until === 'signed') return
  const [due] = await room.run(desk.taker, (tx) => tx.find('receivables', { repairOrder: id }))
  if (!due) return
  yield room.later([chance.whole(0, 2), '16:40'])
  const today = room.hours.dayOf(room.clock.now)
  yield* desk.take([slipFor(home, [due], today, chance)], chance.pick(desk.clerks))
}

/** Three copies are kept, and the order is closed, or the customer must be called. */
async function* file(world: World, id: Order, { project, rating, until }: Course, { clerk, chance }: Hands): Story {
  const { room, staff } = world
  const keepers = chance.shuffled([clerk, staff.own('engineering-manager'), staff.own('accountant')])
  for (const [at, by] of keepers.entries()) {
    yield room.later(at === 0 ? [1, '09:20'] : 35)
    await room.step('repair-orders', id, { by, step: 'keep' })
  }
  if (until === 'filed') return
  if (rating === 'satisfied' || rating === 'average') {
    if (chance.happens(0.36))
      room.agenda.add(room.later([chance.whole(32, 52), '10:30']), callAbout(world, project, id))
    yield room.later([chance.whole(1, 4), '17:10'])
    const { status } = await room.now('repair-orders', id)
    if (status === 'filed') await room.step('repair-orders', id, { by: clerk, step: 'archive' })
    return
  }
  yield room.later([1, '10:10'])
  yield* callAbout(world, project, id)
  await workAgain(world, id)
}

/** A job that was not put right is a new order, which begins again from the beginning. */
async function workAgain(world: World, id: Order): Promise<void> {
  const { room, staff } = world
  const [next] = await room.run(staff.own('service-manager'), (tx) => tx.find('repair-orders', { reworkOf: id }))
  const home = world.homes.find((one) => one.id === next?.room)
  if (!next?.project) return
  const fault = { content: next.content, done: '返工修复', urgency: 'urgent' as const, code: 'P09' }
  const course: Course = {
    project: next.project as Project,
    home,
    fault,
    nature: home ? 'paid' : 'public',
    rating: 'satisfied',
  }
  room.agenda.add(
    room.later(20),
    onward(world, next.id, { ...course, nature: 'public' }, handsFor(world, course.project, next.id)),
  )
}

async function* onward(world: World, id: Order, course: Course, hands: Hands): Story {
  const reached = async () => (await world.room.now('repair-orders', id)).status
  yield* dispatch(world, id, course, hands)
  if ((await reached()) !== 'assigned' || course.until === 'assigned') return
  yield* work(world, id, course, hands)
  if ((await reached()) !== 'signed') return
  yield* settle(world, id, course, hands)
  const { status, settlement } = await world.room.now('repair-orders', id)
  if (status === 'paid' ? course.until === 'paid' : settlement === 'completion' || course.until === 'signed') return
  yield* file(world, id, course, hands)
}
/** One repair, from the telephone call to the last copy. */
export async function* repair(world: World, course: Course, name: string): Story {
  const hands = handsFor(world, course.project, name)
  const draft = draftOf(course, hands.chance)
  const by = course.home ? hands.clerk : world.staff.one('area-officer', course.project, hands.chance)
  const id = await world.room.open('repair-orders', draft, by)
  if (course.until === 'draft') return
  if (course.until !== 'void' && course.until !== 'voiding') return yield* onward(world, id, course, hands)
  yield* dispatch(world, id, { ...course, until: 'told' }, hands)
  yield world.room.later(6)
  await world.room.step('repair-orders', id, {
    by: hands.clerk,
    step: 'void',
    with: { reason: '业主来电取消，重复报修' },
  })
  if (course.until === 'voiding') return
  yield world.room.later(5)
  await world.room.step('repair-orders', id, { by: world.staff.own('service-manager'), step: 'confirm-void' })
}
