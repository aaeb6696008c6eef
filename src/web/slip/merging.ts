import { blanksOf, type Resource } from '#engine'
import type { Slip } from '../fields/view.ts'
import { sameValue } from './differing.ts'

export type Side = 'mine' | 'theirs'
/** How two people's changes of one slip fit together. */
export interface Merge {
  /** Blanks that both wrote, each differently. */
  readonly clashes: readonly string[]
  /** Blanks that only I wrote, and may still write. */
  readonly mine: readonly string[]
  /** Blanks that only somebody else wrote. */
  readonly theirs: readonly string[]
}

/** Compares what was read, what stands now and what I wrote, blank by blank. */
export function mergeOf(resource: Resource, before: Slip, now: Slip, slip: Slip, written: ReadonlySet<string>): Merge {
  const clashes: string[] = []
  const mine: string[] = []
  const theirs: string[] = []
  for (const [name, field] of blanksOf(resource)) {
    const wrote = written.has(name) && !sameValue(field, before[name], slip[name])
    const others = !sameValue(field, before[name], now[name])
    if (wrote && others && !sameValue(field, now[name], slip[name])) clashes.push(name)
    else if (wrote && !others) mine.push(name)
    else if (others) theirs.push(name)
  }
  return { clashes, mine, theirs }
}

/** What I write over the slip as it stands now, once every clash is decided. */
export function mergedValues(merge: Merge, slip: Slip, sides: Readonly<Record<string, Side | undefined>>): Slip {
  const names = [...merge.mine, ...merge.clashes.filter((name) => sides[name] === 'mine')]
  return Object.fromEntries(names.map((name) => [name, slip[name] ?? null]))
}
