import { report } from '#engine'
import { type Question, questionNames, questions } from '../clauses/callbacks-survey.ts'
import { LIVED_IN } from '../clauses/homes.ts'

const may = [
  'area-officer',
  'supervisor',
  'service-manager',
  'centre-manager',
  'project-manager',
  'general-manager',
  'data-clerk',
] as const
const made = { of: 'callback-records', where: 'calledOn_null=false', on: 'calledOn' } as const

/** 回访月报 — what was asked in a month, and what people said. */
const monthly = report('callback-monthly', '回访月报', {
  code: 'S11',
  aliases: ['业户回访月报'],
  area: 'callbacks',
  may,
  sources: { calls: made },
  dimensions: {
    month: { label: '月份', blank: 'calledOn', as: 'month' },
    type: { label: '回访类别' },
    building: { label: '楼栋' },
    method: { label: '回访方式' },
    officer: { label: '回访责任人' },
  },
  by: ['type'],
  measures: {
    all: { label: '已回访' },
    satisfied: { label: '满意', where: 'satisfaction=satisfied' },
    average: { label: '一般', where: 'satisfaction=average' },
    dissatisfied: { label: '不满意', where: 'satisfaction=dissatisfied' },
    problems: { label: '提出问题', where: 'problems_null=false' },
    adopted: { label: '采纳建议', where: 'adopted=true' },
    rate: { label: '满意率', share: ['satisfied', 'all'], target: { at: 'satisfaction.user_target' } },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['satisfied', 'average', 'dissatisfied'] },
})

/** 投诉回访率 — every complaint that was handled is asked about. */
const complaints = report('complaint-callback-rate', '投诉回访率', {
  code: 'S12',
  area: 'callbacks',
  may,
  sources: { complaints: { of: 'complaints', where: 'status=callback-due&status=closed', on: 'solvedOn' } },
  dimensions: {
    month: { label: '月份', blank: 'solvedOn', as: 'month' },
    category: { label: '投诉类别' },
    level: { label: '投诉级别' },
    building: { label: '楼栋' },
  },
  by: ['month'],
  measures: {
    all: { label: '办结投诉' },
    called: { label: '已回访', where: 'calledBack=true' },
    rate: { label: '回访率', share: ['called', 'all'], target: { at: 'callback.complaint.rate' } },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['rate'] },
})

/** How many of what was finished were called back about; of the daily slip and of the work order alike. */
const calledBack = {
  area: 'callbacks',
  may,
  by: ['month'],
  measures: {
    all: { label: '完工' },
    called: { label: '已回访', where: 'calledBack=true' },
    must: { label: '必须回访', where: 'mustCall=true' },
    rate: { label: '回访率', share: ['called', 'all'], target: { at: 'callback.repair.rate' } },
  },
  period: 'year',
  chart: { kind: 'bar', measures: ['rate'] },
} as const
const finished = { where: 'finishedOn_null=false', on: 'finishedOn' } as const
const finishedIn = { label: '完工月份', blank: 'finishedOn', as: 'month' } as const
/** 零修、维修回访率 — three in ten of what was finished. */
const repairs = report('repair-callback-rate', '零修维修回访率', {
  ...calledBack,
  code: 'S13',
  aliases: ['零修/维修/特约回访率'],
  sources: { repairs: { of: 'repair-orders', ...finished } },
  dimensions: {
    month: finishedIn,
    building: { label: '楼栋' },
    nature: { label: '维修性质' },
    rating: { label: '业户评价' },
  },
})

/** 工作单回访率 — the same of what was written on a work order. */
const works = report('work-callback-rate', '维修工作单回访率', {
  ...calledBack,
  code: 'S13-2',
  sources: { works: { of: 'work-orders', ...finished } },
  dimensions: {
    month: finishedIn,
    building: { label: '楼栋' },
    kind: { label: '维修类别' },
    rating: { label: '业户评价' },
  },
})

