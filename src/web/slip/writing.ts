import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react'
import { blanksOfKind, checkedSlip, computedSlip, type Resource, resourcesByName } from '#engine'
import type { Faults } from '../fields/faults.ts'
import { type Chosen, isBlank, isMasked, type Slip } from '../fields/view.ts'
import { call } from '../providers/client.ts'
import { useOccasion, useOffice } from '../providers/office.tsx'
import { copiesFromAny } from './copying.ts'
import { differing } from './differing.ts'
import type { KeptDraft } from './drafts.ts'
import { slipIn, startWriting, type WritingState, writingReducer } from './writing-state.ts'

export interface Writing {
  /** The slip as it was read, or opened. */
  readonly before: Slip
  /** The slip with everything written on it, computed blanks included. */
  readonly slip: Slip
  readonly written: Slip
  readonly labels: Readonly<Record<string, string>>
  readonly writable: ReadonlySet<string>
  /** What is wrong with it, as far as it is time to say so. */
  readonly faults: Faults
  /** What is wrong with it, all of it. */
  readonly allFaults: Faults
  readonly differs: boolean
  write(name: string, value: unknown, chosen?: Chosen): void
  leave(name: string): void
  /** Shows everything at fault. */
  showFaults(): void
  refuse(faults: Faults): void
  restore(draft: Pick<KeptDraft, 'before' | 'written' | 'labels'>): void
}

/** A slip being written: what stands on it, what it computes to, what references bring along, what is wrong with it. */
export function useWriting(resource: Resource, opened: Slip, writable: ReadonlySet<string>): Writing {
  const [state, dispatch] = useReducer(writingReducer(resource), opened, startWriting)
  const slip = useMemo(() => computedSlip(resource, { ...slipIn(state) }), [resource, state])
  const allFaults = useFaultsOf(resource, slip, writable)
  const faults = useSame(useMemo(() => shownFaults(state, allFaults), [state, allFaults]))
  const differs = useMemo(
    () => differing(resource, state.before, slip, writable).length > 0,
    [resource, state.before, slip, writable],
  )
  useFollowing(resource, slip, dispatch)
  return {
    before: state.before,
    slip,
    written: state.written,
    labels: state.labels,
    writable,
    faults,
    allFaults,
    differs,
    write: useCallback(
      (name: string, value: unknown, chosen?: Chosen) => dispatch({ type: 'write', name, value, chosen }),
      [],
    ),
    leave: useCallback((name: string) => dispatch({ type: 'leave', name }), []),
    showFaults: useCallback(() => dispatch({ type: 'try' }), []),
    refuse: useCallback((refused: Faults) => dispatch({ type: 'refuse', faults: refused }), []),
    restore: useCallback((draft) => dispatch({ type: 'restore', ...draft }), []),
  }
}

/** The same checks the desk makes; a secret that came masked is not checked by its mask. */
function useFaultsOf(resource: Resource, slip: Slip, writable: ReadonlySet<string>): Faults {
  const occasion = useOccasion(typeof slip.project === 'string' ? slip.project : null)
  const latest = useRef(occasion)
  latest.current = occasion
  return useMemo(() => {
    const found = checkedSafely(() => checkedSlip(resource, { ...slip }, latest.current, writable))
    return Object.fromEntries(Object.entries(found).filter(([path]) => !isMasked(slip[path.split('.')[0] ?? ''])))
  }, [resource, slip, writable])
}
/** A half-written slip may hold what no check expects; the desk judges it in the end. */
function checkedSafely(check: () => Faults): Faults {
  try {
    return check()
  } catch {
    return {}
  }
}

/** Before saving is tried, only what was written and left is judged aloud. */
function shownFaults({ tried, left, written, refused }: WritingState, all: Faults): Faults {
  const isDue = (path: string) => {
    const name = path.split('.')[0] ?? ''
    return tried || (left.has(name) && name in written && !isBlank(written[name]))
  }
  return { ...Object.fromEntries(Object.entries(all).filter(([path]) => isDue(path))), ...refused }
}

/** The same object as long as it says the same, so that nothing below is drawn again for nothing. */
function useSame<T>(value: T): T {
  const last = useRef(value)
  if (JSON.stringify(last.current) !== JSON.stringify(value)) last.current = value
  return last.current
}

type Dispatch = (event: { type: 'copy'; pointer: string; id: unknown; target: Slip | undefined }) => void
/** Reads what each reference points to and fills the blanks copied from it; references filled that way are followed in turn. */
function useFollowing(resource: Resource, slip: Slip, dispatch: Dispatch): void {
  const { house, rights } = useOffice()
  const homeless = isBlank(slip.project) && resource.of !== 'company'
  const pointers = useMemo(
    () =>
      blanksOfKind(resource, 'ref').filter(
        ([name, { by }]) => copiesFromAny(resource, name) || (homeless && by === 'hand'),
      ),
    [resource, homeless],
  )
  const followed = useRef<Map<string, unknown>>(undefined)
  followed.current ??= new Map(slip.id === '' ? [] : pointers.map(([name]) => [name, slip[name] ?? null]))
  useEffect(() => {
    const follow = (pointer: string, id: unknown, form = '') => {
      const target = resourcesByName(house).get(form)
      if (isBlank(id)) return dispatch({ type: 'copy', pointer, id, target: undefined })
      if (!target || !rights(target).read) return
      call<Slip>('GET', `/${form}/${encodeURIComponent(String(id))}`).then(
        (found) => dispatch({ type: 'copy', pointer, id, target: found }),
        // What cannot be read here is copied by the desk when the slip is saved.
        () => undefined,
      )
    }
    for (const [name, { form }] of pointers) {
      const id = slip[name] ?? null
      if ((followed.current?.get(name) ?? null) === id) continue
      followed.current?.set(name, id)
      follow(name, id, form)
    }
  }, [slip, pointers, house, rights, dispatch])
}
