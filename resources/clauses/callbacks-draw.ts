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
  type OfficeDraftOf,
  type RecordOf,
  type Tx,
} from '#engine'
import { callWindow } from './callbacks.ts'
import { tellColleagues } from './colleagues.ts'
import { leftOf } from './complaints.ts'

type Plan = RecordOf<'callback-plans'>
type Rule = Tx & { readonly project: string }
type Call = OfficeDraftOf<'callback-records'>

/** A number that is always the same for the same words (FNV-1a). */
function rankOf(words: string): number {
  let rank = 0x811c9dc5
  for (let at = 0; at < words.length; at++) rank = Math.imul(rank ^ words.charCodeAt(at), 0x01000193) >>> 0
  return rank
}
/** Draws so many: by lot, and yet the same whenever it is drawn again. */
export const drawn = <T extends { readonly id: string }>(
  from: readonly T[],
  count: number,
  lot: string,
): readonly T[] =>
  from
    .map((one) => ({ one, rank: rankOf(`${lot} ${one.id}`) }))
    .toSorted((a, b) => a.rank - b.rank || (a.one.id < b.one.id ? -1 : 1))
    .slice(0, Math.max(0, count))
    .map(({ one }) => one)

const shareOf = (count: number, percent: number) => Math.ceil((count * percent) / 100)

/** The homes in which somebody lives. */
const livedIn = (tx: Pick<Tx, 'find'>, project: string | null) =>
  tx.find('properties', { project, occupancy: ['occupied', 'let'], usage: ['residence', 'shop', 'office'] })

/** Whose building it is calls. */
async function officers(tx: Pick<Tx, 'find'>, project: string | null) {
  const areas = await tx.find('steward-areas', { project })
  return new Map(areas.map(({ building, steward }) => [building, steward]))
}

/** Opens what a plan has drawn by now; says how many calls are new. */
export async function draw(plan: Plan, tx: Tx): Promise<number> {
  const { base, target, calls } = await (plan.kind === 'repair' ? repairCalls(plan, tx) : routineCalls(plan, tx))
  if (calls.length > 0) await tx.createMany('callback-records', calls)
  await tx.update('callback-plans', plan.id, { base, target, drawn: plan.drawn + calls.length })
  return calls.length
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

/** Three in ten of the repairs finished in the month before, those that must be called counted in (《业户回访工作流程》三.(四).1, 5). */
async function repairCalls(plan: Plan, tx: Tx) {
  const finished = monthAfter(plan.month, -1)
  const span = { gte: firstDayOf(finished), lte: lastDayOf(finished) }
  const repairs = await tx.find('repair-orders', { project: plan.project, finishedOn: span })
  const calls = await tx.find('callback-records', { project: plan.project, type: 'repair', basedOn: span })
  const had = new Set(calls.map(({ repair }) => repair))
  const lost = ['no-contact', 'cancelled', 'void']
  const counted = new Set(calls.filter(({ status }) => !lost.includes(status)).map(({ repair }) => repair))
  const open = repairs.filter(
    ({ id, status, calledBack, room }) =>
      (status === 'filed' || status === 'closed') && !calledBack && !had.has(id) && room !== null,
  )
  const target = plan.wanted ?? shareOf(repairs.length, tx.policy('callback.repair.rate'))
  const chosen = drawn(open, target - counted.size, finished)
  const byBuilding = await officers(tx, plan.project)
  return {
    base: repairs.length,
    target,
    calls: chosen.map(
      (repair): Call => ({
        type: 'repair',
        repair: repair.id,
        plan: plan.id,
        officer: byBuilding.get(repair.building ?? '') ?? null,
        ...callWindow({ type: 'repair', basedOn: repair.finishedOn ?? tx.today, compulsory: false }, tx),
      }),
    ),
  }
}

const kinds = ['routine', 'repair'] as const
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
  return opened
}
async function issued(plan: Plan, tx: Tx): Promise<number> {
  await tx.perform('callback-plans', plan.id, 'issue')
  return (await tx.get('callback-plans', plan.id)).drawn
}

/** A plan whose last day is past, with nothing left to call, is closed; repairs may be called for a month longer. */
export async function closePlans(tx: Rule): Promise<number> {
  const month = monthOf(tx.today)
  const old = async (kind: Plan['kind'], until: Month) =>
    tx.find('callback-plans', { project: tx.project, kind, status: ['issued', 'running'], month: { lte: until } })
  const plans = [...(await old('routine', monthAfter(month, -1))), ...(await old('repair', monthAfter(month, -2)))]
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

/** One in ten of those who took part is asked within a month (《业户回访工作流程》三.（二）.3). */
export async function drawFromActivity(activity: RecordOf<'community-activities'>, tx: Tx): Promise<void> {
  const guests = (activity.signups ?? [])
    .filter(({ came }) => came)
    .map((line) => ({ ...line, id: line.id ?? line.name }))
  const chosen = drawn(guests, shareOf(guests.length, tx.policy('callback.activity.rate')), activity.id)
  const calls = chosen.map(
    (guest): Call => ({
      project: activity.project,
      type: 'activity',
      activity: activity.id,
      room: guest.room,
      customer: guest.name,
      phone: guest.phone,
      basedOn: tx.today,
      ...callWindow({ type: 'activity', basedOn: tx.today, compulsory: false }, tx),
    }),
  )
  if (calls.length > 0) await tx.createMany('callback-records', calls)
  await tx.update('community-activities', activity.id, { heldOn: tx.today, came: guests.length, drawn: calls.length })
}
