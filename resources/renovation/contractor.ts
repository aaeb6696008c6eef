import { date, form, kept, note, phone, stages, text, whole } from '#engine'
import { renovationExporters } from '../clauses/renovation.ts'

/** 施工单位台账 — a firm that decorates homes, written down by the front desk from the papers it hands in. */
export const contractors = form('contractors', '施工单位', {
  name: text('单位名称', { max: 60 }),
  licenceNo: text('营业执照号', { max: 40, optional: true }),
  qualification: text('资质等级', { max: 40, optional: true }),
  qualifiedUntil: date('资质有效期至', { optional: true }),
  contact: text('联系人', { max: 20 }),
  phone: phone('联系电话', { optional: true }),
  violations: kept(whole('违规次数', { min: 0 }), 0),
  remark: note('备注', { max: 500, optional: true }),
  status: stages('状态', {
    active: { label: '可进场', next: { bar: 'barred' } },
    barred: { label: '禁止进场', next: { restore: 'active' } },
  }),
})

declare module '#engine' {
  interface Forms {
    contractors: typeof contractors
  }
}

export default contractors.procedure({
  kind: 'master',
  area: 'renovation',
  code: 'E15',
  source: '《业务办理装修及退费工作流程》一.（二）；《物业部作业指导书》客服部职能',
  aliases: ['施工人员台账', '装修单位', '装修公司'],
  label: 'name',
  paper: {
    单位: [
      ['name', 'contact', 'phone'],
      ['licenceNo', 'qualification', 'qualifiedUntil'],
    ],
    情况: [['violations', 'status'], ['remark']],
  },
  list: {
    columns: ['name', 'contact', 'qualification', 'qualifiedUntil', 'violations', 'status'],
    filters: ['status', 'violations', 'qualifiedUntil'],
    sort: 'name',
    search: ['contact'],
  },
  views: {
    expired: { label: '资质已过期', query: 'status=active&qualifiedUntil_lt=today' },
    violating: { label: '有违规记录', query: 'violations_gt=0&_sort=violations&_order=desc' },
  },
  may: {
    read: 'everyone',
    create: ['clerk', 'supervisor', 'decoration-officer'],
    edit: { active: ['clerk', 'supervisor', 'decoration-officer'] },
    export: renovationExporters,
  },
  unique: [{ blanks: ['name'], says: '该施工单位已经登记' }],
  actions: {
    bar: {
      label: '禁止进场',
      by: ['service-manager', 'engineering-manager'],
      reason: true,
      danger: true,
    },
    restore: {
      label: '恢复进场',
      by: ['service-manager', 'engineering-manager'],
      reason: true,
    },
  },
})
