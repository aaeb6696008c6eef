import type { Blocker, Id, Reader, RecordOf, Tx, User } from '#engine'
import { inYuan } from './money.ts'
import { isSent, unsignedJudgement } from './repair.ts'
import { callBackOn } from './repairs-callback.ts'
import { owe, settlementOf } from './repairs-charge.ts'
import { bookMaterials } from './repairs-materials.ts'
import { notify } from './repairs-notices.ts'
import { warrantyUntil } from './repairs-warranty.ts'

type Work = RecordOf<'work-orders'>

/** Who pays for a work order. */
export const workKinds = { paid: '有偿', free: '无偿', warranty: '保修期内', 'move-in': '交房整改' } as const
type Kind = keyof typeof workKinds

const covers = (until: string | null, { today }: Pick<Reader, 'today'>) => until !== null && until >= today

/** Free or paid, where nobody has said it: a public place and rework are free, a house under warranty is the developer's. */
function kindOf({ kind, room, reworkOf }: Work, until: string | null, reader: Reader): Kind {
  if (kind !== null) return kind
  if (room === null || reworkOf !== null) return 'free'
  return covers(until, reader) ? 'warranty' : 'paid'
}

/** Why what was written does not fit the place, the warranty and the first order. */
function misfit(slip: Work, until: string | null, reader: Reader): string | undefined {
  const { kind, room, reworkOf } = slip
  const covered = covers(until, reader)
  if (kind === 'paid' && room === null) return '公共部位维修不向业户收费'
  if (kind === 'paid' && reworkOf !== null) return '返工不再收费'
  if (kind === 'paid' && covered) return `该部位保修至 ${until}，保修期内不收费`
  if (kind === 'warranty' && !covered) return until ? `该部位保修已于 ${until} 到期` : '房屋没有登记保修期'
  const gift = kind === 'free' && room !== null && reworkOf === null && !covered
  if (gift && !reader.user.roles.includes('supervisor')) return '保修期外的室内维修为有偿服务，免费须由客服主管受理'
  return undefined
}

/** What stands against taking an order in as it is written. */
export async function misjudged(slip: Work, reader: Reader): Promise<Blocker[]> {
  const message = misfit(slip, await warrantyUntil(slip, reader), reader)
  return message ? [{ message }] : []
}

/** Taken in: who pays is settled, and what is paid beforehand is claimed. */
export async function takeIn(slip: Work, tx: Tx): Promise<void> {
  const until = await warrantyUntil(slip, tx)
  const kind = kindOf(slip, until, tx)
  const settlement = kind === 'paid' ? await settlementOf(slip.fees, tx) : 'free'
  const order = { kind, settlement, warrantyUntil: until, inWarranty: covers(until, tx) }
  await tx.update('work-orders', slip.id, order)
  if (settlement === 'prepaid') await claimRest(slip.id, tx)
}

/** Claims what the order costs and is not yet claimed. */
async function claimRest(id: Id<'work-orders'>, tx: Tx): Promise<void> {
  const { room, total, claimed, number } = await tx.get('work-orders', id)
  if (room === null || total <= claimed) return
  await owe(tx, { room, amount: total - claimed, number, of: { workOrder: id } })
  await tx.update('work-orders', id, { claimed: total })
}

/** What is not feasible is told the customer; what was reported up is decided above the desk. */
export function declinable({ status, feasible }: Work, { roles }: User): true | string {
  if (status === 'assessed') return feasible === false || '评审为可行，请派工'
  const decides = roles.some((role) => role === 'supervisor' || role === 'property-manager')
  return decides || '已上报的维修由客服主管或物业经理决定'
}
export function agreeable({ kind, priceShown, engineer }: Work, user: User): true | string {
  if (kind !== 'paid') return '不收费的维修不需同意收费'
  return priceShown ? isSent(engineer, user) : '须先向业户出示收费标准'
}
export async function delayed({ id, delays, delayReason, expectedAt }: Work, tx: Tx) {
  await tx.update('work-orders', id, { delays: delays + 1 })
  await notify({ workOrder: id }, { kind: 'delay', reason: delayReason, expectedAt }, tx)
}
/** What was put right for a new owner is looked at once more before he comes. */
export function recheckable({ kind, recheck }: Work): true | string {
  if (kind !== 'move-in') return '只有交房整改须由维修部复检'
  return recheck === null || '已经复检'
}
export const rechecked = async ({ id, recheckAt }: Work, tx: Tx) =>
  recheckAt === null || notify({ workOrder: id }, { kind: 'visit', expectedAt: recheckAt }, tx)
