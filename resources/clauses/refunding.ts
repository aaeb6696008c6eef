import type { Blocker, Id, Reader, RecordOf, Tx } from '#engine'
import { calendarOf, workingDaysAfter } from './days.ts'
import { inYuan, sumOf } from './money.ts'
import { againstApplication } from './refund-applying.ts'
import { openRefusal, progress, reapplied } from './refund-progress.ts'

type Slip = RecordOf<'refund-slips'>
type Deduction = RecordOf<'deposit-deductions'>

/** A deduction is settled: the deposit holds so much less. */
export async function deductFrom({ deposit, amount }: Deduction, tx: Tx) {
  const held = await tx.get('deposits', deposit)
  await tx.perform('deposits', deposit, 'deduct', { deducted: held.deducted + amount })
}
/** A settled deduction was void: the deposit holds as much again. */
export async function undoDeduction(slip: Deduction, tx: Tx) {
  if (!slip.decision) return
  const held = await tx.get('deposits', slip.deposit)
  await tx.perform('deposits', slip.deposit, 'deduct', { deducted: held.deducted - slip.amount })
}

const deductionsOpen = async ({ deposit }: Slip, reader: Reader): Promise<Blocker[]> => {
  if (!deposit) return []
  const open = await reader.find('deposit-deductions', { deposit, status: ['proposed', 'agreed', 'disputed'] })
  return open.map(({ id, number }) => ({
    message: `扣款记录 ${number} 尚未确定`,
    resource: 'deposit-deductions',
    id,
  }))
}
function againstDeposit(slip: Slip, deposit: RecordOf<'deposits'>, today: string): Blocker[] {
  const found: string[] = []
  if (deposit.room !== slip.room) found.push('押金不是这个房号的')
  if (
    deposit.refund === slip.id
      ? !['refund-applied', 'approved', 'held'].includes(deposit.status)
      : deposit.status !== 'held'
  )
    found.push('押金不在押，或已在办理退还')
  if (deposit.acceptedOn === null) found.push('尚未登记验收合格（退证）日')
  if (deposit.refundableFrom !== null && deposit.refundableFrom > today)
    found.push(`等待期未满，${deposit.refundableFrom} 起方可退还`)
  if (slip.original !== deposit.amount)
    found.push(`原收金额 ${inYuan(slip.original)} 与押金台账 ${inYuan(deposit.amount)} 不符`)
  if (slip.deducted !== deposit.deducted)
    found.push(
      `扣款 ${inYuan(slip.deducted)} 与已确定的扣款记录 ${inYuan(deposit.deducted)} 不符，请先办理押金扣款记录`,
    )
  return found.map((message) => ({ message, resource: 'deposits', id: deposit.id }))
}
async function againstFee(slip: Slip, reader: Reader): Promise<Blocker[]> {
  if (!slip.receivable) return []
  const fee = await reader.get('receivables', slip.receivable)
  const where = { resource: 'receivables', id: fee.id }
  const open = ['signing', 'approved', 'appointed', 'unclaimed'] as const
  const others = await reader.find('refund-slips', { receivable: fee.id, status: open })
  return [
    ...(fee.room === slip.room ? [] : [{ message: '应收费用不是这个房号的', ...where }]),
    ...(slip.original === fee.paid - fee.refunded
      ? []
      : [{ message: `原收金额须为已缴未退的 ${inYuan(fee.paid - fee.refunded)}`, ...where }]),
    ...(fee.givingBack > 0 && slip.amount > fee.givingBack
      ? [{ message: `更正后多收待退的只有 ${inYuan(fee.givingBack)}`, ...where }]
      : []),
    ...others
      .filter(({ id }) => id !== slip.id)
      .map(({ id, number }) => ({ message: `该费用已在退款单 ${number} 办理`, resource: 'refund-slips', id })),
  ]
}
async function againstPrepayment(slip: Slip, reader: Reader): Promise<Blocker[]> {
  if (!slip.prepayment) return []
  const ahead = await reader.get('prepayments', slip.prepayment)
  const where = { resource: 'prepayments', id: ahead.id }
  const open = ['signing', 'approved', 'appointed', 'unclaimed'] as const
  const others = await reader.find('refund-slips', { prepayment: ahead.id, status: open })
  const found: string[] = []
  if (ahead.room !== slip.room) found.push('预存款不是这个房号的')
  if (ahead.status !== 'open') found.push('预存款没有余额')
  if (slip.original !== ahead.balance) found.push(`原收金额须为预存款余额 ${inYuan(ahead.balance)}`)
  return [
    ...found.map((message) => ({ message, ...where })),
    ...others
      .filter(({ id }) => id !== slip.id)
      .map(({ id, number }) => ({ message: `该预存款已在退款单 ${number} 办理`, resource: 'refund-slips', id })),
  ]
}
async function againstWritten({ application, original }: Slip, reader: Reader): Promise<Blocker[]> {
  if (!application) return []
  const asked = await reader.get('refund-applications', application)
  const where = { resource: 'refund-applications', id: asked.id }
  const differs = { message: `原收金额须为申请的 ${inYuan(asked.total)}`, ...where }
  return [...(await againstApplication(asked, reader)), ...(asked.total === original ? [] : [differs])]
}
/** A written application is paid when finance has compared the account from which the money came. */
export async function unprocessed({ application }: Slip, reader: Reader): Promise<Blocker[]> {
  if (!application) return []
  const asked = await reader.get('refund-applications', application)
  if (asked.status === 'processing') return []
  const message = `退费申请 ${asked.number} 尚未经会计核对原付款账户`
  return [{ message, resource: 'refund-applications', id: asked.id }]
}
/** What the home still owes, where the company has settled that it is paid first. */
async function arrearsOf({ room }: Slip, reader: Reader): Promise<Blocker[]> {
  if (!reader.policy('refund.require_fees_settled')) return []
  const { count, sums } = await reader.sum('receivables', { room, status: ['posted', 'part-paid'] }, ['balance'])
  if (count === 0) return []
  const query = `room=${room}&status=posted&status=part-paid`
  return [{ message: `还有 ${count} 笔欠费，合计 ${inYuan(sums.balance ?? 0)}`, resource: 'receivables', query }]
}

