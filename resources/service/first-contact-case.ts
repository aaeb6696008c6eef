import { choice, copied, date, form, instant, kept, note, phone, ref, serial, stages, stamp, text, tick } from '#engine'
import { reception } from '../clauses/complaints.ts'
import { holdToAccount, markOverdueCases, reportDelay } from '../clauses/complaints-after.ts'
import { settleContact } from '../clauses/contacts.ts'
import { correctors, departments } from '../clauses/inspection.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 首问责任登记 — whoever is asked first keeps the matter until the customer is content. */
export const firstContactCases = form('first-contact-cases', '首问责任登记', {
  number: serial('单号', 'SW-{yyyy}{MM}-{0000}'),
  contact: kept(ref('contact-records', '来访来电记录', { optional: true })),
  customer: text('业户', { max: 40 }),
  phone: phone('联系电话'),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  need: note('需求', { max: 500 }),
  firstContact: ref('users', '首问责任人', { preset: 'me' }),
  department: choice('办理部门', departments),
  responsible: ref('users', '部门经办人', { optional: true }),
  dueOn: date('办理期限'),
  passing: stamp('转交部门'),
  result: note('办理结果', { max: 500, optional: true }),
  finishing: stamp('办理人'),
  doneOn: kept(date('办结日期', { optional: true })),
  overdue: kept(tick('超期'), false),
  delayReason: note('超期或特殊原因', { max: 500, optional: true }),
  finding: stamp('查明人'),
  reportedAt: kept(instant('上报时间', { optional: true })),
  askedBy: choice('征询方式', { phone: '电话', visit: '上门' }, { optional: true }),
  satisfied: tick('业户满意', { optional: true }),
  customerSays: note('业户意见', { max: 500, optional: true }),
  asking: stamp('征询人'),
  accountability: kept(ref('accountability-records', '责任追究记录', { optional: true })),
  status: stages('状态', {
    opened: { label: '已受理', next: { pass: 'with-department' } },
    'with-department': { label: '部门办理中', next: { finish: 'done', 'find-cause': 'cause-found' } },
    done: { label: '已办结', next: { ask: 'customer-asked' } },
    'cause-found': { label: '已查明原因', next: { finish: 'done', ask: 'customer-asked' } },
    'customer-asked': { label: '已征询业户', next: { archive: 'archived', hold: 'accountability' } },
    accountability: { label: '追究责任', next: { settle: 'archived' } },
    archived: { label: '已归档' },
  }),
})

declare module '#engine' {
  interface Forms {
    'first-contact-cases': typeof firstContactCases
  }
}

const departmental = Object.values(correctors).flat()
const keepers = [...reception, 'service-manager'] as const

// The stage 超期 of G08 is no stage: it follows from the day, and is ticked by a timed rule.
export default firstContactCases.procedure({
  kind: 'register',
  area: 'service',
  code: 'G08',
  source: '《工作流程表格》首问责任制操作流程',
  aliases: ['首问责任制'],
  label: 'number',
  paper: {
    受理: [
      ['number', 'firstContact', 'status'],
      ['customer', 'phone', 'room', 'building'],
      ['need'],
      ['contact', 'department', 'dueOn', 'passing'],
    ],
    办理: [['responsible', 'overdue'], ['result'], ['finishing', 'doneOn'], ['delayReason'], ['finding', 'reportedAt']],
    征询: [['askedBy', 'satisfied', 'asking'], ['customerSays'], ['accountability']],
  },
  list: {
    columns: ['number', 'firstContact', 'customer', 'room', 'need', 'department', 'dueOn', 'overdue', 'status'],
    filters: ['status', 'firstContact', 'department', 'dueOn', 'doneOn', 'overdue', 'satisfied', 'room', 'building'],
    sort: ['-number', 'dueOn'],
    search: ['customer', 'room', 'need'],
  },
  views: {
    mine: { label: '我首问的事项', query: 'firstContact=me&status_ne=archived&_sort=dueOn' },
    overdue: { label: '超期的首问事项', query: 'status=with-department&dueOn_lt=today&_sort=dueOn' },
  },
  waits: {
    mine: {
      label: '我首问的事项',
      query: 'firstContact=me&status=opened&status=done&status=cause-found&status=customer-asked',
      for: 'everyone',
      due: 'dueOn',
    },
  },
  due: { opened: 'dueOn', 'with-department': 'dueOn' },
  daily: { overdue: { label: '首问事项超期', code: 'W26', work: markOverdueCases } },
  may: { read: 'everyone', create: keepers, edit: { opened: keepers } },
  scope: byBuildingOrOutside,
  checks: [
    ({ satisfied, customerSays }) =>
      satisfied !== false || customerSays !== null || ['customerSays', '业户不满意的，请记下业户意见'],
  ],
  actions: {
    pass: {
      label: '转交部门',
      by: keepers,
      offers: ['responsible'],
      stamps: 'passing',
      guard: ({ dueOn }, { today }) => dueOn >= today || '办理期限不得早于今天',
    },
    finish: {
      label: '部门办结',
      by: [...new Set([...departmental, 'service-manager' as const])],
      asks: ['result'],
      stamps: 'finishing',
      guard: ({ department, responsible }, { user }) =>
        responsible === user.id ||
        [...correctors[department], 'service-manager' as const].some((role) => user.roles.includes(role)) ||
        `由${departments[department]}办理`,
      effects: (slip, tx) => tx.update('first-contact-cases', slip.id, { doneOn: tx.today }),
    },
    'find-cause': {
      label: '查明原因',
      by: keepers,
      optional: true,
      asks: ['delayReason'],
      stamps: 'finding',
      effects: reportDelay,
    },
    ask: { label: '征询业户', by: keepers, asks: ['askedBy', 'satisfied'], offers: ['customerSays'], stamps: 'asking' },
    archive: {
      label: '归档',
      by: keepers,
      guard: ({ satisfied }) => satisfied === true || '业户不满意，须追究责任',
      effects: (slip, tx) => settleContact(slip.contact, tx, `首问事项 ${slip.number} 已办结，业户满意`),
    },
    hold: {
      label: '追究责任',
      by: ['service-manager', 'centre-manager'],
      optional: true,
      guard: ({ satisfied }) => satisfied === false || '业户满意，不需追究责任',
      effects: holdToAccount,
    },
    settle: {
      label: '追究完毕',
      by: 'office',
      effects: (slip, tx) => settleContact(slip.contact, tx, `首问事项 ${slip.number} 已追究责任并归档`),
    },
  },
})
