import { choice, date, form, note, type PolicyDefinition, type PolicyKey, type Role, text } from '#engine'
import { settledText, settledValue } from '../clauses/settled.ts'
import { policies } from '../policies.ts'

const rules: Readonly<Record<string, PolicyDefinition>> = policies
const keys = Object.fromEntries(Object.entries(rules).map(([key, { label }]) => [key, label])) as Readonly<
  Record<PolicyKey, string>
>

/** 业务参数 — what this company, or this project, has settled; the newest valid row wins. */
export const policyRows = form('policies', '业务参数', {
  key: choice('参数', keys),
  value: text('取值', { max: 200 }),
  validFrom: date('生效日期', { preset: 'today' }),
  reason: note('变更原因', { max: 500 }),
})

declare module '#engine' {
  interface Forms {
    policies: typeof policyRows
  }
}

/** What decides about money is not the service manager's to settle (Q02: GM for money policies). */
const isMoney = (key: PolicyKey) =>
  /^(deposit_refund|refund|fee|late_fee|payment|audit|tariff|contract|price|repair_cost)\./.test(key)
const ofMoney: readonly Role[] = ['finance-manager', 'general-manager']

export default policyRows.procedure({
  kind: 'master',
  of: 'both',
  area: 'people',
  code: 'Q02',
  aliases: ['参数设置'],
  label: ({ key }) => keys[key],
  paper: { 参数: [['key', 'validFrom'], ['value'], ['reason']] },
  list: {
    columns: ['key', 'value', 'validFrom', 'reason'],
    filters: ['key', 'validFrom'],
    sort: ['key', '-validFrom'],
  },
  may: {
    read: 'everyone',
    create: ['service-manager', 'finance-manager', 'general-manager'],
    edit: ['service-manager', 'finance-manager', 'general-manager'],
    company: ['finance-manager', 'general-manager'],
  },
  checks: [
    ({ key, value }) => {
      const rule = rules[key]
      if (!rule) return ['key', '没有这个参数']
      const { field, default: usual } = rule
      return (
        settledValue(value, field) !== undefined || [
          'value',
          `取值不符合「${field.label}」，例如：${settledText(usual, field)}`,
        ]
      )
    },
    ({ key }, { user }) =>
      !isMoney(key) ||
      user.roles.some((role) => ofMoney.includes(role)) || ['key', '收费、退款、标准的参数由财务经理或总经理设定'],
  ],
  unique: [{ blanks: ['key', 'validFrom'], says: '该参数同日已有取值' }],
  actions: {},
})
