import {
  attachment,
  choice,
  computed,
  copied,
  date,
  decimal,
  type Fen,
  form,
  type Instant,
  instant,
  kept,
  lines,
  money,
  note,
  phone,
  ref,
  type Stamp,
  serial,
  stages,
  stamp,
  text,
  tick,
  whole,
} from '#engine'
import { departments } from '../clauses/inspection.ts'
import { late } from '../clauses/minutes.ts'
import { sumOf } from '../clauses/money.ts'
import {
  fairPrices,
  feeLine,
  materialLine,
  mustBeCalled,
  ratings,
  unsignedJudgement,
  urgencies,
} from '../clauses/repair.ts'
import { settlements } from '../clauses/repairs-charge.ts'
import { notify } from '../clauses/repairs-notices.ts'
import { workRules } from '../clauses/repairs-rules.ts'
import { warrantyParts } from '../clauses/repairs-warranty.ts'
import {
  confirmed,
  countPaid,
  done,
  follow,
  misjudged,
  own,
  send,
  sendBack,
  takeIn,
  undispatchable,
  unfinished,
  unpaid,
  workAgain,
  workKinds,
} from '../clauses/repairs-work.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

type Amounts = readonly { amount: Fen }[] | null
const sum = (lines: Amounts) => sumOf(lines, (line) => line.amount)

/** 维修工作单 — asked for at the desk, dispatched to one person, confirmed by the customer. */
export const workOrders = form('work-orders', '维修工作单', {
  number: serial('单号', 'WX-{yyyy}{MM}-{0000}'),
  openedAt: instant('日期时间', { preset: 'now' }),
  applicant: text('申报人', { max: 40 }),
  phone: phone('联系电话'),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  place: text('公共部位', { max: 60, optional: true }),
  content: note('工作内容', { max: 500 }),
  repeated: tick('已向业户复述', { preset: false }),
  urgency: choice('紧急程度', urgencies, { preset: 'ordinary' }),
  appointedAt: instant('预约时间', { optional: true, early: true }),
  part: choice('保修部位', warrantyParts, { optional: true }),
  kind: choice('维修类别', workKinds, { optional: true, hint: '不填的，受理时按部位和保修期判定' }),
  warrantyUntil: kept(date('保修至', { optional: true })),
  inWarranty: kept(tick('保修期内'), false),
  reworkOf: kept(ref('work-orders', '返工自', { optional: true })),
  reworkedBy: kept(ref('work-orders', '返工单', { optional: true })),
  handler: stamp('中心经手人'),
  reply: note('答复业户', { max: 500, optional: true }),
  feasible: kept(tick('评审可行', { optional: true })),
  department: choice('责任部门', departments, { preset: 'engineering' }),
  engineer: ref('users', '维修人员', { optional: true }),
  contractor: text('外请单位', { max: 60, optional: true }),
  requiredBy: instant('要求完成时间', { optional: true }),
  matters: note('主要事项', { max: 500, optional: true }),
  dispatch: kept(ref('dispatch-orders', '派工单', { optional: true })),
  returns: kept(whole('返单次数', { min: 0 }), 0),
  rejection: note('业户不满意原因', { max: 500, optional: true }),
  priceShown: tick('已出示收费标准', { preset: false }),
  consent: stamp('业户同意（经办）'),
  delays: kept(whole('延期次数', { min: 0 }), 0),
  delayReason: note('延期原因', { max: 200, optional: true }),
  expectedAt: instant('预计完成', { optional: true }),
  item: text('实际维修项目', { max: 200, optional: true }),
  hours: decimal('工时', { min: 0, optional: true, unit: '小时' }),
  fees: lines('应收费用', feeLine, { optional: true, max: 30, early: true }),
  materials: lines('物料消耗', materialLine, { optional: true, max: 50 }),
  labourFee: computed(money('人工费'), (slip: { fees: Amounts }) => sum(slip.fees)),
  materialFee: computed(money('材料费'), (slip: { materials: Amounts }) => sum(slip.materials)),
  total: computed(money('合计'), (slip: { labourFee: Fen; materialFee: Fen }) => slip.labourFee + slip.materialFee),
  finishing: stamp('完工'),
  finishedOn: kept(date('完工日期', { optional: true })),
  late: computed(tick('完工超时'), (slip: { finishing: Stamp | null; requiredBy: Instant | null }) =>
    late(slip.finishing, slip.requiredBy),
  ),
  overran: kept(tick('逾时'), false),
  recheck: stamp('维修部复检'),
  recheckAt: instant('复验预约', { optional: true }),
  rating: choice('业户评价', ratings, { optional: true }),
  timely: tick('业户认可及时', { optional: true }),
  signedBy: text('业户签名', { max: 40, optional: true }),
  signature: attachment('签名照片', { optional: true, max: 3 }),
  confirmedOn: kept(date('确认日期', { optional: true })),
  remindedOn: kept(date('催签日期', { optional: true })),
  mustCall: computed(tick('必须回访'), (slip: { rating: keyof typeof ratings | null }) => mustBeCalled(slip.rating)),
  calledBack: kept(tick('已回访'), false),
  settlement: kept(choice('收款', settlements, { optional: true })),
  claimed: kept(money('已开应收', { min: 0 }), 0),
  received: kept(money('已收', { min: 0 }), 0),
  payment: stamp('财务收款'),
  status: stages('状态', {
    draft: { label: '已登记', next: { open: 'opened' } },
    opened: {
      label: '已受理',
      next: { dispatch: 'dispatched', assess: 'assessing', answer: 'answered', pay: 'opened', unpay: 'opened' },
    },
    assessing: { label: '评审中', next: { assessed: 'assessed', pay: 'assessing', unpay: 'assessing' } },
    assessed: {
      label: '已评审',
      next: { dispatch: 'dispatched', decline: 'declined', reopen: 'opened', pay: 'assessed', unpay: 'assessed' },
    },
    dispatched: { label: '已派工', next: { accept: 'in-repair', recall: 'opened' } },
    'in-repair': {
      label: '维修中',
      next: { agree: 'in-repair', delay: 'in-repair', complete: 'handled', stall: 'escalated' },
    },
    escalated: { label: '无法处理，已上报', next: { resume: 'in-repair', decline: 'declined' } },
    handled: { label: '已完工，待业户确认', next: { recheck: 'handled', confirm: 'confirmed', reject: 'returned' } },
    returned: { label: '业户不满意，返单', next: { dispatch: 'dispatched' } },
    confirmed: {
      label: '业户已确认',
      next: { pay: 'confirmed', unpay: 'confirmed', archive: 'closed', close: 'closed', rework: 'reworked' },
    },
    closed: { label: '已关闭', next: { pay: 'closed', unpay: 'closed', rework: 'reworked' } },
    answered: { label: '已答复' },
    declined: { label: '不可行，已说明' },
    reworked: { label: '已转返工' },
  }),
})

