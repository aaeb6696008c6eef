import {
  choice,
  computed,
  copied,
  date,
  decimal,
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
  tick,
} from '#engine'
import { feeClasses } from '../clauses/fees.ts'
import { charge, inWords, sumOf } from '../clauses/money.ts'
import { another, moneyReaders } from '../clauses/persons.ts'
import { renovationExporters } from '../clauses/renovation.ts'
import { claimLines, confirmed, dropDues, fillLines, paidInPart, unfitLines } from '../clauses/renovation-billing.ts'
import { byBuilding } from '../clauses/scope.ts'

type Line = { readonly class: string; readonly amount: Fen }
const sumWhere = (lines: readonly Line[] | null, deposit: boolean) =>
  sumOf(lines, (line) => ((line.class === 'deposit') === deposit ? line.amount : 0))

/** 装修缴费通知单 — what a decoration costs: deposits to be held and fees to be paid, signed by the clerk, after payment by finance. */
export const renovationPaymentNotice = form('renovation-payment-notices', '装修缴费通知单', {
  number: serial('单号', 'ZXJF-{yyyy}{MM}-{0000}'),
  kind: choice('缴费事项', { permit: '装修开工', passes: '出入证', extension: '装修延期' }, { preset: 'permit' }),
  application: ref('renovation-applications', '装修申请'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  ownerName: copied(text('业主姓名'), 'application.ownerName'),
  leader: copied(text('装修负责人'), 'application.leader'),
  extension: kept(ref('renovation-extensions', '延期申请', { optional: true })),
  lines: lines(
    '缴费明细',
    {
      item: ref('fee-items', '收费项目'),
      itemName: copied(text('费用名称'), 'item.name'),
      code: copied(text('编码'), 'item.code'),
      class: copied(choice('费用类别', feeClasses), 'item.class'),
      quantity: decimal('数量', { min: 0.01, preset: 1 }),
      price: money('单价', { min: 1 }),
      amount: computed(money('金额'), ({ quantity, price }: { quantity: number; price: Fen }) =>
        charge(quantity, price / 100),
      ),
      contractor: tick('由施工单位缴纳', { preset: false }),
      receivable: kept(ref('receivables', '应收费用', { optional: true })),
    },
    { optional: true, max: 20 },
  ),
  held: computed(money('押金合计'), (slip: { lines: readonly Line[] | null }) => sumWhere(slip.lines, true)),
  fees: computed(money('费用合计'), (slip: { lines: readonly Line[] | null }) => sumWhere(slip.lines, false)),
  total: computed(money('合计'), (slip: { held: Fen; fees: Fen }) => slip.held + slip.fees),
  totalInWords: computed(text('金额大写'), (slip: { total: Fen }) => inWords(slip.total)),
  handling: stamp('经办人'),
  paidOn: kept(date('缴清日期', { optional: true })),
  finance: stamp('财务签字'),
  remark: note('备注', { max: 500, optional: true }),
  status: stages('状态', {
    draft: { label: '草稿', next: { issue: 'issued', cancel: 'cancelled' } },
    issued: { label: '待缴费', next: { settle: 'paid', cancel: 'cancelled' } },
    paid: { label: '待财务签字', next: { confirm: 'confirmed', unsettle: 'issued' } },
    confirmed: { label: '财务已签字' },
    cancelled: { label: '已取消' },
  }),
})

declare module '#engine' {
  interface Forms {
    'renovation-payment-notices': typeof renovationPaymentNotice
  }
}

const handlers = ['clerk', 'decoration-officer'] as const

export default renovationPaymentNotice.procedure({
  kind: 'form',
  area: 'renovation',
  code: 'E04',
  source: '《业务办理装修及退费工作流程》一.（三）；《物业客服部工作流程表格》装修',
  aliases: ['装修缴费单', '装修缴费通知'],
  label: ({ number, ownerName }) => number ?? ownerName,
  paper: {
    装修: [
      ['number', 'kind', 'application', 'extension'],
      ['room', 'building', 'ownerName', 'leader'],
    ],
    费用: [['lines'], ['held', 'fees', 'total', 'totalInWords']],
    办理: [['handling', 'paidOn', 'finance', 'status'], ['remark']],
  },
  list: {
    columns: ['number', 'kind', 'room', 'ownerName', 'total', 'held', 'fees', 'paidOn', 'status'],
    filters: ['status', 'kind', 'application', 'room', 'building', 'paidOn', 'total'],
    sort: '-number',
    totals: ['held', 'fees', 'total'],
    search: ['room', 'ownerName', 'leader'],
  },
  views: {
    unpaid: { label: '待缴费', query: 'status=issued' },
    confirming: { label: '待财务签字', query: 'status=paid' },
  },
  waits: { drafts: { label: '待开的装修缴费通知单', query: 'status=draft', for: handlers } },
  may: {
    read: [...moneyReaders, 'decoration-officer', 'engineering-manager'],
    create: handlers,
    edit: { draft: handlers },
    remove: handlers,
    export: renovationExporters,
  },
  scope: byBuilding,
  opens: fillLines,
  actions: {
    issue: {
      label: '开出通知',
      by: handlers,
      stamps: 'handling',
      guard: ({ total }) => total > 0 || '请填写缴费明细',
      unless: unfitLines,
      effects: claimLines,
    },
    settle: { label: '缴清', by: 'office', asks: ['paidOn'] },
    unsettle: { label: '恢复待缴', by: 'office' },
    confirm: {
      label: '财务签字',
      by: ['accountant', 'cashier'],
      stamps: 'finance',
      guard: ({ handling }, { user }) => another(user, [handling?.user], '经办人不能代财务签字'),
      effects: confirmed,
    },
    cancel: { label: '取消', by: 'office' },
  },
  void: {
    from: ['issued'],
    by: handlers,
    confirmedBy: ['supervisor', 'service-manager'],
    unless: paidInPart,
    effects: dropDues,
  },
  print: {
    size: 'A5',
    copies: ['业主', '客服', '财务'],
    sign: { 经办人: 'handling', 财务: 'finance', 业主或负责人: 'pen' },
  },
})
