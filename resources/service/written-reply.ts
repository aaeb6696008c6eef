import { copied, date, form, kept, note, phone, ref, serial, stages, stamp, text } from '#engine'
import { reception } from '../clauses/complaints.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 书面答复 — the formal answer to a written complaint, signed by the head of customer service. */
export const writtenReplies = form('written-replies', '书面答复', {
  number: serial('文号', 'DF-{yyyy}{MM}-{0000}'),
  complaint: ref('complaints', '投诉单'),
  room: copied(ref('properties', '房号', { optional: true }), 'complaint.room'),
  building: copied(text('楼栋', { optional: true }), 'complaint.building'),
  recipient: text('致', { max: 40, copy: 'complaint.complainant' }),
  phone: phone('联系电话', { copy: 'complaint.phone' }),
  dueOn: kept(date('答复期限', { optional: true })),
  words: note('答复正文', { max: 2000, optional: true }),
  signing: stamp('客服经理签发'),
  issuedOn: kept(date('签发日期', { optional: true })),
  receivedBy: text('签收人', { max: 40, optional: true }),
  delivery: stamp('送达人'),
  deliveredOn: kept(date('送达日期', { optional: true })),
  status: stages('状态', {
    draft: { label: '待拟稿', next: { sign: 'signed' } },
    signed: { label: '已签发', next: { deliver: 'delivered' } },
    delivered: { label: '已送达' },
  }),
})

declare module '#engine' {
  interface Forms {
    'written-replies': typeof writtenReplies
  }
}

export default writtenReplies.procedure({
  kind: 'form',
  area: 'service',
  code: 'G07',
  source: '《物业中心业户投诉处理流程》三.1：书面投诉由客服负责人正式行文答复',
  aliases: ['投诉书面答复'],
  label: 'number',
  paper: {
    答复: [
      ['number', 'complaint', 'status'],
      ['recipient', 'phone', 'room', 'building'],
      ['words'],
      ['signing', 'issuedOn', 'dueOn'],
    ],
    送达: [['receivedBy', 'delivery', 'deliveredOn']],
  },
  list: {
    columns: ['number', 'complaint', 'recipient', 'room', 'dueOn', 'issuedOn', 'deliveredOn', 'status'],
    filters: ['status', 'complaint', 'room', 'building', 'dueOn', 'issuedOn'],
    sort: ['-issuedOn', 'dueOn'],
    search: ['recipient', 'room'],
  },
  views: {
    overdue: { label: '逾期未送达', query: 'status=draft&status=signed&dueOn_lt=today&_sort=dueOn' },
  },
  may: {
    read: 'everyone',
    create: [...reception, 'service-manager'],
    edit: { draft: [...reception, 'service-manager'] },
    remove: 'service-manager',
  },
  scope: byBuildingOrOutside,
  due: { draft: 'dueOn', signed: 'dueOn' },
  actions: {
    sign: {
      label: '签发',
      by: 'service-manager',
      asks: ['words'],
      stamps: 'signing',
      effects: async (slip, tx) => {
        await tx.update('written-replies', slip.id, { issuedOn: tx.today })
        await tx.update('complaints', slip.complaint, { writtenReply: slip.id })
      },
    },
    deliver: {
      label: '送达',
      by: [...reception, 'service-manager', 'property-officer'],
      asks: ['receivedBy'],
      stamps: 'delivery',
      effects: async (slip, tx) => {
        await tx.update('written-replies', slip.id, { deliveredOn: tx.today })
        await tx.update('complaints', slip.complaint, { writtenReplyOn: tx.today })
      },
    },
  },
  void: { from: ['signed'], by: 'service-manager', confirmedBy: 'centre-manager' },
  print: { size: 'A4', copies: ['业主', '客服部'], sign: { 客服经理: 'signing', 业户签收: 'pen' } },
})
