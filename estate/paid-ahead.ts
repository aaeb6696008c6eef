import { daysAfter, firstDayOf, type Id, monthAfter, monthOf } from '#engine'
import type { Story } from './agenda.ts'
import { few, price, run } from './billing.ts'
import type { Home } from './homes.ts'
import { identityOf } from './names.ts'
import { daysAgo, type World } from './world.ts'

type Agreement = Id<'auto-debit-agreements'>
const billed = 'RUBBISH'

/** Meters of the shops and places: read at the end of each month, billed once; one is taken away. */
async function* meter(world: World, home: Home, at: number, months: number): Story {
  const { room, staff, items } = world
  const [fees, reader] = [staff.of('fee-clerk', home.project)[0] ?? staff.own('fee-clerk'), staff.own('engineer')]
  const chance = room.chance.of(`meter ${home.id}`)
  const feeItem = items.get('WATER') as Id<'fee-items'>
  const draft = { room: home.id, kind: 'water' as const, code: `SB${home.label.replaceAll('-', '')}`, feeItem }
  const id = await room.open('meters', { project: home.project, ...draft }, fees)
  if (at === 0) await room.open('meters', { project: home.project, ...draft, code: `${draft.code}B` }, fees)
  let current = chance.whole(20, 400)
  const read = async (kind: 'initial' | 'monthly' | 'final', until: 'draft' | 'checked' | 'corrected' = 'checked') => {
    const readOn = room.hours.dayOf(room.clock.now)
    const reading = await room.open('meter-readings', { meter: id, kind, readOn, current }, reader)
    if (until === 'draft') return
    await room.step('meter-readings', reading, { by: fees, step: 'check' })
    if (until === 'corrected')
      await room.step('meter-readings', reading, { by: fees, step: 'correct', with: { reason: '看错一位，重新抄表' } })
  }
  yield room.later(15)
  await read('initial')
  for (let month = 1; month < months; month++) {
    yield room.later([30, '16:40'])
    current += chance.whole(2, 31)
    if (at === 1 && month === 2) await read('monthly', 'corrected')
    const last = month === months - 1
    yield room.later(25)
    if (at === 1 && month === 2) yield room.later([1, '09:10'])
    await read(at === 2 && last ? 'final' : 'monthly', at === 0 && last ? 'draft' : 'checked')
  }
}

/** A customer signs that the bank may debit what a run bills. */
async function agree(world: World, home: Home, until: string): Promise<Agreement> {
  const { room, staff, items } = world
  const clerk = staff.of('clerk', home.project)[0] ?? staff.own('clerk')
  const chance = room.chance.of(`agreement ${home.id} ${until}`)
  const id = await room.open(
    'auto-debit-agreements',
    {
      room: home.id,
      bank: chance.pick(['工商银行', '建设银行', '农业银行']),
      account: `62220202${chance.whole(10_000_000, 99_999_999)}`,
      items: [{ feeItem: items.get(billed) as Id<'fee-items'> }],
    },
    clerk,
  )
  const step = (by: typeof clerk, action: string, answers = {}) =>
    room.step('auto-debit-agreements', id, { by, step: action as 'sign', with: answers })
  if (until === 'draft') return id
  await step(clerk, 'sign', { customerSign: home.owner.name })
  if (until === 'suspended') await step(clerk, 'suspend', { reason: '换银行卡' })
  if (until === 'ended')
    await step(clerk, 'end', { endedOn: room.hours.dayOf(room.clock.now), reason: '客户改为网上缴费' })
  if (until === 'void') {
    await step(clerk, 'void', { reason: '账号填错，重签' })
    await step(staff.own('supervisor'), 'confirm-void')
  }
  if (until === 'active') await step(staff.own('cashier'), 'file')
  return id
}

