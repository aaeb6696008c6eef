import {
  firstDayOf,
  type Id,
  lastDayOf,
  type Month,
  monthAfter,
  monthsAfter,
  type OfficeDraftOf,
  type RecordOf,
  type Tx,
} from '#engine'
import { callWindow } from './callbacks.ts'

type Plan = RecordOf<'callback-plans'>
type Callback = RecordOf<'callback-records'>
export type Call = OfficeDraftOf<'callback-records'>

/** What a plan asks for, the calls it opens, and those that it finds opened already. */
export interface Quota {
  readonly base: number
  readonly target: number
  readonly calls: readonly Call[]
  readonly found?: readonly Callback[]
}

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

export const shareOf = (count: number, percent: number) => Math.ceil((count * percent) / 100)

/** Whose building it is calls. */
export async function officers(tx: Pick<Tx, 'find'>, project: string | null) {
  const areas = await tx.find('steward-areas', { project })
  return new Map(areas.map(({ building, steward }) => [building, steward]))
}

const span = (month: Month) => ({ gte: firstDayOf(month), lte: lastDayOf(month) })
const LOST: readonly string[] = ['no-contact', 'cancelled', 'void']
/** Calls that came to nothing: they count for nobody. */
const isLost = ({ status }: Callback) => LOST.includes(status)

/** Three in ten of the repairs finished in the month before, by either of the two slips, those that must be called counted in (《业户回访工作流程》三.(四).1, 5). */
export async function repairCalls(plan: Plan, tx: Tx): Promise<Quota> {
  const finished = monthAfter(plan.month, -1)
  const ofMonth = { project: plan.project, finishedOn: span(finished) }
  const [repairs, works] = [await tx.find('repair-orders', ofMonth), await tx.find('work-orders', ofMonth)]
  const calls = await tx.find('callback-records', { project: plan.project, type: 'repair', basedOn: span(finished) })
  const matterOf = ({ repair, workOrder }: Callback) => repair ?? workOrder
  const had = new Set(calls.map(matterOf))
  const counted = new Set(calls.filter((call) => !isLost(call)).map(matterOf))
  const open = [
    ...repairs.filter(({ status }) => status === 'filed' || status === 'closed'),
    ...works.filter(({ status }) => status === 'confirmed' || status === 'closed'),
  ].filter(({ id, calledBack, room }) => !calledBack && !had.has(id) && room !== null)
  const base = repairs.length + works.length
  const target = plan.wanted ?? shareOf(base, tx.policy('callback.repair.rate'))
  const byBuilding = await officers(tx, plan.project)
  const calling = drawn(open, target - counted.size, finished).map((order): Call => {
    const basedOn = order.finishedOn ?? tx.today
    return {
      ...('applicant' in order
        ? { workOrder: order.id, customer: order.applicant, phone: order.phone, room: order.room, basedOn }
        : { repair: order.id }),
      project: plan.project,
      type: 'repair',
      plan: plan.id,
      officer: byBuilding.get(order.building ?? '') ?? null,
      ...callWindow({ type: 'repair', basedOn, compulsory: false }, tx),
    }
  })
  return { base, target, calls: calling }
}

const solved = (project: string | null, month: Month, tx: Pick<Tx, 'find'>) =>
  tx.find('complaints', { project, solvedOn: span(month), status: ['callback-due', 'closed'] })
const held = (project: string | null, month: Month, tx: Pick<Tx, 'find'>) =>
  tx.find('community-activities', { project, heldOn: span(month), status: ['held', 'closed'] })
/** Whether a month has anything of a kind to ask about. */
export async function isAsked(kind: 'complaint' | 'activity', project: string, month: Month, tx: Tx): Promise<boolean> {
  if (kind === 'complaint') return (await solved(project, month, tx)).length > 0
  return (await held(project, month, tx)).some(({ came }) => came > 0)
}

