import { daysAfter, type RecordOf, type Rule, type Tx, type User } from '#engine'
import { correctors, departments } from './inspection.ts'
import { callBackOn } from './repairs-callback.ts'

type Order = RecordOf<'service-work-orders'>

/** What is always called back (《工作流程表格》公共设施维修). */
export const majorDefects = {
  seepage: '渗漏',
  hollowing: '大面积空鼓',
  crack: '楼板开裂',
  structure: '主体结构',
  lift: '电梯故障',
  other: '其他重大工程',
} as const

/** Every department signs for its own orders. */
export function isOfDepartment({ department }: Order, { roles }: User): true | string {
  const own: readonly string[] = correctors[department]
  return roles.some((role) => own.includes(role)) || `由${departments[department]}签收`
}
/** Written: by when it is to be done, and whether it is one of those that are always called back. */
export const setDue = ({ id, requiredBy, defect, urgent }: Order, tx: Tx) =>
  tx.update('service-work-orders', id, {
    requiredBy: requiredBy ?? daysAfter(tx.today, tx.policy('patrol.rectify_within_days')),
    major: defect !== null || urgent,
  })
/** What is told on the way stands under what was told before. */
export const noteProgress = ({ id, latest, progress }: Order, tx: Tx) =>
  tx.update('service-work-orders', id, {
    progress: [...(progress ?? []), { on: tx.today, who: tx.user.name, said: latest ?? '' }],
  })

/** Not as it should be: the department has it again. */
export const recallPublic = ({ id, failures }: Order, tx: Tx) =>
  tx.update('service-work-orders', id, { failures: failures + 1 })

/** Accepted by the owner: what is major must be called back. */
export async function settleFinding(slip: Order, tx: Tx): Promise<void> {
  await tx.update('service-work-orders', slip.id, { acceptedOn: tx.today })
  if (slip.major && slip.phone !== null) await callBackOn({ serviceOrder: slip.id }, slip, tx)
}

const overrun: Rule = {
  label: '标记逾期的公共维修',
  code: 'W23',
  work: async (tx) => {
    const where = { project: tx.project, overran: false, requiredBy: { lt: tx.today } }
    const late = await tx.find('service-work-orders', { ...where, status: ['written', 'collected', 'verified'] })
    for (const { id } of late) await tx.update('service-work-orders', id, { overran: true })
    return late.length
  },
}
export const publicRules = { overrun }
