import { report } from '#engine'
import { arrearsReaders, classes } from '../clauses/arrears.ts'

const LIVE =
  'status=open&status=promised&status=instalments&status=letter-listed&status=lawyer-letter&status=suit-listed&status=lawsuit&status=judged'
const homes = {
  handler: { label: '责任人' },
  building: { label: '楼栋' },
  class: { label: '分类' },
  cause: { label: '欠费原因' },
} as const

/** 催费日报表 — what each of our people called, reached, was promised and brought in on a day. */
const daily = report('dunning-daily', '催费日报表', {
  code: 'S01',
  area: 'arrears',
  may: arrearsReaders,
  sources: {
    records: { of: 'dunning-records', on: 'contactedOn' },
    tasks: { of: 'dunning-tasks', where: 'status=done', on: 'doneOn', by: { day: 'doneOn' } },
  },
  dimensions: {
    day: { label: '日期', blank: 'contactedOn', as: 'day' },
    handler: { label: '催缴人' },
    building: { label: '楼栋' },
  },
  by: ['handler'],
  measures: {
    called: { label: '电话短信', from: 'records', where: 'called=true' },
    reached: { label: '已联系上', from: 'records', where: 'reached=true' },
    doors: { label: '上门', from: 'records', where: 'method=door' },
    ...Object.fromEntries(
      Object.keys(classes).map((one) => [
        `class${one}`,
        { label: `${one} 类`, from: 'records', where: `class=${one}` },
      ]),
    ),
    promises: { label: '承诺户次', from: 'records', where: 'outcome=promised' },
    promised: { label: '承诺金额', from: 'records', sum: 'promised' },
    collected: { label: '催回金额', from: 'tasks', sum: 'collected' },
    rate: { label: '联系上的比例', share: ['reached', 'called'] },
  },
  period: 'day',
  chart: { kind: 'bar', measures: ['called', 'reached', 'promises'] },
})

/** 周催收总结 — of what was planned for a week, how much came in. */
const weekly = report('dunning-weekly', '周催收率', {
  code: 'S06',
  aliases: ['周催收总结'],
  area: 'arrears',
  may: arrearsReaders,
  sources: { tasks: { of: 'dunning-tasks', where: 'status_ne=dropped', on: 'dueOn' } },
  dimensions: {
    handler: { label: '责任人' },
    building: { label: '楼栋' },
    round: { label: '轮次' },
    month: { label: '月份', blank: 'dueOn', as: 'month' },
  },
  by: ['handler'],
  measures: {
    tasks: { label: '任务' },
    done: { label: '已办', where: 'status=done' },
    missed: { label: '逾期未办', where: 'status=missed' },
    planned: { label: '计划催收', sum: 'amount' },
    collected: { label: '已催回', sum: 'collected' },
    rate: { label: '周催收率', share: ['collected', 'planned'] },
  },
  period: 'week',
  chart: { kind: 'bar', measures: ['rate'] },
})

/** 欠费催缴率 — of what has come to be owed, how much was recovered, by the month in which it became arrears. */
const recovery = report('arrears-recovery', '欠费催缴率', {
  code: 'S08',
  area: 'arrears',
  may: arrearsReaders,
  sources: { rows: { of: 'arrears-ledgers', on: 'openedOn' } },
  dimensions: { month: { label: '建账月份', blank: 'openedOn', as: 'month' }, ...homes },
  by: ['month'],
  measures: {
    homes: { label: '欠费户' },
    cleared: { label: '已结清', where: 'status=cleared' },
    owed: { label: '累计欠费', sum: 'owed' },
    recovered: { label: '已催回', sum: 'recovered' },
    rate: { label: '欠费催缴率', share: ['recovered', 'owed'] },
  },
  period: 'year',
  chart: { kind: 'line', measures: ['rate'] },
})

/** 欠费原因表 — why it is not paid: to the project manager at once, to finance at the month's end. */
const reasons = report('arrears-reasons', '欠费原因表', {
  code: 'S09',
  area: 'arrears',
  may: arrearsReaders,
  sources: { rows: { of: 'arrears-ledgers', where: LIVE } },
  dimensions: homes,
  by: ['cause'],
  measures: { homes: { label: '户数' }, total: { label: '欠费金额', sum: 'total' } },
  chart: { kind: 'pie', measures: ['total'] },
})

/** 欠费分类表 — how many homes, and how much, of each of the five classes. */
const byClass = report('arrears-classes', '欠费分类表', {
  code: 'S10',
  aliases: ['催缴分类汇总'],
  area: 'arrears',
  may: arrearsReaders,
  sources: { rows: { of: 'arrears-ledgers', where: LIVE } },
  dimensions: { ...homes, age: { label: '账龄', blank: 'oldestOn', ages: [30, 90, 180, 365] } },
  by: ['class'],
  measures: {
    homes: { label: '户数' },
    total: { label: '欠费金额', sum: 'total' },
    promised: { label: '已承诺', sum: 'promiseAmount', where: 'class=A' },
  },
  chart: { kind: 'pie', measures: ['total'] },
})

/** 催费效果评估 — what calls, notices and letters have brought in, by class, reason and whoever was in charge. */
const effect = report('dunning-effect', '催费效果评估', {
  code: 'C17',
  area: 'arrears',
  may: arrearsReaders,
  sources: { rows: { of: 'arrears-ledgers', on: 'openedOn' } },
  dimensions: {
    ...homes,
    letterLevel: { label: '通知书' },
    month: { label: '建账月份', blank: 'openedOn', as: 'month' },
  },
  by: ['handler'],
  measures: {
    homes: { label: '欠费户' },
    contacts: { label: '催缴次数', sum: 'contacts' },
    notices: { label: '张贴次数', sum: 'notices' },
    owed: { label: '累计欠费', sum: 'owed' },
    recovered: { label: '已催回', sum: 'recovered' },
    rate: { label: '催回率', share: ['recovered', 'owed'] },
    each: { label: '每次催缴催回', per: ['recovered', 'contacts'] },
  },
  period: 'year',
  chart: { kind: 'bar', measures: ['rate'] },
})

/** 年度催缴计划完成 — of what the year was to bring in, how much has come in. */
const yearly = report('dunning-yearly', '年度催缴计划完成', {
  code: 'S24',
  area: 'arrears',
  may: arrearsReaders,
  sources: {
    plans: { of: 'annual-dunning-plans', where: 'status=approved&status=running&status=evaluated', on: 'from' },
    payments: { of: 'payment-allocations', where: 'status=live', on: 'paidOn', by: { year: 'paidOn' } },
  },
  dimensions: { year: { label: '年度', blank: 'from', as: 'year' } },
  by: ['project', 'year'],
  measures: {
    target: { label: '计划', from: 'plans', sum: 'target' },
    collected: { label: '已收', from: 'payments', sum: 'amount' },
    rate: { label: '完成率', share: ['collected', 'target'], target: { at: 100 } },
  },
  period: 'year',
  chart: { kind: 'bar', measures: ['rate'] },
})

/** The statistics of collection. */
export const arrearsReports = [daily, weekly, byClass, reasons, recovery, effect, yearly] as const
