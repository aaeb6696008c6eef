import type { ConditionalFilter, CrudFilter, CrudSort, GetListParams, LogicalFilter } from '@refinedev/core'

type Leaf = { readonly field: string; readonly op: string; readonly value: unknown }
type Tree = Leaf | { readonly and: readonly Tree[] } | { readonly or: readonly Tree[] }
type Bare = string | number | boolean

/** How Refine calls a comparison, and how the contract does. Whatever stands in neither list is refused, never widened. */
const comparisons: Partial<Record<LogicalFilter['operator'], string>> = {
  eq: 'eq',
  ne: 'ne',
  lt: 'lt',
  gt: 'gt',
  lte: 'lte',
  gte: 'gte',
  contains: 'like',
}

const isLogical = (filter: CrudFilter): filter is LogicalFilter => 'field' in filter
const isBare = (value: unknown): value is Bare =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value !== '')

function bare({ field, operator }: LogicalFilter, value: unknown): Bare {
  if (isBare(value)) return value
  throw new Error(`list query: ${field} ${operator} has no value`)
}
function listed(filter: LogicalFilter, least = 1): readonly unknown[] {
  if (Array.isArray(filter.value) && filter.value.length >= least) return filter.value
  throw new Error(`list query: ${filter.field} ${filter.operator} has no values`)
}

/** One condition of Refine's as the leaves that all have to hold. */
function leavesOf(filter: LogicalFilter): Leaf[] {
  const { field, operator, value } = filter
  const op = comparisons[operator]
  if (op) return [{ field, op, value: bare(filter, value) }]
  switch (operator) {
    case 'null':
    case 'nnull':
      return [{ field, op: 'null', value: operator === 'null' }]
    case 'nin':
      return listed(filter).map((one) => ({ field, op: 'ne', value: bare(filter, one) }))
    case 'between':
      return betweenLeaves(filter)
    default:
      throw new Error(`list query: the office has no "${operator}" (asked of ${field})`)
  }
}
/** An open end stays open; where both are, the range says nothing and is refused. */
function betweenLeaves(filter: LogicalFilter): Leaf[] {
  const [from, to] = listed(filter, 2)
  const ends: Leaf[] = []
  if (isBare(from)) ends.push({ field: filter.field, op: 'gte', value: from })
  if (isBare(to)) ends.push({ field: filter.field, op: 'lte', value: to })
  if (ends.length === 0) throw new Error(`list query: ${filter.field} between nothing and nothing`)
  return ends
}

const treeOf = (filter: CrudFilter): Tree => {
  if (!isLogical(filter)) return treeOfMany(filter)
  if (filter.operator === 'in') return { or: listed(filter).map((value) => ({ field: filter.field, op: 'eq', value })) }
  const leaves = leavesOf(filter)
  return leaves.length === 1 && leaves[0] ? leaves[0] : { and: leaves }
}
const treeOfMany = ({ operator, value }: ConditionalFilter): Tree => {
  if (value.length === 0) throw new Error(`list query: an empty "${operator}"`)
  const trees = value.map(treeOf)
  return operator === 'or' ? { or: trees } : { and: trees }
}

/** Filters as the contract's flat parameters; what the flat form cannot say goes into one `_where` tree. */
function filterParams(filters: readonly CrudFilter[]): URLSearchParams {
  const params = new URLSearchParams()
  const rest: Tree[] = []
  for (const filter of filters) {
    if (isLogical(filter) && filter.operator === 'in' && !params.has(filter.field))
      for (const value of listed(filter)) params.append(filter.field, String(bare(filter, value)))
    else if (!isLogical(filter) || filter.operator === 'in') rest.push(treeOf(filter))
    else
      for (const leaf of leavesOf(filter)) {
        const name = leaf.op === 'eq' ? leaf.field : `${leaf.field}_${leaf.op}`
        if (params.has(name)) rest.push(leaf)
        else params.set(name, String(leaf.value))
      }
  }
  if (rest.length > 0) params.set('_where', JSON.stringify(rest.length === 1 ? rest[0] : { and: rest }))
  return params
}

function sortParams(sorters: readonly CrudSort[]): [string, string][] {
  if (sorters.length === 0) return []
  return [
    ['_sort', sorters.map(({ field }) => field).join()],
    ['_order', sorters.map(({ order }) => order).join()],
  ]
}

/** Where a page begins: by cursor where the list gave one, else by count; without either the office refuses what is too long. */
function pageParams({ pagination, meta }: Pick<GetListParams, 'pagination' | 'meta'>): [string, string][] {
  const { currentPage = 1, pageSize = 50, mode = 'server' } = pagination ?? {}
  if (mode !== 'server') return []
  const after: unknown = meta?.after
  const before: unknown = meta?.before
  if (typeof after === 'string')
    return [
      ['_after', after],
      ['_limit', String(pageSize)],
    ]
  if (typeof before === 'string')
    return [
      ['_before', before],
      ['_limit', String(pageSize)],
    ]
  return [
    ['_start', String((currentPage - 1) * pageSize)],
    ['_end', String(currentPage * pageSize)],
  ]
}

/** A list as Refine asks for it, as the query of the contract. `meta.query` brings parameters that are the contract's already. */
export function listQuery(asked: Pick<GetListParams, 'filters' | 'sorters' | 'pagination' | 'meta'>): string {
  const params = filterParams(asked.filters ?? [])
  const own = new URLSearchParams((asked.meta?.query as string | undefined) ?? '')
  for (const [name, value] of own) params.append(name, value)
  for (const [name, value] of [...sortParams(asked.sorters ?? []), ...pageParams(asked)]) params.set(name, value)
  return params.toString()
}
