import type { Blocker, Fen, Id, Reader, RecordOf, Tx } from '#engine'
import { settleNotices } from './counter.ts'
import type { paymentMethods } from './fees.ts'
import { inYuan, sumOf } from './money.ts'

type Slip = RecordOf<'charge-corrections'>
type Due = RecordOf<'receivables'>

/** What the supervisor has to say, by the kind of error; nothing where he said it. */
export function wanting({ kind, rightPayable, difference, moves, rightMethod, wrongMethod }: Slip): string | undefined {
  if (kind === 'amount' && rightPayable === null) return '请填写更正后应缴'
  if (kind === 'amount' && difference === 0) return '更正后应缴与原应缴相同'
  if (kind === 'item' && (moves ?? []).length === 0) return '请填写实收调整'
  if (kind === 'method' && rightMethod === null) return '请填写更正后收款方式'
  if (kind === 'method' && rightMethod === wrongMethod) return '更正后收款方式与原方式相同'
  return undefined
}

const fee = ({ itemName, period }: Due) => `「${itemName} ${period}」`
const at = (id: string) => ({ resource: 'receivables', id })
const open = ['reported', 'corrected', 'checked'] as const

/** One paper is on one correction at a time. */
async function elsewhere({ id, receivable, receipt, tender }: Slip, reader: Reader): Promise<Blocker[]> {
  const where = receivable ? { receivable } : receipt ? { receipt } : { tender }
  const others = await reader.find('charge-corrections', { ...where, status: open })
  return others
    .filter((one) => one.id !== id)
    .map((one) => ({ message: `已在更正单 ${one.number} 办理`, resource: 'charge-corrections', id: one.id }))
}
async function againstAmount({ receivable, room, wrongPayable, rightPayable }: Slip, reader: Reader) {
  if (!receivable) return []
  const due = await reader.get('receivables', receivable)
  const found: string[] = []
  if (due.room !== room) found.push(`${fee(due)}不是这个房号的费用`)
  if (!['posted', 'part-paid', 'paid'].includes(due.status)) found.push(`${fee(due)}不在账，不能更正`)
  if (due.payable !== wrongPayable) found.push(`${fee(due)}应缴现为 ${inYuan(due.payable)}，与本单不符，请重新提出`)
  if (rightPayable === 0 && due.status === 'posted') found.push(`${fee(due)}不应收的，请由会计取消`)
  return found.map((message) => ({ message, ...at(due.id) }))
}

