import { type Blocker, daysAfter, type Month, monthAfter, type Reader, type RecordOf, type Tx } from '#engine'
import { booked } from './arrears-ledger.ts'
import { sumOf } from './money.ts'

type Year = RecordOf<'annual-dunning-plans'>
type Plan = RecordOf<'dunning-plans'>

const monthsOf = (year: number): readonly Month[] => Array.from({ length: 12 }, (_, at) => monthAfter(`${year}-01`, at))

/** The template lists the twelve months: what is charged for each already, or was a year before. */
export async function fillYear(slip: Year, tx: Tx): Promise<void> {
  if (slip.months?.length) return
  const months = []
  for (const month of monthsOf(slip.year)) {
    const charged = async (period: Month) =>
      (await tx.sum('receivables', { project: slip.project, period }, ['payable'])).sums.payable ?? 0
    months.push({ month, receivable: (await charged(month)) || (await charged(monthAfter(month, -12))) })
  }
  await tx.update('annual-dunning-plans', slip.id, { months })
}
/** One plan a year. */
export async function otherPlan({ id, year, project }: Year, reader: Reader): Promise<Blocker[]> {
  const status = ['submitted', 'approved', 'running', 'evaluated'] as const
  const others = (await reader.find('annual-dunning-plans', { project, year, status })).filter((one) => one.id !== id)
  return others.map((one) => ({
    message: `${year} 年度已有催缴计划 ${one.number}`,
    resource: 'annual-dunning-plans',
    id: one.id,
  }))
}
/** What came in during the year. */
export async function collectedIn({ year, project }: Year, reader: Reader): Promise<number> {
  const within = { gte: `${year}-01-01`, lte: `${year}-12-31` }
  const { sums } = await reader.sum('payment-allocations', { project, status: 'live', paidOn: within }, ['amount'])
  return sums.amount ?? 0
}
/** Nobody is chased by a plan before head office has approved the year's (《催费流程》). */
export async function unapproved({ project, from }: Plan, reader: Reader): Promise<Blocker[]> {
  if (!reader.policy('dunning.annual_plan_required')) return []
  const year = Number(from.slice(0, 4))
  const status = ['approved', 'running', 'evaluated'] as const
  const plans = await reader.find('annual-dunning-plans', { project, year, status }, { limit: 1 })
  if (plans.length > 0) return []
  return [
    {
      message: `${year} 年度催缴计划尚未批准，不能派发催费任务`,
      resource: 'annual-dunning-plans',
      query: `year=${year}`,
    },
  ]
}

/** Lists every home that owes and may be chased; the first round reaches everybody within its days. */
export async function fillPlan(slip: Plan, tx: Tx): Promise<void> {
  const until = slip.until ?? daysAfter(slip.from, tx.policy('dunning.first_round_days') - 1)
  if (slip.lines?.length && slip.status === 'draft' && slip.version === 1) {
    await tx.update('dunning-plans', slip.id, { until })
    return
  }
  const { project } = slip
  const status = ['open', 'promised'] as const
  const rows = await tx.find(
    'arrears-ledgers',
    { project, status, developerOwes: false },
    { sort: ['building', 'place'] },
  )
  const paying = await booked(tx, project)
  const lines = rows
    .filter(({ room, status: stage }) => !paying.has(room) && (stage === 'open' || slip.round === 'first'))
    .slice(0, 2000)
    .map(({ id }) => ({ arrears: id, plannedOn: until }))
  await tx.update('dunning-plans', slip.id, { until, lines })
}

/** The supervisor splits the plan into one task a home, on the desk of the steward of its area. */
export async function dealPlan(plan: Plan, tx: Tx): Promise<void> {
  const paying = await booked(tx, plan.project)
  const rows = await tx.find('arrears-ledgers', { id: (plan.lines ?? []).map(({ arrears }) => arrears) })
  const alive = new Set(rows.flatMap((row) => (row.status === 'cleared' || paying.has(row.room) ? [] : [row.id])))
  const tasks = (plan.lines ?? [])
    .filter(({ arrears }) => alive.has(arrears))
    .map(({ arrears, handler, plannedOn }) => ({
      plan: plan.id,
      arrears,
      handler,
      round: plan.round,
      dueOn: plannedOn ?? plan.until ?? plan.from,
    }))
  await tx.createMany('dunning-tasks', tasks)
}

/** What the week has brought in, before it is talked about. */
export async function reviewPlan(plan: Plan, tx: Tx): Promise<void> {
  const tasks = await tx.find('dunning-tasks', { plan: plan.id })
  await tx.update('dunning-plans', plan.id, { collected: sumOf(tasks, ({ collected }) => collected) })
}

/** The plan was wrong: what nobody has done yet need not be done. */
export async function takeBack(plan: Plan, tx: Tx): Promise<void> {
  const open = await tx.find('dunning-tasks', { plan: plan.id, status: ['assigned', 'missed'] })
  const ids = open.map(({ id }) => id)
  await tx.performMany('dunning-tasks', ids, 'drop')
}
