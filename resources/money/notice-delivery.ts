import {
  choice,
  copied,
  form,
  instant,
  kept,
  lines,
  money,
  month,
  note,
  ref,
  stages,
  stamp,
  text,
  whole,
} from '#engine'
import { sumUp, undelivered } from '../clauses/deliveries.ts'
import { moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 通知单发放明细表 — the notices of a run in one building: to whom each was given, or how he was told; kept for later chasing. */
export const noticeDelivery = form('notice-deliveries', '通知单发放明细表', {
  run: ref('billing-runs', '计费批次'),
  period: month('费用期间'),
  building: text('楼栋', { max: 10 }),
  deliverer: ref('users', '发放人', { optional: true }),
  lines: kept(
    lines('发放明细', {
      notice: ref('payment-notices', '通知单'),
      room: copied(ref('properties', '房号'), 'notice.room'),
      payable: copied(money('金额'), 'notice.payable'),
      result: choice('结果', { delivered: '已送达', contacted: '已告知', settled: '已缴清', recalled: '已撤回' }),
      method: text('方式', { max: 20, optional: true }),
      receivedBy: text('签收人', { max: 40, optional: true }),
      at: instant('时间', { optional: true }),
      note: text('说明', { max: 200, optional: true }),
    }),
    [],
  ),
  count: kept(whole('份数', { min: 0 }), 0),
  remark: note('备注', { max: 500, optional: true }),
  finishing: stamp('发放完毕'),
  filing: stamp('归档'),
  status: stages('状态', {
    draft: { label: '待发放', next: { 'hand-out': 'open' } },
    open: { label: '发放中', next: { finish: 'finished' } },
    finished: { label: '全部送达或告知', next: { file: 'filed' } },
    filed: { label: '已归档' },
  }),
})

declare module '#engine' {
  interface Forms {
    'notice-deliveries': typeof noticeDelivery
  }
}

export default noticeDelivery.procedure({
  kind: 'ledger',
  area: 'money',
  code: 'B06',
  source: '《物业公司客服部客服收费退费工作程序》1：发放明细、签收',
  aliases: ['签收表', '通知单明细表', '费用通知单明细表', '发放明细表'],
  label: ({ period, building }) => `${period} ${building}`,
  paper: {
    明细: [['run', 'period', 'building', 'deliverer'], ['lines'], ['count', 'remark']],
    办理: [['finishing', 'filing', 'status']],
  },
  list: {
    columns: ['period', 'building', 'run', 'deliverer', 'count', 'status'],
    filters: ['status', 'period', 'building', 'run', 'deliverer'],
    sort: ['-period', 'building'],
    search: ['run'],
  },
  views: { open: { label: '发放中', query: 'status=open' } },
  may: { read: [...moneyReaders, 'property-officer', 'guard'], create: 'nobody', edit: {}, export: moneyExporters },
  scope: byBuilding,
  actions: {
    'hand-out': { label: '开始发放', by: 'office' },
    finish: {
      label: '发放完毕',
      by: ['clerk', 'steward', 'fee-clerk'],
      offers: ['deliverer', 'remark'],
      stamps: 'finishing',
      unless: undelivered,
      effects: sumUp,
    },
    file: { label: '归档', by: ['clerk', 'fee-clerk'], stamps: 'filing' },
  },
  print: { size: 'A4', copies: ['客服'], sign: { 发放人: 'finishing', 归档: 'filing' } },
})
