import { daysAfter, type Id, type PatchOf, type User } from '#engine'
import type { Story } from './agenda.ts'
import { slipFor } from './counter.ts'
import type { Take } from './drafting.ts'
import type { Home } from './homes.ts'
import type { Project } from './people.ts'
import { type Fault, publicPlaces, roomFaults } from './troubles.ts'
import { hereOf, lately, moments, type World } from './world.ts'

type Order = Id<'work-orders'>
type Answers = PatchOf<'work-orders'> & { readonly reason?: string }
/** One work order, and where it lies today; nothing said: closed. */
interface Course {
  readonly project: Project
  readonly home?: Home | undefined
  readonly fault: Fault
  readonly moveIn?: boolean
  readonly until?: string | undefined
}
interface Hands {
  readonly clerk: User
  readonly engineer: User
  readonly take: (by: User, step: Take<'work-orders'>['step'], told?: Answers) => Promise<unknown>
}

const signed = (home: Home | undefined) => ({
  rating: 'satisfied' as const,
  timely: true,
  signedBy: home?.owner.name ?? '保洁班长',
})

/** Taken in, judged where it is hard, and sent out on a sheet. */
async function* dispatch(world: World, id: Order, { until, project }: Course, { clerk, engineer, take }: Hands): Story {
  const { room, staff } = world
  yield room.later(4)
  await take(clerk, 'open')
  if (until === 'opened') return
  yield room.later(6)
  if (until === 'answered') return void (await take(clerk, 'answer', { reply: '属使用问题，已电话指导业户处理' }))
  if (until === 'void' || until === 'voiding') return yield* annul(world, id, clerk, until)
  if (['assessing', 'assessed', 'declined', 'reopened'].includes(until ?? '')) {
    await take(clerk, 'assess')
    if (until === 'assessing') return
    yield room.later(50)
    yield* assess(world, id, until)
    if (until === 'assessed' || until === 'reopened') return
    yield room.later(15)
    return void (await take(clerk, 'decline', { reply: '须破坏主体结构，不能施工，已向业户说明' }))
  }
  const requiredBy = room.hours.after(room.clock.now, [until ? 1 : 2, '18:00'])
  await take(clerk, 'dispatch', { department: 'engineering', engineer: engineer.id as Id<'users'>, requiredBy })
  if (until === 'dispatched') return
  const { dispatch: sheet } = await room.now('work-orders', id)
  if (sheet === null) return
  if (until === 'recalled') {
    yield room.later(5)
    await room.step('dispatch-orders', sheet, { by: clerk, step: 'void', with: { reason: '派错班组' } })
    yield room.later(5)
    await room.step('dispatch-orders', sheet, { by: staff.own('supervisor'), step: 'confirm-void' })
    return
  }
  yield room.later(room.chance.of(`${project} ${id}`).whole(8, 40))
  await room.step('dispatch-orders', sheet, { by: engineer, step: 'accept' })
}
async function* annul({ room, staff }: World, id: Order, clerk: User, until: string): Story {
  await room.step('work-orders', id, { by: clerk, step: 'void', with: { reason: '业户来电取消' } })
  if (until === 'voiding') return
  yield room.later(20)
  await room.step('work-orders', id, { by: staff.own('service-manager'), step: 'confirm-void' })
}
async function* assess({ room, staff }: World, order: Order, until: string | undefined): Story {
  const judge = staff.own('engineering-supervisor')
  const [review] = await room.run(judge, (tx) => tx.find('repair-assessments', { order }))
  if (!review) return
  const words = { difficulty: 'hard' as const, method: '须吊绳施工，分两段重做外墙防水' }
  const step = until === 'declined' ? 'refuse' : 'approve'
  await room.step('repair-assessments', review.id, { by: judge, step, with: words })
  if (until !== 'reopened') return
  yield room.later(10)
  await room.step('repair-assessments', review.id, { by: judge, step: 'void', with: { reason: '方案有误，重新评审' } })
  yield room.later(10)
  await room.step('repair-assessments', review.id, { by: staff.own('engineering-manager'), step: 'confirm-void' })
}

/** Agreed to where it is paid for, done, and looked at again where a new home is put right. */
async function* repair(world: World, id: Order, course: Course, { engineer, take }: Hands): Story {
  const { room, staff } = world
  const { until, fault, moveIn } = course
  if (until === 'in-repair') return
  const { kind } = await room.now('work-orders', id)
  yield room.later(20)
  if (until === 'escalated') return void (await take(engineer, 'stall', { reason: '需厂家提供专用配件' }))
  if (until === 'delayed') {
    const expectedAt = room.hours.after(room.clock.now, [1, '10:00'])
    return void (await take(engineer, 'delay', { delayReason: '配件缺货', expectedAt }))
  }
  if (kind === 'paid') await take(engineer, 'agree', { priceShown: true })
  yield room.later(room.chance.of(`done ${id}`).whole(30, 120))
  const prices = await room.run(engineer, (tx) => tx.find('price-items', { code: fault.code, status: 'in-force' }))
  const fees = kind === 'paid' ? prices.slice(0, 1).map((price) => ({ item: price.id })) : null
  const materials = fault.material ? [{ name: fault.material, suppliedBy: 'customer' as const, price: 0 }] : null
  await take(engineer, 'complete', { item: fault.done, hours: 1.5, fees, materials })
  if (until === 'handled' || !moveIn) return
  yield room.later([1, '09:30'])
  await take(staff.own('engineering-supervisor'), 'recheck')
}

