import { choice, copied, date, form, kept, money, ref, stages, text } from '#engine'
import { arrearsReaders, chasers, rounds } from '../clauses/arrears.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 催费任务 — one home that one of our people is to call or visit by a day: dealt by the supervisor's plan, or by the class of the home. */
export const dunningTask = form('dunning-tasks', '催费任务', {
  plan: kept(ref('dunning-plans', '催费计划', { optional: true })),
  arrears: ref('arrears-ledgers', '欠费台账'),
  place: copied(text('房屋'), 'arrears.place'),
  room: copied(ref('properties', '房号'), 'arrears.room'),
  building: copied(text('楼栋'), 'room.building'),
  customerName: copied(text('客户姓名', { optional: true }), 'arrears.customerName'),
  handler: ref('users', '责任人', { optional: true }),
  round: choice('轮次', rounds),
  amount: copied(money('计划催收'), 'arrears.total'),
  dueOn: date('应完成日'),
  doneOn: kept(date('完成日期', { optional: true })),
  record: kept(ref('dunning-records', '催缴记录', { optional: true })),
  collected: kept(money('催回', { min: 0 }), 0),
  status: stages('状态', {
    assigned: { label: '待办', next: { reassign: 'assigned', do: 'done', miss: 'missed', drop: 'dropped' } },
    missed: { label: '逾期未办', next: { reassign: 'missed', do: 'done', drop: 'dropped' } },
    done: { label: '已办' },
    dropped: { label: '不必再办' },
  }),
})

declare module '#engine' {
  interface Forms {
    'dunning-tasks': typeof dunningTask
  }
}

const heads = ['supervisor', 'service-manager'] as const

export default dunningTask.procedure({
  kind: 'ledger',
  area: 'arrears',
  code: 'C04',
  source: '《物业费催费流程》；《物业管家每日工作内容》',
  aliases: ['催缴任务'],
  label: ({ place, dueOn, round }) => `${place} ${rounds[round]} ${dueOn}`,
  paper: {
    任务: [
      ['arrears', 'place', 'room', 'building', 'customerName'],
      ['plan', 'round', 'handler'],
      ['dueOn', 'amount', 'status'],
    ],
    办理: [['doneOn', 'record', 'collected']],
  },
  list: {
    columns: ['room', 'customerName', 'round', 'amount', 'handler', 'dueOn', 'doneOn', 'collected', 'status'],
    filters: ['status', 'handler', 'round', 'room', 'building', 'dueOn', 'doneOn', 'plan', 'arrears'],
    sort: ['-dueOn', 'room'],
    totals: ['amount', 'collected'],
    search: ['room', 'customerName'],
  },
  views: {
    mine: { label: '我的催费任务', query: 'handler=me&status=assigned&status=missed&_sort=dueOn' },
    today: { label: '今日任务', query: 'dueOn=today' },
    missed: { label: '逾期未办', query: 'status=missed&_sort=dueOn' },
  },
  waits: {
    mine: {
      label: '催费任务',
      query: 'handler=me&status=assigned&status=missed',
      for: chasers,
      due: 'dueOn',
    },
    unhandled: {
      label: '没有责任人的催费任务',
      query: 'handler_null=true&status=assigned&status=missed',
      for: 'supervisor',
    },
  },
  may: { read: arrearsReaders, create: 'nobody', edit: {}, export: heads },
  scope: byBuilding,
  actions: {
    reassign: { label: '改派', by: heads, asks: ['handler'] },
    do: { label: '办结', by: 'office', asks: ['doneOn', 'record'] },
    miss: { label: '逾期', by: 'office' },
    drop: { label: '撤销', by: 'office' },
  },
})
