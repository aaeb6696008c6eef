import {
  choice,
  computed,
  date,
  form,
  kept,
  lines,
  month,
  note,
  percent,
  ref,
  serial,
  signatures,
  stages,
  stamp,
  text,
  whole,
} from '#engine'
import { callbackTypes, callers } from '../clauses/callbacks.ts'
import { fillReport, makeReports } from '../clauses/callbacks-report.ts'
import { satisfactions } from '../clauses/contacts.ts'
import { another } from '../clauses/persons.ts'

const call = {
  record: ref('callback-records', '回访记录'),
  type: choice('回访类别', callbackTypes),
  place: text('房号', { max: 40, optional: true }),
  customer: text('业户', { max: 40 }),
  calledOn: date('回访日期'),
  method: choice('回访方式', { phone: '电话', visit: '上门' }),
  satisfaction: choice('满意程度', satisfactions, { optional: true }),
  problems: text('存在问题', { max: 500, optional: true }),
  result: text('处理结果', { max: 500, optional: true }),
}
const per = (part: number, of: number) => (of === 0 ? null : Math.round((part / of) * 1000) / 10)

/** 业户回访记录月报表 — every call of a month and the rates that were reached: submitted, read by the head of customer service, reviewed by the centre manager, copied to the company. */
export const callbackReport = form('callback-monthly-reports', '业户回访记录月报表', {
  number: serial('单号', 'HFYB-{yyyy}{MM}-{0000}'),
  month: month('月份', { preset: 'month' }),
  dueOn: kept(date('上报期限', { optional: true })),
  calls: kept(whole('本月回访', { min: 0 }), 0),
  satisfied: kept(whole('满意', { min: 0 }), 0),
  dissatisfied: kept(whole('不满意', { min: 0 }), 0),
  satisfaction: computed(percent('满意率', { optional: true }), (slip: { calls: number; satisfied: number }) =>
    per(slip.satisfied, slip.calls),
  ),
  repairs: kept(whole('本月完工维修', { min: 0 }), 0),
  repairsCalled: kept(whole('其中已回访', { min: 0 }), 0),
  repairRate: computed(percent('零修回访率', { optional: true }), (slip: { repairs: number; repairsCalled: number }) =>
    per(slip.repairsCalled, slip.repairs),
  ),
  missing: kept(whole('零修尚须回访', { min: 0 }), 0),
  complaints: kept(whole('本月办结投诉', { min: 0 }), 0),
  complaintsCalled: kept(whole('投诉已回访', { min: 0 }), 0),
  complaintRate: computed(
    percent('投诉回访率', { optional: true }),
    (slip: { complaints: number; complaintsCalled: number }) => per(slip.complaintsCalled, slip.complaints),
  ),
  homes: kept(whole('入住户', { min: 0 }), 0),
  homesCalled: kept(whole('本年已回访户', { min: 0 }), 0),
  yearRate: computed(percent('年回访率', { optional: true }), (slip: { homes: number; homesCalled: number }) =>
    per(slip.homesCalled, slip.homes),
  ),
  lines: kept(lines('回访明细', call, { max: 5000 }), []),
  summary: note('问题与改进', { max: 1000, optional: true }),
  submitting: stamp('提交'),
  reviews: signatures('审阅', { signers: ['service-manager', 'centre-manager'], order: 'listed' }),
  copiedOn: kept(date('抄送公司日期', { optional: true })),
  status: stages('状态', {
    draft: { label: '编制中', next: { refill: 'draft', submit: 'submitted' } },
    submitted: { label: '审阅中', next: { sign: 'reviewed', return: 'draft' } },
    reviewed: { label: '已审阅', next: { copy: 'copied' } },
    copied: { label: '已抄送公司' },
  }),
})

declare module '#engine' {
  interface Forms {
    'callback-monthly-reports': typeof callbackReport
  }
}

const makers = ['area-officer', 'supervisor'] as const

export default callbackReport.procedure({
  kind: 'form',
  area: 'callbacks',
  code: 'H03',
  source: '《物业中心业户回访工作流程》三.（四）、三.（六）',
  aliases: ['回访月报表'],
  label: ({ month }) => `${month} 回访月报表`,
  paper: {
    月报: [
      ['number', 'month', 'dueOn', 'status'],
      ['calls', 'satisfied', 'dissatisfied', 'satisfaction'],
      ['repairs', 'repairsCalled', 'repairRate', 'missing'],
      ['complaints', 'complaintsCalled', 'complaintRate'],
      ['homes', 'homesCalled', 'yearRate'],
    ],
    明细: [['lines']],
    办理: [['summary'], ['submitting', 'reviews', 'copiedOn']],
  },
  list: {
    columns: ['month', 'number', 'calls', 'satisfaction', 'repairRate', 'complaintRate', 'yearRate', 'status'],
    filters: ['status', 'month', 'repairRate', 'dueOn'],
    sort: '-month',
  },
  due: { draft: 'dueOn', submitted: 'dueOn' },
  daily: { make: { label: '月末编制、次月初抄送回访月报', code: 'R043', work: makeReports } },
  may: {
    read: [...callers, 'project-manager', 'general-manager'],
    create: makers,
    edit: { draft: makers },
    remove: makers,
    export: ['supervisor', 'service-manager', 'centre-manager'],
  },
  unique: [{ blanks: ['month'], says: '该月的回访月报已经编制' }],
  opens: fillReport,
  actions: {
    refill: { label: '重新取数', by: makers, optional: true, effects: fillReport },
    submit: { label: '提交', by: makers, offers: ['summary'], stamps: 'submitting', effects: fillReport },
    sign: {
      label: '审阅',
      signs: 'reviews',
      guard: ({ submitting }, { user }) => another(user, [submitting?.user], '提交人不能审阅自己的月报'),
    },
    return: { label: '退回', returns: 'reviews' },
    copy: { label: '抄送公司', by: 'office', asks: ['copiedOn'] },
  },
  void: { from: ['submitted'], by: makers, confirmedBy: 'service-manager' },
  print: { size: 'A4', copies: ['客服部', '公司'], sign: { 提交: 'submitting', 审阅: 'reviews' } },
})
