import { choice, copied, form, identity, instant, kept, phone, ref, stages, stamp, text, tick } from '#engine'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 访客登记 — who comes in, to whom, and when he leaves; written at the gate or the desk. */
export const visitorRecord = form('visitor-records', '访客登记', {
  visitor: text('访客', { max: 40 }),
  phone: phone('联系电话', { optional: true }),
  identity: identity('身份证号', { optional: true }),
  companions: text('同行', { max: 60, optional: true }),
  plate: text('车牌号', { max: 20, optional: true }),
  room: ref('properties', '到访房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  place: text('到访处所', { max: 60, optional: true, hint: '不到住户的填写部门或处所' }),
  purpose: choice(
    '来访事由',
    {
      visit: '探访',
      delivery: '送货',
      repair: '维修安装',
      agency: '中介看房',
      business: '公务',
      move: '搬家',
      other: '其他',
    },
    { preset: 'visit' },
  ),
  confirmed: tick('住户已确认', { preset: false }),
  idChecked: tick('已核对证件', { preset: false }),
  arrivedAt: instant('进入时间', { preset: 'now' }),
  leftAt: kept(instant('离开时间', { optional: true })),
  departure: stamp('离开登记'),
  status: stages('状态', {
    in: { label: '在访', next: { leave: 'out' } },
    out: { label: '已离开' },
  }),
})

declare module '#engine' {
  interface Forms {
    'visitor-records': typeof visitorRecord
  }
}

const gate = ['guard', 'clerk'] as const

export default visitorRecord.procedure({
  kind: 'register',
  area: 'release',
  code: 'I03',
  source: '《物业客服工作流程》访客管理；《物业客服部工作内容及操作流程》',
  aliases: ['出入登记', '出入登记记录', '访客管理'],
  label: ({ visitor, arrivedAt }) => `${visitor} ${arrivedAt.slice(0, 10)}`,
  paper: {
    访客: [
      ['visitor', 'phone', 'identity'],
      ['companions', 'plate'],
    ],
    到访: [
      ['room', 'building', 'place', 'purpose'],
      ['confirmed', 'idChecked'],
    ],
    出入: [['arrivedAt', 'leftAt', 'departure', 'status']],
  },
  list: {
    columns: ['visitor', 'room', 'place', 'purpose', 'plate', 'arrivedAt', 'leftAt', 'status'],
    filters: ['status', 'room', 'building', 'purpose', 'arrivedAt', 'phone'],
    sort: '-arrivedAt',
    search: ['room', 'plate', 'place'],
  },
  views: { inside: { label: '在访', query: 'status=in&_sort=arrivedAt' } },
  may: {
    read: ['guard', 'clerk', 'steward', 'property-officer', 'supervisor', 'security-manager', 'service-manager'],
    create: gate,
    edit: { in: gate },
    export: ['security-manager', 'supervisor'],
    reveal: ['security-manager', 'supervisor'],
  },
  scope: byBuildingOrOutside,
  checks: [
    ({ room, place }) => room !== null || place !== null || ['room', '请填写到访房号或处所'],
    ({ room, purpose, confirmed }) =>
      room === null || purpose !== 'visit' || confirmed || ['confirmed', '探访须先征得住户确认'],
    ({ arrivedAt }, { now }) => arrivedAt <= now || ['arrivedAt', '不得晚于现在'],
  ],
  actions: {
    leave: {
      label: '离开',
      by: gate,
      stamps: 'departure',
      effects: ({ id }, tx) => tx.update('visitor-records', id, { leftAt: tx.now }),
    },
  },
})
