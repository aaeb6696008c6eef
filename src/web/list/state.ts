import { type Field, type Fields, fieldsOf, type House, kindOf, type Resource, type Words } from '#engine'

export const OPS = ['eq', 'ne', 'gte', 'lte', 'gt', 'lt', 'like', 'null'] as const
export type Op = (typeof OPS)[number]
/** One condition on one blank. The values stand as on the wire, relative words (`today-30`, `me`) included; several: one of them. */
export interface Filter {
  readonly field: string
  readonly op: Op
  readonly values: readonly string[]
}
export interface Sorting {
  readonly field: string
  readonly desc: boolean
}
/** What a list shows, whole: the same whether it came from a view, the address or a click. */
export interface ListState {
  readonly view: string | undefined
  readonly filters: readonly Filter[]
  /** A tree of conditions that only a view or a link can say, as on the wire. */
  readonly where: string | undefined
  readonly q: string
  readonly sort: readonly Sorting[]
  readonly page: number
  readonly size: number
  /** Where a deep page continues after the last one, or ends before the next. */
  readonly after: string | undefined
  readonly before: string | undefined
}
export interface Reading {
  readonly house: House
  readonly resource: Resource
  readonly words: Words
  /** Rows a page where the address does not say. */
  readonly size: number
}
export interface Decoded {
  readonly state: ListState
  /** What in the address could not be understood: nothing is shown rather than more than was asked for. */
  readonly faults: readonly string[]
}

export const PAGE_SIZES = [25, 50, 100, 200, 1000] as const
const OWN = ['view', 'q', '_sort', '_order', '_page', '_size', '_after', '_before', '_where']
const DIGITS = /^[1-9]\d{0,6}$/

/** The list's own order, as its definition says. */
export const ownSort = ({ list }: Resource): readonly Sorting[] =>
  [list.sort ?? []].flat().map((key) => ({ field: key.replace(/^-/, ''), desc: key.startsWith('-') }))

type Base = Pick<ListState, 'filters' | 'where' | 'sort'>
/** Where a view begins; without one, the whole list in its own order. */
export function baseOf(reading: Reading, view: string | undefined): Base {
  const { resource } = reading
  const query = view === undefined ? '' : (resource.views?.[view]?.query ?? '')
  const params = new URLSearchParams(query)
  const { filters } = filtersIn(params, fieldsOf(reading.house, resource), reading)
  return { filters, where: params.get('_where') ?? undefined, sort: sortIn(params) ?? ownSort(resource) }
}

function filtersIn(params: URLSearchParams, fields: Fields, reading: Reading) {
  const filters: Filter[] = []
  const faults: string[] = []
  for (const name of new Set(params.keys())) {
    if (OWN.includes(name)) continue
    const filter = filterOf(name, params.getAll(name), fields)
    const field = filter && (fields[filter.field] as Field | undefined)
    if (!field || !filter) faults.push(name)
    else if (filter.values.every((value) => isReadable(filter.op, value, field, reading.words))) filters.push(filter)
    else faults.push(`${field.label} ${filter.values.join('、')}`)
  }
  return { filters, faults }
}
function filterOf(name: string, values: readonly string[], fields: Fields): Filter | undefined {
  if (Object.hasOwn(fields, name)) return { field: name, op: 'eq', values }
  const op = OPS.find((one) => one !== 'eq' && name.endsWith(`_${one}`))
  const field = op ? name.slice(0, -op.length - 1) : ''
  return op && Object.hasOwn(fields, field) ? { field, op, values } : undefined
}
/** Whether the office will understand this value of this blank; asked of the very kind that will read it there. */
function isReadable(op: Op, value: string, field: Field, words: Words): boolean {
  if (op === 'null') return value === 'true' || value === 'false'
  const kind = kindOf(field)
  if (op !== 'eq' && !kind.ops.includes(op)) return false
  return kind.parse(value, field, words) !== undefined
}

