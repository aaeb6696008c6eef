import { choice, copied, date, form, kept, note, phone, ref, serial, stages, stamp, text } from '#engine'
import { reception } from '../clauses/complaints.ts'
import { settleContact, topics } from '../clauses/contacts.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 建议登记 — what somebody would have done better; the head of customer service takes it up or not, and he is told. */
export const suggestions = form('suggestions', '建议登记', {
  number: serial('单号', 'JY-{yyyy}{MM}-{0000}'),
  receivedOn: date('登记日期', { preset: 'today' }),
  from: text('建议人', { max: 40 }),
  phone: phone('联系电话', { optional: true }),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  contact: kept(ref('contact-records', '来访来电记录', { optional: true })),
  callback: kept(ref('callback-records', '回访记录', { optional: true })),
  topic: choice('建议类别', topics, { preset: 'other' }),
  content: note('建议内容', { max: 500 }),
  opinion: note('处理意见', { max: 500, optional: true }),
  deciding: stamp('客服经理'),
  measure: note('落实情况', { max: 500, optional: true }),
  telling: stamp('告知业户'),
  status: stages('状态', {
    received: { label: '待处理', next: { adopt: 'adopted', decline: 'declined' } },
    adopted: { label: '已采纳', next: { finish: 'done' } },
    declined: { label: '未采纳', next: { finish: 'done' } },
    done: { label: '已办结' },
  }),
})

declare module '#engine' {
  interface Forms {
    suggestions: typeof suggestions
  }
}

const tellers = [...reception, 'service-manager'] as const

export default suggestions.procedure({
  kind: 'register',
  area: 'service',
  code: 'G02',
  source: '《物业部作业指导书》；《小区物业客服工作流程》；《业户回访工作流程》三.（五）',
  aliases: ['意见建议登记'],
  label: 'number',
  paper: {
    建议: [
      ['number', 'receivedOn', 'topic', 'status'],
      ['from', 'phone', 'room', 'building'],
      ['content'],
      ['contact', 'callback'],
    ],
    处理: [['opinion', 'deciding'], ['measure'], ['telling']],
  },
  list: {
    columns: ['number', 'receivedOn', 'topic', 'from', 'room', 'content', 'status'],
    filters: ['status', 'topic', 'room', 'building', 'receivedOn'],
    sort: '-number',
    search: ['from', 'room', 'content'],
  },
  views: { adopted: { label: '采纳待落实', query: 'status=adopted&_sort=receivedOn' } },
  may: { read: 'everyone', create: tellers, edit: { received: tellers } },
  scope: byBuildingOrOutside,
  actions: {
    adopt: { label: '采纳', by: 'service-manager', offers: ['opinion'], stamps: 'deciding' },
    decline: { label: '不采纳', by: 'service-manager', asks: ['opinion'], stamps: 'deciding' },
    finish: {
      label: '告知业户',
      by: tellers,
      offers: ['measure'],
      stamps: 'telling',
      guard: ({ status, measure }) => status !== 'adopted' || measure !== null || '请填写落实情况',
      effects: (slip, tx) => settleContact(slip.contact, tx, `建议 ${slip.number} 已答复建议人`),
    },
  },
})
