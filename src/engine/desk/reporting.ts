import type { PolicyKey } from '../fields/field.ts'
import { fieldsOf, resourceNamed, resourcesByName } from '../readings/blanks.ts'
import {
  asQuery,
  behind,
  behindGroup,
  blankBehind,
  dimensionsOf,
  figuresOf,
  isCounted,
  keyBehind,
  type ReportAsked,
  reportAsked,
  reportNamed,
  type Standing,
  sourceOf,
  standing,
  unitOf,
  valueInWords,
} from '../readings/report.ts'
import { selectionOf } from '../readings/rights.ts'
import { mayDo } from '../readings/stages.ts'
import { refuse } from '../refusal.ts'
import type { Dimension, Measure, Report, Source } from '../report.ts'
import type { Counted, Group, Store } from '../store.ts'
import { type Context, occasionOf, queryIn } from './context.ts'
import type { Params, Visitor } from './ports.ts'

/** One column of figures, as the table and the drawing read it. */
export interface MeasureCard {
  readonly name: string
  readonly label: string
  readonly unit: 'fen' | 'percent' | 'count' | 'average'
  /** What it is to reach. */
  readonly target?: { readonly at: number; readonly atMost: boolean }
}
/** One row: what it stands under, its figures, and the list behind each. */
export interface ReportRow {
  readonly keys: Readonly<Record<string, string | number | boolean | null>>
  readonly labels: Readonly<Record<string, string>>
  readonly figures: Readonly<Record<string, number | null>>
  /** By measure: the list of the rows behind it, where the caller may see them. */
  readonly opens: Readonly<Record<string, string>>
}
export interface ReportAnswer {
  readonly name: string
  readonly title: string
  readonly code: string
  readonly from: string | null
  readonly to: string | null
  readonly by: readonly { readonly name: string; readonly label: string }[]
  readonly dimensions: readonly { readonly name: string; readonly label: string }[]
  readonly measures: readonly MeasureCard[]
  readonly chart: Report['chart'] | null
  readonly rows: readonly ReportRow[]
  readonly totals: Pick<ReportRow, 'figures' | 'opens'>
}
/** More rows than anybody reads. */
const MOST_GROUPS = 2000

