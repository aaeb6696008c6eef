import { computed, copied, date, type Fen, form, kept, money, ref, serial, stages, text } from '#engine'
import { inYuan } from '../clauses/money.ts'
import { moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { nothingOfToday, nothingToOffset, offset, takeBackOffset } from '../clauses/prepaying.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 预存款 — money paid ahead: what was paid over at the counter, or left with the office instead of refunded; offset against what falls due, or given back by a refund slip. */
export const prepayment = form('prepayments', '预存款', {
  number: serial('预存号', 'YC-{yyyy}{MM}-{0000}'),
  receivedOn: date('收款日期', { preset: 'today' }),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  customer: ref('residents', '客户', { optional: true, copy: 'room.owner' }),
  payer: text('缴款人', { max: 40 }),
  slip: ref('payment-slips', '缴款单', { optional: true }),
  receipt: ref('receipts', '原收据', { optional: true }),
  refund: ref('refund-slips', '转自退款单', { optional: true }),
  restrictedTo: ref('fee-items', '限抵项目', { optional: true }),
  amount: money('预存金额', { min: 1 }),
  used: kept(money('已抵扣', { min: 0 }), 0),
  refunded: kept(money('已退还', { min: 0 }), 0),
  reversed: kept(money('已冲销', { min: 0 }), 0),
  balance: computed(
    money('余额'),
    (slip: { amount: Fen; used: Fen; refunded: Fen; reversed: Fen }) =>
      slip.amount - slip.used - slip.refunded - slip.reversed,
  ),
  noticedOn: kept(date('抵扣告知日', { optional: true })),
  status: stages('状态', {
    open: {
      label: '有余额',
      next: { offset: 'open', exhaust: 'exhausted', refund: 'refunded', cancel: 'cancelled', 'take-back': 'open' },
    },
    exhausted: { label: '已抵完', next: { 'take-back': 'open' } },
    refunded: { label: '已退还' },
    cancelled: { label: '已冲销' },
  }),
})

declare module '#engine' {
  interface Forms {
    prepayments: typeof prepayment
  }
}

export default prepayment.procedure({
  kind: 'ledger',
  area: 'money',
  code: 'B17',
  source: '《物业服务费用催缴管理作业指导书》4.2、4.3；《广州海伦堡物业 收费管理办法》第四条',
  aliases: ['预存费用', '预收账款', '预付金'],
  label: ({ number, payer }) => [number, payer].filter(Boolean).join(' '),
  paper: {
    预存: [
      ['number', 'receivedOn', 'status'],
      ['room', 'building', 'customer', 'payer'],
      ['slip', 'receipt', 'refund', 'restrictedTo'],
    ],
    金额: [['amount', 'used', 'refunded', 'reversed', 'balance'], ['noticedOn']],
  },
  list: {
    columns: ['number', 'receivedOn', 'room', 'payer', 'amount', 'used', 'balance', 'status'],
    filters: ['status', 'room', 'building', 'receivedOn', 'balance', 'slip'],
    sort: '-number',
    totals: ['amount', 'used', 'refunded', 'balance'],
    search: ['room', 'payer'],
  },
  views: { open: { label: '有余额', query: 'status=open' } },
  may: { read: moneyReaders, create: 'nobody', edit: {}, export: moneyExporters },
  scope: byBuilding,
  checks: [
    ({ slip, refund }) => (slip === null) !== (refund === null) || ['slip', '预存款来自缴款单或退款单'],
    ({ balance, amount }) => balance >= 0 || ['used', `抵扣与退还合计不得超过预存金额 ${inYuan(amount)}`],
  ],
  actions: {
    offset: {
      label: '抵扣欠费',
      by: ['clerk', 'fee-clerk', 'cashier'],
      holds: ['room'],
      guard: ({ balance }) => balance > 0 || '预存款没有余额',
      unless: nothingToOffset,
      effects: offset,
    },
    exhaust: { label: '抵完', by: 'office', guard: ({ balance }) => balance === 0 || '预存款仍有余额' },
    'take-back': {
      label: '撤回当日抵扣',
      by: 'supervisor',
      reason: true,
      danger: true,
      holds: ['room'],
      unless: nothingOfToday,
      effects: takeBackOffset,
    },
    refund: {
      label: '退还',
      by: 'office',
      asks: ['refunded'],
      guard: ({ balance }) => balance === 0 || '退还后仍有余额',
    },
    cancel: {
      label: '冲销',
      by: 'office',
      asks: ['reversed'],
      guard: ({ balance, used }) => (balance === 0 && used === 0) || '预存款已有抵扣或退还，不能冲销',
    },
  },
})
