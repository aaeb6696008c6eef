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
    'toy-desk-estates': typeof estate
    'toy-desk-staff': typeof person
    'toy-desk-rules': typeof rule
    'toy-desk-homes': typeof home
    'toy-desk-deposits': typeof deposit
    'toy-desk-refunds': typeof refund
  }
  interface Policies {
    'toy.desk.least': number
  }
}

const estate = form('toy-desk-estates', '小区', { name: text('名称') })
const person = form('toy-desk-staff', '员工', {
  username: text('用户名'),
  name: text('姓名'),
  duty: text('岗位'),
  estates: kept(text('小区', { optional: true })),
  demo: kept(tick('演示'), false),
})
const rule = form('toy-desk-rules', '参数', { key: text('项'), value: whole('值'), validFrom: date('生效日') })
const home = form('toy-desk-homes', '房产', {
  code: text('房号'),
  building: text('楼栋'),
  owner: text('业主'),
  tel: phone('电话', { optional: true }),
})
const deposit = form('toy-desk-deposits', '装修押金', {
  number: serial('单号', 'YJ-{yyyy}{MM}-{0000}'),
  home: ref('toy-desk-homes', '房号'),
  amount: money('押金金额', { min: 1 }),
  takenOn: date('收取日期', { preset: 'today' }),
  status: stages('状态', { held: { label: '在押', next: { release: 'released' } }, released: { label: '已退' } }),
})
/** A slip with a blank of every kind. */
const refund = form('toy-desk-refunds', '装修押金退款单', {
  number: serial('单号', 'TK-{yyyy}{MM}-{0000}'),
  appliedOn: date('申请日期', { preset: 'today' }),
  deposit: ref('toy-desk-deposits', '押金单'),
  home: ref('toy-desk-homes', '房号', { copy: 'deposit.home' }),
  building: copied(text('楼栋'), 'home.building'),
  owner: text('收款人', { copy: 'home.owner' }),
  tel: phone('联系电话', { copy: 'home.tel', optional: true }),
  card: identity('身份证号', { optional: true }),
  reason: choice('退款原因', { accepted: '验收合格', cancelled: '取消装修', other: '其他' }),
  method: choice(
    '退款方式',
    { cash: '现金', transfer: '转账', wechat: '微信', alipay: '支付宝', cheque: '支票' },
    { optional: true },
  ),
  papers: choices('所附材料', { receipt: '收据原件', pass: '出入证', photo: '验收照片' }, { optional: true }),
  paid: money('原押金', { copy: 'deposit.amount' }),
  deducted: money('扣款', { preset: 0 }),
  amount: computed(money('应退金额'), (slip: { paid: Fen; deducted: Fen }) => slip.paid - slip.deducted),
  inWords: computed(text('金额大写'), ({ amount }: { amount: Fen }) => `人民币 ${amount} 分`),
  area: decimal('装修面积', { unit: 'm²', optional: true }),
  share: percent('扣款比例', { optional: true }),
  pieces: whole('出入证数', { unit: '张', optional: true }),
  period: month('所属月份', { optional: true }),
  visitOn: date('预约日期', { optional: true }),
  hour: time('预约时刻', { optional: true }),
  toldAt: instant('通知时间', { optional: true }),
  urgent: tick('加急', { optional: true }),
  deductions: lines(
    '扣款明细',
    {
      item: text('项目'),
      kind: choice('类别', { wall: '墙体', pipe: '管道', door: '门窗', lift: '电梯', rubbish: '垃圾' }),
      pieces: whole('数量', { min: 1, preset: 1 }),
      price: money('单价'),
      sum: computed(money('金额'), (line: { pieces: number; price: Fen }) => line.pieces * line.price),
      note: text('说明', { optional: true }),
    },
    { optional: true },
  ),
  photos: attachment('照片', { optional: true }),
  stars: rating('满意度', { optional: true }),
  remark: note('备注', { optional: true }),
  signs: signatures('会签', { signers: ['manager' as Role, 'accountant' as Role], order: 'listed' }),
  payment: stamp('付款'),
  voucher: text('付款凭证号', { optional: true }),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'signing' } },
    signing: { label: '会签中', next: { sign: 'approved', giveBack: 'draft', withdraw: 'draft' } },
    approved: { label: '待付款', next: { pay: 'paid', refuse: 'draft' } },
    paid: { label: '已退款' },
  }),
})

/** Where a story stops a payment half-way. */
export const halfway: { gate: Promise<void> } = { gate: Promise.resolve() }

