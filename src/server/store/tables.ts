import {
  blankOf,
  blanksOf,
  type Column as Family,
  type Field,
  type House,
  kindOf,
  officeTables,
  type Resource,
  resourcesByName,
} from '#engine'
import { keyColumn, sortedRefs } from './followers.ts'
import { type Index, indexesOf, officeIndexes } from './indexes.ts'
import { digest, quoted } from './names.ts'

export interface Column {
  readonly name: string
  readonly family: Family
  /** The column's type as PostgreSQL says it, without the collation. */
  readonly type: string
  readonly renamedFrom?: string | undefined
  /** The store keeps it by itself: the label key of what this blank points to, so that an index has the list's order. */
  readonly follows?: { readonly blank: string; readonly target: string }
}
/** A blank that points to another paper. */
export interface Reference {
  readonly name: string
  readonly column: string
  readonly target: string
}
/** Where the slips of one form lie in the database. */
export interface Table {
  /** The form's name. */
  readonly name: string
  /** The table's name in the database. */
  readonly plain: string
  /** The same, in quotes. */
  readonly sql: string
  readonly columns: ReadonlyMap<string, Column>
  readonly indexes: readonly Index[]
  readonly references: readonly Reference[]
  /** Blanks that two rows may not share and a person chooses: a clash must be told at once. */
  readonly chosen: ReadonlySet<string>
  /** Blanks whose words are in `_search`. */
  readonly searched: ReadonlySet<string>
  /** The column by which the list is sorted when it opens. */
  readonly order: string
}
/** The columns that somebody writes; the others follow. */
export const writtenColumns = ({ columns }: Table) => [...columns.values()].filter(({ follows }) => !follows)
/** By the form's name. */
export type Tables = ReadonlyMap<string, Table>

const types: Readonly<Record<Family, string>> = {
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  decimal: 'numeric(18,2)',
  boolean: 'boolean',
  day: 'date',
  instant: 'timestamp(3) with time zone',
  json: 'jsonb',
  bytes: 'bytea',
}
const column = (
  name: string,
  family: Family,
  more: { scale?: number | undefined; renamedFrom?: string | undefined } = {},
): Column => ({
  name,
  family,
  type: family === 'decimal' ? `numeric(18,${more.scale ?? 2})` : types[family],
  renamedFrom: more.renamedFrom,
})
const columnOf = ([name, field]: readonly [string, Field]) => column(name, kindOf(field).column, field)

/** What every record carries beside its blanks, and what the desk writes for the store alone. */
const envelope = [
  column('id', 'text'),
  column('version', 'integer'),
  column('project', 'text'),
  column('createdAt', 'instant'),
  column('createdBy', 'text'),
  column('updatedAt', 'instant'),
  column('updatedBy', 'text'),
  column('voiding', 'json'),
  column('_label', 'text'),
  column('_labelKey', 'text'),
  column('_search', 'text'),
  column('_run', 'text'),
]
const follower = (resource: Resource, blank: string): Column => ({
  ...column(keyColumn(blank), 'text'),
  follows: { blank, target: blankOf(resource, blank)?.form ?? '' },
})
const byName = (columns: readonly Column[]) => new Map(columns.map((one) => [one.name, one]))

function tableOf(house: House, resource: Resource): Table {
  const { name } = resource.form
  const plain = name.replaceAll('-', '_')
  const followers = sortedRefs(house, resource).map((blank) => follower(resource, blank))
  const columns = byName([...envelope, ...blanksOf(resource).map(columnOf), ...followers])
  const references = blanksOf(resource).flatMap(([blank, { kind, form: target = '' }]) =>
    kind === 'ref' && resourcesByName(house).has(target)
      ? [{ name: `fk_${plain.slice(0, 40)}_${digest(`${blank} ${target}`)}`, column: blank, target }]
      : [],
  )
  const words = [...(resource.list.search ?? []), ...(typeof resource.label === 'string' ? [resource.label] : [])]
  return {
    name,
    plain,
    sql: quoted(plain),
    columns,
    references,
    indexes: indexesOf(house, resource, plain),
    order: orderColumn(resource, followers),
    chosen: new Set((resource.unique ?? []).flatMap(({ blanks }) => blanks)),
    searched: new Set(
      words.filter((blank) => columns.get(blank)?.family === 'text' && resource.form.fields[blank]?.kind !== 'ref'),
    ),
  }
}

function orderColumn(resource: Resource, followers: readonly Column[]): string {
  const blank = [resource.list.sort ?? 'id'].flat()[0]?.replace(/^-/, '') ?? 'id'
  return followers.find(({ follows }) => follows?.blank === blank)?.name ?? blank
}

function officeTable(name: string, blanks: Readonly<Record<string, Family>>): Table {
  const columns = byName([
    column('id', 'text'),
    ...Object.entries(blanks).map(([blank, family]) => column(blank, family)),
  ])
  const none = new Set<string>()
  const indexes = officeIndexes(name)
  return {
    name,
    plain: name,
    sql: quoted(name),
    columns,
    indexes,
    references: [],
    order: 'id',
    chosen: none,
    searched: none,
  }
}

/** One table a form, and those the office keeps for itself. */
export function tablesOf(house: House): Tables {
  const own = Object.entries(officeTables).map(([name, blanks]) => officeTable(name, blanks))
  const all = [...own, ...house.resources.map((resource) => tableOf(house, resource))]
  return new Map(all.map((table) => [table.name, table]))
}

export const tableNamed = (tables: Tables, name: string): Table => {
  const table = tables.get(name)
  if (!table) throw new Error(`${name}: no such table`)
  return table
}
export const columnNamed = (table: Table, name: string): Column => {
  const found = table.columns.get(name)
  if (!found) throw new Error(`${table.name}.${name}: no such column`)
  return found
}
