import { matches } from '../memory/match.ts'
import type { Query } from '../query.ts'
import { blankOf, resourceNamed, type Slip } from '../readings/blanks.ts'
import { MOST_ROWS } from '../readings/query.ts'
import { masked, type Right, rightsOf, sees, selectionOf } from '../readings/rights.ts'
import { stepsOf } from '../readings/stages.ts'
import { type OpenStep, stepsOpenTo } from '../readings/steps.ts'
import { filterInWords } from '../readings/words.ts'
import { type Blocker, refuse } from '../refusal.ts'
import type { Resource } from '../resource.ts'
import type { Page, Row, Selection, Store, Totals } from '../store.ts'
import { type Cause, causesOf, OWN_STEPS } from './causes.ts'
import { type Context, notFound, occasionOf, queryIn, readerOf, slipOf } from './context.ts'
import type { Params, Visitor } from './ports.ts'

/** One entry of a slip's history. */
export interface Entry {
  readonly at: string
  readonly by: { readonly id: string; readonly name: string }
  readonly action: string
  readonly label: string
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
  readonly note: string | null
  /** Nothing where a person did it to this very slip. */
  readonly cause?: Cause
}
/** A list on its way out of the house. */
export interface Exporting {
  readonly resource: Resource
  readonly columns: readonly string[]
  readonly query: Query
  /** What of it the caller may see. */
  readonly selection: Selection
  readonly rows: AsyncIterable<readonly Row[]>
  /** The filter in Chinese. */
  readonly words: string
  /** The columns that are summed. */
  readonly sums: readonly string[]
}

const RIGHT_WORDS: Readonly<Record<Right, string>> = {
  read: '查看',
  create: '填写',
  edit: '修改',
  remove: '删除',
  export: '导出',
  import: '导入',
  print: '打印',
  reveal: '查看完整内容',
}
/** Refuses what this person's roles do not allow. */
export function admit(resource: Resource, right: Right, { user }: Visitor): void {
  if (!rightsOf(resource, user)[right]) refuse(403, `${user.name}无权${RIGHT_WORDS[right]}${resource.form.title}`)
}

