import {
  choice,
  choices,
  computed,
  copied,
  date,
  daysAfter,
  decimal,
  type Fen,
  form,
  kept,
  lines,
  money,
  month,
  note,
  phone,
  ref,
  serial,
  signatures,
  stages,
  stamp,
  text,
} from '#engine'
import { deliveryWays } from '../clauses/fees.ts'
import { inWords, sumOf } from '../clauses/money.ts'
import { delivers, fillNotice, outdated, remindPayers } from '../clauses/notices.ts'
import { another, moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 缴费通知单 — what a home is to pay for a period: made by the fee clerk, reviewed by finance and the leader, then delivered. */
export const paymentNotice = form('payment-notices', '缴费通知单', {
  number: serial('单号', 'TZ-{yyyy}{MM}-{0000}'),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  customer: ref('residents', '客户', { optional: true, copy: 'room.owner' }),
  customerName: copied(text('客户姓名', { optional: true }), 'customer.name'),
  phone: copied(phone('联系电话', { optional: true }), 'customer.phone'),
  kind: choice('通知种类', { all: '全部费用', own: '物业费', 'pass-through': '代收代缴' }, { preset: 'all' }),
  period: month('费用期间', { preset: 'month' }),
  lines: lines(
    '费用明细',
    {
      receivable: ref('receivables', '应收费用'),
      item: copied(text('收费项目'), 'receivable.itemName'),
      period: copied(month('期间'), 'receivable.period'),
      quantity: copied(decimal('数量', { scale: 4 }), 'receivable.quantity'),
      price: copied(decimal('单价', { scale: 4 }), 'receivable.price'),
      amount: money('应缴', { copy: 'receivable.balance' }),
    },
    { optional: true, max: 100 },
  ),
  total: computed(money('本期应缴'), (slip: { lines: readonly { amount: Fen }[] | null }) =>
    sumOf(slip.lines, ({ amount }) => amount),
  ),
  arrears: kept(money('往期欠费', { min: 0 }), 0),
  payable: computed(money('应缴合计'), (slip: { total: Fen; arrears: Fen }) => slip.total + slip.arrears),
  payableInWords: computed(text('金额大写'), (slip: { payable: Fen }) => inWords(slip.payable)),
  dueOn: date('缴费截止日', { optional: true }),
  channels: choices(
    '缴费方式',
    { counter: '前台', transfer: '银行转账', online: '网上缴费', debit: '自动扣费' },
    { preset: ['counter', 'transfer', 'online'] },
  ),
  run: kept(ref('billing-runs', '计费批次', { optional: true })),
  list: kept(ref('notice-deliveries', '发放明细表', { optional: true })),
  reviewed: kept(text('批次审核', { max: 100, optional: true })),
  remindedOn: kept(date('截止前提醒', { optional: true })),
  reviews: signatures('审核', { signers: 'notice.chain', order: 'listed' }),
  printing: stamp('打印'),
  deliveryMethod: choice('送达方式', deliveryWays, { optional: true }),
  receivedBy: text('签收人', { max: 40, optional: true }),
  delivery: stamp('送达'),
  attempt: stamp('上门未遇'),
  contactBy: kept(date('告知期限', { optional: true })),
  contactMethod: choice('告知方式', { phone: '电话', sms: '短信' }, { optional: true }),
  contactNote: note('告知情况', { max: 500, optional: true }),
  contact: stamp('电话短信告知'),
  status: stages('状态', {
    draft: { label: '草稿', next: { refill: 'draft', submit: 'reviewing', issue: 'approved' } },
    reviewing: { label: '待审核', next: { sign: 'approved', return: 'draft', withdraw: 'draft' } },
    approved: {
      label: '待打印',
      next: { print: 'delivering', settle: 'settled', remind: 'approved', recall: 'recalled' },
    },
    delivering: {
      label: '待送达',
      next: { deliver: 'delivered', miss: 'contact-due', settle: 'settled', remind: 'delivering', recall: 'recalled' },
    },
    'contact-due': {
      label: '待电话短信告知',
      next: {
        deliver: 'delivered',
        contact: 'contacted',
        settle: 'settled',
        remind: 'contact-due',
        recall: 'recalled',
      },
    },
    delivered: { label: '已送达', next: { settle: 'settled', remind: 'delivered', recall: 'recalled' } },
    contacted: { label: '已告知', next: { settle: 'settled', remind: 'contacted', recall: 'recalled' } },
    settled: { label: '已缴清', next: { reopen: 'delivered' } },
    recalled: { label: '已撤回' },
  }),
})

declare module '#engine' {
  interface Forms {
    'payment-notices': typeof paymentNotice
  }
}

const deliverers = ['clerk', 'steward', 'property-officer', 'guard'] as const

export default paymentNotice.procedure({
  kind: 'form',
  area: 'money',
  code: 'B05',
  source: '《物业公司客服部客服收费退费工作程序》1；《费用收取作业指导书》4.2；《催缴管理作业指导书》4.2',
  aliases: ['业主缴费通知单', '费用收缴通知单', '收费通知单', '物业费缴费通知', '费用通知单', '季度收费通知单'],
  label: 'number',
  paper: {
    客户: [
      ['number', 'period', 'kind', 'dueOn'],
      ['room', 'building', 'customer', 'customerName', 'phone'],
    ],
    费用: [['lines'], ['total', 'arrears', 'payable'], ['payableInWords'], ['channels']],
    审核: [['reviews'], ['run', 'list', 'reviewed'], ['printing', 'remindedOn', 'status']],
    送达: [
      ['deliveryMethod', 'receivedBy', 'delivery'],
      ['attempt', 'contactBy'],
      ['contactMethod', 'contactNote', 'contact'],
    ],
  },
  list: {
    columns: ['number', 'room', 'customerName', 'period', 'payable', 'dueOn', 'deliveryMethod', 'status'],
    filters: [
      'status',
      'room',
      'building',
      'period',
      'kind',
      'dueOn',
      'deliveryMethod',
      'contactBy',
      'payable',
      'run',
      'list',
    ],
    sort: '-number',
    totals: ['total', 'payable'],
    search: ['room', 'customerName'],
  },
  views: {
    reviewing: { label: '待审核', query: 'status=reviewing' },
    delivering: { label: '待送达', query: 'status=delivering' },
    contactDue: { label: '待告知', query: 'status=contact-due&_sort=contactBy' },
    contactLate: { label: '逾期未告知', query: 'status=contact-due&contactBy_lt=today' },
    deliveries: {
      label: '送达情况',
      query: 'status_ne=draft&_sort=period,room',
      columns: ['room', 'number', 'payable', 'deliveryMethod', 'receivedBy', 'delivery', 'contactMethod', 'contact'],
    },
    unpaid: { label: '已送达未缴', query: 'status=delivered&status=contacted&dueOn_lt=today' },
  },
  may: {
    read: [...moneyReaders, 'property-officer', 'guard'],
    create: ['fee-clerk', 'clerk'],
    edit: { draft: ['fee-clerk', 'clerk'] },
    remove: ['fee-clerk', 'clerk'],
    export: moneyExporters,
    print: ['fee-clerk', 'clerk', 'supervisor', 'steward'],
  },
  scope: byBuilding,
  checks: [
    ({ deliveryMethod, receivedBy }) =>
      deliveryMethod !== 'hand' || receivedBy !== null || ['receivedBy', '上门递交须由签收人签字'],
  ],
  due: { 'contact-due': 'contactBy' },
  daily: { remind: { label: '缴费截止前提醒', code: 'R034', work: remindPayers } },
  opens: (slip, tx) => (slip.lines ? Promise.resolve() : fillNotice(slip, tx)),
  actions: {
    refill: { label: '重新取数', by: ['fee-clerk', 'clerk'], effects: fillNotice },
    submit: {
      label: '提交审核',
      by: ['fee-clerk', 'clerk'],
      guard: ({ total, dueOn }) => {
        if (total <= 0) return '没有待缴的费用，不必通知'
        return dueOn !== null || '请填写缴费截止日'
      },
      unless: outdated,
    },
    sign: {
      label: '审核通过',
      signs: 'reviews',
      guard: ({ createdBy }, { user }) => another(user, [createdBy], '制单人不能审核自己的通知单'),
      unless: outdated,
    },
    return: { label: '退回', returns: 'reviews' },
    withdraw: { label: '撤回', withdraws: 'reviews' },
    print: { label: '打印', by: ['fee-clerk', 'clerk'], stamps: 'printing' },
    deliver: {
      label: '送达',
      by: deliverers,
      asks: ['deliveryMethod'],
      offers: ['receivedBy'],
      stamps: 'delivery',
      guard: (_, desk) => delivers(desk),
    },
    miss: {
      label: '上门未遇',
      by: deliverers,
      stamps: 'attempt',
      guard: (_, desk) => delivers(desk),
      effects: ({ id }, tx) =>
        tx.update('payment-notices', id, {
          contactBy: daysAfter(tx.today, tx.policy('notice.contact_within_days')),
        }),
    },
    contact: {
      label: '电话短信告知',
      by: ['clerk', 'steward'],
      asks: ['contactMethod', 'contactNote'],
      stamps: 'contact',
    },
    settle: { label: '缴清', by: 'office' },
    reopen: { label: '恢复待缴', by: 'office' },
    issue: { label: '批量出单', by: 'office' },
    remind: { label: '提醒', by: 'office', asks: ['remindedOn'] },
    recall: { label: '撤回', by: 'office' },
  },
  void: {
    from: ['reviewing', 'approved', 'delivering', 'contact-due', 'delivered', 'contacted'],
    by: ['fee-clerk', 'clerk'],
    confirmedBy: 'supervisor',
  },
  print: { size: 'A4', copies: ['客户', '留存'], sign: { 审核: 'reviews', 送达人: 'delivery', 签收人: 'pen' } },
})
