import { type Day, daysAfter, firstDayOf, type Id, type Month, monthAfter, monthOf, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Home } from './homes.ts'
import { daysAgo, hereOf, lately, later, type World } from './world.ts'

type Run = Id<'billing-runs'>
type Item = Id<'fee-items'>
/** How far a run comes. */
type Course =
  | 'draft'
  | 'computed'
  | 'checked'
  | 'void'
  | 'posted'
  | 'reversed'
  | 'noticed'
  | 'open'
  | 'finished'
  | 'closed'

/** The shops and places of one project that nobody chases, charged for what the homes are not: few, and on nobody else's desk. */
export function few(world: World): readonly Home[] {
  const all = world.accounts.map(({ home }) => home)
  const chased = new Set(world.room.chance.of('arrears').shuffled(all).slice(0, 64))
  const own = hereOf(world).map((project) =>
    all.filter((home) => home.project === project && home.usage !== 'residence' && !chased.has(home)),
  )
  return own.reduce((best, one) => (one.length > best.length ? one : best), []).slice(0, 5)
}
const peopleFor = ({ staff }: World, { project }: Home) => ({
  fees: staff.of('fee-clerk', project)[0] ?? staff.own('fee-clerk'),
  clerk: staff.of('clerk', project)[0] ?? staff.own('clerk'),
  accountant: staff.own('accountant'),
  leader: staff.own('project-manager'),
})

/** A price for these homes by quantity: resolved by the owners, tried, approved, in force. */
export async function* price(world: World, code: string, homes: readonly Home[], validFrom: Day): Story {
  const { room, staff, items } = world
  const [accountant, finance] = [staff.own('accountant'), staff.own('finance-manager')]
  const today = room.hours.dayOf(room.clock.now)
  yield* room.tale('fee-standards', {
    by: accountant,
    draft: {
      project: homes[0]?.project as Home['project'],
      feeItem: items.get(code) as Item,
      ...(code === 'WATER'
        ? { basis: 'meter' as const, price: 3.45, unit: '元/m³', tiers: [{ over: 20, price: 4.83 }] }
        : { basis: 'count' as const, price: 8, unit: '元/户·月', rounding: 'jiao' as const }),
      ...(code !== 'WATER' && { subjects: homes.map(({ id }) => ({ room: id })) }),
      regime: 'market',
      validFrom,
    },
    takes: [
      later(20, accountant, 'announce', { noticedOn: today }),
      later([9, '10:20'], accountant, 'resolve', { resolvedBy: 'company', resolvedOn: daysAfter(today, 9) }),
      later(15, accountant, 'try'),
      later([1, '09:40'], finance, 'sign', { opinion: '测算无误，同意' }),
      later([1, '16:30'], staff.own('general-manager'), 'sign', { opinion: '同意' }),
      later(room.hours.at(validFrom, '08:50'), finance, 'enforce'),
    ],
  })
}

/** One run, from the fee clerk's desk to the doors; the last word says where it lies. */
export async function* run(world: World, home: Home, code: string, period: Month, course: Course): Story {
  const { room } = world
  const { fees, clerk, accountant, leader } = peopleFor(world, home)
  const feeItem = world.items.get(code) as Item
  const id = await room.open('billing-runs', { project: home.project, period, items: [{ feeItem }] }, fees)
  const step = (by: typeof fees, action: string, answers = {}) =>
    room.step('billing-runs', id, { by, step: action as 'compute', with: answers })
  if (course === 'draft') return
  yield room.later(8)
  await step(fees, 'compute')
  const { total, count } = await room.now('billing-runs', id)
  if (course === 'computed' || !count) return
  yield room.later(45)
  if (course === 'void') {
    await step(fees, 'void', { reason: '户数有变，重新生成' })
    yield room.later(20)
    return void (await step(world.staff.own('supervisor'), 'confirm-void'))
  }
  await step(accountant, 'check')
  if (course === 'checked') return
  yield room.later(25)
  await step(fees, 'post', { checkedTotal: total })
  if (course === 'posted') return
  yield room.later(40)
  await step(accountant, 'sign')
  yield room.later(60)
  await step(leader, 'sign')
  if (course === 'noticed') return
  if (course === 'reversed') {
    yield room.later(35)
    return void (await step(accountant, 'reverse', { reason: '单价录错，冲销后重新计费' }))
  }
  yield room.later(50)
  await step(fees, 'hand-out')
  if (course === 'open') return
  yield* deliver(world, id, clerk, course === 'closed')
  if (course === 'finished') return
  const { dueOn } = await room.now('billing-runs', id)
  const over = room.hours.at(daysAfter(dueOn ?? room.hours.dayOf(room.clock.now), 1), '09:20')
  yield over > room.clock.now ? over : room.later(30)
  await step(fees, 'close')
}
/** Every notice is handed over or hung on the door, and the list is written up. */
async function* deliver({ room }: World, run: Run, clerk: User, whole: boolean): Story {
  const notices = await room.run(clerk, (tx) => tx.find('payment-notices', { run, status: 'delivering' }))
  for (const [at, { id, customerName }] of notices.entries()) {
    yield room.later(12)
    const answers =
      at % 2
        ? { deliveryMethod: 'door' as const }
        : { deliveryMethod: 'hand' as const, receivedBy: customerName ?? '本人' }
    await room.step('payment-notices', id, { by: clerk, step: 'deliver', with: answers })
  }
  yield room.later(30)
  const lists = await room.run(clerk, (tx) => tx.find('notice-deliveries', { run, status: 'open' }))
  for (const { id } of lists) {
    await room.step('notice-deliveries', id, { by: clerk, step: 'finish' })
    if (whole) await room.step('notice-deliveries', id, { by: clerk, step: 'file' })
  }
}

