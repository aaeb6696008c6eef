import {
  attachment,
  choice,
  computed,
  copied,
  date,
  daysAfter,
  type Fen,
  form,
  identity,
  kept,
  money,
  note,
  ref,
  serial,
  signatures,
  stages,
  stamp,
  text,
} from '#engine'
import { refundMethods } from '../clauses/fees.ts'
import { inWords, inYuan } from '../clauses/money.ts'
import { another, moneyExporters, moneyReaders, signersOf } from '../clauses/persons.ts'
import { noteUnclaimed, remindUnclaimed, tellAppointment } from '../clauses/refund-progress.ts'
import { applyFor, approveAll, letGo, payOut, route, turnDown, unmet, unprocessed } from '../clauses/refunding.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 退款单 — money goes back: opened by customer service, signed by everybody it names, paid by the cashier alone. */
export const refundSlip = form('refund-slips', '退款单', {
  number: serial('单号', 'TK-{yyyy}{MM}-{0000}'),
  appliedOn: date('申请日期', { preset: 'today' }),
  kind: choice(
    '退款类别',
    { deposit: '押金、保证金', other: '其他款项', application: '书面退费申请' },
    { preset: 'deposit' },
  ),
  ground: choice('退款事由', {
    accepted: '装修验收合格',
    returned: '证件已退还',
    cancelled: '取消装修或服务',
    'wrong-charge': '多收错收',
    'contract-ended': '合同解除或终止',
    'no-service': '未按约定提供服务',
    quality: '服务质量不符合约定',
    lawful: '其他依法可退',
  }),
  explanation: note('情况说明', { max: 500, optional: true }),
  room: ref('properties', '房号', { copy: 'deposit.room' }),
  building: copied(text('楼栋'), 'room.building'),
  deposit: ref('deposits', '押金', { optional: true }),
  receivable: ref('receivables', '应收费用', { optional: true }),
  prepayment: ref('prepayments', '预存款', { optional: true }),
  application: kept(ref('refund-applications', '退费申请', { optional: true })),
  receipt: ref('receipts', '原收据', { optional: true, copy: 'deposit.receipt' }),
  original: money('原收金额', { min: 1, copy: 'deposit.amount' }),
  deducted: money('扣款金额', { min: 0, copy: 'deposit.deducted', preset: 0 }),
  deductionReason: note('扣款原因', { max: 500, optional: true }),
  amount: computed(money('应退金额'), (slip: { original: Fen; deducted: Fen }) => slip.original - slip.deducted),
  amountInWords: computed(text('金额大写'), (slip: { amount: Fen }) => inWords(slip.amount)),
  method: choice('退款方式', refundMethods, { preset: 'original', early: true }),
  payee: text('收款人', { max: 40, copy: 'deposit.payer' }),
  account: text('收款账号', { pattern: /^\d{8,30}$/, says: '须为 8 至 30 位数字', optional: true, early: true }),
  bank: text('开户行', { max: 60, optional: true, early: true }),
  unmet: note('未满足的条件', { max: 500, optional: true }),
  papersNeeded: note('须补的资料', { max: 500, optional: true }),
  signs: signatures('会签', { signers: 'refund.chain', order: 'listed' }),
  endorsement: stamp('总经理审批'),
  refusal: stamp('不予办理'),
  payBy: kept(date('付款期限', { optional: true })),
  appointedOn: date('预约领款日', { optional: true }),
  payeeIdentity: identity('领款人身份证号', { optional: true }),
  originalReceipt: choice('原收据收回', { returned: '已收回', lost: '遗失，附声明' }, { optional: true }),
  papers: attachment('授权委托书、声明等', { optional: true }),
  voucher: text('付款凭证号', { max: 60, optional: true }),
  payment: stamp('出纳付款'),
  receivedBy: text('领款人签字', { max: 40, optional: true }),
  filing: stamp('归档'),
  unclaimedOn: kept(date('逾期未领登记', { optional: true })),
  decision: choice('未领款处理', { notify: '再次通知领取', keep: '挂账保留' }, { optional: true }),
  deciding: stamp('未领款决定'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'signing', decline: 'refused' } },
    signing: { label: '会签中', next: { sign: 'approved', return: 'draft', withdraw: 'draft', refuse: 'refused' } },
    approved: { label: '待预约', next: { endorse: 'approved', appoint: 'appointed', refuse: 'refused' } },
    appointed: { label: '待付款', next: { appoint: 'appointed', pay: 'paid', miss: 'unclaimed' } },
    unclaimed: { label: '逾期未领', next: { appoint: 'appointed', decide: 'unclaimed' } },
    paid: { label: '已付款', next: { file: 'filed' } },
    filed: { label: '已归档' },
    refused: { label: '不予退款' },
  }),
})

