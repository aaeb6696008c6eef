import { callbacksPolicies } from './policies/callbacks.ts'
import { feesPolicies } from './policies/fees.ts'
import { officePolicies } from './policies/office.ts'
import { refundsPolicies } from './policies/refunds.ts'
import { renovationPolicies } from './policies/renovation.ts'
import { repairsPolicies } from './policies/repairs.ts'

const settled = {
  ...refundsPolicies,
  ...renovationPolicies,
  ...feesPolicies,
  ...repairsPolicies,
  ...callbacksPolicies,
  ...officePolicies,
}

type Settled = { [K in keyof typeof settled]: NonNullable<(typeof settled)[K]['field']['value']> }
declare module '#engine' {
  interface Policies extends Settled {}
}
/** What companies decide differently, with the default and the document it comes from. */
export const policies: typeof settled = settled
