import {
  choice,
  copied,
  date,
  form,
  instant,
  kept,
  lines,
  note,
  ref,
  serial,
  signatures,
  stages,
  stamp,
  text,
  whole,
} from '#engine'
import { applicants, customers, renovationExporters } from '../clauses/renovation.ts'
import {
  applyAcceptance,
  bookAgain,
  later,
  lookAgain,
  notReady,
  passWorks,
  recheckDue,
  tellAppointment,
  unchecked,
  unproven,
  withdrawAcceptance,
} from '../clauses/renovation-acceptance.ts'
import { itemsFor } from '../clauses/renovation-patrols.ts'
import { byBuilding } from '../clauses/scope.ts'

const inspectors = ['engineer', 'engineering-supervisor', 'engineering-manager', 'security-manager', 'clerk'] as const
const keepers = ['clerk', 'supervisor'] as const

/** 装修竣工验收表 — the works against the drawings: the team of the policy signs, the owner and the contractor sign; its day starts the deposit's waiting time. */
export const renovationAcceptance = form('renovation-acceptances', '装修竣工验收', {
  number: serial('单号', 'ZXYS-{yyyy}{MM}-{0000}'),
  application: ref('renovation-applications', '装修申请'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  ownerName: copied(text('业主姓名'), 'application.ownerName'),
  contractor: copied(ref('contractors', '施工单位', { optional: true }), 'application.contractor'),
  applicant: choice('申请人', applicants, { preset: 'owner' }),
  appliedOn: date('申请日期', { preset: 'today' }),
  appointedAt: instant('预约验收时间', { optional: true }),
  template: ref('inspection-templates', '检查清单', { optional: true }),
  lines: lines(
    '验收项目',
    {
      code: text('编号', { max: 10 }),
      item: text('项目', { max: 60 }),
      standard: text('标准', { max: 100 }),
      result: choice('结果', { pass: '合格', fail: '不合格', 'not-applicable': '不适用' }, { optional: true }),
      remark: text('说明', { max: 200, optional: true }),
    },
    { optional: true, max: 50 },
  ),
  rectify: note('整改内容', { max: 500, optional: true }),
  recheckOn: date('复验日期', { optional: true }),
  failures: kept(whole('不合格次数', { min: 0 }), 0),
  signs: signatures('验收签字', { signers: 'acceptance.team', order: 'any', guests: customers }),
  ownerSign: text('业主签名', { max: 40, optional: true }),
  leaderSign: text('装修负责人签名', { max: 40, optional: true }),
  passedOn: kept(date('验收合格日', { optional: true })),
  filing: stamp('资料归档'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'applied' } },
    applied: { label: '待预约', next: { appoint: 'appointed' } },
    appointed: { label: '待验收', next: { appoint: 'appointed', inspect: 'inspected', fail: 'rectify' } },
    inspected: {
      label: '待各方签字',
      next: { sign: 'passed', 'owner-sign': 'passed', 'leader-sign': 'passed', return: 'rectify' },
    },
    rectify: { label: '整改中', next: { recheck: 'recheck-appointed', rebook: 'rectify' } },
    'recheck-appointed': { label: '待复验', next: { inspect: 'inspected', fail: 'rectify' } },
    passed: { label: '验收合格', next: { file: 'filed' } },
    filed: { label: '已归档' },
  }),
})

declare module '#engine' {
  interface Forms {
    'renovation-acceptances': typeof renovationAcceptance
  }
}

export default renovationAcceptance.procedure({
  kind: 'form',
  area: 'renovation',
  code: 'E12',
  source: '《物业客服部工作流程表格》竣工验收；《业务办理装修及退费工作流程》二',
  aliases: ['装修竣工验收表', '竣工验收'],
  label: 'number',
  paper: {
    申请: [
      ['number', 'application', 'room', 'building'],
      ['ownerName', 'contractor', 'applicant', 'appliedOn'],
      ['appointedAt', 'template', 'status'],
    ],
    验收: [['lines'], ['rectify'], ['recheckOn', 'failures', 'passedOn']],
    签字: [['signs'], ['ownerSign', 'leaderSign', 'filing']],
  },
  list: {
    columns: ['number', 'room', 'ownerName', 'appointedAt', 'recheckOn', 'failures', 'passedOn', 'status'],
    filters: ['status', 'application', 'room', 'building', 'appointedAt', 'recheckOn', 'passedOn', 'failures'],
    sort: '-number',
    search: ['room', 'ownerName', 'contractor'],
  },
  views: {
    appointed: { label: '待验收', query: 'status=appointed&status=recheck-appointed&_sort=appointedAt' },
    rectifying: { label: '整改待复验', query: 'status=rectify&_sort=recheckOn' },
  },
  due: { applied: 'appliedOn', appointed: 'appointedAt', rectify: 'recheckOn', 'recheck-appointed': 'recheckOn' },
  daily: { recheck: { label: '装修复验到期', code: 'W20', work: recheckDue } },
  may: {
    read: 'everyone',
    create: keepers,
    edit: { draft: keepers, appointed: inspectors, 'recheck-appointed': inspectors },
    remove: keepers,
    export: renovationExporters,
  },
  scope: byBuilding,
  opens: async (slip, tx) =>
    tx.update('renovation-acceptances', slip.id, await itemsFor(slip, 'renovation-acceptance', tx)),
  actions: {
    submit: { label: '提交', by: keepers, unless: notReady, effects: applyAcceptance },
    appoint: { label: '预约验收', by: keepers, asks: ['appointedAt'], effects: tellAppointment },
    inspect: { label: '验收合格，交各方签字', by: inspectors, guard: unchecked, unless: unproven },
    fail: { label: '验收不合格', by: inspectors, asks: ['rectify', 'recheckOn'], guard: later, effects: bookAgain },
    rebook: { label: '改复验日期', by: keepers, asks: ['recheckOn'], guard: later, effects: tellAppointment },
    recheck: { label: '安排复验', by: keepers, effects: lookAgain },
    sign: { label: '签字', signs: 'signs', effects: passWorks },
    'owner-sign': {
      label: '业主签字',
      by: keepers,
      signs: 'signs',
      guest: { as: 'owner', name: 'ownerSign' },
      asks: ['ownerSign'],
      effects: passWorks,
    },
    'leader-sign': {
      label: '装修负责人签字',
      by: keepers,
      signs: 'signs',
      guest: { as: 'contractor-lead', name: 'leaderSign' },
      asks: ['leaderSign'],
      effects: passWorks,
    },
    return: {
      label: '有异议，退回整改',
      by: inspectors,
      returns: 'signs',
      asks: ['rectify', 'recheckOn'],
      effects: bookAgain,
    },
    file: { label: '资料归档', by: keepers, stamps: 'filing' },
  },
  void: { from: ['applied', 'appointed'], by: keepers, confirmedBy: 'service-manager', effects: withdrawAcceptance },
  print: { size: 'A4', copies: ['客服', '业主'], sign: { 验收签字: 'signs' } },
})
