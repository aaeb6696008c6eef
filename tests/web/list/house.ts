import {
  date,
  form,
  type House,
  kept,
  type Member,
  money,
  note,
  phone,
  type Role,
  ref,
  serial,
  stages,
  text,
  tick,
} from '#engine'

declare module '#engine' {
  interface Forms {
    'toy-list-estates': typeof estate
    'toy-list-staff': typeof person
    'toy-list-rules': typeof rule
    'toy-list-rooms': typeof room
    'toy-list-bills': typeof bill
    'toy-list-secrets': typeof secret
  }
}

const estate = form('toy-list-estates', '小区', { name: text('名称') })
const person = form('toy-list-staff', '员工', {
  username: text('用户名'),
  name: text('姓名'),
  duty: text('岗位'),
  estates: kept(text('小区', { optional: true })),
})
const rule = form('toy-list-rules', '参数', { key: text('项') })
const room = form('toy-list-rooms', '房产', { code: text('房号') })
/** Five blanks that a person writes. */
const bill = form('toy-list-bills', '收费单', {
  number: serial('单号', 'SF-{yyyy}{MM}-{0000}'),
  room: ref('toy-list-rooms', '房号'),
  payer: text('付款人'),
  tel: phone('电话', { optional: true }),
  amount: money('金额'),
  dueOn: date('截止日'),
  urgent: tick('加急', { preset: false }),
  reason: note('说明', { optional: true }),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'open' } },
    open: { label: '待付', next: { pay: 'paid', refuse: 'draft' } },
    paid: { label: '已付' },
  }),
})
const secret = form('toy-list-secrets', '密件', { title: text('标题') })

const plain = { kind: 'master', area: 'toys', actions: {} }
const nobody = { read: 'everyone', create: 'nobody', edit: 'nobody' }
const estates = estate.procedure({
  ...{ ...plain, of: 'company', code: 'L1', label: 'name', may: nobody },
  paper: { 基本: [['name']] },
  list: { columns: ['name'] },
} as never)
const people = person.procedure({
  ...{ ...plain, of: 'company', code: 'L2', label: 'name', may: { ...nobody, read: 'manager' } },
  paper: { 基本: [['username', 'name', 'duty', 'estates']] },
  list: { columns: ['username', 'name'] },
} as never)
const rules = rule.procedure({
  ...{ ...plain, of: 'both', code: 'L3', label: 'key', may: { ...nobody, read: 'manager' } },
  paper: { 基本: [['key']] },
  list: { columns: ['key'] },
} as never)
const rooms = room.procedure({
  ...{ ...plain, code: 'L4', label: 'code', may: { read: 'everyone', create: 'clerk', edit: 'clerk' } },
  paper: { 基本: [['code']] },
  list: { columns: ['code'], sort: 'code', search: ['code'] },
} as never)
const bills = bill.procedure({
  kind: 'form',
  area: 'toys' as never,
  code: 'L5',
  label: 'number',
  paper: {
    收费: [
      ['number', 'status'],
      ['room', 'payer', 'tel'],
      ['amount', 'dueOn', 'urgent'],
    ],
    其他: [['reason']],
  },
  list: {
    columns: ['number', 'room', 'payer', 'tel', 'amount', 'dueOn', 'status'],
    filters: ['status', 'room', 'dueOn', 'amount', 'payer', 'urgent'],
    sort: '-number',
    totals: ['amount'],
    search: ['payer'],
  },
  views: {
    late: { label: '逾期', code: 'L6', query: 'status=open&dueOn_lt=today&_sort=dueOn' },
    large: { label: '大额', query: 'amount_gte=100000&_sort=amount&_order=desc', columns: ['number', 'amount'] },
    either: {
      label: '急或已付',
      query:
        '_where=%7B%22or%22%3A%5B%7B%22field%22%3A%22urgent%22%2C%22op%22%3A%22eq%22%2C%22value%22%3Atrue%7D%2C%7B%22field%22%3A%22status%22%2C%22op%22%3A%22eq%22%2C%22value%22%3A%22paid%22%7D%5D%7D',
    },
  },
  may: {
    read: 'everyone',
    create: 'clerk' as Role,
    edit: { draft: 'clerk' as Role },
    remove: 'clerk' as Role,
  },
  actions: {
    submit: { label: '提交', by: 'clerk' as Role },
    pay: {
      label: '收款',
      by: 'cashier' as Role,
      guard: (slip) => slip.amount <= 500_000 || '超过五千元须转账',
    },
    refuse: { label: '退回', by: 'cashier' as Role, reason: true, danger: true },
  },
})
const secrets = secret.procedure({
  ...{ ...plain, code: 'L7', label: 'title', may: { ...nobody, read: 'manager' } },
  paper: { 基本: [['title']] },
  list: { columns: ['title'] },
} as never)

/** A small office whose one paper has five blanks to write. */
export const house: House = {
  company: '玩具物业',
  areas: { toys: '收费' },
  resources: [bills, rooms, estates, people, rules, secrets],
  roles: {
    admin: { label: '系统管理员' },
    clerk: { label: '客服助理', sees: ['phone'] },
    cashier: { label: '出纳' },
    manager: { label: '经理', sees: ['phone'] },
  },
  policies: {},
  projects: 'toy-list-estates',
  policyRows: {
    form: 'toy-list-rules',
    read: ({ key }) => ({ key, project: null, validFrom: '', value: null }) as never,
  },
  staff: {
    form: 'toy-list-staff',
    async find(reader, by): Promise<Member | undefined> {
      const [found] = await reader.find('toy-list-staff', by as never)
      if (!found) return undefined
      const { id, username, name, duty, estates: where } = found
      return { id, username, name, roles: [duty as Role], projects: (where ?? '').split(' '), demo: true }
    },
    first: (username) => ({ username, name: '系统管理员', duty: 'admin', estates: '' }),
  },
}
