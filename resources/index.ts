import type { House, Resource } from '#engine'
import { areas } from './areas.ts'
import callbackRecord from './callbacks/callback-record.ts'
import { settledValue } from './clauses/settled.ts'
import project from './estate/project.ts'
import property from './estate/property.ts'
import resident from './estate/resident.ts'
import deposit from './money/deposit.ts'
import feeItem from './money/fee-item.ts'
import feeStandard from './money/fee-standard.ts'
import paymentAllocation from './money/payment-allocation.ts'
import paymentNotice from './money/payment-notice.ts'
import paymentSlip from './money/payment-slip.ts'
import paymentTender from './money/payment-tender.ts'
import receipt from './money/receipt.ts'
import receivable from './money/receivable.ts'
import message from './notices/message.ts'
import messageTemplate from './notices/message-template.ts'
import { outbox } from './outbox.ts'
import holiday from './people/holiday.ts'
import permissionChange from './people/permission-change.ts'
import policy from './people/policy.ts'
import stewardArea from './people/steward-area.ts'
import user from './people/user.ts'
import { policies as rules } from './policies.ts'
import inspectionRecord from './quality/inspection-record.ts'
import inspectionTemplate from './quality/inspection-template.ts'
import rectification from './quality/rectification.ts'
import depositDeduction from './refunds/deposit-deduction.ts'
import refundSlip from './refunds/refund-slip.ts'
import dispatchOrder from './repairs/dispatch-order.ts'
import priceItem from './repairs/price-item.ts'
import progressNotice from './repairs/progress-notice.ts'
import qualityClaim from './repairs/quality-claim.ts'
import qualityComplaint from './repairs/quality-complaint.ts'
import repairAssessment from './repairs/repair-assessment.ts'
import repairMaterial from './repairs/repair-material.ts'
import repairOrder from './repairs/repair-order.ts'
import serviceWorkOrder from './repairs/service-work-order.ts'
import warrantyOrder from './repairs/warranty-order.ts'
import warrantyTerm from './repairs/warranty-term.ts'
import workOrder from './repairs/work-order.ts'
import { reports } from './reports/index.ts'
import { roles } from './roles.ts'
import { staff } from './staff.ts'

export { demo } from './roles.ts'
export { layOut } from './standing.ts'

/** Every paper of this office, in the order of the menu. */
export const resources: readonly Resource[] = [
  paymentNotice,
  paymentSlip,
  receipt,
  receivable,
  paymentAllocation,
  paymentTender,
  deposit,
  feeItem,
  feeStandard,
  refundSlip,
  depositDeduction,
  repairOrder,
  workOrder,
  dispatchOrder,
  repairAssessment,
  serviceWorkOrder,
  qualityComplaint,
  warrantyOrder,
  qualityClaim,
  progressNotice,
  repairMaterial,
  priceItem,
  warrantyTerm,
  callbackRecord,
  inspectionRecord,
  rectification,
  inspectionTemplate,
  property,
  resident,
  project,
  message,
  messageTemplate,
  user,
  permissionChange,
  stewardArea,
  policy,
  holiday,
]

const policies: House['policies'] = rules

/** This office: its papers, its people, its rules. */
export const house: House = {
  company: '安居物业服务有限公司',
  areas,
  resources,
  roles,
  policies,
  reports,
  outbox,
  hour: 'rules.hour',
  projects: 'projects',
  policyRows: {
    form: 'policies',
    read: ({ key, project: of, validFrom, value }) => ({
      key: key as string,
      project: of as string | null,
      validFrom: validFrom as string,
      value: settledValue(value as string, policies[key as string]?.field),
    }),
  },
  staff,
}
