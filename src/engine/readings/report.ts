import { daysAfter, firstDayOf, isDay, lastDayOf, monthOf } from '../day.ts'
import type { Params } from '../desk/ports.ts'
import type { Day, Field } from '../fields/field.ts'
import { kindOf } from '../fields/kinds.ts'
import type { House } from '../house.ts'
import { refuse } from '../refusal.ts'
import type { Dimension, Measure, Report, Source } from '../report.ts'
import type { Group, GroupKey } from '../store.ts'
import { fieldsOf, resourceNamed } from './blanks.ts'
import { printed } from './label.ts'
import { once } from './once.ts'
import { paramsIn } from './query.ts'

/** What of a report is wanted: laid out by which dimensions, for which days, and only where a dimension is so. */
export interface ReportAsked {
  readonly report: Report
  readonly by: readonly string[]
  readonly from: Day | undefined
  readonly to: Day | undefined
  /** By dimension: the values as on the wire; `''` where nothing is written. */
  readonly only: Readonly<Record<string, readonly string[]>>
}
type Value = Group['keys'][string]

export const reportNamed = (house: House, name: string): Report =>
  house.reports?.find((one) => one.name === name) ?? refuse(404, `没有名为「${name.slice(0, 60)}」的报表`)

/** Every report is laid out by project too. */
export const dimensionsOf: (report: Report) => Readonly<Record<string, Dimension>> = once(({ dimensions }: Report) => ({
  project: { label: '项目' },
  ...dimensions,
}))

const startOf: Readonly<Record<NonNullable<Report['period']>, (today: Day) => Day>> = {
  day: (today) => today,
  week: (today) => daysAfter(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7)),
  month: (today) => firstDayOf(monthOf(today)),
  year: (today) => `${today.slice(0, 4)}-01-01`,
}
/** The period with which a report opens: the one that runs, to its end. */
export function periodOf({ period }: Report, today: Day): { from: Day; to: Day } | undefined {
  if (!period) return undefined
  const from = startOf[period](today)
  if (period === 'day') return { from, to: today }
  if (period === 'week') return { from, to: daysAfter(from, 6) }
  return { from, to: period === 'month' ? lastDayOf(monthOf(today)) : `${today.slice(0, 4)}-12-31` }
}

/** A report as it is asked on the wire: `?by=month,building&from=…&to=…&building=3`. */
export function reportAsked(report: Report, params: Params, today: Day): ReportAsked {
  const dimensions = dimensionsOf(report)
  const single = (name: string) => {
    const value = params[name]
    return typeof value === 'string' || value === undefined ? value : refuse(400, `「${name}」只能出现一次`)
  }
  const dayAt = (name: string) => {
    const wire = single(name)
    return wire === undefined || isDay(wire) ? wire : refuse(400, `「${name}」须为日期，如 2026-11-21`)
  }
  const wanted = single('by')
  const by = wanted === undefined ? report.by : wanted.split(',').filter(Boolean)
  for (const name of by)
    if (!Object.hasOwn(dimensions, name)) refuse(400, `${report.title}不能按「${name.slice(0, 40)}」统计`)
  const only: Record<string, readonly string[]> = {}
  for (const [name, value] of Object.entries(params)) {
    if (['by', 'from', 'to', 'format'].includes(name)) continue
    if (!Object.hasOwn(dimensions, name)) refuse(400, `${report.title}没有「${name.slice(0, 40)}」这个筛选条件`)
    only[name] = [value].flat()
  }
  const usual = periodOf(report, today)
  const [from, to] = [dayAt('from') ?? usual?.from, dayAt('to') ?? usual?.to]
  if (from && to && from > to) refuse(400, '开始日期不能晚于结束日期')
  return { report, by: [...new Set(by)], from, to, only }
}

/** The blank behind a dimension on the paper of a source. */
export const blankBehind = (source: Source, name: string, dimension: Dimension) =>
  source.by?.[name] ?? dimension.blank ?? name

/** The days that a dimension's value stands for: a month is its days. */
function daysOf(dimension: Dimension, value: string, today: Day): { from?: Day; to?: Day } {
  if (dimension.ages) {
    const [at, bounds] = [Number(value), dimension.ages]
    const least = at > 0 ? bounds[at - 1] : undefined
    return {
      ...(at < bounds.length && { from: daysAfter(today, -(bounds[at] ?? 0)) }),
      ...(least !== undefined && { to: daysAfter(today, -least - 1) }),
    }
  }
  if (dimension.as === 'year') return { from: `${value}-01-01`, to: `${value}-12-31` }
  if (dimension.as === 'month') return { from: firstDayOf(value), to: lastDayOf(value) }
  return { from: value, to: value }
}

/**
 * The list query of the rows behind a figure: those of its source, of its own condition (which stands for the source's where
 * both name a blank), of the period, and of the group.
 */
