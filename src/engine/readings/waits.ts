import type { Occasion, Resource, User } from '../resource.ts'
import { chainOf } from './signers.ts'
import { mayDo, type Step, stagesOf, stepsOf } from './stages.ts'

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

function stageWaits(resource: Resource, occasion: Occasion): Waits[] {
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
    if (!byTurn && !onward.some((action) => duties.has(action))) return []
    const due = resource.due?.[name] ?? resource.due?.['']
    return [{ resource, name, label, query: `status=${name}`, byTurn, due }]
  })
}

/** Everything of a paper that may wait for this person: stages whose next step is his, and what the definition names. */
export function waitsOf(resource: Resource, occasion: Occasion): readonly Waits[] {
  const { user } = occasion
  const named = Object.entries(resource.waits ?? {}).flatMap(([name, { label, query, for: who, due }]): Waits[] =>
    mayDo(who, user) ? [{ resource, name: `~${name}`, label, query, byTurn: false, due }] : [],
  )
  return mayDo(resource.may.read, user) ? [...stageWaits(resource, occasion), ...named] : []
}