declare module '#engine' {
  interface Forms {
    'work-orders': typeof workOrders
  }
}

const reception = ['clerk', 'supervisor'] as const
const openers = [...reception, 'steward', 'area-officer'] as const

export default workOrders.procedure({
  kind: 'form',
  area: 'repairs',
  code: 'F04',
  source: '《物业管理公司请修处理流程》；《物业客服部工作流程表格》；《费用收取作业指导书》4.1',
  aliases: [
    '维修单',
    '报修维修单',
    '业主报修记录表',
    '业主报修有偿服务记录表',
    '业主报修处置记录表',
    '维修工单',
    '工程维护单',
  ],
  label: 'number',
  paper: {
    申报: [
      ['number', 'openedAt', 'status'],
      ['applicant', 'phone', 'room', 'building', 'place'],
      ['content'],
      ['repeated', 'urgency', 'appointedAt'],
      ['part', 'kind', 'warrantyUntil', 'inWarranty'],
      ['reworkOf', 'reworkedBy', 'handler'],
      ['reply'],
    ],
    派工: [
      ['feasible', 'department', 'engineer', 'contractor'],
      ['requiredBy', 'dispatch', 'returns'],
      ['matters'],
      ['rejection'],
    ],
    维修: [
      ['priceShown', 'consent', 'delays', 'expectedAt'],
      ['delayReason'],
      ['item', 'hours'],
      ['fees'],
      ['materials'],
      ['labourFee', 'materialFee', 'total'],
      ['finishing', 'finishedOn', 'late', 'overran'],
    ],
    业户: [
      ['recheck', 'recheckAt'],
      ['rating', 'timely', 'signedBy', 'signature'],
      ['confirmedOn', 'remindedOn', 'mustCall', 'calledBack'],
      ['settlement', 'claimed', 'received', 'payment'],
    ],
  },
  list: {
    columns: ['number', 'room', 'applicant', 'content', 'kind', 'urgency', 'engineer', 'openedAt', 'total', 'status'],
    filters: [
      'status',
      'kind',
      'urgency',
      'part',
      'room',
      'building',
      'engineer',
      'department',
      'settlement',
      'rating',
      'openedAt',
      'requiredBy',
      'finishedOn',
      'confirmedOn',
      'late',
      'overran',
      'returns',
      'mustCall',
      'calledBack',
      'inWarranty',
      'reworkOf',
    ],
    sort: '-openedAt',
    totals: ['total', 'received'],
    search: ['applicant', 'room', 'place', 'content'],
  },
  views: {
    waiting: { label: '待派工', query: 'status=opened&status=assessed&status=returned&_sort=openedAt' },
    mine: { label: '我的工作单', query: 'engineer=me&status=dispatched&status=in-repair&status=handled' },
    customer: { label: '待业户确认', query: 'status=handled&_sort=finishedOn' },
    overran: { label: '逾时的工作单', query: 'overran=true' },
    unpaid: { label: '已确认待缴', query: 'status=confirmed&settlement=completion' },
    moveIn: { label: '交房整改', query: 'kind=move-in' },
    returned: { label: '返单的工作单', query: 'returns_gt=0' },
    toCall: { label: '可选回访的工作单', query: 'status=confirmed&status=closed&calledBack=false&_sort=finishedOn' },
  },
  waits: {
    mine: { label: '我在修的', query: 'engineer=me&status=in-repair', for: 'engineer', due: 'requiredBy' },
    unsigned: { label: '待业户签字', query: 'engineer=me&status=handled', for: 'engineer', due: 'finishedOn' },
  },
  due: { dispatched: 'requiredBy', 'in-repair': 'requiredBy', escalated: 'requiredBy' },
  daily: workRules,
  may: { read: 'everyone', create: openers, edit: { draft: openers }, remove: reception },
  scope: byBuildingOrOutside,
  checks: [
    ({ room, place }) => room !== null || place !== null || ['room', '请填写房号或公共部位'],
    ({ fees }) => fairPrices(fees) || ['fees', '单价须按收费标准，面议项目除外'],
    ({ kind, room }) => kind !== 'move-in' || room !== null || ['room', '交房整改须填写房号'],
  ],
  actions: {
    open: { label: '受理', by: reception, stamps: 'handler', holds: ['room'], unless: misjudged, effects: takeIn },
    answer: { label: '当场答复', by: reception, asks: ['reply'] },
    assess: {
      label: '提请评审',
      by: reception,
      effects: ({ id }, tx) => tx.create('repair-assessments', { order: id }),
    },
    assessed: { label: '评审完毕', by: 'office', asks: ['feasible'] },
    reopen: {
      label: '重新受理',
      by: 'office',
      effects: ({ id }, tx) => tx.update('work-orders', id, { feasible: null }),
    },
    decline: {
      label: '说明不可行',
      by: [...reception, 'property-manager'],
      asks: ['reply'],
      guard: ({ status, feasible }, { user }) => {
        if (status === 'assessed') return feasible === false || '评审为可行，请派工'
        return (
          user.roles.some((role) => role === 'supervisor' || role === 'property-manager') ||
          '已上报的维修由客服主管或物业经理决定'
        )
      },
      effects: (slip, tx) => follow(slip, 'close', tx),
    },
    dispatch: {
      label: '派工',
      by: reception,
      asks: ['department', 'engineer'],
      offers: ['requiredBy', 'contractor', 'matters', 'appointedAt'],
      guard: (slip) => undispatchable(slip),
      unless: async ({ engineer }, reader) => {
        const person = engineer && (await reader.get('users', engineer))
        if (!person || person.roles?.includes('engineer')) return []
        return [{ message: `${person.name}不是维修人员`, resource: 'users', id: person.id }]
      },
      effects: send,
    },
    recall: { label: '收回派工', by: 'office' },
    accept: {
      label: '接单',
      by: 'office',
      effects: ({ id }, tx) => notify({ workOrder: id }, { kind: 'accepted' }, tx),
    },
    agree: {
      label: '业户同意维修',
      by: 'engineer',
      asks: ['priceShown'],
      stamps: 'consent',
      guard: (slip, { user }) => {
        if (slip.kind !== 'paid') return '不收费的维修不需同意收费'
        return slip.priceShown ? own(slip, user) : '须先向业户出示收费标准'
      },
    },
    delay: {
      label: '延期',
      by: ['engineer', ...reception, 'engineering-supervisor'],
      asks: ['delayReason', 'expectedAt'],
      effects: async ({ id, delays, delayReason, expectedAt }, tx) => {
        await tx.update('work-orders', id, { delays: delays + 1 })
        await notify({ workOrder: id }, { kind: 'delay', reason: delayReason, expectedAt }, tx)
      },
    },
    stall: {
      label: '无法处理上报',
      by: ['engineer', ...reception],
      reason: true,
      effects: (slip, tx) => follow(slip, 'stall', tx),
    },
    resume: {
      label: '协商后继续',
      by: ['supervisor', 'engineering-supervisor', 'property-manager'],
      reason: true,
      offers: ['requiredBy', 'contractor', 'matters'],
      effects: (slip, tx) => follow(slip, 'resume', tx),
    },
    complete: {
      label: '完工',
      by: 'engineer',
      asks: ['item'],
      offers: ['hours', 'fees', 'materials'],
      stamps: 'finishing',
      guard: (slip, { user }) => {
        const mine = own(slip, user)
        return mine === true ? unfinished(slip) : mine
      },
      effects: done,
    },
    recheck: {
      label: '复检合格',
      by: ['engineering-supervisor', 'engineering-manager'],
      offers: ['recheckAt'],
      stamps: 'recheck',
      guard: ({ kind, recheck }) => {
        if (kind !== 'move-in') return '只有交房整改须由维修部复检'
        return recheck === null || '已经复检'
      },
      effects: ({ id, recheckAt }, tx) =>
        recheckAt === null
          ? Promise.resolve()
          : notify({ workOrder: id }, { kind: 'visit', expectedAt: recheckAt }, tx),
    },
    confirm: {
      label: '业户确认',
      by: ['engineer', 'clerk', 'steward'],
      asks: ['rating'],
      offers: ['signedBy', 'signature', 'timely'],
      holds: ['room'],
      guard: (slip) => {
        if (slip.kind === 'move-in' && slip.recheck === null) return '交房整改须先由维修部复检合格'
        if (slip.rating === 'dissatisfied') return '业户不满意的，请办理返单'
        return unsignedJudgement(slip) ?? true
      },
      effects: confirmed,
    },
    reject: {
      label: '业户不满意，返单',
      by: ['engineer', 'clerk', 'steward'],
      asks: ['rejection'],
      effects: sendBack,
    },
    pay: { label: '缴费', by: 'office', stamps: 'payment', effects: countPaid },
    unpay: { label: '撤销缴费', by: 'office', effects: countPaid },
    archive: {
      label: '归档关闭',
      by: [...reception, 'steward'],
      guard: (slip) => {
        if (slip.mustCall && !slip.calledBack) return '业户未评价或未签字，须先回访'
        return unpaid(slip)
      },
    },
    close: { label: '回访后关闭', by: 'office' },
    rework: { label: '返工', by: 'office', effects: workAgain },
  },
  void: {
    from: ['opened', 'dispatched'],
    by: reception,
    confirmedBy: ['service-manager', 'engineering-manager'],
    guard: ({ claimed }) => claimed === 0 || '已开应收，须先由会计取消应收',
  },
  print: {
    copies: ['第一联 客服部', '第二联 工程部', '第三联 财务部'],
    sign: { 中心经手人: 'handler', 维修人员: 'finishing', 业户: 'pen', 财务: 'payment' },
  },
})
