import {
  attachment,
  choice,
  copied,
  date,
  daysAfter,
  decimal,
  form,
  kept,
  lines,
  money,
  note,
  percent,
  ref,
  signatures,
  stages,
  stamp,
  text,
  whole,
} from '#engine'
import { proratings, roundings } from '../clauses/billing.ts'
import { feeClasses } from '../clauses/fees.ts'
import { another, moneyReaders } from '../clauses/persons.ts'
import { enforce, enforceDue, outrun, tryOut, undecided } from '../clauses/tariffs.ts'

/** 收费标准 — the price of a fee item from a day on; noticed, resolved and approved, then never changed, only superseded. */
export const feeStandard = form('fee-standards', '收费标准', {
  feeItem: ref('fee-items', '收费项目'),
  itemName: copied(text('项目名称'), 'feeItem.name'),
  class: copied(choice('费用类别', feeClasses), 'feeItem.class'),
  usage: choice(
    '适用性质',
    { all: '全部', residence: '住宅', shop: '商铺', office: '办公', parking: '车位' },
    { preset: 'all' },
  ),
  building: text('适用楼栋', { max: 10, optional: true, hint: '不填则适用全部楼栋' }),
  grade: text('服务等级', { max: 20, optional: true }),
  price: decimal('单价', { scale: 4, min: 0, unit: '元' }),
  unit: text('计价单位', { max: 20, hint: '如 元/m²·月' }),
  basis: choice('数量依据', { area: '建筑面积', meter: '用量', count: '数量', fixed: '每户' }, { preset: 'area' }),
  tiers: lines(
    '阶梯价',
    {
      over: decimal('超过', { scale: 4, min: 0.0001 }),
      price: decimal('单价', { scale: 4, min: 0, unit: '元' }),
    },
    { optional: true, max: 10 },
  ),
  rounding: choice('尾数处理', roundings, { preset: 'fen' }),
  prorating: choice('不足整月', proratings, { preset: 'day' }),
  subjects: lines(
    '适用房屋与数量',
    {
      room: ref('properties', '房号'),
      quantity: decimal('数量', { scale: 4, min: 0.0001, preset: 1 }),
    },
    { optional: true, max: 500 },
  ),
  formula: note('计算公式', { max: 500, optional: true }),
  regime: choice('定价方式', { guide: '政府指导价', market: '市场调节价' }),
  lateFeeRate: percent('滞纳金日费率', { scale: 3, min: 0, max: 1, preset: 0 }),
  validFrom: date('生效日期'),
  validTo: kept(date('截止日期', { optional: true })),
  noticedOn: date('公示日期', { optional: true }),
  resolvedBy: choice(
    '通过机构',
    { assembly: '业主大会', committee: '业主委员会', company: '公司' },
    { optional: true },
  ),
  resolvedOn: date('通过日期', { optional: true }),
  decision: ref('tariff-resolutions', '收费标准决议', { optional: true }),
  resolution: attachment('决议或公示材料', { optional: true }),
  trial: kept(
    lines('试算房屋', {
      room: ref('properties', '房屋'),
      quantity: decimal('计费数量', { scale: 4 }),
      before: money('现行月费', { optional: true }),
      amount: money('新月费'),
    }),
    [],
  ),
  trialHomes: kept(whole('适用户数', { min: 0, optional: true })),
  trialBefore: kept(money('现行月费合计', { optional: true })),
  trialTotal: kept(money('新月费合计', { optional: true })),
  trialOn: kept(date('试算日期', { optional: true })),
  approvals: signatures('审批', { signers: 'tariff.chain', order: 'listed' }),
  enforcement: stamp('执行'),
  status: stages('状态', {
    draft: { label: '草稿', next: { try: 'draft', announce: 'noticed' } },
    noticed: { label: '公示中', next: { try: 'noticed', resolve: 'resolved', reject: 'rejected' } },
    resolved: { label: '待审批', next: { try: 'resolved', sign: 'approved', reject: 'rejected' } },
    approved: { label: '待执行', next: { enforce: 'in-force' } },
    'in-force': { label: '执行中', next: { supersede: 'superseded' } },
    superseded: { label: '已废止' },
    rejected: { label: '未通过' },
  }),
})

declare module '#engine' {
  interface Forms {
    'fee-standards': typeof feeStandard
  }
}