/** Confirmed by the customer, paid at the counter, and filed. */
async function* settle(world: World, id: Order, { home, until }: Course, { clerk, engineer, take }: Hands): Story {
  const { room } = world
  yield room.later(25)
  if (until === 'returned') return void (await take(clerk, 'reject', { rejection: '仍有渗漏' }))
  await take(engineer, 'confirm', until === 'reworked' ? { ...signed(home), rating: 'unrated' } : signed(home))
  if (until === 'confirmed') return
  if (until === 'reworked') return yield* again(world, id)
  const [due] = await room.run(clerk, (tx) => tx.find('receivables', { workOrder: id, status: 'posted' }))
  if (due && home) {
    yield room.later([1, '16:30'])
    const { chance, clerks, taker, take: pay } = world.counter(home.project)
    const { status, ...open } = await room.run(taker, (tx) => tx.get('receivables', due.id))
    if (status === 'posted')
      yield* pay([slipFor(home, [{ ...due, ...open }], room.hours.dayOf(room.clock.now), chance)], chance.pick(clerks))
  }
  yield room.later([1, '17:00'])
  const { settlement, received, total } = await room.now('work-orders', id)
  if (settlement === 'free' || received >= total) await take(clerk, 'archive')
}
/** A bad answer makes a new order of it. */
async function* again({ room, staff }: World, id: Order): Story {
  const caller = staff.own('area-officer')
  const [call] = await room.run(caller, (tx) => tx.find('callback-records', { workOrder: id }))
  if (!call) return
  yield room.later([1, '10:00'])
  const said = { quality: 2, effect: 2, satisfaction: 'dissatisfied' as const, problems: '当晚又漏' }
  await room.step('callback-records', call.id, { by: caller, step: 'call', with: said })
  yield room.later(20)
  const measure = { department: 'engineering' as const, measure: '转工程部返工' }
  await room.step('callback-records', call.id, { by: caller, step: 'forward', with: measure })
}

async function* order(world: World, course: Course, name: string): Story {
  const { room, staff } = world
  const chance = room.chance.of(`work ${name}`)
  const { project, home, fault, moveIn } = course
  const person = home?.tenant ?? home?.owner
  const clerk = staff.one('clerk', project, chance)
  const draft = {
    project,
    applicant: person?.name ?? '保洁班长',
    phone: person?.phone ?? '020-34567800',
    room: home?.id ?? null,
    place: home ? null : chance.pick(publicPlaces),
    content: fault.content,
    urgency: fault.urgency,
    ...(moveIn && { kind: 'move-in' as const }),
  }
  const id = await room.open('work-orders', draft, clerk)
  if (course.until === 'draft') return
  const take: Hands['take'] = (by, step, told) =>
    room.step('work-orders', id, { by, step, ...(told && { with: told }) })
  const hands = { clerk, engineer: staff.one('engineer', project, chance), take }
  yield* dispatch(world, id, course, hands)
  if ((await room.now('work-orders', id)).status !== 'in-repair') return
  yield* repair(world, id, course, hands)
  if ((await room.now('work-orders', id)).status !== 'handled' || course.until === 'handled') return
  yield* settle(world, id, course, hands)
}

/** Where a work order may lie today, and how many minutes ago it came in. */
const standing: readonly (readonly [until: string, minutes: number, more?: Partial<Course>])[] = [
  ['draft', 8],
  ['opened', 25],
  ['opened', 40],
  ['answered', 200],
  ['assessing', 70],
  ['assessed', 140],
  ['declined', 300],
  ['reopened', 240],
  ['dispatched', 30],
  ['dispatched', 55],
  ['recalled', 90],
  ['in-repair', 120],
  ['delayed', 180],
  ['escalated', 200],
  ['handled', 260],
  ['handled', 3 * 1440, { moveIn: true }],
  ['returned', 300],
  ['confirmed', 330],
  ['reworked', 5 * 1440],
  ['voiding', 60],
  ['void', 1440],
]

/** Two years of work orders, and some on every desk today. */
export function works(world: World): void {
  const { room } = world
  const chance = room.chance.of('works')
  const projects = hereOf(world)
  const homes = (project: Project) => world.homes.filter((one) => one.project === project && one.lived)
  for (const start of moments(world, 'work days', Math.round(world.homes.length * 0.03))) {
    const project = chance.pick(projects)
    const home = chance.pick(homes(project))
    room.agenda.add(start, order(world, { project, home, fault: chance.pick(roomFaults) }, start))
  }
  const [lake] = projects
  if (!lake) return
  for (const [at, [until, minutes, more]] of standing.entries()) {
    const course = { project: lake, home: chance.pick(homes(lake)), fault: chance.pick(roomFaults), until, ...more }
    const start =
      minutes < 500
        ? room.hours.after(world.now, -minutes)
        : room.hours.at(daysAfter(room.hours.dayOf(world.now), -minutes / 1440), '09:40')
    room.agenda.add(start, order(world, course, `${until} ${at}`))
  }
  room.agenda.add(lately(world, 60), order(world, { project: lake, fault: roomFaults[0] as Fault }, 'public'))
}
