import { choice, copied, form, instant, note, phone, ref, stages, stamp, text, tick } from '#engine'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 来访登记表 — who came to the front desk, what he wanted, who attended to him and what came of it. */
export const frontDeskVisit = form('front-desk-visits', '来访登记表', {
  name: text('姓名', { max: 40 }),
  phone: phone('联系方式'),
  unit: text('单位', { max: 60, optional: true }),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  visitedAt: instant('来访时间', { preset: 'now' }),
  kind: choice(
    '来访类别',
    {
      owner: '业主办事',
      tenant: '租户办事',
      decoration: '装修办理',
      'show-flat': '看房参观',
      supplier: '业务往来',
      other: '其他',
    },
    { preset: 'owner' },
  ),
  purpose: note('来访事由', { max: 500 }),
  idChecked: tick('已核对证件', { preset: false }),
  result: note('接待结果', { max: 500, optional: true }),
  attending: stamp('接待'),
  closing: stamp('办结'),
  status: stages('状态', {
    registered: { label: '已登记', next: { attend: 'attended' } },
    attended: { label: '接待中', next: { close: 'closed' } },
    closed: { label: '已办结' },
  }),
})

declare module '#engine' {
  interface Forms {
    'front-desk-visits': typeof frontDeskVisit
  }
}

const desk = ['clerk', 'steward', 'supervisor'] as const

export default frontDeskVisit.procedure({
  kind: 'register',
  area: 'release',
  code: 'I04',
  source: '《物业客服前台工作流程》来访接待；《物业公司客服部工作手册》',
  aliases: ['信息登记表', '前台来访登记'],
  label: ({ name, visitedAt }) => `${name} ${visitedAt.slice(0, 10)}`,
  paper: {
    来访: [['name', 'phone', 'unit'], ['room', 'building', 'kind', 'visitedAt'], ['purpose'], ['idChecked', 'status']],
    接待: [['result'], ['attending', 'closing']],
  },
  list: {
    columns: ['name', 'unit', 'room', 'kind', 'purpose', 'visitedAt', 'attending', 'status'],
    filters: ['status', 'kind', 'room', 'building', 'visitedAt', 'phone'],
    sort: '-visitedAt',
    search: ['room', 'purpose', 'unit'],
  },
  views: { open: { label: '未办结', query: 'status=registered&status=attended&_sort=visitedAt' } },
  may: {
    read: [...desk, 'service-manager', 'centre-manager'],
    create: desk,
    edit: { registered: desk },
    export: ['supervisor', 'service-manager'],
    reveal: ['supervisor', 'service-manager'],
  },
  scope: byBuildingOrOutside,
  checks: [({ visitedAt }, { now }) => visitedAt <= now || ['visitedAt', '不得晚于现在']],
  actions: {
    attend: {
      label: '接待',
      by: desk,
      stamps: 'attending',
      guard: ({ idChecked, kind }) => idChecked || kind === 'other' || '请先核对证件',
    },
    close: { label: '办结', by: desk, asks: ['result'], stamps: 'closing' },
  },
})
