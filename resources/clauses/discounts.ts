import { monthOf, type RecordOf, type RuleTx, type Tx } from '#engine'
import { settleNotices } from './counter.ts'
import { prorated } from './money.ts'

type Discount = RecordOf<'discount-approvals'>

/** As people say it: 10 % off is 九折, read 9 折. */
export const rateOf = (rate: number): string => (rate >= 100 ? '全免' : `${Number(((100 - rate) / 10).toFixed(3))} 折`)

/** What of an amount is let off, half up to the fen. */
export const letOff = (amount: number, rate: number) => prorated(amount, Math.round(rate * 10_000), 1_000_000)

/** Writes the discount on what is posted, not paid, and not discounted yet, in the months it is granted for. */
export async function applyDiscount(slip: Discount, tx: Tx): Promise<number> {
  const { project, scope, room, building, feeItem, rate, from, until } = slip
  const open = await tx.find('receivables', {
    project,
    feeItem,
    status: 'posted',
    discount: 0,
    corrected: 0,
    paid: 0,
    period: { gte: from, lte: until },
    ...(scope === 'room' && room && { room }),
    ...(scope === 'building' && building && { building }),
  })
  const dues = open.filter(({ amount }) => letOff(amount, rate) > 0)
  if (dues.length === 0) return 0
  const ids = dues.map(({ id }) => id)
  const done = await tx.performMany('receivables', ids, 'discount', ({ amount }) => ({
    discount: letOff(amount, rate),
  }))
  const nothing = done.filter(({ balance }) => balance === 0)
  await tx.performMany(
    'receivables',
    nothing.map(({ id }) => id),
    'collect',
    { paid: 0 },
  )
  await settleNotices(tx, ...new Set(nothing.map((due) => due.room)))
  await tx.update('discount-approvals', slip.id, {
    discounted: slip.discounted + done.length,
    amount: done.reduce((sum, { discount }) => sum + discount, slip.amount),
  })
  return done.length
}

/** What was posted since is discounted too; what is past its last month is at its end. */
export async function discountEveryDay(tx: RuleTx): Promise<number> {
  const running = await tx.find('discount-approvals', { project: tx.project, status: ['approved', 'executed'] })
  const month = monthOf(tx.today)
  let count = 0
  for (const slip of running) {
    if (slip.status === 'executed') count += await applyDiscount(slip, tx)
    if (slip.until >= month) continue
    await tx.perform('discount-approvals', slip.id, 'expire')
    count++
  }
  return count
}
