import {
  attachment,
  choice,
  choices,
  copied,
  date,
  decimal,
  type Field,
  type Fields,
  form,
  type House,
  identity,
  instant,
  lines,
  money,
  month,
  note,
  phone,
  type Resource,
  type Row,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
  whole,
} from '#engine'

declare module '#engine' {
  interface Forms {
    'toy-store-estates': typeof estate
    'toy-store-people': typeof person
    'toy-store-rooms': typeof room
    'toy-store-slips': typeof slip
  }
}

const estate = form('toy-store-estates', '小区', { name: text('名称') })
const person = form('toy-store-people', '员工', { name: text('姓名') })
const room = form('toy-store-rooms', '房', { code: text('房号'), area: decimal('面积', { optional: true }) })
/** One blank of every way of keeping. */
const slip = form('toy-store-slips', '单', {
  number: serial('单号', 'DJ-{yyyy}{MM}-{0000}'),
  room: ref('toy-store-rooms', '房', { optional: true }),
  building: copied(text('楼', { optional: true }), 'room.code'),
  title: text('题目', { optional: true }),
  remark: note('备注', { optional: true }),
  tel: phone('电话', { optional: true }),
  card: identity('身份证号', { optional: true }),
  amount: money('金额', { optional: true }),
  pieces: whole('件数', { optional: true }),
  share: decimal('份额', { optional: true, scale: 3 }),
  on: date('日期', { optional: true }),
  period: month('月份', { optional: true }),
  moment: instant('时间', { optional: true }),
  colour: choice('颜色', { red: '红', green: '绿' }, { optional: true }),
  marks: choices('标记', { a: '甲', b: '乙' }, { optional: true }),
  done: tick('完成', { optional: true }),
  parts: lines('明细', { name: text('名称') }, { optional: true }),
  photos: attachment('照片', { optional: true }),
  seal: stamp('章'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'open' } },
    open: { label: '办理中' },
  }),
})
const everyone = { read: 'everyone', create: 'everyone', edit: 'everyone' } as const
const master = { kind: 'master', area: 'toys', may: everyone, actions: {}, paper: {} }

export const rooms = room.procedure({
  ...master,
  ...{ code: 'S3', label: 'code', list: { columns: ['code'], sort: 'code' } },
  unique: [{ blanks: ['code'], says: '房号重复' }],
} as never)
export const slips = slip.procedure({
  ...{ kind: 'form', area: 'toys', code: 'S4', label: 'number', paper: {}, actions: { submit: { label: '提交' } } },
  ...{ may: everyone },
  list: {
    columns: ['number'],
    filters: ['room', 'colour', 'marks', 'on', 'title'],
    sort: ['-on', 'room'],
    search: ['title', 'room'],
  },
  unique: [{ blanks: ['title', 'period'], says: '重复' }],
  scope: (user: { buildings?: readonly string[] }) => (user.buildings ? { building: user.buildings } : undefined),
} as never)

export const houseOf = (...resources: readonly Resource[]): House => ({
  company: '玩具物业',
  areas: { toys: '玩具' },
  resources: [
    estate.procedure({ ...master, of: 'company', code: 'S1', label: 'name', list: { columns: ['name'] } } as never),
    person.procedure({ ...master, of: 'company', code: 'S2', label: 'name', list: { columns: ['name'] } } as never),
    ...resources,
  ],
  roles: {},
  policies: {},
  projects: 'toy-store-estates',
  policyRows: { form: 'toy-store-people', read: () => ({ key: '', project: null, validFrom: '', value: null }) },
  staff: { form: 'toy-store-people', find: async () => undefined, first: () => ({}) },
})
export const house = houseOf(rooms, slips)

/** A form as somebody has changed it: the same name, other blanks. */
export const changed = (fields: Record<string, Field>, more: object = {}): House =>
  houseOf(
    form('toy-store-rooms', '房', fields as Fields as never).procedure({
      ...master,
      ...{ code: 'S3', label: 'code', list: { columns: ['code'], sort: 'code' }, ...more },
    } as never),
  )

const now = '2026-11-21T02:00:00.000Z'
const envelope = { version: 1, project: 'A', createdAt: now, createdBy: 'u1', updatedAt: now, updatedBy: 'u1' }
/** A row as the desk writes it. */
export const roomRow = (id: string, more: Row = {}): Row & { id: string } => ({
  ...envelope,
  ...{ id, code: id, _label: id, _labelKey: id, _search: id, ...more },
})
export const slipRow = (id: string, more: Row = {}): Row & { id: string } => ({
  ...envelope,
  ...{ id, status: 'draft', _label: `单 ${id}`, _labelKey: id, _search: `单 ${id}`, ...more },
})
