import type { Blocker, Fen, Id, Reader, RecordOf, Tx } from '#engine'
import { openReceivables, settleNotices } from './counter.ts'
import { chargeIfLate } from './late-fees.ts'
import { tell } from './messages.ts'
import { inYuan, sumOf } from './money.ts'

type Prepayment = RecordOf<'prepayments'>
type Due = RecordOf<'receivables'>

const payable = async ({ room, restrictedTo }: Prepayment, reader: Reader) =>
  (await openReceivables(reader, room)).filter(({ feeItem }) => restrictedTo === null || feeItem === restrictedTo)

export async function nothingToOffset(slip: Prepayment, reader: Reader): Promise<Blocker[]> {
  if ((await payable(slip, reader)).length > 0) return []
  return [{ message: '没有可抵扣的欠费', resource: 'receivables', query: `room=${slip.room}` }]
}

/** How a sum is shared out over dues, the oldest first; what is left over stays. */
export function allotted(dues: readonly Due[], amount: Fen): { readonly due: Due; readonly amount: Fen }[] {
  let left = amount
  return dues.flatMap((due) => {
    const part = Math.min(left, due.balance)
    left -= part
    return part > 0 ? [{ due, amount: part }] : []
  })
}

/** The balance pays what the home owes, the oldest first; the customer is told. */
export async function offset(slip: Prepayment, tx: Tx) {
  await chargeIfLate(await payable(slip, tx), tx)
  const parts = allotted(await payable(slip, tx), slip.balance)
  for (const { due, amount } of parts) {
    const paid = due.paid + amount
    await tx.perform('receivables', due.id, amount === due.balance ? 'collect' : 'collect-part', { paid })
  }
  await tx.createMany(
    'payment-allocations',
    parts.map(({ due, amount }) => ({ prepayment: slip.id, receivable: due.id, amount, methods: '预存款抵扣' })),
  )
  const taken = sumOf(parts, ({ amount }) => amount)
  const after = await tx.update('prepayments', slip.id, { used: slip.used + taken, noticedOn: tx.today })
  if (after.balance === 0) await tx.perform('prepayments', slip.id, 'exhaust')
  await settleNotices(tx, slip.room)
  await say(slip, parts, taken, after.balance, tx)
}
async function say(slip: Prepayment, parts: ReturnType<typeof allotted>, taken: Fen, balance: Fen, tx: Tx) {
  const home = await tx.get('properties', slip.room)
  const customer = slip.customer === null ? undefined : await tx.get('residents', slip.customer)
  const periods = [...new Set(parts.map(({ due }) => due.period))].join('、')
  await tell(
    tx,
    'MSG03',
    { room: slip.room, name: customer?.name ?? slip.payer, phone: customer?.phone ?? null },
    {
      业主姓名: customer?.name ?? slip.payer,
      房号: `${home.building}-${home.unit}-${home.roomNo}`,
      抵扣金额: (taken / 100).toFixed(2),
      余额: (balance / 100).toFixed(2),
      期间: periods,
    },
    { form: 'prepayments', id: slip.id, project: slip.project },
  )
}

const ofToday = ({ id }: Prepayment, reader: Reader) =>
  reader.find('payment-allocations', { prepayment: id, status: 'live', paidOn: reader.today })
/** Only what was offset today is taken back; what came of it later is a correction's. */
export async function nothingOfToday(slip: Prepayment, reader: Reader): Promise<Blocker[]> {
  return (await ofToday(slip, reader)).length > 0 ? [] : [{ message: '今天没有抵扣，隔日的请办理收费更正' }]
}
/** What was offset today is undone to the fen. */
export async function takeBackOffset(slip: Prepayment, tx: Tx) {
  const live = await ofToday(slip, tx)
  for (const { id, receivable, amount } of live) {
    const due = await tx.get('receivables', receivable)
    const paid = due.paid - amount
    await tx.perform('receivables', due.id, paid === 0 ? 'reverse' : 'reverse-part', { paid })
    await tx.perform('payment-allocations', id, 'reverse')
  }
  await tx.update('prepayments', slip.id, { used: slip.used - sumOf(live, ({ amount }) => amount) })
  await settleNotices(tx, slip.room)
}

/** Money the home has paid ahead is used before it is asked for more (W07 step 2). */
export async function unusedPrepayments(
  { room, items }: { room: Id<'properties'>; items: readonly { receivable: Id<'receivables'> }[] | null },
  reader: Reader,
): Promise<Blocker[]> {
  if ((items ?? []).length === 0) return []
  const open = await reader.find('prepayments', { room, status: 'open', balance: { gt: 0 } })
  const found: Blocker[] = []
  for (const one of open) {
    const dues = await payable(one, reader)
    if (dues.length > 0)
      found.push({
        message: `该房还有预存款 ${inYuan(one.balance)}（${one.number}），请先抵扣`,
        resource: 'prepayments',
        id: one.id,
      })
  }
  return found
}

/** Every home of a project that has paid ahead and owes something is offset; says how much was. */
export async function offsetAll(project: string | null, tx: Tx): Promise<Fen> {
  let taken = 0
  for (const one of await tx.find('prepayments', { project, status: 'open', balance: { gt: 0 } }, { sort: 'number' })) {
    if ((await payable(one, tx)).length === 0) continue
    const after = await tx.perform('prepayments', one.id, 'offset')
    taken += (await tx.get('prepayments', after.id)).used - one.used
  }
  return taken
}
