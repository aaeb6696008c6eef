import type { Role } from '../fields/field.ts'
import type { LooseAction, Resource, Who } from '../resource.ts'
import type { Slip } from './blanks.ts'
import { once } from './once.ts'

export interface StageView {
  readonly name: string
  readonly label: string
  /** Action → the stage it leads to. */
  readonly next: Readonly<Record<string, string>>
}

export const VOID = 'void'

/** The stages of a form in their order, with the last one for slips made void. */
export const stagesOf: (resource: Resource) => readonly StageView[] = once((resource) => {
  const { stages } = resource.form.fields.status ?? {}
  if (!stages) return []
  const listed = Object.entries(stages).map(([name, { label, next = {} }]) => ({ name, label, next }))
  return resource.void ? [...listed, { name: VOID, label: '已作废', next: {} }] : listed
})
export const stageOf = (resource: Resource, slip: Readonly<Record<string, unknown>>): StageView | undefined =>
  stagesOf(resource).find(({ name }) => name === slip.status)
export const stageLabel = (resource: Resource, slip: Readonly<Record<string, unknown>>) =>
  stageOf(resource, slip)?.label ?? ''

/** Whether a step may be left untaken at this stage. */
export const isOptionalAt = ({ optional }: Pick<LooseAction, 'optional'>, stage: string): boolean =>
  optional === true || !!optional?.includes(stage)

/** The stages at which a slip has come to its end: nobody has to take it any further; at most it is taken back. */
export const endsOf: (resource: Resource) => ReadonlySet<string> = once((resource) => {
  const stages = stagesOf(resource)
  const place = (name: string) => stages.findIndex((stage) => stage.name === name)
  const isBack = (step: string, to: string, from: string) => {
    const action = resource.actions[step]
    return place(to) <= place(from) && !!action && (action.by === 'office' || isOptionalAt(action, from))
  }
  const ends = stages.filter(({ name, next }) =>
    Object.entries(next).every(([step, to]) => to === name || isBack(step, to, name)),
  )
  return new Set(ends.map(({ name }) => name))
})

/** One step a slip can take: the definition's own, or one of the three by which it is made void. */
export interface Step extends LooseAction {
  readonly name: string
  readonly voids?: 'request' | 'confirm' | 'cancel'
}

const voidSteps = ({ void: rules }: Resource): readonly Step[] =>
  rules
    ? [
        { name: 'void', label: '申请作废', by: rules.by, reason: true, danger: true, voids: 'request' },
        { name: 'confirm-void', label: '确认作废', by: rules.confirmedBy, danger: true, voids: 'confirm' },
        { name: 'cancel-void', label: '取消作废', by: rules.by, voids: 'cancel' },
      ]
    : []

export const stepsOf: (resource: Resource) => readonly Step[] = once((resource) => [
  ...Object.entries(resource.actions).map(([name, action]) => ({ name, ...action })),
  ...voidSteps(resource),
])
export const stepNamed = (resource: Resource, name: string): Step | undefined =>
  stepsOf(resource).find((step) => step.name === name)

/** Whether this slip can take this step where it stands now. */
export function isOpenAt(resource: Resource, slip: Slip, step: Step): boolean {
  if (step.voids) {
    const asked = slip.voiding != null && slip.status !== VOID
    if (step.voids !== 'request') return asked
    return !asked && !!resource.void?.from.includes(String(slip.status))
  }
  return slip.voiding == null && Object.hasOwn(stageOf(resource, slip)?.next ?? {}, step.name)
}

/** Whether a person of these roles is meant. */
export const mayDo = (who: Who | undefined, user: { readonly roles: readonly Role[] }): boolean => {
  if (who === undefined || who === 'nobody') return false
  if (who === 'everyone') return true
  return [who].flat().some((role) => user.roles.includes(role as Role))
}
