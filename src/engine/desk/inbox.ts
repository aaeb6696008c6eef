import { kindOf } from '../fields/kinds.ts'
import type { Condition, Query } from '../query.ts'
import { blankOf, resourcesByName, type Slip } from '../readings/blanks.ts'
import { paramsIn } from '../readings/query.ts'
import { selectionOf } from '../readings/rights.ts'
import { mayDo, stageLabel, stepsOf } from '../readings/stages.ts'
import { stepsOpenTo } from '../readings/steps.ts'
import { type Waits, waitsOf } from '../readings/waits.ts'
import { both } from '../readings/where.ts'
import type { Resource } from '../resource.ts'
import type { Row, Selection, Store } from '../store.ts'
import { OWN_STEPS } from './causes.ts'
import { type Context, occasionOf, queryIn } from './context.ts'
import type { Visitor } from './ports.ts'

/** One slip that waits, or that somebody has moved or sent. */
export interface InboxItem {
  readonly resource: string
  readonly id: string
  readonly label: string
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

/** So many slips of a group are shown, and so many looked at where it is asked whose turn it is. */
const SHOWN = 5
const LOOKED_AT = 200
/** So many of what somebody did, or sent, are shown. */
const LATEST = 50

/** What waits for whoever asks, what he did, and what became of what he sent. */
export function inboxes(store: Store, contextOf: (visitor: Visitor) => Promise<Context>) {
  function asked(context: Context, waits: Waits, project: string | undefined) {
    const { today, now } = occasionOf(context, null)
    const { resource } = waits
    const of = project !== undefined && resource.of !== 'company' ? { project } : {}
    return {
      query: queryIn(context, resource, { ...paramsIn(waits.query), ...of }),
      past: pastOf(waits, today, now),
      selection: selectionOf(context.house, resource, context.visitor.user),
    }
  }

  /** Those whose day or moment is over. */
  function pastOf({ resource, due }: Waits, today: string, now: string): Condition | undefined {
    if (!due) return undefined
    const isMoment = kindOf(blankOf(resource, due) as never).column === 'instant'
    return { field: due, op: 'lt', value: isMoment ? now : today }
  }

  async function groupOf(context: Context, waits: Waits, project: string | undefined): Promise<InboxGroup | undefined> {
    const { query, past, selection } = asked(context, waits, project)
    const { count } = await store.totals(selection, query, [])
    if (count === 0) return undefined
    const sort = waits.due
      ? [
          { field: waits.due, desc: false },
          { field: 'id', desc: false },
        ]
      : query.sort
    const first = (most: number): Query => ({ ...query, sort, paging: { kind: 'range', start: 0, end: most } })
    const page = await store.list(selection, first(waits.byTurn ? LOOKED_AT : SHOWN))
    const rows: Row[] = JSON.parse(page.body)
    const mine = waits.byTurn ? rows.filter((row) => isMyTurn(context, waits.resource, row as Slip)) : rows
    const items = mine.map((row) => itemOf(context, waits, row))
    return {
      resource: waits.resource.form.name,
      title: waits.resource.form.title,
      name: waits.name,
      label: waits.label,
      query: waits.query,
      count: waits.byTurn ? mine.length : count,
      overdue: await overdueOf(selection, query, past, waits.byTurn ? items : undefined),
      items: items.slice(0, SHOWN),
    }
  }
  async function overdueOf(
    selection: Selection,
    query: Query,
    past: Condition | undefined,
    looked: readonly InboxItem[] | undefined,
  ): Promise<number> {
    if (!past) return 0
    if (looked) return looked.filter(({ overdue }) => overdue).length
    return (await store.totals(selection, { ...query, where: both(query.where, past) }, [])).count
  }
  const isMyTurn = (context: Context, resource: Resource, slip: Slip) =>
    stepsOpenTo(context.house, resource, slip, occasionOf(context, slip.project)).some(
      ({ mine, opinion }) => mine && opinion,
    )
  function itemOf(context: Context, { resource, due }: Waits, row: Row): InboxItem {
    const { today, now } = occasionOf(context, null)
    const by = due ? ((row[due] as string | null) ?? null) : undefined
    const labels = row.labels as Readonly<Record<string, string>>
    return {
      resource: resource.form.name,
      id: row.id as string,
      label: labels.id ?? '',
      stage: stageLabel(resource, row),
      ...(by !== undefined && { due: by, overdue: by !== null && by < (by.length > 10 ? now : today) }),
    }
  }

  /** What waits, the most pressing paper first; of one project, or of all of his. */
  async function waiting(project: string | undefined, visitor: Visitor): Promise<Inbox> {
    const context = await contextOf(visitor)
    const occasion = occasionOf(context, project ?? null)
    const waits = context.house.resources.flatMap((resource) => waitsOf(resource, occasion))
    const all = await Promise.all(waits.map((one) => groupOf(context, one, project)))
    const groups = all
      .flatMap((group) => (group && group.count > 0 ? [group] : []))
      .sort((a, b) => Number(b.overdue > 0) - Number(a.overdue > 0))
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
