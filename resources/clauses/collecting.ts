import {
  type Blocker,
  type Day,
  daysAfter,
  type Month,
  monthOf,
  type Reader,
  type RecordOf,
  type RuleTx,
  type Tx,
} from '#engine'
import { openReceivables } from './counter.ts'
import { tellMany } from './messages.ts'
import { sumOf } from './money.ts'
import { dueDay } from './notices.ts'
import { allotted } from './prepaying.ts'
import { roomNames } from './rooms.ts'

type Collection = RecordOf<'bank-collections'>
type Line = RecordOf<'bank-collection-lines'>
type Agreement = RecordOf<'auto-debit-agreements'>

/** A home is debited under one agreement at a time. */
export async function alreadyDebited({ id, room }: Agreement, reader: Reader): Promise<Blocker[]> {
  const others = (await reader.find('auto-debit-agreements', { room, status: 'active' })).filter((one) => one.id !== id)
  return others.map((one) => ({
    message: `该房已有有效的扣费协议 ${one.number}`,
    resource: 'auto-debit-agreements',
    id: one.id,
  }))
}

/** What a home owes under its agreement. */
async function duesOf({ room, items }: Pick<Agreement, 'room' | 'items'>, reader: Reader) {
  const named = new Set(items?.map(({ feeItem }) => feeItem))
  return (await openReceivables(reader, room)).filter(({ feeItem }) => named.size === 0 || named.has(feeItem))
}
const debitDay = (period: Month, round: Collection['round'], reader: Pick<Reader, 'policy'>): Day =>
  dueDay(period, reader.policy(round === 'first' ? 'billing.first_bank_day' : 'billing.second_bank_day'))

/** Lists everybody with an agreement who owes something; the second time those whose first debit failed. */
export async function listDebits(slip: Collection, tx: Tx) {
  const debitOn = slip.debitOn ?? debitDay(slip.period, slip.round, tx)
  if (debitOn !== slip.debitOn) await tx.update('bank-collections', slip.id, { debitOn })
  const old = await tx.find('bank-collection-lines', { collection: slip.id, status: 'draft' })
  await tx.performMany(
    'bank-collection-lines',
    old.map(({ id }) => id),
    'drop',
  )
  const before = await firstRound(slip, tx)
  const withBank = await tx.find('bank-collection-lines', { project: slip.project, status: ['notified', 'succeeded'] })
  const busy = new Set(withBank.map(({ agreement }) => agreement))
  const agreements = await tx.find(
    'auto-debit-agreements',
    { project: slip.project, status: 'active' },
    { sort: 'number' },
  )
  const drafts: { collection: Collection['id']; agreement: Agreement['id']; amount: number }[] = []
  for (const agreement of agreements) {
    const earlier = before.find((line) => line.agreement === agreement.id)
    if (busy.has(agreement.id)) continue
    if (earlier && earlier.status !== 'contacting' && earlier.status !== 'relisted') continue
    const amount = sumOf(await duesOf(agreement, tx), ({ balance }) => balance)
    if (amount > 0) drafts.push({ collection: slip.id, agreement: agreement.id, amount })
    if (earlier?.status === 'contacting')
      await tx.perform('bank-collection-lines', earlier.id, amount > 0 ? 'relist' : 'settle')
  }
  await tx.createMany('bank-collection-lines', drafts)
  await tx.update('bank-collections', slip.id, {
    count: drafts.length,
    total: sumOf(drafts, ({ amount }) => amount),
    previous: before[0]?.collection ?? null,
  })
}
/** The collection was void: nobody on it is debited. */
export async function strikeOff({ id }: Collection, tx: Tx) {
  const lines = await tx.find('bank-collection-lines', { collection: id, status: ['draft', 'notified'] })
  await tx.performMany(
    'bank-collection-lines',
    lines.map((line) => line.id),
    'drop',
  )
}
async function firstRound({ project, period, round }: Collection, tx: Tx): Promise<Line[]> {
  if (round === 'first') return []
  const first = await tx.find('bank-collections', { project, period, round: 'first', status: ['returned', 'billed'] })
  return tx.find('bank-collection-lines', { collection: first.map(({ id }) => id) })
}

