import {
  attachment,
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  instant,
  kept,
  money,
  note,
  phone,
  ref,
  stages,
  stamp,
  text,
  tick,
} from '#engine'
import {
  arrearsReaders,
  chasers,
  classes,
  classOf,
  isReached,
  methods,
  nextActionOf,
  nextActions,
  type Outcome,
  outcomes,
  reasons,
} from '../clauses/arrears.ts'
import { recordChase } from '../clauses/arrears-chase.ts'
import { another } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

type Method = keyof typeof methods

/** 欠费催缴记录 — one call or visit, what came of it, and what the class asks next; the supervisor reads it the same day. */
export const dunningRecord = form('dunning-records', '欠费催缴记录', {
  arrears: ref('arrears-ledgers', '欠费台账'),
  place: copied(text('房屋'), 'arrears.place'),
  room: copied(ref('properties', '房号'), 'arrears.room'),
  building: copied(text('楼栋'), 'room.building'),
  customerName: copied(text('客户姓名', { optional: true }), 'arrears.customerName'),
  principal: copied(money('当时欠费'), 'arrears.total'),
  contactedAt: instant('催缴时间', { preset: 'now' }),
  contactedOn: kept(date('催缴日期', { optional: true })),
  handler: kept(ref('users', '催缴人', { optional: true })),
  method: choice('方式', methods, { preset: 'phone' }),
  dialled: phone('拨打号码', { optional: true, copy: 'arrears.phone' }),
  outcome: choice('结果', outcomes),
  class: computed(choice('分类', classes), (slip: { outcome: Outcome }) => classOf[slip.outcome]),
  called: computed(tick('电话短信'), (slip: { method: Method }) => slip.method === 'phone' || slip.method === 'sms'),
  reached: computed(tick('已联系上'), (slip: { outcome: Outcome }) => isReached(slip.outcome)),
  promiseOn: date('承诺缴费日', { optional: true }),
  promiseAmount: money('承诺金额', { min: 1, optional: true }),
  promised: computed(money('承诺'), (slip: { outcome: Outcome; promiseAmount: Fen | null; principal: Fen }) =>
    slip.outcome === 'promised' ? (slip.promiseAmount ?? slip.principal) : 0,
  ),
  cause: choice('欠费原因', reasons, { optional: true }),
  detail: note('情况说明', { max: 500, optional: true }),
  newContact: phone('新找到的电话', { optional: true }),
  photo: attachment('照片', { optional: true, max: 3 }),
  nextAction: computed(
    choice('下一步', nextActions),
    (slip: { outcome: Outcome }) => nextActionOf[classOf[slip.outcome]],
  ),
  nextOn: kept(date('下一步日期', { optional: true })),
  guidance: note('核查意见', { max: 500, optional: true }),
  checking: stamp('客服主管核查'),
  status: stages('状态', {
    recorded: { label: '待核查', next: { check: 'checked' } },
    checked: { label: '已核查' },
  }),
})

declare module '#engine' {
  interface Forms {
    'dunning-records': typeof dunningRecord
  }
}

const heads = ['supervisor', 'service-manager'] as const

export default dunningRecord.procedure({
  kind: 'register',
  area: 'arrears',
  code: 'C05',
  source: '《物业费催费流程》；《客服部客服收费退费工作程序》',
  aliases: ['物业费欠费催缴记录表', '催收记录'],
  label: ({ place, contactedOn, outcome }) => [place, contactedOn, outcomes[outcome]].filter(Boolean).join(' '),
  paper: {
    住户: [['arrears', 'place', 'room', 'building', 'customerName'], ['principal']],
    催缴: [
      ['contactedAt', 'contactedOn', 'handler'],
      ['method', 'dialled', 'called'],
      ['outcome', 'class', 'reached'],
      ['promiseOn', 'promiseAmount', 'promised'],
      ['cause', 'newContact'],
      ['detail'],
      ['photo'],
    ],
    后续: [['nextAction', 'nextOn'], ['guidance'], ['checking', 'status']],
  },
  list: {
    columns: [
      'contactedAt',
      'room',
      'customerName',
      'method',
      'outcome',
      'class',
      'promiseOn',
      'nextOn',
      'handler',
      'status',
    ],
    filters: [
      'status',
      'class',
      'outcome',
      'method',
      'cause',
      'handler',
      'room',
      'building',
      'contactedOn',
      'promiseOn',
      'arrears',
      'called',
      'reached',
    ],
    sort: '-contactedAt',
    totals: ['promised'],
    search: ['room', 'customerName'],
  },
  views: {
    today: {
      label: '催费日报',
      code: 'C10',
      aliases: ['催费日报表', '今日催缴'],
      query: 'contactedOn=today&_sort=handler,contactedAt',
      columns: ['handler', 'contactedAt', 'room', 'method', 'outcome', 'class', 'promiseOn', 'promised', 'guidance'],
    },
    mine: { label: '我的催缴记录', query: 'handler=me' },
    unchecked: { label: '待核查', query: 'status=recorded&_sort=contactedAt' },
    refused: { label: '拒绝缴费', query: 'outcome=refused' },
  },
  waits: {
    unchecked: { label: '当日催缴记录待核查', query: 'status=recorded', for: 'supervisor', due: 'contactedOn' },
  },
  may: { read: arrearsReaders, create: chasers, edit: {}, export: heads },
  scope: byBuilding,
  checks: [
    ({ contactedAt }, { now }) => contactedAt <= now || ['contactedAt', '不得晚于现在'],
    ({ outcome, promiseOn }) =>
      outcome !== 'promised' || promiseOn !== null || ['promiseOn', '承诺缴费的须填承诺缴费日'],
    ({ outcome, promiseOn }) =>
      outcome === 'promised' || promiseOn === null || ['promiseOn', '没有承诺的不填承诺缴费日'],
    ({ promiseOn, status }, { today }) =>
      status !== 'recorded' || promiseOn === null || promiseOn >= today || ['promiseOn', '不得早于今天'],
    ({ outcome, cause }) => outcome !== 'refused' || cause !== null || ['cause', '拒绝缴费的须问明原因'],
    ({ method, dialled }) => method !== 'phone' || dialled !== null || ['dialled', '电话催缴须填拨打号码'],
    ({ promiseAmount, principal }) =>
      promiseAmount === null || promiseAmount <= principal || ['promiseAmount', '不得超过欠费'],
  ],
  opens: recordChase,
  actions: {
    check: {
      label: '核查',
      by: heads,
      offers: ['guidance'],
      stamps: 'checking',
      guard: ({ createdBy }, { user }) => another(user, [createdBy], '催缴人不能核查自己的记录'),
    },
  },
})
