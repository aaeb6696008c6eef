import { attachment, choice, copied, date, form, instant, kept, note, ref, serial, stages, stamp, text } from '#engine'
import { arrearsReaders } from '../clauses/arrears.ts'
import { spared } from '../clauses/arrears-ledger.ts'
import { nextVisit, visitors } from '../clauses/arrears-visits.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 重点催收上门记录 — special cases are visited in turn by the supervisor, the deputy manager and the project manager. */
export const escalatedVisit = form('escalated-visits', '重点催收上门记录', {
  number: serial('单号', 'ZD-{yyyy}{MM}-{0000}'),
  arrears: ref('arrears-ledgers', '欠费台账'),
  place: copied(text('房屋'), 'arrears.place'),
  room: copied(ref('properties', '房号'), 'arrears.room'),
  building: copied(text('楼栋'), 'room.building'),
  customerName: copied(text('客户姓名', { optional: true }), 'arrears.customerName'),
  level: kept(choice('上门人', visitors), 'supervisor'),
  visitedAt: instant('上门时间', { optional: true }),
  persons: text('在场人员', { max: 100, optional: true }),
  result: note('沟通结果', { max: 1000, optional: true }),
  promiseOn: date('承诺缴费日', { optional: true }),
  photo: attachment('照片', { optional: true, max: 4 }),
  visit: stamp('上门'),
  status: stages('状态', {
    draft: { label: '待上门', next: { visit: 'done' } },
    done: { label: '已上门' },
  }),
})

declare module '#engine' {
  interface Forms {
    'escalated-visits': typeof escalatedVisit
  }
}

const heads = ['supervisor', 'deputy-manager', 'project-manager'] as const

export default escalatedVisit.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C18',
  source: '《物业费催费流程》',
  aliases: ['重点催收'],
  label: ({ place, level, number }) => number ?? `${place} ${visitors[level]}`,
  paper: {
    住户: [
      ['number', 'level', 'status'],
      ['arrears', 'place', 'room', 'building', 'customerName'],
    ],
    上门: [['visitedAt', 'persons', 'promiseOn'], ['result'], ['photo'], ['visit']],
  },
  list: {
    columns: ['number', 'room', 'customerName', 'level', 'visitedAt', 'promiseOn', 'visit', 'status'],
    filters: ['status', 'level', 'room', 'building', 'arrears'],
    sort: '-number',
    search: ['room', 'customerName'],
  },
  views: { planned: { label: '待上门', query: 'status=draft' } },
  waits: {
    supervisor: { label: '待客服主管上门', query: 'status=draft&level=supervisor', for: 'supervisor' },
    deputy: { label: '待分管副经理上门', query: 'status=draft&level=deputy', for: 'deputy-manager' },
    manager: { label: '待项目经理上门', query: 'status=draft&level=manager', for: 'project-manager' },
  },
  may: { read: arrearsReaders, create: 'supervisor', edit: {} },
  scope: byBuilding,
  checks: [
    ({ visitedAt }, { now }) => visitedAt === null || visitedAt <= now || ['visitedAt', '不得晚于现在'],
    ({ promiseOn, status }, { today }) =>
      promiseOn === null || status === 'done' || promiseOn >= today || ['promiseOn', '不得早于今天'],
  ],
  actions: {
    visit: {
      label: '登记上门',
      by: heads,
      asks: ['visitedAt', 'persons', 'result'],
      offers: ['promiseOn', 'photo'],
      stamps: 'visit',
      guard: ({ level }, { user }) => {
        const role = ({ supervisor: 'supervisor', deputy: 'deputy-manager', manager: 'project-manager' } as const)[
          level
        ]
        return user.roles.includes(role) || `这一次由${visitors[level]}上门`
      },
      unless: async ({ arrears }, reader) => spared(await reader.get('arrears-ledgers', arrears), reader),
      effects: nextVisit,
    },
  },
  void: { from: ['done'], by: 'supervisor', confirmedBy: 'project-manager' },
})
