import { choice, copied, date, form, kept, note, ref, stages, text } from '#engine'
import { renovationExporters } from '../clauses/renovation.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 装修问题汇总表 — one line a problem, found on patrol or told by an owner, until the right person has seen to it. */
export const renovationIssueLists = form('renovation-issue-lists', '装修问题', {
  application: ref('renovation-applications', '装修申请'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  foundOn: date('发现日期', { preset: 'today' }),
  source: choice('来源', { patrol: '巡查发现', owner: '业主反映' }, { preset: 'owner' }),
  patrol: kept(ref('renovation-patrols', '巡查记录', { optional: true })),
  problem: note('问题', { max: 300 }),
  contacted: text('联系处理人', { max: 40, optional: true }),
  reportedOn: date('报工程部日期', { optional: true }),
  handledOn: date('处理日期', { optional: true }),
  result: note('处理结果', { max: 300, optional: true }),
  status: stages('状态', {
    open: { label: '待处理', next: { report: 'open', handle: 'handled' } },
    handled: { label: '已处理' },
  }),
})

declare module '#engine' {
  interface Forms {
    'renovation-issue-lists': typeof renovationIssueLists
  }
}

const keepers = ['steward', 'clerk', 'supervisor', 'decoration-officer'] as const

export default renovationIssueLists.procedure({
  kind: 'register',
  area: 'renovation',
  code: 'E14',
  source: '《物业管家工作流程》九；《物业部作业指导书》客服部职能',
  aliases: ['装修问题汇总表', '装修问题表'],
  label: 'problem',
  paper: {
    问题: [['application', 'room', 'building'], ['foundOn', 'source', 'patrol'], ['problem']],
    处理: [['contacted', 'reportedOn', 'handledOn', 'status'], ['result']],
  },
  list: {
    columns: ['foundOn', 'room', 'source', 'problem', 'contacted', 'handledOn', 'result', 'status'],
    filters: ['status', 'application', 'room', 'building', 'foundOn', 'source'],
    sort: '-foundOn',
    search: ['room', 'problem', 'contacted'],
  },
  views: { open: { label: '未处理的问题', query: 'status=open&_sort=foundOn' } },
  due: { open: 'foundOn' },
  may: { read: 'everyone', create: keepers, edit: { open: keepers }, export: renovationExporters },
  scope: byBuilding,
  actions: {
    report: {
      label: '报工程部',
      by: keepers,
      asks: ['reportedOn'],
    },
    handle: { label: '已处理', by: keepers, asks: ['contacted', 'handledOn', 'result'] },
  },
  print: { size: 'A4', copies: ['汇总表'] },
})
