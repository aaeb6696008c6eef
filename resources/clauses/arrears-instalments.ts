import { type Blocker, daysAfter, type Reader, type RecordOf, type RuleTx, type Tx } from '#engine'
import { nextActionOf } from './arrears.ts'
import { booked, classed, keepInstalments } from './arrears-ledger.ts'
import { tell } from './messages.ts'
import { inYuan, sumOf } from './money.ts'

type Plan = RecordOf<'instalment-plans'>

/** Each instalment falls due after the one before. */
export const orderly = ({ instalments }: Plan): boolean =>
  instalments.every((line, at) => at === 0 || line.dueOn > (instalments[at - 1]?.dueOn ?? ''))

/** The plan covers what the home owes on the day it is drawn up. */
export async function coverArrears(slip: Plan, tx: Tx): Promise<void> {
  const { room } = await tx.get('arrears-ledgers', slip.arrears)
  const status = ['posted', 'part-paid'] as const
  const dues = await tx.find('receivables', { room, status, dueOn: { lt: tx.today } }, { sort: 'period' })
  await tx.update('instalment-plans', slip.id, {
    covered: dues.map(({ id, itemName, period, balance }) => ({
      receivable: id,
      item: itemName,
      period,
      amount: balance,
    })),
    total: sumOf(dues, ({ balance }) => balance),
  })
}

/** What has changed since the plan was drawn up: paid meanwhile, or before the law already. */
export async function notAgreeable({ arrears, total }: Plan, reader: Reader): Promise<Blocker[]> {
  const row = await reader.get('arrears-ledgers', arrears)
  const about = { resource: 'arrears-ledgers', id: row.id }
  if (!['open', 'promised', 'lawyer-letter'].includes(row.status))
    return [{ message: `${row.place}的台账不在催缴中，不能分期`, ...about }]
  return row.total === total
    ? []
    : [{ message: `${row.place}现欠 ${inYuan(row.total)}，与分期总额 ${inYuan(total)} 不符，请重新起草`, ...about }]
}

/** The owner has signed: nobody chases him while he pays as agreed. */
export async function beginInstalments({ arrears }: Plan, tx: Tx): Promise<void> {
  await tx.perform('arrears-ledgers', arrears, 'agree')
  await tx.update('arrears-ledgers', arrears, { nextAction: null, nextOn: null, undecided: false, proposed: false })
}

/** What is to be paid by a day, the day itself not yet over. */
const dueBy = ({ instalments }: Plan, day: string) =>
  sumOf(
    instalments.filter(({ dueOn }) => dueOn < day),
    ({ amount }) => amount,
  )

/** The day before an instalment the customer is reminded; one that was not paid in time ends the plan, and the case is a special one. */
export async function followInstalments(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const paying = await booked(tx, project)
  let touched = 0
  for (const plan of await tx.find('instalment-plans', { project, status: 'running' })) {
    await keepInstalments(plan.arrears, tx)
    const { paid } = await tx.get('instalment-plans', plan.id)
    if (paid < dueBy(plan, today)) {
      if (paying.has(plan.room)) continue
      await giveUp(plan, tx)
      touched++
    } else if (await remind({ ...plan, paid }, tx)) touched++
  }
  return touched
}
async function giveUp(plan: Plan, tx: Tx) {
  await tx.perform('instalment-plans', plan.id, 'break')
  await tx.perform('arrears-ledgers', plan.arrears, 'break')
  const special = { ...classed('E', tx.today), nextAction: nextActionOf.E, undecided: true }
  await tx.update('arrears-ledgers', plan.arrears, special)
}
async function remind(plan: Plan, tx: Tx): Promise<boolean> {
  const days = tx.policy('dunning.remind_days_before')
  const next = plan.instalments.find(({ dueOn, paidOn }) => paidOn === null && dueOn >= tx.today)
  const from = next && daysAfter(next.dueOn, -days)
  if (!next || !from || from > tx.today || (plan.remindedOn !== null && plan.remindedOn >= from)) return false
  const row = await tx.get('arrears-ledgers', plan.arrears)
  await tell(
    tx,
    'MSG06',
    { room: plan.room, name: plan.customerName, phone: row.newContact ?? row.phone },
    { 业主姓名: plan.customerName, 房号: plan.place, 承诺日: next.dueOn, 金额: inYuan(next.amount).slice(1) },
    { form: 'instalment-plans', id: plan.id, project: plan.project },
  )
  await tx.update('instalment-plans', plan.id, { remindedOn: tx.today })
  return true
}
