import type { Blocker, Occasion, Reader, RecordOf, RuleTx, Tx } from '#engine'
import { tellMany } from './messages.ts'
import { inYuan } from './money.ts'

type Pass = RecordOf<'goods-release-passes'>

/** Why the identity of whoever asks is not established yet (《小区物品放行流程》1); nothing where it is. */
export function unproved(pass: Pass, { policy }: Occasion): string | undefined {
  if (pass.identityMethod === null) return '请先核对身份'
  if (pass.identityMethod === 'person' && !pass.originalSeen) return '请核对身份证原件'
  const answered = [pass.identityAnswered, pass.familyAnswered, pass.employerAnswered].filter(Boolean).length
  if (pass.identityMethod === 'phone' && answered < policy('release.phone_check'))
    return `电话核实须答对 ${policy('release.phone_check')} 项（身份证号、家庭成员、工作单位），已答对 ${answered} 项`
  const entrusted = ['tenant', 'contractor-lead', 'worker'].includes(pass.applicantKind)
  if (!entrusted) return undefined
  const whom = pass.applicantKind === 'tenant' ? '租户搬出物品须征得业主同意' : '装修负责人、工人须由业主委托'
  if (pass.consent === null) return whom
  return pass.consent === 'yes' ? undefined : '业主不同意，不能放行'
}

/** What the home still owes, where nothing leaves before it is paid; a signed exception lets it pass. */
export async function unpaidFees(pass: Pass, reader: Reader): Promise<Blocker[]> {
  if (!reader.policy('release.require_fees_settled') || pass.exemption) return []
  const { room } = pass
  const { count, sums } = await reader.sum('receivables', { room, status: ['posted', 'part-paid'] }, ['balance'])
  if (count === 0) return []
  const query = `room=${room}&status=posted&status=part-paid`
  return [{ message: `还有 ${count} 笔欠费，合计 ${inYuan(sums.balance ?? 0)}`, resource: 'receivables', query }]
}
/** Nothing is refused for arrears that are not there. */
export async function noArrears(pass: Pass, reader: Reader): Promise<Blocker[]> {
  const { count } = await reader.sum('receivables', { room: pass.room, status: ['posted', 'part-paid'] }, ['balance'])
  return count > 0 ? [] : [{ message: '该房屋没有欠费，不能以欠费不予放行' }]
}
/** What was owed when the paper was looked at stands on it. */
export async function noteArrears({ id, room }: Pass, tx: Tx) {
  const { sums } = await tx.sum('receivables', { room, status: ['posted', 'part-paid'] }, ['balance'])
  await tx.update('goods-release-passes', id, { arrears: sums.balance ?? 0 })
}

/** The front desk hears at once what the gate has found. */
export async function tellDesk(pass: Pass, tx: Tx) {
  const told = [...new Set([pass.checking?.user, pass.createdBy])].flatMap((user) => (user ? [user] : []))
  const words = { 单号: pass.number, 剩余时间: `物品与放行条不符：${pass.gateDifference ?? ''}`, 责任人: tx.user.name }
  const about = { form: 'goods-release-passes', id: pass.id, project: pass.project }
  await tellMany(
    tx,
    'MSG30',
    told.map((user) => ({ to: { user }, words, about })),
  )
}

/** A pass is good for its day: what was not used when the day is over is no pass any more. */
export async function expirePasses(tx: RuleTx): Promise<number> {
  const { project } = tx
  const past = await tx.find('goods-release-passes', { project, status: 'valid', moveOn: { lt: tx.today } })
  const live = past.filter(({ voiding }) => voiding == null).map(({ id }) => id)
  await tx.performMany('goods-release-passes', live, 'expire')
  return live.length
}
