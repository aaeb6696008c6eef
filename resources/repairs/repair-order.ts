import {
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  type Instant,
  instant,
  kept,
  lines,
  money,
  note,
  phone,
  type RecordOf,
  ref,
  type Stamp,
  serial,
  signatures,
  stages,
  stamp,
  text,
  tick,
  type User,
} from '#engine'
import { settleRepair, signForRepair } from '../clauses/contacts.ts'
import { late, within } from '../clauses/minutes.ts'
import { sumOf } from '../clauses/money.ts'
import {
  again,
  callBack,
  claim,
  claimBefore,
  feeLine,
  finished,
  materialLine,
  natures,
  ratings,
  sendOut,
  unpriced,
  unsignedJudgement,
  urgencies,
} from '../clauses/repair.ts'
import { repairRules } from '../clauses/repairs-rules.ts'
import {
  calledAndSettled,
  isListed,
  isSent,
  isSomewhere,
  noEngineer,
  openers,
  reception,
  signedByCustomer,
  threeCopies,
} from '../clauses/repairs-slips.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 日常报修单 — written by reception, done by engineering, tried and signed by the customer; three copies. */
export const repairOrders = form('repair-orders', '日常报修单', {
  number: serial('单号', 'BX-{yyyy}{MM}-{0000}'),
  reporter: text('报修人', { max: 40 }),
  phone: phone('联系电话'),
  reportedAt: instant('报修时间', { preset: 'now' }),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  place: text('公共部位', { max: 60, optional: true }),
  content: note('报修内容', { max: 500 }),
  appointedAt: instant('预约维修时间', { optional: true }),
  urgency: choice('紧急程度', urgencies, { preset: 'ordinary' }),
  reworkOf: kept(ref('repair-orders', '返工自', { optional: true })),
  contact: kept(ref('contact-records', '来访来电记录', { optional: true })),
  reworkedBy: kept(ref('repair-orders', '返工单', { optional: true })),
  nature: choice('维修性质', natures, { optional: true }),
  repairer: ref('users', '维修人员', { optional: true }),
  writing: stamp('总台接待'),
  telling: stamp('通知工程部'),
  collection: stamp('工程部领单人'),
  assignment: stamp('工程部经理派工'),
  arrival: stamp('到场'),
  writeBy: kept(instant('填单时限', { optional: true })),
  tellBy: kept(instant('通知时限', { optional: true })),
  arriveBy: kept(instant('到场（答复）时限', { optional: true })),
  lateWriting: computed(tick('填单超时'), (slip: { writing: Stamp | null; writeBy: Instant | null }) =>
    late(slip.writing, slip.writeBy),
  ),
  lateTelling: computed(tick('通知超时'), (slip: { telling: Stamp | null; tellBy: Instant | null }) =>
    late(slip.telling, slip.tellBy),
  ),
  lateArrival: computed(
    tick('到场（答复）超时'),
    (slip: { arrival: Stamp | null; advising: Stamp | null; arriveBy: Instant | null }) =>
      late(slip.arrival ?? slip.advising, slip.arriveBy),
  ),
  overran: kept(tick('逾时未办'), false),
  onTime: computed(
    tick('及时'),
    (slip: { lateArrival: boolean; overran: boolean }) => !slip.lateArrival && !slip.overran,
  ),
  advice: note('建议或措施', { max: 500, optional: true }),
  advising: stamp('工程部经理答复'),
  actualItem: text('实际维修项目', { max: 200, optional: true }),
  priceShown: tick('已出示收费标准', { preset: false }),
  consent: stamp('业户同意（经办）'),
  refusal: note('业户不同意原因', { max: 200, optional: true }),
  refused: stamp('退单人'),
  fees: lines('应收费用', feeLine, { optional: true, max: 30 }),
  materials: lines('物料消耗', materialLine, { optional: true, max: 50 }),
  amount: computed(
    money('应收合计'),
    (slip: { fees: readonly { amount: Fen }[] | null; materials: readonly { amount: Fen }[] | null }) =>
      sumOf(slip.fees, (line) => line.amount) + sumOf(slip.materials, (line) => line.amount),
  ),
  finishing: stamp('维修人员完工'),
  finishedOn: kept(date('完工日期', { optional: true })),
  rating: choice('业户评价', ratings, { optional: true }),
  ...signedByCustomer,
  ...calledAndSettled,
  prepaid: kept(tick('已预收'), false),
  payment: stamp('财务收款'),
  copies: signatures('三联收存', { signers: ['clerk', 'engineering-manager', 'accountant'], order: 'any' }),
  status: stages('状态', {
    draft: { label: '已登记', next: { write: 'written' } },
    written: { label: '已填单', next: { tell: 'told' } },
    told: { label: '已通知工程部', next: { collect: 'collected' } },
    collected: { label: '已领单', next: { assign: 'assigned' } },
    assigned: { label: '已派工', next: { assign: 'assigned', advise: 'advised', arrive: 'on-site' } },
    'on-site': {
      label: '已到场',
      next: { amend: 'on-site', begin: 'in-repair', agree: 'in-repair', decline: 'returned' },
    },
    'in-repair': { label: '维修中', next: { finish: 'finished', pay: 'in-repair', unpay: 'in-repair' } },
    finished: { label: '已完工', next: { sign: 'signed' } },
    signed: { label: '业户已签', next: { pay: 'paid', keep: 'filed' } },
    paid: { label: '已缴费', next: { keep: 'filed', unpay: 'signed' } },
    filed: { label: '已归档', next: { close: 'closed', archive: 'closed', rework: 'reworked' } },
    closed: { label: '已关闭', next: { rework: 'reworked' } },
    advised: { label: '已答复' },
    returned: { label: '业户不同意，已退单' },
    reworked: { label: '已转返工' },
  }),
})

