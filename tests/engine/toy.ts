import {
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  type House,
  identity,
  kept,
  lines,
  memoryStore,
  money,
  note,
  office,
  type Ports,
  phone,
  policy,
  type Role,
  ref,
  type Store,
  serial,
  signatures,
  stages,
  stamp,
  text,
  tick,
  type User,
  whole,
} from '#engine'

declare module '#engine' {
  interface Forms {
    'toy-places': typeof place
    'toy-people': typeof person
    'toy-rooms': typeof room
    'toy-deposits': typeof deposit
    'toy-refunds': typeof refund
    'toy-rules': typeof rule
  }
  interface Areas {
    toys: '玩具'
  }
  interface Policies {
    'toy.chain': readonly Role[]
    'toy.most': number
  }
}

export const place = form('toy-places', '小区', { name: text('名称') })
export const person = form('toy-people', '员工', { name: text('姓名') })
export const rule = form('toy-rules', '参数', { key: text('项'), value: whole('值'), validFrom: date('生效日') })
export const room = form('toy-rooms', '房屋', {
  code: text('房号'),
  building: text('楼栋'),
  owner: text('业主'),
  phone: phone('电话', { optional: true }),
  identity: identity('身份证号', { optional: true }),
})
export const deposit = form('toy-deposits', '押金', {
  number: serial('单号', 'YJ-{yyyy}{MM}-{0000}'),
  room: ref('toy-rooms', '房号'),
  amount: money('金额', { min: 1 }),
  refunded: kept(money('已退'), 0),
  status: stages('状态', {
    held: { label: '在押', next: { take: 'applied' } },
    applied: { label: '退款中', next: { release: 'released', keep: 'held' } },
    released: { label: '已退' },
  }),
})
export const refund = form('toy-refunds', '退款单', {
  number: serial('单号', 'TK-{yyyy}{MM}-{0000}'),
  appliedOn: date('申请日期', { preset: 'today' }),
  deposit: ref('toy-deposits', '押金单'),
  room: copied(ref('toy-rooms', '房号'), 'deposit.room'),
  building: copied(text('楼栋'), 'room.building'),
  owner: text('收款人', { copy: 'room.owner' }),
  paid: copied(money('原押金'), 'deposit.amount'),
  deducted: money('扣款', { preset: 0, min: 0 }),
  why: note('扣款原因', { optional: true }),
  items: lines(
    '明细',
    {
      item: text('项目'),
      count: whole('数量'),
      double: computed(whole('两倍'), (line: { count: number }) => line.count * 2),
      done: tick('完成', { preset: false }),
    },
    { optional: true },
  ),
  amount: computed(money('应退金额'), (slip: { paid: Fen; deducted: Fen }) => slip.paid - slip.deducted),
  way: choice('方式', { cash: '现金', transfer: '转账' }, { preset: 'transfer', early: true }),
  voucher: text('凭证号', { optional: true }),
  review: signatures('会签', { signers: 'toy.chain', order: 'listed' }),
  payment: stamp('付款'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'signing' } },
    signing: { label: '会签中', next: { sign: 'approved', giveBack: 'draft', withdraw: 'draft' } },
    approved: { label: '待付款', next: { pay: 'paid' } },
    paid: { label: '已付款' },
  }),
})

