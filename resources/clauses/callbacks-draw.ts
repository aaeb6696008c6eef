import {
  type Day,
  daysAfter,
  daysBetween,
  firstDayOf,
  type Id,
  lastDayOf,
  type Month,
  monthAfter,
  monthOf,
  type RecordOf,
  type Tx,
} from '#engine'
import { callWindow } from './callbacks.ts'
import {
  activityCalls,
  type Call,
  complaintCalls,
  drawn,
  isAsked,
  officers,
  type Quota,
  repairCalls,
  shareOf,
} from './callbacks-quota.ts'
import { tellColleagues } from './colleagues.ts'
import { leftOf } from './complaints.ts'
import { livedIn } from './homes.ts'

type Plan = RecordOf<'callback-plans'>
type Rule = Tx & { readonly project: string }

const quotas: Readonly<Record<Plan['kind'], (plan: Plan, tx: Tx) => Promise<Quota>>> = {
  routine: routineCalls,
  repair: repairCalls,
  complaint: complaintCalls,
  activity: activityCalls,
}
/** Opens what a plan has drawn by now, and takes in the calls that others have opened for it; says how many are new to it. */
export async function draw(plan: Plan, tx: Tx): Promise<number> {
  const { base, target, calls, found = [] } = await quotas[plan.kind](plan, tx)
  if (calls.length > 0) await tx.createMany('callback-records', calls)
  for (const { id } of found) await tx.update('callback-records', id, { plan: plan.id })
  const fresh = calls.length + found.length
  const called = plan.called + found.filter(({ calledOn }) => calledOn !== null).length
  const now = { base, target, called, drawn: plan.drawn + fresh }
  if (fresh > 0 || base !== plan.base || target !== plan.target) await tx.update('callback-plans', plan.id, now)
  if (called > 0 && plan.status === 'issued') await tx.perform('callback-plans', plan.id, 'start')
  return fresh
}

/** Every home in which somebody lives is called once a year: those not yet called share the months that are left. */
async function routineCalls(plan: Plan, tx: Tx) {
  const homes = await livedIn(tx, plan.project)
  const year = plan.month.slice(0, 4)
  const calls = await tx.find('callback-records', {
    project: plan.project,
    type: 'routine',
    basedOn: { gte: `${year}-01-01`, lte: `${year}-12-31` },
    status: ['draft', 'appointed', 'called', 'forwarded', 'told', 'closed'],
  })
  const had = new Set(calls.map(({ room }) => room))
  const left = homes.filter(({ id, owner, tenant }) => !had.has(id) && (owner ?? tenant) !== null)
  const wanted = shareOf(homes.length, tx.policy('callback.routine.rate')) - (homes.length - left.length)
  const share = Math.ceil(Math.max(0, wanted) / (13 - Number(plan.month.slice(5))))
  const target = plan.wanted ?? share
  const chosen = drawn(left, target - plan.drawn, plan.month)
  return { base: homes.length, target, calls: await callsAt(chosen, plan, tx) }
}

/** Calls at these homes, spread over what is left of the month. */
async function callsAt(homes: readonly RecordOf<'properties'>[], plan: Plan, tx: Tx): Promise<Call[]> {
  const whom = (home: RecordOf<'properties'>) =>
    (home.payerType === 'tenant' ? home.tenant : null) ?? home.owner ?? home.tenant
  const ids = [...new Set(homes.flatMap((home) => whom(home) ?? []))]
  const people = new Map((await tx.find('residents', { id: ids })).map((one) => [one.id, one]))
  const byBuilding = await officers(tx, plan.project)
  const first = [tx.today, firstDayOf(plan.month)].toSorted().at(-1) ?? tx.today
  const days = Math.max(1, daysBetween(first, lastDayOf(plan.month)) - 6)
  return homes.flatMap((home, at) => {
    const customer = people.get(whom(home) as Id<'residents'>)
    if (!customer) return []
    const basedOn = daysAfter(first, Math.floor((at * days) / homes.length))
    return {
      project: plan.project,
      type: 'routine',
      plan: plan.id,
      room: home.id,
      officer: byBuilding.get(home.building) ?? null,
      customer: customer.name,
      phone: customer.phone,
      basedOn,
      ...callWindow({ type: 'routine', basedOn, compulsory: false }, tx),
    }
  })
}

