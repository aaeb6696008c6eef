import { copied, date, form, note, ref, stages, stamp, text } from '#engine'
import { arrearsReaders } from '../clauses/arrears.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 催费温馨提示 — posted for customers who pay ahead, after the offset and ten days before the last day. */
export const paymentTip = form('payment-tips', '催费温馨提示', {
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  customer: ref('residents', '客户', { optional: true, copy: 'room.owner' }),
  customerName: copied(text('客户姓名', { optional: true }), 'customer.name'),
  words: note('提示内容', { max: 500 }),
  dueOn: date('缴费截止日'),
  posting: stamp('张贴'),
  status: stages('状态', {
    printed: { label: '待张贴', next: { post: 'posted' } },
    posted: { label: '已张贴' },
  }),
})

declare module '#engine' {
  interface Forms {
    'payment-tips': typeof paymentTip
  }
}

const posters = ['steward', 'clerk'] as const

export default paymentTip.procedure({
  kind: 'register',
  area: 'arrears',
  code: 'C09',
  source: '《物业服务费用催缴管理作业指导书》',
  aliases: ['温馨提示'],
  label: ({ customerName, dueOn }) => [customerName, dueOn].filter(Boolean).join(' '),
  paper: { 提示: [['room', 'building', 'customer', 'customerName'], ['words'], ['dueOn', 'posting', 'status']] },
  list: {
    columns: ['room', 'customerName', 'words', 'dueOn', 'posting', 'status'],
    filters: ['status', 'room', 'building', 'dueOn'],
    sort: '-dueOn',
    search: ['room', 'customerName'],
  },
  may: { read: arrearsReaders, create: posters, edit: { printed: posters }, print: posters },
  scope: byBuilding,
  actions: { post: { label: '张贴', by: posters, stamps: 'posting' } },
  print: { size: 'A5', copies: ['张贴'], sign: { 张贴人: 'pen' } },
})