/** What of a receipt lies on each receivable today. */
async function lyingOn(receipt: Id<'receipts'>, reader: Reader): Promise<Map<Id<'receivables'>, Fen>> {
  const rows = await reader.find('payment-allocations', { receipt, status: 'live' })
  const sums = new Map<Id<'receivables'>, Fen>()
  for (const { receivable, amount } of rows) sums.set(receivable, (sums.get(receivable) ?? 0) + amount)
  return sums
}
async function againstMoves(slip: Slip, reader: Reader): Promise<Blocker[]> {
  if (!slip.receipt || !slip.moves) return []
  const lies = await lyingOn(slip.receipt, reader)
  const ids = [...new Set(slip.moves.flatMap(({ from, to }) => [from, to]))]
  const dues = await reader.find('receivables', { id: ids })
  return dues.flatMap((due) => {
    const out = sumOf(slip.moves, ({ from, amount }) => (from === due.id ? amount : 0))
    const into = sumOf(slip.moves, ({ to, amount }) => (to === due.id ? amount : 0))
    const found: string[] = []
    if (out > (lies.get(due.id) ?? 0))
      found.push(`该收据在${fee(due)}上只有 ${inYuan(lies.get(due.id) ?? 0)}，不能转出 ${inYuan(out)}`)
    if (out > due.paid - due.refunded) found.push(`${fee(due)}已退款，不能转出`)
    if (into > due.balance) found.push(`${fee(due)}只欠 ${inYuan(due.balance)}，不能记入 ${inYuan(into)}`)
    if (into > 0 && due.status !== 'posted' && due.status !== 'part-paid') found.push(`${fee(due)}不在待缴，不能记入`)
    return found.map((message) => ({ message, ...at(due.id) }))
  })
}
async function againstReceipt({ receipt, room, kind }: Slip, reader: Reader): Promise<Blocker[]> {
  if (!receipt) return []
  const paper = await reader.get('receipts', receipt)
  const where = { resource: 'receipts', id: paper.id }
  const name = `收据 ${paper.number}`
  if (paper.status === 'cancelled' || paper.status === 'reversed') return [{ message: `${name}已作废或冲销`, ...where }]
  if (paper.room !== room) return [{ message: `${name}不是这个房号的`, ...where }]
  if (kind === 'reverse' && paper.status === 'issued' && paper.issuedOn === reader.today)
    return [{ message: `${name}是今天开的，请直接作废缴款单`, ...where }]
  return []
}
async function againstReversal({ receipt, kind }: Slip, reader: Reader): Promise<Blocker[]> {
  if (kind !== 'reverse' || !receipt) return []
  const { slip } = await reader.get('receipts', receipt)
  const deposits = await reader.find('deposits', { slip })
  const dues = await reader.find('receivables', { id: [...(await lyingOn(receipt, reader)).keys()] })
  const ahead = await reader.find('prepayments', { slip })
  return [
    ...ahead
      .filter(({ used, refunded }) => used > 0 || refunded > 0)
      .map(({ id }) => ({ message: '本单的预存款已有抵扣或退还，不能冲销', resource: 'prepayments', id })),
    ...deposits
      .filter(({ status, deducted }) => status !== 'held' || deducted > 0)
      .map(({ id }) => ({ message: '本单收取的押金已在扣款或退还，不能冲销', resource: 'deposits', id })),
    ...dues
      .filter(({ refunded }) => refunded > 0)
      .map((due) => ({ message: `${fee(due)}已退款，不能冲销`, ...at(due.id) })),
  ]
}
async function againstTender({ tender, room }: Slip, reader: Reader): Promise<Blocker[]> {
  if (!tender) return []
  const row = await reader.get('payment-tenders', tender)
  const where = { resource: 'payment-tenders', id: row.id }
  if (row.status !== 'live' || row.amount < 0 || row.correction)
    return [{ message: '该收款流水已作废或更正', ...where }]
  return row.room === room ? [] : [{ message: '收款流水不是这个房号的', ...where }]
}

/** What stands against a correction: papers that moved meanwhile, or are on another one. */
export async function notCorrectable(slip: Slip, reader: Reader): Promise<Blocker[]> {
  const tests = [
    elsewhere,
    againstAmount,
    againstReceipt,
    slip.kind === 'item' ? againstMoves : againstReversal,
    againstTender,
  ]
  const found: Blocker[] = []
  for (const test of tests) found.push(...(await test(slip, reader)))
  return found
}

/** The right amount: what was paid above it is to be given back, what is missing is owed. */
async function correctAmount(slip: Slip, tx: Tx) {
  const due = await tx.get('receivables', slip.receivable as Id<'receivables'>)
  const payable = due.payable + slip.difference
  const excess = Math.max(0, due.paid + due.writtenOff - payable)
  const balance = payable - due.paid - due.writtenOff + excess
  const answers = { corrected: due.corrected + slip.difference, excess }
  const step =
    due.status === 'part-paid' && balance === 0
      ? 'correct-whole'
      : due.status === 'paid' && balance > 0
        ? 'correct-part'
        : 'correct'
  await tx.perform('receivables', due.id, step, answers)
  await tx.update('charge-corrections', slip.id, { excess: excess - due.excess })
  await settleNotices(tx, due.room)
}

/** So much more, or less, is paid of a fee; its paper goes where that leads. */
async function payMore(id: Id<'receivables'>, amount: Fen, tx: Tx) {
  const due = await tx.get('receivables', id)
  const paid = due.paid + amount
  const whole = due.payable - paid - due.writtenOff + due.excess === 0
  const step = amount > 0 ? (whole ? 'collect' : 'collect-part') : paid === 0 ? 'reverse' : 'reverse-part'
  await tx.perform('receivables', id, step, { paid })
  await settleNotices(tx, due.room)
}

