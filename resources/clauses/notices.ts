import { type Blocker, firstDayOf, type Policies, type Reader, type RecordOf, type Tx } from '#engine'
import { openReceivables } from './counter.ts'
import { inYuan, sumOf } from './money.ts'

type Notice = RecordOf<'payment-notices'>

const concerns = (kind: Notice['kind'], fee: RecordOf<'receivables'>['class']) =>
  kind === 'all' || (kind === 'pass-through') === (fee === 'pass-through')
/** The day of the month until which a period is paid. */
const dueDay = (period: string, day: Policies['billing.due_day']) =>
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
