import {
  copied,
  date,
  decimal,
  form,
  kept,
  lines,
  money,
  month,
  ref,
  serial,
  signatures,
  stages,
  stamp,
  text,
  tick,
  whole,
} from '#engine'
import { handOut, notify } from '../clauses/billing-notices.ts'
import { compute, post, prepare, prepareDue, retract, standsPaid } from '../clauses/billing-run.ts'
import { inYuan } from '../clauses/money.ts'
import { another, moneySlipOf } from '../clauses/persons.ts'
import { offsetAll } from '../clauses/prepaying.ts'

/** 计费批次 — the bills of a project for a period: worked out, checked, posted with the checked total, noticed, collected. */
export const billingRun = form('billing-runs', '计费批次', {
  number: serial('批次号', 'JF-{yyyy}{MM}-{0000}'),
  period: month('费用期间', { preset: 'month' }),
  months: whole('计费月数', { min: 1, max: 12, optional: true, hint: '不填按收费周期' }),
  building: text('限于楼栋', { max: 10, optional: true, hint: '不填则为全部楼栋' }),
  items: lines(
    '限于收费项目',
    { feeItem: ref('fee-items', '收费项目'), name: copied(text('名称'), 'feeItem.name') },
    { optional: true, max: 30 },
  ),
  lateFee: tick('计收滞纳金', { preset: false }),
  dueOn: date('缴费截止日', { optional: true }),
  printBy: kept(date('通知单打印日', { optional: true })),
  preview: kept(
    lines('分项汇总', {
      item: text('收费项目'),
      basis: text('计费依据', { max: 200 }),
      count: whole('笔数'),
      part: whole('其中不足整月', { optional: true }),
      quantity: decimal('数量合计', { scale: 2 }),
      amount: money('金额'),
    }),
    [],
  ),
  partMonths: kept(
    lines(
      '不足整月的费用',
      {
        home: text('房号'),
        item: text('项目'),
        from: date('计费起日'),
        until: date('计费止日'),
        days: whole('天数', { unit: '天' }),
        working: text('计算式', { max: 200 }),
        amount: money('金额'),
      },
      { max: 200, hint: '最多列出 200 笔' },
    ),
    [],
  ),
  concerns: kept(
    lines('基础数据问题', {
      matter: text('问题', { max: 100 }),
      count: whole('户数'),
      examples: text('例如', { max: 200 }),
    }),
    [],
  ),
  homes: kept(whole('计费户数', { min: 0, optional: true })),
  count: kept(whole('应收笔数', { min: 0, optional: true })),
  total: kept(money('应收合计', { optional: true })),
  already: kept(whole('已计费户数', { min: 0, optional: true })),
  computing: stamp('试算'),
  checking: stamp('核对'),
  checkedTotal: money('核对合计', { optional: true, hint: '按核对过的合计填写，与将入账的合计不符时不能入账' }),
  posting: stamp('入账'),
  offset: kept(money('已抵扣预存款', { min: 0 }), 0),
  reviews: signatures('通知单审核', { signers: 'notice.chain', order: 'listed' }),
  notices: kept(whole('通知单份数', { min: 0, optional: true })),
  printing: stamp('打印发放'),
  reversal: stamp('冲销'),
  status: stages('状态', {
    draft: { label: '准备中', next: { compute: 'computed' } },
    computed: { label: '已试算', next: { compute: 'computed', reopen: 'draft', check: 'checked' } },
    checked: { label: '已核对', next: { post: 'posted', reopen: 'draft' } },
    posted: { label: '已入账', next: { offset: 'posted', sign: 'noticed', reverse: 'reversed' } },
    noticed: { label: '已出通知', next: { offset: 'noticed', 'hand-out': 'collecting', reverse: 'reversed' } },
    collecting: { label: '收缴中', next: { offset: 'collecting', close: 'closed', reverse: 'reversed' } },
    closed: { label: '已结束' },
    reversed: { label: '已冲销' },
  }),
})

declare module '#engine' {
  interface Forms {
    'billing-runs': typeof billingRun
  }
}

export default billingRun.procedure({
  kind: 'form',
  area: 'money',
  code: 'B04.1',
  source: '《费用收取作业指导书》4.2；《物业服务费用催缴管理作业指导书》4.1；《客服收费退费工作程序》1',
  aliases: ['批量计费', '月度计费', '费用生成批次'],
  label: ({ number, period }) => [period, number].filter(Boolean).join(' '),
  paper: {
    范围: [['number', 'period', 'months', 'status'], ['building', 'dueOn', 'lateFee'], ['items']],
    试算: [['homes', 'count', 'total', 'already'], ['preview'], ['partMonths'], ['concerns']],
    办理: [['computing', 'checking'], ['checkedTotal', 'posting', 'offset'], ['reversal']],
    通知: [['reviews'], ['notices', 'printBy', 'printing']],
  },
  list: {
    columns: ['number', 'period', 'months', 'building', 'homes', 'count', 'total', 'dueOn', 'status'],
    filters: ['status', 'period', 'building', 'dueOn', 'printBy'],
    sort: '-number',
    totals: ['count', 'total'],
  },
  views: {
    checking: { label: '待核对', query: 'status=computed' },
    posting: { label: '待入账', query: 'status=checked' },
    collecting: { label: '收缴中', query: 'status=collecting' },
  },
  due: { posted: 'printBy', noticed: 'printBy' },
  daily: { prepare: { label: '月初生成计费批次', code: 'R020', work: prepareDue } },
  may: moneySlipOf('fee-clerk'),
  opens: prepare,
  actions: {
    compute: { label: '试算', by: 'fee-clerk', stamps: 'computing', effects: compute },
    reopen: { label: '退回准备', by: ['fee-clerk', 'accountant'], reason: true },
    check: {
      label: '核对无误',
      by: 'accountant',
      stamps: 'checking',
      guard: ({ count, computing }, { user }) =>
        (count ?? 0) === 0 ? '没有要入账的费用' : another(user, [computing?.user], '试算人不能核对自己的批次'),
    },
    post: {
      label: '入账',
      by: 'fee-clerk',
      asks: ['checkedTotal'],
      stamps: 'posting',
      guard: ({ checkedTotal, total }) =>
        checkedTotal === null ||
        checkedTotal === total ||
        `核对合计 ${inYuan(checkedTotal)} 与试算合计 ${inYuan(total ?? 0)} 不符`,
      effects: post,
    },
    offset: {
      label: '抵扣预存款',
      by: ['fee-clerk', 'cashier'],
      effects: async ({ id, project, offset }, tx) =>
        tx.update('billing-runs', id, { offset: offset + (await offsetAll(project, tx)) }),
    },
    sign: { label: '通知单审核通过', signs: 'reviews', effects: notify },
    'hand-out': { label: '打印发放', by: 'fee-clerk', stamps: 'printing', effects: handOut },
    close: {
      label: '结束',
      by: ['fee-clerk', 'accountant'],
      optional: true,
      guard: ({ dueOn }, { today }) => (dueOn ?? '') < today || `缴费截止日 ${dueOn} 未过，不能结束`,
    },
    reverse: {
      label: '冲销',
      by: 'accountant',
      reason: true,
      danger: true,
      stamps: 'reversal',
      unless: standsPaid,
      effects: retract,
    },
  },
  void: { from: ['computed', 'checked'], by: 'fee-clerk', confirmedBy: 'supervisor' },
  print: { size: 'A4', copies: ['财务', '客服'], sign: { 试算: 'computing', 核对: 'checking', 入账: 'posting' } },
})
