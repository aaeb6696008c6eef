import { choice, copied, date, form, kept, note, ref, stages, stamp, text, tick } from '#engine'
import { questions } from '../clauses/callbacks-survey.ts'
import { satisfactions } from '../clauses/contacts.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

const asked = (label: string) => choice(label, satisfactions, { optional: true })

/** 意见调查表 — one home's sheet: handed out, filled in by the resident, collected, counted. */
export const opinionSurveys = form('opinion-surveys', '意见调查表', {
  plan: ref('survey-plans', '征询计划'),
  room: ref('properties', '房号'),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  handedOn: kept(date('发放日期', { optional: true })),
  handing: stamp('发放人'),
  respondent: text('填表人', { max: 40, optional: true }),
  security: asked(questions.security),
  cleaning: asked(questions.cleaning),
  greening: asked(questions.greening),
  repairs: asked(questions.repairs),
  facilities: asked(questions.facilities),
  attitude: asked(questions.attitude),
  fees: asked(questions.fees),
  activities: asked(questions.activities),
  overall: asked(questions.overall),
  opinions: note('意见和建议', { max: 500, optional: true }),
  valid: tick('有效', { preset: true }),
  returnedOn: kept(date('回收日期', { optional: true })),
  collecting: stamp('回收人'),
  status: stages('状态', {
    selected: { label: '待发放', next: { 'hand-out': 'out', miss: 'missing' } },
    out: { label: '已发放', next: { return: 'returned', miss: 'missing' } },
    returned: { label: '已回收', next: { count: 'counted' } },
    counted: { label: '已统计' },
    missing: { label: '未收回' },
  }),
})

declare module '#engine' {
  interface Forms {
    'opinion-surveys': typeof opinionSurveys
  }
}

const runners = ['clerk', 'steward', 'area-officer', 'property-officer', 'supervisor', 'service-manager'] as const
const answers = ['security', 'cleaning', 'greening', 'repairs', 'facilities', 'attitude', 'fees', 'activities'] as const

export default opinionSurveys.procedure({
  kind: 'register',
  area: 'callbacks',
  code: 'H04',
  source: '《客服制度及内容》业主意见调查；《岗位职责》；《小区物业客服工作流程》满意度',
  aliases: ['顾客意见调查表', '用户意见调查', '满意度调查'],
  label: ({ building, respondent }) => [building && `${building} 栋`, respondent].filter(Boolean).join(' '),
  paper: {
    调查: [
      ['plan', 'room', 'building', 'status'],
      ['handedOn', 'handing'],
    ],
    评价: [
      ['security', 'cleaning', 'greening'],
      ['repairs', 'facilities', 'attitude'],
      ['fees', 'activities', 'overall'],
      ['opinions'],
    ],
    回收: [
      ['respondent', 'valid'],
      ['returnedOn', 'collecting'],
    ],
  },
  list: {
    columns: ['plan', 'room', 'overall', 'handedOn', 'returnedOn', 'valid', 'status'],
    filters: ['status', 'plan', 'room', 'building', 'overall', 'valid', 'handedOn', 'returnedOn', ...answers],
    sort: ['-plan', 'room'],
    search: ['room', 'plan'],
  },
  views: {
    distribution: {
      label: '发放回收登记',
      code: 'H06',
      aliases: ['意见调查表发放回收登记'],
      query: 'status_ne=selected&_sort=handedOn',
      columns: ['plan', 'room', 'handedOn', 'handing', 'returnedOn', 'collecting', 'valid', 'status'],
    },
    waiting: { label: '待收回', query: 'status=out&_sort=handedOn' },
  },
  may: {
    read: 'everyone',
    create: 'nobody',
    edit: {},
    export: ['supervisor', 'service-manager', 'centre-manager', 'data-clerk'],
  },
  scope: byBuildingOrOutside,
  unique: [{ blanks: ['plan', 'room'], says: '该户本期已有调查表' }],
  actions: {
    'hand-out': {
      label: '发放',
      by: runners,
      stamps: 'handing',
      effects: (slip, tx) => tx.update('opinion-surveys', slip.id, { handedOn: tx.today }),
    },
    return: {
      label: '收回登记',
      by: runners,
      asks: ['valid'],
      offers: ['respondent', 'overall', ...answers, 'opinions'],
      stamps: 'collecting',
      guard: ({ valid, overall }) => !valid || overall !== null || '有效的调查表须有总体评价',
      effects: (slip, tx) => tx.update('opinion-surveys', slip.id, { returnedOn: tx.today }),
    },
    miss: { label: '未收回', by: 'office' },
    count: { label: '统计', by: 'office' },
  },
  print: { copies: ['业户'], sign: { 填表人: 'pen' } },
})
