import type { Field } from '../fields/field.ts'
import type { House } from '../house.ts'
import type { Condition, Query } from '../query.ts'
import type { Resource } from '../resource.ts'
import { fieldsOf } from './blanks.ts'
import { printed } from './label.ts'

const SIGNS: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '≠',
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
  like: '含',
  has: '含',
  tail: '末位为',
}

/** A filter in words, as it stands on the second sheet of an export: `状态 = 待审核，到期日 < 2026-11-21`. */
export function filterInWords(
  house: House,
  resource: Resource,
  { where }: Pick<Query, 'where'>,
  labels: (form: string, id: string) => string | undefined,
): string {
  const fields = fieldsOf(house, resource)
  const value = (name: string, one: unknown) => {
    const field = fields[name] as Field | undefined
    if (one === null) return '空'
    if (!field) return String(one)
    return printed(field, one, field.kind === 'ref' ? labels(field.form ?? '', String(one)) : undefined)
  }
  const say = (condition: Condition): string => {
    if ('all' in condition) return condition.all.map(say).join('，')
    if ('any' in condition) return `（${condition.any.map(say).join(' 或 ')}）`
    if (condition.op === 'search') return `搜索「${condition.value}」`
    const label = fields[condition.field]?.label ?? condition.field
    if (condition.op === 'null') return `${label}${condition.value ? '为空' : '不为空'}`
    if (condition.op === 'in')
      return `${label} 为 ${condition.values.map((one) => value(condition.field, one)).join('、')}`
    return `${label} ${SIGNS[condition.op] ?? condition.op} ${value(condition.field, condition.value)}`
  }
  return where ? say(where) : '全部'
}
