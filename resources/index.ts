import type { House, Resource } from '#engine'
import { areas } from './areas.ts'
import annualDunningPlan from './arrears/annual-dunning-plan.ts'
import arrearsLedger from './arrears/arrears-ledger.ts'
import dunningNotice from './arrears/dunning-notice.ts'
import dunningPlan from './arrears/dunning-plan.ts'
import dunningRecord from './arrears/dunning-record.ts'
import dunningTask from './arrears/dunning-task.ts'
import escalatedVisit from './arrears/escalated-visit.ts'
import instalmentPlan from './arrears/instalment-plan.ts'
import lawsuitBatch from './arrears/lawsuit-batch.ts'
import lawsuitFile from './arrears/lawsuit-file.ts'
import lawyerLetter from './arrears/lawyer-letter.ts'
import lawyerLetterBatch from './arrears/lawyer-letter-batch.ts'
import mailDispatch from './arrears/mail-dispatch.ts'
import paymentTip from './arrears/payment-tip.ts'
import reasonReport from './arrears/reason-report.ts'
import reminderLetter from './arrears/reminder-letter.ts'
import callbackPlan from './callbacks/callback-plan.ts'
import callbackRecord from './callbacks/callback-record.ts'
import callbackReport from './callbacks/callback-report.ts'
import communityActivity from './callbacks/community-activity.ts'
import opinionSurvey from './callbacks/opinion-survey.ts'
import repairSurvey from './callbacks/repair-survey.ts'
import surveyPlan from './callbacks/survey-plan.ts'
import surveyReport from './callbacks/survey-report.ts'
import { caller } from './caller.ts'
import { settledValue } from './clauses/settled.ts'
import { desks } from './desks.ts'
import project from './estate/project.ts'
import property from './estate/property.ts'
import resident from './estate/resident.ts'
import accountStatement from './money/account-statement.ts'
import autoDebitAgreement from './money/auto-debit-agreement.ts'
import bankCollection from './money/bank-collection.ts'
import bankCollectionLine from './money/bank-collection-line.ts'
import bankDeposit from './money/bank-deposit.ts'
import billingRun from './money/billing-run.ts'
import chargeAudit from './money/charge-audit.ts'
import chargeCorrection from './money/charge-correction.ts'
import dailySettlement from './money/daily-settlement.ts'
import deposit from './money/deposit.ts'
import discountApproval from './money/discount-approval.ts'
import feeItem from './money/fee-item.ts'
import feeStandard from './money/fee-standard.ts'
import meter from './money/meter.ts'
import meterReading from './money/meter-reading.ts'
import noticeDelivery from './money/notice-delivery.ts'
import paymentAllocation from './money/payment-allocation.ts'
import paymentNotice from './money/payment-notice.ts'
import paymentSlip from './money/payment-slip.ts'
import paymentTender from './money/payment-tender.ts'
import prepayment from './money/prepayment.ts'
import receipt from './money/receipt.ts'
import receivable from './money/receivable.ts'
import tariffResolution from './money/tariff-resolution.ts'
import voucherBook from './money/voucher-book.ts'
import message from './notices/message.ts'
import messageTemplate from './notices/message-template.ts'
import notice from './notices/notice.ts'
import { outbox } from './outbox.ts'
import holiday from './people/holiday.ts'
import permissionChange from './people/permission-change.ts'
import policy from './people/policy.ts'
import stewardArea from './people/steward-area.ts'
import user from './people/user.ts'
import { policies as rules } from './policies.ts'
import inspectionPlan from './quality/inspection-plan.ts'
import inspectionRecord from './quality/inspection-record.ts'
import inspectionTemplate from './quality/inspection-template.ts'
import rectification from './quality/rectification.ts'
import depositDeduction from './refunds/deposit-deduction.ts'
import refundApplication from './refunds/refund-application.ts'
import refundProgressLog from './refunds/refund-progress-log.ts'
import refundRefusal from './refunds/refund-refusal.ts'
import refundSlip from './refunds/refund-slip.ts'
import frontDeskVisit from './release/front-desk-visit.ts'
import goodsReleasePass from './release/goods-release-pass.ts'
import visitorRecord from './release/visitor-record.ts'
import constructionPermit from './renovation/construction-permit.ts'
import contractor from './renovation/contractor.ts'
import preRenovationCheck from './renovation/pre-renovation-check.ts'
import renovationAcceptance from './renovation/renovation-acceptance.ts'
import renovationAgreement from './renovation/renovation-agreement.ts'
import renovationApplication from './renovation/renovation-application.ts'
import renovationDocument from './renovation/renovation-document.ts'
import renovationExtension from './renovation/renovation-extension.ts'
import renovationIssueList from './renovation/renovation-issue-list.ts'
import renovationPatrol from './renovation/renovation-patrol.ts'
import renovationPaymentNotice from './renovation/renovation-payment-notice.ts'
import renovationViolation from './renovation/renovation-violation.ts'
import workerPass from './renovation/worker-pass.ts'
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
import accountabilityRecord from './service/accountability-record.ts'
import complaint from './service/complaint.ts'
import contactRecord from './service/contact-record.ts'
import correctiveAction from './service/corrective-action.ts'
import correspondence from './service/correspondence.ts'
import enquiry from './service/enquiry.ts'
import faq from './service/faq.ts'
import firstContactCase from './service/first-contact-case.ts'
import leaderAppointment from './service/leader-appointment.ts'
import mediation from './service/mediation.ts'
import suggestion from './service/suggestion.ts'
import writtenReply from './service/written-reply.ts'
import { staff } from './staff.ts'

