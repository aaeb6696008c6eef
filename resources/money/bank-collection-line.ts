import { choice, copied, date, form, kept, money, note, phone, ref, stages, stamp, text } from '#engine'
import { afterFailure, notWithBank } from '../clauses/collecting.ts'
import { inYuan } from '../clauses/money.ts'
import { moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 托收客户 — one debit of a collection: told, debited or refused by the bank; a refusal is called, debited once more, then in arrears. */
export const bankCollectionLine = form('bank-collection-lines', '托收客户', {
  collection: ref('bank-collections', '银行托收'),
  debitOn: copied(date('扣款日', { optional: true }), 'collection.debitOn'),
  agreement: ref('auto-debit-agreements', '扣费协议'),
  room: copied(ref('properties', '房号'), 'agreement.room'),
  building: copied(text('楼栋'), 'room.building'),
  customerName: copied(text('客户姓名'), 'agreement.customerName'),
  phone: copied(phone('联系电话', { optional: true }), 'agreement.phone'),
  holder: copied(text('户名'), 'agreement.holder'),
  bank: copied(text('开户银行'), 'agreement.bank'),
  account: copied(text('账号'), 'agreement.account'),
  amount: money('托收金额', { min: 1 }),
  succeeded: money('成功金额', { min: 1, optional: true }),
  failure: choice(
    '失败原因',
    { short: '余额不足', closed: '账户销户', frozen: '账户冻结', mismatch: '户名账号不符', other: '其他' },
    { optional: true },
  ),
  contactNote: note('联系情况', { max: 300, optional: true }),
  contact: stamp('联系人'),
  slip: kept(ref('payment-slips', '缴款单', { optional: true })),
  status: stages('状态', {
    draft: { label: '已列名', next: { notify: 'notified', drop: 'dropped' } },
    notified: { label: '已告知', next: { succeed: 'succeeded', fail: 'contacting', drop: 'dropped' } },
    succeeded: { label: '扣款成功', next: { bill: 'paid', fail: 'contacting' } },
    contacting: {
      label: '扣款失败待联系',
      next: { contact: 'contacting', relist: 'relisted', settle: 'settled', 'give-up': 'arrears' },
    },
    paid: { label: '已开票据' },
    relisted: { label: '转第二次托收' },
    settled: { label: '已另行缴清' },
    arrears: { label: '转催收' },
    dropped: { label: '已移出' },
  }),
})

declare module '#engine' {
  interface Forms {
    'bank-collection-lines': typeof bankCollectionLine
  }
}

export default bankCollectionLine.procedure({
  kind: 'ledger',
  area: 'money',
  code: 'B14.1',
  source: '《费用收取作业指导书》4.3：按成功金额逐户开票；失败的由主任助理电话联系',
  aliases: ['托收明细', '代扣明细', '托收失败清单'],
  label: ({ holder, amount }) => `${holder} ${inYuan(amount)}`,
  paper: {
    客户: [
      ['collection', 'debitOn', 'agreement'],
      ['room', 'building', 'customerName', 'phone'],
      ['holder', 'bank', 'account'],
    ],
    扣款: [
      ['amount', 'succeeded', 'failure'],
      ['slip', 'status'],
    ],
    联系: [['contactNote'], ['contact']],
  },
  list: {
    columns: ['collection', 'room', 'customerName', 'holder', 'amount', 'succeeded', 'failure', 'status'],
    filters: ['status', 'collection', 'room', 'building', 'failure', 'debitOn', 'agreement'],
    sort: ['-debitOn', 'room'],
    totals: ['amount', 'succeeded'],
    search: ['room', 'customerName', 'holder'],
  },
  views: {
    failed: {
      label: '托收失败待联系',
      query: 'status=contacting',
      columns: ['room', 'customerName', 'phone', 'amount', 'failure', 'contactNote', 'contact'],
    },
    arrears: { label: '两次托收未成', query: 'status=arrears' },
  },
  waits: {
    failed: {
      label: '扣款失败待联系',
      query: 'status=contacting&contactNote_null=true',
      for: ['clerk', 'steward', 'supervisor'],
    },
  },
  may: { read: moneyReaders, create: 'nobody', edit: {}, export: moneyExporters },
  scope: byBuilding,
  checks: [
    ({ succeeded, amount }) =>
      succeeded === null || succeeded <= amount || ['succeeded', `成功金额不得超过托收金额 ${inYuan(amount)}`],
  ],
  actions: {
    notify: { label: '告知', by: 'office' },
    drop: { label: '移出名单', by: ['steward', 'clerk', 'fee-clerk'], optional: true },
    succeed: {
      label: '扣款成功',
      by: ['accountant', 'fee-clerk'],
      asks: ['succeeded'],
      unless: notWithBank,
    },
    fail: {
      label: '扣款失败',
      by: ['accountant', 'fee-clerk'],
      optional: ['succeeded'],
      asks: ['failure'],
      unless: notWithBank,
      effects: afterFailure,
    },
    contact: { label: '登记联系', by: ['clerk', 'steward', 'supervisor'], asks: ['contactNote'], stamps: 'contact' },
    bill: { label: '开票据', by: 'office', asks: ['slip'] },
    relist: { label: '转第二次托收', by: 'office' },
    settle: { label: '已另行缴清', by: 'office' },
    'give-up': { label: '转催收', by: 'office' },
  },
})
