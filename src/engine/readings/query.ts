import { daysAfter, isDay, isInstant } from '../day.ts'
import type { Params } from '../desk/ports.ts'
import type { Field, Fields } from '../fields/field.ts'
import type { FilterOp, Words } from '../fields/kind.ts'
import { kindOf } from '../fields/kinds.ts'
import { startOfDay } from '../fields/moment.ts'
import type { House } from '../house.ts'
import type { Comparison, Condition, Paging, Query, SortKey } from '../query.ts'
import { refuse } from '../refusal.ts'
import type { Resource } from '../resource.ts'
import { fieldsOf } from './blanks.ts'

/** At most so many rows a call. */
export const MOST_ROWS = 1000
const SUFFIXES = ['ne', 'gte', 'lte', 'gt', 'lt', 'like', 'null'] as const
const PAGING = ['_start', '_end', '_sort', '_order', '_after', '_before', '_limit', '_where', 'q']

export interface Asking {
  readonly house: House
  readonly resource: Resource
  readonly words: Words
  readonly zone: string
}
/** A list query as it stands in an address or in a definition: `status=posted&dueOn_lt=today&_sort=dueOn`. */
export function paramsIn(query: string): Params {
  const wire = new URLSearchParams(query)
  return Object.fromEntries(
    [...new Set(wire.keys())].map((name) => {
      const values = wire.getAll(name)
      return [name, values.length === 1 ? (values[0] as string) : values]
    }),
  )
}
interface Reading extends Asking {
  readonly fields: Fields
}

/** A list query as on the wire, understood: an unknown blank, comparison or value is refused, never a wider list. */
export function queryOf(params: Params, asking: Asking): Query {
  const reading = { ...asking, fields: fieldsOf(asking.house, asking.resource) }
  const conditions = Object.entries(params).flatMap(([name, value]) => conditionsOf(name, [value].flat(), reading))
  const sort = sortOf(params, reading)
  return {
    where: conditions.length > 1 ? { all: conditions } : conditions[0],
    sort,
    paging: pagingOf(params, sort, reading.fields),
  }
}

function conditionsOf(name: string, values: readonly string[], reading: Reading): readonly Condition[] {
  if (name === 'q') return values.flatMap(searchesOf)
  if (name === '_where') return values.map((value) => treeOf(value, reading))
  if (PAGING.includes(name)) return []
  if (Object.hasOwn(reading.fields, name)) return [comparison(name, values.length > 1 ? 'in' : 'eq', values, reading)]
  const suffix = SUFFIXES.find((one) => name.endsWith(`_${one}`))
  const field = suffix ? name.slice(0, -suffix.length - 1) : name
  if (!suffix || !Object.hasOwn(reading.fields, field))
    return refuse(400, `${reading.resource.form.title}没有「${name}」这个筛选条件`)
  return values.map((value) => comparison(field, suffix, [value], reading))
}
const searchesOf = (value: string): readonly Condition[] =>
  value
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({ op: 'search', value: word }))

/** One leaf: the comparison must be one the kind knows, and every value must parse. */
function comparison(name: string, op: FilterOp, wires: readonly string[], reading: Reading): Condition {
  const field = reading.fields[name] as Field
  if (op === 'null') return { field: name, op, value: truth(name, wires[0]) }
  const kind = kindOf(field)
  if (op === 'eq' && kind.ops.includes('has'))
    return { field: name, op: 'has', value: valueOf(name, field, wires[0], reading) }
  if (op === 'in' && kind.ops.includes('has'))
    return { any: wires.map((wire) => ({ field: name, op: 'has', value: valueOf(name, field, wire, reading) })) }
  if (!kind.ops.includes(op)) refuse(400, `「${field.label}」（${name}）不能用「${op}」筛选`)
  if (op === 'in') {
    if (field.sensitive || field.kind === 'instant')
      return { any: wires.map((wire) => comparison(name, 'eq', [wire], reading)) }
    return { field: name, op, values: wires.map((wire) => valueOf(name, field, wire, reading)) }
  }
  const value = valueOf(name, field, wires[0], reading)
  if (field.sensitive && op === 'eq' && /^\d{3}[\dXx]$/.test(String(value))) return { field: name, op: 'tail', value }
  if (field.kind === 'instant' && !isInstant(value)) return onDay(name, op as Comparison, String(value), reading.zone)
  return { field: name, op: op as Comparison, value }
}
function valueOf(name: string, field: Field, wire: string | undefined, { words }: Reading) {
  return (
    kindOf(field).parse(wire ?? '', field, words) ??
    refuse(400, `「${field.label}」（${name}）不能是「${String(wire).slice(0, 40)}」`)
  )
}
const truth = (name: string, wire: string | undefined) =>
  wire === 'true' || wire === 'false' ? wire === 'true' : refuse(400, `「${name}_null」须为 true 或 false`)

