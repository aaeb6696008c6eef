import { attachment, choices, copied, date, form, money, note, ref, serial, stages, stamp, text } from '#engine'
import { arrearsReaders } from '../clauses/arrears.ts'
import { materials, missing, recovered } from '../clauses/arrears-legal.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 诉讼资料 — what the project's customer service lays before the court for one home, and what became of it. */
export const lawsuitFile = form('lawsuit-files', '诉讼资料', {
  number: serial('卷号', 'SS-{yyyy}{MM}-{0000}'),
  batch: ref('lawsuit-batches', '诉讼名单'),
  letter: ref('lawyer-letters', '律师函'),
  arrears: copied(ref('arrears-ledgers', '欠费台账'), 'letter.arrears'),
  place: copied(text('房屋'), 'letter.place'),
  room: copied(ref('properties', '房号'), 'arrears.room'),
  building: copied(text('楼栋'), 'room.building'),
  customerName: copied(text('客户姓名', { optional: true }), 'letter.customerName'),
  amount: copied(money('诉请金额'), 'arrears.total'),
  materials: choices('已备资料', materials, { optional: true }),
  papers: attachment('资料扫描件', { optional: true, max: 20 }),
  court: text('受理法院', { max: 60, optional: true }),
  caseNo: text('案号', { max: 40, optional: true }),
  filing: stamp('立案'),
  filedOn: date('立案日期', { optional: true }),
  hearingOn: date('开庭日期', { optional: true }),
  judgment: note('判决（和解）内容', { max: 1000, optional: true }),
  judging: stamp('判决登记'),
  recovered: money('执行回款', { min: 0, optional: true }),
  execution: stamp('执行登记'),
  closing: stamp('结案'),
  status: stages('状态', {
    draft: { label: '准备资料', next: { file: 'filed', withdraw: 'closed' } },
    filed: { label: '已立案', next: { judge: 'judged', agree: 'settled', withdraw: 'closed' } },
    judged: { label: '已判决', next: { execute: 'executed' } },
    settled: { label: '已和解', next: { close: 'closed' } },
    executed: { label: '已执行', next: { close: 'closed' } },
    closed: { label: '已结案' },
  }),
})

declare module '#engine' {
  interface Forms {
    'lawsuit-files': typeof lawsuitFile
  }
}

const handlers = ['clerk', 'supervisor'] as const

export default lawsuitFile.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C14.1',
  source: '《物业费催费流程》；《物业管理费用催缴管理作业规程》',
  label: 'number',
  paper: {
    案件: [
      ['number', 'batch', 'letter', 'status'],
      ['arrears', 'place', 'room', 'building', 'customerName'],
      ['amount'],
    ],
    资料: [['materials'], ['papers']],
    诉讼: [['court', 'caseNo', 'filedOn', 'filing'], ['hearingOn', 'judging'], ['judgment']],
    执行: [['recovered', 'execution', 'closing']],
  },
  list: {
    columns: ['number', 'room', 'customerName', 'amount', 'court', 'caseNo', 'hearingOn', 'recovered', 'status'],
    filters: ['status', 'room', 'building', 'batch', 'arrears', 'hearingOn', 'filedOn'],
    sort: '-number',
    totals: ['amount', 'recovered'],
    search: ['room', 'customerName', 'caseNo'],
  },
  due: { filed: 'hearingOn' },
  may: { read: arrearsReaders, create: 'nobody', edit: { draft: handlers }, export: handlers },
  scope: byBuilding,
  actions: {
    file: {
      label: '立案',
      by: handlers,
      asks: ['court', 'caseNo', 'filedOn'],
      offers: ['materials', 'hearingOn'],
      stamps: 'filing',
      guard: missing,
      effects: ({ arrears }, tx) => tx.perform('arrears-ledgers', arrears, 'sue'),
    },
    judge: {
      label: '登记判决',
      by: handlers,
      asks: ['judgment'],
      stamps: 'judging',
      effects: ({ arrears }, tx) => tx.perform('arrears-ledgers', arrears, 'judge'),
    },
    agree: { label: '登记和解', by: handlers, asks: ['judgment'], stamps: 'judging' },
    execute: { label: '登记执行', by: handlers, asks: ['recovered'], stamps: 'execution', guard: recovered },
    close: { label: '结案', by: handlers, stamps: 'closing' },
    withdraw: { label: '已缴清，撤诉', by: 'office' },
  },
  void: { from: ['filed'], by: 'supervisor', confirmedBy: 'service-manager' },
})