/** The statistics of the office. */
export function reporting(store: Store, contextOf: (visitor: Visitor) => Promise<Context>) {
  async function report(name: string, params: Params, visitor: Visitor): Promise<ReportAnswer> {
    const context = await contextOf(visitor)
    const { house } = context
    const definition = reportNamed(house, name)
    if (!mayDo(definition.may, visitor.user)) refuse(403, `${visitor.user.name}无权查看${definition.title}`)
    const { today } = occasionOf(context, null)
    const asked = reportAsked(definition, params, today)
    const [groups, [all]] = await Promise.all([counted(context, asked, asked.by), counted(context, asked, [])])
    if (groups.length > MOST_GROUPS) refuse(400, `结果超过 ${MOST_GROUPS} 行，请缩小期间或减少统计维度`)
    const said: Said = { labels: await labelsOf(context, asked, groups), opens: opener(context, asked) }
    const rows = groups.map((group) => rowOf(context, asked, group, said))
    const dimensions = Object.entries(dimensionsOf(definition)).map(([one, { label }]) => ({ name: one, label }))
    return {
      name,
      title: definition.title,
      code: definition.code,
      from: asked.from ?? null,
      to: asked.to ?? null,
      by: asked.by.map((one) => ({ name: one, label: dimensionsOf(definition)[one]?.label ?? one })),
      dimensions,
      measures: measuresOf(context, definition),
      chart: definition.chart ?? null,
      rows: rows.sort(inOrder(asked)),
      totals: rowOf(context, asked, all ?? { keys: {}, figures: {} }, said),
    }
  }

  /** The figures of every source, those of one group brought together. */
  async function counted(context: Context, asked: ReportAsked, by: readonly string[]): Promise<readonly Group[]> {
    const together = new Map<string, { keys: Group['keys']; figures: Record<string, number> }>()
    const sources = Object.entries(asked.report.sources)
    const answers = await Promise.all(sources.map(([name, source]) => countedIn(context, asked, by, name, source)))
    for (const { keys, figures } of answers.flat()) {
      const place = JSON.stringify(by.map((name) => keys[name] ?? null))
      const known = together.get(place) ?? { keys, figures: {} }
      Object.assign(known.figures, figures)
      together.set(place, known)
    }
    return [...together.values()]
  }
  async function countedIn(
    context: Context,
    asked: ReportAsked,
    by: readonly string[],
    name: string,
    source: Source,
  ): Promise<readonly Group[]> {
    const { house, ports, visitor } = context
    const { today } = occasionOf(context, null)
    const resource = resourceNamed(house, source.of)
    const figures = Object.entries(asked.report.measures).flatMap(([key, measure]): Counted[] => {
      if (!isCounted(measure) || sourceOf(asked.report, measure)[0] !== name) return []
      const where = conditionOf(context, asked, source, measure.where, asked.only)
      return [{ name: key, where, sum: measure.sum, distinct: measure.distinct }]
    })
    if (figures.length === 0) return []
    const dimensions = dimensionsOf(asked.report)
    return store.grouped({
      table: source.of,
      where: selectionOf(house, resource, visitor.user).scope,
      by: by.map((one) => keyBehind(source, one, dimensions[one] as Dimension, today)),
      figures,
      zone: ports.zone,
      limit: MOST_GROUPS + 1,
    })
  }
  function conditionOf(
    context: Context,
    asked: ReportAsked,
    source: Source,
    where: string | undefined,
    group: Readonly<Record<string, readonly (string | null)[]>>,
  ) {
    const { house } = context
    const params = behind(house, asked, source, where, group, occasionOf(context, null).today)
    return queryIn(context, resourceNamed(house, source.of), params).where
  }

  function rowOf(
    context: Context,
    { report: definition }: ReportAsked,
    { keys, figures }: Group,
    { labels, opens }: Said,
  ): ReportRow {
    const dimensions = dimensionsOf(definition)
    return {
      keys,
      labels: Object.fromEntries(
        Object.entries(keys).map(([name, value]) => {
          const field = fieldBehind(context, definition, name)
          return [name, valueInWords(dimensions[name] as Dimension, field, value, labels.get(`${name} ${value}`))]
        }),
      ),
      figures: figuresOf(definition, figures),
      opens: opens(keys),
    }
  }
  /** The lists behind the figures of a group, as far as somebody may see them. */
  function opener(context: Context, asked: ReportAsked): (keys: Group['keys']) => ReportRow['opens'] {
    const { house, visitor } = context
    const { today } = occasionOf(context, null)
    // measures of the same rows open the same list
    const lists = new Map<string, { readonly names: string[]; readonly source: Source; readonly whole: Standing }>()
    for (const [name, measure] of Object.entries(asked.report.measures)) {
      if (!isCounted(measure)) continue
      const [of, source] = sourceOf(asked.report, measure)
      if (!mayDo(resourceNamed(house, source.of).may.read, visitor.user)) continue
      const place = `${of} ${measure.where ?? ''}`
      const whole = standing(house, asked, source, measure.where)
      lists.set(place, { names: [...(lists.get(place)?.names ?? []), name], source, whole })
    }
    return (keys) => {
      const group: Record<string, readonly (string | null)[]> = { ...asked.only }
      for (const [name, value] of Object.entries(keys)) group[name] = [value === null ? null : String(value)]
      const opens: Record<string, string> = {}
      for (const { names, source, whole } of lists.values()) {
        const path = `/${source.of}?${asQuery(behindGroup(asked, source, whole, group, today))}`
        for (const name of names) opens[name] = path
      }
      return opens
    }
  }

  function measuresOf(context: Context, definition: Report): readonly MeasureCard[] {
    const occasion = occasionOf(context, null)
    const targetOf = (measure: Measure) => {
      if (!('target' in measure) || !measure.target) return undefined
      const { at, atMost = false } = measure.target
      return { at: typeof at === 'number' ? at : Number(occasion.policy(at as PolicyKey)), atMost }
    }
    return Object.entries(definition.measures).flatMap(([name, measure]) => {
      if ('hidden' in measure && measure.hidden) return []
      const target = targetOf(measure)
      return [
        { name, label: measure.label, unit: unitOf(context.house, definition, measure), ...(target && { target }) },
      ]
    })
  }

  /** How the papers are called that references point to, by dimension and id; of those that a list would not name either, nothing. */
  async function labelsOf(context: Context, { report: definition }: ReportAsked, groups: readonly Group[]) {
    const labels = new Map<string, string>()
    for (const name of Object.keys(groups[0]?.keys ?? {})) {
      const found = behindDimension(context, definition, name)
      const form = found && selectionOf(context.house, found.resource, context.visitor.user).labels[found.blank]
      if (!form || !resourcesByName(context.house).has(form)) continue
      const values = [...new Set(groups.flatMap(({ keys }) => (keys[name] == null ? [] : [String(keys[name])])))]
      const rows = await store.reading((reader) => reader.select(form, { where: { field: 'id', op: 'in', values } }))
      for (const { id, _label } of rows) labels.set(`${name} ${id}`, String(_label))
    }
    return labels
  }
  function behindDimension({ house }: Context, definition: Report, name: string) {
    const [source] = Object.values(definition.sources)
    const dimension = dimensionsOf(definition)[name]
    if (!source || !dimension || dimension.as || dimension.ages) return undefined
    return { resource: resourceNamed(house, source.of), blank: blankBehind(source, name, dimension) }
  }
  function fieldBehind(context: Context, definition: Report, name: string) {
    const found = behindDimension(context, definition, name)
    return found && fieldsOf(context.house, found.resource)[found.blank]
  }
  return report
}
/** How the papers of a report are called, and which lists its figures open. */
interface Said {
  readonly labels: ReadonlyMap<string, string>
  readonly opens: (keys: Group['keys']) => ReportRow['opens']
}

/** Made once: a comparison that names its language and its ways makes one each time. */
const reading = new Intl.Collator('zh-CN', { numeric: true })
/** As the dimensions stand, each from small to large as people read it; what is not written comes last. */
const inOrder =
  ({ by }: ReportAsked) =>
  (one: ReportRow, other: ReportRow): number => {
    for (const name of by) {
      const [a, b] = [one.keys[name] ?? null, other.keys[name] ?? null]
      if (a === b) continue
      if (a === null || b === null) return a === null ? 1 : -1
      if (typeof a === 'number' && typeof b === 'number') return a - b
      const order = reading.compare(one.labels[name] ?? '', other.labels[name] ?? '')
      if (order !== 0) return order
    }
    return 0
  }
