import { choice, copied, date, form, kept, money, month, phone, ref, serial, stages, stamp, text } from '#engine'
import { arrearsReaders } from '../clauses/arrears.ts'
import { spared } from '../clauses/arrears-ledger.ts'
import { lapseLawyers, sendLetter } from '../clauses/arrears-legal.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 律师函 — one home's letter by the law firm, sent with proof; what follows without payment is the lawsuit. */
export const lawyerLetter = form('lawyer-letters', '律师函', {
  number: serial('函号', 'LH-{yyyy}{MM}-{0000}'),
  batch: ref('lawyer-letter-batches', '律师函名单'),
  arrears: ref('arrears-ledgers', '欠费台账'),
  place: copied(text('房屋'), 'arrears.place'),
  room: copied(ref('properties', '房号'), 'arrears.room'),
  building: copied(text('楼栋'), 'room.building'),
  customerName: copied(text('客户姓名', { optional: true }), 'arrears.customerName'),
  phone: copied(phone('联系电话', { optional: true }), 'arrears.phone'),
  from: copied(month('欠费起', { optional: true }), 'arrears.from'),
  until: copied(month('欠费止', { optional: true }), 'arrears.until'),
  amount: copied(money('欠费金额'), 'arrears.total'),
  lawFirm: text('律师事务所', { max: 60, optional: true }),
  sentBy: choice('寄送方式', { ems: 'EMS', registered: '挂号信', hand: '当面送达' }, { optional: true }),
  trackingNo: text('邮件号', { max: 40, optional: true }),
  issuedOn: kept(date('发函日期', { optional: true })),
  payBy: kept(date('限期', { optional: true })),
  sending: stamp('寄出'),
  receivedOn: date('签收日期', { optional: true }),
  receipt: stamp('签收登记'),
  status: stages('状态', {
    draft: { label: '待寄出', next: { send: 'sent', settle: 'settled' } },
    sent: { label: '已寄出', next: { receive: 'received', lapse: 'lapsed', settle: 'settled' } },
    received: { label: '已签收', next: { lapse: 'lapsed', settle: 'settled' } },
    lapsed: { label: '逾期未缴', next: { settle: 'settled' } },
    settled: { label: '已缴清' },
  }),
})

declare module '#engine' {
  interface Forms {
    'lawyer-letters': typeof lawyerLetter
  }
}

const senders = ['clerk', 'supervisor'] as const

export default lawyerLetter.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C13.1',
  source: '《物业费催费流程》',
  label: 'number',
  paper: {
    住户: [
      ['number', 'batch', 'status'],
      ['arrears', 'place', 'room', 'building'],
      ['customerName', 'phone'],
    ],
    欠费: [['from', 'until', 'amount']],
    寄送: [
      ['lawFirm', 'sentBy', 'trackingNo'],
      ['issuedOn', 'payBy', 'sending'],
      ['receivedOn', 'receipt'],
    ],
  },
  list: {
    columns: ['number', 'room', 'customerName', 'amount', 'lawFirm', 'issuedOn', 'payBy', 'receivedOn', 'status'],
    filters: ['status', 'room', 'building', 'batch', 'arrears', 'issuedOn', 'payBy'],
    sort: '-number',
    totals: ['amount'],
    search: ['room', 'customerName', 'trackingNo'],
  },
  views: {
    toSend: { label: '待寄出', query: 'status=draft' },
    unanswered: { label: '逾期未缴，可提起诉讼', query: 'status=lapsed' },
  },
  due: { sent: 'payBy', received: 'payBy' },
  daily: { lapse: { label: '律师函限期届满', code: 'W13', work: lapseLawyers } },
  may: { read: arrearsReaders, create: 'nobody', edit: {}, export: senders, print: senders },
  scope: byBuilding,
  checks: [
    ({ sentBy, trackingNo }) =>
      sentBy === null || sentBy === 'hand' || trackingNo !== null || ['trackingNo', '邮寄的须填邮件号，以备举证'],
    ({ receivedOn, issuedOn }) =>
      receivedOn === null || issuedOn === null || receivedOn >= issuedOn || ['receivedOn', '不得早于发函日期'],
  ],
  actions: {
    send: {
      label: '寄出',
      by: senders,
      asks: ['lawFirm', 'sentBy'],
      offers: ['trackingNo'],
      stamps: 'sending',
      unless: async ({ arrears }, reader) => spared(await reader.get('arrears-ledgers', arrears), reader),
      effects: sendLetter,
    },
    receive: { label: '登记签收', by: senders, asks: ['receivedOn'], stamps: 'receipt' },
    lapse: { label: '限期届满', by: 'office' },
    settle: { label: '缴清', by: 'office' },
  },
  void: { from: ['sent'], by: 'supervisor', confirmedBy: 'service-manager' },
  print: { size: 'A4', copies: ['客户', '留存'], sign: { 寄出: 'sending', 签收: 'pen' } },
})
