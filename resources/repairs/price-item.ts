import { choice, date, form, money, note, percent, stages, text, tick } from '#engine'

/** 有偿服务收费标准明细表 — one line of the price list, told to the owners before it is in force. */
export const priceItems = form('price-items', '有偿服务收费标准', {
  code: text('编号', { max: 10 }),
  category: choice('类别', {
    indoor: '室内报修',
    public: '公共区域维修',
    plumbing: '水电',
    aircon: '空调',
    cleaning: '清洁',
    leasing: '租赁',
    extra: '增值服务',
    other: '其他',
  }),
  name: text('服务项目', { max: 40 }),
  unit: text('计价单位', { max: 20 }),
  price: money('单价', { min: 0, optional: true }),
  rate: percent('费率', { min: 0, max: 100, optional: true }),
  negotiable: tick('面议', { preset: false }),
  payer: choice('承担人', { owner: '业主', damager: '损坏人', company: '公司', fund: '维修资金' }, { preset: 'owner' }),
  payment: choice(
    '收款时点',
    { completion: '完工后', prepaid: '派工前', monthly: '按月账单' },
    { preset: 'completion' },
  ),
  materialsBy: choice('材料提供', { customer: '业户', company: '公司' }, { preset: 'customer' }),
  validFrom: date('生效日期'),
  announcedOn: date('公示日期', { optional: true }),
  remark: note('说明', { max: 500, optional: true }),
  status: stages('状态', {
    draft: { label: '草稿', next: { announce: 'announced' } },
    announced: { label: '公示中', next: { enforce: 'in-force', withdraw: 'draft' } },
    'in-force': { label: '执行中', next: { supersede: 'superseded' } },
    superseded: { label: '已废止' },
  }),
})

declare module '#engine' {
  interface Forms {
    'price-items': typeof priceItems
  }
}

export default priceItems.procedure({
  kind: 'master',
  of: 'both',
  area: 'repairs',
  code: 'L01',
  source: '《物业管理制度：有偿服务收费标准明细表》',
  aliases: ['有偿维修服务收费标准', '维修项目收费标准'],
  label: ({ code, name }) => `${code} ${name}`,
  paper: {
    项目: [
      ['code', 'category', 'name'],
      ['unit', 'price', 'rate', 'negotiable'],
    ],
    收取: [['payer', 'payment', 'materialsBy'], ['validFrom', 'announcedOn', 'status'], ['remark']],
  },
  list: {
    columns: ['code', 'category', 'name', 'unit', 'price', 'rate', 'negotiable', 'validFrom', 'status'],
    filters: ['category', 'negotiable', 'payment', 'status'],
    sort: 'code',
    search: ['name'],
  },
  views: {
    current: { label: '现行收费标准', query: 'status=in-force&_sort=code' },
  },
  may: {
    read: 'everyone',
    create: ['accountant', 'engineering-manager'],
    edit: { draft: ['accountant', 'engineering-manager'] },
    remove: ['accountant', 'engineering-manager'],
    company: 'accountant',
  },
  checks: [
    ({ price, rate, negotiable }) =>
      negotiable || (price === null) !== (rate === null) || ['price', '请填写单价或费率之一；议价项目请勾选面议'],
  ],
  unique: [{ blanks: ['code', 'validFrom'], says: '该编号同日已有一个标准' }],
  actions: {
    announce: { label: '公示', by: ['accountant', 'finance-manager'], asks: ['announcedOn'] },
    withdraw: { label: '撤回公示', by: ['accountant', 'finance-manager'], reason: true },
    enforce: {
      label: '批准执行',
      by: 'general-manager',
      guard: ({ validFrom, announcedOn }, { today }) => {
        if (announcedOn === null || announcedOn > today) return '收费标准须先向业主公示'
        return validFrom <= today || `收费标准 ${validFrom} 才生效`
      },
    },
    supersede: { label: '废止', by: ['accountant', 'finance-manager'], reason: true },
  },
})
