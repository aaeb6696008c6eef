import { choice, form, note, text, tick } from '#engine'
import { feeClasses } from '../clauses/fees.ts'
import { moneyReaders } from '../clauses/persons.ts'

/** 收费项目 — one thing the company charges for; standards price it, receivables claim it. */
export const feeItem = form('fee-items', '收费项目', {
  code: text('编码', { max: 20, pattern: /^[A-Z0-9-]+$/, says: '请填大写字母、数字或连字符' }),
  name: text('项目名称', { max: 40 }),
  class: choice('费用类别', feeClasses),
  mode: choice('计费方式', { recurring: '周期性', meter: '按表计量', slip: '按单据', once: '一次性' }),
  cycle: choice('收费周期', { month: '按月', quarter: '按季', year: '按年', occasion: '按次' }),
  allocation: choice('分摊方式', {
    fixed: '定额',
    area: '按建筑面积',
    meter: '按分表',
    ratio: '按比例',
    formula: '按公式',
  }),
  taxable: tick('计税', { preset: false }),
  refundable: tick('可退', { preset: false }),
  account: text('会计科目', { max: 40, optional: true }),
  active: tick('启用', { preset: true }),
  remark: note('备注', { max: 500, optional: true }),
})

declare module '#engine' {
  interface Forms {
    'fee-items': typeof feeItem
  }
}

export default feeItem.procedure({
  kind: 'master',
  of: 'company',
  area: 'money',
  code: 'B01',
  source: '《物业服务收费管理细则（2023版）》；《广州海伦堡物业 收费管理办法》第三条',
  aliases: ['费用项目'],
  label: 'name',
  paper: {
    项目: [
      ['code', 'name', 'active'],
      ['class', 'mode', 'cycle', 'allocation'],
    ],
    核算: [['account', 'taxable', 'refundable'], ['remark']],
  },
  list: {
    columns: ['code', 'name', 'class', 'mode', 'cycle', 'allocation', 'refundable', 'active'],
    filters: ['class', 'mode', 'cycle', 'allocation', 'refundable', 'active'],
    sort: 'code',
    search: ['code'],
  },
  views: { inUse: { label: '启用的项目', query: 'active=true' } },
  may: { read: moneyReaders, create: ['supervisor', 'accountant'], edit: ['supervisor', 'accountant'] },
  unique: [
    { blanks: ['code'], says: '该编码已有收费项目使用' },
    { blanks: ['name'], says: '该名称已有收费项目使用' },
  ],
  actions: {},
})