type Receipt = RecordOf<'receipts'>
/** The books of an earlier day stay as they are: what is taken off is written in red today. */
const allocation = (
  slip: Slip,
  { id, slip: paidBy, methods }: Receipt,
  receivable: Id<'receivables'>,
  amount: Fen,
) => ({
  slip: paidBy,
  receipt: id,
  receivable,
  amount,
  methods,
  correction: slip.id,
})

async function correctItem(slip: Slip, receipt: Receipt, tx: Tx) {
  for (const { from, to, amount } of slip.moves ?? []) {
    await payMore(from, -amount, tx)
    await payMore(to, amount, tx)
    await tx.createMany('payment-allocations', [
      allocation(slip, receipt, from, -amount),
      allocation(slip, receipt, to, amount),
    ])
  }
}

type Tender = RecordOf<'payment-tenders'>
const red = (slip: Slip, tender: Tender, method: keyof typeof paymentMethods, amount: Fen) => ({
  slip: tender.slip,
  method,
  amount,
  reference: slip.number,
  collector: tender.collector,
  correction: slip.id,
})

async function correctMethod(slip: Slip, tx: Tx) {
  const tender = await tx.get('payment-tenders', slip.tender as Id<'payment-tenders'>)
  const right = slip.rightMethod ?? tender.method
  await tx.createMany('payment-tenders', [
    red(slip, tender, tender.method, -tender.amount),
    red(slip, tender, right, tender.amount),
  ])
  await tx.update('payment-tenders', tender.id, { correction: slip.id })
  const [receipt] = await tx.find('receipts', { slip: tender.slip })
  if (receipt) await tx.perform('receipts', receipt.id, 'correct', { correction: slip.id })
}

/** A payment of an earlier day that never was: everything it did is undone, in today's books. */
async function reverse(slip: Slip, receipt: Receipt, tx: Tx) {
  const lies = [...(await lyingOn(receipt.id, tx))].filter(([, amount]) => amount !== 0)
  for (const [receivable, amount] of lies) await payMore(receivable, -amount, tx)
  await tx.createMany(
    'payment-allocations',
    lies.map(([receivable, amount]) => allocation(slip, receipt, receivable, -amount)),
  )
  const tenders = await tx.find('payment-tenders', { slip: receipt.slip, status: 'live' })
  const left = new Map<string, { tender: Tender; amount: Fen }>()
  for (const tender of tenders)
    left.set(tender.method, { tender, amount: tender.amount + (left.get(tender.method)?.amount ?? 0) })
  await tx.createMany(
    'payment-tenders',
    [...left.values()]
      .filter(({ amount }) => amount !== 0)
      .map(({ tender, amount }) => red(slip, tender, tender.method, -amount)),
  )
  for (const { id, amount } of await tx.find('deposits', { slip: receipt.slip }))
    await tx.perform('deposits', id, 'cancel', { reversed: amount })
  for (const { id, amount } of await tx.find('prepayments', { slip: receipt.slip }))
    await tx.perform('prepayments', id, 'cancel', { reversed: amount })
  await tx.perform('payment-slips', receipt.slip, 'reverse')
}

/** The accountant has agreed: the books are put right, to the fen, today. */
export async function carryOut(slip: Slip, tx: Tx) {
  if (slip.kind === 'amount') return correctAmount(slip, tx)
  if (slip.kind === 'method') return correctMethod(slip, tx)
  const receipt = await tx.get('receipts', slip.receipt as Id<'receipts'>)
  if (slip.kind === 'item') await correctItem(slip, receipt, tx)
  else await reverse(slip, receipt, tx)
  const step = slip.kind === 'item' ? 'correct' : 'reverse'
  return tx.perform('receipts', receipt.id, step, { correction: slip.id })
}
export const remember = (slip: Slip, tx: Tx) => tx.update('charge-corrections', slip.id, { doneOn: tx.today })
