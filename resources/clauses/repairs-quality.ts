import { type Blocker, daysAfter, momentIn, type Reader, type RecordOf, type Rule, startOfDay, type Tx } from '#engine'
import { tellMany } from './messages.ts'
import { within } from './minutes.ts'
import { callBackOn } from './repairs-callback.ts'
import { warrantyUntil } from './repairs-warranty.ts'

type Complaint = RecordOf<'quality-complaints'>
type Order = RecordOf<'warranty-orders'>
type Claim = RecordOf<'quality-claims'>

/** The coordination order is to be written within minutes of the call (R006). */
export async function startClock(slip: Complaint, tx: Tx): Promise<void> {
  const until = await warrantyUntil(slip, tx)
  await tx.update('quality-complaints', slip.id, {
    writeBy: within(slip.reportedAt, tx.policy('sla.warranty.write_minutes')),
    warrantyUntil: until,
    inWarranty: until !== null && until >= tx.today,
  })
}
const isCovered = async (slip: Complaint, reader: Reader) => {
  const until = await warrantyUntil(slip, reader)
  return { until, covers: until !== null && until >= reader.today }
}
export async function uncovered(slip: Complaint, reader: Reader): Promise<Blocker[]> {
  const { until, covers } = await isCovered(slip, reader)
  if (covers) return []
  const message = until ? `该部位保修已于 ${until} 到期，请向业户解释` : '房屋没有登记保修期，不能开协调单'
  return [{ message, resource: 'properties', id: slip.room }]
}
export async function covered(slip: Complaint, reader: Reader): Promise<Blocker[]> {
  const { until, covers } = await isCovered(slip, reader)
  return covers ? [{ message: `该部位保修至 ${until}，须开协调处理单` }] : []
}

/** In warranty: the coordination order lies on the desk, to be written and passed on. */
export async function coordinate(slip: Complaint, tx: Tx): Promise<void> {
  const until = await warrantyUntil(slip, tx)
  const order = await tx.create('warranty-orders', { complaint: slip.id, writeBy: slip.writeBy })
  await tx.update('quality-complaints', slip.id, {
    coordination: order.id,
    warrantyUntil: until,
    inWarranty: true,
  })
}
/** Out of warranty: the customer may have it repaired at his own cost. */
export async function offerRepair(slip: Complaint, tx: Tx): Promise<void> {
  const { room, customer: applicant, phone, defect: content, part, project } = slip
  const order = await tx.create('work-orders', { project, room, applicant, phone, content, part })
  await tx.update('quality-complaints', slip.id, { paidRepair: order.id })
}

/** The order is written: its time stands on the complaint, and engineering is to be told within minutes (R007). */
export async function written(slip: Order, tx: Tx): Promise<void> {
  await tx.update('warranty-orders', slip.id, {
    tellBy: within(slip.writing, tx.policy('sla.warranty.tell_minutes')),
  })
  await tx.update('quality-complaints', slip.complaint, { written: slip.writing?.at ?? null })
}
/** Engineering has signed for it: the developer's supervision is to be told within minutes (R008). */
export async function collected(slip: Order, tx: Tx): Promise<void> {
  await tx.update('warranty-orders', slip.id, {
    notifyBy: within(slip.collection, tx.policy('sla.warranty.supervision_minutes')),
  })
  await tx.update('quality-complaints', slip.complaint, { collector: slip.collection?.name ?? null })
}
/** What happens to the order is told on the complaint. */
export const progressed =
  (words: (slip: Order) => string) =>
  async (slip: Order, tx: Tx): Promise<void> => {
    const { progress } = await tx.get('quality-complaints', slip.complaint)
    const line = { on: tx.today, who: tx.user.name, said: words(slip).slice(0, 300) }
    await tx.update('quality-complaints', slip.complaint, { progress: [...(progress ?? []), line] })
  }
export const planRefused = progressed(({ refusal }) => `业主不同意方案：${refusal}`)

const siteMessage = ({ id, siteAt, supervisor, customer, phone, room, project }: Order) => ({
  to: { room, name: customer, phone },
  words: {
    业主姓名: customer,
    时间: siteAt && momentIn('Asia/Shanghai', siteAt),
    地点: '您家',
    人员: `监理部${supervisor}、工程部`,
  },
  about: { form: 'warranty-orders', id, project },
})
/** The day of the appraisal is fixed: the customer is told. */
export async function contactSupervision(slip: Order, tx: Tx): Promise<void> {
  await tellMany(tx, 'MSG16', [siteMessage(slip)])
  await progressed(({ siteAt }) => `已通知监理部，约定 ${siteAt && momentIn('Asia/Shanghai', siteAt)} 现场鉴定`)(
    slip,
    tx,
  )
}
export const unsignedOff = ({ finishedOn }: Order, { today }: { readonly today: string }): true | string =>
  finishedOn === null || finishedOn <= today || '完工日期不得晚于今天'

/** Everybody has signed: the complaint is handled, and its customer is called. */
export async function signedOff(slip: Order, tx: Tx): Promise<void> {
  const complaint = await tx.perform('quality-complaints', slip.complaint, 'handle', { result: slip.plan ?? '已修复' })
  await tx.update('quality-complaints', complaint.id, { handledOn: tx.today })
  await callBackOn({ qualityComplaint: complaint.id }, complaint, tx)
}

/** A loss is claimed: the complaint waits for what the managers reach. */
export async function openClaim({ id, complaint, claimed }: Claim, tx: Tx): Promise<void> {
  await tx.perform('quality-complaints', complaint, 'claim')
  await tx.update('quality-complaints', complaint, { claim: id, claimed })
}
export const noteNegotiation = ({ id, negotiation, latest }: Claim, tx: Tx) =>
  tx.update('quality-claims', id, {
    negotiation: [...(negotiation ?? []), { on: tx.today, who: tx.user.name, said: latest ?? '' }],
  })
/** The claim is at its end: repair goes on where it was begun, otherwise the matter is handled by it. */
export async function concludeClaim({ id, complaint, status }: Claim, tx: Tx): Promise<void> {
  await tx.update('quality-claims', id, { settledOn: tx.today })
  const slip = await tx.get('quality-complaints', complaint)
  const order = slip.coordination && (await tx.get('warranty-orders', slip.coordination))
  if (order?.status !== 'plan-refused') return void (await tx.perform('quality-complaints', complaint, 'settle'))
  await tx.perform('warranty-orders', order.id, 'conclude')
  const result = status === 'litigated' ? '索赔转诉讼' : '索赔协商解决'
  await tx.perform('quality-complaints', complaint, 'handle', { result })
  await tx.update('quality-complaints', complaint, { handledOn: tx.today })
  await callBackOn({ qualityComplaint: complaint }, slip, tx)
}

/** The day before the appraisal the customer is reminded, once. */
const appraisals: Rule = {
  label: '现场鉴定前一日提醒业主',
  code: 'MSG16',
  work: async (tx) => {
    const tomorrow = daysAfter(tx.today, 1)
    const [from, to] = [startOfDay('Asia/Shanghai', tomorrow), startOfDay('Asia/Shanghai', daysAfter(tomorrow, 1))]
    const where = { project: tx.project, status: 'supervision-told' as const, siteAt: { gte: from, lt: to } }
    const due = (await tx.find('warranty-orders', where)).filter(({ remindedOn }) => remindedOn !== tx.today)
    for (const { id } of due) await tx.update('warranty-orders', id, { remindedOn: tx.today })
    await tellMany(tx, 'MSG16', due.map(siteMessage))
    return due.length
  },
}
export const warrantyRules = { appraisals }
