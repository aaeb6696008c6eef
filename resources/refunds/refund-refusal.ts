import { choice, copied, form, kept, note, phone, ref, serial, stages, stamp, text } from '#engine'
import { moneyReaders } from '../clauses/persons.ts'
import { tellRefusal } from '../clauses/refund-progress.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 退费不符告知 — which conditions are not met and which papers are wanted: opened by the refusal, told by customer service. */
export const refundRefusal = form('refund-refusals', '退费不符告知', {
  number: serial('单号', 'BF-{yyyy}{MM}-{0000}'),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  customer: copied(ref('residents', '客户', { optional: true }), 'room.owner'),
  customerName: copied(text('客户姓名', { optional: true }), 'customer.name'),
  phone: copied(phone('联系电话', { optional: true }), 'customer.phone'),
  slip: kept(ref('refund-slips', '退款单', { optional: true })),
  application: kept(ref('refund-applications', '退费申请', { optional: true })),
  deposit: kept(ref('deposits', '押金', { optional: true })),
  conditions: note('不符的条件', { max: 500 }),
  papersNeeded: note('所需资料', { max: 500, optional: true }),
  channel: choice('告知方式', { desk: '当面', phone: '电话', sms: '短信', letter: '书面' }, { optional: true }),
  toldTo: text('告知对象', { max: 40, optional: true }),
  telling: stamp('告知'),
  outcome: note('客户答复', { max: 500, optional: true }),
  status: stages('状态', {
    draft: { label: '待告知', next: { tell: 'told' } },
    told: { label: '已告知', next: { reapply: 'reapplied', close: 'closed' } },
    reapplied: { label: '已重新申请' },
    closed: { label: '已结束' },
  }),
})

declare module '#engine' {
  interface Forms {
    'refund-refusals': typeof refundRefusal
  }
}

const desk = ['clerk', 'supervisor'] as const

export default refundRefusal.procedure({
  kind: 'form',
  area: 'refunds',
  code: 'D03',
  source: '《物业公司客服部客服收费退费工作程序》五：不符合条件的告知条件和所需资料',
  aliases: ['退费不符合条件告知', '退款不予办理告知'],
  label: 'number',
  paper: {
    客户: [
      ['number', 'room', 'building', 'status'],
      ['customer', 'customerName', 'phone'],
      ['slip', 'application', 'deposit'],
    ],
    告知: [['conditions'], ['papersNeeded'], ['channel', 'toldTo', 'telling'], ['outcome']],
  },
  list: {
    columns: ['number', 'room', 'customerName', 'conditions', 'papersNeeded', 'channel', 'telling', 'status'],
    filters: ['status', 'room', 'building', 'channel', 'deposit'],
    sort: '-number',
    search: ['room', 'customerName', 'conditions'],
  },
  views: { untold: { label: '待告知', query: 'status=draft' } },
  may: {
    read: moneyReaders,
    create: 'nobody',
    edit: { draft: desk },
    print: desk,
    export: ['supervisor', 'service-manager'],
  },
  scope: byBuilding,
  actions: {
    tell: { label: '告知客户', by: desk, asks: ['channel', 'toldTo'], stamps: 'telling', effects: tellRefusal },
    reapply: { label: '重新申请', by: 'office' },
    close: { label: '结束', by: desk, asks: ['outcome'] },
  },
  void: { from: ['told'], by: desk, confirmedBy: 'service-manager' },
  print: { size: 'A5', copies: ['客户', '客服'], sign: { 告知人: 'telling', 客户签收: 'pen' } },
})
