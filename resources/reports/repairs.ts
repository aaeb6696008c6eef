import { type Report, report } from '#engine'
import { moneyReaders } from '../clauses/persons.ts'

const orders = { of: 'repair-orders', where: 'status_ne=draft&status_ne=void' } as const
const works = { of: 'work-orders', where: 'status_ne=draft&status_ne=void' } as const
const orderHands = {
  building: { label: '楼栋' },
  repairer: { label: '维修人员' },
  nature: { label: '维修性质' },
  urgency: { label: '紧急程度' },
} as const
const workHands = {
  building: { label: '楼栋' },
  engineer: { label: '维修人员' },
  kind: { label: '维修类别' },
  urgency: { label: '紧急程度' },
} as const
const UNDER_WAY = 'status=written&status=told&status=collected&status=assigned&status=on-site&status=in-repair'
const WORKS_UNDER_WAY =
  'status=opened&status=assessing&status=assessed&status=dispatched&status=in-repair&status=escalated&status=returned'

/** 报修统计表 — what was reported, by kind and stage, and what is still open of it. */
const reported = report('repair-statistics', '报修统计', {
  code: 'S04',
  aliases: ['报修统计表'],
  area: 'repairs',
  may: 'everyone',
  sources: { orders: { ...orders, on: 'reportedAt' } },
  dimensions: {
    day: { label: '日期', blank: 'reportedAt', as: 'day' },
    month: { label: '月份', blank: 'reportedAt', as: 'month' },
    ...orderHands,
    status: { label: '状态' },
  },
  by: ['day'],
  measures: {
    all: { label: '报修' },
    open: { label: '未完工', where: UNDER_WAY },
    done: { label: '已完工', where: 'finishedOn_null=false' },
    declined: { label: '业户不同意', where: 'status=returned' },
    advised: { label: '标准外答复', where: 'status=advised' },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['all', 'done'] },
})
const worked = report('work-statistics', '维修工作单统计', {
  code: 'S04-2',
  aliases: ['派工统计'],
  area: 'repairs',
  may: 'everyone',
  sources: { works: { ...works, on: 'openedAt' } },
  dimensions: {
    day: { label: '日期', blank: 'openedAt', as: 'day' },
    month: { label: '月份', blank: 'openedAt', as: 'month' },
    ...workHands,
    status: { label: '状态' },
  },
  by: ['kind'],
  measures: {
    all: { label: '工作单' },
    open: { label: '处理中', where: WORKS_UNDER_WAY },
    waiting: { label: '待业户确认', where: 'status=handled' },
    done: { label: '已完工', where: 'finishedOn_null=false' },
    total: { label: '应收', sum: 'total' },
    received: { label: '已收', sum: 'received' },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['all', 'done'] },
})
/** 维修及时率 — of the repairs that had a clock, those in time (《作业指导书》服务及时率 98 %). */
const timely = report('repair-timeliness', '维修及时率', {
  code: 'S20',
  aliases: ['服务及时率'],
  area: 'repairs',
  may: 'everyone',
  sources: {
    orders: { of: 'repair-orders', where: 'status_ne=void&arriveBy_null=false', on: 'reportedAt' },
    works: {
      of: 'work-orders',
      where: 'status_ne=void&requiredBy_null=false',
      on: 'openedAt',
      by: { month: 'openedAt', repairer: 'engineer' },
    },
  },
  dimensions: {
    month: { label: '月份', blank: 'reportedAt', as: 'month' },
    building: { label: '楼栋' },
    repairer: { label: '维修人员' },
    urgency: { label: '紧急程度' },
  },
  by: ['month'],
  measures: {
    clocked: { label: '有时限的报修', from: 'orders', hidden: true },
    waiting: { label: '时限未到', from: 'orders', where: 'status=assigned&overran=false', hidden: true },
    all: { label: '有时限的报修', less: ['clocked', 'waiting'] },
    onTime: { label: '及时', from: 'orders', where: 'onTime=true&status_ne=void&status_ne=assigned' },
    late: { label: '超时', from: 'orders', where: 'onTime=false' },
    rate: { label: '及时率', share: ['onTime', 'all'], target: { at: 98 } },
    worksClocked: { label: '有时限的工作单', from: 'works', hidden: true },
    worksWaiting: { label: '工作单时限未到', from: 'works', where: 'finishedOn_null=true&overran=false', hidden: true },
    works: { label: '有时限的工作单', less: ['worksClocked', 'worksWaiting'] },
    worksOnTime: { label: '工作单及时', from: 'works', where: 'finishedOn_null=false&overran=false' },
    worksRate: { label: '工作单及时率', share: ['worksOnTime', 'works'], target: { at: 98 } },
  },
  period: 'year',
  chart: { kind: 'line', measures: ['rate', 'worksRate'] },
})
/** 返修率 — of what was finished, what had to be done again. */
const reworked = report('repair-rework', '返修率', {
  code: 'S21',
  area: 'repairs',
  may: 'everyone',
  sources: {
    orders: { of: 'repair-orders', where: 'status_ne=void&finishedOn_null=false', on: 'finishedOn' },
    works: {
      of: 'work-orders',
      where: 'status_ne=void&finishedOn_null=false',
      on: 'finishedOn',
      by: { repairer: 'engineer' },
    },
  },
  dimensions: {
    month: { label: '月份', blank: 'finishedOn', as: 'month' },
    building: { label: '楼栋' },
    repairer: { label: '维修人员' },
  },
  by: ['month'],
  measures: {
    finished: { label: '报修完工', from: 'orders' },
    again: { label: '返工', from: 'orders', where: 'status=reworked' },
    rate: { label: '返修率', share: ['again', 'finished'] },
    works: { label: '工作单完工', from: 'works' },
    returned: { label: '返单', from: 'works', where: 'returns_gt=0' },
    worksAgain: { label: '工作单返工', from: 'works', where: 'status=reworked' },
    returnRate: { label: '返单率', share: ['returned', 'works'] },
  },
  period: 'year',
  chart: { kind: 'line', measures: ['rate', 'returnRate'] },
})
/** 有偿服务收入 — what paid repairs and services brought, by item. */
const income = report('paid-services', '有偿服务收入', {
  code: 'S29',
  area: 'repairs',
  may: moneyReaders,
  sources: {
    dues: {
      of: 'receivables',
      where: 'source=repair&source=service&status_ne=draft&status_ne=cancelled',
      on: 'dueOn',
    },
  },
  dimensions: {
    month: { label: '月份', blank: 'dueOn', as: 'month' },
    feeItem: { label: '收费项目' },
    source: { label: '来源' },
    building: { label: '楼栋' },
  },
  by: ['month', 'feeItem'],
  measures: {
    count: { label: '笔数' },
    payable: { label: '应收', sum: 'payable' },
    paid: { label: '实收', sum: 'paid' },
    balance: { label: '未收', sum: 'balance' },
    rate: { label: '收费率', share: ['paid', 'payable'] },
  },
  period: 'year',
  chart: { kind: 'bar', measures: ['payable', 'paid'] },
})
/** 物料消耗 — what repairs used up, by material. */
const used = report('materials-used', '维修物料消耗', {
  code: 'F11-1',
  area: 'repairs',
  may: 'everyone',
  sources: { materials: { of: 'repair-materials', on: 'usedOn' } },
  dimensions: {
    material: { label: '物料' },
    suppliedBy: { label: '提供' },
    month: { label: '月份', blank: 'usedOn', as: 'month' },
    building: { label: '楼栋' },
  },
  by: ['material'],
  measures: { count: { label: '次数' }, amount: { label: '金额', sum: 'amount' } },
  period: 'month',
  chart: { kind: 'bar', measures: ['amount'] },
})

export const repairReports: readonly Report[] = [reported, worked, timely, reworked, income, used]
