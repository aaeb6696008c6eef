import {
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
} from '#engine'
import { arrearsReaders } from '../clauses/arrears.ts'
import { approveSuits, listSuits, unanswered, unlistSuits } from '../clauses/arrears-legal.ts'
import { sumOf } from '../clauses/money.ts'
import { another } from '../clauses/persons.ts'

/** 诉讼名单 — submitted by the project's customer service, reviewed by head office, approved by the general manager. */
export const lawsuitBatch = form('lawsuit-batches', '诉讼名单', {
  number: serial('单号', 'SM-{yyyy}{MM}-{0000}'),
  collectedOn: date('提出日期', { preset: 'today' }),
  lines: lines(
    '名单',
    {
      letter: ref('lawyer-letters', '律师函'),
      arrears: copied(ref('arrears-ledgers', '欠费台账'), 'letter.arrears'),
      place: copied(text('房屋'), 'letter.place'),
      customerName: copied(text('客户姓名', { optional: true }), 'letter.customerName'),
      amount: copied(money('函告金额'), 'letter.amount'),
      issuedOn: copied(date('发函日期', { optional: true }), 'letter.issuedOn'),
      payBy: copied(date('限期', { optional: true }), 'letter.payBy'),
    },
    { min: 1, max: 200 },
  ),
  total: computed(money('金额合计'), (slip: { lines: readonly { amount: Fen }[] | null }) =>
    sumOf(slip.lines, ({ amount }) => amount),
  ),
  explanation: note('说明', { max: 500, optional: true }),
  proposal: stamp('项目客服部提出'),
  approvals: signatures('审批', { signers: 'dunning.legal_chain', order: 'listed' }),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'proposed' } },
    proposed: { label: '审批中', next: { sign: 'approved', return: 'draft' } },
    approved: { label: '已批准' },
  }),
})

declare module '#engine' {
  interface Forms {
    'lawsuit-batches': typeof lawsuitBatch
  }
}

const proposers = ['clerk', 'supervisor'] as const

export default lawsuitBatch.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C14',
  source: '《物业费催费流程》；《收费规章制度样本》；《物业管理费用催缴管理作业规程》',
  aliases: ['诉讼明细'],
  label: 'number',
  paper: {
    名单: [['number', 'collectedOn', 'status'], ['lines'], ['total'], ['explanation']],
    审批: [['proposal'], ['approvals']],
  },
  list: {
    columns: ['number', 'collectedOn', 'total', 'approvals', 'status'],
    filters: ['status', 'collectedOn'],
    sort: '-number',
    totals: ['total'],
  },
  may: { read: arrearsReaders, create: proposers, edit: { draft: proposers }, remove: proposers, export: proposers },
  checks: [
    ({ lines }) =>
      new Set(lines.map(({ letter }) => letter)).size === lines.length || ['lines', '同一律师函不能列两次'],
  ],
  actions: {
    submit: { label: '上报', by: proposers, stamps: 'proposal', unless: unanswered, effects: listSuits },
    sign: {
      label: '同意',
      signs: 'approvals',
      guard: ({ proposal }, { user }) => another(user, [proposal?.user], '提出人不能审批自己的名单'),
      effects: approveSuits,
    },
    return: { label: '退回', returns: 'approvals', effects: unlistSuits },
  },
  void: { from: ['proposed'], by: proposers, confirmedBy: 'service-manager', effects: unlistSuits },
  print: { size: 'A4', copies: ['项目', '总部客服部'], sign: { 提出: 'proposal', 审批: 'approvals' } },
})
