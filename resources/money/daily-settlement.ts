import {
  choice,
  choices,
  computed,
  date,
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
  whole,
} from '#engine'
import { auditScopes, paymentMethods } from '../clauses/fees.ts'
import { inWords, sumOf } from '../clauses/money.ts'
import { another, moneyExporters } from '../clauses/persons.ts'
import {
  agrees,
  bankInTime,
  bookSettlement,
  cashIn,
  disagrees,
  fillSettlement,
  handOver,
  isExplained,
  mayHandOver,
  openSettlements,
  outdatedList,
  takeBack,
} from '../clauses/settlement.ts'

type Amounts = readonly { readonly amount: Fen }[] | null
type Counted = readonly { readonly method: keyof typeof paymentMethods; readonly amount: Fen }[] | null
const total = (lines: Amounts) => sumOf(lines, ({ amount }) => amount)

/** 日清日结交款单 — what one collector took in a day: handed over by him, counted by the cashier, audited by the accountant. */
export const dailySettlement = form('daily-settlements', '日清日结交款单', {
  number: serial('单号', 'RJ-{yyyy}{MM}-{0000}'),
  date: date('日期', { preset: 'today' }),
  shift: choice('班次', { day: '全天', morning: '早班', evening: '晚班' }, { preset: 'day' }),
  collector: ref('users', '收款人', { preset: 'me' }),
  receipts: kept(
    lines(
      '收据清单',
      { receipt: ref('receipts', '收据'), payer: text('交款人'), amount: money('金额') },
      { optional: true, max: 5000 },
    ),
  ),
  money: kept(
    lines(
      '系统收款',
      { method: choice('方式', paymentMethods), count: whole('笔数'), amount: money('金额') },
      { optional: true },
    ),
  ),
  receiptFrom: kept(text('收据起号', { optional: true })),
  receiptTo: kept(text('收据止号', { optional: true })),
  systemTotal: computed(money('系统合计'), (slip: { money: Amounts }) => total(slip.money)),
  receiptTotal: computed(money('收据合计'), (slip: { receipts: Amounts }) => total(slip.receipts)),
  amountInWords: computed(text('金额大写'), (slip: { systemTotal: Fen }) => inWords(slip.systemTotal)),
  counted: lines(
    '出纳实点',
    { method: choice('方式', paymentMethods, { preset: 'cash' }), amount: money('金额') },
    { optional: true, max: 20 },
  ),
  countedTotal: computed(money('实点合计'), (slip: { counted: Amounts }) => total(slip.counted)),
  cash: computed(money('其中现金'), (slip: { counted: Counted }) => cashIn(slip.counted)),
  difference: computed(money('差异'), (slip: { counted: Amounts; money: Amounts }) =>
    slip.counted === null ? 0 : total(slip.counted) - total(slip.money),
  ),
  cause: note('差异原因', { max: 500, optional: true }),
  resolution: choice(
    '差异处理',
    { 'made-up': '收款人补足', returned: '退还多收', correction: '办理收费更正', carried: '长短款挂账' },
    { optional: true },
  ),
  explained: money('已说明的差异', { optional: true, hint: '与差异一致：多为正，少为负' }),
  correction: ref('charge-corrections', '更正单', { optional: true }),
  explanation: note('处理说明', { max: 500, optional: true }),
  bankBy: kept(date('存行期限', { optional: true })),
  deposit: kept(ref('bank-deposits', '存行登记', { optional: true })),
  audited: choices('审核内容', auditScopes, { optional: true }),
  handing: stamp('交款'),
  matching: stamp('出纳核对'),
  explaining: stamp('主管说明'),
  auditing: stamp('会计审核'),
  status: stages('状态', {
    draft: { label: '待交款', next: { refill: 'draft', 'hand-over': 'handed-over' } },
    'handed-over': { label: '待核对', next: { match: 'matched', mismatch: 'difference-found' } },
    'difference-found': { label: '有差异', next: { explain: 'difference-found', resolve: 'matched' } },
    matched: { label: '已核对', next: { bank: 'banked', audit: 'audited', reopen: 'handed-over' } },
    banked: { label: '已存行', next: { audit: 'audited' } },
    audited: { label: '已审核', next: { bank: 'audited' } },
  }),
})

declare module '#engine' {
  interface Forms {
    'daily-settlements': typeof dailySettlement
  }
}

const collectors = ['fee-clerk', 'clerk', 'cashier'] as const