/** Everything that is read at the desk; nothing is held, nothing is changed. */
export function readings(store: Store, contextOf: (visitor: Visitor) => Promise<Context>) {
  async function asked(name: string, params: Params, visitor: Visitor, right: Right = 'read') {
    const context = await contextOf(visitor)
    const resource = resourceNamed(context.house, name)
    admit(resource, right, visitor)
    const query = queryIn(context, resource, params)
    return { context, resource, query, selection: selectionOf(context.house, resource, visitor.user) }
  }

  async function list(name: string, params: Params, visitor: Visitor): Promise<Page> {
    const { selection, query } = await asked(name, params, visitor)
    if (query.paging.kind !== 'all') return store.list(selection, query)
    const page = await store.list(selection, { ...query, paging: { kind: 'range', start: 0, end: MOST_ROWS } })
    return page.total > MOST_ROWS ? refuse(400, `符合条件的有 ${page.total} 行，请用 _start、_end 分页读取`) : page
  }

  async function read(name: string, id: string, visitor: Visitor): Promise<string> {
    const context = await contextOf(visitor)
    const resource = resourceNamed(context.house, name)
    admit(resource, 'read', visitor)
    return (await store.read(selectionOf(context.house, resource, visitor.user), id)) ?? notFound(context.house, name)
  }

  async function totals(name: string, params: Params, visitor: Visitor): Promise<Totals> {
    const { resource, selection, query } = await asked(name, params, visitor)
    return store.totals(selection, query, resource.list.totals ?? [])
  }

  async function exporting(name: string, { columns, ...params }: Params, visitor: Visitor): Promise<Exporting> {
    const { context, resource, query, selection } = await asked(name, params, visitor, 'export')
    const wanted = columns === undefined ? resource.list.columns : [columns].flat().flatMap((part) => part.split(','))
    for (const column of wanted)
      if (!selection.blanks.includes(column))
        refuse(400, `${resource.form.title}没有「${column.slice(0, 40)}」这一栏，不能导出`)
    const labels = await labelsIn(query, context.house.resources)
    const exported = { ...selection, blanks: [...new Set(['id', ...wanted])] }
    const all: Query = { ...query, paging: { kind: 'all' } }
    return {
      resource,
      columns: [...new Set(wanted)],
      query: all,
      selection: exported,
      words: filterInWords(context.house, resource, query, labels),
      sums: (resource.list.totals ?? []).filter((column) => wanted.includes(column)),
      rows: store.stream(exported, all),
    }
  }
  /** The labels of the references that a filter names. */
  async function labelsIn({ where }: Query, resources: readonly Resource[]) {
    const ids = [...new Set(JSON.stringify(where ?? null).match(/"[\w-]{8,64}"/g) ?? [])].map((id) => id.slice(1, -1))
    const found = new Map<string, string>()
    if (ids.length === 0) return () => undefined
    await store.reading(async (rows) => {
      for (const { form } of resources)
        for (const row of await rows.select(form.name, { where: { field: 'id', op: 'in', values: ids } }))
          found.set(`${form.name} ${row.id}`, row._label as string)
    })
    return (form: string, id: string) => found.get(`${form} ${id}`)
  }

  /** A slip this person may see, for the readings below. */
  async function visible(name: string, id: string, visitor: Visitor) {
    const context = await contextOf(visitor)
    const resource = resourceNamed(context.house, name)
    admit(resource, 'read', visitor)
    const row = await store.reading((rows) => rows.one(name, id))
    const { scope } = selectionOf(context.house, resource, visitor.user)
    if (!row || !matches(row, scope)) return notFound(context.house, name)
    return { context, resource, slip: slipOf(row) }
  }

  async function actions(name: string, id: string, visitor: Visitor): Promise<readonly OpenStep[]> {
    const { context, resource, slip } = await visible(name, id, visitor)
    const steps = stepsOpenTo(context.house, resource, slip, occasionOf(context, slip.project))
    return store.reading((rows) =>
      Promise.all(
        steps.map(async (step) => {
          if (!step.allowed) return step
          const blockers = await blockersOf(resource, slip, step.name, context, rows)
          return blockers.length > 0 ? { ...step, allowed: false, blockers } : step
        }),
      ),
    )
  }
  async function blockersOf(
    resource: Resource,
    slip: Slip,
    action: string,
    context: Context,
    rows: Parameters<typeof readerOf>[1],
  ): Promise<readonly Blocker[]> {
    const step = stepsOf(resource).find((one) => one.name === action)
    const unless = step?.voids ? (step.voids === 'cancel' ? undefined : resource.void?.unless) : step?.unless
    return (await unless?.(slip as never, readerOf(context, rows, slip.project))) ?? []
  }

  async function history(name: string, id: string, visitor: Visitor): Promise<readonly Entry[]> {
    const { context, resource, slip } = await visible(name, id, visitor)
    const { entries, causes } = await store.reading(async (rows) => {
      const own = await rows.select('_history', { where: { field: 'record', op: 'eq', value: id } })
      const runs = typeof slip._run === 'string' ? slip._run.split(' ') : []
      const shared =
        runs.length > 0 ? await rows.select('_history', { where: { field: 'run', op: 'in', values: runs } }) : []
      const all = [...shared, ...own].filter((entry) => entry.resource === name)
      return { entries: all, causes: await causesOf(context, rows, all) }
    })
    const order = (entry: Row) => `${entry.at} ${entry.action === 'create' ? 0 : 1} ${entry.id}`
    return entries
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .map((entry) => {
        const cause = causes.get(entry.cause as string)
        return { ...told(context, resource, entry, visitor), ...(cause && { cause }) }
      })
  }
  const told = ({ house }: Context, resource: Resource, entry: Row, { user }: Visitor): Entry => ({
    at: entry.at as string,
    by: { id: entry.by as string, name: entry.byName as string },
    action: entry.action as string,
    label:
      stepsOf(resource).find(({ name }) => name === entry.action)?.label ??
      OWN_STEPS[entry.action as string] ??
      (entry.action as string),
    note: (entry.note as string | null) ?? null,
    changes: Object.fromEntries(
      Object.entries(entry.changes as Entry['changes']).map(([name, pair]) => {
        const secret = blankOf(resource, name)?.sensitive
        const hide = (value: unknown) =>
          secret && typeof value === 'string' && !sees(house, user, secret) ? masked(value, secret) : value
        return [name, [hide(pair[0]), hide(pair[1])] as const]
      }),
    ),
  })

  return { list, read, totals, exporting, actions, history, visible }
}
