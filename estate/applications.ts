import type { Id } from '#engine'
import type { Story } from './agenda.ts'
import { identityOf } from './names.ts'
import { picture } from './pictures.ts'
import { daysAgo, lately, type World } from './world.ts'

type Refund = Id<'refund-slips'>
const signers = ['supervisor', 'project-manager', 'accountant'] as const

/** A paid fee that is on no refund yet, and the home it is of. */
async function paidFee({ room, staff, homes, projects }: World, at: number) {
  const project = projects.lake
  const fees = await room.run(staff.own('accountant'), async (tx) => {
    const paid = await tx.find('receivables', { project, status: 'paid', refunded: 0 }, { sort: 'period', limit: 60 })
    const slips = await tx.find('refund-slips', { project })
    const asked = await tx.find('refund-applications', { project })
    const taken = new Set([
      ...slips.map(({ receivable }) => receivable),
      ...asked.flatMap(({ items }) => (items ?? []).map(({ receivable }) => receivable)),
    ])
    return paid.filter(({ id, paid: sum }) => sum > 0 && !taken.has(id))
  })
  const fee = fees[(at * 3) % Math.max(1, fees.length)]
  const home = homes.find(({ id }) => id === fee?.room)
  return fee && home ? { fee, home } : undefined
}

/** An owner asks in writing for a fee back; the last word says how far it has come. */
async function* application(world: World, at: number, until: string): Story {
  const { room, staff } = world
  const found = await paidFee(world, at)
  if (!found) return
  const { fee, home } = found
  const clerk = staff.one('clerk', home.project, room.chance.of(`application ${home.id}`))
  const step = (by: typeof clerk, action: string, answers = {}) =>
    room.step('refund-applications', id, { by, step: action as 'submit', with: answers })
  const id = await room.open(
    'refund-applications',
    {
      room: home.id,
      ground: 'no-service',
      reason: '电梯停用期间服务未按约定提供，申请退还部分费用',
      items: [{ receivable: fee.id, amount: Math.min(fee.paid, 5000) }],
    },
    clerk,
  )
  if (until === 'draft') return
  yield room.later(12)
  await step(clerk, 'submit')
  if (until === 'submitted') return
  yield room.later(25)
  if (until === 'void') {
    await step(clerk, 'void', { reason: '业主撤回申请' })
    yield room.later(30)
    return void (await step(staff.own('service-manager'), 'confirm-void'))
  }
  if (until === 'refused')
    return void (await step(clerk, 'decline', { unmet: '电梯停用不足一日', papersNeeded: '停用公告或照片' }))
  if (until === 'papers-missing') return void (await step(clerk, 'need-papers', { missingPapers: '停用期间照片' }))
  await step(clerk, 'accept', { evidence: [await picture(room, 'lamp', clerk)] })
  const { refund } = await room.now('refund-applications', id)
  if (until === 'in-review' || !refund) return
  yield* signed(world, refund)
  if (until === 'approved') return
  yield room.later([1, '09:50'])
  await step(staff.own('accountant'), 'process')
  if (until === 'processing') return
  yield* paid(world, refund, clerk, home.owner.name)
  if (until === 'refunded') return
  yield room.later([1, '11:30'])
  await step(clerk, 'confirm', { confirmedBy: home.owner.name })
}
async function* signed({ room, staff }: World, refund: Refund): Story {
  for (const role of signers) {
    yield room.later(50)
    await room.step('refund-slips', refund, { by: staff.own(role), step: 'sign', with: { opinion: '同意' } })
  }
}
async function* paid({ room, staff }: World, refund: Refund, clerk: ReturnType<typeof staff.own>, name: string): Story {
  const chance = room.chance.of(`payee ${refund}`)
  yield room.later(30)
  const appointed = room.hours.dayOf(room.hours.after(room.clock.now, [1, '10:00']))
  await room.step('refund-slips', refund, { by: clerk, step: 'appoint', with: { appointedOn: appointed } })
  yield room.later([1, '10:40'])
  const answers = {
    voucher: `PZ${chance.whole(10_000_000, 99_999_999)}`,
    payeeIdentity: identityOf({ name, male: true }, chance),
    originalReceipt: 'returned' as const,
  }
  await room.step('refund-slips', refund, { by: staff.own('cashier'), step: 'pay', with: answers })
}

/** Refusals are told to the customer, and stay in every stage. */
async function* refusals({ room, staff, projects }: World): Story {
  const clerk = staff.own('clerk')
  const open = await room.run(clerk, (tx) => tx.find('refund-refusals', { project: projects.lake, status: 'draft' }))
  const told = open.slice(0, 4)
  for (const { id, customerName } of told) {
    const telling = { channel: 'phone' as const, toldTo: customerName ?? '业主' }
    await room.step('refund-refusals', id, { by: clerk, step: 'tell', with: telling })
  }
  yield room.later(60)
  const [first, second] = told
  if (first)
    await room.step('refund-refusals', first.id, { by: clerk, step: 'close', with: { outcome: '业主表示理解' } })
  if (!second) return
  await room.step('refund-refusals', second.id, { by: clerk, step: 'void', with: { reason: '告知对象有误' } })
  yield room.later(20)
  await room.step('refund-refusals', second.id, { by: staff.own('service-manager'), step: 'confirm-void' })
}

/** Fees asked back in writing, one in each stage. */
export function applications(world: World): void {
  const { room } = world
  const long = ['closed', 'refused', 'refused', 'refused', 'void', 'refunded']
  const recent = ['processing', 'approved', 'refused', 'refused']
  const today = ['in-review', 'papers-missing', 'submitted', 'draft']
  long.forEach((until, at) => room.agenda.add(daysAgo(world, 50 - at * 3, '09:30'), application(world, at, until)))
  recent.forEach((until, at) => room.agenda.add(daysAgo(world, 12 - at, '09:30'), application(world, 6 + at, until)))
  today.forEach((until, at) => room.agenda.add(lately(world, 140 - at * 8), application(world, 10 + at, until)))
  room.agenda.add(daysAgo(world, 6, '14:10'), refusals(world))
  room.agenda.add(lately(world, 30), refusedAgain(world))
}
/** Whoever was refused comes with the papers that were missing. */
async function* refusedAgain({ room, staff, projects }: World): Story {
  const clerk = staff.own('clerk')
  const [told] = await room.run(clerk, (tx) =>
    tx.find('refund-refusals', { project: projects.lake, status: 'told', deposit: null }),
  )
  const before = told?.application ? await room.now('refund-applications', told.application) : undefined
  if (!before) return
  const { room: home, ground, items } = before
  const again = {
    reason: '已补交停用照片，重新申请',
    items: (items ?? []).map(({ receivable, amount }) => ({ receivable, amount })),
  }
  const id = await room.open('refund-applications', { room: home, ground, ...again }, clerk)
  yield room.later(4)
  await room.step('refund-applications', id, { by: clerk, step: 'submit' })
}
