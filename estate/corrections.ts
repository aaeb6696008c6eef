import { type Id, OFFICE } from '#engine'
import type { Story } from './agenda.ts'
import type { Take } from './drafting.ts'
import type { Home } from './homes.ts'
import { cardDeposit } from './settlements.ts'
import { daysAgo, later, type World } from './world.ts'

type Step = Take<'charge-corrections'>
type Kind = 'method' | 'reverse'

/** The steps of a correction until where it stays. */
function stepsTo({ staff }: World, kind: Kind, clerk: Step['by'], until: string): Step[] {
  const measure =
    kind === 'method'
      ? { measure: '按银行流水更正', rightMethod: 'wechat' as const }
      : { measure: '款项未到账，整笔冲销' }
  const supervisor = staff.own('supervisor')
  const report: Step = { after: 30, by: clerk, step: 'report' }
  if (until === 'rejected') return [report, later(60, supervisor, 'reject', { reason: '经核对无误' })]
  if (until === 'void')
    return [report, later(40, clerk, 'void', { reason: '收据号填错' }), later(30, supervisor, 'confirm-void')]
  return [
    report,
    later(90, supervisor, 'correct', measure),
    later([1, '10:20'], staff.own('cashier'), 'check'),
    later([1, '15:10'], staff.own('accountant'), 'audit'),
  ]
}

/** A payment of an earlier day was written wrong; found the next morning. */
async function* wrongPayment(world: World, home: Home, kind: Kind, until: string): Story {
  const { room, staff } = world
  const slip = yield* cardDeposit(world, home)
  if (!slip) return
  yield room.later([1, '09:20'])
  const clerk = staff.one('clerk', home.project, room.chance.of(`correction ${slip}`))
  const [tender] = await room.run(clerk, (tx) => tx.find('payment-tenders', { slip }))
  const { receipt } = await room.now('payment-slips', slip)
  const about =
    kind === 'method'
      ? { error: '客户微信支付，误录为现金', tender: tender?.id as Id<'payment-tenders'> }
      : { error: '刷卡未成功，款项未到账', receipt: receipt as Id<'receipts'> }
  yield* room.tale('charge-corrections', {
    by: clerk,
    draft: { room: home.id, kind, ...about },
    takes: stepsTo(world, kind, clerk, until),
    until,
  })
}

/** Charges put right, and some that lie on each desk today. */
export function corrections(world: World): void {
  const { room, homes } = world
  const here = room.chance.of('corrections').shuffled(homes.filter(({ lived }) => lived))
  const courses: readonly (readonly [days: number, kind: Kind, until: string])[] = [
    [40, 'method', 'audited'],
    [26, 'reverse', 'audited'],
    [22, 'method', 'rejected'],
    [20, 'reverse', 'void'],
    [14, 'method', 'checked'],
    [13, 'reverse', 'corrected'],
    [12, 'method', 'reported'],
    [11, 'method', 'draft'],
  ]
  courses.forEach(([days, kind, until], at) => {
    const home = here[at]
    if (home) room.agenda.add(daysAgo(world, days, '15:10'), wrongPayment(world, home, kind, until))
  })
  for (const [at, until] of ['expired', 'executed', 'approved', 'requested', 'refused', 'draft', 'void'].entries()) {
    const home = here[at + courses.length]
    if (home) room.agenda.add(daysAgo(world, 60 - at * 7, '10:15'), discount(world, home, until))
  }
}

/** A part of a cleaning bill is let off. */
async function* discount(world: World, home: Home, until: string): Story {
  const { room, staff, items } = world
  const { project } = home
  const feeItem = items.get('CLEANING') as Id<'fee-items'>
  const month = room.hours.dayOf(room.clock.now).slice(0, 7)
  const clerk = staff.one('clerk', project, room.chance.of(`discount ${home.id}`))
  if (until === 'executed') {
    const dueOn = room.hours.dayOf(room.hours.after(room.clock.now, [20, '10:00']))
    const taker = world.counter(project).taker
    const draft = { room: home.id, feeItem, period: month, source: 'service' as const, quantity: 1, price: 180, dueOn }
    const due = await room.open('receivables', draft, taker)
    await room.step('receivables', due, { by: staff.own('accountant'), step: 'check' })
  }
  const last = until === 'expired' ? month : `${Number(month.slice(0, 4)) + 1}-12`
  const decided = until === 'refused' ? 'refuse' : 'approve'
  const takes: Take<'discount-approvals'>[] = [
    later(20, clerk, 'submit'),
    later([1, '16:10'], staff.own('general-manager'), decided, {
      opinion: decided === 'approve' ? '同意' : '不符合减免条件',
    }),
  ]
  if (until === 'void')
    takes.splice(
      1,
      1,
      later(30, clerk, 'void', { reason: '减免比例填错' }),
      later([1, '09:40'], staff.own('general-manager'), 'confirm-void'),
    )
  else if (decided === 'approve' && until !== 'expired')
    takes.push(later([1, '09:30'], staff.own('property-manager'), 'execute'))
  yield* room.tale('discount-approvals', {
    by: clerk,
    draft: { room: home.id, feeItem, rate: 20, reason: '低保家庭，申请保洁费减免', from: month, until: last },
    takes,
    until,
  })
  if (until !== 'expired') return
  yield room.later([40, '06:00'])
  await room.run(OFFICE, async (tx) => {
    const past = await tx.find('discount-approvals', { room: home.id, status: 'approved' })
    await tx.performMany(
      'discount-approvals',
      past.map(({ id }) => id),
      'expire',
    )
  })
}
