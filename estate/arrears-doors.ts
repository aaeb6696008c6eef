import { daysAfter, type Id, OFFICE } from '#engine'
import type { Story } from './agenda.ts'
import { type Case, type Course, inPeace } from './arrears-cases.ts'
import { picture } from './pictures.ts'
import { daysAgo } from './world.ts'

/** The steward's round from call to call: what he writes down, and when. */
async function* calls(
  { world }: Course,
  one: Case,
  told: readonly (readonly [number, Parameters<Case['call']>[0]])[],
): Story {
  for (const [days, draft] of told) {
    yield daysAgo(world, days, `10:${10 + (days % 40)}`)
    await one.call(draft)
  }
}
/** The notice that a call has brought about is printed, hung up, and photographed. */
async function* hang({ world }: Course, one: Case, until: string): Story {
  const { room, staff } = world
  const steward = staff.steward(one.home.building, one.home.project)
  const arrears = await one.row()
  if (!arrears || (await room.now('arrears-ledgers', arrears)).status === 'cleared') return
  const live = await room.run(steward, (tx) => tx.find('dunning-notices', { arrears, status: ['draft', 'printed'] }))
  const id = live[0]?.id ?? (await room.open('dunning-notices', { arrears }, steward))
  if (until === 'draft') return
  const step = (action: 'print' | 'post' | 'void' | 'confirm-void', told = {}, by = steward) =>
    room.step('dunning-notices', id, { by, step: action, with: told })
  await step('print')
  if (until === 'printed') return
  if (until === 'void') {
    await step('void', { reason: '打印错房号' })
    return void (await step('confirm-void', {}, staff.own('supervisor')))
  }
  yield room.later(35)
  await step('post', { photo: [await picture(room, 'done', steward)] })
}
/** A special case goes up: the supervisor decides, visits, and so do those above him. */
async function* special({ world }: Course, one: Case, until: string): Story {
  const { room, staff } = world
  const head = staff.own('supervisor')
  yield daysAgo(world, 6, '14:20')
  const row = await one.row()
  if (!row || (await room.now('arrears-ledgers', row)).class !== 'E') return
  const measure = { measureKind: 'visit' as const, measure: '主管上门了解情况，核对保洁记录' }
  await room.step('arrears-ledgers', row, { by: head, step: 'decide', with: measure })
  const visit = async (by: typeof head) => {
    const [planned] = await room.run(OFFICE, (tx) => tx.find('escalated-visits', { arrears: row, status: 'draft' }))
    const told = { visitedAt: room.clock.now, persons: '业主、管家', result: '业主要求减免，未谈成' }
    if (planned) await room.step('escalated-visits', planned.id, { by, step: 'visit', with: told })
    return planned?.id
  }
  yield room.later([1, '10:00'])
  const id = await visit(head)
  if (until !== 'void' || !id) return
  await room.step('escalated-visits', id, { by: head, step: 'void', with: { reason: '登记到别户' } })
  await room.step('escalated-visits', id, { by: staff.own('project-manager'), step: 'confirm-void' })
}

/** Homes of every class, with their notices on the door. */
export function notices(course: Course): void {
  const { world, on, next } = course
  const { room, staff } = world
  const tell = (one: Case | undefined, told: Parameters<typeof calls>[2]) => {
    if (one) room.agenda.add(on(1, '09:00'), calls(course, one, told))
  }
  const doors = (one: Case | undefined, days: number, until: string) => {
    if (one) room.agenda.add(daysAgo(world, days, '16:10'), inPeace(hang(course, one, until)))
  }
  const promiseOn = daysAfter(room.hours.dayOf(world.now), 3)
  tell(next(), [[1, { outcome: 'promised', promiseOn }]])
  tell(next(), [[2, { outcome: 'away', detail: '长期在外地工作' }]])
  const [b, c, d, v] = [next(), next(), next(), next()]
  for (const one of [b, c, d, v])
    tell(one, [
      [12, { outcome: 'no-answer' }],
      [7, { outcome: 'no-signal' }],
    ])
  for (const days of [11, 6]) doors(b, days, 'posted')
  doors(c, 6, 'printed')
  doors(d, 6, 'draft')
  doors(v, 6, 'void')
  for (const until of ['done', 'void']) {
    const one = next()
    tell(one, [[9, { outcome: 'refused', cause: 'service', detail: '认为保洁不到位' }]])
    if (one) room.agenda.add(on(1, '09:00'), inPeace(special(course, one, until)))
  }
  tell(next(), [[3, { outcome: 'refused', cause: 'defect', detail: '外墙渗水多年未修' }]])
  const paid = next()
  tell(paid, [[14, { outcome: 'no-answer' }]])
  doors(paid, 13, 'posted')
  if (paid) room.agenda.add(daysAgo(world, 10, '11:50'), paid.pay())
  const lost = next()
  async function* giveUp(one: Case): Story {
    const row = await one.row()
    const reason = '房屋已由法院拍卖，原业主无可供执行财产'
    if (row && (await room.now('arrears-ledgers', row)).status === 'open')
      await room.step('arrears-ledgers', row, { by: staff.own('general-manager'), step: 'write-off', with: { reason } })
  }
  if (lost) room.agenda.add(daysAgo(world, 20, '10:20'), giveUp(lost))
}

/** Letters that have been brought round, records that the supervisor has read, and tips for those who pay ahead. */
export function posts({ world, start }: Course): void {
  const { room, staff, homes } = world
  const [clerk, head] = [staff.own('clerk'), staff.own('supervisor')]
  async function* bring(): Story {
    const letters = await room.run(OFFICE, (tx) =>
      tx.find('reminder-letters', { status: 'issued' }, { sort: 'number' }),
    )
    const ids = letters.filter((_, at) => at % 3 === 1).map(({ id }) => id)
    await room.run(clerk, (tx) => tx.performMany('reminder-letters', ids, 'deliver', { method: 'door' }))
    const [wrong] = letters
    if (!wrong || letters.length < 3) return
    await room.step('reminder-letters', wrong.id, { by: head, step: 'void', with: { reason: '金额有误，重新核对' } })
    await room.step('reminder-letters', wrong.id, { by: staff.own('service-manager'), step: 'confirm-void' })
  }
  async function* read(): Story {
    const found = await room.run(OFFICE, (tx) => tx.find('dunning-records', { status: 'recorded' }))
    const ids = found.map(({ id }) => id as Id<'dunning-records'>)
    await room.run(head, (tx) => tx.performMany('dunning-records', ids, 'check', { guidance: '继续跟进' }))
  }
  room.agenda.add(room.hours.at(daysAfter(start, 1), '16:00'), bring())
  room.agenda.add(daysAgo(world, 2, '18:10'), read())
  room.agenda.add(daysAgo(world, 0, '06:30'), bring())
  for (const [at, home] of homes.slice(0, 2).entries()) {
    const draft = {
      room: home.id,
      words: '预存款已抵扣本期费用，余额不足，请及时补缴',
      dueOn: daysAfter(room.hours.dayOf(world.now), 9),
    }
    const post = { by: clerk, step: 'post', after: 60 } as const
    room.agenda.add(
      daysAgo(world, 1, `11:${20 + at}`),
      room.tale('payment-tips', { by: clerk, draft, takes: at === 0 ? [post] : [] }),
    )
  }
}
