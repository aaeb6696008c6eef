import { choice, computed, date, form, kept, lines, note, percent, ref, serial, stages, stamp, whole } from '#engine'
import { publish, type Question, questions } from '../clauses/callbacks-survey.ts'
import { satisfactions } from '../clauses/contacts.ts'

const item = {
  question: choice('项目', questions),
  satisfied: whole(satisfactions.satisfied),
  average: whole(satisfactions.average),
  dissatisfied: whole(satisfactions.dissatisfied),
  rate: percent('满意率', { optional: true, scale: 1 }),
}
const per = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 1000) / 10)
type Rated = readonly { readonly question: Question; readonly rate: number | null }[] | null

/** 意见征询统计分析报告 — what was counted, what it means, and what will be done; published to all owners. */
export const surveyReports = form('survey-reports', '意见征询报告', {
  number: serial('单号', 'YJB-{yyyy}{MM}-{0000}'),
  plan: ref('survey-plans', '征询计划'),
  handedOut: kept(whole('发放'), 0),
  returned: kept(whole('回收'), 0),
  valid: kept(whole('有效'), 0),
  returnRate: computed(
    percent('回收率', { optional: true, scale: 1 }),
    ({ handedOut, returned }: { handedOut: number; returned: number }) => per(returned, handedOut),
  ),
  items: kept(lines('各项满意度', item, { optional: true })),
  satisfaction: computed(
    percent('总体满意度', { optional: true, scale: 1 }),
    ({ items }: { items: Rated }) => items?.find(({ question }) => question === 'overall')?.rate ?? null,
  ),
  analysis: note('分析', { max: 2000, optional: true }),
  prevention: note('纠正与预防措施', { max: 2000, optional: true }),
  writing: stamp('编制人'),
  approving: stamp('批准人'),
  publishing: stamp('公布人'),
  publishedOn: kept(date('公布日期', { optional: true })),
  status: stages('状态', {
    draft: { label: '编制中', next: { submit: 'submitted' } },
    submitted: { label: '待批准', next: { approve: 'approved', return: 'draft' } },
    approved: { label: '已批准', next: { publish: 'published' } },
    published: { label: '已公布' },
  }),
})

declare module '#engine' {
  interface Forms {
    'survey-reports': typeof surveyReports
  }
}

const makers = ['supervisor', 'service-manager'] as const

export default surveyReports.procedure({
  kind: 'form',
  area: 'callbacks',
  code: 'H07',
  source: '《客服制度及内容》业主意见调查；《物业部作业指导书》意见征询',
  aliases: ['意见征询统计分析报告', '顾客意见征询调查表统计分析报告'],
  label: 'number',
  paper: {
    统计: [['number', 'plan', 'status'], ['handedOut', 'returned', 'valid'], ['returnRate', 'satisfaction'], ['items']],
    分析: [['analysis'], ['prevention']],
    办理: [
      ['writing', 'approving'],
      ['publishing', 'publishedOn'],
    ],
  },
  list: {
    columns: [
      'number',
      'plan',
      'handedOut',
      'returned',
      'valid',
      'returnRate',
      'satisfaction',
      'publishedOn',
      'status',
    ],
    filters: ['status', 'plan', 'publishedOn'],
    sort: '-number',
  },
  may: { read: 'everyone', create: 'nobody', edit: { draft: makers } },
  actions: {
    submit: { label: '提交', by: makers, asks: ['analysis', 'prevention'], stamps: 'writing' },
    approve: {
      label: '批准',
      by: 'centre-manager',
      stamps: 'approving',
      guard: ({ writing }, { user }) => writing?.user !== user.id || '报告由他人批准',
    },
    return: { label: '退回修改', by: 'centre-manager', reason: true, clears: ['writing'] },
    publish: { label: '向业主公布', by: makers, stamps: 'publishing', effects: publish },
  },
  void: { from: ['submitted'], by: makers, confirmedBy: 'centre-manager' },
  print: { size: 'A4', copies: ['客服部', '公布栏'], sign: { 编制人: 'writing', 批准人: 'approving' } },
})
