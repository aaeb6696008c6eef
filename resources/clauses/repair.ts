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
  type Occasion,
  type Reader,
  type RecordOf,
  ref,
  type Tx,
  text,
  type User,
} from '#engine'
import { within } from './minutes.ts'
import { charge } from './money.ts'
import { owe, settlementOf } from './repairs-charge.ts'
import { bookMaterials } from './repairs-materials.ts'
import { notify } from './repairs-notices.ts'

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
export function unsignedJudgement({ rating, signedBy }: Pick<Order, 'rating' | 'signedBy'>): string | undefined {
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

/** Signed: what was used up is booked, and the price of a paid repair is claimed from the house's customer; paying it takes the order's own step `pay`. */
export async function claim(order: Order, tx: Tx): Promise<void> {
  await bookMaterials(order, { order: order.id }, tx)
  const rest = order.amount - order.claimed
  if (order.settlement === 'prepaid' && rest === 0) return
  const usual = order.amount === 0 ? 'free' : await settlementOf(order.fees, tx)
  const settlement = usual === 'prepaid' ? 'completion' : usual
  await tx.update('repair-orders', order.id, { settlement, claimed: order.amount })
  if (order.room === null || settlement === 'free') return
  await owe(tx, { room: order.room, amount: rest, number: order.number, of: { repairOrder: order.id } })
}
/** Agreed to: what is paid before the work begins is claimed at once (X10). */
export async function claimBefore(order: Order, tx: Tx): Promise<void> {
  if (order.room === null || (await settlementOf(order.fees, tx)) !== 'prepaid' || order.amount === 0) return
  await tx.update('repair-orders', order.id, { settlement: 'prepaid', claimed: order.amount })
  await owe(tx, { room: order.room, amount: order.amount, number: order.number, of: { repairOrder: order.id } })
}
/** The customer agrees to a price that he was shown. */
export function agreeable(slip: Order, { user, policy }: Occasion): true | string {
  if (slip.nature !== 'paid') return '公共区域维修不收费，直接开始维修'
  if (!slip.priceShown) return '须先向业户出示收费标准'
  const before = policy('paid_service.payment') === 'prepaid' && !slip.fees?.length
  return before ? '动工前收费的，须先填写应收费用' : own(slip, user)
}
/** He alone who was sent. */
export const isSent = (person: Id<'users'> | null, { id }: User): true | string =>
  person === id || '由派工的维修人员本人办理'
export const own = ({ repairer }: Order, user: User) => isSent(repairer, user)
/** Paid work is priced by the list; what is paid beforehand is paid. */
export function unpriced({ nature, fees, settlement, prepaid, amount, claimed }: Order): string | undefined {
  if (nature === 'paid' && !fees?.length) return '有偿维修须按收费标准填写应收费用'
  if (settlement !== 'prepaid') return undefined
  if (!prepaid) return '动工前收费的，须先缴费'
  return amount < claimed ? '应收不能少于预收，差额请办理退款' : undefined
}

/** Sent out: the clock of engineering runs, and the customer hears who comes. */
export async function sendOut(order: Order, tx: Tx): Promise<void> {
  await tx.update('repair-orders', order.id, { arriveBy: arrivalDue(order, tx) })
  if (order.room !== null && order.nature !== 'outside')
    await notify({ order: order.id }, { kind: 'accepted', expectedAt: order.appointedAt }, tx)
}
/** Done: the customer is asked to look at it and to sign. */
export async function finished(order: Order, tx: Tx): Promise<void> {
  await tx.update('repair-orders', order.id, { finishedOn: tx.today })
  if (order.room !== null) await notify({ order: order.id }, { kind: 'done' }, tx)
}

/** What was not put right is a new order of its own, each naming the other: nothing that was signed is written on again. */
export async function again(order: Order, tx: Tx): Promise<void> {
  const next = await tx.create('repair-orders', {
    project: order.project,
    reporter: order.reporter,
    phone: order.phone,
    room: order.room,
    place: order.place,
    content: `返工：${order.content}`.slice(0, 500),
    urgency: order.urgency,
    reworkOf: order.id,
    contact: order.contact,
  })
  await tx.update('repair-orders', order.id, { reworkedBy: next.id })
}

/** Puts the call-back that must be made on the list of those due. */
export async function callBack(order: Order, tx: Tx): Promise<void> {
  if (order.mustCall) await tx.create('callback-records', { type: 'repair', repair: order.id })
}
