import {
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  kept,
  lines,
  money,
  month,
  ref,
  serial,
  stages,
  stamp,
  text,
} from '#engine'
import { inWords, sumOf } from '../clauses/money.ts'
import { moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 收款收据 — issued by the system with the payment and by nothing else; void with it. */
export const receipt = form('receipts', '收款收据', {
  number: serial('收据号', 'SJ-{yyyy}{MM}-{0000}'),
  kind: choice('票据种类', { receipt: '收据', invoice: '发票', collection: '托收票据' }, { preset: 'receipt' }),
  issuedOn: date('开票日期', { preset: 'today' }),
  slip: ref('payment-slips', '缴款单'),
  room: copied(ref('properties', '房号'), 'slip.room'),
  building: copied(text('楼栋'), 'slip.building'),
  payer: copied(text('交款人'), 'slip.payer'),
  lines: lines('收款内容', {
    item: text('收费项目'),
    period: month('费用期间', { optional: true }),
    amount: money('金额', { min: 1 }),
  }),
  amount: computed(money('合计'), (slip: { lines: readonly { amount: Fen }[] }) =>
    sumOf(slip.lines, ({ amount }) => amount),
  ),
  amountInWords: computed(text('金额大写'), (slip: { amount: Fen }) => inWords(slip.amount)),
  methods: text('收款方式', { max: 60 }),
  issuing: stamp('开票'),
  handled: stamp('已办'),
  settlement: kept(ref('daily-settlements', '交款单', { optional: true })),
  correction: kept(ref('charge-corrections', '更正单', { optional: true })),
  status: stages('状态', {
    draft: { label: '待开', next: { issue: 'issued' } },
    issued: {
      label: '已开',
      next: {
        'mark-handled': 'issued',
        cancel: 'cancelled',
        'hand-over': 'handed-over',
        correct: 'issued',
        reverse: 'reversed',
      },
    },
    'handed-over': {
      label: '已交款',
      next: {
        'mark-handled': 'handed-over',
        'take-back': 'issued',
        book: 'booked',
        correct: 'handed-over',
        reverse: 'reversed',
      },
    },
    booked: { label: '已入账', next: { 'mark-handled': 'booked', correct: 'booked', reverse: 'reversed' } },
    reversed: { label: '已冲销' },
    cancelled: { label: '已作废' },
  }),
})

declare module '#engine' {
  interface Forms {
    receipts: typeof receipt
  }
}

export default receipt.procedure({
  kind: 'ledger',
  area: 'money',
  code: 'B08',
  source: '《广州海伦堡物业 收费管理办法》第四条；《小区物业客服人员日常工作流程》二.5',
  aliases: ['收费收据', '票据', '发票', '收费凭证'],
  label: 'number',
  paper: {
    收据: [
      ['number', 'kind', 'issuedOn'],
      ['room', 'building', 'payer', 'slip'],
    ],
    金额: [['lines'], ['amount', 'amountInWords'], ['methods']],
    办理: [
      ['issuing', 'handled', 'status'],
      ['settlement', 'correction'],
    ],
  },
  list: {
    columns: ['number', 'issuedOn', 'room', 'payer', 'amount', 'methods', 'handled', 'status'],
    filters: ['status', 'kind', 'issuedOn', 'room', 'building', 'amount', 'slip', 'settlement'],
    sort: '-number',
    totals: ['amount'],
    search: ['room', 'payer', 'slip'],
  },
  views: {
    today: { label: '今日收据', query: 'status_ne=cancelled&issuedOn=today' },
    unsettled: { label: '未交款收据', query: 'status=issued&kind_ne=collection&issuedOn_lt=today' },
    cancelled: { label: '作废收据', query: 'status=cancelled' },
  },
  may: { read: moneyReaders, create: 'nobody', edit: {}, export: moneyExporters },
  scope: byBuilding,
  unique: [{ blanks: ['slip'], says: '该缴款单已开收据' }],
  actions: {
    issue: { label: '开票', by: 'office', stamps: 'issuing' },
    'mark-handled': {
      label: '划「已办」',
      by: ['clerk', 'fee-clerk'],
      stamps: 'handled',
      guard: ({ handled }) => handled === null || '收据上已划「已办」',
    },
    cancel: { label: '作废', by: 'office' },
    'hand-over': { label: '交款', by: 'office', asks: ['settlement'] },
    'take-back': { label: '撤回交款', by: 'office', offers: ['settlement'] },
    book: { label: '入账', by: 'office' },
    correct: { label: '更正', by: 'office', asks: ['correction'] },
    reverse: { label: '冲销', by: 'office', asks: ['correction'] },
  },
  print: {
    size: '241mm',
    copies: ['存根', '客户', '财务'],
    sign: { 开票人: 'issuing', 已办: 'handled', 交款人: 'pen' },
  },
})
