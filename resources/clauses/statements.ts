import { daysAfter, firstDayOf, monthAfter, type RecordOf, type Tx } from '#engine'
import { depositKinds } from './fees.ts'
import { sumOf } from './money.ts'

/** The account of one home for these months, as the books stand at this moment. */
export async function fillStatement({ id, room, from, until }: RecordOf<'account-statements'>, tx: Tx) {
  const status = ['posted', 'part-paid', 'paid', 'written-off'] as const
  const dues = await tx.find('receivables', { room, status, period: { gte: from, lte: until } }, { sort: 'period' })
  const owed = await tx.sum('receivables', { room, status: ['posted', 'part-paid'] }, ['balance'])
  const paidOn = { gte: firstDayOf(from), lte: daysAfter(firstDayOf(monthAfter(until, 1)), -1) }
  const slips = await tx.find('payment-slips', { room, status: 'received', receivedOn: paidOn }, { sort: 'receivedOn' })
  const receipts = await tx.find('receipts', { slip: slips.map((slip) => slip.id) }, { sort: 'number' })
  const deposits = (await tx.find('deposits', { room }, { sort: 'receivedOn' })).filter(({ balance }) => balance > 0)
  const open = dues.filter((due) => due.status === 'posted' || due.status === 'part-paid')
  await tx.update('account-statements', id, {
    charges: dues.map(({ itemName: item, period, payable, paid, balance }) => ({
      item,
      period,
      payable,
      paid,
      balance,
    })),
    payments: receipts
      .filter((one) => one.status !== 'cancelled' && one.status !== 'reversed')
      .map(({ issuedOn, number, methods, amount }) => ({ paidOn: issuedOn, receipt: number ?? '', methods, amount })),
    deposits: deposits.map(({ kind, amount, balance }) => ({ kind: depositKinds[kind], amount, balance })),
    payable: sumOf(dues, ({ payable }) => payable),
    paid: sumOf(dues, ({ paid }) => paid),
    balance: sumOf(open, ({ balance }) => balance),
    arrears: owed.sums.balance ?? 0,
    held: sumOf(deposits, ({ balance }) => balance),
  })
}
