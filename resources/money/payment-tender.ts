import { choice, copied, date, form, money, ref, stages, text } from '#engine'
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
  amount: money('金额', { min: 1 }),
  reference: text('流水号', { max: 60, optional: true }),
  status: stages('状态', {
    live: { label: '有效', next: { reverse: 'reversed' } },
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
      ['reference', 'status'],
    ],
  },
  list: {
    columns: ['receivedOn', 'room', 'payer', 'method', 'amount', 'reference', 'slip', 'status'],
    filters: ['status', 'receivedOn', 'method', 'room', 'building', 'slip'],
    sort: '-receivedOn',
    totals: ['amount'],
    search: ['room', 'payer', 'reference'],
  },
  views: {
    today: { label: '今日收款', query: 'status=live&receivedOn=today' },
    cash: { label: '今日现金', query: 'status=live&receivedOn=today&method=cash' },
  },
  may: { read: moneyReaders, create: 'nobody', edit: {}, export: moneyExporters },
  scope: byBuilding,
  actions: { reverse: { label: '冲销', by: 'office' } },
})