export function confirmable(slip: Work): true | string {
  if (slip.kind === 'move-in' && slip.recheck === null) return '交房整改须先由维修部复检合格'
  if (slip.rating === 'dissatisfied') return '业户不满意的，请办理返单'
  return unsignedJudgement(slip) ?? true
}
export function archivable(slip: Work): true | string {
  if (slip.mustCall && !slip.calledBack) return '业户未评价或未签字，须先回访'
  return unpaid(slip)
}

/** Prepaid work begins when it is paid; work that is not feasible never. */
export function undispatchable({ settlement, received, total, feasible, fees }: Work): true | string {
  if (feasible === false) return '评审为不可行，请向业户说明后关闭'
  if (settlement !== 'prepaid') return true
  if (!fees?.length) return '派工前收费的，须先按收费标准填写应收费用'
  return received >= total || `派工前须先缴费，还差 ${inYuan(total - received)}`
}

/** Sends somebody: an F03 of its own each time, numbered and printed. */
export async function send(slip: Work, tx: Tx): Promise<void> {
  const before = await tx.sum('dispatch-orders', { order: slip.id }, [])
  const dispatch = await tx.create('dispatch-orders', {
    order: slip.id,
    round: before.count + 1,
    department: slip.department ?? 'engineering',
    engineer: slip.engineer as Id<'users'>,
    contractor: slip.contractor,
    requiredBy: slip.requiredBy,
    notes: slip.matters,
  })
  await tx.perform('dispatch-orders', dispatch.id, 'dispatch')
  await tx.update('work-orders', slip.id, { dispatch: dispatch.id })
}
/** The sheet that is out follows the order. */
export async function follow(
  { dispatch }: Work,
  step: 'handle' | 'stall' | 'resume' | 'close' | 'return',
  tx: Tx,
  answers: { readonly returned?: string | null } = {},
) {
  if (dispatch === null) return
  const { status } = await tx.get('dispatch-orders', dispatch)
  const open = { handle: 'accepted', stall: 'accepted', resume: 'stalled', close: 'handled', return: 'handled' }
  if (status === open[step] || (step === 'close' && status === 'stalled'))
    await tx.perform('dispatch-orders', dispatch, step, answers)
}

/** Paid work is agreed to and priced; what is free costs nothing. */
export function unfinished(slip: Work, user: User): true | string {
  const { kind, consent, fees, total, claimed, settlement, engineer } = slip
  const mine = isSent(engineer, user)
  if (mine !== true) return mine
  if (kind !== 'paid') return total === 0 || '不收费的维修，应收费用与物料单价须为零'
  if (consent === null) return '须先出示收费标准、征得业户同意'
  if (!fees?.length) return '有偿维修须按收费标准填写应收费用'
  const over = settlement === 'prepaid' && total < claimed
  return !over || `已预收 ${inYuan(claimed)}，不能少于预收，差额请办理退款`
}
/** Done: the customer and customer service are told at once. */
export async function done(slip: Work, tx: Tx): Promise<void> {
  await tx.update('work-orders', slip.id, { finishedOn: tx.today, overran: slip.overran || slip.late })
  await follow(slip, 'handle', tx)
  await notify({ workOrder: slip.id }, { kind: 'done' }, tx)
}

/** The customer's name under it: the price is claimed, what was used up is booked. */
export async function confirmed(slip: Work, tx: Tx): Promise<void> {
  await tx.update('work-orders', slip.id, { confirmedOn: tx.today })
  await claimRest(slip.id, tx)
  await bookMaterials(slip, { workOrder: slip.id }, tx)
  await follow(slip, 'close', tx)
  if (slip.mustCall) await callBackOn({ workOrder: slip.id }, slip, tx)
}
/** Not to the customer's mind: the sheet comes back, and it is dispatched again. */
export async function sendBack(slip: Work, tx: Tx): Promise<void> {
  await tx.update('work-orders', slip.id, { returns: slip.returns + 1 })
  await follow(slip, 'return', tx, { returned: slip.rejection })
}
/** What the customer has paid for it so far, as the receivables say. */
export async function countPaid(slip: Work, tx: Tx): Promise<void> {
  const { sums } = await tx.sum('receivables', { workOrder: slip.id }, ['paid'])
  await tx.update('work-orders', slip.id, { received: sums.paid ?? 0 })
}
const unpaid = ({ settlement, received, total }: Work): true | string =>
  settlement === 'free' || settlement === 'monthly' || received >= total || '业户尚未缴费，请先到财务缴费'

/** What was not put right is a new order; each of the two names the other. */
export async function workAgain(slip: Work, tx: Tx): Promise<void> {
  const { project, applicant, phone, room, place, urgency, part } = slip
  const content = `返工：${slip.content}`.slice(0, 500)
  const same = { project, applicant, phone, room, place, urgency, part }
  const next = await tx.create('work-orders', { ...same, content, reworkOf: slip.id })
  await tx.update('work-orders', slip.id, { reworkedBy: next.id })
}
