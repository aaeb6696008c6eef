import {
  choice,
  computed,
  copied,
  form,
  kept,
  money,
  month,
  note,
  percent,
  ref,
  serial,
  stages,
  stamp,
  text,
  whole,
} from '#engine'
import { applyDiscount, discountEveryDay, rateOf } from '../clauses/discounts.ts'
import { another, moneySlipOf } from '../clauses/persons.ts'

/** 收费折扣审批 — a part of a fee is let off: asked for with a reason, approved by the general manager alone, carried out by the property manager. */
export const discountApproval = form('discount-approvals', '收费折扣审批', {
  number: serial('单号', 'ZK-{yyyy}{MM}-{0000}'),
  scope: choice('适用范围', { room: '单户', building: '整栋', project: '全小区' }, { preset: 'room' }),
  room: ref('properties', '房号', { optional: true }),
  building: text('楼栋', { max: 10, optional: true, copy: 'room.building' }),
  customer: copied(ref('residents', '客户', { optional: true }), 'room.owner'),
  feeItem: ref('fee-items', '收费项目'),
  rate: percent('减免比例', { min: 0.01, max: 100, hint: '减免一成填 10' }),
  rateInWords: computed(text('执行折扣'), (slip: { rate: number }) => rateOf(slip.rate)),
  reason: note('申请理由', { max: 500 }),
  from: month('生效月份', { preset: 'month' }),
  until: month('截止月份', { preset: 'month' }),
  discounted: kept(whole('已减免笔数'), 0),
  amount: kept(money('已减免金额'), 0),
  request: stamp('申请'),
  approval: stamp('总经理审批'),
  execution: stamp('物业经理执行'),
  opinion: note('审批意见', { max: 500, optional: true }),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'requested' } },
    requested: { label: '待审批', next: { approve: 'approved', refuse: 'refused', withdraw: 'draft' } },
    approved: { label: '待执行', next: { execute: 'executed', expire: 'expired' } },
    executed: { label: '执行中', next: { expire: 'expired' } },
    refused: { label: '未批准' },
    expired: { label: '已到期' },
  }),
})

declare module '#engine' {
  interface Forms {
    'discount-approvals': typeof discountApproval
  }
}

const askers = ['clerk', 'supervisor', 'service-manager', 'property-manager'] as const

export default discountApproval.procedure({
  kind: 'form',
  area: 'money',
  code: 'B18',
  source: '《广州海伦堡物业 收费管理办法》第五条：折扣率由总经理批准、物业经理执行',
  aliases: ['折扣审批', '减免审批', '收费优惠'],
  label: 'number',
  paper: {
    申请: [
      ['number', 'scope', 'room', 'building', 'customer'],
      ['feeItem', 'rate', 'rateInWords'],
      ['from', 'until'],
      ['reason'],
    ],
    审批: [['request', 'approval', 'execution', 'status'], ['opinion'], ['discounted', 'amount']],
  },
  list: {
    columns: ['number', 'scope', 'room', 'building', 'feeItem', 'rate', 'from', 'until', 'amount', 'status'],
    filters: ['status', 'scope', 'room', 'building', 'feeItem', 'from', 'until'],
    sort: '-number',
    totals: ['discounted', 'amount'],
    search: ['room'],
  },
  views: {
    approving: { label: '待审批', query: 'status=requested' },
    running: { label: '执行中', query: 'status=executed' },
  },
  daily: { apply: { label: '执行折扣、到期停止', code: 'R069', work: discountEveryDay } },
  may: moneySlipOf(askers),
  checks: [
    ({ scope, room }) => scope !== 'room' || room !== null || ['room', '单户折扣须填房号'],
    ({ scope, room }) => scope === 'room' || room === null || ['room', '整栋、全小区的折扣不填房号'],
    ({ scope, building }) => scope !== 'building' || building !== null || ['building', '整栋折扣须填楼栋'],
    ({ from, until }) => from <= until || ['until', '截止月份不得早于生效月份'],
  ],
  actions: {
    submit: { label: '提交', by: askers, stamps: 'request' },
    approve: {
      label: '批准',
      by: 'general-manager',
      offers: ['opinion'],
      stamps: 'approval',
      guard: ({ createdBy, request }, { user }) => another(user, [createdBy, request?.user], '申请人不能批准'),
    },
    refuse: { label: '不批准', by: 'general-manager', asks: ['opinion'], stamps: 'approval', danger: true },
    withdraw: { label: '撤回', by: 'applicant' },
    execute: {
      label: '执行',
      by: 'property-manager',
      stamps: 'execution',
      guard: ({ approval }, { user }) => another(user, [approval?.user], '批准人不能执行'),
      effects: applyDiscount,
    },
    expire: { label: '到期', by: 'office' },
  },
  void: { from: ['requested', 'approved'], by: askers, confirmedBy: 'general-manager' },
  print: { size: 'A4', copies: ['财务', '客服'], sign: { 申请: 'request', 总经理: 'approval', 物业经理: 'execution' } },
})
