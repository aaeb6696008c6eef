import {
  choice,
  computed,
  copied,
  date,
  decimal,
  type Fen,
  form,
  kept,
  money,
  month,
  note,
  phone,
  ref,
  stages,
  stamp,
  text,
  whole,
} from '#engine'
import { feeClasses } from '../clauses/fees.ts'
import { charge, inYuan } from '../clauses/money.ts'
import { another, moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { baseData, cameIn, changed, forgive, isPart, isUnpaid, isWhole, wentBack } from '../clauses/receivables.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 应收费用 — what one home owes for one item and month. A fee clerk enters it, the accountant posts it, payments close it. */
export const receivable = form('receivables', '应收费用', {
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  customer: ref('residents', '客户', { optional: true, copy: 'room.owner' }),
  customerName: copied(text('客户姓名', { optional: true }), 'customer.name'),
  phone: copied(phone('联系电话', { optional: true }), 'customer.phone'),
  feeItem: ref('fee-items', '收费项目'),
  itemName: copied(text('费用名称'), 'feeItem.name'),
  class: copied(choice('费用类别', feeClasses), 'feeItem.class'),
  period: month('费用期间', { preset: 'month' }),
  months: whole('月数', { min: 1, max: 12, preset: 1 }),
  source: choice(
    '来源',
    {
      standard: '收费标准',
      meter: '抄表',
      repair: '报修单',
      service: '特约服务',
      renovation: '装修',
      'late-fee': '滞纳金',
      other: '其他',
    },
    { preset: 'standard' },
  ),
  sequence: whole('同期第几笔', { min: 1, preset: 1, hint: '同一房屋、项目、期间、来源有多笔时依次编号' }),
  repairOrder: ref('repair-orders', '报修单', { optional: true }),
  workOrder: ref('work-orders', '维修工作单', { optional: true }),
  standard: ref('fee-standards', '收费标准', { optional: true }),
  listPrice: copied(decimal('标准单价', { scale: 4, optional: true }), 'standard.price'),
  quantity: decimal('数量', { scale: 4, min: 0 }),
  price: decimal('单价', { scale: 4, min: 0, unit: '元', copy: 'standard.price' }),
  run: kept(ref('billing-runs', '计费批次', { optional: true })),
  reading: kept(ref('meter-readings', '抄表记录', { optional: true })),
  coversFrom: kept(date('计费起日', { optional: true })),
  coversUntil: kept(date('计费止日', { optional: true })),
  working: kept(text('计算式', { max: 200, optional: true })),
  figure: kept(money('计费金额', { min: 0, optional: true })),
  amount: computed(
    money('应收金额'),
    (slip: { quantity: number; price: number; months: number; figure: Fen | null }) =>
      slip.figure ?? charge(slip.quantity, slip.price, slip.months),
  ),
  discount: kept(money('折扣', { min: 0 }), 0),
  corrected: kept(money('更正'), 0),
  payable: computed(
    money('应缴金额'),
    (slip: { amount: Fen; discount: Fen; corrected: Fen }) => slip.amount - slip.discount + slip.corrected,
  ),
  dueOn: date('缴费截止日'),
  paid: kept(money('已缴', { min: 0 }), 0),
  refunded: kept(money('已退', { min: 0 }), 0),
  writtenOff: kept(money('核销', { min: 0 }), 0),
  excess: kept(money('多收', { min: 0 }), 0),
  givingBack: computed(money('多收待退'), (slip: { excess: Fen; refunded: Fen }) =>
    Math.max(0, slip.excess - slip.refunded),
  ),
  balance: computed(
    money('未缴'),
    (slip: { payable: Fen; paid: Fen; writtenOff: Fen; excess: Fen }) =>
      slip.payable - slip.paid - slip.writtenOff + slip.excess,
  ),
  checking: stamp('审核'),
  writeOff: stamp('核销审批'),
  remark: note('备注', { max: 500, optional: true }),
  status: stages('状态', {
    draft: { label: '待核对', next: { check: 'posted', post: 'posted' } },
    posted: {
      label: '待缴',
      next: {
        collect: 'paid',
        'collect-part': 'part-paid',
        'write-off': 'written-off',
        cancel: 'cancelled',
        retract: 'cancelled',
        discount: 'posted',
        correct: 'posted',
      },
    },
    'part-paid': {
      label: '部分缴纳',
      next: {
        collect: 'paid',
        'collect-part': 'part-paid',
        reverse: 'posted',
        'reverse-part': 'part-paid',
        refund: 'part-paid',
        'write-off': 'written-off',
        correct: 'part-paid',
        'correct-whole': 'paid',
      },
    },
    paid: {
      label: '已缴清',
      next: {
        reverse: 'posted',
        'reverse-part': 'part-paid',
        refund: 'paid',
        correct: 'paid',
        'correct-part': 'part-paid',
      },
    },
    'written-off': { label: '已核销' },
    cancelled: { label: '已取消' },
  }),
})

declare module '#engine' {
  interface Forms {
    receivables: typeof receivable
  }
}

export default receivable.procedure({
  kind: 'register',
  area: 'money',
  code: 'B04',
  source: '《物业服务费用催缴管理作业指导书》4.1；《费用收取作业指导书》4.2；《广州海伦堡物业 收费管理办法》第四条',
  aliases: ['应收数据', '应收账款', '费用生成'],
  label: ({ itemName, period, customerName }) => [itemName, period, customerName].filter(Boolean).join(' '),
  paper: {
    费用: [
      ['room', 'building', 'customer', 'customerName', 'phone'],
      ['feeItem', 'itemName', 'class', 'period', 'months'],
      ['source', 'sequence', 'repairOrder', 'workOrder', 'standard', 'listPrice'],
      ['run', 'reading', 'coversFrom', 'coversUntil'],
      ['working', 'figure'],
    ],
    金额: [
      ['quantity', 'price', 'amount', 'discount', 'corrected', 'payable'],
      ['dueOn', 'paid', 'balance'],
      ['refunded', 'writtenOff', 'excess', 'givingBack'],
    ],
    办理: [['checking', 'writeOff', 'status'], ['remark']],
  },
  list: {
    columns: ['room', 'customerName', 'feeItem', 'period', 'payable', 'paid', 'balance', 'dueOn', 'status'],
    filters: [
      'status',
      'room',
      'building',
      'feeItem',
      'class',
      'period',
      'dueOn',
      'source',
      'balance',
      'customer',
      'run',
    ],
    sort: ['-period', 'room'],
    totals: ['payable', 'paid', 'balance'],
    search: ['room', 'customerName'],
  },
  views: {
    unpaid: {
      label: '未缴费单元清单',
      code: 'B15',
      aliases: ['欠费', '费用收取明细', '未缴费清单'],
      query: 'status=posted&status=part-paid&_sort=room,period',
      columns: ['room', 'customerName', 'phone', 'feeItem', 'period', 'balance', 'dueOn'],
    },
    overdue: {
      label: '逾期未缴',
      query: 'status=posted&status=part-paid&dueOn_lt=today&_sort=dueOn',
      columns: ['room', 'customerName', 'phone', 'feeItem', 'period', 'balance', 'dueOn', 'status'],
    },
    over: {
      label: '多收待退',
      query: 'givingBack_gt=0',
      columns: ['room', 'customerName', 'feeItem', 'period', 'payable', 'paid', 'refunded', 'givingBack'],
    },
    unchecked: { label: '待核对', query: 'status=draft' },
  },
  may: {
    read: moneyReaders,
    create: 'fee-clerk',
    edit: { draft: 'fee-clerk' },
    remove: 'fee-clerk',
    export: moneyExporters,
    import: 'fee-clerk',
  },
  scope: byBuilding,
  checks: [
    ({ listPrice, price }) =>
      listPrice === null || price === listPrice || ['price', `单价须与所选收费标准一致（${listPrice} 元）`],
    ({ discount, amount }) => discount <= amount || ['discount', '折扣不得超过应收金额'],
    ({ balance, payable, paid }) =>
      balance >= 0 || ['paid', `实缴 ${inYuan(paid)} 超过应缴 ${inYuan(payable)}，多收部分请转预存款`],
    ({ refunded, paid }) => refunded <= paid || ['refunded', '退款不得超过已缴金额'],
  ],
  unique: [
    {
      blanks: ['room', 'feeItem', 'period', 'source', 'sequence'],
      says: '该房屋同一项目、期间、来源的费用已经录入，确有多笔的请填「同期第几笔」',
    },
  ],
  actions: {
    check: {
      label: '审核入账',
      by: 'accountant',
      stamps: 'checking',
      guard: ({ createdBy, payable }, { user }) =>
        payable <= 0 ? '应缴金额须大于零' : another(user, [createdBy], '录入人不能审核自己录入的费用'),
      unless: baseData,
    },
    post: { label: '入账', by: 'office' },
    collect: { label: '收讫', by: 'office', asks: ['paid'], guard: isWhole, effects: cameIn },
    'collect-part': { label: '部分收款', by: 'office', asks: ['paid'], guard: isPart, effects: cameIn },
    reverse: { label: '冲回', by: 'office', asks: ['paid'], guard: isUnpaid, effects: wentBack },
    'reverse-part': { label: '部分冲回', by: 'office', asks: ['paid'], guard: isPart, effects: wentBack },
    refund: { label: '退款', by: 'office', asks: ['refunded'] },
    discount: { label: '折扣', by: 'office', asks: ['discount'] },
    correct: { label: '更正', by: 'office', asks: ['corrected', 'excess'], effects: changed },
    'correct-whole': {
      label: '更正后缴清',
      by: 'office',
      asks: ['corrected', 'excess'],
      guard: isWhole,
      effects: changed,
    },
    'correct-part': {
      label: '更正后未清',
      by: 'office',
      asks: ['corrected', 'excess'],
      guard: isPart,
      effects: changed,
    },
    retract: {
      label: '批次冲销',
      by: 'office',
      asks: ['writtenOff'],
      guard: ({ paid }) => paid === 0 || '已有缴款，不能冲销',
      effects: changed,
    },
    'write-off': {
      label: '核销',
      by: 'general-manager',
      reason: true,
      danger: true,
      stamps: 'writeOff',
      effects: forgive,
    },
    cancel: {
      label: '取消',
      by: 'accountant',
      reason: true,
      danger: true,
      guard: ({ createdBy }, { user }) => another(user, [createdBy], '录入人不能取消自己录入的费用'),
      effects: forgive,
    },
  },
})
