import type { Blocker, Id, OfficeDraftOf, Reader, RecordOf, Tx } from '#engine'

type Callback = RecordOf<'callback-records'>
/** What a customer may be called about, besides a repair order: one of these. */
export interface Matter {
  readonly workOrder?: Id<'work-orders'>
  readonly serviceOrder?: Id<'service-work-orders'>
  readonly qualityComplaint?: Id<'quality-complaints'>
}
interface Handled {
  readonly project: string | null
  readonly room: Id<'properties'> | null
  readonly phone: string | null
}
type Named = Partial<Record<'applicant' | 'reporter' | 'customer', string>>

/** Puts the call-back that must be made on the list of those due. */
export async function callBackOn(of: Matter, slip: Handled & Named, tx: Tx): Promise<void> {
  const { project, room, phone } = slip
  const type = of.workOrder ? 'repair' : of.serviceOrder ? 'public-works' : 'quality-complaint'
  const draft: OfficeDraftOf<'callback-records'> = {
    ...of,
    type,
    project,
    room,
    customer: slip.applicant ?? slip.reporter ?? slip.customer ?? '',
    phone: phone ?? '',
    basedOn: tx.today,
  }
  await tx.create('callback-records', draft)
}

/** Whether the call must be made, as the matter says. */
export async function mustBeMade(slip: Callback, reader: Reader): Promise<boolean> {
  if (slip.repair !== null) return (await reader.get('repair-orders', slip.repair)).mustCall
  if (slip.workOrder !== null) return (await reader.get('work-orders', slip.workOrder)).mustCall
  if (slip.serviceOrder !== null) return (await reader.get('service-work-orders', slip.serviceOrder)).major
  return slip.qualityComplaint !== null
}

/** What is not yet at its end is not called about. */
export async function notHandled(slip: Callback, reader: Reader): Promise<Blocker[]> {
  const say = (open: boolean, message: string, resource: string, id: string) =>
    open ? [{ message, resource, id }] : []
  if (slip.repair !== null) {
    const { id, status } = await reader.get('repair-orders', slip.repair)
    return say(status !== 'filed' && status !== 'closed', '报修单尚未归档，不能回访', 'repair-orders', id)
  }
  if (slip.workOrder !== null) {
    const { id, status } = await reader.get('work-orders', slip.workOrder)
    return say(status !== 'confirmed' && status !== 'closed', '维修工作单尚未确认，不能回访', 'work-orders', id)
  }
  if (slip.serviceOrder !== null) {
    const { id, status } = await reader.get('service-work-orders', slip.serviceOrder)
    return say(status !== 'accepted' && status !== 'archived', '公共维修尚未验收，不能回访', 'service-work-orders', id)
  }
  if (slip.qualityComplaint !== null) {
    const { id, status } = await reader.get('quality-complaints', slip.qualityComplaint)
    return say(status !== 'handled', '质量投诉尚未处理完毕，不能回访', 'quality-complaints', id)
  }
  return []
}
/** The matter remembers that its customer was called. */
export async function markCalled(slip: Callback, tx: Tx): Promise<void> {
  const calledBack = true
  if (slip.repair !== null) await tx.update('repair-orders', slip.repair, { calledBack })
  if (slip.workOrder !== null) await tx.update('work-orders', slip.workOrder, { calledBack })
  if (slip.serviceOrder !== null) await tx.update('service-work-orders', slip.serviceOrder, { calledBack })
  if (slip.qualityComplaint !== null) await tx.update('quality-complaints', slip.qualityComplaint, { calledBack })
}
/** A bad answer reopens the matter: as a new order, or where it was. */
export async function workAgainOn(slip: Callback, tx: Tx): Promise<void> {
  if (slip.repair !== null) await tx.perform('repair-orders', slip.repair, 'rework')
  if (slip.workOrder !== null) await tx.perform('work-orders', slip.workOrder, 'rework')
  if (slip.serviceOrder !== null) {
    await tx.update('service-work-orders', slip.serviceOrder, { calledBack: false })
    await tx.perform('service-work-orders', slip.serviceOrder, 'rework')
  }
  if (slip.qualityComplaint === null) return
  const { coordination } = await tx.perform('quality-complaints', slip.qualityComplaint, 'rework')
  await tx.update('quality-complaints', slip.qualityComplaint, { calledBack: false })
  if (coordination === null) return
  const { status } = await tx.get('warranty-orders', coordination)
  if (status === 'signed-off') await tx.perform('warranty-orders', coordination, 'reopen')
}
/** A good answer, read by the head of customer service, closes the matter. */
export async function closeCalled(slip: Callback, tx: Tx): Promise<void> {
  if (slip.repair !== null) {
    const { id, status } = await tx.get('repair-orders', slip.repair)
    if (status === 'filed') await tx.perform('repair-orders', id, 'close')
  }
  if (slip.workOrder !== null) {
    const { id, status, settlement, received, total } = await tx.get('work-orders', slip.workOrder)
    const settled = settlement === 'free' || settlement === 'monthly' || received >= total
    if (status === 'confirmed' && settled) await tx.perform('work-orders', id, 'close')
  }
  if (slip.serviceOrder !== null) {
    const { id, status } = await tx.get('service-work-orders', slip.serviceOrder)
    if (status === 'accepted') await tx.perform('service-work-orders', id, 'close')
  }
  if (slip.qualityComplaint === null) return
  const { id, status, coordination } = await tx.get('quality-complaints', slip.qualityComplaint)
  if (status === 'handled') await tx.perform('quality-complaints', id, 'close')
  if (coordination === null) return
  const order = await tx.get('warranty-orders', coordination)
  if (order.status === 'signed-off') await tx.perform('warranty-orders', order.id, 'close')
}
