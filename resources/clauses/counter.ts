import { type Blocker, type Id, OFFICE, type Reader, type RecordOf, type Tx } from '#engine'
import { depositKinds, paymentMethods } from './fees.ts'
import { chargeIfLate } from './late-fees.ts'
import { inYuan, sumOf } from './money.ts'
import { duesOf, settleWorks, signedFor, unplanned } from './renovation-billing.ts'

type Slip = RecordOf<'payment-slips'>
type Home = Id<'properties'>

/** What a home still owes, the oldest first. */
export const openReceivables = (reader: Reader, room: Home) =>
  reader.find('receivables', { room, status: ['posted', 'part-paid'] }, { sort: 'period' })

/** A slip opened with nothing on it lists everything the home owes, and what it owes for being late. */
export async function listDues(slip: Slip, tx: Tx) {
  if (slip.items || slip.deposits || slip.prepaying) return
  if (slip.renovation) return tx.update('payment-slips', slip.id, await duesOf(slip.renovation, tx))
  await chargeIfLate(await openReceivables(tx, slip.room), tx)
  const dues = await openReceivables(tx, slip.room)
  if (dues.length > 0)
    await tx.update('payment-slips', slip.id, { items: dues.slice(0, 100).map(({ id }) => ({ receivable: id })) })
}
export const twice = ({ items }: Slip) =>
  new Set(items?.map(({ receivable }) => receivable)).size < (items?.length ?? 0)
/** The first line on which more is to be paid than is owed, in a sentence. */
export function tooMuch({ items }: Slip): string | undefined {
  const line = items?.find(({ amount, balance }) => amount > balance)
  return line && `「${line.item} ${line.period}」只欠 ${inYuan(line.balance)}，多缴的请填入「转预存款」`
}
/** Why the money on the table is not what the slip says, to the fen; nothing where it is. */
export function misfit({ tenders, total }: Slip): string | undefined {
  const tendered = sumOf(tenders, ({ amount }) => amount)
  const both = `实收 ${inYuan(tendered)} `
  if (tendered > total)
    return `${both}多于合计 ${inYuan(total)}，请退还多收的 ${inYuan(tendered - total)}，或将它填入「转预存款」`
  return tendered < total ? `${both}少于合计 ${inYuan(total)}，部分缴款请先调减缴费明细` : undefined
}

/** What the receivables say against a payment: another home's, closed meanwhile, or smaller than what is to be paid. */
export async function unpayable(slip: Slip, reader: Reader): Promise<Blocker[]> {
  const dues = await reader.find('receivables', { id: (slip.items ?? []).map(({ receivable }) => receivable) })
  const strange = await unplanned(slip, reader)
  const found = dues.flatMap((due) => {
    const amount = slip.items?.find(({ receivable }) => receivable === due.id)?.amount ?? 0
    const name = `「${due.itemName} ${due.period}」`
    const where = { resource: 'receivables', id: due.id }
    if (due.room !== slip.room) return [{ message: `${name}不是这个房号的费用，请核对房号`, ...where }]
    if (due.status !== 'posted' && due.status !== 'part-paid')
      return [{ message: `${name}不在待缴，不能收款`, ...where }]
    if (amount <= due.balance) return []
    return [
      { message: `${name}只欠 ${inYuan(due.balance)}，不能收 ${inYuan(amount)}：多缴的请填入「转预存款」`, ...where },
    ]
  })
  return [...strange, ...found]
}

/** Notices whose receivables are all paid are settled; settled ones of which something is owed again are not. */
export async function settleNotices(tx: Tx, ...rooms: readonly Home[]) {
  const status = ['approved', 'delivering', 'delivered', 'contact-due', 'contacted', 'settled'] as const
  const notices = await tx.find('payment-notices', { room: rooms, status })
  if (notices.length === 0) return
  const listed = notices.flatMap(({ lines }) => (lines ?? []).map(({ receivable }) => receivable))
  const open = new Set(
    (await tx.find('receivables', { id: [...new Set(listed)] })).flatMap(({ id, balance }) =>
      balance === 0 ? [] : id,
    ),
  )
  const isSettled = ({ lines }: RecordOf<'payment-notices'>) =>
    (lines ?? []).every(({ receivable }) => !open.has(receivable))
  const turned = notices.filter((one) => isSettled(one) !== (one.status === 'settled'))
  const ids = (settled: boolean) => turned.filter((one) => isSettled(one) === settled).map(({ id }) => id)
  await tx.performMany('payment-notices', ids(true), 'settle')
  await tx.performMany('payment-notices', ids(false), 'reopen')
}