/** What is asked about by plan. */
export const planKinds = {
  routine: '例行回访',
  repair: '维修回访',
  complaint: '投诉回访',
  activity: '社区活动回访',
} as const
const kinds = ['routine', 'repair'] as const
/** Where something has happened that is to be asked about, this month or on the last days of the one before, there is a plan for it. */
async function drawMatters(kind: 'complaint' | 'activity', tx: Rule): Promise<number> {
  let opened = 0
  for (const month of [monthAfter(monthOf(tx.today), -1), monthOf(tx.today)]) {
    const [plan] = await tx.find('callback-plans', { project: tx.project, kind, month })
    if (plan && plan.status !== 'draft' && plan.status !== 'issued' && plan.status !== 'running') continue
    if (plan && plan.status !== 'draft') {
      opened += await draw(plan, tx)
      continue
    }
    if (plan) opened += await issued(plan, tx)
    else if (await isAsked(kind, tx.project, month, tx))
      opened += await issued(await tx.create('callback-plans', { project: tx.project, kind, month }), tx)
  }
  return opened
}
/** Makes the month's plans where the head of customer service has made none, and draws from all that run. */
export async function drawMonth(tx: Rule): Promise<number> {
  const month = monthOf(tx.today)
  let opened = 0
  for (const kind of kinds) {
    const plans = await tx.find('callback-plans', { project: tx.project, kind, month: [month, monthAfter(month, -1)] })
    const own = plans.filter((plan) => plan.month === month)
    if (own.length === 0) own.push(await tx.create('callback-plans', { project: tx.project, kind, month }))
    for (const plan of own) if (plan.status === 'draft') opened += await issued(plan, tx)
    // repairs whose call came to nothing are made up for, as long as the month's window is open
    for (const plan of plans)
      if (kind === 'repair' && (plan.status === 'issued' || plan.status === 'running')) opened += await draw(plan, tx)
  }
  return opened + (await drawMatters('complaint', tx)) + (await drawMatters('activity', tx))
}
async function issued(plan: Plan, tx: Tx): Promise<number> {
  await tx.perform('callback-plans', plan.id, 'issue')
  return (await tx.get('callback-plans', plan.id)).drawn
}

/** A plan whose last day is past, with nothing left to call, is closed; repairs and activities may be asked about for a month longer. */
export async function closePlans(tx: Rule): Promise<number> {
  const month = monthOf(tx.today)
  const old = async (kind: Plan['kind'], until: Month) =>
    tx.find('callback-plans', { project: tx.project, kind, status: ['issued', 'running'], month: { lte: until } })
  const plans = [
    ...(await old('routine', monthAfter(month, -1))),
    ...(await old('complaint', monthAfter(month, -1))),
    ...(await old('repair', monthAfter(month, -2))),
    ...(await old('activity', monthAfter(month, -2))),
  ]
  let closed = 0
  for (const plan of plans) {
    const left = await tx.find('callback-records', { plan: plan.id, status: ['draft', 'appointed'] }, { limit: 1 })
    if (left.length > 0) continue
    await tx.perform('callback-plans', plan.id, 'close')
    closed++
  }
  return closed
}

/** Calls that nobody has made in time are brought to mind, once. */
export async function remindOfCalls(tx: Rule): Promise<number> {
  const late = await tx.find('callback-records', {
    project: tx.project,
    status: ['draft', 'appointed'],
    dueUntil: { lt: tx.today },
    reminded: false,
  })
  for (const slip of late) {
    const words = { 单号: slip.number ?? `${slip.customer}的回访`, 剩余时间: leftOf(slip.dueUntil as Day, tx.today) }
    const about = { form: 'callback-records', id: slip.id, project: slip.project }
    const roles = slip.officer && !slip.compulsory ? [] : (['service-manager'] as const)
    await tellColleagues(tx, 'MSG30', { roles, user: slip.officer }, words, about)
    await tx.update('callback-records', slip.id, { reminded: true })
  }
  return late.length
}