/** Everything that stands against a refund (W14 step 2): acceptance, waiting time, deductions, sums, arrears. */
export async function unmet(slip: Slip, reader: Reader): Promise<Blocker[]> {
  const deposit = slip.deposit && againstDeposit(slip, await reader.get('deposits', slip.deposit), reader.today)
  return [
    ...(deposit ?? []),
    ...(await deductionsOpen(slip, reader)),
    ...(await againstFee(slip, reader)),
    ...(await againstPrepayment(slip, reader)),
    ...(await againstWritten(slip, reader)),
    ...(await arrearsOf(slip, reader)),
  ]
}

/** Nobody has said how the money goes back: as the company has settled, where that needs no account (X17). */
export async function route({ id, method, prepayment }: Slip, tx: Tx) {
  const usual = tx.policy('refund.route')
  if (method !== 'original' || usual === 'original' || usual === 'transfer') return
  if (usual !== 'prepayment' || prepayment === null) await tx.update('refund-slips', id, { method: usual })
}
/** The deposit goes on its way out, and the payment window begins: from the day it may go back, or today where that is past. */
export async function applyFor(slip: Slip, tx: Tx) {
  let from = tx.today
  if (slip.deposit) {
    const deposit = await tx.perform('deposits', slip.deposit, 'apply', { refund: slip.id })
    if (deposit.refundableFrom && deposit.refundableFrom > from) from = deposit.refundableFrom
  }
  const days = tx.policy('deposit_refund.pay_within_working_days')
  const payBy = workingDaysAfter(from, days, await calendarOf(tx, from))
  await tx.update('refund-slips', slip.id, { payBy })
  if (slip.deposit) await reapplied({ room: slip.room, deposit: slip.deposit }, tx)
  await progress(slip, '提交会签', tx)
}
/** The slip is back on the applicant's desk, refused or void: the deposit is held again. */
export async function letGo(slip: Slip, tx: Tx) {
  if (slip.status === 'signing') return
  if (slip.application && slip.status !== 'draft') await dropApplication(slip, tx)
  if (!slip.deposit) return
  const deposit = await tx.get('deposits', slip.deposit)
  const waits = deposit.status === 'refund-applied' || deposit.status === 'approved'
  if (waits && deposit.refund === slip.id) await tx.perform('deposits', deposit.id, 'release')
}
/** What was asked for in writing is refused with the slip, or lies on the desk again when the slip is void. */
async function dropApplication({ application, status, unmet: why, papersNeeded }: Slip, tx: Tx) {
  if (!application) return
  if (status !== 'refused') return tx.perform('refund-applications', application, 'reopen')
  return tx.perform('refund-applications', application, 'refuse', { unmet: why, papersNeeded })
}
/** Not refunded: the deposit is held again, and the customer is to be told why (D03). */
export async function turnDown(slip: Slip, tx: Tx) {
  await letGo(slip, tx)
  await openRefusal({ slip }, tx)
  await progress(slip, '不予退款', tx, slip.unmet)
}
/** The last signature approves what is refunded too. */
export async function approveAll(slip: Slip, tx: Tx) {
  if (slip.status !== 'approved') return
  if (slip.deposit) await tx.perform('deposits', slip.deposit, 'approve')
  if (slip.application) await tx.perform('refund-applications', slip.application, 'approve')
  await progress(slip, '审批通过', tx)
}
/** What the customer leaves with the office is paid ahead for his home: no money goes out. */
async function keepAhead({ id, room, payee, amount }: Slip, tx: Tx): Promise<string | null> {
  return (await tx.create('prepayments', { refund: id, room, payer: payee, amount })).number
}
/** The cashier has paid, or kept it for the customer: the deposit is closed, or the fee shows what went back. */
export async function payOut(slip: Slip, tx: Tx) {
  if (slip.deposit) {
    const deposit = await tx.get('deposits', slip.deposit)
    const answers = { refunded: deposit.refunded + slip.amount, refundedOn: tx.today }
    await tx.perform('deposits', deposit.id, slip.deducted > 0 ? 'part-refund' : 'refund', answers)
  }
  if (slip.receivable) {
    const fee = await tx.get('receivables', slip.receivable)
    await tx.perform('receivables', fee.id, 'refund', { refunded: fee.refunded + slip.amount })
  }
  if (slip.prepayment) {
    const ahead = await tx.get('prepayments', slip.prepayment)
    await tx.perform('prepayments', ahead.id, 'refund', { refunded: ahead.refunded + slip.amount })
  }
  if (slip.application) await payApplication(slip.application, tx)
  if (slip.method === 'prepayment') await progress(slip, '已转预存款', tx, await keepAhead(slip, tx))
  else await progress(slip, '已付款', tx, slip.voucher)
}
async function payApplication(id: Id<'refund-applications'>, tx: Tx) {
  const asked = await tx.get('refund-applications', id)
  for (const receivable of new Set((asked.items ?? []).map((one) => one.receivable))) {
    const fee = await tx.get('receivables', receivable)
    const amount = sumOf(asked.items, (one) => (one.receivable === receivable ? one.amount : 0))
    await tx.perform('receivables', fee.id, 'refund', { refunded: fee.refunded + amount })
  }
  await tx.perform('refund-applications', id, 'pay')
}
