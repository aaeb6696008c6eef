import {
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  kept,
  money,
  monthsAfter,
  type RecordOf,
  ref,
  serial,
  stages,
  stamp,
  type Tx,
  text,
} from '#engine'
import { depositKinds } from '../clauses/fees.ts'
import { inYuan } from '../clauses/money.ts'
import { moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { notByHand, refundBegun, refundDropped, refundEnded, tellRefundable } from '../clauses/renovation-deposits.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 押金台账 — money the company holds for a customer: received by a payment, given back by a refund slip. */
export const deposit = form('deposits', '押金', {
  number: serial('押金号', 'YJ-{yyyy}{MM}-{0000}'),
  kind: choice('押金种类', depositKinds),
  receivedOn: date('收款日期', { preset: 'today' }),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  payer: text('缴款人', { max: 40 }),
  payerType: choice('缴款方', { owner: '业主', contractor: '施工单位' }, { preset: 'owner' }),
  slip: ref('payment-slips', '缴款单'),
  receipt: ref('receipts', '原收据'),
  renovation: ref('renovation-applications', '装修申请', { optional: true }),
  notice: ref('renovation-payment-notices', '装修缴费通知单', { optional: true }),
  amount: money('押金金额', { min: 1 }),
  deducted: kept(money('已扣款', { min: 0 }), 0),
  refunded: kept(money('已退还', { min: 0 }), 0),
  reversed: kept(money('已冲销', { min: 0 }), 0),
  balance: computed(
    money('余额'),
    (slip: { amount: Fen; deducted: Fen; refunded: Fen; reversed: Fen }) =>
      slip.amount - slip.deducted - slip.refunded - slip.reversed,
  ),
  acceptedOn: date('验收合格（退证）日', { optional: true }),
  refundableFrom: kept(date('可退日期', { optional: true })),
  announcedOn: kept(date('可退告知日', { optional: true })),
  refundedOn: kept(date('退还日期', { optional: true })),
  refund: kept(ref('refund-slips', '退款单', { optional: true })),
  acceptance: stamp('验收登记'),
  forfeiture: stamp('没收审批'),
  status: stages('状态', {
    held: {
      label: '在押',
      next: {
        accept: 'held',
        clear: 'held',
        deduct: 'held',
        apply: 'refund-applied',
        forfeit: 'forfeited',
        cancel: 'cancelled',
      },
    },
    'refund-applied': { label: '退款审批中', next: { approve: 'approved', release: 'held' } },
    approved: { label: '待退还', next: { refund: 'refunded', 'part-refund': 'partly-refunded', release: 'held' } },
    refunded: { label: '已退还' },
    'partly-refunded': { label: '扣款后退还' },
    forfeited: { label: '已没收' },
    cancelled: { label: '已冲销' },
  }),
})

declare module '#engine' {
  interface Forms {
    deposits: typeof deposit
  }
}

/** Decoration money waits by the policy of the project; passes and cards go back at once. */
async function startWaiting(slip: RecordOf<'deposits'>, tx: Tx) {
  const waits = slip.kind === 'renovation' || slip.kind === 'construction'
  const months = waits ? tx.policy('deposit_refund.wait_months') : 0
  const accepted = slip.acceptedOn ?? tx.today
  await tx.update('deposits', slip.id, { refundableFrom: monthsAfter(accepted, months) })
}

export default deposit.procedure({
  kind: 'ledger',
  area: 'money',
  code: 'B19',
  source: '《收退作业流程》四；《广州海伦堡物业 收费管理办法》第三、四条；《办理装修及退费工作流程》4',
  aliases: ['保证金台账', '装修押金', '装修保证金', '施工保证金', '出入证押金'],
  label: ({ number, kind }) => `${depositKinds[kind]} ${number}`,
  paper: {
    押金: [
      ['number', 'kind', 'receivedOn', 'status'],
      ['room', 'building', 'payer', 'payerType'],
      ['slip', 'receipt', 'renovation', 'notice'],
    ],
    金额: [['amount', 'deducted', 'refunded', 'reversed', 'balance']],
    退还: [
      ['acceptedOn', 'refundableFrom', 'announcedOn', 'refundedOn'],
      ['refund', 'acceptance', 'forfeiture'],
    ],
  },
  list: {
    columns: ['number', 'kind', 'room', 'payer', 'amount', 'balance', 'receivedOn', 'refundableFrom', 'status'],
    filters: [
      'status',
      'kind',
      'room',
      'building',
      'receivedOn',
      'acceptedOn',
      'refundableFrom',
      'payerType',
      'balance',
      'renovation',
      'notice',
    ],
    sort: '-number',
    totals: ['amount', 'deducted', 'refunded', 'balance'],
    search: ['room', 'payer', 'receipt'],
  },
  views: {
    held: { label: '在押', query: 'status=held&status=refund-applied&status=approved' },
    unaccepted: { label: '未验收（未退证）', query: 'status=held&acceptedOn_null=true' },
    refundable: { label: '到期可退', query: 'status=held&refundableFrom_lte=today&_sort=refundableFrom' },
  },
  waits: {
    refundable: {
      label: '到期可退的押金',
      query: 'status=held&refundableFrom_lte=today&balance_gt=0',
      for: 'clerk',
      due: 'refundableFrom',
    },
  },
  daily: { refundable: { label: '押金到期可退', code: 'R039', work: tellRefundable } },
  may: { read: moneyReaders, create: 'nobody', edit: {}, export: moneyExporters },
  scope: byBuilding,
  checks: [
    ({ balance, amount }) => balance >= 0 || ['deducted', `扣款与退还合计不得超过押金 ${inYuan(amount)}`],
    ({ acceptedOn, receivedOn }, { today }) => {
      if (acceptedOn && acceptedOn < receivedOn) return ['acceptedOn', `不得早于收款日期 ${receivedOn}`]
      return !acceptedOn || acceptedOn <= today || ['acceptedOn', '不得晚于今天']
    },
  ],
  actions: {
    accept: {
      label: '登记验收合格',
      by: 'service-manager',
      asks: ['acceptedOn'],
      stamps: 'acceptance',
      guard: notByHand,
      effects: startWaiting,
    },
    clear: {
      label: '验收合格（证件交回）',
      by: 'office',
      asks: ['acceptedOn'],
      stamps: 'acceptance',
      effects: startWaiting,
    },
    deduct: { label: '扣款', by: 'office', asks: ['deducted'] },
    forfeit: {
      label: '没收',
      by: 'project-manager',
      reason: true,
      danger: true,
      stamps: 'forfeiture',
      guard: ({ balance }) => balance === 0 || `尚有余额 ${inYuan(balance)} 未扣，不能没收，请办理扣款或退还`,
      effects: refundEnded,
    },
    apply: {
      label: '申请退还',
      by: 'office',
      asks: ['refund'],
      guard: ({ refundableFrom }, { today }) => {
        if (refundableFrom === null) return '尚未登记验收合格日，不能申请退还'
        return refundableFrom <= today || `等待期未满，${refundableFrom} 起方可退还`
      },
      effects: refundBegun,
    },
    release: { label: '恢复在押', by: 'office', effects: refundDropped },
    approve: { label: '批准退还', by: 'office' },
    refund: {
      label: '全额退还',
      by: 'office',
      asks: ['refunded', 'refundedOn'],
      guard: ({ balance, deducted }) => (balance === 0 && deducted === 0) || '不是全额退还',
      effects: refundEnded,
    },
    'part-refund': {
      label: '扣款后退还',
      by: 'office',
      asks: ['refunded', 'refundedOn'],
      guard: ({ balance }) => balance === 0 || '退还后仍有余额',
      effects: refundEnded,
    },
    cancel: {
      label: '冲销',
      by: 'office',
      asks: ['reversed'],
      guard: ({ balance, deducted }) => (balance === 0 && deducted === 0) || '押金已有扣款或退还，不能冲销',
    },
  },
})