/** Every complaint that was solved in the month; whose customer was not reached is called again until he is. */
export async function complaintCalls(plan: Plan, tx: Tx): Promise<Quota> {
  const complaints = await solved(plan.project, plan.month, tx)
  const calls = await tx.find('callback-records', { complaint: complaints.map(({ id }) => id) })
  const live = new Set(calls.filter((call) => !isLost(call)).map(({ complaint }) => complaint))
  return {
    base: complaints.length,
    target: shareOf(complaints.length, tx.policy('callback.complaint.rate')),
    found: calls.filter(({ plan: of }) => of === null),
    calls: complaints
      .filter(({ id, status }) => status === 'callback-due' && !live.has(id))
      .map((slip): Call => ({ ...callAbout(slip), plan: plan.id, basedOn: slip.solvedOn ?? tx.today })),
  }
}
/** The call about a complaint; a major one is a visit. */
export const callAbout = (slip: RecordOf<'complaints'>): Omit<Call, 'basedOn'> => ({
  project: slip.project,
  type: 'complaint',
  complaint: slip.id,
  room: slip.room,
  customer: slip.complainant,
  phone: slip.phone,
  important: slip.level === 'major',
  method: slip.level === 'major' ? 'visit' : 'phone',
})

type Activity = RecordOf<'community-activities'>
const guestsOf = ({ signups }: Activity) =>
  (signups ?? []).filter(({ came }) => came).map((line) => ({ ...line, id: line.id ?? line.name }))
const callGuest = (
  activity: Activity,
  guest: ReturnType<typeof guestsOf>[number],
  plan: Id<'callback-plans'> | null,
  tx: Tx,
): Call => {
  const basedOn = activity.heldOn ?? tx.today
  return {
    project: activity.project,
    type: 'activity',
    activity: activity.id,
    plan,
    room: guest.room,
    customer: guest.name,
    phone: guest.phone,
    basedOn,
    ...callWindow({ type: 'activity', basedOn, compulsory: false }, tx),
  }
}
/** One in ten of those who took part is asked within a month (《业户回访工作流程》三.（二）.3). */
export async function drawFromActivity(activity: RecordOf<'community-activities'>, tx: Tx): Promise<void> {
  const guests = guestsOf(activity)
  const chosen = drawn(guests, shareOf(guests.length, tx.policy('callback.activity.rate')), activity.id)
  const calls = chosen.map((guest) => callGuest({ ...activity, heldOn: tx.today }, guest, null, tx))
  if (calls.length > 0) await tx.createMany('callback-records', calls)
  await tx.update('community-activities', activity.id, { heldOn: tx.today, came: guests.length, drawn: calls.length })
}

/** One in ten of each activity of the month; for a guest who was not reached another is drawn, as long as the month after it runs. */
export async function activityCalls(plan: Plan, tx: Tx): Promise<Quota> {
  const activities = (await held(plan.project, plan.month, tx)).filter(({ came }) => came > 0)
  const calls = await tx.find('callback-records', { activity: activities.map(({ id }) => id) })
  const shares = activities.map(({ came }) => shareOf(came, tx.policy('callback.activity.rate')))
  const opened: Call[] = []
  for (const [at, activity] of activities.entries()) {
    const last = monthsAfter(activity.heldOn ?? tx.today, tx.policy('callback.activity.to_months'))
    if (last < tx.today) continue
    const own = calls.filter((call) => call.activity === activity.id)
    const had = new Set(own.map(({ customer, phone }) => `${customer} ${phone}`))
    const left = guestsOf(activity).filter(({ name, phone }) => !had.has(`${name} ${phone}`))
    const missing = (shares[at] ?? 0) - own.filter((call) => !isLost(call)).length
    const more = drawn(left, missing, activity.id).map((guest) => callGuest(activity, guest, plan.id, tx))
    if (more.length > 0) await tx.update('community-activities', activity.id, { drawn: activity.drawn + more.length })
    opened.push(...more)
  }
  const target = plan.wanted ?? shares.reduce((sum, share) => sum + share, 0)
  return {
    base: activities.reduce((sum, { came }) => sum + came, 0),
    target,
    calls: opened,
    found: calls.filter(({ plan: of }) => of === null),
  }
}
