import { firstDayOf, lastDayOf, type Month, monthAfter, monthOf, type RecordOf, type RuleTx, type Tx } from '#engine'
import { callbackRate } from './callbacks.ts'
import { livedIn } from './homes.ts'
import { roomNames } from './rooms.ts'

type Report = RecordOf<'callback-monthly-reports'>

/** Lists the calls of the month and works out the rates that were reached by now. */
export async function fillReport({ id, project, month }: Report, tx: Tx) {
  const span = { gte: firstDayOf(month), lte: lastDayOf(month) }
  const calls = await tx.find('callback-records', { project, calledOn: span }, { sort: ['calledOn', 'number'] })
  const names = await roomNames(
    calls.flatMap(({ room }) => room ?? []),
    tx,
  )
  const lines = calls.flatMap(
    ({ id: record, type, room, customer, calledOn, method, satisfaction, problems, result }) =>
      calledOn === null
        ? []
        : [
            {
              record,
              type,
              place: room && (names.get(room) ?? null),
              customer,
              calledOn,
              method,
              satisfaction,
              problems,
              result,
            },
          ],
  )
  const solved = { project, solvedOn: span, status: ['callback-due', 'closed'] } as const
  const homes = new Set<string>((await livedIn(tx, project)).map((home) => home.id))
  const ofYear = { gte: `${month.slice(0, 4)}-01-01`, lte: span.lte }
  const routine = await tx.find('callback-records', { project, type: 'routine', calledOn: ofYear })
  const repairs = await callbackRate(tx, project ?? '', month)
  await tx.update('callback-monthly-reports', id, {
    lines,
    dueOn: span.lte,
    calls: lines.length,
    satisfied: lines.filter(({ satisfaction }) => satisfaction === 'satisfied').length,
    dissatisfied: lines.filter(({ satisfaction }) => satisfaction === 'dissatisfied').length,
    repairs: repairs.finished,
    repairsCalled: repairs.called,
    missing: repairs.short,
    complaints: (await tx.sum('complaints', solved, [])).count,
    complaintsCalled: (await tx.sum('complaints', { ...solved, calledBack: true }, [])).count,
    homes: homes.size,
    homesCalled: new Set(routine.flatMap(({ room }) => (room && homes.has(room) ? [room] : []))).size,
  })
}

/** At the month's end the report lies ready; what the centre manager has reviewed goes to the company at the start of the next month. */
export async function makeReports(tx: RuleTx): Promise<number> {
  const month = monthOf(tx.today)
  const ended: Month = tx.today === lastDayOf(month) ? month : monthAfter(month, -1)
  const made = await tx.find('callback-monthly-reports', { project: tx.project, month: ended })
  const called = { project: tx.project, calledOn: { gte: firstDayOf(ended), lte: lastDayOf(ended) } }
  const some = made.length > 0 || (await tx.find('callback-records', called, { limit: 1 })).length === 0
  if (!some) await tx.create('callback-monthly-reports', { project: tx.project, month: ended })
  const ready = { project: tx.project, status: 'reviewed', month: { lt: month } } as const
  const due = await tx.find('callback-monthly-reports', ready)
  for (const { id } of due) await tx.perform('callback-monthly-reports', id, 'copy', { copiedOn: tx.today })
  return (some ? 0 : 1) + due.length
}
