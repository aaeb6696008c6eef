import type { Caller, CallerPanel, CallerSearch } from '../house.ts'
import type { Condition, Query } from '../query.ts'
import { backlinksOf, blankOf, resourceNamed, resourcesByName } from '../readings/blanks.ts'
import { paramsIn } from '../readings/query.ts'
import { selectionOf } from '../readings/rights.ts'
import { mayDo, stageLabel } from '../readings/stages.ts'
import { both } from '../readings/where.ts'
import { refuse } from '../refusal.ts'
import type { Resource } from '../resource.ts'
import type { Row, Store } from '../store.ts'
import { type Context, notFound, queryIn } from './context.ts'
import type { Visitor } from './ports.ts'

/** A home that answers to what was typed. */
export interface FoundHome {
  readonly id: string
  readonly label: string
  /** By whom or what it was found. */
  readonly by: string
}
export interface PanelAnswer {
  readonly label: string
  readonly resource: string
  readonly columns: readonly string[]
  readonly count: number
  readonly sum: number | null
  readonly query: string
  readonly rows: readonly Row[]
}
export interface Happening {
  readonly resource: string
  readonly title: string
  readonly id: string
  readonly label: string
  readonly stage: string
  readonly at: string
}
/** All that the office knows of a home, for whoever has its people on the telephone. */
export interface HomeAnswer {
  readonly home: Row
  readonly people: readonly { readonly blank: string; readonly resource: string; readonly person: Row }[]
  readonly panels: readonly PanelAnswer[]
  readonly timeline: readonly Happening[]
}
const MOST_HOMES = 12
const MOST_ROWS = 6
const MOST_HAPPENINGS = 60

/** Finds a home by what a caller says, and brings together what lies open for it. */
export function calling(store: Store, contextOf: (visitor: Visitor) => Promise<Context>) {
  const callerOf = ({ house }: Context): Caller => house.caller ?? refuse(404, '没有来电一屏')
  /** The resource and what of it may be read, or nothing where the caller may not. */
  function readable({ house, visitor }: Context, name: string) {
    const resource = resourcesByName(house).get(name)
    if (!resource || !mayDo(resource.may.read, visitor.user)) return undefined
    return { resource, selection: selectionOf(house, resource, visitor.user) }
  }
  function asked(context: Context, resource: Resource, query: string, most: number, more?: Condition): Query {
    const read = queryIn(context, resource, paramsIn(query))
    return { ...read, where: both(read.where, more), paging: { kind: 'range', start: 0, end: most } }
  }
  async function rowsOf(context: Context, name: string, query: string, most: number, more?: Condition): Promise<Row[]> {
    const open = readable(context, name)
    if (!open) return []
    return JSON.parse((await store.list(open.selection, asked(context, open.resource, query, most, more))).body)
  }
  const labelIn = (row: Row, blank = 'id') => String((row.labels as Record<string, string>)[blank] ?? '')

  async function homesBy(context: Context, search: CallerSearch, project: string | undefined): Promise<FoundHome[]> {
    const { homes } = callerOf(context)
    const { of, by } = search
    const here: Condition | undefined =
      project === undefined ? undefined : { field: 'project', op: 'eq', value: project }
    const rows = await rowsOf(context, search.resource, search.query, MOST_HOMES, here)
    if (by)
      return rows.flatMap((row) =>
        row[by] ? [{ id: row[by] as string, label: labelIn(row, by), by: labelIn(row) }] : [],
      )
    if (!of) return rows.map((row) => ({ id: row.id as string, label: labelIn(row), by: '' }))
    if (rows.length === 0) return []
    const named = new Map(rows.map((row) => [row.id as string, labelIn(row)]))
    const pointing: Condition = { any: of.map((field) => ({ field, op: 'in', values: [...named.keys()] })) }
    const found = await rowsOf(context, homes, '', MOST_HOMES, here ? { all: [here, pointing] } : pointing)
    return found.map((row) => ({
      id: row.id as string,
      label: labelIn(row),
      by: of.flatMap((blank) => named.get(row[blank] as string) ?? [])[0] ?? '',
    }))
  }

  async function find(typed: string, project: string | undefined, visitor: Visitor): Promise<readonly FoundHome[]> {
    const context = await contextOf(visitor)
    const found = new Map<string, FoundHome>()
    const words = typed.trim().slice(0, 60)
    if (words === '') return []
    for (const search of callerOf(context).find(words)) {
      for (const home of await homesBy(context, search, project)) if (!found.has(home.id)) found.set(home.id, home)
      if (found.size >= MOST_HOMES) break
    }
    return [...found.values()].slice(0, MOST_HOMES)
  }

  async function panelOf(context: Context, id: string, panel: CallerPanel): Promise<PanelAnswer[]> {
    const open = readable(context, panel.resource)
    if (!open) return []
    const { by = 'room', query, sum, ...told } = panel
    const whole = asked(context, open.resource, query, MOST_ROWS, { field: by, op: 'eq', value: id })
    const [page, totals] = await Promise.all([
      store.list(open.selection, whole),
      sum ? store.totals(open.selection, whole, [sum]) : undefined,
    ])
    const rows: Row[] = JSON.parse(page.body)
    const all = new URLSearchParams(query)
    all.set(by, id)
    const total = sum ? (totals?.sums[sum] ?? 0) : null
    return [{ ...told, count: page.total, sum: total, query: all.toString(), rows }]
  }

  async function timelineOf(context: Context, id: string): Promise<readonly Happening[]> {
    const { homes } = callerOf(context)
    const links = backlinksOf(context.house, homes).filter(({ resource }) => resource.kind !== 'master')
    const happened = await Promise.all(
      links.map(async ({ resource, blank }) => {
        const where: Condition = { field: blank, op: 'eq', value: id }
        const rows = await rowsOf(context, resource.form.name, '_sort=createdAt&_order=desc', MOST_ROWS * 2, where)
        return rows.map(
          (row): Happening => ({
            resource: resource.form.name,
            title: resource.form.title,
            id: row.id as string,
            label: labelIn(row),
            stage: stageLabel(resource, row),
            at: row.createdAt as string,
          }),
        )
      }),
    )
    return happened
      .flat()
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, MOST_HAPPENINGS)
  }

  async function home(id: string, visitor: Visitor): Promise<HomeAnswer> {
    const context = await contextOf(visitor)
    const { homes, people, panels } = callerOf(context)
    const open = readable(context, homes) ?? refuse(403, `${visitor.user.name}无权查看住户资料`)
    const text = (await store.read(open.selection, id)) ?? notFound(context.house, homes)
    const found: Row = JSON.parse(text)
    const persons = await Promise.all(
      people.map(async (blank) => {
        const resource = blankOf(resourceNamed(context.house, homes), blank)?.form ?? ''
        const where: Condition = { field: 'id', op: 'eq', value: String(found[blank]) }
        const rows = found[blank] ? await rowsOf(context, resource, '', 1, where) : []
        return rows.map((person) => ({ blank, resource, person }))
      }),
    )
    const [answers, timeline] = await Promise.all([
      Promise.all(panels.map((panel) => panelOf(context, id, panel))),
      timelineOf(context, id),
    ])
    return { home: found, people: persons.flat(), panels: answers.flat(), timeline }
  }
  return { find, home }
}
