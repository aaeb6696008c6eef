import { type Blocker, daysAfter, type Reader, type RecordOf, refuse, type Tx } from '#engine'
import { nextActionOf, nextDay } from './arrears.ts'
import { type Row, spared } from './arrears-ledger.ts'
import { tell } from './messages.ts'
import { inYuan } from './money.ts'

type Chase = RecordOf<'dunning-records'>

/** Not twice within the days of the policy, and no more calls a day than it allows (个人信息保护). */
async function tooOften(slip: Chase, row: Row, reader: Reader): Promise<Blocker[]> {
  const { today } = reader
  const others = (await reader.find('dunning-records', { arrears: row.id })).filter(({ id }) => id !== slip.id)
  const between = reader.policy('dunning.days_between')
  const soon = others.find(({ contactedOn: on }) => on !== null && on < today && on > daysAfter(today, -between))
  const about = (id: string) => ({ resource: 'dunning-records', id })
  if (soon)
    return [{ message: `${row.place}已于 ${soon.contactedOn} 催缴，两次之间至少隔 ${between} 天`, ...about(soon.id) }]
  if (!slip.called) return []
  const most = reader.policy('dunning.calls_a_day')
  const calls = others.filter(({ contactedOn, called }) => called && contactedOn === today)
  const [first] = calls
  return first && calls.length >= most
    ? [{ message: `${row.place}今日已电话或短信催缴 ${calls.length} 次，每日上限 ${most} 次`, ...about(first.id) }]
    : []
}

/** What came of a call or visit is written down: the row takes its class, the task is done, and what the class asks next is set in motion. */
export async function recordChase(slip: Chase, tx: Tx): Promise<void> {
  const row = await tx.get('arrears-ledgers', slip.arrears)
  const blockers = [...(await spared(row, tx)), ...(await tooOften(slip, row, tx))]
  if (blockers.length > 0) refuse(422, blockers.map(({ message }) => message).join('；'), { blockers })
  const promiseOn = slip.outcome === 'paid' ? tx.today : slip.promiseOn
  const nextOn = nextDay(slip.class, promiseOn, tx)
  await tx.update('dunning-records', slip.id, { contactedOn: tx.today, handler: tx.user.id as never, nextOn })
  await tx.update('arrears-ledgers', row.id, {
    class: slip.class,
    cause: slip.cause ?? row.cause,
    lastOn: tx.today,
    lastResult: slip.outcome,
    contacts: row.contacts + 1,
    newContact: slip.newContact ?? row.newContact,
    promiseOn,
    promiseAmount: promiseOn === null ? null : slip.promiseAmount,
    remindedOn: null,
    nextAction: nextActionOf[slip.class],
    nextOn,
    undecided: slip.class === 'E',
  })
  if (slip.class === 'A' && ['open', 'promised'].includes(row.status))
    await tx.perform('arrears-ledgers', row.id, 'promise')
  else if (slip.class !== 'A' && row.status === 'promised') await tx.perform('arrears-ledgers', row.id, 'classify')
  await finishTask(slip, tx)
  if (slip.class === 'B' || slip.class === 'C') await toTheDoor(row, tx)
  if (slip.class === 'D') await showWays(row, tx)
}

async function finishTask({ id, arrears }: Chase, tx: Tx) {
  const open = await tx.find('dunning-tasks', { arrears, status: ['assigned', 'missed'] })
  const ids = open.map((task) => task.id)
  await tx.performMany('dunning-tasks', ids, 'do', { doneOn: tx.today, record: id })
}

/** A notice for the front door, unless one is being written or hangs there already. */
async function toTheDoor({ id: arrears }: Row, tx: Tx) {
  const live = await tx.find('dunning-notices', { arrears, status: ['draft', 'printed', 'posted'] }, { limit: 1 })
  if (live.length === 0) await tx.create('dunning-notices', { arrears })
}

/** Who is away is shown how to pay from where he is. */
const showWays = (row: Row, tx: Tx) =>
  tell(
    tx,
    'MSG01',
    { room: row.room, name: row.customerName, phone: row.newContact ?? row.phone },
    {
      业主姓名: row.customerName,
      房号: row.place,
      费用期间: `${row.from}至${row.until}`,
      金额: inYuan(row.total).slice(1),
      截止日: daysAfter(tx.today, tx.policy('billing.letter_days_to_pay')),
      缴费方式: '银行转账、微信或支付宝缴纳',
    },
    { form: 'arrears-ledgers', id: row.id, project: row.project },
  )

type Notice = RecordOf<'dunning-notices'>
/** A notice takes its sum and its day from the row; a company may settle that no amount hangs on a door. */
export async function fillDoor(slip: Notice, tx: Tx): Promise<void> {
  const row = await tx.get('arrears-ledgers', slip.arrears)
  const blockers = await spared(row, tx)
  if (blockers.length > 0) refuse(422, blockers.map(({ message }) => message).join('；'), { blockers })
  const shows = slip.layout === 'sum' && !tx.policy('notice.hide_amounts')
  const earlier = await tx.find('dunning-notices', { arrears: row.id })
  await tx.update('dunning-notices', slip.id, {
    amount: shows ? row.total : null,
    round: earlier.length,
    dueOn: daysAfter(tx.today, tx.policy('billing.letter_days_to_pay')),
    mustShow: earlier.length >= tx.policy('dunning.photo_from'),
  })
}
/** It hangs on the door: the row counts it, and what hung there before is taken away. */
export async function hangUp(slip: Notice, tx: Tx): Promise<void> {
  const row = await tx.get('arrears-ledgers', slip.arrears)
  await tx.update('arrears-ledgers', row.id, { notices: row.notices + 1 })
  const before = await tx.find('dunning-notices', { arrears: row.id, status: 'posted' })
  const ids = before.flatMap(({ id }) => (id === slip.id ? [] : [id]))
  await tx.performMany('dunning-notices', ids, 'supersede')
}