/** Whoever is to be debited is told the day, the sum and the account before. */
export async function notifyDebits(slip: Collection, tx: Tx) {
  const lines = await tx.find('bank-collection-lines', { collection: slip.id, status: 'draft' })
  const names = await roomNames(
    lines.map(({ room }) => room),
    tx,
  )
  await tellMany(
    tx,
    'MSG02',
    lines.map((line) => ({
      to: { room: line.room, name: line.customerName, phone: line.phone },
      words: {
        业主姓名: line.customerName,
        房号: names.get(line.room),
        扣款日: slip.debitOn,
        金额: (line.amount / 100).toFixed(2),
        账号后四位: line.account.slice(-4),
      },
      about: { form: 'bank-collections', id: slip.id, project: slip.project },
    })),
  )
  await tx.performMany(
    'bank-collection-lines',
    lines.map(({ id }) => id),
    'notify',
  )
  await tx.update('bank-collections', slip.id, { toldOn: tx.today })
}
/** Answers are written while the debits are with the bank. */
export async function notWithBank({ collection }: Line, reader: Reader): Promise<Blocker[]> {
  const slip = await reader.get('bank-collections', collection)
  if (slip.status === 'submitted') return []
  return [{ message: '托收不在「已送银行」，不能登记结果', resource: 'bank-collections', id: collection }]
}
export async function unanswered({ id }: Collection, reader: Reader): Promise<Blocker[]> {
  const { count } = await reader.sum('bank-collection-lines', { collection: id, status: 'notified' }, [])
  if (count === 0) return []
  const query = `collection=${id}&status=notified`
  return [{ message: `还有 ${count} 户没有登记扣款结果`, resource: 'bank-collection-lines', query }]
}
/** A debit that failed the second time goes to dunning. */
export async function afterFailure(line: Line, tx: Tx) {
  await tx.update('bank-collection-lines', line.id, { succeeded: null })
  const { round } = await tx.get('bank-collections', line.collection)
  if (round === 'second') await tx.perform('bank-collection-lines', line.id, 'give-up')
}

/** The bills of what succeeded, home by home: the money falls on the oldest dues, what is over is paid ahead. */
export async function writeBills(slip: Collection, tx: Tx) {
  const lines = await tx.find('bank-collection-lines', { collection: slip.id, status: 'succeeded' }, { sort: 'room' })
  for (const [at, line] of lines.entries()) {
    await writeBill(slip, line, tx)
    await tx.progress(at + 1, lines.length)
  }
  await tx.update('bank-collections', slip.id, {
    succeeded: lines.length,
    successTotal: sumOf(lines, ({ succeeded }) => succeeded),
  })
}
async function writeBill(slip: Collection, line: Line, tx: Tx) {
  const agreement = await tx.get('auto-debit-agreements', line.agreement)
  const amount = line.succeeded ?? 0
  const parts = allotted(await duesOf(agreement, tx), amount).slice(0, 100)
  const ahead = amount - sumOf(parts, (part) => part.amount)
  const paid = await tx.create('payment-slips', {
    room: line.room,
    payer: line.holder,
    relation: '扣款账户户名',
    compared: true,
    items: parts.length === 0 ? null : parts.map((part) => ({ receivable: part.due.id, amount: part.amount })),
    prepaying: ahead > 0 ? ahead : null,
  })
  await tx.perform('payment-slips', paid.id, 'debit', {
    tenders: [{ method: agreement.way, amount, reference: slip.number }],
  })
  await tx.perform('bank-collection-lines', line.id, 'bill', { slip: paid.id })
}

/** Some days before each debit day the list is made and everybody on it is told (R022, R023, R035). */
export async function collectDue(tx: RuleTx): Promise<number> {
  const period = monthOf(tx.today)
  let told = 0
  for (const round of ['first', 'second'] as const) {
    const debitOn = debitDay(period, round, tx)
    const last = daysAfter(debitOn, -tx.policy('billing.sms_before_debit'))
    if (tx.today < daysAfter(last, -1) || tx.today > debitOn) continue
    told += await collectRound(period, round, tx)
  }
  return told
}
const laterOf = (one: Day, other: Day) => (one > other ? one : other)
async function collectRound(period: Month, round: Collection['round'], tx: RuleTx): Promise<number> {
  const debitOn = debitDay(period, round, tx)
  const soonest = daysAfter(tx.today, tx.policy('billing.sms_before_debit'))
  const [made] = await tx.find('bank-collections', { project: tx.project, period, round })
  if (!made && (await worthListing(period, round, tx)))
    await tx.create('bank-collections', { project: tx.project, period, round, debitOn: laterOf(debitOn, soonest) })
  const [slip] = await tx.find('bank-collections', { project: tx.project, period, round, status: 'draft' })
  const due = slip && slip.count > 0 && soonest === slip.debitOn
  if (slip && due) await tx.perform('bank-collections', slip.id, 'notify')
  return (made ? 0 : slip ? 1 : 0) + (due ? 1 : 0)
}
async function worthListing(period: Month, round: Collection['round'], tx: RuleTx): Promise<boolean> {
  if (round === 'second') {
    const first = { project: tx.project, period, round: 'first', status: ['returned', 'billed'] } as const
    const ids = (await tx.find('bank-collections', first)).map(({ id }) => id)
    return (await tx.find('bank-collection-lines', { collection: ids, status: 'contacting' }, { limit: 1 })).length > 0
  }
  for (const agreement of await tx.find('auto-debit-agreements', { project: tx.project, status: 'active' }))
    if ((await duesOf(agreement, tx)).length > 0) return true
  return false
}
