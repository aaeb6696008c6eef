import { daysAfter, type Id, type RecordOf, type RuleTx, type Tx } from '#engine'
import { tell } from './messages.ts'

type Slip = RecordOf<'refund-slips'>
type Application = RecordOf<'refund-applications'>

/** The home, and whom to tell: its owner, unless the paper names somebody else. */
async function customerOf(room: Id<'properties'>, name: string, tx: Tx) {
  const home = await tx.get('properties', room)
  const owner = home.owner === null ? undefined : await tx.get('residents', home.owner)
  const words = { 房号: `${home.building}-${home.unit}-${home.roomNo}`, 业主姓名: owner?.name ?? name }
  return { to: { room, name: owner?.name ?? name, phone: owner?.phone ?? null }, words }
}
const yuan = (fen: number) => (fen / 100).toFixed(2)

/** One line of the progress of a refund; who applied in writing is told of every one (W15 step 4). */
export async function progress(slip: Slip, step: string, tx: Tx, remark: string | null = null) {
  const channel = slip.application ? 'sms' : 'record'
  await tx.create('refund-progress-logs', {
    slip: slip.id,
    application: slip.application,
    room: slip.room,
    step,
    remark,
    channel,
  })
  if (slip.application) await tellProgress(slip, { form: 'refund-slips', id: slip.id }, step, remark, tx)
}
/** The same of an application that is not a slip yet. */
export async function applicationProgress(
  application: Application,
  step: string,
  tx: Tx,
  remark: string | null = null,
) {
  const { id, room } = application
  await tx.create('refund-progress-logs', { application: id, room, step, remark, channel: 'sms' })
  await tellProgress(
    { ...application, payee: application.applicant },
    { form: 'refund-applications', id },
    step,
    remark,
    tx,
  )
}
async function tellProgress(
  { room, payee, project }: Pick<Slip, 'room' | 'payee' | 'project'>,
  about: { readonly form: string; readonly id: string },
  step: string,
  remark: string | null,
  tx: Tx,
) {
  const { to, words } = await customerOf(room, payee, tx)
  await tell(tx, 'MSG11', to, { ...words, 步骤: step, 说明: remark }, { ...about, project })
}

/** The day is fixed: when to come, and with what. */
export async function tellAppointment(slip: Slip, tx: Tx) {
  const { to, words } = await customerOf(slip.room, slip.payee, tx)
  const told = {
    ...words,
    退款金额: yuan(slip.amount),
    时间: slip.appointedOn,
    需带资料: '原收据、身份证；代办另带授权委托书',
  }
  await tell(tx, 'MSG10', to, told, { form: 'refund-slips', id: slip.id, project: slip.project })
  await progress(slip, '预约领款', tx, slip.appointedOn)
}

/** Not met: a notice with the conditions and the papers lies ready to be told (D03). */
export async function openRefusal(
  of: { readonly slip: Slip } | { readonly application: Application },
  tx: Tx,
): Promise<void> {
  const paper = 'slip' in of ? of.slip : of.application
  const slip = 'slip' in of ? of.slip : undefined
  await tx.create('refund-refusals', {
    room: paper.room,
    slip: slip?.id ?? null,
    application: 'application' in of ? of.application.id : (slip?.application ?? null),
    deposit: slip?.deposit ?? null,
    conditions: paper.unmet ?? '',
    papersNeeded: paper.papersNeeded,
  })
}
/** The customer hears why not, and what to bring. */
export async function tellRefusal(notice: RecordOf<'refund-refusals'>, tx: Tx) {
  if (notice.channel !== 'sms') return
  const { to, words } = await customerOf(notice.room, notice.toldTo ?? '', tx)
  const told = { ...words, 原因: notice.conditions, 所需资料: notice.papersNeeded }
  await tell(tx, 'MSG12', to, told, { form: 'refund-refusals', id: notice.id, project: notice.project })
}
/** Whoever was refused has applied again. */
export async function reapplied(where: { room: Id<'properties'>; deposit: Id<'deposits'> | null }, tx: Tx) {
  const told = await tx.find('refund-refusals', { ...where, status: 'told' })
  const ids = told.map(({ id }) => id)
  await tx.performMany('refund-refusals', ids, 'reapply')
}

/** What nobody came for in so many days: noted, the customer reminded, the manager to decide (R: never given up by itself). */
export async function noteUnclaimed(tx: RuleTx): Promise<number> {
  const last = daysAfter(tx.today, -tx.policyOf('refund.unclaimed_after_days', tx.project))
  const found = await tx.find('refund-slips', {
    project: tx.project,
    status: 'appointed',
    appointedOn: { lt: last },
  })
  const live = found.filter(({ voiding }) => voiding == null).map(({ id }) => id)
  await tx.performMany('refund-slips', live, 'miss')
  return live.length
}
export async function remindUnclaimed(slip: Slip, tx: Tx) {
  await tx.update('refund-slips', slip.id, { unclaimedOn: tx.today })
  await progress(slip, '逾期未领', tx, slip.appointedOn)
  if (tx.policy('refund.unclaimed_action') !== 'remind' || slip.application) return
  const about = { form: 'refund-slips', id: slip.id }
  await tellProgress(slip, about, '逾期未领', `应退 ${yuan(slip.amount)} 元，请尽快到前台领取`, tx)
}
