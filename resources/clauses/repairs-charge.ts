import { type Fen, type Id, type OfficeDraftOf, type Reader, type RecordOf, refuse, type Tx } from '#engine'

/** When the customer pays: never, before anybody goes, when it is done, or with the month's bill. */
export const settlements = { free: '免费', prepaid: '派工前预收', completion: '完工缴费', monthly: '按月账单' } as const
export type Settlement = keyof typeof settlements

type Fees = RecordOf<'work-orders'>['fees']

/** The price list says it for its items; what it leaves to the usual way is the company's policy (X10). */
export async function settlementOf(fees: Fees, reader: Reader): Promise<Settlement> {
  const asked = (fees ?? []).map(({ item }) => item)
  const own = (await reader.find('price-items', { id: asked })).map(({ payment }) => payment)
  if (own.includes('prepaid')) return 'prepaid'
  if (own.length > 0 && own.every((one) => one === 'monthly')) return 'monthly'
  return reader.policy('paid_service.payment')
}

interface Debt {
  readonly room: Id<'properties'>
  readonly amount: Fen
  readonly number: string | null
  readonly of: Pick<OfficeDraftOf<'receivables'>, 'repairOrder' | 'workOrder'>
}
/** What a repair costs its customer is claimed from his home: paying it takes the order's own step `pay`. */
export async function owe(tx: Tx, { room, amount, number, of }: Debt): Promise<void> {
  const [feeItem] = await tx.find('fee-items', { code: 'REPAIR' })
  if (!feeItem) refuse(422, '收费项目中没有编码为 REPAIR 的有偿维修费，请先录入')
  const period = tx.today.slice(0, 7)
  const earlier = await tx.find('receivables', { room, feeItem: feeItem.id, period, source: 'repair' })
  const receivable = await tx.create('receivables', {
    room,
    feeItem: feeItem.id,
    period,
    source: 'repair',
    ...of,
    sequence: Math.max(0, ...earlier.map(({ sequence }) => sequence)) + 1,
    quantity: 1,
    price: amount / 100,
    dueOn: tx.today,
    remark: `维修单 ${number}`,
  })
  await tx.perform('receivables', receivable.id, 'post')
}