/** The debits of a month, as far as they come; of the lines, in turn, one fails. */
async function* collect(world: World, home: Home, round: 'first' | 'second', until: string): Story {
  const { room, staff } = world
  const fees = staff.of('fee-clerk', home.project)[0] ?? staff.own('fee-clerk')
  const accountant = staff.own('accountant')
  const debitOn = daysAfter(room.hours.dayOf(room.clock.now), 4)
  const id = await room.open('bank-collections', { project: home.project, round, debitOn }, fees)
  const step = (by: typeof fees, action: string, answers = {}) =>
    room.step('bank-collections', id, { by, step: action as 'notify', with: answers })
  if (until === 'draft') return void (await step(fees, 'list'))
  if ((await room.now('bank-collections', id)).count === 0) return
  yield room.later(20)
  await step(fees, 'notify')
  if (until === 'void') {
    yield room.later(30)
    await step(fees, 'void', { reason: '扣款日有变，重新告知' })
    return void (await step(staff.own('supervisor'), 'confirm-void'))
  }
  if (until === 'notified') return
  yield room.later([4, '10:30'])
  await step(accountant, 'submit', { executedOn: debitOn })
  if (until === 'submitted') return
  const lines = await room.run(accountant, (tx) =>
    tx.find('bank-collection-lines', { collection: id, status: 'notified' }, { sort: 'holder' }),
  )
  for (const [at, { id: line, amount }] of lines.entries()) {
    const fails = round === 'second' || at < lines.length - 1
    const how = fails
      ? { step: 'fail' as const, with: { failure: 'short' as const } }
      : { step: 'succeed' as const, with: { succeeded: amount } }
    await room.step('bank-collection-lines', line, { by: accountant, ...how })
  }
  yield room.later(40)
  await step(accountant, 'return')
  if (until === 'returned') return
  yield room.later(30)
  await step(fees, 'bill')
}
/** One whose debit failed comes to the counter before the second. */
async function* comes(world: World, home: Home): Story {
  const { room } = world
  const { take, clerks } = world.counter(home.project)
  const feeItem = world.items.get(billed) as Id<'fee-items'>
  const dues = await room.run(clerks[0] as (typeof clerks)[number], (tx) =>
    tx.find('receivables', { room: home.id, feeItem, status: ['posted', 'part-paid'] }),
  )
  const items = dues.map(({ id, balance }) => ({ receivable: id, amount: balance }))
  const amount = dues.reduce((sum, { balance }) => sum + balance, 0)
  if (amount > 0)
    yield* take(
      [{ room: home.id, compared: true, items, tenders: [{ method: 'cash', amount }] }],
      clerks[0] as (typeof clerks)[number],
    )
}

/** Somebody pays ahead: it is offset, given back, taken back, or lies there. */
async function* ahead(world: World, home: Home, until: 'open' | 'exhausted' | 'cancelled' | 'refunded'): Story {
  const { room, staff, items } = world
  const { take, annul, clerks, taker } = world.counter(home.project)
  const clerk = clerks[0] as (typeof clerks)[number]
  const sum = until === 'exhausted' ? 12_000 : 50_000
  const slip = { room: home.id, compared: true, prepaying: sum, tenders: [{ method: 'wechat' as const, amount: sum }] }
  const [paid] = yield* take([slip], clerk)
  if (!paid || until === 'open') return
  if (until === 'cancelled') return yield* annul(paid, clerk, '客户改为直接缴费')
  const [one] = await room.run(taker, (tx) => tx.find('prepayments', { slip: paid }))
  if (!one) return
  if (until === 'exhausted') {
    const period = monthOf(room.hours.dayOf(room.clock.now))
    const feeItem = items.get('RENEWAL') as Id<'fee-items'>
    const owed = { room: home.id, feeItem, period, source: 'other' as const, quantity: 1, price: 120 }
    const due = await room.open('receivables', { ...owed, dueOn: firstDayOf(monthAfter(period, 1)) }, taker)
    yield room.later(50)
    await room.step('receivables', due, { by: staff.own('accountant'), step: 'check' })
    yield room.later(15)
    return void (await room.step('prepayments', one.id, { by: taker, step: 'offset' }))
  }
  const refund = await room.open(
    'refund-slips',
    { kind: 'other', ground: 'cancelled', room: home.id, prepayment: one.id, original: sum, payee: home.owner.name },
    clerk,
  )
  const step = (by: typeof clerk, action: string, answers = {}) =>
    room.step('refund-slips', refund, { by, step: action as 'submit', with: answers })
  yield room.later(20)
  await step(clerk, 'submit')
  for (const role of ['supervisor', 'project-manager', 'accountant'] as const) {
    yield room.later(70)
    await step(staff.own(role), 'sign', { opinion: '同意' })
  }
  yield room.later([1, '10:00'])
  await step(clerk, 'appoint', { appointedOn: room.hours.dayOf(room.hours.after(room.clock.now, [1, '10:00'])) })
  yield room.later([1, '10:30'])
  const payeeIdentity = identityOf({ name: home.owner.name, male: true }, room.chance.of(`payee ${home.id}`))
  await step(staff.own('cashier'), 'pay', { voucher: 'PZ20260618', payeeIdentity, originalReceipt: 'returned' })
}