declare module '#engine' {
  interface Forms {
    'repair-orders': typeof repairOrders
  }
}

const chief = 'engineering-manager'
const own = ({ repairer }: Pick<RecordOf<'repair-orders'>, 'repairer'>, user: User) => isSent(repairer, user)

// The order is `registered` here, in its draft stage. Rework is a new order.
export default repairOrders.procedure({
  kind: 'form',
  area: 'repairs',
  code: 'F01',
  source: '《物业辖区业户报修工作流程》三.1',
  aliases: ['零修单', '报修单'],
  label: 'number',
  paper: {
    报修: [
      ['number', 'reportedAt', 'status'],
      ['reporter', 'phone', 'room', 'building', 'place'],
      ['content'],
      ['appointedAt', 'urgency', 'reworkOf', 'reworkedBy', 'contact'],
    ],
    派工: [
      ['writing', 'telling', 'collection'],
      ['nature', 'repairer', 'assignment', 'arrival'],
      ['writeBy', 'lateWriting', 'tellBy', 'lateTelling'],
      ['arriveBy', 'lateArrival', 'overran', 'onTime'],
      ['advice', 'advising'],
    ],
    维修: [
      ['actualItem', 'priceShown', 'consent'],
      ['refusal', 'refused'],
      ['fees'],
      ['materials'],
      ['amount', 'finishing', 'finishedOn'],
    ],
    业户: [
      ['rating', 'signedBy', 'signature'],
      ['mustCall', 'calledBack'],
      ['settlement', 'claimed', 'prepaid', 'payment', 'copies'],
    ],
  },
  list: {
    columns: [
      'number',
      'room',
      'reporter',
      'content',
      'nature',
      'urgency',
      'repairer',
      'reportedAt',
      'amount',
      'status',
    ],
    filters: [
      'status',
      'nature',
      'urgency',
      'room',
      'building',
      'repairer',
      'rating',
      'reportedAt',
      'finishedOn',
      'lateArrival',
      'overran',
      'onTime',
      'arriveBy',
      'settlement',
      'reworkOf',
      'mustCall',
      'calledBack',
    ],
    sort: '-reportedAt',
    totals: ['amount'],
    search: ['reporter', 'room', 'place', 'content'],
  },
  views: {
    reception: { label: '待填单、待通知', query: 'status=draft&status=written&_sort=reportedAt' },
    engineering: { label: '待领单、待派工', query: 'status=told&status=collected&_sort=reportedAt' },
    mine: { label: '我的维修', query: 'repairer=me&status=assigned&status=on-site&status=in-repair&status=finished' },
    unpaid: { label: '已签待缴', query: 'status=signed&settlement=completion' },
    late: { label: '到场超时', query: 'lateArrival=true' },
    overran: { label: '逾时未办', query: 'overran=true&status=draft&status=written&status=assigned' },
    day: {
      label: '报修统计表',
      code: 'F13',
      aliases: ['今日报修'],
      query: 'reportedAt=today&_sort=reportedAt',
      columns: ['number', 'room', 'content', 'nature', 'urgency', 'repairer', 'reportedAt', 'onTime', 'status'],
    },
    reworked: { label: '返工', query: 'status=reworked&_sort=finishedOn&_order=desc' },
    mustCall: { label: '必须回访的报修', query: 'status=filed&mustCall=true&calledBack=false' },
    toCall: { label: '可选回访（满意的零修）', query: 'rating=satisfied&calledBack=false&_sort=finishedOn' },
  },
  may: {
    read: 'everyone',
    create: openers,
    edit: { draft: openers },
    remove: reception,
  },
  due: { draft: 'writeBy', written: 'tellBy', assigned: 'arriveBy' },
  waits: {
    arriving: { label: '派给我的', query: 'repairer=me&status=assigned', for: 'engineer', due: 'arriveBy' },
    mine: {
      label: '我在修的',
      query: 'repairer=me&status=on-site&status=in-repair&status=finished',
      for: 'engineer',
    },
  },
  daily: repairRules,
  scope: byBuildingOrOutside,
  checks: [
    isSomewhere,
    ({ nature, room }) => nature !== 'paid' || room !== null || ['room', '有偿维修须填写房号'],
    isListed,
  ],
  opens: (slip, tx) =>
    tx.update('repair-orders', slip.id, { writeBy: within(slip.reportedAt, tx.policy('sla.repair.write_minutes')) }),
  actions: {
    write: {
      label: '填单',
      by: reception,
      stamps: 'writing',
      effects: (slip, tx) =>
        tx.update('repair-orders', slip.id, { tellBy: within(slip.writing, tx.policy('sla.repair.tell_minutes')) }),
    },
    tell: { label: '通知工程部', by: reception, stamps: 'telling' },
    collect: {
      label: '领单',
      by: ['engineer', 'engineering-supervisor', chief],
      stamps: 'collection',
      effects: signForRepair,
    },
    assign: {
      label: '派工',
      by: chief,
      asks: ['nature', 'repairer'],
      stamps: 'assignment',
      unless: ({ repairer }, reader) => noEngineer(repairer, reader),
      effects: sendOut,
    },
    advise: {
      label: '答复业户',
      by: chief,
      optional: true,
      asks: ['advice'],
      stamps: 'advising',
      guard: ({ nature }) => nature === 'outside' || '只有标准外的项目由工程部经理答复',
      effects: settleRepair,
    },
    arrive: {
      label: '到场',
      by: 'engineer',
      stamps: 'arrival',
      guard: (slip, { user }) => (slip.nature === 'outside' ? '标准外的项目由工程部经理答复' : own(slip, user)),
    },
    amend: {
      label: '更正维修项目',
      by: 'engineer',
      asks: ['actualItem'],
      offers: ['materials'],
      guard: (slip, { user }) => own(slip, user),
    },
    begin: {
      label: '开始维修',
      by: 'engineer',
      guard: (slip, { user }) =>
        slip.nature === 'public' ? own(slip, user) : '有偿维修须先出示收费标准、征得业户同意',
    },
    agree: {
      label: '业户同意维修',
      by: 'engineer',
      asks: ['priceShown'],
      offers: ['fees'],
      stamps: 'consent',
      holds: ['room'],
      guard: (slip, { user, policy }) => {
        if (slip.nature !== 'paid') return '公共区域维修不收费，直接开始维修'
        if (!slip.priceShown) return '须先向业户出示收费标准'
        const before = policy('paid_service.payment') === 'prepaid' && !slip.fees?.length
        return before ? '动工前收费的，须先填写应收费用' : own(slip, user)
      },
      effects: claimBefore,
    },
    decline: {
      label: '业户不同意',
      by: 'engineer',
      asks: ['refusal'],
      stamps: 'refused',
      guard: (slip, { user }) => own(slip, user),
      effects: settleRepair,
    },
    finish: {
      label: '完工',
      by: 'engineer',
      offers: ['fees', 'materials', 'actualItem'],
      stamps: 'finishing',
      guard: (slip, { user }) => unpriced(slip) ?? own(slip, user),
      effects: finished,
    },
    sign: {
      label: '业户签字',
      by: 'engineer',
      asks: ['rating'],
      offers: ['signedBy', 'signature'],
      guard: (slip, { user }) => unsignedJudgement(slip) ?? own(slip, user),
      effects: claim,
    },
    pay: {
      label: '缴费',
      by: 'office',
      stamps: 'payment',
      effects: ({ id, settlement }, tx) => tx.update('repair-orders', id, { prepaid: settlement === 'prepaid' }),
    },
    unpay: {
      label: '撤销缴费',
      by: 'office',
      effects: ({ id }, tx) => tx.update('repair-orders', id, { prepaid: false }),
    },
    keep: {
      label: '收存一联',
      signs: 'copies',
      guard: ({ status, settlement }) =>
        status === 'paid' || settlement !== 'completion' || '业户尚未缴费，请先到财务缴费',
      effects: callBack,
    },
    close: { label: '回访后关闭', by: 'office', effects: settleRepair },
    archive: {
      label: '归档关闭',
      by: reception,
      guard: ({ mustCall, calledBack }) => !mustCall || calledBack || '业户不满意、未评价或未签字，须先回访',
      effects: settleRepair,
    },
    rework: { label: '返工', by: 'office', effects: again },
  },
  void: { from: ['written', 'told', 'collected', 'assigned'], by: reception, confirmedBy: ['service-manager', chief] },
  print: {
    size: 'A4',
    copies: threeCopies,
    sign: { 总台接待: 'writing', 工程部领单人: 'collection', 维修人员: 'finishing', 业户: 'pen', 财务: 'payment' },
  },
})
