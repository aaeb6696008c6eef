import type { RecordOf, Tx } from '#engine'

type Due = Pick<RecordOf<'receivables'>, 'repairOrder' | 'workOrder'>

/** What was claimed for a repair is paid: the order takes its own step. */
export async function orderPaid({ repairOrder, workOrder }: Due, tx: Tx): Promise<void> {
  if (repairOrder !== null) {
    const { id, status } = await tx.get('repair-orders', repairOrder)
    if (status === 'signed' || status === 'in-repair') await tx.perform('repair-orders', id, 'pay')
  }
  if (workOrder !== null) await tx.perform('work-orders', workOrder, 'pay')
}
/** The payment was void: an order whose copies are not yet kept waits for its money again. */
export async function orderUnpaid({ repairOrder, workOrder }: Due, tx: Tx): Promise<void> {
  if (repairOrder !== null) {
    const { id, status } = await tx.get('repair-orders', repairOrder)
    if (status === 'paid' || status === 'in-repair') await tx.perform('repair-orders', id, 'unpay')
  }
  if (workOrder !== null) await tx.perform('work-orders', workOrder, 'unpay')
}
