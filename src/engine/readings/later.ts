import type { Field } from '../fields/field.ts'
import type { Resource } from '../resource.ts'
import { blanksOf } from './blanks.ts'
import { once } from './once.ts'
import { stagesOf, stepsOf } from './stages.ts'
import { asksOf } from './steps.ts'

/** The step that asks for a blank first, and the place of the stage from which on it can be taken. */
interface First {
  readonly label: string
  readonly place: number
}
/** What nobody needs to write when a slip is opened. */
const canWait = ({ by, optional, preset, copy, early }: Field) =>
  by === 'hand' && !early && (optional || preset !== undefined || copy !== undefined)

const firstSteps = once((resource: Resource): ReadonlyMap<string, First> => {
  const stages = stagesOf(resource)
  const waiting = new Set(blanksOf(resource).flatMap(([name, field]) => (canWait(field) ? [name] : [])))
  const firsts = new Map<string, First>()
  for (const step of stepsOf(resource)) {
    const place = stages.findIndex(({ next }) => Object.hasOwn(next, step.name))
    for (const { name } of asksOf(step))
      if (waiting.has(name) && place < (firsts.get(name)?.place ?? Infinity))
        firsts.set(name, { label: step.label, place })
  }
  return firsts
})

/** The label of the step that will ask for this blank, where the slip has not come that far: until then nobody writes it. */
export function askedLater(resource: Resource, name: string, stage: unknown): string | undefined {
  const first = firstSteps(resource).get(name)
  const place = stagesOf(resource).findIndex((one) => one.name === stage)
  return first && Math.max(place, 0) < first.place ? first.label : undefined
}
