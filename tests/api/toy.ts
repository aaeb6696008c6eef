import {
  attachment,
  choice,
  choices,
  computed,
  copied,
  date,
  decimal,
  type Fen,
  form,
  type House,
  identity,
  instant,
  kept,
  lines,
  type Member,
  money,
  month,
  note,
  percent,
  phone,
  policy,
  type Role,
  rating,
  ref,
  report,
  serial,
  signatures,
  stages,
  stamp,
  text,
  tick,
  time,
  whole,
} from '#engine'

declare module '#engine' {
  interface Forms {
    'toy-wire-estates': typeof estate
    'toy-wire-staff': typeof person
    'toy-wire-rules': typeof rule
    'toy-wire-things': typeof thing
    'toy-wire-slips': typeof slip
    'toy-wire-secrets': typeof secret
  }
  interface Policies {
    'toy.wire.most': number
  }
}

const estate = form('toy-wire-estates', '小区', { name: text('名称') })
const person = form('toy-wire-staff', '员工', {
  username: text('用户名'),
  name: text('姓名'),
  duty: text('岗位'),
  estates: kept(text('小区', { optional: true })),
  demo: kept(tick('演示'), false),
  active: tick('在职', { preset: true }),
})
const rule = form('toy-wire-rules', '参数', { key: text('项'), value: whole('值'), validFrom: date('生效日') })

/** One blank of every kind that a person writes. */
const thing = form('toy-wire-things', '物件', {
  code: text('房号', { max: 40 }),
  story: note('说明', { optional: true }),
  tel: phone('电话', { optional: true }),
  card: identity('身份证号', { optional: true }),
  price: money('价格', { optional: true }),
  pieces: whole('件数', { min: 0, optional: true }),
  area: decimal('面积', { unit: 'm²', optional: true }),
  share: percent('比例', { optional: true }),
  on: date('日期', { optional: true }),
  period: month('月份', { optional: true }),
  hour: time('时刻', { optional: true }),
  moment: instant('时间', { optional: true }),
  colour: choice('颜色', { red: '红', green: '绿', blue: '蓝' }, { optional: true }),
  marks: choices('标记', { a: '甲', b: '乙', c: '丙' }, { optional: true }),
  done: tick('完成', { optional: true }),
  parent: ref('toy-wire-things', '上级', { optional: true }),
  stars: rating('评价', { optional: true }),
  photos: attachment('照片', { optional: true }),
  parts: lines('明细', { name: text('名称'), price: money('单价'), count: whole('数量') }, { optional: true }),
  double: computed(money('两倍', { optional: true }), (thing: { price: Fen | null }) => (thing.price ?? 0) * 2),
})

const slip = form('toy-wire-slips', '申请单', {
  number: serial('单号', 'SQ-{yyyy}{MM}-{0000}'),
  on: date('日期', { preset: 'today' }),
  thing: ref('toy-wire-things', '物件'),
  code: copied(text('房号'), 'thing.code'),
  amount: money('金额', { min: 1 }),
  remark: note('备注', { optional: true }),
  voucher: text('凭证', { optional: true }),
  files: attachment('附件', { optional: true }),
  chain: signatures('会签', { signers: ['manager' as Role], order: 'listed' }),
  payment: stamp('付款'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'signing' } },
    signing: { label: '会签中', next: { sign: 'approved', giveBack: 'draft' } },
    approved: { label: '待付款', next: { pay: 'paid', lapse: 'draft' } },
    paid: { label: '已付款' },
  }),
})
/** Where a story stops the cashier half-way through a payment. */
export const halfway: { gate: Promise<void> } = { gate: Promise.resolve() }
/** Read by one role alone. */
const secret = form('toy-wire-secrets', '密件', { title: text('标题') })

