import { choice, date, daysAfter, form, kept, money, month, note, ref, serial, stages, stamp, whole } from '#engine'
import { collectDue, listDebits, notifyDebits, strikeOff, unanswered, writeBills } from '../clauses/collecting.ts'
import { moneyExporters, moneyReaders } from '../clauses/persons.ts'

/** 银行托收明细 — the debits of a month: listed, told three days before, sent to the bank by finance, billed by what succeeded; twice a month. */
export const bankCollection = form('bank-collections', '银行托收', {
  number: serial('批次号', 'YHTS-{yyyy}{MM}-{0000}'),
  period: month('费用期间', { preset: 'month' }),
  round: choice('托收批次', { first: '第一次', second: '第二次' }, { preset: 'first' }),
  debitOn: date('扣款日', { optional: true, hint: '不填按托收日' }),
  count: kept(whole('户数', { min: 0 }), 0),
  total: kept(money('托收金额', { min: 0 }), 0),
  toldOn: kept(date('短信告知日', { optional: true })),
  executedOn: date('银行扣款日', { optional: true }),
  succeeded: kept(whole('成功户数', { min: 0, optional: true })),
  successTotal: kept(money('成功金额', { min: 0, optional: true })),
  previous: ref('bank-collections', '上一次托收', { optional: true }),
  remark: note('备注', { max: 500, optional: true }),
  telling: stamp('短信告知'),
  submitting: stamp('送交银行'),
  returning: stamp('回盘登记'),
  billing: stamp('开具票据'),
  status: stages('状态', {
    draft: { label: '已列名单', next: { list: 'draft', notify: 'notified' } },
    notified: { label: '已告知', next: { submit: 'submitted' } },
    submitted: { label: '已送银行', next: { return: 'returned' } },
    returned: { label: '已回盘', next: { bill: 'billed' } },
    billed: { label: '已开票据' },
  }),
})

declare module '#engine' {
  interface Forms {
    'bank-collections': typeof bankCollection
  }
}

export default bankCollection.procedure({
  kind: 'form',
  area: 'money',
  code: 'B14',
  source: '《费用收取作业指导书》4.3；《物业服务费用催缴管理作业指导书》4.2；《2023修正版物业收费管理规定》',
  aliases: ['代扣代缴明细', '自动扣费', '银行代扣'],
  label: ({ number, period }) => [period, number].filter(Boolean).join(' '),
  paper: {
    托收: [
      ['number', 'period', 'round', 'status'],
      ['debitOn', 'previous'],
      ['count', 'total'],
    ],
    办理: [
      ['telling', 'toldOn'],
      ['submitting', 'executedOn', 'returning'],
      ['succeeded', 'successTotal', 'billing'],
      ['remark'],
    ],
  },
  list: {
    columns: ['number', 'period', 'round', 'debitOn', 'count', 'total', 'succeeded', 'successTotal', 'status'],
    filters: ['status', 'period', 'round', 'debitOn'],
    sort: '-number',
    totals: ['total', 'successTotal'],
  },
  due: { draft: 'debitOn', notified: 'debitOn' },
  daily: { collect: { label: '托收名单与扣款前告知', code: 'R022', work: collectDue } },
  may: {
    read: moneyReaders,
    create: ['steward', 'clerk', 'fee-clerk'],
    edit: { draft: ['steward', 'clerk', 'fee-clerk'] },
    export: moneyExporters,
  },
  opens: listDebits,
  actions: {
    list: { label: '重新列名单', by: ['steward', 'clerk', 'fee-clerk'], effects: listDebits },
    notify: {
      label: '短信告知',
      by: ['steward', 'clerk', 'fee-clerk'],
      stamps: 'telling',
      guard: ({ count, debitOn }, { today, policy }) => {
        if (count === 0) return '名单上没有要扣款的客户'
        const days = policy('billing.sms_before_debit')
        return daysAfter(today, days) <= (debitOn ?? '') || `须在扣款日 ${days} 天前告知客户，请改期`
      },
      effects: notifyDebits,
    },
    submit: {
      label: '送交银行',
      by: 'accountant',
      asks: ['executedOn'],
      stamps: 'submitting',
      guard: ({ executedOn, debitOn }) =>
        (executedOn ?? '') >= (debitOn ?? '') || `告知客户的扣款日为 ${debitOn}，不能提前扣款`,
    },
    return: { label: '回盘登记完毕', by: 'accountant', stamps: 'returning', unless: unanswered },
    bill: { label: '按成功金额开票据', by: 'fee-clerk', stamps: 'billing', effects: writeBills },
  },
  void: { from: ['notified'], by: ['fee-clerk', 'accountant'], confirmedBy: 'supervisor', effects: strikeOff },
  print: { size: 'A4', copies: ['财务', '客服'], sign: { 经办人: 'telling', 财务: 'submitting' } },
})
