import { choice, computed, form, kept, month, note, serial, stages, stamp, whole } from '#engine'
import { closePlans, draw, drawMonth, planKinds } from '../clauses/callbacks-draw.ts'

/** 回访计划 — whom the office calls this month; its lines are the call records that were drawn. */
export const callbackPlans = form('callback-plans', '回访计划', {
  number: serial('单号', 'HJ-{yyyy}{MM}-{0000}'),
  month: month('月份', { preset: 'month' }),
  kind: choice('回访类别', planKinds, { preset: 'routine' }),
  wanted: whole('指定数量', { min: 1, optional: true, hint: '不填则按规定的回访率计算' }),
  base: kept(whole('应回访基数', { unit: '户（单）' }), 0),
  target: kept(whole('本月目标'), 0),
  drawn: kept(whole('已抽取'), 0),
  called: kept(whole('已回访'), 0),
  left: computed(whole('未回访'), ({ drawn, called }: { drawn: number; called: number }) =>
    Math.max(0, drawn - called),
  ),
  issuing: stamp('下达人'),
  closing: stamp('关闭人'),
  summary: note('小结', { max: 500, optional: true }),
  status: stages('状态', {
    draft: { label: '草拟', next: { issue: 'issued' } },
    issued: { label: '已下达', next: { start: 'running', close: 'closed' } },
    running: { label: '执行中', next: { close: 'closed' } },
    closed: { label: '已关闭' },
  }),
})

declare module '#engine' {
  interface Forms {
    'callback-plans': typeof callbackPlans
  }
}

const planner = 'service-manager'

export default callbackPlans.procedure({
  kind: 'form',
  area: 'callbacks',
  code: 'H01',
  source: '《物业中心业户回访工作流程》二、三.（四）、三.（五）',
  aliases: ['月度回访计划'],
  label: ({ month, kind }) => `${month} ${planKinds[kind]}计划`,
  paper: {
    计划: [
      ['number', 'month', 'kind', 'status'],
      ['wanted', 'base', 'target'],
      ['drawn', 'called', 'left'],
    ],
    办理: [['issuing', 'closing'], ['summary']],
  },
  list: {
    columns: ['number', 'month', 'kind', 'base', 'target', 'drawn', 'called', 'left', 'status'],
    filters: ['status', 'month', 'kind'],
    sort: ['-month', 'kind'],
    totals: ['target', 'drawn', 'called'],
  },
  views: { running: { label: '执行中的计划', query: 'status=issued&status=running' } },
  daily: {
    draw: { label: '按回访率抽取回访', code: 'W28', work: drawMonth },
    close: { label: '关闭已完成的回访计划', code: 'W28', work: closePlans },
  },
  may: { read: 'everyone', create: planner, edit: { draft: planner }, remove: planner },
  checks: [({ kind, wanted }) => kind !== 'complaint' || wanted === null || ['wanted', '投诉须全部回访，不指定数量']],
  actions: {
    issue: { label: '下达并抽取', by: planner, stamps: 'issuing', effects: draw },
    start: { label: '开始执行', by: 'office' },
    close: { label: '关闭计划', by: planner, optional: true, offers: ['summary'], stamps: 'closing' },
  },
  void: { from: ['issued'], by: planner, confirmedBy: 'centre-manager' },
  print: { copies: ['客服部'], sign: { 下达人: 'issuing' } },
})
