import { dayIn, daysBetween } from '../day.ts'
import { either } from '../readings/where.ts'
import type { Counted, Group, Grouping, GroupKey, Row } from '../store.ts'
import { matches } from './match.ts'

const LENGTHS = { day: 10, month: 7, year: 4 } as const
type Key = string | number | boolean | null

function keyOf(row: Row, { field, as, ages }: GroupKey, zone: string): Key {
  const value = (row[field] ?? null) as Key
  if (value === null) return null
  if (!as && !ages) return value
  const text = String(value)
  const day = text.length > 10 ? dayIn(zone, text) : text
  if (as) return day.slice(0, LENGTHS[as])
  const bounds = ages?.bounds ?? []
  const at = bounds.findIndex((bound) => daysBetween(day, ages?.today ?? day) <= bound)
  return at < 0 ? bounds.length : at
}

function figureOf(rows: readonly Row[], { where, sum, distinct }: Counted): number {
  const counted = where ? rows.filter((row) => matches(row, where)) : rows
  if (sum) return counted.reduce((total, row) => total + Number(row[sum] ?? 0), 0)
  if (distinct) return new Set(counted.flatMap((row) => (row[distinct] == null ? [] : [row[distinct]]))).size
  return counted.length
}

/** Rows laid together by their keys and counted. */
export function groupsOf(rows: Iterable<Row>, { by, figures, zone, limit }: Grouping): readonly Group[] {
  const groups = new Map<string, { readonly keys: readonly Key[]; readonly rows: Row[] }>()
  const counted = either(figures.map(({ where }) => where))
  for (const row of rows) {
    if (!matches(row, counted)) continue
    const keys = by.map((key) => keyOf(row, key, zone))
    const place = JSON.stringify(keys)
    const group = groups.get(place)
    if (group) group.rows.push(row)
    else groups.set(place, { keys, rows: [row] })
  }
  // without keys all rows are one group, also where there are none
  if (by.length === 0 && groups.size === 0) groups.set('', { keys: [], rows: [] })
  return [...groups.values()].slice(0, limit).map(({ keys, rows: members }) => ({
    keys: Object.fromEntries(by.map(({ name }, at) => [name, keys[at] ?? null])),
    figures: Object.fromEntries(figures.map((one) => [one.name, figureOf(members, one)])),
  }))
}
