import {
  type Day,
  daysAfter,
  firstDayOf,
  lastDayOf,
  type Month,
  monthOf,
  monthsAfter,
  type Reader,
  type RecordOf,
  type Tx,
} from '#engine'
import { mustBeMade } from './repairs-callback.ts'

type Callback = RecordOf<'callback-records'>

/** What people are called back about (《业户回访工作流程》三.(一), 三.(二)). */
export const callbackTypes = {
  repair: '维修',
  complaint: '投诉',
  'quality-complaint': '质量投诉',
  'special-service': '特约服务',
  'paid-service': '有偿服务',
  'public-works': '公共维修',
  emergency: '急救',
  activity: '社区活动',
  routine: '例行回访',
  visit: '来访来电',
  opinion: '征求意见',
} as const

/** Who calls; important matters and major complaints are the centre manager's. */
export const callers = ['area-officer', 'steward', 'clerk', 'supervisor', 'service-manager', 'centre-manager'] as const

/** From when until when the call is to be made; nothing where the documents set no time. */
export function callWindow(
  { type, basedOn, compulsory }: Pick<Callback, 'type' | 'basedOn' | 'compulsory'>,
  { policy }: Pick<Reader, 'policy'>,
): { dueFrom: Day; dueUntil: Day | null } {
  switch (type) {
    case 'repair':
      if (compulsory)
        return { dueFrom: basedOn, dueUntil: daysAfter(basedOn, policy('callback.repair.compulsory_days')) }
      return {
        dueFrom: monthsAfter(basedOn, policy('callback.repair.from_months')),
        dueUntil: monthsAfter(basedOn, policy('callback.repair.to_months')),
      }
    case 'complaint':
      return { dueFrom: basedOn, dueUntil: daysAfter(basedOn, policy('callback.complaint.to_days')) }
    case 'emergency':
      return { dueFrom: basedOn, dueUntil: daysAfter(basedOn, policy('callback.emergency.to_days')) }
    case 'activity':
      return { dueFrom: basedOn, dueUntil: monthsAfter(basedOn, policy('callback.activity.to_months')) }
    case 'routine':
      return { dueFrom: basedOn, dueUntil: lastDayOf(monthOf(basedOn)) }
    default:
      return {
        dueFrom: basedOn,
        dueUntil: compulsory ? daysAfter(basedOn, policy('callback.repair.compulsory_days')) : null,
      }
  }
}

/** A call that was not drawn by a plan is given its window when it is opened. Complaints, and callers who went away discontented, are always called; the complaint notes who calls. */
export async function openCall(slip: Callback, tx: Tx): Promise<void> {
  if (slip.dueFrom !== null) return
  const always = slip.type === 'complaint' || slip.contact !== null
  const compulsory = always || (await mustBeMade(slip, tx))
  const opened = await tx.update('callback-records', slip.id, {
    compulsory,
    ...callWindow({ ...slip, compulsory }, tx),
  })
  if (slip.complaint === null) return
  const { status } = await tx.get('complaints', slip.complaint)
  if (status === 'callback-due')
    await tx.update('complaints', slip.complaint, { callback: slip.id, dueOn: opened.dueUntil })
}

/** Whether the answer leaves something to be put right. */
export const isBad = ({ satisfaction, problems }: Pick<Callback, 'satisfaction' | 'problems'>) =>
  satisfaction === 'dissatisfied' || problems !== null

/** A call that nobody took counts as a try; after so many it is given up. */
export async function countTry(slip: Callback, tx: Tx): Promise<void> {
  const tries = slip.tries + 1
  await tx.update('callback-records', slip.id, { tries })
  if (tries >= tx.policy('callback.tries')) await tx.perform('callback-records', slip.id, 'give-up')
}

export interface CallbackRate {
  readonly finished: number
  readonly called: number
  /** Per cent, one digit behind the point; 100 where nothing was finished. */
  readonly rate: number
  readonly required: number
  /** How many more have to be called for the required rate. */
  readonly short: number
}
/** How many of a month's finished repairs, by either of the two slips, were called back (《业户回访工作流程》三.(四).1, 5). */
export async function callbackRate(reader: Reader, project: string, month: Month): Promise<CallbackRate> {
  const ofMonth = { project, finishedOn: { gte: firstDayOf(month), lte: lastDayOf(month) } }
  const count = async (more: { readonly calledBack?: true } = {}) =>
    (await reader.sum('repair-orders', { ...ofMonth, ...more }, [])).count +
    (await reader.sum('work-orders', { ...ofMonth, ...more }, [])).count
  const [finished, called] = [await count(), await count({ calledBack: true })]
  const required = reader.policyOf('callback.repair.rate', project)
  return {
    finished,
    called,
    rate: finished === 0 ? 100 : Math.round((called / finished) * 1000) / 10,
    required,
    short: Math.max(0, Math.ceil((finished * required) / 100) - called),
  }
}