/** 社区活动回访率 — one in ten of those who came. */
const activities = report('activity-callback-rate', '社区活动回访率', {
  code: 'S14',
  area: 'callbacks',
  may,
  sources: { activities: { of: 'community-activities', where: 'heldOn_null=false', on: 'heldOn' } },
  dimensions: {
    activity: { label: '活动', blank: 'title' },
    kind: { label: '活动类别' },
    month: { label: '月份', blank: 'heldOn', as: 'month' },
  },
  by: ['activity'],
  measures: {
    all: { label: '活动' },
    came: { label: '到场人数', sum: 'came' },
    called: { label: '已回访', sum: 'called' },
    rate: { label: '回访率', share: ['called', 'came'], target: { at: 'callback.activity.rate' } },
  },
  period: 'year',
  chart: { kind: 'bar', measures: ['rate'] },
})

/** 年回访率 — every home in which somebody lives is called once a year. */
const yearly = report('yearly-callback-rate', '年回访率', {
  code: 'S15',
  area: 'callbacks',
  may,
  sources: {
    calls: { ...made, where: 'type=routine&calledOn_null=false' },
    homes: { of: 'properties', where: LIVED_IN },
  },
  dimensions: { building: { label: '楼栋' } },
  by: ['building'],
  measures: {
    called: { label: '已回访户', from: 'calls', distinct: 'room' },
    homes: { label: '入住户', from: 'homes' },
    rate: { label: '年回访率', share: ['called', 'homes'], target: { at: 'callback.routine.rate' } },
  },
  period: 'year',
  chart: { kind: 'bar', measures: ['rate'] },
})

const byQuestion = (one: Question) => ({
  [`${one}Answers`]: {
    label: `${questions[one]}答复`,
    from: 'sheets',
    where: `${one}_null=false`,
    hidden: true as const,
  },
  [`${one}Satisfied`]: {
    label: `${questions[one]}满意`,
    from: 'sheets',
    where: `${one}=satisfied`,
    hidden: true as const,
  },
  [one]: { label: questions[one], share: [`${one}Satisfied`, `${one}Answers`] as const },
})
/** 满意度 — satisfied of all valid answers, by survey sheets and by calls. */
const satisfaction = report('satisfaction', '满意度', {
  code: 'S22',
  aliases: ['客户满意率'],
  area: 'callbacks',
  may,
  sources: {
    sheets: { of: 'opinion-surveys', where: 'valid=true&returnedOn_null=false', on: 'returnedOn' },
    calls: { ...made, by: { month: 'calledOn' } },
  },
  dimensions: { building: { label: '楼栋' }, month: { label: '月份', blank: 'returnedOn', as: 'month' } },
  by: ['month'],
  measures: {
    answers: { label: '有效调查表', from: 'sheets' },
    satisfied: { label: '调查满意', from: 'sheets', where: 'overall=satisfied' },
    rate: { label: '综合满意度', share: ['satisfied', 'answers'], target: { at: 'satisfaction.overall_target' } },
    calls: { label: '回访', from: 'calls' },
    callsSatisfied: { label: '回访满意', from: 'calls', where: 'satisfaction=satisfied' },
    callRate: { label: '回访满意率', share: ['callsSatisfied', 'calls'], target: { at: 'satisfaction.user_target' } },
    ...Object.assign({}, ...questionNames.filter((one) => one !== 'overall').map(byQuestion)),
  },
  period: 'year',
  chart: { kind: 'line', measures: ['rate', 'callRate'] },
})

/** 调查回收率 — returned of those handed out. */
const returns = report('survey-return-rate', '调查回收率', {
  code: 'S23',
  area: 'callbacks',
  may,
  sources: { sheets: { of: 'opinion-surveys', where: 'handedOn_null=false' } },
  dimensions: { plan: { label: '征询计划' }, building: { label: '楼栋' } },
  by: ['plan'],
  measures: {
    handedOut: { label: '发放' },
    returned: { label: '回收', where: 'returnedOn_null=false' },
    valid: { label: '有效', where: 'returnedOn_null=false&valid=true' },
    rate: { label: '回收率', share: ['returned', 'handedOut'] },
  },
  chart: { kind: 'bar', measures: ['rate'] },
})

/** What is counted of callbacks and surveys. */
export const callbackReports = [monthly, complaints, repairs, works, activities, yearly, satisfaction, returns] as const
