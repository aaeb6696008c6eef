import { copied, date, form, kept, money, month, ref, stages, text } from '#engine'
import { inYuan } from '../clauses/money.ts'
import { moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 收费明细 — how much of a payment went to which receivable; written by payments alone. */
export const paymentAllocation = form('payment-allocations', '收费明细', {
  paidOn: date('收款日期', { preset: 'today' }),
  slip: ref('payment-slips', '缴款单', { optional: true }),
  receipt: ref('receipts', '收据', { optional: true }),
  prepayment: ref('prepayments', '预存款', { optional: true }),
  receivable: ref('receivables', '应收费用'),
  room: copied(ref('properties', '房号'), 'receivable.room'),
  building: copied(text('楼栋'), 'receivable.building'),
  customerName: copied(text('客户姓名', { optional: true }), 'receivable.customerName'),
  feeItem: copied(ref('fee-items', '收费项目'), 'receivable.feeItem'),
  period: copied(month('费用期间'), 'receivable.period'),
  payable: copied(money('应缴'), 'receivable.payable'),
  amount: money('实收', { hint: '更正冲销的为负数' }),
  methods: text('收款方式', { max: 60 }),
  correction: kept(ref('charge-corrections', '更正单', { optional: true })),
  status: stages('状态', {
    live: { label: '有效', next: { reverse: 'reversed' } },
    reversed: { label: '已冲销' },
  }),
})

declare module '#engine' {
  interface Forms {
    'payment-allocations': typeof paymentAllocation
  }
}

export default paymentAllocation.procedure({
  kind: 'ledger',
  area: 'money',
  code: 'B07.1',
  source: '《物业收费台账管理制度》',
  label: ({ period, amount }) => `${period} ${inYuan(amount)}`,
  paper: {
    收款: [
      ['paidOn', 'slip', 'receipt', 'prepayment', 'methods'],
      ['room', 'building', 'customerName'],
      ['receivable', 'feeItem', 'period'],
      ['payable', 'amount', 'correction', 'status'],
    ],
  },
  list: {
    columns: [
      'paidOn',
      'room',
      'customerName',
      'feeItem',
      'period',
      'payable',
      'amount',
      'methods',
      'receipt',
      'status',
    ],
    filters: [
      'status',
      'paidOn',
      'room',
      'building',
      'feeItem',
      'period',
      'slip',
      'receipt',
      'receivable',
      'prepayment',
    ],
    sort: '-paidOn',
    totals: ['amount'],
    search: ['room', 'customerName', 'receipt'],
  },
  views: {
    charges: {
      label: '收费台账',
      code: 'B10',
      aliases: ['收费登记台账'],
      query: 'status=live&_sort=paidOn&_order=desc',
    },
    today: { label: '今日收费', query: 'status=live&paidOn=today' },
  },
  may: { read: moneyReaders, create: 'nobody', edit: {}, export: moneyExporters },
  scope: byBuilding,
  actions: { reverse: { label: '冲销', by: 'office' } },
})
