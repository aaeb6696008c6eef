import { attachment, choice, copied, form, note, ref, stages, stamp, text, tick } from '#engine'
import { documentTypes } from '../clauses/renovation.ts'
import { unsound } from '../clauses/renovation-papers.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 装修资料清单 — one paper or drawing that this decoration needs: handed in by the customer, checked by customer service. */
export const renovationDocument = form('renovation-documents', '装修资料', {
  application: ref('renovation-applications', '装修申请'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  type: choice('资料', documentTypes),
  phase: choice('阶段', { application: '申请', acceptance: '验收' }, { preset: 'application' }),
  rule: text('要求', { max: 60, optional: true }),
  sealRequired: tick('须盖红章', { preset: false }),
  file: attachment('文件', { optional: true, max: 20, early: true }),
  sealed: tick('已盖红章', { preset: false }),
  ownerSigned: tick('业主已签字', { preset: false }),
  contractorSigned: tick('施工方已签字', { preset: false }),
  receiving: stamp('收件'),
  checking: stamp('核对'),
  problem: note('不合格之处', { max: 200, optional: true }),
  status: stages('状态', {
    missing: { label: '未交', next: { receive: 'received', waive: 'waived' } },
    received: { label: '已收', next: { check: 'checked', return: 'returned' } },
    checked: { label: '已核对', next: { return: 'returned' } },
    returned: { label: '退回', next: { receive: 'received', waive: 'waived' } },
    waived: { label: '不需要', next: { demand: 'missing' } },
  }),
})

declare module '#engine' {
  interface Forms {
    'renovation-documents': typeof renovationDocument
  }
}

const checkers = ['clerk', 'supervisor', 'decoration-officer'] as const

export default renovationDocument.procedure({
  kind: 'register',
  area: 'renovation',
  code: 'E02',
  source: '《物业客服部工作流程表格》装修申请；《业务办理装修及退费工作流程》一.（二）',
  aliases: ['装修资料清单', '图纸清单', '装修图纸'],
  label: ({ type }) => documentTypes[type],
  paper: {
    资料: [
      ['application', 'room', 'building'],
      ['type', 'phase', 'rule', 'sealRequired'],
    ],
    收件: [['file'], ['sealed', 'ownerSigned', 'contractorSigned', 'receiving']],
    核对: [['checking', 'status'], ['problem']],
  },
  list: {
    columns: ['application', 'room', 'type', 'phase', 'rule', 'sealed', 'ownerSigned', 'contractorSigned', 'status'],
    filters: ['status', 'application', 'room', 'building', 'type', 'phase'],
    sort: ['-application', 'phase', 'type'],
    search: ['application', 'room'],
  },
  views: { open: { label: '未齐的资料', query: 'status=missing&status=received&status=returned' } },
  may: { read: 'everyone', create: checkers, edit: {} },
  scope: byBuilding,
  unique: [{ blanks: ['application', 'type'], says: '该申请已列有这项资料' }],
  actions: {
    receive: {
      label: '收件',
      by: checkers,
      optional: true,
      asks: ['file'],
      offers: ['sealed', 'ownerSigned', 'contractorSigned'],
      stamps: 'receiving',
      clears: ['checking'],
    },
    check: {
      label: '核对合格',
      by: checkers,
      offers: ['sealed', 'ownerSigned', 'contractorSigned'],
      stamps: 'checking',
      guard: (slip) => unsound(slip) ?? true,
    },
    return: { label: '退回', by: checkers, optional: ['checked'], asks: ['problem'], clears: ['checking'] },
    waive: { label: '不需要', by: ['service-manager', 'engineering-manager', 'decoration-officer'], reason: true },
    demand: { label: '改为需要', by: ['service-manager', 'engineering-manager', 'decoration-officer'], optional: true },
  },
})
