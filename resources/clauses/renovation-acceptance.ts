import { type Blocker, momentIn, type Occasion, type Reader, type RecordOf, type RuleTx, type Tx } from '#engine'
import { tell } from './messages.ts'
import { depositsOf } from './renovation-deposits.ts'
import { missingAtAcceptance } from './renovation-papers.ts'
import { nameOf, occupy } from './renovation-permits.ts'
import { openOf } from './renovation-works.ts'

type Acceptance = RecordOf<'renovation-acceptances'>

/** Violations that are not put right stand against any acceptance. */
export const notReady = ({ application }: Acceptance, reader: Reader): Promise<Blocker[]> => openOf(application, reader)
/** At the inspection the papers of the acceptance must be there too. */
export const unproven = async (slip: Acceptance, reader: Reader) => [
  ...(await notReady(slip, reader)),
  ...(await missingAtAcceptance(slip.application, reader)),
]
/** Every item is looked at, and none has failed. */
export function unchecked({ lines }: Acceptance): true | string {
  const open = (lines ?? []).find(({ result }) => result === null)
  if (open) return `「${open.item}」还没有验收结果`
  const failed = (lines ?? []).find(({ result }) => result === 'fail')
  return failed ? `「${failed.item}」不合格，请登记验收不合格` : true
}
export const later = ({ recheckOn }: Acceptance, { today }: Occasion): true | string =>
  recheckOn === null || recheckOn > today || '复验日期须晚于今天'

export const applyAcceptance = ({ application }: Acceptance, tx: Tx) =>
  tx.perform('renovation-applications', application, 'apply-acceptance')
export const withdrawAcceptance = ({ application }: Acceptance, tx: Tx) =>
  tx.perform('renovation-applications', application, 'withdraw-acceptance')

/** MSG16: when, where, and who comes. */
export async function tellAppointment(slip: Acceptance, tx: Tx) {
  const { ownerName, ownerPhone } = await tx.get('renovation-applications', slip.application)
  const home = await tx.get('properties', slip.room)
  const at =
    slip.status === 'rectify' ? slip.recheckOn : slip.appointedAt && momentIn('Asia/Shanghai', slip.appointedAt)
  await tell(
    tx,
    'MSG16',
    { room: slip.room, name: ownerName, phone: ownerPhone },
    { 业主姓名: ownerName, 时间: at, 地点: nameOf(home), 人员: '工程部、安保部、客服部' },
    { form: 'renovation-acceptances', id: slip.id, project: slip.project },
  )
}
/** Not as it should be: it is put right, and looked at again on the day that was booked. */
export async function bookAgain(slip: Acceptance, tx: Tx) {
  if (slip.status !== 'rectify') return
  await tx.update('renovation-acceptances', slip.id, { failures: slip.failures + 1 })
  await tx.perform('renovation-applications', slip.application, 'fail')
  await tellAppointment(slip, tx)
}
export const lookAgain = ({ application }: Acceptance, tx: Tx) =>
  tx.perform('renovation-applications', application, 'recheck')
/** The day of a re-acceptance has come: it lies on the desks again. */
export async function recheckDue(tx: RuleTx): Promise<number> {
  const where = { project: tx.project, status: 'rectify', recheckOn: { lte: tx.today } } as const
  const due = (await tx.find('renovation-acceptances', where)).map(({ id }) => id)
  await tx.performMany('renovation-acceptances', due, 'recheck')
  return due.length
}

/** Everybody has signed: the deposits begin to wait, the permit and its passes are over, the home is what it was. */
export async function passWorks(slip: Acceptance, tx: Tx) {
  const { application } = slip
  await tx.update('renovation-acceptances', slip.id, { passedOn: tx.today })
  await tx.update('renovation-applications', application, { acceptedOn: tx.today })
  const { permit, formerly } = await tx.perform('renovation-applications', application, 'pass')
  if (permit) await tx.perform('construction-permits', permit, 'close')
  const passes = await tx.find('worker-passes', { application, status: 'issued' })
  await tx.performMany(
    'worker-passes',
    passes.map(({ id }) => id),
    'expire',
  )
  for (const { id } of await tx.find('renovation-agreements', { application, status: 'signed' }))
    await tx.perform('renovation-agreements', id, 'end')
  const home = await tx.get('properties', slip.room)
  if (home.occupancy === 'decorating') await occupy(home, formerly ?? 'vacant', tx)
  const deposits = await depositsOf(application, tx)
  for (const { id, status } of deposits)
    if (status === 'held') await tx.perform('deposits', id, 'clear', { acceptedOn: tx.today })
  if (deposits.length === 0) await tx.perform('renovation-applications', application, 'close')
}
