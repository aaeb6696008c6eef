import { type Day, daysAfter, lastDayOf, monthOf, type RecordOf, type RuleTx } from '#engine'
import { LIVE } from './arrears-ledger.ts'
import { sumOf } from './money.ts'

type Report = RecordOf<'arrears-reason-reports'>
type Line = Omit<NonNullable<Report['lines']>[number], 'id'>
const OPEN = ['sent-to-pm', 'read'] as const

/** Every home that owes and has said why, with what was written down last. */
async function known(tx: RuleTx): Promise<Line[]> {
  const owing = await tx.find('arrears-ledgers', { project: tx.project, status: LIVE }, { sort: 'number' })
  const rows = owing.filter(({ cause }) => cause !== null)
  const ids = rows.map(({ id }) => id)
  const records = ids.length === 0 ? [] : await tx.find('dunning-records', { arrears: ids }, { sort: 'contactedAt' })
  const details = new Map(records.flatMap(({ arrears, cause, detail }) => (cause ? [[arrears, detail] as const] : [])))
  return rows.flatMap(({ id, place, customerName, total, cause, measure, handler }) =>
    cause === null
      ? []
      : [
          {
            ...{ arrears: id, place, customer: customerName, amount: total, cause, handler },
            ...{ detail: details.get(id) ?? null, action: measure },
          },
        ],
  )
}
const reasonsIn = (lines: readonly Line[]) => new Set(lines.map(({ arrears, cause }) => `${arrears} ${cause}`))

/** A reason lies before the project manager on the day it is known; on the month's last day the table goes to finance (R044). */
export async function reportReasons(tx: RuleTx): Promise<number> {
  const late = await handIn(daysAfter(tx.today, -1), tx)
  return late + (await keepTable(tx)) + (await handIn(tx.today, tx))
}
async function keepTable(tx: RuleTx): Promise<number> {
  const month = monthOf(tx.today)
  const lines = await known(tx)
  const facts = { lines, homes: lines.length, total: sumOf(lines, ({ amount }) => amount) }
  const live = { project: tx.project, month, status: [...OPEN, 'sent-to-finance', 'received'] } as const
  const [report] = await tx.find('arrears-reason-reports', live, { limit: 1 })
  if (report?.status === 'sent-to-finance' || report?.status === 'received') return 0
  if (!report) {
    if (lines.length === 0) return 0
    const made = await tx.create('arrears-reason-reports', { project: tx.project, month })
    await tx.update('arrears-reason-reports', made.id, { ...facts, dueOn: lastDayOf(month) })
    await tx.perform('arrears-reason-reports', made.id, 'send', { toldOn: tx.today })
    return 1
  }
  const old = reasonsIn(report.lines ?? [])
  const isNew = [...reasonsIn(lines)].some((one) => !old.has(one))
  if (!isNew && facts.total === report.total && facts.homes === report.homes) return 0
  await tx.update('arrears-reason-reports', report.id, facts)
  if (isNew) await tx.perform('arrears-reason-reports', report.id, 'renew', { toldOn: tx.today })
  return 1
}
/** The tables whose last day was on this day or before. */
async function handIn(until: Day, tx: RuleTx): Promise<number> {
  const due = await tx.find('arrears-reason-reports', { project: tx.project, status: OPEN, dueOn: { lte: until } })
  for (const { id } of due) await tx.perform('arrears-reason-reports', id, 'send-finance', { financeOn: tx.today })
  return due.length
}
