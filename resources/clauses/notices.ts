import {
  type Blocker,
  daysAfter,
  firstDayOf,
  type Occasion,
  type Policies,
  type Reader,
  type RecordOf,
  type RuleTx,
  type Tx,
} from '#engine'
import { openReceivables } from './counter.ts'
import { tellMany } from './messages.ts'
import { inYuan, sumOf } from './money.ts'
import { roomNames } from './rooms.ts'

type Notice = RecordOf<'payment-notices'>

const concerns = (kind: Notice['kind'], fee: RecordOf<'receivables'>['class']) =>
  kind === 'all' || (kind === 'pass-through') === (fee === 'pass-through')
/** The day of the month until which a period is paid. */
export const dueDay = (period: string, day: Policies['billing.due_day']) =>
  `${firstDayOf(period).slice(0, 8)}${String(Math.min(day, 28)).padStart(2, '0')}`

/** Writes what the home owes for the period on the notice, and what it owes from before as arrears. */
export async function fillNotice({ id, room, kind, period, dueOn }: Notice, tx: Tx) {
  const dues = (await openReceivables(tx, room)).filter((due) => concerns(kind, due.class))
  const present = dues.filter((due) => due.period === period)
  await tx.update('payment-notices', id, {
    lines: present.map((due) => ({ receivable: due.id, amount: due.balance })),
    arrears: sumOf(
      dues.filter((due) => due.period < period),
      ({ balance }) => balance,
    ),
    dueOn: dueOn ?? dueDay(period, tx.policy('billing.due_day')),
  })
}

/** Who carries notices to the doors, as the company has settled (X07). */
export const delivers = ({ user, policy }: Occasion): true | string =>
  policy('notice.deliverers').some((role) => user.roles.includes(role)) || '送达人按业务参数确定，本岗位不送达'

/** What a notice says that the receivables no longer say. */
export async function outdated({ lines }: Notice, reader: Reader): Promise<Blocker[]> {
  const dues = await reader.find('receivables', { id: (lines ?? []).map(({ receivable }) => receivable) })
  return (lines ?? []).flatMap(({ receivable, amount }) => {
    const due = dues.find(({ id }) => id === receivable)
    if (!due || due.balance === amount) return []
    const message = `「${due.itemName} ${due.period}」现欠 ${inYuan(due.balance)}，单上为 ${inYuan(amount)}，请重新取数`
    return [{ message, resource: 'receivables', id: due.id }]
  })
}

const TOLD = ['approved', 'delivering', 'contact-due', 'delivered', 'contacted'] as const
/** Some days before the last day everybody who has not paid is told, once; whose account is debited is told before the debit. */
export async function remindPayers(tx: RuleTx): Promise<number> {
  const last = daysAfter(tx.today, tx.policy('billing.sms_before_due'))
  const open = await tx.find('payment-notices', {
    project: tx.project,
    status: TOLD,
    dueOn: { gte: tx.today, lte: last },
    remindedOn: null as never,
  })
  const debited = await tx.find('auto-debit-agreements', { project: tx.project, status: 'active' })
  const rooms = new Set(debited.map(({ room }) => room))
  const told = open.filter(({ room }) => !rooms.has(room))
  const names = await roomNames(
    told.map(({ room }) => room),
    tx,
  )
  await tellMany(
    tx,
    'MSG01',
    told.map(({ id, room, customerName, phone, period, payable, dueOn, project }) => ({
      to: { room, name: customerName, phone },
      words: {
        业主姓名: customerName,
        房号: names.get(room),
        费用期间: period,
        金额: (payable / 100).toFixed(2),
        截止日: dueOn,
        缴费方式: '前台、银行转账、网上缴费',
      },
      about: { form: 'payment-notices', id, project },
    })),
  )
  await tx.performMany(
    'payment-notices',
    told.map(({ id }) => id),
    'remind',
    { remindedOn: tx.today },
  )
  return told.length
}