/** A moment compared with a whole day of the office. */
function onDay(field: string, op: Comparison, day: string, zone: string): Condition {
  const start = startOfDay(zone, day)
  const end = startOfDay(zone, daysAfter(day, 1))
  switch (op) {
    case 'gte':
    case 'lt':
      return { field, op, value: start }
    case 'gt':
      return { field, op: 'gte', value: end }
    case 'lte':
      return { field, op: 'lt', value: end }
    case 'ne':
      return {
        any: [
          { field, op: 'lt', value: start },
          { field, op: 'gte', value: end },
          { field, op: 'null', value: true },
        ],
      }
    default:
      return {
        all: [
          { field, op: 'gte', value: start },
          { field, op: 'lt', value: end },
        ],
      }
  }
}

/** `_where`: a tree of and / or over leaves of blank, comparison and value. */
function treeOf(wire: string, reading: Reading): Condition {
  let tree: unknown
  try {
    tree = JSON.parse(wire)
  } catch {
    return refuse(400, '「_where」不是有效的 JSON')
  }
  return branch(tree, reading, 0)
}
function branch(node: unknown, reading: Reading, depth: number): Condition {
  if (typeof node !== 'object' || node === null || depth > 8)
    return refuse(400, '「_where」须由 and、or 与条件组成，最多 8 层')
  const { and, or, field, op, value } = node as Record<string, unknown>
  if (Array.isArray(and) && and.length > 0 && and.length <= 200)
    return { all: and.map((one) => branch(one, reading, depth + 1)) }
  if (Array.isArray(or) && or.length > 0 && or.length <= 200)
    return { any: or.map((one) => branch(one, reading, depth + 1)) }
  if (typeof field !== 'string' || !Object.hasOwn(reading.fields, field))
    return refuse(400, `「_where」中没有「${String(field).slice(0, 40)}」这一栏`)
  if (!isOp(op)) return refuse(400, `「_where」不认识「${String(op).slice(0, 40)}」这种比较`)
  const wires = [value]
    .flat()
    .map((one) => (typeof one === 'object' ? refuse(400, '「_where」的值须为文字、数字或是否') : String(one)))
  if (wires.length === 0) return refuse(400, `「_where」中「${field}」没有值`)
  return comparison(field, wires.length > 1 && op === 'eq' ? 'in' : op, wires, reading)
}
const OPS: readonly FilterOp[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'like', 'in', 'null']
const isOp = (op: unknown): op is FilterOp => OPS.includes(op as FilterOp)

const one = (params: Params, name: string): string | undefined => {
  const value = params[name]
  return Array.isArray(value) ? refuse(400, `「${name}」只能出现一次`) : (value as string | undefined)
}

