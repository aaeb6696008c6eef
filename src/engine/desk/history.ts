import { blankOf, type Slip } from '../readings/blanks.ts'
import type { Resource } from '../resource.ts'
import type { Row } from '../store.ts'
import type { Context } from './context.ts'

export type Changes = Record<string, readonly [unknown, unknown]>

const NOT_TOLD = new Set(['version', 'updatedAt', 'updatedBy', 'createdAt', 'createdBy', 'id', 'project'])
/** Whether the same is written in both; nothing and null are the same. */
export function same(one: unknown, other: unknown): boolean {
  const [a, b] = [one ?? null, other ?? null]
  if (a === b) return true
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b)
}

/** The columns in which two states of a slip differ. */
export function differing(before: Row, after: Row): string[] {
  const names: string[] = []
  for (const name of Object.keys(after))
    if (before[name] !== after[name] && !same(before[name], after[name])) names.push(name)
  return names
}
/** What differs between two states of a slip, blank by blank; hidden columns are not told. */
export function changesOf(before: Row, after: Row, names: readonly string[] = differing(before, after)): Changes {
  const changes: Record<string, readonly [unknown, unknown]> = {}
  for (const name of names)
    if (!name.startsWith('_') && !NOT_TOLD.has(name)) changes[name] = [before[name] ?? null, after[name] ?? null]
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

/** A slip before and after, and what the history is told of it. */
export interface Changed {
  readonly before: Slip
  readonly slip: Slip
  readonly told: Omit<Told, 'changes'>
}
export interface Differing extends Changed {
  /** The columns in which they differ. */
  readonly names: readonly string[]
}
/** One entry a slip; slips of a set to which the very same happened share one, as a run that each of them names. */
export function entriesFor(
  context: Context,
  resource: Resource,
  changed: readonly Differing[],
  cause: string | null,
): Row[] {
  const groups = new Map<string, { readonly told: Told; readonly slips: Slip[] }>()
  for (const { before, slip, told: said, names } of changed) {
    const told = { cause, ...said, changes: changesOf(before, slip, names) }
    // slips that get numbers of their own are never told alike
    const alone = names.some((name) => blankOf(resource, name)?.kind === 'serial')
    const key = alone ? slip.id : changed.length > 1 ? JSON.stringify([slip.project, told]) : ''
    const group = groups.get(key)
    if (group) group.slips.push(slip)
    else groups.set(key, { told, slips: [slip] })
  }
  return [...groups.values()].map(({ told, slips }) => {
    const [{ id, project }] = slips as [Slip]
    if (slips.length === 1) return entryOf(context, resource, { record: id, run: null, project }, told)
    const run = context.ports.newId()
    for (const slip of slips) slip._run = slip._run ? `${slip._run} ${run}` : run
    return entryOf(context, resource, { record: null, run, project }, told)
  })
}
