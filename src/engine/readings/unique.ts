import type { Resource } from '../resource.ts'
import { blanksOfKind } from './blanks.ts'

/** The sets of blanks that name one row: numbers, and what the definition says; slips made void do not count. */
export function uniquesOf(resource: Resource): readonly (readonly string[])[] {
  const within = resource.of === 'company' ? [] : ['project']
  const said = (resource.unique ?? []).map(({ blanks }) => [...within, ...blanks])
  const numbered = blanksOfKind(resource, 'serial').map(([name]) => [...within, name])
  return [...said, ...numbered]
}
/** Whether a row counts for its uniqueness: slips made void keep their number, but nothing else. */
export const countsAsOne = (row: Readonly<Record<string, unknown>>, unique: readonly string[]) =>
  (row.status !== 'void' || unique.includes('number')) && unique.every((name) => row[name] != null)