/** What the owners resolve on prices, in every stage. */
function resolutions(world: World): void {
  const { room, staff } = world
  const [accountant, project] = [staff.own('accountant'), hereOf(world)[0] as Home['project']]
  const ways: readonly (readonly [days: number, subject: string, way: string])[] = [
    [150, '调整垃圾清运费', 'published'],
    [60, '调整车位管理费', 'passed'],
    [45, '调整物业管理费', 'rejected'],
    [6, '公共能耗费分摊办法', 'noticed'],
    [5, '卫生费标准', 'void'],
    [1, '二次供水费标准', 'draft'],
  ]
  async function* resolve(subject: string, way: string): Story {
    const draft = { project, subject, proposal: `${subject}的方案，详见公示材料`, body: 'committee' as const }
    const id = await room.open('tariff-resolutions', draft, accountant)
    const step = (action: string, answers = {}, by = accountant) =>
      room.step('tariff-resolutions', id, { by, step: action as 'announce', with: answers })
    if (way === 'draft') return
    yield room.later(30)
    const from = room.hours.dayOf(room.clock.now)
    await step('announce', { noticeFrom: from, noticeTo: daysAfter(from, 8) })
    if (way === 'noticed') return
    if (way === 'void') {
      yield room.later(40)
      await step('void', { reason: '议题有误，另行公示' })
      yield room.later(30)
      return void (await step('confirm-void', {}, staff.own('general-manager')))
    }
    yield room.later([10, '10:00'])
    const votedOn = room.hours.dayOf(room.clock.now)
    if (way === 'rejected') return void (await step('reject', { votedOn, result: '同意票未过半' }))
    const bytes = new TextEncoder().encode(`%PDF-1.4\n% ${subject}\n%%EOF\n`)
    const at = { user: accountant, now: room.clock.now }
    const card = await room.desk.files.keep({ name: '会议纪要.pdf', type: 'application/pdf' }, bytes, at)
    await step('pass', { votedOn, result: '双过半通过', minutes: [card], inFavour: 7, against: 2 })
    if (way === 'passed') return
    yield room.later([1, '09:30'])
    await step('publish')
  }
  for (const [days, subject, way] of ways) room.agenda.add(daysAgo(world, days, '09:30'), resolve(subject, way))
}

/** The runs of the last months, and one on each desk today. */
export function billingRuns(world: World): void {
  const { room, now } = world
  resolutions(world)
  const homes = few(world)
  const home = homes[0]
  if (!home) return
  const month = monthOf(room.hours.dayOf(now))
  const codes = ['RUBBISH', 'HYGIENE', 'TV', 'PUBLIC-REPAIR', 'RENT', 'PARKING'] as const
  const start = firstDayOf(monthAfter(month, -4))
  for (const code of codes)
    room.agenda.add(room.hours.at(daysAfter(start, -20), '09:15'), price(world, code, homes, start))
  const first = (back: number) => room.hours.at(firstDayOf(monthAfter(month, -back)), '10:05')
  room.agenda.add(first(3), run(world, home, 'RUBBISH', monthAfter(month, -3), 'closed'))
  room.agenda.add(first(2), run(world, home, 'RUBBISH', monthAfter(month, -2), 'closed'))
  room.agenda.add(first(1), run(world, home, 'RUBBISH', monthAfter(month, -1), 'finished'))
  room.agenda.add(first(0), run(world, home, 'RUBBISH', month, 'open'))
  const desks: readonly (readonly [code: string, course: Course])[] = [
    ['HYGIENE', 'reversed'],
    ['HYGIENE', 'open'],
    ['TV', 'noticed'],
    ['PUBLIC-REPAIR', 'posted'],
    ['RENT', 'void'],
    ['RENT', 'checked'],
    ['PARKING', 'computed'],
    ['PARKING', 'draft'],
  ]
  desks.forEach(([code, course], at) => {
    room.agenda.add(
      daysAgo(world, 8 - Math.floor(at / 2), at % 2 ? '14:10' : '09:10'),
      run(world, home, code, month, course),
    )
  })
  room.agenda.add(lately(world, 25), run(world, home, 'RENT', month, 'computed'))
}
