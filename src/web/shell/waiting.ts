import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Inbox, InboxGroup, InboxItem, Resource } from '#engine'
import { call, whenWritten } from '../providers/client.ts'
import { useOffice } from '../providers/office.tsx'
import type { Entry } from './menu.ts'

/** Slips of one paper that wait for somebody. */
export interface Waiting extends InboxGroup {
  readonly paper: Resource
  /** The list that shows them. */
  readonly to: string
}
const FRESH = 60_000
const INBOX = ['inbox']

/** What waits for whoever sits here; undefined while nobody knows yet. */
export function useInbox(): Inbox | undefined {
  const { project } = useOffice()
  const client = useQueryClient()
  useEffect(() => whenWritten(() => void client.invalidateQueries({ queryKey: INBOX })), [client])
  const where = project === undefined ? '' : `?project=${encodeURIComponent(project)}`
  const { data } = useQuery({
    queryKey: [...INBOX, 'waiting', project ?? null],
    queryFn: ({ signal }) => call<Inbox>('GET', `/inbox${where}`, undefined, { signal }),
    staleTime: FRESH,
    refetchInterval: 2 * FRESH,
  })
  return data
}
/** What somebody did, or sent, the last first. */
export function useLatest(box: 'done' | 'sent', wanted: boolean): readonly InboxItem[] | undefined {
  return useQuery({
    queryKey: [...INBOX, box],
    queryFn: ({ signal }) => call<readonly InboxItem[]>('GET', `/inbox?box=${box}`, undefined, { signal }),
    enabled: wanted,
  }).data
}

/** The same, paper by paper, with the lists behind. */
export function useWaiting(): readonly Waiting[] | undefined {
  const inbox = useInbox()
  const { resource: named } = useOffice()
  return useMemo(
    () =>
      inbox?.groups.flatMap((group) => {
        const paper = named(group.resource)
        return paper ? [{ ...group, paper, to: `/${group.resource}?${group.query}` }] : []
      }),
    [inbox, named],
  )
}

/** How many slips wait among these lines of the menu. */
export function useWaitingIn(entries: readonly Entry[]): number {
  const counts = useWaitingCounts()
  const papers = new Set(entries.flatMap(({ resource }) => resource ?? []))
  return [...papers].reduce((sum, paper) => sum + (counts.get(paper) ?? 0), 0)
}

/** How many slips of each paper wait for whoever sits here. */
export function useWaitingCounts(): ReadonlyMap<Resource, number> {
  const waiting = useWaiting()
  return useMemo(() => {
    const counts = new Map<Resource, number>()
    for (const { paper, count } of waiting ?? []) counts.set(paper, (counts.get(paper) ?? 0) + count)
    return counts
  }, [waiting])
}
