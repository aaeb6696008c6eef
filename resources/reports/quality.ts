import { type Report, report } from '#engine'

/** 复检图片上报 — of what was to be put right by a day, what was looked at again and photographed. */
const rechecks = report('rechecks', '复检完成率', {
  code: 'S05',
  aliases: ['复检图片上报'],
  area: 'quality',
  may: 'everyone',
  sources: { problems: { of: 'rectifications', where: 'status_ne=draft&status_ne=void', on: 'dueOn' } },
  dimensions: {
    day: { label: '整改期限', blank: 'dueOn', as: 'day' },
    month: { label: '月份', blank: 'dueOn', as: 'month' },
    department: { label: '责任部门' },
    building: { label: '楼栋' },
    severity: { label: '严重程度' },
  },
  by: ['department'],
  measures: {
    due: { label: '应复检' },
    rechecked: { label: '已复检合格', where: 'status=closed' },
    photographed: { label: '附复检照片', where: 'status=closed&after_null=false' },
    again: { label: '曾不合格', where: 'failures_gt=0' },
    escalated: { label: '逾期上报', where: 'status=escalated' },
    rate: { label: '复检率', share: ['rechecked', 'due'], target: { at: 100 } },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['due', 'rechecked'] },
})
/** 巡检完成率 — of the rounds that the plans laid out, those that were walked. */
const walked = report('rounds-walked', '巡检完成率', {
  code: 'S05-2',
  area: 'quality',
  may: 'everyone',
  sources: { rounds: { of: 'inspection-records', where: 'status_ne=void&plan_null=false', on: 'plannedOn' } },
  dimensions: {
    day: { label: '日期', blank: 'plannedOn', as: 'day' },
    kind: { label: '巡检类别' },
    inspector: { label: '巡检人' },
    building: { label: '楼栋' },
  },
  by: ['inspector'],
  measures: {
    planned: { label: '计划' },
    walked: { label: '已巡', where: 'endedAt_null=false' },
    missed: { label: '未巡', where: 'status=missed' },
    abnormal: { label: '异常项', sum: 'abnormal' },
    rate: { label: '完成率', share: ['walked', 'planned'], target: { at: 100 } },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['walked', 'missed'] },
})

export const qualityReports: readonly Report[] = [rechecks, walked]
