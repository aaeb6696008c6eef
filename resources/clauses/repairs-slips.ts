import { attachment, type Blocker, choice, computed, type Id, kept, money, type Reader, text, tick } from '#engine'
import { fairPrices, mustBeCalled, type ratings } from './repair.ts'
import { settlements } from './repairs-charge.ts'

/** What both slips of a repair, the daily one and the work order, have in common. */

/** Who takes repairs in at the desk. */
export const reception = ['clerk', 'supervisor'] as const
/** Who may write a slip besides. */
export const openers = [...reception, 'steward', 'area-officer'] as const
export const threeCopies = ['第一联 客服部', '第二联 工程部', '第三联 财务部'] as const

/** The customer's name under the work. */
export const signedByCustomer = {
  signedBy: text('业户签名', { max: 40, optional: true }),
  signature: attachment('签名照片', { optional: true, max: 3 }),
}
/** What follows from how he judged it, and how it is paid. */
export const calledAndSettled = {
  mustCall: computed(tick('必须回访'), (slip: { rating: keyof typeof ratings | null }) => mustBeCalled(slip.rating)),
  calledBack: kept(tick('已回访'), false),
  settlement: kept(choice('收款', settlements, { optional: true })),
  claimed: kept(money('已开应收', { min: 0 }), 0),
}

type Fees = Parameters<typeof fairPrices>[0]
/** A repair is in a home or in a public place. */
export const isSomewhere = ({ room, place }: { readonly room: unknown; readonly place: unknown }) =>
  room !== null || place !== null || (['room', '请填写房号或公共部位'] as const)
export const isListed = ({ fees }: { readonly fees: Fees }) =>
  fairPrices(fees) || (['fees', '单价须按收费标准，面议项目除外'] as const)

/** Sent out are those whose trade it is. */
export async function noEngineer(person: Id<'users'> | null, reader: Reader): Promise<Blocker[]> {
  const sent = person && (await reader.get('users', person))
  if (!sent || sent.roles?.includes('engineer')) return []
  return [{ message: `${sent.name}不是维修人员`, resource: 'users', id: sent.id }]
}
