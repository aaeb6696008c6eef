import {
  choice,
  computed,
  copied,
  decimal,
  type Fen,
  type Id,
  type Instant,
  minutesAfter,
  money,
  type Reader,
  type RecordOf,
  ref,
  refuse,
  type Tx,
  text,
} from '#engine'
import { within } from './minutes.ts'
import { charge } from './money.ts'

type Order = RecordOf<'repair-orders'>

/** What a repair can be (《业户报修工作流程》三.1.(3)). */
export const natures = { public: '公共区域', paid: '有偿维修', outside: '标准外' } as const
export const urgencies = { special: '特急', urgent: '急', ordinary: '一般' } as const
/** How the customer judged the work; the last two say that he did not. */
export const ratings = {
  satisfied: '满意',
  average: '一般',
  dissatisfied: '不满意',
  unrated: '未评价',
  unsigned: '未签字',
} as const

const amountOf = ({ quantity, price }: { quantity: number; price: Fen }) => charge(quantity, price / 100)
/** What the customer pays, by the price list. */
export const feeLine = {
  item: ref('price-items', '收费项目'),
  unit: copied(text('单位', { optional: true }), 'item.unit'),
  listPrice: copied(money('标准单价', { optional: true }), 'item.price'),
  quantity: decimal('数量', { min: 0.01, preset: 1 }),
  price: money('单价', { min: 0, copy: 'item.price' }),
  amount: computed(money('金额'), amountOf),
}
/** What was used up; the customer's own materials are priced at nothing. */
export const materialLine = {
  name: text('物料', { max: 40 }),
  quantity: decimal('数量', { min: 0.01, preset: 1 }),
  unit: text('单位', { max: 10, optional: true }),
  suppliedBy: choice('提供', { customer: '业户', company: '公司' }, { preset: 'customer' }),
  price: money('单价', { min: 0, preset: 0 }),
  amount: computed(money('金额'), amountOf),
}
/** Only what is negotiable has another price than the list's. */
export const fairPrices = (fees: Order['fees']) =>
  (fees ?? []).every(({ listPrice, price }) => listPrice === null || listPrice === price)

/** What does not fit between the customer's judgement and his signature, or nothing. */
export function unsignedJudgement({ rating, signedBy }: Order): string | undefined {
  if (rating === 'unsigned') return signedBy === null ? undefined : '业户已签名，评价不能选「未签字」'
  return signedBy === null ? '请填写业户签名，未签字的评价选「未签字」' : undefined
}

/** These must be called back, every day (《业户回访工作流程》三.(四).2). */
export const mustBeCalled = (rating: keyof typeof ratings | null) =>
  rating === 'dissatisfied' || rating === 'unrated' || rating === 'unsigned'

/** When the repairer, or outside the price list the manager's answer, is due; nothing where only the day is agreed. */
export function arrivalDue(
  { nature, urgency, appointedAt, collection }: Order,
  { policy }: Pick<Reader, 'policy'>,
): Instant | null {
  if (nature === 'outside') return within(collection, policy('sla.repair.answer_minutes'))
  if (nature === 'public') return within(collection, policy('sla.repair.public_minutes'))
  if (appointedAt !== null) return minutesAfter(appointedAt, -policy('sla.repair.early_minutes'))
  if (urgency === 'ordinary') return null
  return within(collection, policy(urgency === 'special' ? 'sla.repair.special_minutes' : 'sla.repair.urgent_minutes'))
}

/** Claims the price of a paid repair from the house's customer: paying it takes the order's own step `pay`. */
export async function claim(order: Order, tx: Tx): Promise<void> {
  const settlement =
    order.amount === 0 ? 'free' : tx.policy('paid_service.payment') === 'monthly' ? 'monthly' : 'completion'
  await tx.update('repair-orders', order.id, { settlement })
  if (order.room === null || settlement === 'free') return
  const [feeItem] = await tx.find('fee-items', { code: 'REPAIR' })
  if (!feeItem) refuse(422, '收费项目中没有编码为 REPAIR 的有偿维修费，请先录入')
  const period = tx.today.slice(0, 7)
  const earlier = await tx.find('receivables', { room: order.room, feeItem: feeItem.id, period, source: 'repair' })
  const receivable = await tx.create('receivables', {
    room: order.room,
    feeItem: feeItem.id,
    period,
    source: 'repair',
    repairOrder: order.id,
    sequence: Math.max(0, ...earlier.map(({ sequence }) => sequence)) + 1,
    quantity: 1,
    price: order.amount / 100,
    dueOn: tx.today,
    remark: `报修单 ${order.number}`,
  })
  await tx.perform('receivables', receivable.id, 'post')
}

/** The payment was void: an order whose copies are not yet kept waits for its money again. */
export async function repairUnpaid(id: Id<'repair-orders'> | null, tx: Tx): Promise<void> {
  if (id !== null && (await tx.get('repair-orders', id)).status === 'paid')
    await tx.perform('repair-orders', id, 'unpay')
}

/** What was not put right is a new order of its own: nothing that was signed is written on again. */
export const again = (order: Order, tx: Tx) =>
  tx.create('repair-orders', {
    project: order.project,
    reporter: order.reporter,
    phone: order.phone,
    room: order.room,
    place: order.place,
    content: `返工：${order.content}`.slice(0, 500),
    urgency: order.urgency,
    reworkOf: order.id,
  })

/** Puts the call-back that must be made on the list of those due. */
export async function callBack(order: Order, tx: Tx): Promise<void> {
  if (order.mustCall) await tx.create('callback-records', { type: 'repair', repair: order.id })
}
