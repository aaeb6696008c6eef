import type { Blocker, Reader, RecordOf, Tx } from '#engine'
import { inYuan, sumOf } from './money.ts'
import { applicationProgress, openRefusal, reapplied } from './refund-progress.ts'

type Application = RecordOf<'refund-applications'>

const ended = ['refused', 'refunded', 'closed', 'void']

/** What the books say against an application: other homes' fees, more than was paid, on another application already. */
export async function againstApplication(slip: Application, reader: Reader): Promise<Blocker[]> {
  const items = slip.items ?? []
  const fees = await reader.find('receivables', { id: items.map(({ receivable }) => receivable) })
  const found = fees.flatMap((fee): Blocker[] => {
    const name = `「${fee.itemName} ${fee.period}」`
    const where = { resource: 'receivables', id: fee.id }
    const asked = sumOf(items, ({ receivable, amount }) => (receivable === fee.id ? amount : 0))
    if (fee.room !== slip.room) return [{ message: `${name}不是这个房号的费用`, ...where }]
    const left = fee.paid - fee.refunded
    return asked > left ? [{ message: `${name}已缴未退的只有 ${inYuan(left)}，不能退 ${inYuan(asked)}`, ...where }] : []
  })
  const others = await reader.find('refund-applications', { room: slip.room })
  const open = ['signing', 'approved', 'appointed', 'unclaimed'] as const
  const slips = await reader.find('refund-slips', {
    receivable: items.map(({ receivable }) => receivable),
    status: open,
  })
  const mine = new Set(items.map(({ receivable }) => receivable))
  const same = others.filter(
    (one) =>
      one.id !== slip.id &&
      !ended.includes(one.status) &&
      one.status !== 'draft' &&
      (one.items ?? []).some(({ receivable }) => mine.has(receivable)),
  )
  return [
    ...found,
    ...slips.map(({ id, number }) => ({
      message: `该费用已在退款单 ${number} 办理`,
      resource: 'refund-slips',
      id,
    })),
    ...same.map(({ id, number }) => ({
      message: `该费用已在退费申请 ${number} 办理`,
      resource: 'refund-applications',
      id,
    })),
  ]
}

/** The papers are complete: the refund slip goes to its signers, by the same chain as any other. */
export async function openReview(slip: Application, tx: Tx) {
  await tx.update('refund-applications', slip.id, { complete: slip.missingPapers === null })
  await applicationProgress(slip, '资料齐全，开始审核', tx)
  const refund = await tx.create('refund-slips', {
    kind: 'application',
    application: slip.id,
    ground: slip.ground === 'overpaid' ? 'wrong-charge' : slip.ground,
    explanation: slip.reason,
    room: slip.room,
    original: slip.total,
    payee: slip.payee,
    method: slip.method,
    account: slip.account,
    bank: slip.bank,
  })
  await tx.update('refund-applications', slip.id, { refund: refund.id })
  await tx.perform('refund-slips', refund.id, 'submit')
}
export async function receive(slip: Application, tx: Tx) {
  await reapplied({ room: slip.room, deposit: null }, tx)
  await applicationProgress(slip, '已受理', tx)
}
export async function refuseApplication(slip: Application, tx: Tx) {
  await openRefusal({ application: slip }, tx)
}
