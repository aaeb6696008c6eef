import {
  blankOf,
  blanksOf,
  blanksOfKind,
  type Field,
  type House,
  kindOf,
  type Resource,
  type User,
  uniquesOf,
} from '#engine'
import { keyColumn, sortedRefs } from './followers.ts'
import { digest, quoted } from './names.ts'

export interface Index {
  readonly name: string
  /** All that stands behind the table's name: the method, the columns, the condition. */
  readonly body: string
  /** The blanks that two rows may not share. */
  readonly unique?: readonly string[]
}

const NUMBER = 'number'
/** Longer texts do not fit into an index. */
const LONGEST = 600

function index(table: string, body: string, unique?: readonly string[]): Index {
  const name = `${unique ? 'ux' : 'ix'}_${table.slice(0, 40)}_${digest(body)}`
  return unique ? { name, body, unique } : { name, body }
}
const onColumns = (columns: readonly string[]) => `(${columns.join(', ')})`

/** Slips made void keep their number; whatever else names one row is free again. */
function uniqueIndexes(resource: Resource, table: string): Index[] {
  const hasStages = blankOf(resource, 'status')?.kind === 'stages'
  return uniquesOf(resource).map((blanks) => {
    const whole = !hasStages || blanks.includes(NUMBER)
    const where = whole ? '' : ` where ("status" is distinct from 'void')`
    return index(table, `${onColumns(blanks.map(quoted))}${where}`, blanks)
  })
}

/** The default order as columns of an index; the label of a reference by the column that follows it. */
function orderOf(house: House, resource: Resource): string[] {
  const refs = sortedRefs(house, resource)
  const keys = [resource.list.sort ?? []]
    .flat()
    .map((key) => ({ name: key.replace(/^-/, ''), desc: key.startsWith('-') }))
  const id = { name: 'id', desc: keys.at(-1)?.desc ?? false }
  return [...keys.filter(({ name }) => name !== 'id'), id].map(
    ({ name, desc }) => quoted(refs.includes(name) ? keyColumn(name) : name) + (desc ? ' desc' : ''),
  )
}

const isFew = ({ kind }: Field) => kind === 'choice' || kind === 'tick' || kind === 'rating'
const isDay = ({ kind }: Field) => kind === 'date' || kind === 'instant'
/** An order to be walked along: whose rows they are is in the index too, so that a deep page is counted out by it alone. */
const walked = (order: readonly string[], within: readonly string[]) =>
  onColumns(order) + (within.length > 0 ? ` include (${within.join(', ')})` : '')
const isLong = (field: Field) =>
  field.kind === 'note' || (kindOf(field).column === 'text' && (field.max ?? 0) > LONGEST)

function filterIndex(
  name: string,
  field: Field,
  within: readonly string[],
  order: readonly string[],
): string | undefined {
  const { column } = kindOf(field)
  const own = quoted(name)
  if (field.kind === 'stages') return onColumns([...within, own, ...order.filter((key) => !key.startsWith(own))])
  if (field.kind === 'ref') return onColumns([own, ...order.filter((key) => !key.startsWith(own))])
  if (column === 'json') return field.kind === 'choices' ? `using gin (${own} jsonb_path_ops)` : undefined
  if (isLong(field)) return undefined
  if (isDay(field)) return walked([own, quoted('id')], within)
  return onColumns(isFew(field) ? [...within, own] : [own])
}

/** A person who sees one building of one project: what his scope names is looked up by. */
const someone: User = { id: '', username: '', name: '', roles: [], projects: [''], buildings: [''] }
const scoped = (resource: Resource) => Object.keys(resource.scope?.(someone) ?? {})

function readingIndexes(house: House, resource: Resource): string[] {
  const within = resource.of === 'company' ? [] : [quoted('project')]
  const order = orderOf(house, resource)
  const named = new Set([...(resource.list.filters ?? []), ...scoped(resource), 'status'])
  const filters = blanksOf(resource).filter(([name]) => named.has(name))
  const refs = blanksOfKind(resource, 'ref').filter(([name]) => !named.has(name))
  return [
    onColumns([...within, ...order]),
    ...(within.length > 0 ? [walked(order, within)] : []),
    ...filters.flatMap(([name, field]) => filterIndex(name, field, within, order) ?? []),
    ...refs.map(([name]) => onColumns([quoted(name)])),
  ]
}
/** An index whose columns another one begins with is not made; the primary key is there already. */
function withoutPrefixes(bodies: readonly string[]): string[] {
  const unlike = [...new Set(bodies)].filter((body) => !body.startsWith(onColumns([quoted('id')])))
  return unlike.filter((body) => !unlike.some((other) => other !== body && other.startsWith(`${body.slice(0, -1)}, `)))
}

/** What a table is read by: its order, its filters, its references, and what names one row. */
export const indexesOf = (house: House, resource: Resource, table: string): readonly Index[] => [
  ...uniqueIndexes(resource, table),
  ...withoutPrefixes(readingIndexes(house, resource)).map((body) => index(table, body)),
]

const office: Readonly<Record<string, readonly string[]>> = {
  _history: ['("record", "id")', '("run")', '("project", "at")', '("by", "id")'],
  _days: ['("day")'],
  _sessions: ['("user")', '("expiresAt")'],
  _answers: ['("at")'],
  _files: ['("resource", "record")', '("at")'],
}
export const officeIndexes = (name: string): readonly Index[] => (office[name] ?? []).map((body) => index(name, body))
