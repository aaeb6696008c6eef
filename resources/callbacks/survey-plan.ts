import { choice, date, form, kept, note, percent, ref, serial, stages, stamp, whole } from '#engine'
import { count, halves, handOut, planHalfYear } from '../clauses/callbacks-survey.ts'

/** 用户意见征询工作计划书 — whom the office asks for an opinion this half-year, how many, and about what. */
export const surveyPlans = form('survey-plans', '意见征询计划', {
  number: serial('单号', 'YJZ-{yyyy}{MM}-{0000}'),
  year: whole('年度', { min: 2000, max: 2100 }),
  half: choice('期别', halves),
  scope: choice('调查范围', { all: '全部业户', occupied: '已入住业户' }, { preset: 'occupied' }),
  ratio: percent('调查比例', { min: 0.01, max: 100, preset: 30 }),
  content: note('调查内容', {
    max: 500,
    preset: '秩序安全、环境卫生、园林绿化、维修服务、设施设备、服务态度、收费、社区活动、总体评价',
  }),
  until: date('回收截止'),
  responsible: ref('users', '负责人', { optional: true }),
  approving: stamp('批准人'),
  base: kept(whole('范围内户数'), 0),
  target: kept(whole('应发放'), 0),
  handingOut: stamp('发放'),
  handedOut: kept(whole('实际发放'), 0),
  returned: kept(whole('回收'), 0),
  valid: kept(whole('有效'), 0),
  counting: stamp('统计人'),
  status: stages('状态', {
    draft: { label: '草拟', next: { approve: 'approved' } },
    approved: { label: '已批准', next: { 'hand-out': 'running' } },
    running: { label: '发放回收中', next: { count: 'counted' } },
    counted: { label: '已统计', next: { publish: 'closed' } },
    closed: { label: '已公布' },
  }),
})

declare module '#engine' {
  interface Forms {
    'survey-plans': typeof surveyPlans
  }
}

const makers = ['supervisor', 'service-manager'] as const

export default surveyPlans.procedure({
  kind: 'form',
  area: 'callbacks',
  code: 'H05',
  source: '《物业部作业指导书》意见征询；《客服制度及内容》业主意见调查；《岗位职责》每半年一次',
  aliases: ['用户意见征询工作计划书'],
  label: ({ year, half }) => `${year}年${halves[half]}意见征询`,
  paper: {
    计划: [
      ['number', 'year', 'half', 'status'],
      ['scope', 'ratio', 'until'],
      ['content'],
      ['responsible', 'approving'],
    ],
    执行: [
      ['base', 'target', 'handingOut'],
      ['handedOut', 'returned', 'valid', 'counting'],
    ],
  },
  list: {
    columns: ['number', 'year', 'half', 'scope', 'ratio', 'until', 'target', 'returned', 'status'],
    filters: ['status', 'year', 'half', 'until'],
    sort: ['-year', '-half'],
  },
  views: { running: { label: '进行中的调查', query: 'status=approved&status=running&status=counted' } },
  due: { running: 'until' },
  daily: { half: { label: '每半年意见征询', code: 'R045', work: planHalfYear } },
  may: { read: 'everyone', create: makers, edit: { draft: makers }, remove: 'service-manager' },
  actions: {
    approve: {
      label: '批准',
      by: 'centre-manager',
      stamps: 'approving',
      guard: ({ createdBy }, { user }) => createdBy !== user.id || '计划由他人批准',
    },
    'hand-out': {
      label: '抽取并发放',
      by: makers,
      stamps: 'handingOut',
      guard: ({ until }, { today }) => until >= today || '回收截止已过，请作废后重做计划',
      effects: handOut,
    },
    count: { label: '结束回收并统计', by: makers, stamps: 'counting', effects: count },
    publish: { label: '已公布', by: 'office' },
  },
  void: { from: ['approved'], by: makers, confirmedBy: 'centre-manager' },
  unique: [],
  print: { copies: ['客服部'], sign: { 批准人: 'approving' } },
})
