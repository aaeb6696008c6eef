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
  note,
  ref,
  serial,
  stages,
  stamp,
  text,
} from '#engine'
import { carryOut, notCorrectable, remember, wanting } from '../clauses/corrections.ts'
import { paymentMethods } from '../clauses/fees.ts'
import { another, moneySlipOf } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 收费更正单 — a wrong charge or a receipt of an earlier day: reported, corrected by the supervisor, checked by cashier and accountant. */
export const chargeCorrection = form('charge-corrections', '收费更正单', {
  number: serial('单号', 'GZ-{yyyy}{MM}-{0000}'),
  reportedOn: date('发现日期', { preset: 'today' }),
  kind: choice('差错种类', {
    amount: '应收金额有误',
    item: '收款记错费用',
    method: '收款方式有误',
    reverse: '整笔收款冲销',
  }),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  receivable: ref('receivables', '应收费用', { optional: true }),
  wrongPayable: copied(money('原应缴', { optional: true }), 'receivable.payable'),
  receipt: ref('receipts', '收据', { optional: true }),
  receiptAmount: copied(money('收据金额', { optional: true }), 'receipt.amount'),
  tender: ref('payment-tenders', '收款流水', { optional: true }),
  wrongMethod: copied(choice('原收款方式', paymentMethods, { optional: true }), 'tender.method'),
  error: note('差错内容', { max: 500 }),
  evidence: attachment('凭据', { optional: true }),
  rightPayable: money('更正后应缴', { min: 0, optional: true }),
  difference: computed(money('应缴更正'), (slip: { wrongPayable: Fen | null; rightPayable: Fen | null }) =>
    slip.rightPayable === null || slip.wrongPayable === null ? 0 : slip.rightPayable - slip.wrongPayable,
  ),
  moves: lines(
    '实收调整',
    {
      from: ref('receivables', '从'),
      to: ref('receivables', '记到'),
      amount: money('金额', { min: 1 }),
    },
    { optional: true, max: 50 },
  ),
  rightMethod: choice('更正后收款方式', paymentMethods, { optional: true }),
  measure: note('更正说明', { max: 500, optional: true }),
  excess: kept(money('多收待退', { optional: true })),
  doneOn: kept(date('更正日期', { optional: true })),
  reporting: stamp('提出'),
  correcting: stamp('主管更正'),
  checking: stamp('出纳核对'),
  auditing: stamp('会计审核'),
  status: stages('状态', {
    draft: { label: '草稿', next: { report: 'reported' } },
    reported: { label: '待更正', next: { correct: 'corrected', reject: 'rejected' } },
    corrected: { label: '待核对', next: { check: 'checked', return: 'reported' } },
    checked: { label: '待审核', next: { audit: 'audited', return: 'reported' } },
    audited: { label: '已更正' },
    rejected: { label: '不予更正' },
  }),
})

declare module '#engine' {
  interface Forms {
    'charge-corrections': typeof chargeCorrection
  }
}

const reporters = ['clerk', 'fee-clerk', 'cashier', 'accountant'] as const

export default chargeCorrection.procedure({
  kind: 'form',
  area: 'money',
  code: 'B20',
  source: '《广州海伦堡物业 收费管理办法》第四条：收费差错由客服主管更正，出纳、会计核对',
  aliases: ['收费更正', '收费冲红', '差错更正'],
  label: 'number',
  paper: {
    差错: [
      ['number', 'reportedOn', 'kind', 'room', 'building'],
      ['receivable', 'wrongPayable'],
      ['receipt', 'receiptAmount'],
      ['tender', 'wrongMethod'],
      ['error'],
      ['evidence'],
    ],
    更正: [['rightPayable', 'difference', 'rightMethod'], ['moves'], ['measure'], ['excess', 'doneOn']],
    办理: [['reporting', 'correcting', 'checking', 'auditing', 'status']],
  },
  list: {
    columns: ['number', 'kind', 'room', 'receivable', 'receipt', 'difference', 'reportedOn', 'doneOn', 'status'],
    filters: ['status', 'kind', 'room', 'building', 'reportedOn', 'doneOn', 'receivable', 'receipt'],
    sort: '-number',
    totals: ['difference'],
    search: ['room', 'receipt'],
  },
  views: {
    reported: { label: '待更正', query: 'status=reported' },
    checking: { label: '待核对审核', query: 'status=corrected&status=checked' },
  },
  may: moneySlipOf(reporters),
  scope: byBuilding,
  checks: [
    ({ kind, receivable }) => kind !== 'amount' || receivable !== null || ['receivable', '请选择有误的应收费用'],
    ({ kind, receipt }) =>
      (kind !== 'item' && kind !== 'reverse') || receipt !== null || ['receipt', '请选择有误的收据'],
    ({ kind, tender }) => kind !== 'method' || tender !== null || ['tender', '请选择有误的收款流水'],
    ({ moves }) => !(moves ?? []).some(({ from, to }) => from === to) || ['moves', '不能从一笔费用记到它自己'],
  ],
  actions: {
    report: { label: '提出', by: reporters, stamps: 'reporting', unless: notCorrectable },
    correct: {
      label: '更正',
      by: 'supervisor',
      asks: ['measure'],
      offers: ['rightPayable', 'moves', 'rightMethod'],
      stamps: 'correcting',
      guard: (slip, { user }) => {
        const other = another(user, [slip.createdBy, slip.reporting?.user], '提出人不能更正自己的差错')
        return other === true ? (wanting(slip) ?? true) : other
      },
      unless: notCorrectable,
    },
    reject: { label: '不予更正', by: 'supervisor', reason: true },
    check: {
      label: '核对',
      by: 'cashier',
      stamps: 'checking',
      guard: ({ createdBy, correcting }, { user }) =>
        another(user, [createdBy, correcting?.user], '提出、更正的人不能核对'),
      unless: notCorrectable,
    },
    return: { label: '退回', by: ['cashier', 'accountant'], reason: true },
    audit: {
      label: '审核入账',
      by: 'accountant',
      stamps: 'auditing',
      guard: ({ createdBy, correcting, checking }, { user }) =>
        another(user, [createdBy, correcting?.user, checking?.user], '提出、更正、核对的人不能审核'),
      holds: ['room', 'receivable', 'receipt'],
      unless: notCorrectable,
      effects: async (slip, tx) => {
        await carryOut(slip, tx)
        await remember(slip, tx)
      },
    },
  },
  void: { from: ['reported', 'corrected', 'checked'], by: reporters, confirmedBy: 'supervisor' },
  print: {
    size: 'A4',
    copies: ['财务', '客服', '客户'],
    sign: { 提出: 'reporting', 主管更正: 'correcting', 出纳: 'checking', 会计: 'auditing' },
  },
})