const bare = { actions: {}, area: 'toys' as never }
const anyone = { read: 'everyone', create: 'nobody', edit: 'nobody' } as const
const estates = estate.procedure({
  ...{ ...bare, kind: 'master', of: 'company', code: 'X1', label: 'name', may: anyone },
  paper: { 基本: [['name']] },
  list: { columns: ['name'] },
} as never)
const people = person.procedure({
  ...{ ...bare, kind: 'master', of: 'company', code: 'X2', label: 'name', may: anyone },
  paper: { 基本: [['username', 'name', 'duty', 'estates', 'demo']] },
  list: { columns: ['username', 'name'] },
} as never)
const rules = rule.procedure({
  ...{ ...bare, kind: 'master', of: 'both', code: 'X3', label: 'key', may: anyone },
  paper: { 基本: [['key', 'value', 'validFrom']] },
  list: { columns: ['key'] },
} as never)
const homes = home.procedure({
  ...{ ...bare, kind: 'master', code: 'X4', label: 'code' },
  paper: {
    基本: [
      ['code', 'building'],
      ['owner', 'tel'],
    ],
  },
  list: { columns: ['code', 'owner', 'tel'], search: ['owner'], sort: 'code' },
  may: { read: 'everyone', create: 'clerk', edit: 'clerk', reveal: 'manager' },
} as never)
const deposits = deposit.procedure({
  kind: 'form',
  area: 'toys' as never,
  code: 'X5',
  label: 'number',
  paper: { 押金: [['number', 'takenOn'], ['home', 'amount'], ['status']] },
  list: { columns: ['number', 'home', 'amount', 'status'], filters: ['home', 'status'] },
  may: { read: 'everyone', create: 'clerk' as Role, edit: {} },
  actions: { release: { label: '退还', by: 'office' } },
})
const refunds = refund.procedure({
  kind: 'form',
  area: 'toys' as never,
  code: 'X6',
  label: 'number',
  paper: {
    申请: [
      ['number', 'appliedOn', 'status'],
      ['deposit', 'home', 'building'],
      ['owner', 'tel', 'card'],
      ['reason', 'method'],
      ['papers', 'urgent'],
    ],
    金额: [['paid', 'deducted', 'amount'], ['inWords'], ['area', 'share', 'pieces']],
    扣款明细: [['deductions']],
    办理: [['period', 'visitOn', 'hour', 'toldAt'], ['photos'], ['stars', 'voucher'], ['remark']],
  },
  list: {
    columns: ['number', 'home', 'amount', 'status', 'appliedOn'],
    filters: ['status', 'home', 'deposit'],
    sort: '-number',
  },
  may: {
    read: 'everyone',
    create: 'clerk' as Role,
    edit: { draft: 'clerk' as Role },
    remove: 'clerk' as Role,
    reveal: 'manager' as Role,
  },
  checks: [(slip) => slip.deducted <= slip.paid || ['deducted', '扣款不能超过原押金']],
  actions: {
    submit: {
      label: '提交',
      by: 'clerk' as Role,
      guard: (slip, { policy }) => slip.amount >= policy('toy.desk.least') || '应退金额必须大于零',
      unless: async (slip, reader) => {
        const others = await reader.find('toy-desk-refunds', { deposit: slip.deposit, status: ['signing', 'approved'] })
        return others.map(({ id, number }) => ({
          message: `退款单 ${number} 还在办理`,
          resource: 'toy-desk-refunds',
          id,
        }))
      },
    },
    sign: { label: '签署', signs: 'signs' },
    giveBack: { label: '退回', returns: 'signs' },
    withdraw: { label: '撤回', withdraws: 'signs' },
    pay: {
      label: '确认付款',
      by: 'cashier' as Role,
      asks: ['voucher'],
      stamps: 'payment',
      effects: async (slip, tx) => {
        await tx.progress(12_000, 40_000)
        await halfway.gate
        return tx.perform('toy-desk-deposits', slip.deposit, 'release')
      },
    },
    refuse: { label: '驳回', by: ['manager' as Role, 'cashier' as Role], reason: true, danger: true },
  },
  void: { from: ['signing', 'approved'], by: 'clerk' as Role, confirmedBy: 'manager' as Role },
  print: { size: 'A4', copies: ['财务', '客服'], sign: { 审批: 'signs', 付款: 'payment', 业主签收: 'pen' } },
})

/** A small office with a slip that has a blank of every kind. */
export const house: House = {
  company: '玩具物业服务有限公司',
  areas: { toys: '押金' },
  resources: [refunds, deposits, homes, estates, people, rules],
  roles: {
    admin: { label: '系统管理员' },
    clerk: { label: '客服助理', sees: ['phone'] },
    manager: { label: '客服经理' },
    accountant: { label: '会计' },
    cashier: { label: '出纳' },
  },
  policies: { 'toy.desk.least': policy(whole('下限'), 1, '测试') },
  projects: 'toy-desk-estates',
  policyRows: {
    form: 'toy-desk-rules',
    read: ({ key, project, validFrom, value }) => ({ key, project, validFrom, value }) as never,
  },
  staff: {
    form: 'toy-desk-staff',
    async find(reader, by): Promise<Member | undefined> {
      const [found] = await reader.find('toy-desk-staff', by as never)
      if (!found) return undefined
      const { id, username, name, duty, estates: where } = found
      return {
        id,
        username,
        name,
        roles: duty.split(' ') as Role[],
        projects: (where ?? '').split(' ').filter(Boolean),
        demo: true,
      }
    },
    first: (username) => ({ username, name: '系统管理员', duty: 'admin', estates: '' }),
  },
}
