import { kindOf } from '../fields/kinds.ts'
import { type KeyOf, matches, sorter } from '../memory/match.ts'
import type { Condition, SortKey } from '../query.ts'
import { blankOf, resourcesByName, type Slip } from '../readings/blanks.ts'
import { paramsIn } from '../readings/query.ts'
import { selectionOf } from '../readings/rights.ts'
import { mayDo, stageLabel, stepsOf } from '../readings/stages.ts'
import { stepsOpenTo } from '../readings/steps.ts'
import { type Waits, waitsOf } from '../readings/waits.ts'
import { both, either } from '../readings/where.ts'
import type { Resource } from '../resource.ts'
import type { ReadRows, Row, Store } from '../store.ts'
import { OWN_STEPS } from './causes.ts'
import { type Context, occasionOf, queryIn } from './context.ts'
import type { Visitor } from './ports.ts'
import { telling } from './telling.ts'

/** One slip that waits, or that somebody has moved or sent. */
export interface InboxItem {
  readonly resource: string
  readonly id: string
  readonly label: string
  /** What it is about, in a few words; of what waits. */
  readonly about?: string
  readonly stage: string
  /** By when. */
  readonly due?: string | null
  readonly overdue?: boolean
  /** When, and which step; of what was done. */
  readonly at?: string
  readonly step?: string
}
/** What waits of one paper. */
export interface InboxGroup {
  readonly resource: string
  readonly title: string
  readonly name: string
  readonly label: string
  readonly count: number
  /** How many of them are past their day. */
  readonly overdue: number
  /** The list that shows them all. */
  readonly query: string
  /** The first of them, the most pressing first. */
  readonly items: readonly InboxItem[]
}
export interface Inbox {
  readonly count: number
  readonly overdue: number
  readonly groups: readonly InboxGroup[]
}

/** So many slips of a group are shown. */
const SHOWN = 5
/** So many of a paper are looked at one by one; where more wait, they are counted. */
const LOOKED_AT = 200
/** So many of what somebody did, or sent, are shown. */
const LATEST = 50

/** What waits of one paper for one reason, as it is asked of the store. */
interface Pile {
  readonly waits: Waits
  readonly where: Condition | undefined
  /** Those whose day or moment is over. */
  readonly past: Condition | undefined
}

/** What waits of a pile, and the slips of it that are shown. */
interface Lying {
  readonly group: InboxGroup
  readonly resource: Resource
  readonly shown: readonly Row[]
}

