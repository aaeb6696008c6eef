import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  chainOf,
  mayDo,
  type Occasion,
  type Resource,
  type Slip,
  type Step,
  stagesOf,
  stepsOf,
  stepsOpenTo,
  type User,
} from '#engine'
import { call } from '../providers/client.ts'
import { type OfficeView, occasionOf, useOffice } from '../providers/office.tsx'

/** Slips of one paper at one stage that wait for somebody's step. */
export interface Waits {
  readonly resource: Resource
  readonly stage: string
  readonly label: string
  /** Whose turn it is cannot be told from the stage: each slip has to be looked at. */
  readonly byTurn: boolean
}
export interface Waiting extends Waits {
  readonly count: number
  /** The list that shows them. */
  readonly to: string
}

const MOST_LOOKED_AT = 100
const FRESH = 60_000

/** A step by which this person moves work on: not one that gives it back, breaks it off, or leaves it where it is. */
const isDuty = (step: Step, user: User) =>
  !(step.voids || step.danger || step.reason || step.returns || step.withdraws) &&
  step.by !== 'everyone' &&
  step.by !== 'office' &&
  mayDo(step.by as never, user)

/** A step by which this person, or somebody he stands in for, may have to sign. */
const isSigned = (resource: Resource, { signs }: Step, occasion: Occasion) => {
  const { roles, deputyFor = [] } = occasion.user
  const mine = [...roles, ...deputyFor.flatMap((absent) => absent.roles)]
  return signs !== undefined && chainOf(resource, signs, occasion).some((role) => mine.includes(role))
}

function waitsOf(resource: Resource, occasion: Occasion): Waits[] {
  const { user } = occasion
  const steps = stepsOf(resource)
  const duties = new Set(steps.filter((step) => isDuty(step, user)).map(({ name }) => name))
  const signs = new Set(steps.filter((step) => isSigned(resource, step, occasion)).map(({ name }) => name))
  const writes = mayDo(resource.may.create, user)
  return stagesOf(resource).flatMap(({ name, label, next }, at) => {
    // one's own drafts are no news; somebody else's may wait for the first step
    if (at === 0 && writes) return []
    const onward = Object.entries(next).flatMap(([action, to]) => (to === name ? [] : [action]))
    const byTurn = onward.some((action) => signs.has(action))
    return byTurn || onward.some((action) => duties.has(action)) ? [{ resource, stage: name, label, byTurn }] : []
  })
}

const queryOf = ({ stage }: Waits, project: string | undefined) => {
  const query = new URLSearchParams({ status: stage })
  if (project !== undefined) query.set('project', project)
  return query
}
async function countOf(office: OfficeView, waits: Waits, signal: AbortSignal): Promise<number> {
  const { resource, byTurn } = waits
  const query = queryOf(waits, resource.of === 'company' ? undefined : office.project)
  const path = `/${resource.form.name}`
  if (!byTurn) return (await call<{ count: number }>('GET', `${path}/totals?${query}`, undefined, { signal })).count
  query.set('_start', '0')
  query.set('_end', String(MOST_LOOKED_AT))
  const slips = await call<readonly Slip[]>('GET', `${path}?${query}`, undefined, { signal })
  return slips.filter((slip) => isMyTurn(office, resource, slip)).length
}
const isMyTurn = ({ house, session }: OfficeView, resource: Resource, slip: Slip) =>
  stepsOpenTo(house, resource, slip, occasionOf(house, session, slip.project)).some(
    ({ mine, opinion }) => mine && opinion,
  )

/** What waits for whoever sits here, paper by paper and stage by stage; undefined while nobody knows yet. */
export function useWaiting(): readonly Waiting[] | undefined {
  const office = useOffice()
  const { papers, house, session, project } = office
  const waits = useMemo(
    () => papers.flatMap((paper) => waitsOf(paper, occasionOf(house, session, project ?? null))),
    [papers, house, session, project],
  )
  const answers = useQueries({
    queries: waits.map((one) => ({
      queryKey: ['data', 'default', one.resource.form.name, 'list', 'waiting', one.stage, project ?? null],
      queryFn: ({ signal }: { signal: AbortSignal }) => countOf(office, one, signal),
      staleTime: FRESH,
      refetchInterval: 2 * FRESH,
    })),
  })
  if (answers.some(({ isPending }) => isPending)) return undefined
  return waits.flatMap((one, at) => {
    const count = answers[at]?.data ?? 0
    const to = `/${one.resource.form.name}?status=${one.stage}`
    return count > 0 ? [{ ...one, count, to }] : []
  })
}

/** How many slips of each paper wait for whoever sits here. */
export function useWaitingCounts(): ReadonlyMap<Resource, number> {
  const waiting = useWaiting()
  return useMemo(() => {
    const counts = new Map<Resource, number>()
    for (const { resource, count } of waiting ?? []) counts.set(resource, (counts.get(resource) ?? 0) + count)
    return counts
  }, [waiting])
}
