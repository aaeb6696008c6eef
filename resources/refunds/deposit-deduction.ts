import {
  attachment,
  copied,
  date,
  form,
  money,
  note,
  type Reader,
  type RecordOf,
  ref,
  serial,
  stages,
  stamp,
  text,
} from '#engine'
import { inYuan, sumOf } from '../clauses/money.ts'
import { another, moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { deductFrom, undoDeduction } from '../clauses/refunding.ts'
import { penalise, unpenalise } from '../clauses/renovation-works.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 押金扣款记录 — what is kept back of a deposit and why: proposed by customer service, told to the customer, settled by the leader. */
export const depositDeduction = form('deposit-deductions', '押金扣款记录', {
  number: serial('单号', 'KK-{yyyy}{MM}-{0000}'),
  deposit: ref('deposits', '押金'),
  room: copied(ref('properties', '房号'), 'deposit.room'),
  building: copied(text('楼栋'), 'deposit.building'),
  payer: copied(text('缴款人'), 'deposit.payer'),
  held: copied(money('押金余额'), 'deposit.balance'),
  violation: ref('renovation-violations', '违规整改单', { optional: true }),
  foundOn: date('发现日期', { preset: 'today' }),
  reason: note('扣款原因', { max: 500 }),
  amount: money('扣款金额', { min: 1 }),
  evidence: attachment('证据', { optional: true }),
  customerSign: text('客户签字', { max: 40, optional: true }),
  customerOpinion: note('客户意见', { max: 500, optional: true }),
  proposal: stamp('提出'),
  telling: stamp('客户告知'),
  decision: stamp('领导审批'),
  status: stages('状态', {
    draft: { label: '草稿', next: { propose: 'proposed' } },
    proposed: { label: '待客户确认', next: { agree: 'agreed', dispute: 'disputed' } },
    agreed: { label: '客户同意', next: { finalise: 'final', drop: 'dropped' } },
    disputed: { label: '客户有异议', next: { agree: 'agreed', finalise: 'final', drop: 'dropped' } },
    final: { label: '已扣款' },
    dropped: { label: '不予扣款' },
  }),
})

declare module '#engine' {
  interface Forms {
    'deposit-deductions': typeof depositDeduction
  }
}

const open = ['proposed', 'agreed', 'disputed'] as const

/** All the open deductions together may not pass what is held. */
async function beyondBalance({ id, deposit, amount }: RecordOf<'deposit-deductions'>, reader: Reader) {
  const { balance } = await reader.get('deposits', deposit)
  const others = await reader.find('deposit-deductions', { deposit, status: open })
  const together = amount + sumOf(others, (one) => (one.id === id ? 0 : one.amount))
  if (together <= balance) return []
  const message = `扣款合计 ${inYuan(together)} 超过押金余额 ${inYuan(balance)}`
  return [{ message, resource: 'deposits', id: deposit }]
}

export default depositDeduction.procedure({
  kind: 'form',
  area: 'refunds',
  code: 'D04',
  source: '《物业客服中心相关费用收取作业流程》四.1；《物业客服工作流程》装修违规',
  aliases: ['扣款单', '装修押金扣款'],
  label: 'number',
  paper: {
    押金: [
      ['number', 'deposit', 'held'],
      ['room', 'building', 'payer'],
    ],
    扣款: [['violation', 'foundOn', 'amount'], ['reason'], ['evidence'], ['proposal']],
    客户: [['customerSign', 'telling'], ['customerOpinion']],
    审批: [['decision', 'status']],
  },
  list: {
    columns: ['number', 'deposit', 'room', 'payer', 'amount', 'reason', 'foundOn', 'status'],
    filters: ['status', 'deposit', 'room', 'building', 'foundOn', 'amount', 'violation'],
    sort: '-number',
    totals: ['amount'],
    search: ['room', 'payer', 'reason'],
  },
  views: {
    unsettled: { label: '未定扣款', query: 'status=proposed&status=agreed&status=disputed' },
    deciding: { label: '待领导审批', query: 'status=agreed&status=disputed' },
  },
  may: {
    read: [...moneyReaders, 'engineering-manager', 'security-manager', 'decoration-officer'],
    create: ['clerk', 'supervisor'],
    edit: { draft: ['clerk', 'supervisor'] },
    remove: ['clerk', 'supervisor'],
    export: moneyExporters,
  },
  scope: byBuilding,
  actions: {
    propose: {
      label: '提出',
      by: ['clerk', 'supervisor'],
      stamps: 'proposal',
      guard: ({ evidence }) => evidence !== null || '请附照片、巡查记录等证据',
      holds: ['deposit'],
      unless: beyondBalance,
    },
    agree: { label: '客户同意', by: ['clerk', 'supervisor'], asks: ['customerSign'], stamps: 'telling' },
    dispute: { label: '客户有异议', by: ['clerk', 'supervisor'], asks: ['customerOpinion'], stamps: 'telling' },
    finalise: {
      label: '批准扣款',
      by: 'project-manager',
      stamps: 'decision',
      guard: ({ proposal }, { user }) => another(user, [proposal?.user], '提出扣款的人不能批准扣款'),
      holds: ['deposit'],
      unless: beyondBalance,
      effects: async (slip, tx) => {
        await deductFrom(slip, tx)
        await penalise(slip, tx)
      },
    },
    drop: { label: '不予扣款', by: 'project-manager', reason: true, stamps: 'decision' },
  },
  void: {
    from: ['proposed', 'agreed', 'disputed', 'final'],
    by: 'supervisor',
    confirmedBy: 'project-manager',
    effects: async (slip, tx) => {
      await undoDeduction(slip, tx)
      await unpenalise(slip, tx)
    },
  },
  print: {
    size: 'A5',
    copies: ['客服', '财务', '客户'],
    sign: { 经办人: 'proposal', 审批: 'decision', 客户签字: 'pen' },
  },
})
