import type { Occasion, Resource, User } from '../resource.ts'
import { paramsIn } from './query.ts'
import { chainOf } from './signers.ts'
import { isOptionalAt, mayDo, type Step, stagesOf, stepsOf } from './stages.ts'

/** Slips of one paper that lie on somebody's desk. */
export interface Waits {
  readonly resource: Resource
  /** Unlike any other of this paper. */
  readonly name: string
  readonly label: string
  /** A list query as on the wire. */
  readonly query: string
  /** Whose turn it is cannot be told from the stage: each slip has to be looked at. */
  readonly byTurn: boolean
  /** The blank by which it is to be done. */
  readonly due: string | undefined
}

/** A step by which this person moves work on from here: not one that gives it back, breaks it off, or need not be taken. */
const isDuty = (step: Step, stage: string, user: User) =>
  !(step.voids || step.danger || step.reason || step.returns || step.withdraws || isOptionalAt(step, stage)) &&
  step.by !== 'everyone' &&
  step.by !== 'office' &&
  mayDo(step.by as never, user)

/** A step by which this person, or somebody he stands in for, may have to sign. */
const isSigned = (resource: Resource, { signs }: Step, occasion: Occasion) => {
  const { roles, deputyFor = [] } = occasion.user
  const mine = [...roles, ...deputyFor.flatMap((absent) => absent.roles)]
  return signs !== undefined && chainOf(resource, signs, occasion).some((role) => mine.includes(role))
}

/** The stages that this person's own waits name: there nothing waits for him besides. */
const namedStages = (named: readonly Waits[]): ReadonlySet<string> =>
  new Set(named.flatMap(({ query }) => [paramsIn(query).status ?? []].flat()))

function stageWaits(resource: Resource, occasion: Occasion, named: ReadonlySet<string>): Waits[] {
  const { user } = occasion
  const steps = new Map(stepsOf(resource).map((step) => [step.name, step]))
  const writes = mayDo(resource.may.create, user)
  return stagesOf(resource).flatMap(({ name, label, next }, at) => {
    // one's own drafts are no news; somebody else's may wait for the first step
    if ((at === 0 && writes) || named.has(name)) return []
    const onward = Object.entries(next).flatMap(([action, to]) => (to === name ? [] : (steps.get(action) ?? [])))
    const byTurn = onward.some((step) => isSigned(resource, step, occasion))
    if (!byTurn && !onward.some((step) => isDuty(step, name, user))) return []
    const due = resource.due?.[name] ?? resource.due?.['']
    return [{ resource, name, label, query: `status=${name}`, byTurn, due }]
  })
}

/** Everything of a paper that may wait for this person: stages whose next step is his, and what the definition names. */
export function waitsOf(resource: Resource, occasion: Occasion): readonly Waits[] {
  const { user } = occasion
  if (!mayDo(resource.may.read, user)) return []
  const named = Object.entries(resource.waits ?? {}).flatMap(([name, { label, query, for: who, due }]): Waits[] =>
    mayDo(who, user) ? [{ resource, name: `~${name}`, label, query, byTurn: false, due }] : [],
  )
  return [...stageWaits(resource, occasion, namedStages(named)), ...named]
}
