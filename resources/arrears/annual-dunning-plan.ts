import {
  computed,
  date,
  type Fen,
  form,
  kept,
  lines,
  money,
  month,
  note,
  percent,
  serial,
  stages,
  stamp,
  whole,
} from '#engine'
import { arrearsReaders } from '../clauses/arrears.ts'
import { collectedIn, fillYear, otherPlan } from '../clauses/arrears-plans.ts'
import { sumOf } from '../clauses/money.ts'
import { another } from '../clauses/persons.ts'

type Months = readonly { readonly receivable: Fen; readonly target: Fen }[] | null

/** 年度催缴计划 — head office lays out the template, the project fills it, head office reviews it; only then is anybody chased by it. */
export const annualDunningPlan = form('annual-dunning-plans', '年度催缴计划', {
  number: serial('单号', 'NJ-{yyyy}{MM}-{0000}'),
  year: whole('年度', { min: 2000, max: 2100 }),
  from: computed(date('年度起始'), (slip: { year: number }) => `${slip.year}-01-01`),
  months: lines(
    '各月目标',
    {
      month: month('月份'),
      receivable: money('应收', { min: 0 }),
      rate: percent('目标收费率', { min: 0, max: 100, preset: 95 }),
      target: computed(money('目标'), (line: { receivable: Fen; rate: number }) =>
        Math.round((line.receivable * line.rate) / 100),
      ),
    },
    { optional: true, max: 12 },
  ),
  receivable: computed(money('全年应收'), (slip: { months: Months }) => sumOf(slip.months, (line) => line.receivable)),
  target: computed(money('全年目标'), (slip: { months: Months }) => sumOf(slip.months, (line) => line.target)),
  methods: note('催缴办法', { max: 1000 }),
  timetable: note('时间安排', { max: 1000 }),
  submission: stamp('项目经理提交'),
  review: stamp('总部客服部审核'),
  opinion: note('审核意见', { max: 500, optional: true }),
  start: stamp('开始执行'),
  collected: kept(money('已收', { min: 0 }), 0),
  findings: note('效果评估', { max: 1000, optional: true }),
  evaluation: stamp('总部客服部评估'),
  status: stages('状态', {
    draft: { label: '填报中', next: { submit: 'submitted' } },
    submitted: { label: '待总部审核', next: { approve: 'approved', return: 'draft' } },
    approved: { label: '已批准', next: { start: 'running' } },
    running: { label: '执行中', next: { evaluate: 'evaluated' } },
    evaluated: { label: '已评估' },
  }),
})

declare module '#engine' {
  interface Forms {
    'annual-dunning-plans': typeof annualDunningPlan
  }
}

const writers = ['service-manager', 'project-manager', 'supervisor'] as const

export default annualDunningPlan.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C02',
  source: '《物业费催费流程》；《物业管理费用催缴管理作业规程》',
  aliases: ['年度物业费催缴计划模板', '年度催缴计划（模板）'],
  label: ({ year, number }) => `${year} 年度 ${number ?? ''}`.trim(),
  paper: {
    计划: [['number', 'year', 'from', 'status'], ['months'], ['receivable', 'target'], ['methods'], ['timetable']],
    审核: [['submission', 'review', 'start'], ['opinion']],
    评估: [['collected', 'evaluation'], ['findings']],
  },
  list: {
    columns: ['number', 'year', 'receivable', 'target', 'collected', 'status'],
    filters: ['status', 'year'],
    sort: '-year',
    totals: ['target', 'collected'],
  },
  may: {
    read: arrearsReaders,
    create: writers,
    edit: { draft: writers },
    remove: writers,
    export: ['service-manager', 'project-manager', 'general-manager'],
  },
  opens: fillYear,
  actions: {
    submit: {
      label: '提交总部',
      by: 'project-manager',
      stamps: 'submission',
      guard: ({ target }) => target > 0 || '请先填写各月应收和目标',
      unless: otherPlan,
    },
    approve: {
      label: '批准',
      by: 'service-manager',
      offers: ['opinion'],
      stamps: 'review',
      guard: ({ submission }, { user }) => another(user, [submission?.user], '提交人不能审核自己的计划'),
    },
    return: { label: '退回项目', by: 'service-manager', reason: true },
    start: { label: '开始执行', by: ['project-manager', 'supervisor'], stamps: 'start' },
    evaluate: {
      label: '评估',
      by: 'service-manager',
      asks: ['findings'],
      stamps: 'evaluation',
      guard: ({ year }, { today }) => today > `${year}-12-24` || `${year} 年度未满，年末方可评估`,
      effects: async (slip, tx) =>
        tx.update('annual-dunning-plans', slip.id, { collected: await collectedIn(slip, tx) }),
    },
  },
  void: { from: ['submitted', 'approved', 'running'], by: 'project-manager', confirmedBy: 'service-manager' },
  print: { size: 'A4', copies: ['项目', '总部客服部'], sign: { 项目经理: 'submission', 总部客服部: 'review' } },
})
