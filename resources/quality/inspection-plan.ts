import { choice, choices, date, form, kept, lines, ref, serial, stages, stamp, text, whole } from '#engine'
import { slots, walkers, weekdays } from '../clauses/inspection.ts'
import { layTasks, tooFew } from '../clauses/inspection-plans.ts'

/** 巡检计划 — who walks where, how often, with which list; every morning the day's rounds are made from it. */
export const inspectionPlans = form('inspection-plans', '巡检计划', {
  number: serial('单号', 'XP-{yyyy}{MM}-{0000}'),
  name: text('计划名称', { max: 40 }),
  validFrom: date('执行开始', { preset: 'today' }),
  validUntil: date('执行结束', { optional: true }),
  lines: lines(
    '任务',
    {
      template: ref('inspection-templates', '检查清单'),
      target: choice('对象', { area: '园区', building: '楼栋', vacant: '空置房' }, { preset: 'building' }),
      building: text('楼栋', { max: 10, optional: true }),
      walker: choice('巡检岗位', walkers, { preset: 'steward' }),
      person: ref('users', '指定人员', { optional: true }),
      slots: choices('时段', slots, { optional: true }),
      times: whole('每日次数', { min: 1, max: 6, preset: 1 }),
      every: whole('每几天', { min: 1, max: 366, preset: 1 }),
      weekdays: choices('星期', weekdays, { optional: true }),
      route: text('路线', { max: 100, optional: true }),
    },
    { min: 1, max: 60 },
  ),
  laidUntil: kept(date('已排至', { optional: true })),
  making: stamp('制定人'),
  status: stages('状态', {
    draft: { label: '草稿', next: { activate: 'active' } },
    active: { label: '执行中', next: { end: 'ended' } },
    ended: { label: '已结束' },
  }),
})

declare module '#engine' {
  interface Forms {
    'inspection-plans': typeof inspectionPlans
  }
}

const makers = ['service-manager', 'supervisor'] as const

export default inspectionPlans.procedure({
  kind: 'form',
  area: 'quality',
  code: 'J02',
  source: '《编写物业作业指导书》；《物业客服部日常巡检工作流程》二；《岗位职责》；早晚巡查见《物业管家每日工作流程》',
  aliases: ['巡查计划', '早晚巡查'],
  label: 'name',
  paper: {
    计划: [['number', 'name', 'status'], ['validFrom', 'validUntil', 'laidUntil'], ['lines'], ['making']],
  },
  list: {
    columns: ['number', 'name', 'validFrom', 'validUntil', 'laidUntil', 'status'],
    filters: ['status', 'validFrom', 'validUntil'],
    sort: '-number',
    search: ['name'],
  },
  views: { current: { label: '执行中的计划', query: 'status=active' } },
  daily: {
    tasks: { label: '按巡检计划生成当日巡检', code: 'J02', work: layTasks },
  },
  may: { read: 'everyone', create: makers, edit: { draft: makers }, remove: makers },
  checks: [
    ({ validFrom, validUntil }) =>
      validUntil === null || validFrom <= validUntil || ['validUntil', '执行结束不得早于开始'],
    ({ lines: tasks }) =>
      (tasks ?? []).every(({ walker, person }) => walker !== 'person' || person !== null) || [
        'lines',
        '指定人员巡检的须选择人员',
      ],
  ],
  actions: {
    activate: { label: '执行', by: 'service-manager', stamps: 'making', unless: tooFew },
    end: { label: '结束', by: 'service-manager', reason: true },
  },
  void: { from: ['active'], by: makers, confirmedBy: ['service-manager', 'centre-manager'] },
  print: { copies: ['客服部'], sign: { 制定人: 'making' } },
})