/** Meters, the bank's debits, and money paid ahead. */
export function paidAhead(world: World): void {
  const { room, homes, now } = world
  const shops = few(world)
  const [first, second, third] = shops
  if (!first || !second || !third) return
  const month = monthOf(room.hours.dayOf(now))
  const start = firstDayOf(monthAfter(month, -3))
  room.agenda.add(room.hours.at(daysAfter(start, -20), '09:35'), price(world, 'WATER', shops, start))
  shops.slice(0, 3).forEach((home, at) => {
    room.agenda.add(daysAgo(world, 95, '10:00'), meter(world, home, at, 4))
  })
  room.agenda.add(daysAgo(world, 40, '09:50'), run(world, first, 'WATER', monthAfter(month, -1), 'finished'))

  const buyer = homes.find((home) => !home.charged && home.owner)
  async function* agreements(): Story {
    for (const until of ['void', 'draft']) await agree(world, first as Home, until)
    for (const home of [first, second, third] as Home[]) await agree(world, home, 'active')
    for (const home of shops.slice(3, 4)) for (const until of ['ended', 'suspended']) await agree(world, home, until)
  }
  /** Whoever has a new card is debited again. */
  async function* resume(): Story {
    const project = (first as Home).project
    const clerk = world.staff.of('clerk', project)[0] ?? world.staff.own('clerk')
    const [one] = await room.run(clerk, (tx) => tx.find('auto-debit-agreements', { project, status: 'suspended' }))
    if (one) await room.step('auto-debit-agreements', one.id, { by: clerk, step: 'resume' })
    if (buyer) await agree(world, buyer, 'suspended')
  }
  room.agenda.add(daysAgo(world, 130, '10:15'), agreements())
  // the second debit of those whose first failed, then the debits of this month on each desk
  room.agenda.add(daysAgo(world, 50, '09:30'), collect(world, first, 'first', 'billed'))
  room.agenda.add(daysAgo(world, 43, '10:30'), comes(world, first))
  room.agenda.add(daysAgo(world, 42, '09:30'), collect(world, first, 'second', 'billed'))
  room.agenda.add(daysAgo(world, 18, '09:05'), collect(world, first, 'first', 'void'))
  room.agenda.add(daysAgo(world, 17, '09:30'), collect(world, first, 'first', 'returned'))
  room.agenda.add(daysAgo(world, 9, '11:05'), collect(world, first, 'first', 'submitted'))
  room.agenda.add(daysAgo(world, 4, '09:45'), resume())
  room.agenda.add(daysAgo(world, 3, '09:45'), collect(world, first, 'first', 'draft'))
  room.agenda.add(daysAgo(world, 2, '09:45'), collect(world, first, 'first', 'notified'))

  if (!buyer) return
  room.agenda.add(daysAgo(world, 75, '10:10'), ahead(world, buyer, 'cancelled'))
  room.agenda.add(daysAgo(world, 60, '10:10'), ahead(world, buyer, 'refunded'))
  room.agenda.add(daysAgo(world, 30, '14:10'), ahead(world, buyer, 'exhausted'))
  room.agenda.add(daysAgo(world, 6, '15:10'), ahead(world, buyer, 'open'))
}
