import {
  choice,
  computed,
  copied,
  form,
  type Instant,
  instant,
  kept,
  note,
  phone,
  ref,
  type Stamp,
  serial,
  stages,
  stamp,
  text,
  tick,
  whole,
} from '#engine'
import { departments } from '../clauses/inspection.ts'
import { late } from '../clauses/minutes.ts'
import { urgencies } from '../clauses/repair.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 派工单 — one person sent with one work order; sent again, there is another. */
export const dispatchOrders = form('dispatch-orders', '派工单', {
  number: serial('单号', 'PG-{yyyy}{MM}-{0000}'),
  order: ref('work-orders', '维修工作单'),
  round: whole('第几次派工', { min: 1, preset: 1 }),
  customer: copied(text('业户'), 'order.applicant'),
  phone: copied(phone('联系电话'), 'order.phone'),
  room: copied(ref('properties', '房号', { optional: true }), 'order.room'),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  place: copied(text('公共部位', { optional: true }), 'order.place'),
  matter: copied(note('事项'), 'order.content'),
  urgency: copied(choice('紧急程度', urgencies), 'order.urgency'),
  requiredBy: instant('要求完成时间', { optional: true }),
  notes: note('主要事项', { max: 500, optional: true }),
  department: choice('责任部门', departments, { preset: 'engineering' }),
  engineer: ref('users', '维修人员'),
  contractor: text('外请单位', { max: 60, optional: true }),
  dispatching: stamp('派工人'),
  acceptance: stamp('接单人'),
  handling: stamp('完工'),
  told: kept(instant('告知业户', { optional: true })),
  replied: kept(instant('回复客服', { optional: true })),
  late: computed(tick('超时'), (slip: { handling: Stamp | null; requiredBy: Instant | null }) =>
    late(slip.handling, slip.requiredBy),
  ),
  returned: kept(note('返单原因', { optional: true })),
  status: stages('状态', {
    draft: { label: '待派', next: { dispatch: 'dispatched' } },
    dispatched: { label: '已派工，待接单', next: { accept: 'accepted' } },
    accepted: { label: '处理中', next: { handle: 'handled', stall: 'stalled' } },
    stalled: { label: '无法处理，已上报', next: { resume: 'accepted', close: 'closed' } },
    handled: { label: '已处理', next: { close: 'closed', return: 'returned' } },
    closed: { label: '已关闭' },
    returned: { label: '返单' },
  }),
})

declare module '#engine' {
  interface Forms {
    'dispatch-orders': typeof dispatchOrders
  }
}

export default dispatchOrders.procedure({
  kind: 'form',
  area: 'repairs',
  code: 'F03',
  source: '《报事报修管理办法》第五条；《物业客服部工作流程表格》',
  aliases: ['工程派单', '返单'],
  label: 'number',
  paper: {
    派工: [
      ['number', 'order', 'round', 'status'],
      ['customer', 'phone', 'room', 'building', 'place'],
      ['matter'],
      ['urgency', 'requiredBy'],
      ['department', 'engineer', 'contractor'],
      ['notes'],
    ],
    处理: [['dispatching', 'acceptance', 'handling'], ['told', 'replied', 'late'], ['returned']],
  },
  list: {
    columns: ['number', 'order', 'room', 'matter', 'urgency', 'department', 'engineer', 'requiredBy', 'late', 'status'],
    filters: [
      'status',
      'order',
      'engineer',
      'department',
      'urgency',
      'room',
      'building',
      'requiredBy',
      'late',
      'round',
    ],
    sort: '-number',
    search: ['order', 'matter', 'room'],
  },
  views: {
    mine: { label: '我的派工单', query: 'engineer=me&status=dispatched&status=accepted' },
    waiting: { label: '待接单', query: 'status=dispatched&_sort=requiredBy' },
    stalled: { label: '无法处理，已上报', query: 'status=stalled' },
    returned: { label: '返单', query: 'status=returned&_sort=number&_order=desc' },
  },
  waits: {
    mine: { label: '待接的派工单', query: 'engineer=me&status=dispatched', for: 'engineer', due: 'requiredBy' },
  },
  due: { dispatched: 'requiredBy', accepted: 'requiredBy' },
  may: { read: 'everyone', create: 'nobody', edit: {} },
  scope: byBuildingOrOutside,
  actions: {
    dispatch: { label: '派工', by: 'office', stamps: 'dispatching' },
    accept: {
      label: '接单',
      by: 'engineer',
      stamps: 'acceptance',
      guard: ({ engineer }, { user }) => engineer === user.id || '由派工的维修人员本人办理',
      effects: ({ order }, tx) => tx.perform('work-orders', order, 'accept'),
    },
    handle: {
      label: '处理完毕',
      by: 'office',
      stamps: 'handling',
      effects: ({ id }, tx) => tx.update('dispatch-orders', id, { told: tx.now, replied: tx.now }),
    },
    stall: { label: '无法处理', by: 'office' },
    resume: { label: '继续处理', by: 'office' },
    close: { label: '关闭', by: 'office' },
    return: { label: '返单', by: 'office', asks: ['returned'] },
  },
  void: {
    from: ['dispatched'],
    by: ['clerk', 'supervisor'],
    confirmedBy: ['supervisor', 'service-manager'],
    effects: ({ order }, tx) => tx.perform('work-orders', order, 'recall'),
  },
  print: {
    size: 'A5',
    copies: ['客服部', '工程部'],
    sign: { 派工人: 'dispatching', 接单人: 'acceptance', 业户: 'pen' },
  },
})
