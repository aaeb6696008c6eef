import { sql } from 'kysely'
import { isDay, isInstant, type SortKey } from '#engine'
import { valueAs } from './condition.ts'
import { keyColumn } from './followers.ts'
import { quoted } from './names.ts'
import type { Sql } from './statement.ts'
import { type Column, columnNamed, type Table, type Tables, tableNamed } from './tables.ts'

type Value = string | number | boolean | null
/** One key of the order: a column of the table `t`, or the label key of what a reference points to. */
export interface Key {
  readonly text: string
  /** The column of the table itself that it reads. */
  readonly reads: string
  readonly column: Column
  readonly desc: boolean
  /** The table that must be joined for it, and under which name. */
  readonly join?: string
}

export function keysOf(tables: Tables, table: Table, sort: readonly SortKey[]): readonly Key[] {
  return sort.map(({ field, desc, labelOf }, at) => {
    const column = columnNamed(table, field)
    const own = (one: Column): Key => ({ text: `t.${quoted(one.name)}`, reads: one.name, column: one, desc })
    if (!labelOf) return own(column)
    const follower = table.columns.get(keyColumn(field))
    if (follower?.follows?.target === labelOf) return own(follower)
    const target = tableNamed(tables, labelOf)
    const join = `left join ${target.sql} as k${at} on k${at}."id" = t.${quoted(field)}`
    return { text: `k${at}."_labelKey"`, reads: field, column: columnNamed(target, '_labelKey'), desc, join }
  })
}
export const joinsOf = (keys: readonly Key[]) => sql.raw(keys.flatMap(({ join }) => join ?? []).join(' '))
export const backwards = (keys: readonly Key[]) => keys.map((key) => ({ ...key, desc: !key.desc }))
/** Nothing written comes last, or first in a descending order, as PostgreSQL does by itself. */
export const orderSql = (keys: readonly Key[]) =>
  sql.raw(keys.map(({ text, desc }) => text + (desc ? ' desc' : '')).join(', '))

/** An instant as it goes out: UTC, to the millisecond, with its Z. */
export const instantSql = (text: string) => `to_char(${text} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
/** What a row is ordered by, as columns of their own. */
export const keysSql = (keys: readonly Key[]) => sql.raw(keys.map(({ text }, at) => `${text} as "@${at}"`).join(', '))
/** Where a row `i` lies in the order, as a cursor remembers it: worked out from its keys when the page has been cut. */
export function placeSql(keys: readonly Key[]) {
  const said = keys.map(({ column }, at) => (column.family === 'instant' ? instantSql(`i."@${at}"`) : `i."@${at}"`))
  return sql.raw(`json_build_array(${said.join(', ')})`)
}

const same = ({ text, column }: Key, value: Value) =>
  value === null ? sql`${sql.raw(text)} is null` : sql`${sql.raw(text)} = ${valueAs(column, value)}`
/** Rows that come later by this key: larger ones and those with nothing written; or, descending, smaller ones. */
function later({ text, column, desc }: Key, value: Value): Sql[] {
  const ref = sql.raw(text)
  if (value === null) return desc ? [sql`${ref} is not null`] : []
  if (desc) return [sql`${ref} < ${valueAs(column, value)}`]
  return [sql`${ref} > ${valueAs(column, value)}`, ...(text === 't."id"' ? [] : [sql`${ref} is null`])]
}
/**
 * What lies behind a cursor, as ranges that follow each other in the order: the same first keys and a later last one, then
 * fewer of the same. Each is a range of an index, where one condition with `or` would be none.
 */
export function behind(keys: readonly Key[], cursor: readonly Value[]): Sql[] {
  return keys.flatMap((_, back) => {
    const at = keys.length - 1 - back
    const alike = keys.slice(0, at).map((key, place) => same(key, cursor[place] ?? null))
    return later(keys[at] as Key, cursor[at] ?? null).map((range) => sql.join([...alike, range], sql` and `))
  })
}

/** Whether a cursor can have come from this order: the values are of the columns' types. */
export const isPlace = (keys: readonly Key[], cursor: readonly Value[]): boolean =>
  cursor.length === keys.length && keys.every(({ column: { family } }, at) => fits(family, cursor[at] ?? null))
function fits(family: string, value: Value): boolean {
  if (value === null) return true
  if (family === 'day') return isDay(value)
  if (family === 'instant') return isInstant(value)
  if (family === 'text') return typeof value === 'string'
  return family === 'boolean' ? typeof value === 'boolean' : typeof value === 'number' && Number.isFinite(value)
}
