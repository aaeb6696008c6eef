import {
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  lines,
  money,
  note,
  ref,
  serial,
  signatures,
  stages,
  stamp,
  text,
  whole,
} from '#engine'
import { arrearsReaders, classes, reasons } from '../clauses/arrears.ts'
import { approveLetters, fillBatch, listed, unlist, unproven } from '../clauses/arrears-legal.ts'
import { sumOf } from '../clauses/money.ts'
import { another } from '../clauses/persons.ts'

/** 律师函名单 — named by the stewards, filtered by the project's head of customer service, reviewed by head office, approved by the general manager. */
export const lawyerLetterBatch = form('lawyer-letter-batches', '律师函名单', {
  number: serial('单号', 'LM-{yyyy}{MM}-{0000}'),
  collectedOn: date('汇总日期', { preset: 'today' }),
  lines: lines(
    '名单',
    {
      arrears: ref('arrears-ledgers', '欠费台账'),
      place: copied(text('房屋'), 'arrears.place'),
      customerName: copied(text('客户姓名', { optional: true }), 'arrears.customerName'),
      amount: copied(money('欠费'), 'arrears.total'),
      oldestOn: copied(date('最早到期日', { optional: true }), 'arrears.oldestOn'),
      class: copied(choice('分类', classes, { optional: true }), 'arrears.class'),
      contacts: copied(whole('催缴次数'), 'arrears.contacts'),
      letterLevel: copied(whole('通知书'), 'arrears.letterLevel'),
      cause: copied(choice('欠费原因', reasons, { optional: true }), 'arrears.cause'),
    },
    { optional: true, max: 500 },
  ),
  total: computed(money('欠费合计'), (slip: { lines: readonly { amount: Fen }[] | null }) =>
    sumOf(slip.lines, ({ amount }) => amount),
  ),
  explanation: note('筛选说明', { max: 500, optional: true }),
  filtering: stamp('项目客服负责人筛选'),
  approvals: signatures('审批', { signers: 'dunning.legal_chain', order: 'listed' }),
  status: stages('状态', {
    draft: { label: '汇总中', next: { refill: 'draft', filter: 'filtered' } },
    filtered: { label: '审批中', next: { sign: 'approved', return: 'draft' } },
    approved: { label: '已批准' },
  }),
})

declare module '#engine' {
  interface Forms {
    'lawyer-letter-batches': typeof lawyerLetterBatch
  }
}

const heads = ['supervisor', 'service-manager'] as const

export default lawyerLetterBatch.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C13',
  source: '《物业费催费流程》',
  aliases: ['发送律师函名单', '发送律师函明细'],
  label: 'number',
  paper: {
    名单: [['number', 'collectedOn', 'status'], ['lines'], ['total'], ['explanation']],
    审批: [['filtering'], ['approvals']],
  },
  list: {
    columns: ['number', 'collectedOn', 'total', 'approvals', 'status'],
    filters: ['status', 'collectedOn'],
    sort: '-number',
    totals: ['total'],
  },
  may: {
    read: arrearsReaders,
    create: 'supervisor',
    edit: { draft: 'supervisor' },
    remove: 'supervisor',
    export: heads,
  },
  opens: fillBatch,
  actions: {
    refill: { label: '重新取数', by: 'supervisor', effects: fillBatch },
    filter: {
      label: '筛选后上报',
      by: 'supervisor',
      stamps: 'filtering',
      guard: ({ lines }) => !!lines?.length || '名单上没有房屋，请先由管家提名',
      unless: unproven,
      effects: listed,
    },
    sign: {
      label: '同意',
      signs: 'approvals',
      guard: ({ filtering }, { user }) => another(user, [filtering?.user], '筛选人不能审批自己的名单'),
      effects: approveLetters,
    },
    return: { label: '退回', returns: 'approvals', effects: unlist },
  },
  void: { from: ['filtered'], by: 'supervisor', confirmedBy: 'service-manager', effects: unlist },
  print: { size: 'A4', copies: ['项目', '总部客服部'], sign: { 筛选: 'filtering', 审批: 'approvals' } },
})