/** What waits for whoever asks, what he did, and what became of what he sent. */
export function inboxes(store: Store, contextOf: (visitor: Visitor) => Promise<Context>) {
  function pileOf(context: Context, waits: Waits, project: string | undefined): Pile {
    const { today, now } = occasionOf(context, null)
    const { resource, query } = waits
    const of = project !== undefined && resource.of !== 'company' ? { project } : {}
    const { where } = queryIn(context, resource, { ...paramsIn(query), ...of })
    const { scope } = selectionOf(context.house, resource, context.visitor.user)
    return { waits, where: both(where, scope), past: pastOf(waits, today, now) }
  }
  function pastOf({ resource, due }: Waits, today: string, now: string): Condition | undefined {
    if (!due) return undefined
    const isMoment = kindOf(blankOf(resource, due) as never).column === 'instant'
    return { field: due, op: 'lt', value: isMoment ? now : today }
  }

  /** Everything that waits of one paper: one question to the store, unless there is too much of it to be looked at. */
  async function pilesOf(context: Context, rows: ReadRows, piles: readonly Pile[]): Promise<readonly Lying[]> {
    const [first] = piles
    if (!first) return []
    const table = first.waits.resource.form.name
    const where = either(piles.map((pile) => pile.where))
    const found = await rows.select(table, { where, limit: LOOKED_AT + 1 })
    if (found.length > LOOKED_AT) return Promise.all(piles.map((pile) => countedOf(context, rows, pile)))
    return piles.map((pile) => {
      const own = found.filter((row) => matches(row, pile.where)).toSorted(sorter(orderOf(pile.waits), keyOf))
      return lyingOf(context, pile, own)
    })
  }
  /** A pile that is too high to be looked at as a whole. */
  async function countedOf(context: Context, rows: ReadRows, pile: Pile): Promise<Lying> {
    const { waits, where, past } = pile
    const table = waits.resource.form.name
    const limit = waits.byTurn ? LOOKED_AT : SHOWN
    const choice = { where, sort: orderOf(waits), limit }
    const [first, all, over] = await Promise.all([
      rows.select(table, choice),
      rows.sum(table, where, []),
      past ? rows.sum(table, both(where, past), []) : { count: 0 },
    ])
    const lying = lyingOf(context, pile, first)
    return waits.byTurn ? lying : { ...lying, group: { ...lying.group, count: all.count, overdue: over.count } }
  }
  /** The most pressing first: by their day, else those that have lain longest. */
  const orderOf = ({ due }: Waits): readonly SortKey[] =>
    [due ?? 'updatedAt', 'id'].map((field) => ({ field, desc: false }))
  const keyOf: KeyOf = (row, { field }) => row[field] as string | null

  function lyingOf(context: Context, { waits, past }: Pile, rows: readonly Row[]): Lying {
    const { resource, name, label, query } = waits
    const mine = waits.byTurn ? rows.filter((row) => isMyTurn(context, resource, row as Slip)) : rows
    const shown = mine.slice(0, SHOWN)
    const group = {
      ...{ resource: resource.form.name, title: resource.form.title, name, label, query },
      count: mine.length,
      overdue: past ? mine.filter((row) => matches(row, past)).length : 0,
      items: shown.map((row) => itemOf(waits, past, row)),
    }
    return { group, resource, shown }
  }
  const isMyTurn = (context: Context, resource: Resource, slip: Slip) =>
    stepsOpenTo(context.house, resource, slip, occasionOf(context, slip.project)).some(
      ({ mine, opinion }) => mine && opinion,
    )
  const itemOf = ({ resource, due }: Waits, past: Condition | undefined, row: Row): InboxItem => ({
    resource: resource.form.name,
    id: row.id as string,
    label: row._label as string,
    stage: stageLabel(resource, row),
    ...(due && { due: (row[due] as string | null) ?? null, overdue: past !== undefined && matches(row, past) }),
  })

  /** The groups, each slip with what it is about. */
  async function toldOf(context: Context, rows: ReadRows, all: readonly Lying[]): Promise<readonly InboxGroup[]> {
    const tell = await telling(
      context,
      rows,
      all.flatMap(({ resource, shown }) => shown.map((row) => [resource, row] as const)),
    )
    return all.map(({ group, resource, shown }) => ({
      ...group,
      items: group.items.map((item, at) => ({ ...item, about: tell(resource, shown[at] as Row) })),
    }))
  }

  /** What waits, the most pressing paper first; of one project, or of all of his. */
  async function waiting(project: string | undefined, visitor: Visitor): Promise<Inbox> {
    const context = await contextOf(visitor)
    const occasion = occasionOf(context, project ?? null)
    const papers = context.house.resources.map((resource) =>
      waitsOf(resource, occasion).map((waits) => pileOf(context, waits, project)),
    )
    const lying = await store.reading(async (rows) => {
      const all = (await Promise.all(papers.map((piles) => pilesOf(context, rows, piles)))).flat()
      return toldOf(context, rows, all)
    })
    const groups = lying.filter(({ count }) => count > 0).sort((a, b) => Number(b.overdue > 0) - Number(a.overdue > 0))
    const sum = (of: (group: InboxGroup) => number) => groups.reduce((total, group) => total + of(group), 0)
    return { count: sum(({ count }) => count), overdue: sum(({ overdue }) => overdue), groups }
  }

  /** The last steps that somebody took, or the last slips he opened, as they stand now. */
  async function latest(box: 'done' | 'sent', visitor: Visitor): Promise<readonly InboxItem[]> {
    const context = await contextOf(visitor)
    const own: Condition = { field: 'by', op: 'eq', value: visitor.user.id }
    // what a step set in motion on other slips is not his doing
    const himself: Condition = { field: 'cause', op: 'null', value: true }
    const which: Condition = { field: 'action', op: box === 'sent' ? 'eq' : 'ne', value: 'create' }
    return store.reading(async (rows) => {
      const entries = await rows.select('_history', {
        where: { all: [own, himself, which, { field: 'record', op: 'null', value: false }] },
        sort: [{ field: 'id', desc: true }],
        limit: LATEST,
      })
      const slips = await slipsOf(context, entries, rows.select)
      return entries.flatMap((entry) => {
        const resource = resourcesByName(context.house).get(entry.resource as string)
        const slip = slips.get(`${entry.resource} ${entry.record}`)
        if (!resource || !slip) return []
        const step =
          stepsOf(resource).find(({ name }) => name === entry.action)?.label ?? OWN_STEPS[entry.action as string]
        return [
          {
            resource: resource.form.name,
            id: slip.id as string,
            label: slip._label as string,
            stage: stageLabel(resource, slip),
            at: entry.at as string,
            step: step ?? '',
          },
        ]
      })
    })
  }
  /** The slips behind entries of the history, as far as he may see them. */
  async function slipsOf(
    { house, visitor }: Context,
    entries: readonly Row[],
    select: (table: string, choice: { where: Condition }) => Promise<Row[]>,
  ): Promise<ReadonlyMap<string, Row>> {
    const found = new Map<string, Row>()
    for (const name of new Set(entries.map(({ resource }) => resource as string))) {
      const resource = resourcesByName(house).get(name)
      if (!resource || !mayDo(resource.may.read, visitor.user)) continue
      const ids = entries.flatMap((entry) => (entry.resource === name ? [entry.record as string] : []))
      const { scope } = selectionOf(house, resource, visitor.user)
      const where: Condition = { field: 'id', op: 'in', values: [...new Set(ids)] }
      for (const row of await select(name, { where: both(where, scope) ?? where })) found.set(`${name} ${row.id}`, row)
    }
    return found
  }
  return { waiting, latest }
}
