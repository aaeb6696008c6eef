import type { RecordOf, Tx } from '#engine'
import { tellColleagues } from './colleagues.ts'
import { leftOf } from './complaints.ts'

type Rule = Tx & { readonly project: string }

/** Corrections that are not carried out in time are brought to mind, once a date. */
export async function remindOfCorrections(tx: Rule): Promise<number> {
  const due = await tx.find('corrective-actions', { project: tx.project, status: 'open', dueOn: { lte: tx.today } })
  const fresh = due.filter(({ dueOn, remindedFor }) => dueOn !== remindedFor)
  for (const slip of fresh) {
    const words = { 单号: slip.number, 剩余时间: leftOf(slip.dueOn ?? tx.today, tx.today), 责任人: null }
    const about = { form: 'corrective-actions', id: slip.id, project: slip.project }
    await tellColleagues(tx, 'MSG30', { roles: ['service-manager'], user: slip.owner }, words, about)
    await tx.update('corrective-actions', slip.id, { remindedFor: slip.dueOn })
  }
  return fresh.length
}

type Case = RecordOf<'first-contact-cases'>
const aboutCase = ({ id, project }: Case) => ({ form: 'first-contact-cases', id, project })

/** Cases that their department has not finished in time are marked, and told to whoever keeps them. */
export async function markOverdueCases(tx: Rule): Promise<number> {
  const late = await tx.find('first-contact-cases', {
    project: tx.project,
    status: 'with-department',
    overdue: false,
    dueOn: { lt: tx.today },
  })
  for (const slip of late) {
    const words = { 单号: slip.number, 剩余时间: leftOf(slip.dueOn, tx.today), 责任人: null }
    await tellColleagues(tx, 'MSG30', { roles: [], user: slip.firstContact }, words, aboutCase(slip))
    await tx.update('first-contact-cases', slip.id, { overdue: true })
  }
  return late.length
}

/** Why it took so long is reported to the head of customer service and of the centre (《工作流程表格》首问责任制). */
export async function reportDelay(slip: Case, tx: Tx): Promise<void> {
  const words = { 单号: `${slip.number}（首问事项超期：${slip.delayReason}）`, 剩余时间: '已超期', 责任人: null }
  await tellColleagues(tx, 'MSG30', { roles: ['service-manager', 'centre-manager'] }, words, aboutCase(slip))
  await tx.update('first-contact-cases', slip.id, { reportedAt: tx.now })
}

/** A customer who is still not content: somebody is held to account. */
export async function holdToAccount(slip: Case, tx: Tx): Promise<void> {
  const record = await tx.create('accountability-records', {
    project: slip.project,
    case: slip.id,
    person: slip.responsible ?? slip.firstContact,
    department: slip.department,
    fault: slip.delayReason ?? slip.customerSays ?? '业户对首问事项的处理不满意',
  })
  await tx.update('first-contact-cases', slip.id, { accountability: record.id })
}
