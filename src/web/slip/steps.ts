import { useQuery } from '@tanstack/react-query'
import { type Blocker, type Slip as Kept, type OpenStep, type Resource, stepsOpenTo } from '#engine'
import type { Slip } from '../fields/view.ts'
import { call } from '../providers/client.ts'
import { useOccasion, useOffice } from '../providers/office.tsx'

/** What the office answers about one step: the same as the panel works out, and what lies on other slips besides. */
type Answered = Pick<OpenStep, 'name' | 'allowed' | 'blockers'>

/** A step with what stands in its way: first what this slip says itself, then what the office found elsewhere. */
function joined(own: OpenStep, answered: Answered | undefined, fresh: boolean): OpenStep {
  const elsewhere = (answered?.blockers ?? []).filter(
    ({ resource, query }) => fresh || resource !== undefined || query !== undefined,
  )
  const blockers: readonly Blocker[] = own.blockers.length > 0 ? own.blockers : elsewhere
  const refused = fresh && answered?.allowed === false
  return { ...own, blockers, allowed: own.allowed && !refused && elsewhere.length === 0 }
}

/** The steps that lead on from here for this person; what a person has not yet saved counts already. */
export function useSteps(resource: Resource, slip: Slip, differs: boolean): readonly OpenStep[] {
  const { house } = useOffice()
  const occasion = useOccasion(typeof slip.project === 'string' ? slip.project : null)
  const { name } = resource.form
  const id = String(slip.id ?? '')
  const { data } = useQuery({
    queryKey: ['slip', name, id, 'actions', slip.version],
    enabled: id !== '' && Object.keys(resource.actions).length > 0,
    queryFn: ({ signal }) =>
      call<readonly Answered[]>('GET', `/${name}/${encodeURIComponent(id)}/actions`, undefined, { signal }),
  })
  const own = stepsSafely(() => stepsOpenTo(house, resource, slip as Kept, occasion))
  return own.map((step) =>
    joined(
      step,
      data?.find(({ name: other }) => other === step.name),
      !differs,
    ),
  )
}
/** A guard may meet a half-written slip; the office judges it when it is taken. */
function stepsSafely(work: () => readonly OpenStep[]): readonly OpenStep[] {
  try {
    return work()
  } catch {
    return []
  }
}

/** Mine first and in order, dangerous ones last. */
export const ordered = (steps: readonly OpenStep[]): readonly OpenStep[] => [
  ...steps.filter(({ mine, danger }) => mine && !danger),
  ...steps.filter(({ mine, danger }) => mine && danger),
]
/** The one step that Ctrl+Enter takes and the strong button shows: the first that takes the slip on. */
export const primaryOf = (steps: readonly OpenStep[]): OpenStep | undefined => {
  const onward = ordered(steps).filter(({ danger, returnTo, reason }) => !danger && !reason && returnTo.length === 0)
  const moving = onward.filter(({ moves }) => moves)
  return (moving.length > 0 ? moving : onward).find(({ allowed }) => allowed)
}

/** Whether the step has to ask something before it is taken. */
export const asksSomething = ({ asks, reason, opinion, returnTo, danger }: OpenStep): boolean =>
  asks.length > 0 || reason || opinion || danger || returnTo.length > 0