/** A slip whose money is in, and the receipt for it. */
interface Paid {
  readonly slip: Slip
  readonly receipt: Id<'receipts'>
  /** By which ways it was paid, in words. */
  readonly methods: string
}

async function allocate(paid: readonly Paid[], tx: Tx) {
  const drafts = paid.flatMap(({ slip, receipt, methods }) =>
    (slip.items ?? []).map(({ receivable, amount }) => ({ slip: slip.id, receipt, receivable, amount, methods })),
  )
  if (drafts.length === 0) return
  const amounts = new Map<Id<'receivables'>, number>()
  for (const { receivable, amount } of drafts) amounts.set(receivable, (amounts.get(receivable) ?? 0) + amount)
  const dues = await tx.find('receivables', { id: [...amounts.keys()] })
  await chargeIfLate(dues, tx)
  const paidOf = (due: RecordOf<'receivables'>) => due.paid + (amounts.get(due.id) ?? 0)
  const isWhole = (due: RecordOf<'receivables'>) => paidOf(due) + due.writtenOff >= due.payable
  const ids = (whole: boolean) => dues.filter((due) => isWhole(due) === whole).map(({ id }) => id)
  await tx.performMany('receivables', ids(true), 'collect', (due) => ({ paid: paidOf(due) }))
  await tx.performMany('receivables', ids(false), 'collect-part', (due) => ({ paid: paidOf(due) }))
  await tx.createMany('payment-allocations', drafts)
}
async function holdDeposits(paid: readonly Paid[], tx: Tx) {
  const noticeIds = paid.flatMap(({ slip }) => (slip.deposits && slip.renovation ? [slip.renovation] : []))
  const notices = noticeIds.length > 0 ? await tx.find('renovation-payment-notices', { id: noticeIds }) : []
  const drafts = paid.flatMap(({ slip, receipt }) => {
    const notice = notices.find(({ id }) => id === slip.renovation)
    return (slip.deposits ?? []).map(({ kind, amount, contractor }) => ({
      kind,
      ...(notice && { notice: notice.id, renovation: notice.application }),
      slip: slip.id,
      receipt,
      room: slip.room,
      payer: slip.payer,
      payerType: contractor ? ('contractor' as const) : ('owner' as const),
      amount,
    }))
  })
  await tx.createMany('deposits', drafts)
}
async function keepTenders(paid: readonly Paid[], tx: Tx) {
  const collector = tx.user.id === OFFICE.id ? null : (tx.user.id as Id<'users'>)
  const drafts = paid.flatMap(({ slip }) =>
    (slip.tenders ?? []).map(({ method, amount, reference }) => ({
      slip: slip.id,
      method,
      amount,
      reference,
      collector,
    })),
  )
  await tx.createMany('payment-tenders', drafts)
}
async function keepAhead(paid: readonly Paid[], tx: Tx) {
  const drafts = paid.flatMap(({ slip: { id, room, payer, prepaying }, receipt }) =>
    prepaying ? [{ slip: id, receipt, room, payer, amount: prepaying }] : [],
  )
  await tx.createMany('prepayments', drafts)
}

/** What a receipt for the slip says. */
function receiptFor(slip: Slip) {
  const ways = (slip.tenders ?? []).map(({ method }) => method)
  const fees = (slip.items ?? []).map(({ item, period, amount }) => ({ item, period, amount }))
  const held = (slip.deposits ?? []).map(({ kind, amount }) => ({ item: depositKinds[kind], amount }))
  const ahead = slip.prepaying ? [{ item: '预存款', amount: slip.prepaying }] : []
  return {
    slip: slip.id,
    kind: ways.includes('collection') || ways.includes('debit') ? ('collection' as const) : ('receipt' as const),
    methods: [...new Set(ways.map((way) => paymentMethods[way]))].join('、'),
    lines: [...fees, ...held, ...ahead],
  }
}

