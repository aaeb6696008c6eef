import {
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  kept,
  money,
  month,
  phone,
  ref,
  serial,
  stages,
  stamp,
  text,
} from '#engine'
import { arrearsReaders, deliveries, letterLevels } from '../clauses/arrears.ts'
import { issueLetters, lapseLetters } from '../clauses/arrears-letters.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 催费通知书 — the three dated letters: on the 16th, the 24th and the first day after the 30th, each with seven days to pay. */
export const reminderLetter = form('reminder-letters', '催费通知书', {
  number: serial('单号', 'CF-{yyyy}{MM}-{0000}'),
  level: choice('次数', letterLevels),
  arrears: ref('arrears-ledgers', '欠费台账'),
  place: copied(text('房屋'), 'arrears.place'),
  room: copied(ref('properties', '房号'), 'arrears.room'),
  building: copied(text('楼栋'), 'room.building'),
  customerName: copied(text('客户姓名', { optional: true }), 'arrears.customerName'),
  phone: copied(phone('联系电话', { optional: true }), 'arrears.phone'),
  handler: copied(ref('users', '责任人', { optional: true }), 'arrears.handler'),
  from: copied(month('欠费起', { optional: true }), 'arrears.from'),
  until: copied(month('欠费止', { optional: true }), 'arrears.until'),
  principal: copied(money('本金'), 'arrears.principal'),
  lateFee: copied(money('滞纳金'), 'arrears.lateFee'),
  total: computed(money('应缴合计'), (slip: { principal: Fen; lateFee: Fen }) => slip.principal + slip.lateFee),
  issuedOn: kept(date('发出日期', { optional: true })),
  payBy: kept(date('限期', { optional: true })),
  method: choice('送达方式', deliveries, { optional: true }),
  receivedBy: text('签收人', { max: 40, optional: true }),
  delivery: stamp('送达'),
  status: stages('状态', {
    draft: { label: '待发', next: { issue: 'issued' } },
    issued: { label: '已发，待送达', next: { deliver: 'delivered', lapse: 'lapsed', settle: 'settled' } },
    delivered: { label: '已送达', next: { lapse: 'lapsed', settle: 'settled' } },
    lapsed: { label: '逾期未缴', next: { settle: 'settled' } },
    settled: { label: '已缴清' },
  }),
})

declare module '#engine' {
  interface Forms {
    'reminder-letters': typeof reminderLetter
  }
}

const carriers = ['clerk', 'steward', 'supervisor'] as const

export default reminderLetter.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C08',
  source: '《入住手续办理作业指导书》；《收费规章制度样本》',
  aliases: ['二次催费通知书', '最后催费通知书', '欠费通知单'],
  label: 'number',
  paper: {
    住户: [
      ['number', 'level', 'status'],
      ['arrears', 'place', 'room', 'building'],
      ['customerName', 'phone', 'handler'],
    ],
    欠费: [
      ['from', 'until'],
      ['principal', 'lateFee', 'total'],
      ['issuedOn', 'payBy'],
    ],
    送达: [['method', 'receivedBy', 'delivery']],
  },
  list: {
    columns: ['number', 'level', 'room', 'customerName', 'total', 'issuedOn', 'payBy', 'method', 'status'],
    filters: ['status', 'level', 'room', 'building', 'handler', 'issuedOn', 'payBy', 'arrears'],
    sort: '-number',
    totals: ['total'],
    search: ['room', 'customerName'],
  },
  views: {
    toDeliver: { label: '待送达', query: 'status=issued&_sort=building,room' },
    running: { label: '限期未到', query: 'status=issued&status=delivered&payBy_gte=today' },
    last: { label: '最后通知书逾期未缴', query: 'level=last&status=lapsed' },
  },
  due: { issued: 'payBy' },
  waits: { mine: { label: '催费通知书待送达', query: 'handler=me&status=issued', for: 'steward', due: 'payBy' } },
  daily: {
    issue: { label: '按日发出催费通知书', code: 'W12', work: issueLetters },
    lapse: { label: '催费通知书限期届满', code: 'R027', work: lapseLetters },
  },
  may: {
    read: arrearsReaders,
    create: 'nobody',
    edit: {},
    export: ['supervisor', 'service-manager'],
    print: [...carriers, 'service-manager'],
  },
  scope: byBuilding,
  actions: {
    issue: { label: '发出', by: 'office' },
    deliver: {
      label: '送达',
      by: carriers,
      asks: ['method'],
      offers: ['receivedBy'],
      stamps: 'delivery',
      guard: ({ method, receivedBy }) => method !== 'hand' || receivedBy !== null || '上门递交须由签收人签字',
    },
    lapse: { label: '限期届满', by: 'office' },
    settle: { label: '缴清', by: 'office' },
  },
  void: { from: ['issued', 'delivered'], by: 'supervisor', confirmedBy: 'service-manager' },
  print: { size: 'A4', copies: ['客户', '留存'], sign: { 送达人: 'delivery', 签收人: 'pen' } },
})
