import { kindOf } from '../fields/kinds.ts'
import type { House } from '../house.ts'
import type { Condition } from '../query.ts'
import type { Dimension, Report, Source } from '../report.ts'
import type { Resource, User } from '../resource.ts'
import { blanksOfKind, fieldsOf, resourceNamed } from './blanks.ts'
import { queryOf } from './query.ts'
import { behind, blankBehind, dimensionsOf, isCounted, sourceOf } from './report.ts'
import { conjuncts } from './where.ts'

/** By what rows are laid together: a blank as it stands, or the day or month of one. */
export interface RollupKey {
  readonly field: string
  readonly as?: 'day' | 'month'
}
/** How many rows meet all of these, and the sums of some of their blanks. */
export interface RollupFigure {
  readonly where: readonly Condition[]
  readonly sums: readonly string[]
}
/** Figures of a paper that reports and lists ask for again and again: worth keeping ready, laid together by these keys. */
export interface Rollup {
  readonly table: string
  readonly keys: readonly RollupKey[]
  readonly figures: readonly RollupFigure[]
}
type Grain = 'day' | 'month'

/** Two days and two people: what a condition says for one of them only cannot be counted beforehand. */
const WORDS = [
  { today: '2001-01-31', now: '2001-01-31T04:00:00.000Z', me: 'somebody' },
  { today: '2002-03-15', now: '2002-03-15T04:00:00.000Z', me: 'somebody-else' },
] as const
/** A person who sees one building of one project: what his scope names is kept apart. */
const someone: User = { id: '', username: '', name: '', roles: [], projects: [''], buildings: [''] }

/** What the measures of a source count, where that is the same on every day and for everybody. */
function figuresOf(house: House, report: Report, name: string, source: Source, zone: string) {
  const resource = resourceNamed(house, source.of)
  const asked = { report, by: [], from: undefined, to: undefined, only: {} }
  const found = new Map<string, { where: readonly Condition[]; sums: Set<string> }>()
  for (const measure of Object.values(report.measures)) {
    if (!isCounted(measure) || sourceOf(report, measure)[0] !== name) continue
    const [where, again] = WORDS.map((words) =>
      conjuncts(
        queryOf(behind(house, asked, source, measure.where, {}, words.today), { house, resource, words, zone }).where,
      ),
    ) as [Condition[], Condition[]]
    const key = JSON.stringify(where)
    if (measure.distinct || key !== JSON.stringify(again)) return undefined
    const known = found.get(key) ?? { where, sums: new Set() }
    if (measure.sum) known.sums.add(measure.sum)
    found.set(key, known)
  }
  return [...found.values()].map(({ where, sums }) => ({ where, sums: [...sums] }))
}

/** The layouts in which a source is read: as it opens, by each dimension alone, and by all at once within a person's scope. */
function layoutsOf(house: House, report: Report, source: Source): readonly (readonly RollupKey[])[] {
  const resource = resourceNamed(house, source.of)
  const fields = fieldsOf(house, resource)
  const dimensions = dimensionsOf(report)
  const isDated = (field: string) => ['day', 'instant'].includes(kindOf(fields[field] as never).column)
  const byDay = report.period === 'day' || report.period === 'week'
  const keyOf = (name: string): RollupKey => {
    const { as, ages } = dimensions[name] as Dimension
    const field = blankBehind(source, name, dimensions[name] as Dimension)
    return isDated(field) ? { field, as: as && as !== 'day' && !ages ? 'month' : 'day' } : { field }
  }
  const own = resource.of === 'company' ? [] : [{ field: 'project' }]
  const on = (as: Grain) => (source.on ? [isDated(source.on) ? { field: source.on, as } : { field: source.on }] : [])
  const base = [...own, ...on(byDay ? 'day' : 'month')]
  const scoped = Object.keys(resource.scope?.(someone) ?? {}).map((field) => ({ field }))
  const few = Object.keys(dimensions).filter((name) => !dimensions[name]?.ages)
  return [report.by, ...Object.keys(dimensions).map((name) => [name]), few].map((names) =>
    tidy([...base, ...names.map(keyOf), ...(names === few ? scoped : [])]),
  )
}
/** Each blank once, by its finest grain, in the order of their names. */
function tidy(keys: readonly RollupKey[]): readonly RollupKey[] {
  const found = new Map<string, RollupKey>()
  for (const key of keys) if (found.get(key.field)?.as !== 'day') found.set(key.field, key)
  return [...found.values()].sort((a, b) => (a.field < b.field ? -1 : 1))
}

/** What is worth keeping ready, read off the reports and lists of the house. */
export function rollupsOf(house: House, zone: string): readonly Rollup[] {
  const found = new Map<string, Rollup>()
  for (const report of house.reports ?? [])
    for (const [name, source] of Object.entries(report.sources)) {
      const figures = figuresOf(house, report, name, source, zone) ?? []
      if (figures.length === 0) continue
      for (const keys of layoutsOf(house, report, source)) {
        const place = JSON.stringify([source.of, keys])
        const known = found.get(place)?.figures ?? []
        found.set(place, { table: source.of, keys, figures: together([...known, ...figures]) })
      }
    }
  return [...found.values(), ...house.resources.flatMap(listed)]
}
/** The totals of a list as it opens and by stage: of whole projects, and within a person's scope. */
function listed(resource: Resource): readonly Rollup[] {
  const own = resource.of === 'company' ? [] : [{ field: 'project' }]
  const keys = [...own, ...blanksOfKind(resource, 'stages').map(([field]) => ({ field }))]
  const scoped = Object.keys(resource.scope?.(someone) ?? {}).map((field) => ({ field }))
  const figures = [{ where: [], sums: resource.list.totals ?? [] }]
  const layouts = [keys, ...(scoped.length > 0 ? [[...keys, ...scoped]] : [])].filter((one) => one.length > 0)
  return layouts.map((one) => ({ table: resource.form.name, keys: tidy(one), figures }))
}
function together(figures: readonly RollupFigure[]): readonly RollupFigure[] {
  const found = new Map<string, RollupFigure>()
  for (const { where, sums } of figures) {
    const key = JSON.stringify(where)
    found.set(key, { where, sums: [...new Set([...(found.get(key)?.sums ?? []), ...sums])] })
  }
  return [...found.values()]
}
