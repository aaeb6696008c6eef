import { type Field, kindOf, type Resource, stagesOf } from '#engine'
import { say } from '../../words/index.ts'
import type { Filter } from '../state.ts'

/** In which way a blank is asked about. */
export type Way = 'options' | 'tick' | 'ref' | 'period' | 'month' | 'range' | 'text' | 'exact' | 'bare'

const ways: Readonly<Partial<Record<Field['kind'], Way>>> = {
  choice: 'options',
  choices: 'options',
  stages: 'options',
  rating: 'options',
  tick: 'tick',
  ref: 'ref',
  date: 'period',
  instant: 'period',
  month: 'month',
  money: 'range',
  whole: 'range',
  decimal: 'range',
  percent: 'range',
  time: 'range',
  text: 'text',
  note: 'text',
  serial: 'text',
  phone: 'exact',
  identity: 'exact',
}
export const wayOf = (field: Field): Way => ways[field.kind] ?? 'bare'

export interface Option {
  readonly value: string
  readonly label: string
}
/** Everything that can stand in a blank with a fixed choice. */
export function optionsOf(resource: Resource, field: Field): readonly Option[] {
  if (field.kind === 'stages') return stagesOf(resource).map(({ name, label }) => ({ value: name, label }))
  if (field.kind === 'rating')
    return ['1', '2', '3', '4', '5'].map((value) => ({ value, label: '★'.repeat(Number(value)) }))
  return Object.entries(field.choices ?? {}).map(([value, label]) => ({ value, label }))
}

export const filtersOn = (filters: readonly Filter[], field: string) => filters.filter((one) => one.field === field)
/** The filters with those on one blank put anew. */
export const withFilters = (filters: readonly Filter[], field: string, own: readonly Filter[]): readonly Filter[] => {
  const rest = filters.filter((one) => one.field !== field)
  const at = filters.findIndex((one) => one.field === field)
  return at < 0 ? [...rest, ...own] : [...rest.slice(0, at), ...own, ...rest.slice(at)]
}
/** The one value of a comparison, where there is one. */
export const valueOf = (own: readonly Filter[], op: Filter['op']): string | undefined =>
  own.find((one) => one.op === op)?.values[0]

/** `today-3`, `month`, `me` as a person says them. */
export function wordFor(value: string): string | undefined {
  if (value === 'me') return say('filter.me')
  const [, word, sign, count = '0'] = /^(today|month)(?:([+-])(\d+))?$/.exec(value) ?? []
  if (word === undefined) return undefined
  const far = Number(count)
  if (far === 0) return say(word === 'today' ? 'filter.today' : 'filter.thisMonth')
  if (far === 1 && word === 'today') return say(sign === '-' ? 'filter.yesterday' : 'filter.tomorrow')
  if (far === 1) return say(sign === '-' ? 'filter.lastMonth' : 'filter.nextMonth')
  if (word === 'month') return say(sign === '-' ? 'filter.monthsAgo' : 'filter.monthsOn', { months: far })
  return say(sign === '-' ? 'filter.daysAgo' : 'filter.daysOn', { days: far })
}

const signs: Readonly<Partial<Record<Filter['op'], string>>> = { ne: '≠ ', gt: '> ', gte: '≥ ', lt: '< ', lte: '≤ ' }
const periods: Readonly<Partial<Record<Filter['op'], (value: string) => string>>> = {
  gte: (value) => say('filter.since', { value }),
  lte: (value) => say('filter.until', { value }),
  gt: (value) => say('filter.after', { value }),
  lt: (value) => say('filter.before', { value }),
}

interface Saying {
  readonly resource: Resource
  readonly field: Field
  readonly labelOf: (id: string) => string | undefined
}
/** One value as read on a sheet; a relative word stays a word. */
function read(value: string, { resource, field, labelOf }: Saying): string {
  const word = wordFor(value)
  if (word !== undefined) return word
  const way = wayOf(field)
  if (way === 'options') return optionsOf(resource, field).find((one) => one.value === value)?.label ?? value
  if (way === 'tick') return say(value === 'true' ? 'filter.yes' : 'filter.no')
  if (way === 'ref') return labelOf(value) ?? '…'
  return way === 'range' && field.kind !== 'time' ? kindOf(field).print(Number(value), field) : value
}

function part({ op, values }: Filter, saying: Saying): string {
  if (op === 'null') return say(values[0] === 'true' ? 'filter.empty' : 'filter.filled')
  const told = values.map((value) => read(value, saying)).join('、')
  if (op === 'like') return `「${told}」`
  const way = wayOf(saying.field)
  const period = way === 'period' || way === 'month' ? periods[op] : undefined
  return period ? period(told) : `${signs[op] ?? ''}${told}`
}
/** What a list is asked about one blank, in words: `2026-01-01 至 今天`, `待审核、待付款`. */
export function inWords(own: readonly Filter[], saying: Saying): string {
  const from = valueOf(own, 'gte')
  const to = valueOf(own, 'lte')
  if (own.length === 2 && from !== undefined && to !== undefined) {
    const [first, last] = [read(from, saying), read(to, saying)]
    return first === last ? first : `${first} ${say('filter.to')} ${last}`
  }
  return own.map((one) => part(one, saying)).join('，')
}
