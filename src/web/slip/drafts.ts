import type { Slip } from '../fields/view.ts'
import { keep, kept } from '../providers/memory.ts'

/** What somebody has typed and not yet saved, kept in this browser until it is. */
export interface KeptDraft {
  /** Which opening of the page wrote it. */
  readonly key: string
  readonly at: string
  /** The slip as it was read before. */
  readonly before: Slip
  readonly written: Slip
  readonly labels: Readonly<Record<string, string>>
}
const MOST = 3

const placeOf = (resource: string, id: string | undefined) => `draft:${resource}:${id ?? 'new'}`
const isDraft = (value: unknown): value is KeptDraft =>
  typeof value === 'object' && value !== null && 'key' in value && 'written' in value && 'before' in value

/** Drafts of one slip by one person, newest first. */
export function draftsOf(person: string, resource: string, id: string | undefined): readonly KeptDraft[] {
  const all = kept<unknown>(person, placeOf(resource, id))
  return Array.isArray(all) ? all.filter(isDraft) : []
}
function put(person: string, resource: string, id: string | undefined, drafts: readonly KeptDraft[]): void {
  keep(person, placeOf(resource, id), drafts.length ? drafts.slice(0, MOST) : undefined)
}
export function keepDraft(person: string, resource: string, id: string | undefined, draft: KeptDraft): void {
  const others = draftsOf(person, resource, id).filter(({ key }) => key !== draft.key)
  put(person, resource, id, [draft, ...others])
}
export function dropDraft(person: string, resource: string, id: string | undefined, key: string): void {
  const drafts = draftsOf(person, resource, id)
  if (drafts.some((draft) => draft.key === key))
    put(
      person,
      resource,
      id,
      drafts.filter((draft) => draft.key !== key),
    )
}
