import {
  attachment,
  computed,
  copied,
  date,
  type Fen,
  form,
  kept,
  lines,
  money,
  month,
  note,
  ref,
  serial,
  stages,
  stamp,
  text,
} from '#engine'
import { arrearsReaders } from '../clauses/arrears.ts'
import {
  beginInstalments,
  coverArrears,
  followInstalments,
  notAgreeable,
  orderly,
} from '../clauses/arrears-instalments.ts'
import { inYuan, sumOf } from '../clauses/money.ts'
import { another } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 分期缴纳协商 — who cannot pay at once pays by and by: talked over by the supervisor, agreed by the project manager, signed by the owner. */
export const instalmentPlan = form('instalment-plans', '分期缴纳协议', {
  number: serial('单号', 'FQ-{yyyy}{MM}-{0000}'),
  arrears: ref('arrears-ledgers', '欠费台账'),
  place: copied(text('房屋'), 'arrears.place'),
  room: copied(ref('properties', '房号'), 'arrears.room'),
  building: copied(text('楼栋'), 'room.building'),
  customerName: copied(text('客户姓名', { optional: true }), 'arrears.customerName'),
  hardship: note('困难情况', { max: 500 }),
  covered: kept(
    lines(
      '包括的费用',
      {
        receivable: ref('receivables', '应收费用'),
        item: copied(text('收费项目'), 'receivable.itemName'),
        period: copied(month('期间'), 'receivable.period'),
        amount: money('未缴', { min: 0 }),
      },
      { optional: true, max: 200 },
    ),
  ),
  total: kept(money('分期总额', { min: 0 }), 0),
  instalments: lines(
    '各期',
    { dueOn: date('缴费日'), amount: money('金额', { min: 1 }), paidOn: date('缴清日期', { optional: true }) },
    { min: 1, max: 36 },
  ),
  sum: computed(money('各期合计'), (slip: { instalments: readonly { amount: Fen }[] | null }) =>
    sumOf(slip.instalments, ({ amount }) => amount),
  ),
  paid: kept(money('已缴', { min: 0 }), 0),
  remindedOn: kept(date('已提醒', { optional: true })),
  proposal: stamp('客服主管提出'),
  agreement: stamp('项目经理同意'),
  ownerSigned: text('业主签字', { max: 40, optional: true }),
  papers: attachment('协议扫描件', { optional: true, max: 6 }),
  signing: stamp('签订经办'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'proposed' } },
    proposed: { label: '待项目经理同意', next: { agree: 'agreed', return: 'draft' } },
    agreed: { label: '待业主签字', next: { sign: 'running', drop: 'dropped' } },
    running: { label: '履行中', next: { complete: 'completed', break: 'broken' } },
    completed: { label: '已缴清' },
    broken: { label: '未履行' },
    dropped: { label: '业主未签' },
  }),
})

declare module '#engine' {
  interface Forms {
    'instalment-plans': typeof instalmentPlan
  }
}

export default instalmentPlan.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C15',
  source: '《物业管理费用催缴管理作业规程》',
  aliases: ['分期缴纳协商'],
  label: 'number',
  paper: {
    住户: [['number', 'arrears', 'status'], ['place', 'room', 'building', 'customerName'], ['hardship']],
    费用: [['covered'], ['total']],
    分期: [['instalments'], ['sum', 'paid', 'remindedOn']],
    签订: [['proposal', 'agreement'], ['ownerSigned', 'signing'], ['papers']],
  },
  list: {
    columns: ['number', 'room', 'customerName', 'total', 'paid', 'agreement', 'status'],
    filters: ['status', 'room', 'building', 'arrears'],
    sort: '-number',
    totals: ['total', 'paid'],
    search: ['room', 'customerName'],
  },
  views: { running: { label: '履行中', query: 'status=running' } },
  daily: { follow: { label: '分期到期提醒，未履行的终止', code: 'W11', work: followInstalments } },
  may: { read: arrearsReaders, create: 'supervisor', edit: { draft: 'supervisor' }, remove: 'supervisor' },
  scope: byBuilding,
  checks: [(slip) => orderly(slip) || ['instalments', '各期缴费日须逐期在后']],
  opens: coverArrears,
  actions: {
    submit: {
      label: '提交',
      by: 'supervisor',
      stamps: 'proposal',
      guard: ({ sum, total, instalments }, { today }) => {
        if (sum !== total) return `各期合计 ${inYuan(sum)} 须等于分期总额 ${inYuan(total)}`
        return instalments.every(({ dueOn }) => dueOn >= today) || '缴费日不得早于今天'
      },
      unless: notAgreeable,
    },
    agree: {
      label: '同意',
      by: 'project-manager',
      stamps: 'agreement',
      guard: ({ proposal }, { user }) => another(user, [proposal?.user], '提出人不能同意自己的分期'),
    },
    return: { label: '退回', by: 'project-manager', reason: true },
    sign: {
      label: '业主签订',
      by: 'supervisor',
      asks: ['ownerSigned'],
      offers: ['papers'],
      stamps: 'signing',
      unless: notAgreeable,
      effects: beginInstalments,
    },
    drop: { label: '业主不签', by: 'supervisor', reason: true },
    complete: { label: '缴清', by: 'office' },
    break: { label: '未履行', by: 'office' },
  },
  void: { from: ['proposed', 'agreed'], by: 'supervisor', confirmedBy: 'project-manager' },
  print: { size: 'A4', copies: ['客户', '公司'], sign: { 客服主管: 'proposal', 项目经理: 'agreement', 业主: 'pen' } },
})