export { demo } from './roles.ts'
export { layOut } from './standing.ts'

/** Every paper of this office, in the order of the menu. */
export const resources: readonly Resource[] = [
  billingRun,
  paymentNotice,
  noticeDelivery,
  paymentSlip,
  receipt,
  receivable,
  paymentAllocation,
  paymentTender,
  dailySettlement,
  bankDeposit,
  chargeCorrection,
  discountApproval,
  chargeAudit,
  voucherBook,
  accountStatement,
  deposit,
  prepayment,
  bankCollection,
  bankCollectionLine,
  autoDebitAgreement,
  meterReading,
  meter,
  feeItem,
  feeStandard,
  tariffResolution,
  arrearsLedger,
  dunningTask,
  dunningRecord,
  dunningNotice,
  reminderLetter,
  dunningPlan,
  annualDunningPlan,
  reasonReport,
  escalatedVisit,
  instalmentPlan,
  lawyerLetterBatch,
  lawyerLetter,
  lawsuitBatch,
  lawsuitFile,
  mailDispatch,
  paymentTip,
  refundSlip,
  refundApplication,
  refundRefusal,
  depositDeduction,
  refundProgressLog,
  renovationApplication,
  renovationDocument,
  renovationPaymentNotice,
  renovationAgreement,
  constructionPermit,
  workerPass,
  preRenovationCheck,
  renovationPatrol,
  renovationViolation,
  renovationIssueList,
  renovationExtension,
  renovationAcceptance,
  contractor,
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
  contactRecord,
  complaint,
  writtenReply,
  correctiveAction,
  enquiry,
  suggestion,
  correspondence,
  firstContactCase,
  accountabilityRecord,
  mediation,
  leaderAppointment,
  faq,
  callbackRecord,
  callbackPlan,
  callbackReport,
  communityActivity,
  surveyPlan,
  opinionSurvey,
  surveyReport,
  repairSurvey,
  goodsReleasePass,
  visitorRecord,
  frontDeskVisit,
  inspectionPlan,
  inspectionRecord,
  rectification,
  inspectionTemplate,
  property,
  resident,
  project,
  notice,
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
  caller,
  desks,
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
