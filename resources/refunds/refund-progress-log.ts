import { choice, copied, form, instant, note, ref, text } from '#engine'
import { moneyReaders } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 退费进度记录 — every step of a refund as it was taken and told, and what the customer asked in between; nothing is ever changed in it. */
export const refundProgressLog = form('refund-progress-logs', '退费进度记录', {
  slip: ref('refund-slips', '退款单', { optional: true }),
  application: ref('refund-applications', '退费申请', { optional: true, copy: 'slip.application' }),
  room: ref('properties', '房号', { copy: 'slip.room' }),
  building: copied(text('楼栋'), 'room.building'),
  step: text('步骤或问题', { max: 200 }),
  remark: note('说明或答复', { max: 500, optional: true }),
  channel: choice(
    '告知方式',
    { record: '仅记录', notice: '通知', sms: '短信', desk: '咨询台', phone: '电话' },
    { preset: 'desk' },
  ),
  happenedAt: instant('时间', { preset: 'now' }),
})

declare module '#engine' {
  interface Forms {
    'refund-progress-logs': typeof refundProgressLog
  }
}

export default refundProgressLog.procedure({
  kind: 'ledger',
  area: 'refunds',
  code: 'D05',
  source: '《物业关于退费流程方案》：退费进度告知、退费咨询台',
  aliases: ['退费进度', '退费咨询记录'],
  label: 'step',
  paper: {
    进度: [['slip', 'application', 'room', 'building'], ['step', 'channel', 'happenedAt'], ['remark']],
  },
  list: {
    columns: ['happenedAt', 'slip', 'application', 'room', 'step', 'remark', 'channel'],
    filters: ['slip', 'application', 'room', 'building', 'channel', 'happenedAt'],
    sort: '-happenedAt',
    search: ['room', 'slip'],
  },
  views: { asked: { label: '退费咨询', query: 'channel=desk&channel=phone' } },
  may: {
    read: moneyReaders,
    create: ['clerk', 'supervisor'],
    edit: 'nobody',
    export: ['supervisor', 'service-manager'],
  },
  scope: byBuilding,
  actions: {},
})
