import { attachment, computed, copied, date, type Fen, form, lines, money, ref, stages, stamp, text } from '#engine'
import { bankSettlements, listCash, notBankable } from '../clauses/banking.ts'
import { sumOf } from '../clauses/money.ts'
import { another, moneyExporters } from '../clauses/persons.ts'

/** 现金存行登记 — the cash of matched settlements goes to the bank: by the cashier, checked by the accountant. */
export const bankDeposit = form('bank-deposits', '现金存行登记', {
  date: date('存行日期', { preset: 'today' }),
  settlements: lines(
    '交款单',
    {
      settlement: ref('daily-settlements', '交款单'),
      date: copied(date('日期'), 'settlement.date'),
      cash: copied(money('现金'), 'settlement.cash'),
    },
    { optional: true, max: 100 },
  ),
  amount: computed(money('存行金额'), (slip: { settlements: readonly { cash: Fen }[] | null }) =>
    sumOf(slip.settlements, ({ cash }) => cash),
  ),
  account: text('存入账户', { max: 60, optional: true }),
  slipNo: text('银行回单号', { max: 60, optional: true }),
  photo: attachment('银行回单', { optional: true }),
  banking: stamp('存行'),
  checking: stamp('会计核对'),
  status: stages('状态', {
    pending: { label: '待存行', next: { relist: 'pending', bank: 'deposited' } },
    deposited: { label: '已存行', next: { check: 'checked' } },
    checked: { label: '已核对' },
  }),
})

declare module '#engine' {
  interface Forms {
    'bank-deposits': typeof bankDeposit
  }
}

export default bankDeposit.procedure({
  kind: 'register',
  area: 'money',
  code: 'B13',
  source: '《广州海伦堡物业 收费管理办法》第四条：现金及时存行',
  aliases: ['存行登记', '缴存登记'],
  label: ({ date, account }) => `${date} ${account ?? '待存行'}`,
  paper: {
    存行: [['date', 'account', 'slipNo', 'amount'], ['settlements'], ['photo'], ['banking', 'checking', 'status']],
  },
  list: {
    columns: ['date', 'amount', 'account', 'slipNo', 'status'],
    filters: ['status', 'date'],
    sort: '-date',
    totals: ['amount'],
    search: ['slipNo'],
  },
  views: { unchecked: { label: '待核对', query: 'status=deposited' } },
  may: {
    read: moneyExporters,
    create: 'cashier',
    edit: { pending: 'cashier' },
    remove: 'cashier',
    export: moneyExporters,
  },
  checks: [({ date }, { today }) => date <= today || ['date', '不得晚于今天']],
  opens: (slip, tx) => (slip.settlements ? Promise.resolve() : listCash(slip, tx)),
  actions: {
    relist: { label: '重新取数', by: 'cashier', effects: listCash },
    bank: {
      label: '存行',
      by: 'cashier',
      asks: ['account', 'slipNo'],
      offers: ['photo'],
      stamps: 'banking',
      guard: ({ amount }) => amount > 0 || '没有待存行的现金',
      unless: notBankable,
      effects: bankSettlements,
    },
    check: {
      label: '核对回单',
      by: 'accountant',
      stamps: 'checking',
      guard: ({ banking }, { user }) => another(user, [banking?.user], '存行人不能核对回单'),
    },
  },
})