export function behind(
  house: House,
  asked: ReportAsked,
  source: Source,
  where: string | undefined,
  group: GroupAsked,
  today: Day,
): Params {
  return behindGroup(asked, source, standing(house, asked, source, where), group, today)
}
type GroupAsked = Readonly<Record<string, readonly (string | null)[]>>
/** The list query behind a figure before it is laid out, and how it is brought within days. */
export interface Standing {
  readonly params: Params
  readonly isMonth: (blank: string) => boolean
}
export function standing(house: House, { from, to }: ReportAsked, source: Source, where: string | undefined): Standing {
  const fields = fieldsOf(house, resourceNamed(house, source.of))
  const isMonth = (blank: string) => fields[blank]?.kind === 'month'
  const params: Wanted = { ...paramsIn(source.where ?? ''), ...paramsIn(where ?? '') }
  if (source.on) {
    bind(params, isMonth, source.on, 'gte', from)
    bind(params, isMonth, source.on, 'lte', to)
  }
  return { params, isMonth }
}
type Wanted = Record<string, string | readonly string[]>
function bind(params: Wanted, isMonth: Standing['isMonth'], blank: string, side: 'gte' | 'lte', day: Day | undefined) {
  if (day === undefined) return
  const value = isMonth(blank) ? day.slice(0, 7) : day
  const key = `${blank}_${side}`
  const known = params[key]
  const tighter = typeof known !== 'string' || (side === 'gte' ? value > known : value < known)
  if (tighter) params[key] = value
}
/** The same of one group. */
export function behindGroup(
  { report }: ReportAsked,
  source: Source,
  { params: whole, isMonth }: Standing,
  group: GroupAsked,
  today: Day,
): Params {
  const params: Wanted = { ...whole }
  for (const [name, values] of Object.entries(group)) {
    const dimension = dimensionsOf(report)[name] as Dimension
    const blank = blankBehind(source, name, dimension)
    const [value] = values
    if (values.length === 1 && (value === null || value === undefined || value === '')) {
      params[`${blank}_null`] = 'true'
    } else if ((dimension.as || dimension.ages) && values.length === 1) {
      const days = daysOf(dimension, value as string, today)
      bind(params, isMonth, blank, 'gte', days.from)
      bind(params, isMonth, blank, 'lte', days.to)
    } else params[blank] = values.flatMap((one) => one ?? [])
  }
  return params
}
export const asQuery = (params: Params): string => {
  const wire = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) for (const one of [value].flat()) wire.append(name, one)
  return wire.toString()
}

/** How rows of a source are laid together by a dimension. */
export function keyBehind(source: Source, name: string, dimension: Dimension, today: Day): GroupKey {
  const field = blankBehind(source, name, dimension)
  if (dimension.ages) return { name, field, ages: { bounds: dimension.ages, today } }
  return { name, field, ...(dimension.as && { as: dimension.as }) }
}

/** How a value of a dimension reads. */
export function valueInWords(
  { as, ages }: Dimension,
  field: Field | undefined,
  value: Value,
  label: string | undefined,
): string {
  if (value === null) return '（未填）'
  if (ages) return ageInWords(ages, Number(value))
  if (as || !field) return String(value)
  return label ?? printed(field, value)
}
function ageInWords(bounds: readonly number[], at: number): string {
  const [low, high] = [bounds[at - 1], bounds[at]]
  if (high === undefined) return `超过 ${low} 天`
  if (low === undefined) return high <= 0 ? '未到期' : `${high} 天以内`
  return `${low + 1}–${high} 天`
}

type Counts = Extract<Measure, { readonly hidden?: true }>
/** A measure that counts rows, not one worked out of others. */
export const isCounted = (measure: Measure): measure is Counts =>
  !('share' in measure || 'per' in measure || 'less' in measure)
export const sourceOf = ({ sources }: Report, { from }: Counts): readonly [string, Source] => {
  const name = from ?? (Object.keys(sources)[0] as string)
  return [name, sources[name] as Source]
}
/** What a figure is counted in. */
export function unitOf(house: House, report: Report, measure: Measure): 'fen' | 'percent' | 'count' | 'average' {
  if ('share' in measure) return 'percent'
  const first = 'per' in measure ? measure.per[0] : 'less' in measure ? measure.less[0] : undefined
  if (first !== undefined) {
    const unit = unitOf(house, report, report.measures[first] as Measure)
    return 'per' in measure && unit !== 'fen' ? 'average' : unit
  }
  const counts = measure as Counts
  const field = fieldsOf(house, resourceNamed(house, sourceOf(report, counts)[1].of))[counts.sum ?? '']
  return field && kindOf(field).cell === 'money' ? 'fen' : 'count'
}
const rounded = (value: number) => Math.round(value * 10) / 10
/** Every figure of a row, those worked out of others too; nothing where a whole is nothing. */
export function figuresOf(
  report: Report,
  counted: Readonly<Record<string, number>>,
): Readonly<Record<string, number | null>> {
  const of = (name: string): number | null => {
    const measure = report.measures[name] as Measure
    if (isCounted(measure)) return counted[name] ?? 0
    if ('less' in measure) return measure.less.reduce((sum, one, at) => sum + (of(one) ?? 0) * (at === 0 ? 1 : -1), 0)
    const [part, whole] = 'share' in measure ? measure.share : measure.per
    const divisor = of(whole)
    if (!divisor) return null
    return 'share' in measure ? rounded(((of(part) ?? 0) / divisor) * 100) : rounded((of(part) ?? 0) / divisor)
  }
  return Object.fromEntries(Object.keys(report.measures).map((name) => [name, of(name)]))
}
