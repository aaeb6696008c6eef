import { type Resource, type StageView, stagesOf, VOID } from '#engine'
import type { Slip } from '../fields/view.ts'

/** One line of a slip's history as it comes over the wire. */
export interface Entry {
  readonly at: string
  readonly by: { readonly id: string; readonly name: string }
  readonly action: string
  readonly label: string
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
  readonly note: string | null
  /** The step on a slip by which it came about. */
  readonly cause?: {
    readonly resource: string
    readonly title: string
    readonly action: string
    readonly step: string
    readonly id?: string
    readonly label?: string
  }
}

/**
 * What the office wrote on a slip by the slip's own step belongs to that step: the two are told as one, with what stood there
 * before the first and after the last.
 */
export function toldTogether(entries: readonly Entry[], resource: string, id: string): readonly Entry[] {
  const together: Entry[] = []
  for (const entry of entries) {
    const { cause, at, changes } = entry
    const own = cause?.id === id && cause.resource === resource && entry.action === 'update'
    const step = own ? together.findLastIndex((one) => one.at === at && one.action === cause.action) : -1
    const earlier = together[step]
    if (earlier) together[step] = { ...earlier, changes: joined(earlier.changes, changes) }
    else together.push(entry)
  }
  return together
}
function joined(first: Entry['changes'], then: Entry['changes']): Entry['changes'] {
  const all: Record<string, readonly [unknown, unknown]> = { ...first }
  for (const [name, [before, after]] of Object.entries(then)) all[name] = [(first[name] ?? [before])[0], after]
  return all
}

/** A stage the slip was in, with who brought it there and when. */
export interface Passed {
  readonly stage: string
  readonly label: string
  readonly by?: string
  readonly at?: string
}
export interface Life {
  readonly past: readonly Passed[]
  readonly present: Passed | undefined
  /** Where it may still go from here, the shortest way to its end. */
  readonly coming: readonly StageView[]
}

/** Where the slip has been, where it stands, and where it may still go. */
export function lifeOf(resource: Resource, slip: Slip, entries: readonly Entry[]): Life {
  const stages = stagesOf(resource)
  const labelOf = (stage: string) => stages.find(({ name }) => name === stage)?.label ?? stage
  const walked: Passed[] = []
  for (const { at, by, action, changes } of entries) {
    const [, to] = changes.status ?? []
    const stage = typeof to === 'string' ? to : action === 'create' ? stages[0]?.name : undefined
    if (stage !== undefined) walked.push({ stage, label: labelOf(stage), by: by.name, at })
  }
  const now = String(slip.status ?? stages[0]?.name ?? '')
  const last = walked.at(-1)
  const present = last?.stage === now ? last : stages.length ? { stage: now, label: labelOf(now) } : undefined
  return {
    past: last?.stage === now ? walked.slice(0, -1) : walked,
    present,
    coming: comingFrom(stages, now, new Set(walked.map(({ stage }) => stage))),
  }
}

/** The way on from a stage by the steps as listed, without turning back to where the slip has been. */
function comingFrom(stages: readonly StageView[], from: string, been: ReadonlySet<string>): readonly StageView[] {
  const order = (name: string) => stages.findIndex((stage) => stage.name === name)
  const way: StageView[] = []
  const seen = new Set([...been, from, VOID])
  let here = stages[order(from)]
  while (here) {
    const next = Object.values(here.next).find((name) => !seen.has(name) && order(name) > order(here?.name ?? ''))
    here = next === undefined ? undefined : stages[order(next)]
    if (!here) break
    way.push(here)
    seen.add(here.name)
  }
  return way
}
