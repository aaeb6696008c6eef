import {
  type Blocker,
  type Day,
  daysAfter,
  type Fen,
  type Id,
  type Reader,
  type RecordOf,
  type RuleTx,
  type Tx,
  type User,
} from '#engine'
import { calendarOf, workingDaysAfter } from './days.ts'
import { paymentMethods } from './fees.ts'
import { inYuan, sumOf } from './money.ts'
import { another } from './persons.ts'

type Settlement = RecordOf<'daily-settlements'>
type Tender = RecordOf<'payment-tenders'>
type Method = keyof typeof paymentMethods
type Counted = readonly { readonly method: Method; readonly amount: Fen }[] | null

/** Money that nobody has accounted for yet is looked for so many days back. */
const LOOK_BACK = 31

const handed = ['handed-over', 'difference-found', 'matched', 'banked', 'audited'] as const

/** The money that this collector took and has not handed over: since the last time he did, up to the day. */
async function unsettled({ id, project, collector, date }: Settlement, reader: Reader): Promise<Tender[]> {
  const [last] = await reader.find(
    'daily-settlements',
    { project, collector, id: { ne: id }, status: handed, date: { lte: date } },
    { sort: '-date', limit: 1 },
  )
  const since = last?.date ?? daysAfter(date, -LOOK_BACK)
  return reader.find('payment-tenders', {
    project,
    collector,
    settlement: null,
    status: 'live',
    receivedOn: { gte: since, lte: date },
  })
}

const byMethod = (tenders: readonly { readonly method: Method; readonly amount: Fen }[]) => {
  const sums = new Map<Method, { amount: Fen; count: number }>()
  for (const { method, amount } of tenders) {
    const sum = sums.get(method) ?? { amount: 0, count: 0 }
    sums.set(method, { amount: sum.amount + amount, count: sum.count + 1 })
  }
  return sums
}

/** The receipts behind the money: with their amount, or against it where a payment was reversed. */
async function receiptsOf(tenders: readonly Tender[], reader: Reader) {
  const slips = [...new Set(tenders.map(({ slip }) => slip))]
  const receipts = await reader.find('receipts', { slip: slips, status: { ne: 'cancelled' } }, { sort: 'number' })
  return receipts.flatMap(({ id, slip, number, payer, amount, status, settlement }) => {
    const mine = sumOf(
      tenders.filter((one) => one.slip === slip),
      (one) => one.amount,
    )
    if (mine === 0) return []
    return [
      {
        number,
        line: { receipt: id, payer, amount: mine < 0 && (status === 'reversed' || settlement) ? -amount : amount },
      },
    ]
  })
}

/** Lists the day: the receipts, and the money by the ways in which it was paid. */
export async function fillSettlement(slip: Settlement, tx: Tx) {
  const tenders = await unsettled(slip, tx)
  const listed = await receiptsOf(tenders, tx)
  const money = [...byMethod(tenders)].map(([method, sum]) => ({ method, ...sum }))
  await tx.update('daily-settlements', slip.id, {
    receipts: listed.map(({ line }) => line),
    money,
    receiptFrom: listed[0]?.number ?? null,
    receiptTo: listed.at(-1)?.number ?? null,
  })
}

/** What hinders handing over: the list is no longer the day's, or a void waits for its second person. */
export async function outdatedList(slip: Settlement, reader: Reader): Promise<Blocker[]> {
  const tenders = await unsettled(slip, reader)
  const count = sumOf(slip.money, (line) => line.count)
  if (tenders.length !== count || sumOf(tenders, ({ amount }) => amount) !== slip.systemTotal)
    return [{ message: '清单列出后又有收款或作废，请重新取数' }]
  const slips = await reader.find('payment-slips', { id: tenders.map((one) => one.slip) })
  return slips
    .filter(({ voiding, status }) => voiding != null && status === 'received')
    .map(({ id, number }) => ({
      message: `缴款单 ${number} 已申请作废，尚未确认`,
      resource: 'payment-slips',
      id,
    }))
}

/** The collector hands over: what is listed belongs to this settlement and to no other. */
export async function handOver(slip: Settlement, tx: Tx) {
  const tenders = await unsettled(slip, tx)
  const settlement = slip.id
  const ids = tenders.map(({ id }) => id)
  await tx.performMany('payment-tenders', ids, 'settle', { settlement })
  const slips = [...new Set(tenders.map((one) => one.slip))]
  const receipts = await tx.find('receipts', { slip: slips, status: 'issued' })
  await tx.performMany(
    'receipts',
    receipts.map(({ id }) => id),
    'hand-over',
    { settlement },
  )
}
const receiptsIn = (slip: Settlement, reader: Reader) =>
  reader.find('receipts', { settlement: slip.id, status: 'handed-over' })