const plain = { list: { columns: [] }, actions: {} } as const
const places = place.procedure({
  ...plain,
  kind: 'master',
  of: 'company',
  area: 'toys',
  code: 'T1',
  label: 'name',
  paper: { 基本: [['name']] },
  list: { columns: ['name'] },
  may: { read: 'everyone', create: 'supervisor', edit: 'supervisor' },
  scope: (user) => ({ id: user.projects as never }),
})
const people = person.procedure({
  ...plain,
  kind: 'master',
  of: 'company',
  area: 'toys',
  code: 'T2',
  label: 'name',
  paper: { 基本: [['name']] },
  list: { columns: ['name'] },
  may: { read: 'everyone', create: 'supervisor', edit: 'supervisor' },
})
const rules = rule.procedure({
  ...plain,
  kind: 'master',
  of: 'both',
  area: 'toys',
  code: 'T3',
  label: 'key',
  paper: { 基本: [['key', 'value', 'validFrom']] },
  list: { columns: ['key'] },
  may: {
    read: 'everyone',
    create: ['supervisor', 'service-manager'],
    edit: ['supervisor', 'service-manager'],
    company: 'supervisor',
  },
})
const rooms = room.procedure({
  ...plain,
  kind: 'master',
  area: 'toys',
  code: 'T4',
  label: 'code',
  paper: {
    基本: [
      ['code', 'building'],
      ['owner', 'phone', 'identity'],
    ],
  },
  list: {
    columns: ['code', 'owner', 'phone'],
    filters: ['building', 'owner'],
    sort: 'code',
    search: ['owner', 'code'],
  },
  may: { read: 'everyone', create: 'clerk', edit: 'clerk', remove: 'clerk', reveal: 'clerk' },
  scope: (user) => (user.buildings ? { building: user.buildings } : undefined),
  unique: [{ blanks: ['code'], says: '这个房号已经有了' }],
})
const deposits = deposit.procedure({
  kind: 'ledger',
  area: 'toys',
  code: 'T5',
  label: 'number',
  paper: { 押金: [['number', 'room'], ['amount', 'refunded'], ['status']] },
  list: {
    columns: ['number', 'room', 'amount', 'status'],
    filters: ['status', 'room', 'amount'],
    sort: '-number',
    totals: ['amount'],
  },
  may: { read: ['clerk', 'supervisor', 'cashier', 'service-manager'], create: 'cashier', edit: {} },
  actions: {
    take: { label: '申请退还', by: 'office' },
    keep: { label: '撤销退还', by: 'office' },
    release: { label: '退还', by: 'office', asks: ['refunded'] },
  },
})
const refunds = refund.procedure({
  kind: 'form',
  area: 'toys',
  code: 'T6',
  label: 'number',
  paper: {
    申请: [
      ['number', 'appliedOn'],
      ['deposit', 'room', 'building'],
      ['owner', 'way'],
    ],
    金额: [['paid', 'deducted', 'amount'], ['why'], ['items']],
    办理: [['review'], ['payment', 'voucher']],
  },
  list: {
    columns: ['number', 'room', 'owner', 'amount', 'status', 'appliedOn'],
    filters: ['status', 'room', 'appliedOn', 'amount', 'way'],
    sort: '-appliedOn',
    totals: ['amount'],
    search: ['owner', 'room'],
  },
  may: {
    read: ['clerk', 'supervisor', 'cashier', 'service-manager'],
    create: 'clerk',
    edit: { draft: 'clerk' },
    remove: 'clerk',
  },
  scope: (user) => (user.buildings ? { building: user.buildings } : undefined),
  checks: [
    (slip) => slip.deducted === 0 || !!slip.why || ['why', '有扣款时须写明原因'],
    (slip) => slip.deducted <= slip.paid || ['deducted', '扣款不能超过原押金'],
  ],
  opens: (slip, tx) => tx.perform('toy-deposits', slip.deposit, 'take'),
  actions: {
    submit: {
      label: '提交',
      by: 'clerk',
      guard: (slip, { policy }) => slip.amount <= policy('toy.most') || `超过 ${policy('toy.most')} 分须走总部`,
      unless: async (slip, reader) =>
        (await reader.find('toy-refunds', { deposit: slip.deposit, status: ['signing', 'approved'] })).map(
          ({ id }) => ({ message: '这笔押金正在退还', resource: 'toy-refunds', id }),
        ),
    },
    sign: { label: '签署', signs: 'review' },
    giveBack: { label: '退回', returns: 'review' },
    withdraw: { label: '撤回', withdraws: 'review' },
    pay: {
      label: '付款',
      by: 'cashier',
      asks: ['voucher'],
      offers: ['way'],
      stamps: 'payment',
      guard: (slip, { user }) =>
        (slip.createdBy !== user.id && slip.review.every((one) => one.user !== user.id)) ||
        '付款人不得是经办人或签署人',
      effects: (slip, tx) => tx.perform('toy-deposits', slip.deposit, 'release', { refunded: slip.amount }),
    },
  },
  void: {
    from: ['signing', 'approved'],
    by: 'clerk',
    confirmedBy: ['supervisor', 'service-manager'],
    effects: (slip, tx) => tx.perform('toy-deposits', slip.deposit, 'keep'),
  },
})

export const house: House = {
  company: '玩具物业',
  areas: { toys: '玩具' },
  resources: [places, people, rules, rooms, deposits, refunds],
  roles: {
    clerk: { label: '客服助理', sees: ['phone'] },
    supervisor: { label: '主管' },
    'service-manager': { label: '客服经理' },
    cashier: { label: '出纳' },
  },
  policies: {
    'toy.chain': policy(text('会签人'), ['service-manager', 'supervisor'] as never, '测试'),
    'toy.most': policy(whole('最多'), 500_000, '测试'),
  },
  projects: 'toy-places',
  policyRows: {
    form: 'toy-rules',
    read: (row) => ({
      key: row.key as string,
      project: row.project as string | null,
      validFrom: row.validFrom as string,
      value: row.value,
    }),
  },
  staff: { form: 'toy-people', find: async () => undefined, first: (name) => ({ name }) },
}

let made = 0
export const ports: Ports = {
  zone: 'Asia/Shanghai',
  pinyin: () => 'wangfang wf',
  newId: () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
}
export const person_ = (id: string, roles: readonly Role[], more: Partial<User> = {}): User => ({
  id,
  username: id,
  name: `员工${id}`,
  roles,
  projects: ['P1'],
  ...more,
})
export const at = (user: User, now = '2026-11-21T02:00:00.000Z') => ({ user, now })
export const open = async (store: Store = memoryStore(house)) => {
  const desk = office(house, store, ports)
  const stamp_ = {
    version: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'u0',
    updatedAt: '2026-01-01T00:00:00.000Z',
    updatedBy: 'u0',
    _search: '',
  }
  await store.transaction(async (rows) => {
    await rows.insert('toy-places', [
      { ...stamp_, id: 'P1', project: null, name: '翠湖苑', _label: '翠湖苑', _labelKey: '翠湖苑' },
      { ...stamp_, id: 'P2', project: null, name: '云山居', _label: '云山居', _labelKey: '云山居' },
    ])
    await rows.insert(
      'toy-people',
      ['clerk', 'manager', 'head', 'cashier'].map((id) => ({
        ...stamp_,
        id,
        project: null,
        name: `员工${id}`,
        _label: `员工${id}`,
        _labelKey: id,
      })),
    )
  })
  return desk
}
export const staff = {
  clerk: person_('clerk', ['clerk']),
  manager: person_('manager', ['supervisor']),
  head: person_('head', ['service-manager']),
  cashier: person_('cashier', ['cashier']),
}