function sortIn(params: URLSearchParams): readonly Sorting[] | undefined {
  const fields = params.get('_sort')
  if (!fields) return undefined
  const orders = (params.get('_order') ?? '').split(',')
  return fields.split(',').map((field, at) => ({ field, desc: (orders[at] ?? orders[0]) === 'desc' }))
}
const countIn = (params: URLSearchParams, name: string) => {
  const text = params.get(name) ?? ''
  return DIGITS.test(text) ? Number(text) : undefined
}

/** What an address asks for, each value read by the blank it is about. */
export function decode(reading: Reading, search: string): Decoded {
  const { resource } = reading
  const params = new URLSearchParams(search)
  const wanted = params.get('view') ?? undefined
  const view = wanted !== undefined && Object.hasOwn(resource.views ?? {}, wanted) ? wanted : undefined
  const base = baseOf(reading, view)
  const fields = fieldsOf(reading.house, resource)
  const own = filtersIn(params, fields, reading)
  const where = params.get('_where') ?? undefined
  const isOwn = own.filters.length > 0 || where !== undefined
  const sort = sortIn(params)
  const unknown = (sort ?? []).filter(({ field }) => !Object.hasOwn(fields, field)).map(({ field }) => field)
  return {
    state: {
      view,
      filters: isOwn ? own.filters : base.filters,
      where: isOwn ? where : base.where,
      q: params.get('q') ?? '',
      sort: sort ?? base.sort,
      page: countIn(params, '_page') ?? 1,
      size: PAGE_SIZES.find((size) => size === countIn(params, '_size')) ?? reading.size,
      after: params.get('_after') ?? undefined,
      before: params.get('_before') ?? undefined,
    },
    faults: [...own.faults, ...unknown, ...(wanted !== view ? [String(wanted)] : [])],
  }
}

const said = (filters: readonly Filter[]) =>
  JSON.stringify([...filters].map((filter) => paramsOf(filter)).sort((a, b) => (a.join() < b.join() ? -1 : 1)))
const paramsOf = ({ field, op, values }: Filter): string[] => [op === 'eq' ? field : `${field}_${op}`, ...values]
export const sameFilters = (one: Base, other: Base) =>
  said(one.filters) === said(other.filters) && one.where === other.where
const sameSort = (one: readonly Sorting[], other: readonly Sorting[]) => JSON.stringify(one) === JSON.stringify(other)

function putFilters(params: URLSearchParams, { filters, where }: Pick<ListState, 'filters' | 'where'>) {
  for (const { field, op, values } of filters)
    for (const value of values) params.append(op === 'eq' ? field : `${field}_${op}`, value)
  if (where !== undefined) params.set('_where', where)
}
function putSort(params: URLSearchParams, sort: readonly Sorting[]) {
  if (sort.length === 0) return
  params.set('_sort', sort.map(({ field }) => field).join())
  params.set('_order', sort.map(({ desc }) => (desc ? 'desc' : 'asc')).join())
}

/** The address of what is shown: every value encoded, and nothing said that the view or the definition says already. */
export function encode(reading: Reading, state: ListState): string {
  const params = new URLSearchParams()
  const bare = state.filters.length === 0 && state.where === undefined
  const viewBase = baseOf(reading, state.view)
  const cleared = bare && !sameFilters(state, viewBase)
  const base = cleared ? baseOf(reading, undefined) : viewBase
  if (state.view !== undefined && !cleared) params.set('view', state.view)
  if (!sameFilters(state, base)) putFilters(params, state)
  if (state.q !== '') params.set('q', state.q)
  if (!sameSort(state.sort, base.sort)) putSort(params, state.sort)
  if (state.page > 1) params.set('_page', String(state.page))
  if (state.page > 1 || state.size !== reading.size) params.set('_size', String(state.size))
  if (state.page > 1 && state.after !== undefined) params.set('_after', state.after)
  else if (state.page > 1 && state.before !== undefined) params.set('_before', state.before)
  return params.toString()
}

/** The same list as the contract is asked for it, without its pages: the list, its sums and its export all ask this. */
export function wireOf(state: ListState, project: string | undefined): URLSearchParams {
  const params = new URLSearchParams()
  putFilters(params, state)
  if (project !== undefined && !params.has('project')) params.set('project', project)
  if (state.q.trim() !== '') params.set('q', state.q.trim())
  putSort(params, state.sort)
  return params
}
