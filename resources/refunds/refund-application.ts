import {
  attachment,
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
  note,
  phone,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
} from '#engine'
import { sumOf } from '../clauses/money.ts'
import { another, moneySlipOf } from '../clauses/persons.ts'
import { againstApplication, openReview, receive, refuseApplication } from '../clauses/refund-applying.ts'
import { applicationProgress } from '../clauses/refund-progress.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 退费申请 — an owner asks in writing for fees back: papers complete at once, signed as any refund, paid by the way it came. */
export const refundApplication = form('refund-applications', '退费申请', {
  number: serial('单号', 'TF-{yyyy}{MM}-{0000}'),
  appliedOn: date('申请日期', { preset: 'today' }),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  customer: ref('residents', '客户', { optional: true, copy: 'room.owner' }),
  customerName: copied(text('客户姓名', { optional: true }), 'customer.name'),
  phone: copied(phone('联系电话', { optional: true }), 'customer.phone'),
  applicant: text('申请人', { max: 40, copy: 'customer.name' }),
  ground: choice('退费依据', {
    'contract-ended': '合同解除或终止',
    'no-service': '未按约定提供服务',
    quality: '服务质量不符合约定',
    lawful: '其他依法可退',
    overpaid: '多收错收',
  }),
  reason: note('申请理由', { max: 500 }),
  items: lines(
    '申请退还的费用',
    {
      receivable: ref('receivables', '应收费用'),
      item: copied(text('费用名称'), 'receivable.itemName'),
      period: copied(month('费用期间'), 'receivable.period'),
      paid: copied(money('已缴'), 'receivable.paid'),
      amount: money('申请退还', { min: 1, copy: 'receivable.paid' }),
    },
    { min: 1, max: 60 },
  ),
  total: computed(money('申请金额'), (slip: { items: readonly { amount: Fen }[] | null }) =>
    sumOf(slip.items, ({ amount }) => amount),
  ),
  evidence: attachment('申请书及证明材料', { optional: true, early: true }),
  method: choice('退款方式', { original: '原路退回', transfer: '银行转账' }, { preset: 'original' }),
  payee: text('收款人', { max: 40, copy: 'customer.name' }),
  account: text('收款账号', { pattern: /^\d{8,30}$/, says: '须为 8 至 30 位数字', optional: true }),
  bank: text('开户行', { max: 60, optional: true }),
  missingPapers: note('须补的资料', { max: 500, optional: true }),
  complete: kept(tick('一次交齐'), false),
  refund: kept(ref('refund-slips', '退款单', { optional: true })),
  unmet: note('不予退费的原因', { max: 500, optional: true }),
  papersNeeded: note('重新申请所需资料', { max: 500, optional: true }),
  confirmedBy: text('业主确认', { max: 40, optional: true }),
  receiving: stamp('受理'),
  accepting: stamp('资料审核'),
  accounting: stamp('财务核对'),
  closing: stamp('办结'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'submitted' } },
    submitted: {
      label: '已受理',
      next: { 'need-papers': 'papers-missing', accept: 'in-review', decline: 'refused' },
    },
    'papers-missing': { label: '待补资料', next: { accept: 'in-review', decline: 'refused' } },
    'in-review': { label: '审核中', next: { approve: 'approved', refuse: 'refused', reopen: 'submitted' } },
    approved: { label: '待财务核对', next: { process: 'processing', refuse: 'refused', reopen: 'submitted' } },
    processing: { label: '退款中', next: { pay: 'refunded', refuse: 'refused', reopen: 'submitted' } },
    refunded: { label: '已退款', next: { confirm: 'closed' } },
    closed: { label: '已办结' },
    refused: { label: '不予退费' },
  }),
})

declare module '#engine' {
  interface Forms {
    'refund-applications': typeof refundApplication
  }
}

const desk = ['clerk', 'supervisor'] as const

export default refundApplication.procedure({
  kind: 'form',
  area: 'refunds',
  code: 'D02',
  source: '《物业费退费流程》；《物业关于退费流程方案》；《5-6-1-物业退费流程》',
  aliases: ['物业费退费申请', '书面退费申请'],
  label: 'number',
  paper: {
    申请: [
      ['number', 'appliedOn', 'status'],
      ['room', 'building', 'customer', 'customerName', 'phone'],
      ['applicant', 'ground'],
      ['reason'],
      ['evidence'],
    ],
    费用: [['items'], ['total', 'method', 'payee'], ['account', 'bank']],
    审核: [
      ['receiving', 'accepting', 'accounting'],
      ['missingPapers', 'complete', 'refund'],
      ['unmet', 'papersNeeded'],
    ],
    办结: [['confirmedBy', 'closing']],
  },
  list: {
    columns: ['number', 'room', 'applicant', 'ground', 'total', 'appliedOn', 'complete', 'refund', 'status'],
    filters: ['status', 'ground', 'room', 'building', 'appliedOn', 'complete'],
    sort: '-number',
    totals: ['total'],
    search: ['room', 'applicant'],
  },
  views: {
    open: { label: '未办结', query: 'status_ne=closed&status_ne=refused&status_ne=draft' },
    papers: { label: '待补资料', query: 'status=papers-missing' },
  },
  may: moneySlipOf(desk),
  scope: byBuilding,
  checks: [({ method, account }) => method !== 'transfer' || account !== null || ['account', '银行转账须填收款账号']],
  actions: {
    submit: { label: '受理', by: desk, stamps: 'receiving', unless: againstApplication, effects: receive },
    'need-papers': {
      label: '一次告知补资料',
      by: desk,
      asks: ['missingPapers'],
      effects: (slip, tx) => applicationProgress(slip, '请补资料', tx, slip.missingPapers),
    },
    accept: {
      label: '资料齐全',
      by: desk,
      offers: ['evidence'],
      stamps: 'accepting',
      holds: ['room'],
      guard: ({ evidence }) => evidence !== null || '请附申请书及证明材料',
      unless: againstApplication,
      effects: openReview,
    },
    decline: {
      label: '不予受理',
      by: desk,
      asks: ['unmet'],
      offers: ['papersNeeded'],
      danger: true,
      effects: refuseApplication,
    },
    approve: { label: '批准', by: 'office' },
    refuse: { label: '不予退费', by: 'office', asks: ['unmet'], offers: ['papersNeeded'] },
    reopen: { label: '退回受理', by: 'office' },
    process: {
      label: '核对原付款账户',
      by: 'accountant',
      stamps: 'accounting',
      guard: ({ receiving, accepting }, { user }) =>
        another(user, [receiving?.user, accepting?.user], '受理人不能核对账户'),
      effects: (slip, tx) => applicationProgress(slip, '财务办理退款', tx),
    },
    pay: { label: '已退款', by: 'office' },
    confirm: { label: '业主确认办结', by: desk, asks: ['confirmedBy'], stamps: 'closing' },
  },
  void: { from: ['submitted', 'papers-missing'], by: desk, confirmedBy: 'service-manager' },
  print: { size: 'A4', copies: ['客服', '财务'], sign: { 受理: 'receiving', 财务: 'accounting', 申请人: 'pen' } },
})
