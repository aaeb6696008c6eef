import {
  choice,
  copied,
  date,
  daysAfter,
  form,
  kept,
  money,
  note,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
} from '#engine'
import { applicants, renovationExporters } from '../clauses/renovation.ts'
import { approveExtension, extendWorks, notExtendable } from '../clauses/renovation-works.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 装修延期申请表 — the works take longer: engineering reviews, the director decides, a fee is paid where he asks for one. */
export const renovationExtension = form('renovation-extensions', '装修延期申请', {
  number: serial('单号', 'ZXYQ-{yyyy}{MM}-{0000}'),
  application: ref('renovation-applications', '装修申请'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  applicant: choice('申请人', applicants, { preset: 'owner' }),
  applicantName: text('申请人姓名', { max: 20 }),
  oldEndOn: copied(date('原到期日', { optional: true }), 'application.until'),
  newEndOn: date('延期至'),
  reason: note('延期原因', { max: 500 }),
  review: stamp('工程部主管审核'),
  reviewNote: note('审核意见', { max: 300, optional: true }),
  approval: stamp('主任审批'),
  feeRequired: tick('须交延期费', { preset: false }),
  feeAmount: money('延期费', { optional: true, min: 0 }),
  notice: kept(ref('renovation-payment-notices', '缴费通知单', { optional: true })),
  effectiveOn: kept(date('生效日期', { optional: true })),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'submitted' } },
    submitted: { label: '待工程审核', next: { review: 'engineering-reviewed', refuse: 'refused' } },
    'engineering-reviewed': { label: '待主任审批', next: { approve: 'approved', refuse: 'refused' } },
    approved: { label: '待缴延期费', next: { pay: 'effective', 'no-fee': 'effective' } },
    effective: { label: '已生效' },
    refused: { label: '不同意' },
  }),
})

declare module '#engine' {
  interface Forms {
    'renovation-extensions': typeof renovationExtension
  }
}

export default renovationExtension.procedure({
  kind: 'form',
  area: 'renovation',
  code: 'E08',
  source: '《小区物业客服人员日常工作流程》三',
  aliases: ['装修延期申请表', '装修延期'],
  label: 'number',
  paper: {
    申请: [
      ['number', 'application', 'room', 'building'],
      ['applicant', 'applicantName', 'oldEndOn', 'newEndOn'],
      ['reason'],
    ],
    审批: [['review', 'approval', 'status'], ['reviewNote'], ['feeRequired', 'feeAmount', 'notice', 'effectiveOn']],
  },
  list: {
    columns: ['number', 'room', 'applicantName', 'oldEndOn', 'newEndOn', 'feeAmount', 'status'],
    filters: ['status', 'application', 'room', 'building', 'newEndOn', 'effectiveOn'],
    sort: '-number',
    totals: ['feeAmount'],
    search: ['room', 'applicantName'],
  },
  views: { open: { label: '审批中', query: 'status=submitted&status=engineering-reviewed&status=approved' } },
  due: { submitted: 'oldEndOn', 'engineering-reviewed': 'oldEndOn', approved: 'oldEndOn' },
  may: {
    read: 'everyone',
    create: ['clerk', 'supervisor'],
    edit: { draft: ['clerk', 'supervisor'] },
    remove: ['clerk', 'supervisor'],
    export: renovationExporters,
  },
  scope: byBuilding,
  checks: [
    ({ oldEndOn, newEndOn }) => oldEndOn === null || newEndOn > oldEndOn || ['newEndOn', `须晚于原到期日 ${oldEndOn}`],
  ],
  actions: {
    submit: {
      label: '提交',
      by: ['clerk', 'supervisor'],
      guard: ({ oldEndOn }, { today, policy }) => {
        if (oldEndOn === null) return '该装修还没有施工许可证，不必延期'
        if (today > oldEndOn)
          return `施工期已于 ${oldEndOn} 届满：延期最迟在到期日当天申请，期满未完工的请停工，重新办理装修申请`
        const days = policy('renovation.extension_from_days')
        return today >= daysAfter(oldEndOn, -days) || `到期前 ${days} 天内方可申请延期`
      },
      unless: notExtendable,
    },
    review: {
      label: '审核通过',
      by: ['engineering-supervisor', 'engineering-manager'],
      offers: ['reviewNote'],
      stamps: 'review',
    },
    approve: {
      label: '同意延期',
      by: ['centre-manager', 'project-manager'],
      asks: ['feeRequired'],
      offers: ['feeAmount'],
      stamps: 'approval',
      guard: ({ feeRequired, feeAmount }) => !feeRequired || (feeAmount ?? 0) > 0 || '须交延期费的，请填写金额',
      effects: approveExtension,
    },
    refuse: {
      label: '不同意',
      by: ['engineering-supervisor', 'engineering-manager', 'centre-manager', 'project-manager'],
      reason: true,
      danger: true,
    },
    pay: { label: '已缴延期费', by: 'office', effects: extendWorks },
    'no-fee': { label: '免延期费', by: 'office', effects: extendWorks },
  },
  void: { from: ['submitted', 'engineering-reviewed'], by: ['clerk', 'supervisor'], confirmedBy: 'service-manager' },
  print: { size: 'A5', copies: ['客服', '业主'], sign: { 工程部主管: 'review', 主任: 'approval', 申请人: 'pen' } },
})
