import {
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  instant,
  kept,
  lines,
  money,
  note,
  ref,
  serial,
  stages,
  stamp,
  text,
} from '#engine'
import { arrearsReaders, methods, rounds } from '../clauses/arrears.ts'
import { dealPlan, fillPlan, reviewPlan, takeBack, unapproved } from '../clauses/arrears-plans.ts'
import { sumOf } from '../clauses/money.ts'

/** 催费计划 — the homes of a week, made by the supervisor and dealt to the stewards of their areas; looked back on in the weekly meeting. */
export const dunningPlan = form('dunning-plans', '催费计划', {
  number: serial('单号', 'CJ-{yyyy}{MM}-{0000}'),
  from: date('计划起始', { preset: 'today' }),
  until: date('计划截止', { optional: true }),
  round: choice('轮次', rounds, { preset: 'first' }),
  lines: lines(
    '催费明细',
    {
      arrears: ref('arrears-ledgers', '欠费台账'),
      place: copied(text('房屋'), 'arrears.place'),
      customerName: copied(text('客户姓名', { optional: true }), 'arrears.customerName'),
      amount: copied(money('欠费'), 'arrears.total'),
      method: choice('方式', methods, { preset: 'phone' }),
      plannedOn: date('计划日期', { optional: true }),
      handler: ref('users', '责任人', { optional: true, copy: 'arrears.handler' }),
    },
    { optional: true, max: 2000 },
  ),
  total: computed(money('欠费合计'), (slip: { lines: readonly { amount: Fen }[] | null }) =>
    sumOf(slip.lines, ({ amount }) => amount),
  ),
  target: money('计划催回', { min: 0, optional: true }),
  collected: kept(money('已催回', { min: 0 }), 0),
  assignment: stamp('客服主管派发'),
  meetingAt: instant('周会时间', { optional: true }),
  attendees: text('参会人员', { max: 200, optional: true }),
  problems: note('存在问题', { max: 1000, optional: true }),
  advice: note('下周安排', { max: 1000, optional: true }),
  review: stamp('周会主持'),
  upload: stamp('报总部客服部'),
  status: stages('状态', {
    draft: { label: '编制中', next: { refill: 'draft', assign: 'running' } },
    running: { label: '催缴中', next: { review: 'reviewed' } },
    reviewed: { label: '周会已开', next: { close: 'closed' } },
    closed: { label: '已报总部' },
  }),
})

declare module '#engine' {
  interface Forms {
    'dunning-plans': typeof dunningPlan
  }
}

const heads = ['supervisor', 'service-manager'] as const

export default dunningPlan.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C03',
  source: '《物业费催费流程》；《物业管理费用催缴管理作业规程》；《客服部客服收费退费工作程序》',
  aliases: ['物业费催费计划', '下周催缴计划', '物业费收缴进度'],
  label: 'number',
  paper: {
    计划: [['number', 'from', 'until', 'round', 'status'], ['lines'], ['total', 'target', 'assignment']],
    周会: [['collected', 'meetingAt', 'attendees'], ['problems'], ['advice'], ['review', 'upload']],
  },
  list: {
    columns: ['number', 'from', 'until', 'round', 'total', 'target', 'collected', 'status'],
    filters: ['status', 'round', 'from'],
    sort: '-number',
    totals: ['total', 'collected'],
  },
  views: {
    weekly: {
      label: '周催收总结',
      code: 'C11',
      aliases: ['周催收总结表'],
      query: 'status=reviewed&status=closed&_sort=from&_order=desc',
      columns: ['number', 'from', 'until', 'target', 'collected', 'problems', 'advice', 'meetingAt', 'upload'],
    },
  },
  may: { read: arrearsReaders, create: heads, edit: { draft: heads }, remove: heads, export: heads },
  checks: [({ from, until }) => until === null || until >= from || ['until', '不得早于计划起始']],
  opens: fillPlan,
  actions: {
    refill: { label: '重新取数', by: heads, effects: fillPlan },
    assign: {
      label: '派发任务',
      by: 'supervisor',
      stamps: 'assignment',
      guard: ({ lines }) => {
        if (!lines?.length) return '没有要催的房屋，不必派发'
        const nobody = lines.find(({ handler }) => handler === null)
        return !nobody || `${nobody.place}没有责任人，请先指定`
      },
      unless: unapproved,
      effects: dealPlan,
    },
    review: {
      label: '周会复盘',
      by: 'supervisor',
      asks: ['meetingAt', 'attendees', 'problems', 'advice'],
      stamps: 'review',
      effects: reviewPlan,
    },
    close: { label: '报总部客服部', by: 'supervisor', stamps: 'upload' },
  },
  void: { from: ['running'], by: 'supervisor', confirmedBy: 'service-manager', effects: takeBack },
  print: { size: 'A4', copies: ['项目', '总部客服部'], sign: { 客服主管: 'assignment' } },
})
