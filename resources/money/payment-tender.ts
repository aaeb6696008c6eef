import { choice, copied, date, form, kept, money, ref, stages, text } from '#engine'
import { paymentMethods } from '../clauses/fees.ts'
import { inYuan } from '../clauses/money.ts'
import { moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 收款流水 — the money of a payment, one row a way of paying; whoever took it is who wrote it. */
export const paymentTender = form('payment-tenders', '收款流水', {
  receivedOn: date('收款日期', { preset: 'today' }),
  slip: ref('payment-slips', '缴款单'),
  room: copied(ref('properties', '房号'), 'slip.room'),
  building: copied(text('楼栋'), 'slip.building'),
  payer: copied(text('缴款人'), 'slip.payer'),
  method: choice('收款方式', paymentMethods),
  amount: money('金额', { hint: '更正冲销的为负数' }),
  reference: text('流水号', { max: 60, optional: true }),
  collector: kept(ref('users', '收款人', { optional: true })),
  settlement: kept(ref('daily-settlements', '交款单', { optional: true })),
  correction: kept(ref('charge-corrections', '更正单', { optional: true })),
  status: stages('状态', {
    live: { label: '有效', next: { reverse: 'reversed', settle: 'live' } },
    reversed: { label: '已冲销' },
  }),
})

declare module '#engine' {
  interface Forms {
    'payment-tenders': typeof paymentTender
  }
}

export default paymentTender.procedure({
  kind: 'ledger',
  area: 'money',
  code: 'B07.2',
  source: '《广州海伦堡物业 收费管理办法》第四条：日清日结',
  label: ({ payer, amount }) => `${payer} ${inYuan(amount)}`,
  paper: {
    收款: [
      ['receivedOn', 'slip', 'room', 'building'],
      ['payer', 'method', 'amount'],
      ['reference', 'collector', 'status'],
      ['settlement', 'correction'],
    ],
  },
  list: {
    columns: ['receivedOn', 'room', 'payer', 'method', 'amount', 'collector', 'slip', 'settlement', 'status'],
    filters: ['status', 'receivedOn', 'method', 'room', 'building', 'slip', 'collector', 'settlement'],
    sort: '-receivedOn',
    totals: ['amount'],
    search: ['room', 'payer', 'reference'],
  },
  views: {
    today: { label: '今日收款', query: 'status=live&receivedOn=today' },
    unsettled: { label: '未交款', query: 'status=live&settlement_null=true&receivedOn_lt=today' },
    cash: { label: '今日现金', query: 'status=live&receivedOn=today&method=cash' },
  },
  may: { read: moneyReaders, create: 'nobody', edit: {}, export: moneyExporters },
  scope: byBuilding,
  actions: {
    reverse: { label: '冲销', by: 'office' },
    settle: { label: '列入交款单', by: 'office', offers: ['settlement'] },
  },
})