declare module '#engine' {
  interface Forms {
    'refund-slips': typeof refundSlip
  }
}

export default refundSlip.procedure({
  kind: 'form',
  area: 'refunds',
  code: 'D01',
  source:
    '《物业客服中心相关费用收取作业流程》三、四；《客服收费退费工作程序》退费；《广州海伦堡物业 收费管理办法》第四条',
  aliases: ['退费单', '装修押金退款单'],
  label: 'number',
  paper: {
    申请: [
      ['number', 'appliedOn', 'kind', 'ground', 'application'],
      ['deposit', 'receivable', 'prepayment'],
      ['room', 'building', 'receipt'],
      ['explanation'],
    ],
    金额: [['original', 'deducted', 'amount'], ['amountInWords'], ['deductionReason']],
    收款: [['payee', 'method', 'account', 'bank']],
    审批: [['signs'], ['endorsement', 'payBy', 'status'], ['unmet', 'papersNeeded', 'refusal']],
    付款: [
      ['appointedOn', 'payeeIdentity', 'originalReceipt'],
      ['voucher', 'payment', 'receivedBy', 'filing'],
      ['papers'],
      ['unclaimedOn', 'decision', 'deciding'],
    ],
  },
  list: {
    columns: ['number', 'room', 'kind', 'payee', 'amount', 'appliedOn', 'payBy', 'appointedOn', 'status'],
    filters: [
      'status',
      'kind',
      'ground',
      'room',
      'building',
      'appliedOn',
      'payBy',
      'appointedOn',
      'amount',
      'deposit',
      'prepayment',
    ],
    sort: '-number',
    totals: ['original', 'deducted', 'amount'],
    search: ['room', 'payee', 'deposit', 'receipt'],
  },
  views: {
    signing: { label: '会签中', query: 'status=signing' },
    appointing: { label: '待预约', query: 'status=approved' },
    paying: { label: '待付款', query: 'status=appointed&_sort=appointedOn' },
    late: { label: '逾期未退', query: 'status=approved&status=appointed&status=unclaimed&payBy_lt=today' },
    unclaimed: { label: '逾期未领', query: 'status=unclaimed' },
    others: { label: '其他退款', code: 'D06', aliases: ['预存款退款', '多收退款'], query: 'kind=other' },
  },
  due: { signing: 'payBy', approved: 'payBy', appointed: 'payBy' },
  waits: {
    unclaimed: {
      label: '逾期未领待决定',
      query: 'status=unclaimed&decision_null=true',
      for: 'project-manager',
      due: 'payBy',
    },
  },
  daily: { unclaim: { label: '逾期未领登记、提醒', code: 'W15', work: noteUnclaimed } },
  may: {
    read: moneyReaders,
    create: 'clerk',
    edit: { draft: 'clerk' },
    remove: 'clerk',
    export: moneyExporters,
    reveal: 'cashier',
  },
  scope: byBuilding,
  checks: [
    ({ kind, deposit }) => kind !== 'deposit' || deposit !== null || ['deposit', '请选择要退的押金'],
    ({ kind, receivable, prepayment }) =>
      kind !== 'other' || (receivable === null) !== (prepayment === null) || ['receivable', '请选择要退的费用或预存款'],
    ({ prepayment, deducted }) => prepayment === null || deducted === 0 || ['deducted', '退预存款不扣款'],
    ({ kind, prepayment }) => kind === 'other' || prepayment === null || ['prepayment', '只有退其他款项填预存款'],
    ({ kind, application }) =>
      (kind === 'application') === (application !== null) || ['kind', '书面退费由退费申请受理后开单'],
    ({ kind, deposit }) => kind === 'deposit' || deposit === null || ['deposit', '退其他款项不填押金'],
    ({ kind, receivable }) => kind === 'other' || receivable === null || ['receivable', '退押金不填应收费用'],
    ({ deducted, original }) => deducted <= original || ['deducted', `扣款不得超过原收金额 ${inYuan(original)}`],
    ({ deducted, deductionReason }) =>
      deducted === 0 || deductionReason !== null || ['deductionReason', '有扣款的须注明扣款原因'],
    ({ method, account }) => method !== 'transfer' || account !== null || ['account', '银行转账须填收款账号'],
    ({ method, prepayment }) =>
      method !== 'prepayment' || prepayment === null || ['method', '退预存款不能再转为预存款'],
    ({ originalReceipt, papers }) =>
      originalReceipt !== 'lost' || papers !== null || ['papers', '原收据遗失的须附声明'],
  ],
  opens: route,
  actions: {
    submit: {
      label: '提交会签',
      by: 'clerk',
      guard: ({ amount }) => amount > 0 || '没有应退金额，扣完的押金请办理没收',
      holds: ['deposit', 'receivable', 'prepayment', 'application'],
      unless: unmet,
      effects: applyFor,
    },
    decline: {
      label: '不予受理',
      by: 'clerk',
      asks: ['unmet'],
      offers: ['papersNeeded'],
      stamps: 'refusal',
      danger: true,
      effects: turnDown,
    },
    sign: {
      label: '同意',
      signs: 'signs',
      guard: ({ createdBy }, { user }) => another(user, [createdBy], '开单人不能会签自己的退款单'),
      effects: approveAll,
    },
    return: { label: '退回', returns: 'signs', effects: letGo },
    withdraw: { label: '撤回', withdraws: 'signs', effects: letGo },
    refuse: {
      label: '不予退款',
      by: ['project-manager', 'general-manager'],
      asks: ['unmet'],
      offers: ['papersNeeded'],
      stamps: 'refusal',
      danger: true,
      effects: turnDown,
    },
    endorse: {
      label: '总经理审批',
      by: 'general-manager',
      stamps: 'endorsement',
      guard: ({ endorsement, createdBy, signs }, { user }) => {
        if (endorsement) return '总经理已审批'
        return another(user, [createdBy, ...signersOf(signs)], '开单人、会签人不能再以总经理审批')
      },
    },
    appoint: {
      label: '预约领款',
      by: 'clerk',
      asks: ['appointedOn'],
      guard: ({ amount, endorsement }, { policy }) => {
        const limit = policy('refund.general_manager_above')
        return amount <= limit || endorsement !== null || `退款超过 ${inYuan(limit)}，须先经总经理审批`
      },
      unless: unprocessed,
      effects: tellAppointment,
    },
    pay: {
      label: '付款',
      by: 'cashier',
      asks: ['voucher', 'payeeIdentity', 'originalReceipt'],
      offers: ['method', 'account', 'bank', 'papers'],
      stamps: 'payment',
      guard: ({ createdBy, signs, endorsement }, { user }) =>
        another(user, [createdBy, endorsement?.user, ...signersOf(signs)], '开单人、会签人不能付款'),
      holds: ['deposit', 'receivable', 'prepayment', 'application'],
      unless: unmet,
      effects: payOut,
    },
    miss: {
      label: '逾期未领',
      by: ['clerk', 'cashier'],
      optional: true,
      guard: ({ appointedOn }, { today, policy }) => {
        const last = daysAfter(appointedOn ?? today, policy('refund.unclaimed_after_days'))
        return last < today || `预约日后 ${policy('refund.unclaimed_after_days')} 天（${last}）未领的方可登记`
      },
      effects: remindUnclaimed,
    },
    decide: {
      label: '决定未领款',
      by: 'project-manager',
      asks: ['decision'],
      stamps: 'deciding',
    },
    file: { label: '客户签收归档', by: ['cashier', 'clerk'], asks: ['receivedBy'], stamps: 'filing' },
  },
  void: {
    from: ['signing', 'approved', 'appointed', 'unclaimed'],
    by: ['clerk', 'supervisor'],
    confirmedBy: 'service-manager',
    effects: letGo,
  },
  print: {
    size: 'A4',
    copies: ['第一联 财务', '第二联 客服'],
    sign: { 会签: 'signs', 总经理: 'endorsement', 出纳付款: 'payment', 领款人: 'pen' },
  },
})