const bare = { list: { columns: [] }, actions: {} } as const
const estates = estate.procedure({
  ...bare,
  ...{ kind: 'master', of: 'company', area: 'toys', code: 'W1', label: 'name' },
  paper: { 基本: [['name']] },
  list: { columns: ['name'] },
  may: { read: 'everyone', create: 'nobody', edit: 'nobody' },
} as never)
const people = person.procedure({
  ...{ kind: 'master', of: 'company', area: 'toys', code: 'W2', label: 'name', actions: {} },
  paper: { 基本: [['username', 'name', 'duty', 'estates', 'demo', 'active']] },
  list: { columns: ['username', 'name'], sort: 'username' },
  may: { read: 'everyone', create: 'nobody', edit: 'manager' as Role },
  unique: [{ blanks: ['username'], says: '用户名已有人用' }],
} as never)
const rules = rule.procedure({
  ...{ kind: 'master', of: 'both', area: 'toys', code: 'W3', label: 'key', actions: {} },
  paper: { 基本: [['key', 'value', 'validFrom']] },
  list: { columns: ['key'] },
  may: { read: 'everyone', create: 'manager' as Role, edit: 'manager' as Role },
} as never)
const things = thing.procedure({
  kind: 'master',
  area: 'toys' as never,
  code: 'W4',
  label: 'code',
  paper: {
    基本: [
      ['code', 'story', 'tel', 'card'],
      ['price', 'pieces', 'area', 'share', 'double'],
      ['on', 'period', 'hour', 'moment'],
    ],
    其他: [['colour', 'marks', 'done', 'parent', 'stars'], ['photos'], ['parts']],
  },
  list: {
    columns: ['code', 'tel', 'price', 'colour', 'on'],
    filters: ['code', 'price', 'colour', 'on', 'parent'],
    sort: 'code',
    totals: ['price', 'pieces'],
    search: ['story'],
  },
  may: {
    ...{
      read: ['clerk', 'manager', 'guard'],
      create: ['clerk', 'manager'],
      edit: ['clerk', 'manager'],
      remove: 'clerk',
    },
    ...{ reveal: 'clerk', export: ['clerk', 'manager'] },
  } as never,
  checks: [(thing) => (thing.price ?? 0) < 100_000_000 || ['price', '价格不能达到一百万元']],
  unique: [{ blanks: ['code'], says: '这个房号已经有了' }],
  actions: {},
})
const slips = slip.procedure({
  kind: 'form',
  area: 'toys' as never,
  code: 'W5',
  label: 'number',
  paper: {
    申请: [
      ['number', 'on', 'status'],
      ['thing', 'code'],
      ['amount', 'remark'],
      ['files'],
      ['chain', 'payment', 'voucher'],
    ],
  },
  list: {
    columns: ['number', 'thing', 'amount', 'status', 'on'],
    filters: ['status', 'thing', 'amount', 'on'],
    sort: '-number',
    totals: ['amount'],
    search: ['remark', 'thing'],
  },
  may: {
    ...{ read: ['clerk', 'manager', 'cashier'], create: 'clerk', edit: { draft: 'clerk' }, remove: 'clerk' },
  } as never,
  actions: {
    submit: {
      label: '提交',
      by: 'clerk' as Role,
      guard: (one, { policy }) => one.amount <= policy('toy.wire.most') || '金额超过上限，请走总部',
      unless: async (one, reader) => {
        const others = await reader.find('toy-wire-slips', { thing: one.thing, status: ['signing', 'approved'] })
        return others.map(({ id }) => ({ message: '这个物件还有在办的申请单', resource: 'toy-wire-slips', id }))
      },
    },
    sign: { label: '签署', signs: 'chain' },
    giveBack: { label: '退回', returns: 'chain' },
    lapse: { label: '失效', by: 'office' },
    pay: {
      label: '付款',
      by: 'cashier' as Role,
      asks: ['voucher'],
      stamps: 'payment',
      effects: async (one, tx) => {
        await tx.progress(3, 10)
        await halfway.gate
        await tx.update('toy-wire-things', one.thing, { story: `已付 ${one.amount}` })
      },
    },
  },
  void: { from: ['signing', 'approved'], by: 'clerk' as Role, confirmedBy: 'manager' as Role },
})
const secrets = secret.procedure({
  ...{ kind: 'master', area: 'toys', code: 'W6', label: 'title', actions: {} },
  paper: { 基本: [['title']] },
  list: { columns: ['title'] },
  may: { read: 'general-manager' as Role, create: 'general-manager' as Role, edit: 'general-manager' as Role },
} as never)

const slipSums = report('toy-wire-sums', '申请统计', {
  code: 'S1',
  area: 'toys' as never,
  may: ['clerk', 'manager'] as never,
  sources: { slips: { of: 'toy-wire-slips', on: 'on' } },
  dimensions: { status: { label: '状态' }, month: { label: '月份', blank: 'on', as: 'month' } },
  by: ['status'],
  measures: {
    all: { label: '张数' },
    amount: { label: '金额', sum: 'amount' },
    paid: { label: '已付', sum: 'amount', where: 'status=paid' },
    rate: { label: '付款率', share: ['paid', 'amount'], target: { at: 90 } },
  },
  period: 'year',
})

export const house: House = {
  company: '玩具物业',
  areas: { toys: '玩具' },
  resources: [estates, people, rules, things, slips, secrets],
  roles: {
    admin: { label: '系统管理员' },
    clerk: { label: '客服助理', sees: ['phone'] },
    guard: { label: '安护员' },
    manager: { label: '经理' },
    cashier: { label: '出纳' },
    'general-manager': { label: '总经理' },
  },
  policies: { 'toy.wire.most': policy(whole('上限'), 50_000_00, '测试') },
  reports: [slipSums],
  caller: {
    homes: 'toy-wire-things',
    find: (typed) => [
      { resource: 'toy-wire-things', query: new URLSearchParams({ code: typed }).toString() },
      { resource: 'toy-wire-things', query: new URLSearchParams({ q: typed }).toString() },
    ],
    shown: ['price'],
    people: ['parent'],
    panels: [
      {
        ...{ label: '在办', resource: 'toy-wire-slips', by: 'thing', query: 'status=signing&status=approved' },
        ...{ columns: ['number', 'amount'], sum: 'amount' },
      },
    ],
    starts: ['toy-wire-slips'],
  },
  projects: 'toy-wire-estates',
  policyRows: {
    form: 'toy-wire-rules',
    read: ({ key, project, validFrom, value }) => ({ key, project, validFrom, value }) as never,
  },
  staff: {
    form: 'toy-wire-staff',
    async find(reader, by): Promise<Member | undefined> {
      const [found] = await reader.find('toy-wire-staff', { ...by, active: true } as never)
      if (!found) return undefined
      const { id, username, name, duty, estates: where, demo } = found
      const projects = (where ?? '').split(' ').filter((one) => one !== '')
      return { id, username, name, roles: duty.split(' ') as Role[], projects, demo }
    },
    first: (username) => ({ username, name: '系统管理员', duty: 'admin', estates: '' }),
  },
}

/** Who works in the toy office: the duties of each, and the estates (A, B) he works for. */
export const staff = {
  clerk: ['客服小王', 'clerk', 'AB'],
  rival: ['客服小李', 'clerk', 'A'],
  far: ['客服小赵', 'clerk', 'B'],
  changer: ['客服小孙', 'clerk', 'A'],
  guard: ['门岗老马', 'guard', 'A'],
  manager: ['陈经理', 'manager', 'AB'],
  cashier: ['出纳小徐', 'cashier', 'AB'],
  demo: ['演示', 'clerk', 'A'],
} as const
export type Who = keyof typeof staff