/** The money is in: receivables fall, deposits are held, receipts are issued — all in one transaction, numbers last. */
export async function takeMoney(slips: readonly Slip[], tx: Tx) {
  const receipts = await tx.createMany('receipts', slips.map(receiptFor))
  const paid = receipts.flatMap(({ id, methods }, at): Paid[] => {
    const slip = slips[at]
    return slip ? [{ slip, receipt: id, methods: methods ?? '' }] : []
  })
  const rooms = [...new Set(slips.map(({ room }) => room))]
  await allocate(paid, tx)
  await keepTenders(paid, tx)
  await settleNotices(tx, ...rooms)
  await holdDeposits(paid, tx)
  await settleWorks(tx, ...rooms)
  await keepAhead(paid, tx)
  const receiptOf = new Map(paid.map(({ slip, receipt }) => [slip.id, receipt]))
  await tx.updateMany('payment-slips', [...receiptOf.keys()], ({ id }) => ({
    receipt: receiptOf.get(id) ?? null,
    receivedOn: tx.today,
  }))
  await tx.performMany(
    'receipts',
    receipts.map(({ id }) => id),
    'issue',
  )
}

/** What hinders taking a payment back: its money is handed over, a deposit is on its way out, a fee already refunded. */
export async function irreversible(slip: Slip, reader: Reader): Promise<Blocker[]> {
  const deposits = await reader.find('deposits', { slip: slip.id })
  const ahead = await reader.find('prepayments', { slip: slip.id })
  const dues = await reader.find('receivables', { id: (slip.items ?? []).map(({ receivable }) => receivable) })
  const settled = await reader.find('receipts', { slip: slip.id, status: ['handed-over', 'booked', 'reversed'] })
  return [
    ...(await signedFor(slip, reader)),
    ...settled.map(({ id, number }) => ({
      message: `收据 ${number} 已随日清日结交款，不能作废，请办理收费更正`,
      resource: 'receipts',
      id,
    })),
    ...deposits
      .filter(({ status, deducted }) => status !== 'held' || deducted > 0)
      .map(({ id }) => ({ message: '本单收取的押金已在扣款或退还，不能作废', resource: 'deposits', id })),
    ...ahead
      .filter(({ used, refunded }) => used > 0 || refunded > 0)
      .map(({ id }) => ({ message: '本单的预存款已有抵扣或退还，不能作废', resource: 'prepayments', id })),
    ...dues
      .filter(({ refunded }) => refunded > 0)
      .map(({ id, itemName }) => ({ message: `「${itemName}」已退款，不能作废`, resource: 'receivables', id })),
  ]
}

/** The payment was void: everything it did is undone to the fen. */
export async function giveBack(slip: Slip, tx: Tx) {
  for (const { id, receivable, amount } of await tx.find('payment-allocations', { slip: slip.id, status: 'live' })) {
    const due = await tx.get('receivables', receivable)
    const paid = due.paid - amount
    await tx.perform('receivables', due.id, paid === 0 ? 'reverse' : 'reverse-part', { paid })
    await tx.perform('payment-allocations', id, 'reverse')
  }
  for (const { id } of await tx.find('payment-tenders', { slip: slip.id, status: 'live' }))
    await tx.perform('payment-tenders', id, 'reverse')
  await settleNotices(tx, slip.room)
  for (const { id, amount } of await tx.find('deposits', { slip: slip.id }))
    await tx.perform('deposits', id, 'cancel', { reversed: amount })
  await settleWorks(tx, slip.room)
  for (const { id, amount } of await tx.find('prepayments', { slip: slip.id }))
    await tx.perform('prepayments', id, 'cancel', { reversed: amount })
  for (const { id } of await tx.find('receipts', { slip: slip.id })) await tx.perform('receipts', id, 'cancel')
}
