import { type Report, report } from '#engine'

const underWay = 'status=under-construction&status=stopped&status=completion-applied&status=rectifying'

/** 装修统计 — as things stand today: what is being decorated, accepted, overdue, and against the rules. */
const renovations = report('renovations', '装修统计', {
  code: 'S25',
  aliases: ['装修动态统计'],
  area: 'renovation',
  may: [
    'clerk',
    'steward',
    'supervisor',
    'service-manager',
    'decoration-officer',
    'engineering-manager',
    'security-manager',
    'project-manager',
    'centre-manager',
    'general-manager',
  ],
  sources: {
    works: { of: 'renovation-applications', where: 'status_ne=draft&status_ne=void' },
    violations: { of: 'renovation-violations', where: 'status_ne=draft&status_ne=void' },
  },
  dimensions: {
    building: { label: '楼栋' },
    contractor: { label: '施工单位' },
  },
  by: ['project', 'building'],
  measures: {
    applied: { label: '申请与审批中', from: 'works', where: 'permit_null=true' },
    working: { label: '在施', from: 'works', where: underWay },
    stopped: { label: '停工', from: 'works', where: 'status=stopped' },
    overdue: { label: '超期未完工', from: 'works', where: `${underWay}&until_lt=today` },
    accepted: { label: '已验收', from: 'works', where: 'acceptedOn_null=false' },
    refunding: { label: '待退押金', from: 'works', where: 'status=accepted&status=refund-pending' },
    violations: { label: '违规', from: 'violations' },
    open: { label: '未整改违规', from: 'violations', where: 'status=told&status=stop-work&status=deducted' },
    deducted: { label: '违规扣款', from: 'violations', sum: 'deducted' },
  },
  chart: { kind: 'bar', measures: ['working', 'overdue', 'open'] },
})

/** 装修巡查率 — of the patrols that were due, how many were made. */
const patrols = report('renovation-patrol-rate', '装修巡查完成率', {
  code: 'S25-2',
  aliases: ['装修漏巡'],
  area: 'renovation',
  may: ['supervisor', 'service-manager', 'decoration-officer', 'security-manager', 'project-manager', 'centre-manager'],
  sources: { patrols: { of: 'renovation-patrols', where: 'status_ne=void', on: 'plannedOn' } },
  dimensions: {
    month: { label: '月份', blank: 'plannedOn', as: 'month' },
    building: { label: '楼栋' },
    duty: { label: '巡查岗位' },
  },
  by: ['duty'],
  measures: {
    due: { label: '应巡' },
    done: { label: '已巡', where: 'status=done&status=raised' },
    missed: { label: '漏巡', where: 'status=missed' },
    raised: { label: '开出整改单', where: 'status=raised' },
    rate: { label: '完成率', share: ['done', 'due'], target: { at: 100 } },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['rate'] },
})

export const renovationReports: readonly Report[] = [renovations, patrols]
