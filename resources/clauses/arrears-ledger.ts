import { type Blocker, type Day, type Id, type Occasion, type Reader, type RecordOf, refuse, type Tx } from '#engine'
import type { Class } from './arrears.ts'
import { inYuan, sumOf } from './money.ts'

export type Row = RecordOf<'arrears-ledgers'>
type Due = RecordOf<'receivables'>
type Home = Id<'properties'>

/** The stages in which a home still owes. */
export const LIVE = [
  'open',
  'promised',
  'instalments',
  'letter-listed',
  'lawyer-letter',
  'suit-listed',
  'lawsuit',
  'judged',
] as const

/** What a home owes, as the ledger holds it. */
export function factsOf(dues: readonly Due[]) {
  const periods = dues.map(({ period }) => period).sort()
  const late = dues.filter(({ source }) => source === 'late-fee')
  return {
    oldestOn: dues.map(({ dueOn }) => dueOn).sort()[0] ?? null,
    from: periods[0] ?? null,
    until: periods.at(-1) ?? null,
    items: [...new Set(dues.map(({ itemName }) => itemName))].join('、').slice(0, 200) || null,
    count: dues.length,
    principal: sumOf(dues, ({ balance }) => balance) - sumOf(late, ({ balance }) => balance),
    lateFee: sumOf(late, ({ balance }) => balance),
  }
}
const overdue = (tx: Reader, room: Home) =>
  tx.find('receivables', { room, status: ['posted', 'part-paid'], dueOn: { lt: tx.today } })

/** Why a home owes more or less than yesterday: money came or went back, what it owes was changed, or time passed. */
type Cause = 'money' | 'changed' | 'time'
/** Brings a row to what the home owes now, and closes it where that is nothing. */
export async function reckon(row: Row, dues: readonly Due[], cause: Cause, tx: Tx, more: Partial<Row> = {}) {
  const facts = factsOf(dues)
  const change = facts.principal + facts.lateFee - row.total
  const owed = cause === 'money' ? row.owed : row.owed + change
  const patch = { ...facts, owed, ...more }
  const same = Object.entries(patch).every(([blank, value]) => row[blank as keyof Row] === value)
  if (!same) await tx.update('arrears-ledgers', row.id, patch)
  if (cause === 'money') await credit(row, -change, tx)
  if (facts.count === 0 && row.status !== 'cleared') await tx.perform('arrears-ledgers', row.id, 'clear')
  return !same
}
/** What came in is the fruit of the last call. */
async function credit({ id }: Row, amount: number, tx: Tx) {
  const [task] = await tx.find('dunning-tasks', { arrears: id }, { sort: '-dueOn', limit: 1 })
  if (task) await tx.update('dunning-tasks', task.id, { collected: Math.max(0, task.collected + amount) })
}

/** A receivable was paid, given back or forgiven: the home's row says so at once. What is not yet due nobody chases. */
export async function keepArrears({ room, dueOn }: Due, cause: 'money' | 'changed', tx: Tx): Promise<void> {
  if (dueOn >= tx.today) return
  const [last] = await tx.find('arrears-ledgers', { room }, { sort: '-sequence', limit: 1 })
  if (!last || last.status === 'written-off') return
  const row = await tx.get('arrears-ledgers', last.id)
  const dues = await overdue(tx, room)
  if (row.status === 'cleared') {
    if (cause === 'changed' || dues.length === 0 || row.closedOn === null) return
    await tx.perform('arrears-ledgers', row.id, 'reopen')
    await reckon(await tx.get('arrears-ledgers', row.id), dues, cause, tx)
    return
  }
  await reckon(row, dues, cause, tx)
  if (row.status === 'instalments') await keepInstalments(row.id, tx)
}

/** A home that is chased owes more than before: its row says so at once. */
export async function grown(room: Home, tx: Tx): Promise<void> {
  const [row] = await tx.find('arrears-ledgers', { room, status: LIVE })
  if (row) await reckon(row, await overdue(tx, room), 'time', tx)
}

/** What was paid since an instalment plan was agreed. */
export async function keepInstalments(arrears: Id<'arrears-ledgers'>, tx: Tx): Promise<void> {
  for (const plan of await tx.find('instalment-plans', { arrears, status: 'running' })) {
    const covered = plan.covered ?? []
    const dues = await tx.find('receivables', { id: covered.map(({ receivable }) => receivable) })
    const left = new Map(dues.map(({ id, balance }) => [id, balance]))
    const paid = sumOf(covered, ({ receivable, amount }) => amount - Math.min(amount, left.get(receivable) ?? 0))
    let reached = 0
    const instalments = plan.instalments.map((line) => {
      reached += line.amount
      return { ...line, paidOn: paid >= reached ? (line.paidOn ?? tx.today) : null }
    })
    await tx.update('instalment-plans', plan.id, { paid, instalments })
  }
}

