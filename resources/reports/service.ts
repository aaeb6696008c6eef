import { report } from '#engine'
import { LIVED_IN } from '../clauses/homes.ts'

const may = [
  'supervisor',
  'service-manager',
  'centre-manager',
  'project-manager',
  'general-manager',
  'data-clerk',
  'clerk',
] as const
const received = { complaints: { of: 'complaints', where: 'valid=true', on: 'receivedOn' } } as const
const dimensions = {
  month: { label: '月份', blank: 'receivedOn', as: 'month' },
  category: { label: '投诉类别' },
  level: { label: '投诉级别' },
  department: { label: '责任部门' },
  building: { label: '楼栋' },
} as const
const HANDLED = 'status=callback-due&status=closed'
const IN_TIME = 'firstReplyAt_null=false&lateReply=false'

/** 投诉月度统计分析 — what came in a month, and how well it was handled. */
const monthly = report('complaint-monthly-reports', '投诉月度统计分析', {
  code: 'G05',
  aliases: ['投诉月报'],
  area: 'service',
  may,
  sources: { complaints: { of: 'complaints', where: 'receivedOn_null=false', on: 'receivedOn' } },
  dimensions,
  by: ['month'],
  measures: {
    all: { label: '受理' },
    valid: { label: '有效', where: 'valid=true' },
    invalid: { label: '不成立', where: 'valid=false' },
    handled: { label: '已处理', where: `valid=true&${HANDLED}` },
    inTime: { label: '按时答复', where: `valid=true&${IN_TIME}` },
    again: { label: '重新处理', where: 'valid=true&rehandled_gt=0' },
    major: { label: '逾月升级', where: 'upgradedOn_null=false' },
    causes: { label: '查明原因', where: 'cause_null=false' },
    rate: { label: '处理率', share: ['handled', 'valid'], target: { at: 100 } },
    timely: { label: '及时率', share: ['inTime', 'valid'], target: { at: 98 } },
  },
  period: 'year',
  chart: { kind: 'line', measures: ['rate', 'timely'] },
})

/** 投诉统计分析 — by category, level and department. */
const statistics = report('complaint-statistics', '投诉统计分析', {
  code: 'S16',
  area: 'service',
  may,
  sources: received,
  dimensions: { ...dimensions, channel: { label: '投诉渠道' }, manner: { label: '投诉形式' } },
  by: ['category'],
  measures: {
    all: { label: '有效投诉' },
    major: { label: '重大', where: 'level=major' },
    important: { label: '重要', where: 'level=important' },
    minor: { label: '轻微', where: 'level=minor' },
    urgent: { label: '紧急', where: 'urgent=true' },
    open: { label: '未办结', where: 'closedOn_null=true' },
    again: { label: '重新处理', where: 'rehandled_gt=0' },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['all'] },
})

/** 投诉处理率 — handled of all that hold. */
const handling = report('complaint-handling', '投诉处理率', {
  code: 'S17',
  area: 'service',
  may,
  sources: received,
  dimensions,
  by: ['department'],
  measures: {
    valid: { label: '有效投诉' },
    handled: { label: '已处理', where: HANDLED },
    rate: { label: '处理率', share: ['handled', 'valid'], target: { at: 100 } },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['rate'] },
})

/** 投诉及时率 — answered within one working day. */
const timeliness = report('complaint-timeliness', '投诉及时率', {
  code: 'S18',
  area: 'service',
  may,
  sources: received,
  dimensions,
  by: ['department'],
  measures: {
    valid: { label: '有效投诉' },
    inTime: { label: '一个工作日内答复', where: IN_TIME },
    late: { label: '答复超时', where: 'lateReply=true' },
    rate: { label: '及时率', share: ['inTime', 'valid'], target: { at: 98 } },
    lateSolutions: { label: '方案超期', where: 'lateSolution=true' },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['rate'] },
})

/** 投诉率 — complaints to homes in which somebody lives. */
const frequency = report('complaint-rate', '投诉率', {
  code: 'S19',
  area: 'service',
  may,
  sources: {
    ...received,
    homes: { of: 'properties', where: LIVED_IN },
  },
  dimensions: { building: { label: '楼栋' } },
  by: ['building'],
  measures: {
    complaints: { label: '有效投诉', from: 'complaints' },
    homes: { label: '入住户', from: 'homes' },
    rate: { label: '投诉率', share: ['complaints', 'homes'] },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['rate'] },
})

/** 客诉/咨询来源 — by which way people come, and about what. */
const sources = report('contact-sources', '客诉咨询来源', {
  code: 'S30',
  aliases: ['客诉/咨询来源', '来电来访统计'],
  area: 'service',
  may,
  sources: { contacts: { of: 'contact-records', on: 'receivedAt' } },
  dimensions: {
    month: { label: '月份', blank: 'receivedAt', as: 'month' },
    day: { label: '日期', blank: 'receivedAt', as: 'day' },
    channel: { label: '来访方式' },
    kind: { label: '事由' },
    topic: { label: '事项类别' },
    building: { label: '楼栋' },
  },
  by: ['channel', 'topic'],
  measures: {
    all: { label: '合计' },
    complaints: { label: '投诉', where: 'kind=complaint' },
    enquiries: { label: '咨询', where: 'kind=enquiry' },
    repairs: { label: '报修', where: 'kind=repair' },
    suggestions: { label: '建议', where: 'kind=suggestion' },
    open: { label: '未办结', where: 'status_ne=closed' },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['all'] },
})

/** 首问超期 — matters whose department was not done in time. */
const firstContact = report('first-contact-overdue', '首问超期', {
  code: 'S40',
  area: 'service',
  may,
  sources: { cases: { of: 'first-contact-cases', on: 'dueOn' } },
  dimensions: {
    month: { label: '月份', blank: 'dueOn', as: 'month' },
    department: { label: '办理部门' },
    firstContact: { label: '首问责任人' },
    building: { label: '楼栋' },
  },
  by: ['department'],
  measures: {
    all: { label: '首问事项' },
    overdue: { label: '超期', where: 'overdue=true' },
    rate: { label: '超期率', share: ['overdue', 'all'], target: { at: 0, atMost: true } },
    discontented: { label: '不满意', where: 'satisfied=false' },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['all', 'overdue'] },
})

/** What is counted of complaints, contacts and first contact. */
export const serviceReports = [monthly, statistics, handling, timeliness, frequency, sources, firstContact] as const
