import { useList } from '@refinedev/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Resource, Slip, Totals } from '#engine'
import { call } from '../providers/client.ts'
import { keep, kept } from '../providers/memory.ts'
import { nowOf, todayOf, useOffice } from '../providers/office.tsx'
import { leaveList } from './last.ts'
import { decode, encode, type ListState, type Reading, wireOf } from './state.ts'

export interface ListControl {
  readonly reading: Reading
  readonly state: ListState
  readonly faults: readonly string[]
  /** Shows something else; back on the first page unless the page itself is meant. */
  change(patch: Partial<ListState>): void
}
const DEFAULT_SIZE = 50
/** Further typing within so many milliseconds belongs to the same step back. */
const ONE_THOUGHT = 3000

/** What the list shows, kept in the address alone: back, forward, reload and a sent link all show the same. */
export function useListState(resource: Resource): ListControl {
  const { house, session, user } = useOffice()
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const today = todayOf(session)
  const size = kept<number>(user.id, 'pageSize') ?? DEFAULT_SIZE
  const reading = useMemo<Reading>(
    () => ({ house, resource, size, words: { today, now: nowOf(session), me: user.id } }),
    [house, resource, size, today, session, user.id],
  )
  const decoded = useMemo(() => decode(reading, search), [reading, search])
  useEffect(() => leaveList(resource.form.name, pathname + search), [resource, pathname, search])
  const typed = useRef(0)
  // whoever tells of a change late, like a field that was typed into, changes what is shown by then
  const shown = useRef(decoded.state)
  shown.current = decoded.state
  const change = useCallback(
    (patch: Partial<ListState>) => {
      const { size: wanted = reading.size } = patch
      if (patch.size !== undefined) keep(user.id, 'pageSize', wanted)
      const next = { ...shown.current, page: 1, after: undefined, before: undefined, ...patch }
      shown.current = next
      const onlyWords = Object.keys(patch).join() === 'q'
      const replace = onlyWords && Date.now() - typed.current < ONE_THOUGHT
      typed.current = onlyWords ? Date.now() : 0
      const query = encode({ ...reading, size: wanted }, next)
      void navigate(query ? `${pathname}?${query}` : pathname, { replace })
    },
    [reading, navigate, pathname, user.id],
  )
  return { reading, change, ...decoded }
}

export interface Rows {
  readonly rows: readonly Slip[]
  readonly total: number
  readonly next: string | null
  readonly prev: string | null
  /** Nothing is known yet: the shape of the list is shown. */
  readonly isFirst: boolean
  readonly isFetching: boolean
  readonly problem: Error | undefined
  reload(): void
}
const NOBODY: readonly Slip[] = []

/** The query of what is shown, without its page: the list, its sums and its export ask for the very same. */
export function useWire({ state, reading: { resource } }: ListControl): string {
  const { project } = useOffice()
  return useMemo(() => {
    const isOfOne = resource.of === undefined || resource.of === 'project'
    return wireOf(state, isOfOne ? project : undefined).toString()
  }, [state, resource, project])
}

export function useRows({ state, faults, reading: { resource } }: ListControl, query: string): Rows {
  const asked = useList<Slip>({
    resource: resource.form.name,
    pagination: { currentPage: state.page, pageSize: state.size },
    meta: { query, after: state.after, before: state.before },
    errorNotification: false,
    queryOptions: { enabled: faults.length === 0, placeholderData: keepPreviousData },
  })
  const { query: answer, result } = asked
  return {
    rows: answer.data?.data ?? NOBODY,
    total: result.total ?? 0,
    next: cursorIn(answer.data?.next),
    prev: cursorIn(answer.data?.prev),
    isFirst: answer.isPending && faults.length === 0,
    isFetching: answer.isFetching,
    problem: (answer.error as Error | null) ?? undefined,
    reload: () => void answer.refetch(),
  }
}
const cursorIn = (value: unknown) => (typeof value === 'string' ? value : null)

/** The sums at the foot, where the paper has any. */
export function useTotals({ faults, reading: { resource } }: ListControl, query: string): Totals | undefined {
  const name = resource.form.name
  const { data } = useQuery({
    queryKey: ['data', 'default', name, 'list', 'totals', query],
    enabled: (resource.list.totals ?? []).length > 0 && faults.length === 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call<Totals>('GET', `/${name}/totals?${query}`, undefined, { signal }),
  })
  return data
}