export default dailySettlement.procedure({
  kind: 'form',
  area: 'money',
  code: 'B12',
  source: '《广州海伦堡物业 收费管理办法》第四条；《物业公司客服部客服收费退费工作程序》一',
  aliases: ['日清日结', '款项移交', '交接款项', '交款单'],
  label: 'number',
  paper: {
    交款: [
      ['number', 'date', 'shift', 'collector'],
      ['receiptFrom', 'receiptTo', 'status'],
    ],
    收款: [['money'], ['systemTotal', 'receiptTotal'], ['amountInWords']],
    实点: [['counted'], ['countedTotal', 'cash', 'difference']],
    差异: [
      ['resolution', 'explained', 'correction'],
      ['cause', 'explanation'],
    ],
    办理: [['handing', 'matching', 'explaining'], ['bankBy', 'deposit'], ['auditing'], ['audited']],
    清单: [['receipts']],
  },
  list: {
    columns: ['number', 'date', 'collector', 'systemTotal', 'countedTotal', 'difference', 'cash', 'bankBy', 'status'],
    filters: ['status', 'date', 'collector', 'shift', 'difference', 'bankBy', 'cash', 'deposit'],
    sort: ['-date', '-number'],
    totals: ['systemTotal', 'countedTotal', 'difference', 'cash'],
    search: ['collector'],
  },
  views: {
    mine: { label: '我的交款单', query: 'collector=me' },
    matching: { label: '待核对', query: 'status=handed-over' },
    different: { label: '有差异', query: 'status=difference-found' },
    banking: { label: '待存行', query: 'status=matched&status=audited&deposit_null=true&cash_gt=0&_sort=bankBy' },
    unaudited: { label: '待审核', query: 'status=matched&status=banked' },
  },
  waits: {
    handing: { label: '待交款', query: 'collector=me&status=draft&_sort=date', for: collectors, due: 'date' },
    banking: {
      label: '待存行',
      query: 'status=matched&status=audited&deposit_null=true&cash_gt=0',
      for: 'cashier',
      due: 'bankBy',
    },
  },
  due: { 'handed-over': 'date', 'difference-found': 'date' },
  daily: { open: { label: '为未交款的收款人开交款单', code: 'W09', work: openSettlements } },
  may: {
    read: [...moneyExporters, 'clerk', 'service-manager', 'property-manager', 'centre-manager'],
    create: collectors,
    edit: { draft: collectors },
    remove: collectors,
    export: moneyExporters,
  },
  checks: [
    ({ date, handing }, { today }) => handing !== null || date <= today || ['date', '不得晚于今天'],
    ({ resolution, correction }) =>
      resolution !== 'correction' || correction !== null || ['correction', '请选择更正单'],
  ],
  opens: fillSettlement,
  edited: fillSettlement,
  actions: {
    refill: { label: '重新取数', by: collectors, effects: fillSettlement },
    'hand-over': {
      label: '交款',
      by: collectors,
      stamps: 'handing',
      guard: (slip, { user }) => mayHandOver(slip, user),
      holds: ['collector'],
      unless: outdatedList,
      effects: handOver,
    },
    match: {
      label: '核对相符',
      by: 'cashier',
      asks: ['counted'],
      stamps: 'matching',
      guard: (slip, { user }) => agrees(slip, user),
      effects: bankInTime,
    },
    mismatch: {
      label: '登记差异',
      by: 'cashier',
      asks: ['counted', 'cause'],
      guard: (slip, { user }) => disagrees(slip, user),
    },
    explain: {
      label: '说明差异',
      by: 'supervisor',
      asks: ['resolution', 'explanation'],
      offers: ['explained', 'correction'],
      stamps: 'explaining',
      guard: ({ collector }, { user }) => another(user, [collector], '收款人不能说明自己的差异'),
    },
    resolve: {
      label: '差异已处理',
      by: 'cashier',
      asks: ['counted'],
      stamps: 'matching',
      guard: (slip, { user }) => isExplained(slip, user),
      effects: bankInTime,
    },
    bank: { label: '已存行', by: 'office', asks: ['deposit'] },
    reopen: { label: '退回核对', by: 'accountant', reason: true },
    audit: {
      label: '审核',
      by: 'accountant',
      asks: ['audited'],
      stamps: 'auditing',
      guard: ({ collector, matching, explaining }, { user }) =>
        another(user, [collector, matching?.user, explaining?.user], '收款、核对的人不能审核'),
      effects: bookSettlement,
    },
  },
  void: {
    from: ['handed-over', 'difference-found', 'matched'],
    by: collectors,
    confirmedBy: 'supervisor',
    effects: takeBack,
  },
  print: {
    size: 'A4',
    copies: ['财务', '客服'],
    sign: { 交款人: 'handing', 出纳: 'matching', 会计: 'auditing' },
  },
})
