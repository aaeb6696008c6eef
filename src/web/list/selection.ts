import { useCallback, useMemo, useState } from 'react'
import type { Slip } from '#engine'

/** The slips that somebody has ticked, over the pages he has seen. */
export interface Selection {
  readonly slips: readonly Slip[]
  has(id: string): boolean
  toggle(slip: Slip): void
  /** Ticks all of these, or none of them where all were ticked. */
  toggleAll(slips: readonly Slip[]): void
  clear(): void
}
const NOBODY: ReadonlyMap<string, Slip> = new Map()

/** What is ticked falls when the list asks something else: nobody acts on what he does not see. */
export function useSelection(query: string): Selection {
  const [kept, setKept] = useState({ query, ticked: NOBODY })
  const ticked = kept.query === query ? kept.ticked : NOBODY
  const change = useCallback(
    (work: (next: Map<string, Slip>) => void) =>
      setKept((before) => {
        const next = new Map(before.query === query ? before.ticked : NOBODY)
        work(next)
        return { query, ticked: next }
      }),
    [query],
  )
  const toggle = useCallback(
    (slip: Slip) => change((next) => void (next.delete(slip.id) || next.set(slip.id, slip))),
    [change],
  )
  return useMemo(
    () => ({
      slips: [...ticked.values()],
      has: (id) => ticked.has(id),
      toggle,
      toggleAll: (slips) =>
        change((next) => {
          const all = slips.every(({ id }) => next.has(id))
          for (const slip of slips) all ? next.delete(slip.id) : next.set(slip.id, slip)
        }),
      clear: () => change((next) => next.clear()),
    }),
    [ticked, toggle, change],
  )
}
