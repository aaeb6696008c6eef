import { choice, date, form, note, type PolicyKey, text } from '#engine'
import { policies } from '../policies.ts'

const keys = Object.fromEntries(Object.entries(policies).map(([key, { label }]) => [key, label])) as Readonly<
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
  },
  unique: [{ blanks: ['key', 'validFrom'], says: '该参数同日已有取值' }],
  actions: {},
})