export default feeStandard.procedure({
  kind: 'master',
  of: 'both',
  area: 'money',
  code: 'B02',
  source: '《2024年物业收费管理规定最新》；《物业收费管理规定2024简版》；《2023修正版物业收费管理规定》',
  aliases: ['物业费标准', '收费方案'],
  label: ({ itemName, price, unit, validFrom }) => `${itemName} ${price} ${unit}（${validFrom} 起）`,
  paper: {
    标准: [
      ['feeItem', 'itemName', 'class'],
      ['price', 'unit', 'basis'],
      ['tiers'],
      ['rounding', 'prorating'],
      ['formula'],
      ['regime', 'lateFeeRate', 'validFrom', 'validTo'],
    ],
    适用范围: [['usage', 'building', 'grade'], ['subjects']],
    试算: [['trialOn', 'trialHomes', 'trialBefore', 'trialTotal'], ['trial']],
    公示与决议: [['noticedOn', 'decision', 'resolvedBy', 'resolvedOn'], ['resolution']],
    审批: [['approvals'], ['enforcement', 'status']],
  },
  list: {
    columns: ['feeItem', 'usage', 'building', 'price', 'unit', 'validFrom', 'validTo', 'status'],
    filters: ['feeItem', 'class', 'usage', 'building', 'regime', 'validFrom', 'status'],
    sort: ['feeItem', '-validFrom'],
    search: ['feeItem'],
  },
  views: {
    inForce: { label: '现行收费标准', query: 'status=in-force' },
    waiting: { label: '待审批', query: 'status=resolved' },
  },
  may: {
    read: moneyReaders,
    create: ['accountant', 'finance-manager'],
    edit: { draft: ['accountant', 'finance-manager'] },
    remove: ['accountant', 'finance-manager'],
    company: 'finance-manager',
  },
  checks: [
    ({ resolvedOn, noticedOn }) =>
      !resolvedOn || !noticedOn || resolvedOn >= noticedOn || ['resolvedOn', '通过日期不得早于公示日期'],
    ({ class: fee, resolvedBy }, { policy }) =>
      fee !== 'comprehensive' ||
      resolvedBy !== 'company' ||
      !policy('tariff.assembly_required') || ['resolvedBy', '物业费标准须经业主大会或业主委员会通过'],
    ({ tiers }) => {
      const over = (tiers ?? []).map((tier) => tier.over)
      return over.every((step, at) => at === 0 || step > (over[at - 1] ?? 0)) || ['tiers', '阶梯须由低到高']
    },
    ({ basis, subjects }) =>
      basis !== 'count' || (subjects ?? []).length > 0 || ['subjects', '按数量计费的须列出房屋与数量'],
    ({ subjects }) =>
      new Set(subjects?.map(({ room }) => room)).size === (subjects?.length ?? 0) || ['subjects', '同一房屋不能列两次'],
  ],
  edited: ({ id, trialOn }, tx) =>
    trialOn === null
      ? Promise.resolve()
      : tx.update('fee-standards', id, {
          trial: [],
          trialHomes: null,
          trialBefore: null,
          trialTotal: null,
          trialOn: null,
        }),
  daily: { enforce: { label: '收费标准到期执行', code: 'W05', work: enforceDue } },
  due: { approved: 'validFrom' },
  actions: {
    try: { label: '试算', by: ['accountant', 'finance-manager'], effects: tryOut },
    announce: { label: '公示', by: ['accountant', 'finance-manager'], asks: ['noticedOn'], offers: ['resolution'] },
    resolve: {
      label: '登记通过',
      by: ['accountant', 'finance-manager'],
      asks: ['resolvedBy', 'resolvedOn'],
      offers: ['decision', 'resolution'],
      guard: ({ noticedOn }, { today, policy }) =>
        daysAfter(noticedOn ?? today, policy('tariff.notice_days')) <= today ||
        `公示未满 ${policy('tariff.notice_days')} 天，不能登记通过`,
      unless: undecided,
    },
    sign: {
      label: '审批',
      signs: 'approvals',
      guard: ({ createdBy, trialOn }, { user }) =>
        trialOn === null ? '请先试算，再审批' : another(user, [createdBy], '拟订收费标准的人不能审批'),
    },
    reject: { label: '不通过', by: ['finance-manager', 'general-manager'], reason: true, danger: true },
    enforce: {
      label: '执行',
      by: 'finance-manager',
      optional: true,
      stamps: 'enforcement',
      guard: ({ validFrom }, { today }) => validFrom <= today || `未到生效日期 ${validFrom}，不能执行`,
      unless: outrun,
      effects: enforce,
    },
    supersede: { label: '废止', by: 'office', asks: ['validTo'] },
  },
})