/** A settlement that was void: its money and receipts are the collector's again. */
export async function takeBack(slip: Settlement, tx: Tx) {
  const tenders = await tx.find('payment-tenders', { settlement: slip.id, status: 'live' })
  const ids = tenders.map(({ id }) => id)
  await tx.performMany('payment-tenders', ids, 'settle', { settlement: null })
  const receipts = (await receiptsIn(slip, tx)).map(({ id }) => id)
  await tx.performMany('receipts', receipts, 'take-back', { settlement: null })
}

/** How the money on the table differs from the system, way by way; nothing where it does not. */
function differs(money: Settlement['money'], counted: Counted): string | undefined {
  const [system, table] = [byMethod(money ?? []), byMethod(counted ?? [])]
  const wrong = [...new Set([...system.keys(), ...table.keys()])].flatMap((method) => {
    const [should, is] = [system.get(method)?.amount ?? 0, table.get(method)?.amount ?? 0]
    if (should === is) return []
    const gap = is > should ? `多 ${inYuan(is - should)}` : `少 ${inYuan(should - is)}`
    return [`${paymentMethods[method]}系统 ${inYuan(should)}、实点 ${inYuan(is)}，${gap}`]
  })
  return wrong.length > 0 ? wrong.join('；') : undefined
}
const OWN = '收款人不能核对自己的交款'
/** Handed over by the collector himself, where the system and the receipts say the same. */
export function mayHandOver({ collector, money, systemTotal, receiptTotal }: Settlement, user: User): true | string {
  if (collector !== user.id) return '只有收款人本人可以交款'
  if ((money ?? []).length === 0) return '没有待交的款项'
  return systemTotal === receiptTotal || `系统 ${inYuan(systemTotal)} 与收据 ${inYuan(receiptTotal)} 不符，不能交款`
}
export function agrees({ collector, money, counted }: Settlement, user: User): true | string {
  if (collector === user.id) return OWN
  const sentence = differs(money, counted)
  return !sentence || `${sentence}：请登记差异`
}
export function disagrees({ collector, money, counted }: Settlement, user: User): true | string {
  if (collector === user.id) return OWN
  return differs(money, counted) !== undefined || '系统、收据、实点相符，没有差异'
}
/** A difference is closed when it is gone, or the supervisor has accounted for it to the fen. */
export function isExplained(slip: Settlement, user: User): true | string {
  const { collector, explaining, explained, difference, money, counted } = slip
  const other = another(user, [collector, explaining?.user], '收款人、说明人不能核对')
  if (other !== true) return other
  if (!explaining) return '差异须先由客服主管说明'
  const sentence = differs(money, counted)
  if (!sentence || (explained ?? 0) === difference) return true
  return `${sentence}：主管说明的差异为 ${inYuan(explained ?? 0)}，不能平账`
}
export const cashIn = (lines: Counted): Fen => sumOf(lines, ({ method, amount }) => (method === 'cash' ? amount : 0))

/** Cash is banked in time: so many working days after it was matched. */
export async function bankInTime(slip: Settlement, tx: Tx) {
  if (slip.cash <= 0) return
  const days = tx.policy('settlement.bank_within_working_days')
  const bankBy = workingDaysAfter(tx.today, days, await calendarOf(tx, tx.today))
  await tx.update('daily-settlements', slip.id, { bankBy })
}

/** The accountant has audited: the receipts are in the books, and what he looked at is on record (B21). */
export async function bookSettlement(slip: Settlement, tx: Tx) {
  const receipts = (await receiptsIn(slip, tx)).map(({ id }) => id)
  await tx.performMany('receipts', receipts, 'book')
  const audit = await tx.create('charge-audits', {
    project: slip.project,
    date: tx.today,
    level: 'accountant',
    scope: slip.audited ?? [],
    settlement: slip.id,
    checked: slip.receipts?.length ?? 0,
  })
  await tx.perform('charge-audits', audit.id, 'sign')
}

/** Whoever took money on an earlier day and has not handed it over finds the slip ready on his desk. */
export async function openSettlements(tx: RuleTx): Promise<number> {
  const day: Day = daysAfter(tx.today, -1)
  const tenders = await tx.find('payment-tenders', {
    project: tx.project,
    settlement: null,
    status: 'live',
    receivedOn: { gte: daysAfter(day, -LOOK_BACK), lte: day },
  })
  const collectors = new Set(tenders.flatMap(({ collector }) => collector ?? []))
  const open = await tx.find('daily-settlements', { project: tx.project, status: 'draft' })
  for (const { collector } of open) collectors.delete(collector)
  let count = 0
  for (const collector of collectors) {
    await tx.create('daily-settlements', { project: tx.project, date: day, collector: collector as Id<'users'> })
    count++
  }
  return count
}
