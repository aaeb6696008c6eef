import {
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  kept,
  lines,
  money,
  month,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
} from '#engine'
import { giveBack, irreversible, listDues, misfit, takeMoney, tooMuch, twice, unpayable } from '../clauses/counter.ts'
import { depositKinds, paymentMethods } from '../clauses/fees.ts'
import { inWords, sumOf } from '../clauses/money.ts'
import { another, moneySlipOf } from '../clauses/persons.ts'
import { unusedPrepayments } from '../clauses/prepaying.ts'
import { byBuilding } from '../clauses/scope.ts'

type Amounts = readonly { readonly amount: Fen }[] | null

/** 缴款单 — what a customer pays at the counter: signed by customer service, then by whoever takes the money. */
export const paymentSlip = form('payment-slips', '缴款单', {
  number: serial('单号', 'JK-{yyyy}{MM}-{0000}'),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  customer: ref('residents', '客户', { optional: true, copy: 'room.owner' }),
  customerName: copied(text('客户姓名', { optional: true }), 'customer.name'),
  payer: text('缴款人', { max: 40, copy: 'customer.name' }),
  relation: text('与客户关系', { max: 20, optional: true, hint: '他人代缴时填写' }),
  renovation: ref('renovation-payment-notices', '装修缴费通知单', { optional: true }),
  compared: tick('已核对房号与姓名', { preset: false }),
  items: lines(
    '缴费明细',
    {
      receivable: ref('receivables', '应收费用'),
      item: copied(text('费用名称'), 'receivable.itemName'),
      period: copied(month('费用期间'), 'receivable.period'),
      balance: copied(money('未缴'), 'receivable.balance'),
      amount: money('本次缴款', { min: 1, copy: 'receivable.balance' }),
    },
    { optional: true, max: 100 },
  ),
  deposits: lines(
    '押金明细',
    {
      kind: choice('押金种类', depositKinds),
      amount: money('金额', { min: 1 }),
      contractor: tick('由施工单位缴纳', { preset: false }),
    },
    { optional: true, max: 20 },
  ),
  prepaying: money('转预存款', { min: 1, optional: true, early: true, hint: '多缴或预缴的部分' }),
  tenders: lines(
    '收款方式',
    {
      method: choice('方式', paymentMethods, { preset: 'cash' }),
      amount: money('金额', { min: 1 }),
      reference: text('流水号', { max: 60, optional: true }),
    },
    { optional: true, max: 10 },
  ),
  total: computed(
    money('合计'),
    (slip: { items: Amounts; deposits: Amounts; prepaying: Fen | null }) =>
      sumOf(slip.items, ({ amount }) => amount) + sumOf(slip.deposits, ({ amount }) => amount) + (slip.prepaying ?? 0),
  ),
  amountInWords: computed(text('金额大写'), (slip: { total: Fen }) => inWords(slip.total)),
  tendered: computed(money('实收'), (slip: { tenders: Amounts }) => sumOf(slip.tenders, ({ amount }) => amount)),
  handling: stamp('客服经办'),
  taking: stamp('收款'),
  receivedOn: kept(date('收款日期', { optional: true })),
  receipt: kept(ref('receipts', '收据', { optional: true })),
  status: stages('状态', {
    draft: { label: '草稿', next: { sign: 'signed', debit: 'received' } },
    signed: { label: '待收款', next: { receive: 'received' } },
    received: { label: '已收款', next: { reverse: 'reversed' } },
    reversed: { label: '已冲销' },
  }),
})

declare module '#engine' {
  interface Forms {
    'payment-slips': typeof paymentSlip
  }
}

export default paymentSlip.procedure({
  kind: 'form',
  area: 'money',
  code: 'B07',
  source: '《物业客服中心相关费用收取作业流程》二；《2023修正版物业收费管理规定》；《催缴管理作业指导书》4.3',
  aliases: ['缴费单', '收款单'],
  label: 'number',
  paper: {
    客户: [
      ['number', 'room', 'building'],
      ['customer', 'customerName', 'payer', 'relation'],
      ['renovation', 'compared', 'status'],
    ],
    缴费: [['items'], ['deposits'], ['prepaying', 'total', 'amountInWords']],
    收款: [['tenders'], ['tendered', 'receivedOn', 'receipt'], ['handling', 'taking']],
  },
  list: {
    columns: ['number', 'room', 'payer', 'total', 'receivedOn', 'receipt', 'status'],
    filters: ['status', 'room', 'building', 'payer', 'receivedOn', 'total', 'renovation'],
    sort: '-number',
    totals: ['total'],
    search: ['room', 'payer', 'customerName', 'receipt'],
  },
  views: {
    waiting: { label: '待收款', query: 'status=signed' },
    today: { label: '今日收款', query: 'status=received&receivedOn=today' },
  },
  may: moneySlipOf(['clerk', 'fee-clerk']),
  scope: byBuilding,
  checks: [
    (slip) => !twice(slip) || ['items', '同一笔应收费用不能列两次'],
    (slip) => {
      const sentence = tooMuch(slip)
      return !sentence || ['items', sentence]
    },
    ({ payer, customerName, relation }) =>
      !customerName || payer === customerName || relation !== null || ['relation', '代缴须注明缴款人与客户的关系'],
  ],
  opens: listDues,
  actions: {
    sign: {
      label: '客服签字',
      by: 'clerk',
      stamps: 'handling',
      guard: ({ compared, total }) => {
        if (!compared) return '请先与客户核对房号和姓名'
        return total > 0 || '请先填写缴费明细、押金明细或预存款'
      },
      unless: async (slip, reader) => [...(await unpayable(slip, reader)), ...(await unusedPrepayments(slip, reader))],
    },
    debit: {
      label: '银行扣款入账',
      by: 'office',
      asks: ['tenders'],
      stamps: 'taking',
      guard: (slip) => misfit(slip) ?? true,
      holds: ['room'],
      unless: unpayable,
      together: takeMoney,
    },
    receive: {
      label: '收款',
      by: ['fee-clerk', 'clerk', 'cashier'],
      asks: ['tenders'],
      offers: ['prepaying'],
      stamps: 'taking',
      guard: (slip, { user, policy }) => {
        if (!user.roles.includes(policy('payment.takenBy'))) return '收款岗位按业务参数确定，本岗位不收款'
        const other = another(user, [slip.handling?.user], '经办客服与收款人不得为同一人')
        return other === true ? (misfit(slip) ?? true) : other
      },
      holds: ['room'],
      unless: unpayable,
      together: takeMoney,
    },
    reverse: { label: '冲销', by: 'office' },
  },
  void: {
    from: ['signed', 'received'],
    by: ['clerk', 'fee-clerk'],
    confirmedBy: 'supervisor',
    guard: ({ receivedOn }, { today }) =>
      receivedOn === null || receivedOn === today || '收据只能在收款当日作废，隔日请办理收费更正',
    holds: ['room'],
    unless: irreversible,
    effects: giveBack,
  },
  print: {
    size: 'A5',
    copies: ['第一联 财务', '第二联 客服'],
    sign: { 客服经办: 'handling', 收款人: 'taking', 缴款人: 'pen' },
  },
})
