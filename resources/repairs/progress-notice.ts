import { choice, copied, form, instant, note, ref, text } from '#engine'
import { noticeKinds, sendNotice } from '../clauses/repairs-notices.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 报修进展/延期通知 — what a customer was told about his repair: by the steps of the order, or by customer service. */
export const progressNotices = form('repair-progress-notices', '报修进展通知', {
  order: ref('repair-orders', '报修单', { optional: true }),
  workOrder: ref('work-orders', '维修工作单', { optional: true }),
  room: ref('properties', '房号', { optional: true, copy: 'order.room' }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  kind: choice('通知内容', noticeKinds, { preset: 'progress' }),
  reason: note('说明', { max: 200, optional: true }),
  expectedAt: instant('预计（上门）时间', { optional: true }),
  sentAt: instant('通知时间', { preset: 'now' }),
})

declare module '#engine' {
  interface Forms {
    'repair-progress-notices': typeof progressNotices
  }
}

const writers = ['clerk', 'supervisor', 'steward', 'engineer', 'engineering-supervisor'] as const

export default progressNotices.procedure({
  kind: 'register',
  area: 'repairs',
  code: 'F14',
  source: '《小区物业客服人员日常工作流程》工单进展；《物业客服部工作流程》',
  aliases: ['延期通知', '进展通知'],
  label: ({ kind }) => noticeKinds[kind],
  paper: { 通知: [['order', 'workOrder', 'room', 'building'], ['kind', 'expectedAt', 'sentAt'], ['reason']] },
  list: {
    columns: ['order', 'workOrder', 'room', 'kind', 'reason', 'expectedAt', 'sentAt'],
    filters: ['order', 'workOrder', 'room', 'building', 'kind', 'sentAt'],
    sort: '-sentAt',
    search: ['order', 'workOrder', 'reason'],
  },
  views: { delays: { label: '延期通知', query: 'kind=delay&_sort=sentAt&_order=desc' } },
  may: { read: 'everyone', create: writers, edit: 'nobody' },
  scope: byBuildingOrOutside,
  checks: [
    ({ order, workOrder }) => (order === null) !== (workOrder === null) || ['order', '请选择报修单或维修工作单之一'],
    ({ kind, reason }) => kind !== 'delay' || reason !== null || ['reason', '延期须说明原因'],
    ({ kind, expectedAt }) =>
      (kind !== 'delay' && kind !== 'visit') || expectedAt !== null || ['expectedAt', '请填写预计时间'],
  ],
  opens: sendNotice,
  actions: {},
})