/** Nothing is owed any more: everything that was under way for it comes to its end. */
export async function clear(row: Row, tx: Tx): Promise<void> {
  await tx.update('arrears-ledgers', row.id, {
    closedOn: tx.today,
    nextAction: null,
    nextOn: null,
    undecided: false,
    proposed: false,
  })
  await endAll(row, tx)
}
async function endAll({ id: arrears }: Row, tx: Tx): Promise<void> {
  const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id) as never[]
  const tasks = await tx.find('dunning-tasks', { arrears, status: ['assigned', 'missed'] })
  await tx.performMany('dunning-tasks', ids(tasks), 'drop')
  const notices = await tx.find('dunning-notices', { arrears, status: ['draft', 'printed', 'posted'] })
  await tx.performMany('dunning-notices', ids(notices), 'settle')
  const letters = await tx.find('reminder-letters', { arrears, status: ['issued', 'delivered', 'lapsed'] })
  await tx.performMany('reminder-letters', ids(letters), 'settle')
  const lawyers = await tx.find('lawyer-letters', { arrears, status: ['draft', 'sent', 'received', 'lapsed'] })
  await tx.performMany('lawyer-letters', ids(lawyers), 'settle')
  const suits = await tx.find('lawsuit-files', { arrears, status: ['draft', 'filed'] })
  await tx.performMany('lawsuit-files', ids(suits), 'withdraw')
  const plans = await tx.find('instalment-plans', { arrears, status: 'running' })
  await tx.performMany('instalment-plans', ids(plans), 'complete')
}

/** Money that had come in went back: the home is chased again from the beginning of its class. */
export const reopened = ({ id }: Row, tx: Tx) =>
  tx.update('arrears-ledgers', id, { closedOn: null, class: null, promiseOn: null, promiseAmount: null })

/** The general manager gives up what is owed: the receivables are written off with it. */
export async function forgiven(row: Row, tx: Tx): Promise<void> {
  const dues = await overdue(tx, row.room)
  await tx.performMany(
    'receivables',
    dues.map(({ id }) => id),
    'write-off',
  )
  await tx.update('arrears-ledgers', row.id, { closedOn: tx.today, nextAction: null, nextOn: null, proposed: false })
  await endAll(row, tx)
}

/** The supervisor has said what is to be done about a special case: another desk takes its part of it. */
export async function decided(row: Row, tx: Tx): Promise<void> {
  await tx.update('arrears-ledgers', row.id, { undecided: false })
  if (row.measureKind === 'visit') await tx.create('escalated-visits', { arrears: row.id, level: 'supervisor' })
  if (row.measureKind === 'repair')
    await tx.create('repair-orders', {
      project: row.project,
      room: row.room,
      reporter: row.customerName ?? row.place,
      phone: row.newContact ?? row.phone ?? refuse(422, '台账上没有联系电话，不能转报修'),
      content: `催费转办：${row.measure}`.slice(0, 500),
    })
}

/** A lawyer's letter needs proof that the home was chased: calls on record, and three letters or a refusal. */
export function evident(
  { contacts, letterLevel, payBy, class: one, place }: Row,
  { today, policy }: Pick<Occasion, 'today' | 'policy'>,
): true | string {
  const needed = policy('dunning.evidence_contacts')
  if (contacts < needed) return `${place}只有 ${contacts} 次催缴记录，提名律师函须有 ${needed} 次`
  if (one === 'E') return true
  if (letterLevel < 3) return `${place}只发出 ${letterLevel} 次催费通知书，三次之后仍未缴的方可提名`
  return (payBy !== null && payBy < today) || `${place}的最后催费通知书限期 ${payBy} 未到`
}

/** A debit that the customer has been told of, or the bank has made. */
const WITH_BANK = ['notified', 'succeeded'] as const
/** Homes whose money is being booked: signed at the counter, or with the bank. */
export async function booked(reader: Reader, project: string | null): Promise<ReadonlySet<string>> {
  const slips = await reader.find('payment-slips', { project, status: 'signed' })
  const debits = await reader.find('bank-collection-lines', { project, status: WITH_BANK })
  return new Set([...slips, ...debits].map(({ room }) => room))
}
/** What stands against chasing a home at all: its payment is being booked, nothing is owed, or the developer owes it. */
export async function spared(row: Row, reader: Reader): Promise<Blocker[]> {
  const about = { resource: 'arrears-ledgers', id: row.id }
  if (row.status === 'cleared' || row.status === 'written-off')
    return [{ message: `${row.place}已结清，不必催缴`, ...about }]
  const found: Blocker[] = row.developerOwes
    ? [{ message: `${row.place}的费用由开发商承担，不向业主催缴`, ...about }]
    : []
  return [...found, ...(await beingBooked(row, reader))]
}
async function beingBooked({ room, place }: Row, reader: Reader): Promise<Blocker[]> {
  const slips = await reader.find('payment-slips', { room, status: 'signed' })
  const debits = await reader.find('bank-collection-lines', { room, status: WITH_BANK })
  return [
    ...slips.map(({ id, number, total }) => ({
      message: `${place}正在缴款（缴款单 ${number}，${inYuan(total)}），到账前不催缴`,
      resource: 'payment-slips',
      id,
    })),
    ...debits.map(({ id, amount }) => ({
      message: `${place}正在银行托收（${inYuan(amount)}），到账前不催缴`,
      resource: 'bank-collection-lines',
      id,
    })),
  ]
}

/** A class without a promise, as a missed promise or a broken plan leaves it. */
export const classed = (one: Class, nextOn: Day) =>
  ({ class: one, nextOn, promiseOn: null, promiseAmount: null, remindedOn: null }) as const