/** The keys of the order, the definition's own where none is asked; always ends in `id`. */
function sortOf(params: Params, reading: Reading): readonly SortKey[] {
  const asked = one(params, '_sort')
  const orders = (one(params, '_order') ?? '').split(',')
  const named = asked
    ? asked.split(',').map((field, at) => ({ field, desc: descending(orders[at] ?? orders[0] ?? '') }))
    : [reading.resource.list.sort ?? []]
        .flat()
        .map((key) => ({ field: key.replace(/^-/, ''), desc: key.startsWith('-') }))
  const keys = named.filter(({ field }) => field !== 'id').map((key) => sortKey(key, reading))
  const id = named.find(({ field }) => field === 'id')
  return [...keys, { field: 'id', desc: id?.desc ?? keys.at(-1)?.desc ?? false }]
}
const descending = (order: string) =>
  order === 'desc' ||
  (order === 'asc' || order === '' ? false : refuse(400, `排序方向须为 asc 或 desc，不能是「${order.slice(0, 20)}」`))
function sortKey({ field, desc }: { field: string; desc: boolean }, { fields, resource, house }: Reading): SortKey {
  const blank = Object.hasOwn(fields, field) ? (fields[field] as Field) : undefined
  if (!blank) return refuse(400, `${resource.form.title}没有「${field.slice(0, 40)}」这一栏，不能按它排序`)
  if (blank.sensitive || ['json', 'bytes'].includes(kindOf(blank).column))
    refuse(400, `「${blank.label}」（${field}）不能用来排序`)
  const isTarget = blank.kind === 'ref' && house.resources.some(({ form }) => form.name === blank.form)
  return isTarget ? { field, desc, labelOf: blank.form as string } : { field, desc }
}

function pagingOf(params: Params, sort: readonly SortKey[], fields: Fields): Paging {
  const [start, end, limit] = [count(params, '_start'), count(params, '_end'), count(params, '_limit')]
  const after = one(params, '_after')
  const before = one(params, '_before')
  if (after !== undefined || before !== undefined) {
    if (start !== undefined || end !== undefined) refuse(400, '「_after」「_before」不能与「_start」「_end」同用')
    if (after !== undefined && before !== undefined) refuse(400, '「_after」与「_before」不能同用')
    const cursor = cursorFrom(after ?? before ?? '', sort, fields)
    return { kind: after === undefined ? 'before' : 'after', cursor, limit: atMost(limit ?? 25) }
  }
  if (end === undefined && start === undefined && limit === undefined) return { kind: 'all' }
  const from = start ?? 0
  const to = end ?? from + (limit ?? 25)
  if (to < from) refuse(400, '「_end」不能小于「_start」')
  atMost(to - from)
  return { kind: 'range', start: from, end: to }
}
function count(params: Params, name: string): number | undefined {
  const value = one(params, name)
  if (value === undefined) return undefined
  return /^\d{1,9}$/.test(value) ? Number(value) : refuse(400, `「${name}」须为不小于 0 的整数`)
}
const atMost = (rows: number) => (rows > MOST_ROWS ? refuse(400, `一次最多取 ${MOST_ROWS} 行`) : rows)

/** Where a page ends, as the next one is asked for: the values of the sort keys. */
export const cursorOf = (values: readonly unknown[]): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(values))))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
function cursorFrom(wire: string, sort: readonly SortKey[], fields: Fields): readonly Place[] {
  try {
    const text = atob(wire.replace(/-/g, '+').replace(/_/g, '/'))
    const values: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (sign) => sign.charCodeAt(0))))
    const fits = (value: unknown, at: number) => value === null || (sort[at] && isPlace(value, sort[at], fields))
    if (Array.isArray(values) && values.length === sort.length && values.every(fits)) return values
  } catch {
    // falls through to the refusal: whatever was wrong with it, it is no page of this list
  }
  return refuse(400, '翻页标记无效，请回到第一页')
}
type Place = string | number | boolean | null
/** Whether a row can lie there at all, by the kind of blank that is sorted by. */
function isPlace(value: unknown, { field, labelOf }: SortKey, fields: Fields): boolean {
  if (labelOf) return typeof value === 'string'
  switch (kindOf(fields[field] as Field).column) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
    case 'bigint':
      return Number.isSafeInteger(value)
    case 'decimal':
      return Number.isFinite(value)
    case 'day':
      return isDay(value)
    case 'instant':
      return isInstant(value)
    default:
      return typeof value === 'string'
  }
}
