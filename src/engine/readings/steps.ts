import type { Role } from '../fields/field.ts'
import type { House } from '../house.ts'
import type { Blocker } from '../refusal.ts'
import type { Occasion, Resource, Who } from '../resource.ts'
import { blankOf, blanksOf, type Slip } from './blanks.ts'
import { nextSigners, signedOf, signingAs } from './signers.ts'
import { isOpenAt, mayDo, type Step, stageOf, stepsOf } from './stages.ts'

export interface Asked {
  readonly name: string
  readonly required: boolean
}
/** One button beside the slip. */
export interface OpenStep {
  readonly name: string
  readonly label: string
  readonly allowed: boolean
  /** Whether it is this person's to take at all. */
  readonly mine: boolean
  /** Whether the slip goes on to another stage by it. */
  readonly moves: boolean
  readonly danger: boolean
  readonly blockers: readonly Blocker[]
  readonly asks: readonly Asked[]
  /** Asks why. */
  readonly reason: boolean
  /** Asks for the signer's opinion. */
  readonly opinion: boolean
  /** The earlier signers to whom it may be given back; the applicant besides. */
  readonly returnTo: readonly string[]
}

const rolesIn = (house: House, who: Who) =>
  [who]
    .flat()
    .map((role) => (role === 'everyone' ? '任何人' : (house.roles[role]?.label ?? role)))
    .join('、')

/** Why this step is not this person's to take, or nothing. */
export function notHis(
  house: House,
  resource: Resource,
  slip: Slip,
  step: Step,
  occasion: Occasion,
): string | undefined {
  const { user } = occasion
  const chain = step.guest ? undefined : (step.signs ?? (step.by ? undefined : step.returns))
  if (chain) return notHisTurn(house, resource, slip, step, chain, occasion)
  if (step.withdraws || step.by === 'applicant')
    return slip.createdBy === user.id ? undefined : `${step.label}只能由填单人办理`
  if (step.by === 'office') return `${step.label}由系统办理`
  const who = step.by ?? 'nobody'
  return mayDo(who, user) ? undefined : `${step.label}由${rolesIn(house, who)}办理`
}
function notHisTurn(house: House, resource: Resource, slip: Slip, step: Step, chain: string, occasion: Occasion) {
  const next = nextSigners(resource, slip, chain, occasion)
  return signingAs(next, occasion.user) ? undefined : `${step.label}由${rolesIn(house, next as readonly Role[])}办理`
}

/** What the office itself says against it, besides the definition's guard. */
export function houseGuard(resource: Resource, slip: Slip, step: Step, occasion: Occasion): string | undefined {
  const { user } = occasion
  if (step.guest && step.signs) {
    const turn = nextSigners(resource, slip, step.signs, occasion).includes(step.guest.as as Role)
    if (!turn) return signedBefore(slip, step.signs, step.guest.as) ? '已经签字' : '还没有轮到，请前面的人先签'
  } else if (step.signs && signedOf(slip, step.signs).some((one) => one.user === user.id))
    return '同一人不能在一张单上签署两次'
  if (step.withdraws && signedOf(slip, step.withdraws).length > 0) return '已有人签署，不能撤回，可请签署人退回'
  if (step.voids === 'confirm' && (slip.voiding as { by: { user: string } }).by.user === user.id)
    return '作废须由申请人以外的第二人确认'
  return undefined
}

const signedBefore = (slip: Slip, blank: string, as: string) => signedOf(slip, blank).some(({ role }) => role === as)

/** The guards of a step: true, or the sentence that says why not. They read the slip and nothing else. */
export function guarded(resource: Resource, slip: Slip, step: Step, occasion: Occasion): true | string {
  const guard = step.voids === 'cancel' ? undefined : step.voids ? resource.void?.guard : step.guard
  return houseGuard(resource, slip, step, occasion) ?? (guard ? guard(slip as never, occasion) : true)
}

export const asksOf = (step: Step): readonly Asked[] => [
  ...(step.asks ?? []).map((name) => ({ name, required: true })),
  ...(step.offers ?? []).map((name) => ({ name, required: false })),
]
export const isOfficeStep = (step: Step) => step.by === 'office'
export const wantsReason = (step: Step) => !!(step.reason || step.returns)

function openStep(house: House, resource: Resource, slip: Slip, step: Step, occasion: Occasion): OpenStep {
  const foreign = notHis(house, resource, slip, step, occasion)
  const verdict = foreign ?? guardedSafely(resource, slip, step, occasion)
  return {
    name: step.name,
    label: step.label,
    allowed: verdict === true,
    mine: foreign === undefined,
    moves: stageOf(resource, slip)?.next[step.name] !== slip.status,
    danger: !!step.danger,
    blockers: verdict === true ? [] : [{ message: verdict }],
    asks: asksOf(step).filter(({ name }) => blankOf(resource, name)),
    reason: wantsReason(step),
    opinion: !!step.signs && !step.guest,
    returnTo: step.returns ? signedOf(slip, step.returns).map(({ role }) => role) : [],
  }
}
/** A step asks for blanks before its guard reads them: what cannot be judged yet is not held against it. */
function guardedSafely(resource: Resource, slip: Slip, step: Step, occasion: Occasion): true | string {
  if ((step.asks?.length ?? 0) + (step.offers?.length ?? 0) > 0)
    return houseGuard(resource, slip, step, occasion) ?? guardUnasked(resource, slip, step, occasion)
  return guarded(resource, slip, step, occasion)
}
function guardUnasked(resource: Resource, slip: Slip, step: Step, occasion: Occasion): true | string {
  const worked = blanksOf(resource).flatMap(([name, { compute }]) => (compute ? [name] : []))
  const asked = new Set([...(step.asks ?? []), ...(step.offers ?? []), ...worked])
  const read = new Set<string>()
  const watched = new Proxy(slip, { get: (target, name) => (read.add(String(name)), target[String(name)]) })
  try {
    const verdict = step.guard ? step.guard(watched as never, occasion) : true
    return verdict === true || [...read].some((name) => asked.has(name)) ? true : verdict
  } catch {
    return true
  }
}

/** Every step that leads on from where the slip stands, for this person: open, or with the sentence that says why not. */
export const stepsOpenTo = (house: House, resource: Resource, slip: Slip, occasion: Occasion): readonly OpenStep[] =>
  stepsOf(resource)
    .filter((step) => !isOfficeStep(step) && isOpenAt(resource, slip, step))
    .map((step) => openStep(house, resource, slip, step, occasion))
