import { choice, copied, date, form, kept, note, phone, ref, stages, stamp, text, tick } from '#engine'
import { satisfactions } from '../clauses/contacts.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 维修满意度/及时率调查 — asked by the repairer when he is done; answered by the customer. */
export const repairSurveys = form('repair-surveys', '维修满意度调查', {
  repair: ref('repair-orders', '报修单'),
  room: copied(ref('properties', '房号', { optional: true }), 'repair.room'),
  building: copied(text('楼栋', { optional: true }), 'repair.building'),
  repairer: copied(ref('users', '维修人员', { optional: true }), 'repair.repairer'),
  customer: text('业户', { max: 40, copy: 'repair.reporter' }),
  phone: phone('联系电话', { copy: 'repair.phone' }),
  askedOn: date('调查日期', { preset: 'today' }),
  satisfaction: choice('满意程度', satisfactions, { optional: true }),
  onTime: tick('及时', { optional: true }),
  comment: note('意见', { max: 300, optional: true }),
  answering: stamp('登记人'),
  answeredOn: kept(date('答复日期', { optional: true })),
  status: stages('状态', {
    asked: { label: '已发出', next: { answer: 'answered' } },
    answered: { label: '已答复' },
  }),
})

declare module '#engine' {
  interface Forms {
    'repair-surveys': typeof repairSurveys
  }
}

const askers = ['engineer', 'engineering-supervisor', 'clerk', 'steward', 'supervisor'] as const

export default repairSurveys.procedure({
  kind: 'register',
  area: 'callbacks',
  code: 'H08',
  source: '《物业管理公司请修处理流程》八',
  aliases: ['维修满意度/及时率调查', '维修及时率调查'],
  label: ({ customer, askedOn }) => `${customer} ${askedOn}`,
  paper: {
    调查: [
      ['repair', 'room', 'building', 'status'],
      ['customer', 'phone', 'repairer', 'askedOn'],
    ],
    答复: [['satisfaction', 'onTime'], ['comment'], ['answering', 'answeredOn']],
  },
  list: {
    columns: ['repair', 'room', 'customer', 'repairer', 'askedOn', 'satisfaction', 'onTime', 'status'],
    filters: ['status', 'repair', 'repairer', 'room', 'building', 'satisfaction', 'onTime', 'askedOn', 'answeredOn'],
    sort: '-askedOn',
    search: ['customer', 'room', 'repair'],
  },
  may: { read: 'everyone', create: askers, edit: { asked: askers } },
  scope: byBuildingOrOutside,
  unique: [{ blanks: ['repair'], says: '该报修单已经调查过' }],
  actions: {
    answer: {
      label: '登记答复',
      by: askers,
      optional: true,
      asks: ['satisfaction', 'onTime'],
      offers: ['comment'],
      stamps: 'answering',
      effects: (slip, tx) => tx.update('repair-surveys', slip.id, { answeredOn: tx.today }),
    },
  },
})
