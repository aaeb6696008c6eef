import { blankOf, type House, type Resource, resourcesByName } from '#engine'
import { quoted } from './names.ts'
import type { Table, Tables } from './tables.ts'

/*
 * A list sorted by the label of a reference would have to read every row and what it points to. So the rows carry the sort
 * key of what they point to, in a column that the store keeps by itself and an index can hold.
 */

/** The references that the list is sorted by when it opens. */
export const sortedRefs = (house: House, resource: Resource): readonly string[] =>
  [resource.list.sort ?? []]
    .flat()
    .map((key) => key.replace(/^-/, ''))
    .filter((name) => {
      const field = blankOf(resource, name)
      return field?.kind === 'ref' && resourcesByName(house).has(field.form ?? '')
    })
export const keyColumn = (blank: string) => `_key_${blank}`

/** What must be joined to the written rows `x`, and what the followers of these blanks then are. */
export interface Followed {
  readonly names: readonly string[]
  readonly values: readonly string[]
  readonly joins: string
}
export function followed(tables: Tables, table: Table, written: readonly string[]): Followed {
  const columns = [...table.columns.values()].filter(({ follows }) => follows && written.includes(follows.blank))
  const joins = columns.map(({ follows }, at) => {
    const target = tables.get(follows?.target ?? '')?.sql
    return `left join ${target} as f${at} on f${at}."id" = x.${quoted(follows?.blank ?? '')}`
  })
  return {
    names: columns.map(({ name }) => quoted(name)),
    values: columns.map((_, at) => `f${at}."_labelKey"`),
    joins: joins.join(' '),
  }
}

interface Follower {
  readonly table: Table
  readonly name: string
  readonly blank: string
}
const known = new WeakMap<Table, readonly Follower[]>()
/** The columns that follow the label keys of a table. */
export function followersOf(tables: Tables, target: Table): readonly Follower[] {
  const found = known.get(target)
  if (found) return found
  const made = [...tables.values()].flatMap((table) =>
    [...table.columns.values()].flatMap(({ name, follows }) =>
      follows?.target === target.name ? [{ table, name: quoted(name), blank: quoted(follows.blank) }] : [],
    ),
  )
  known.set(target, made)
  return made
}
/** Brings a follower to what it follows, where it is not there. */
export const fillStep = (table: Table, name: string, blank: string, target: Table) =>
  `update ${table.sql} as t set ${quoted(name)} = f."_labelKey" from ${target.sql} as f
    where f."id" = t.${quoted(blank)} and t.${quoted(name)} is distinct from f."_labelKey"`
