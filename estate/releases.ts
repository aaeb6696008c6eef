import { OFFICE, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Take } from './drafting.ts'
import type { Home } from './homes.ts'
import { mobile, someone } from './names.ts'
import { daysAgo, lately, later, moments, type World } from './world.ts'

type Step = Take<'goods-release-passes'>
const goods = ['三人沙发', '双门冰箱', '双人床', '餐桌椅一套', '洗衣机', '书柜', '55 寸电视', '空调外机', '钢琴']

/** Somebody moves: identity, fees or an exception, four signatures, the gate. */
async function* move(world: World, home: Home, until: string): Story {
  const { room, staff } = world
  const chance = room.chance.of(`release ${home.id}`)
  const clerk = staff.one('clerk', home.project, chance)
  const guard = staff.one('guard', home.project, chance)
  const owed = await room.run(clerk, (tx) =>
    tx.sum('receivables', { room: home.id, status: ['posted', 'part-paid'] }, ['balance']),
  )
  const today = room.hours.dayOf(room.clock.now)
  const phoned = chance.happens(0.3)
  const identity = phoned
    ? { identityMethod: 'phone' as const, identityAnswered: true, familyAnswered: true, employerAnswered: true }
    : { identityMethod: 'person' as const, originalSeen: true }
  const director = staff.own('duty-director')
  const signs = (['accountant', 'clerk', 'duty-director', 'centre-manager'] as const).map(
    (role): Step => later(6, role === 'clerk' ? clerk : staff.own(role), 'sign'),
  )
  const exemption = { exemptionReason: '业主已签分期还款计划' }
  const exempt: Step[] = owed.count > 0 ? [later(15, staff.own('project-manager'), 'exempt', exemption)] : []
  const takes: Step[] = [later(8, clerk, 'check-identity', identity), ...exempt, ...signs]
  if (until === 'refused')
    takes.splice(0, takes.length, later(10, clerk, 'decline', { refusalReason: '业主电话表示不同意搬出' }))
  if (until === 'used') takes.push(later(40, guard, 'release'))
  if (until === 'blocked') takes.push(later(40, guard, 'differ', { gateDifference: '多出电视一台，未登记' }))
  if (until === 'void')
    takes.push(later(5, clerk, 'void', { reason: '房号写错，重开' }), later(9, director, 'confirm-void'))
  yield* room.tale('goods-release-passes', {
    by: clerk,
    draft: {
      room: home.id,
      applicant: home.owner.name,
      moveOn: today,
      mover: someone(chance).name,
      items: [
        { name: chance.pick(goods), quantity: chance.whole(1, 3) },
        { name: '纸箱', quantity: chance.whole(3, 12) },
      ],
    },
    takes,
    until,
  })
  if (until !== 'expired') return
  yield room.later([1, '06:00'])
  await room.run(OFFICE, async (tx) => {
    const past = await tx.find('goods-release-passes', { room: home.id, status: 'valid', moveOn: today })
    const ids = past.map(({ id }) => id)
    await tx.performMany('goods-release-passes', ids, 'expire')
  })
}

const purposes = ['visit', 'visit', 'delivery', 'repair', 'agency', 'business'] as const
/** Somebody comes to the gate, and goes again. */
async function* visit({ room, staff }: World, home: Home, until?: string): Story {
  const chance = room.chance.of(`visitor ${room.clock.now}`)
  const guard = staff.one('guard', home.project, chance)
  yield* room.tale('visitor-records', {
    by: guard,
    draft: {
      room: home.id,
      visitor: someone(chance).name,
      phone: mobile(chance),
      purpose: chance.pick(purposes),
      confirmed: true,
      idChecked: chance.happens(0.7),
    },
    takes: [{ after: chance.whole(20, 90), by: guard, step: 'leave' }],
    until,
  })
}

const matters = [
  ['owner', '咨询物业费账单明细', '已打印对账单并说明'],
  ['decoration', '咨询装修办理手续', '已发装修须知和资料清单'],
  ['show-flat', '看房，了解小区配套', '已介绍并登记联系方式'],
  ['supplier', '电梯维保公司送季度报告', '已转工程部'],
] as const
async function* call({ room, staff }: World, home: Home, until?: string): Story {
  const chance = room.chance.of(`desk ${room.clock.now}`)
  const clerk: User = staff.one('clerk', home.project, chance)
  const [kind, purpose, result] = chance.pick(matters)
  yield* room.tale('front-desk-visits', {
    by: clerk,
    draft: { project: home.project, name: someone(chance).name, phone: mobile(chance), kind, purpose, idChecked: true },
    takes: [
      { after: 2, by: clerk, step: 'attend' },
      { after: chance.whole(5, 25), by: clerk, step: 'close', with: { result } },
    ],
    until,
  })
}

/** Two years of people moving, and who is at the gate today. */
export function releases(world: World): void {
  const { room, homes } = world
  const chance = room.chance.of('releases')
  const lived = chance.shuffled(homes.filter((one) => one.lived && one.usage === 'residence'))
  if (lived.length === 0) return
  const past = moments(world, 'release days', 24)
  past.forEach((at, place) => {
    const home = lived[place % lived.length]
    const hour = room.hours.at(room.hours.dayOf(at), '10:20')
    if (home) room.agenda.add(hour, move(world, home, place === 5 ? 'void' : place === 9 ? 'expired' : 'used'))
  })
  for (const [at, until] of ['refused', 'blocked', 'used', 'valid', 'identity-checked', 'draft'].entries()) {
    const home = lived[(at + 30) % lived.length]
    if (home) room.agenda.add(lately(world, 150 - at * 9), move(world, home, until))
  }
  for (let day = 14; day > 0; day--)
    for (const clock of ['09:40', '14:20'])
      room.agenda.add(
        daysAgo(world, day, clock),
        day % 2 ? visit(world, chance.pick(lived)) : call(world, chance.pick(lived)),
      )
  for (const [at, until] of ['in', 'out', 'in', 'out'].entries())
    room.agenda.add(lately(world, 100 - at * 7), visit(world, chance.pick(lived), until))
  for (const [at, until] of ['registered', 'attended', 'closed'].entries())
    room.agenda.add(lately(world, 60 - at * 7), call(world, chance.pick(lived), until))
}
