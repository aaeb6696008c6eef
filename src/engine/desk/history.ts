import type { Resource } from '../resource.ts'
import type { Row } from '../store.ts'
import type { Context } from './context.ts'

export type Changes = Record<string, readonly [unknown, unknown]>

const NOT_TOLD = new Set(['version', 'updatedAt', 'updatedBy', 'createdAt', 'createdBy', 'id', 'project'])
const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What differs between two states of a slip, blank by blank; hidden columns are not told. */
export function changesOf(before: Row, after: Row): Changes {
  const changes: Record<string, readonly [unknown, unknown]> = {}
  for (const name of Object.keys(after))
    if (!name.startsWith('_') && !NOT_TOLD.has(name) && !same(before[name], after[name]))
      changes[name] = [before[name] ?? null, after[name] ?? null]
  return changes
}

export interface Told {
  readonly action: string
  readonly changes: Changes
  readonly note?: string | null
  readonly cause?: string | null
}
/** One entry of the history: who, when, which step, before and after. */
export const entryOf = (
  { ports, visitor }: Context,
  resource: Resource,
  about: { readonly record: string | null; readonly run: string | null; readonly project: string | null },
  { action, changes, note = null, cause = null }: Told,
): Row => ({
  id: ports.newId(),
  resource: resource.form.name,
  ...about,
  at: visitor.now,
  by: visitor.user.id,
  byName: visitor.user.name,
  action,
  changes,
  note,
  cause,
})
