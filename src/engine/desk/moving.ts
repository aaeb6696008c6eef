import type { Signature } from '../fields/field.ts'
import { blankOf, type Slip } from '../readings/blanks.ts'
import { nextSigners, signedOf, signingAs } from '../readings/signers.ts'
import { isOpenAt, type Step, stageLabel, stageOf, VOID } from '../readings/stages.ts'
import { asksOf, guarded, notHis, wantsReason } from '../readings/steps.ts'
import { workedOut } from '../readings/writing.ts'
import { refuse } from '../refusal.ts'
import type { Reader, Resource } from '../resource.ts'
import { occasionOf, readerOf } from './context.ts'
import { type Hand, numberAll, refuseFaults } from './drafting.ts'
import type { Changed } from './history.ts'
import type { Keeping } from './keeping.ts'
import type { Answers } from './ports.ts'

const META = ['reason', 'opinion', 'to', 'deputyFor']
const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)

/** Moves slips on by one of their steps: stage, blanks, guards, signatures and stamps, number, history, effects, in this order. */
export function mover({ context, rows, held, refs, write, save, causing, stampNow }: Keeping) {
  const { house } = context
  const readers = new Map<string | null, Reader>()
  const readerFor = (project: string | null): Reader => {
    const known = readers.get(project) ?? readerOf(context, rows, project)
    readers.set(project, known)
    return known
  }

  /** Whether the step is this person's to take. */
  function admit(resource: Resource, slip: Slip, step: Step): void {
    const open = isOpenAt(resource, slip, step)
    const foreign =
      open || !(step.signs || step.returns)
        ? notHis(house, resource, slip, step, occasionOf(context, slip.project))
        : undefined
    if (foreign) refuse(403, `${context.visitor.user.name}不能办理：${foreign}`)
  }

  async function move(
    resource: Resource,
    slips: readonly Slip[],
    step: Step,
    answered: Answers | ((slip: Slip) => Answers),
    hand: Hand,
  ): Promise<Slip[]> {
    const moved: (Changed & { readonly on: boolean })[] = []
    if (slips.length === 0) return []
    for (const slip of slips) await holdFor(resource, slip, step)
    if (hand === 'person') await refs.loadFor(resource, slips)
    for (const before of slips) {
      const slip = { ...before }
      const answers = typeof answered === 'function' ? answered(before) : answered
      const on = await moveOne(resource, slip, step, answers, hand)
      moved.push({ before, slip, told: { action: step.name, note: noteOf(step, answers) }, on })
    }
    await numberAll(
      context,
      resource,
      moved.map(({ slip }) => slip).filter((slip) => slip.status !== undefined && slip.status !== 'draft'),
      rows,
    )
    await save(resource, moved, hand)
    await follow(
      resource,
      moved.filter(({ on }) => on).map(({ slip }) => slip),
      step,
    )
    return moved.map(({ slip }) => slip)
  }

  /** Holds what the step says: nobody else moves it until this is done. */
  async function holdFor(resource: Resource, slip: Slip, step: Step): Promise<void> {
    for (const name of (step.voids ? resource.void?.holds : step.holds) ?? []) {
      const form = blankOf(resource, name)?.form
      const id = slip[name]
      if (form && typeof id === 'string') await held(form, [id])
    }
  }

  /** Brings one slip to where the step leads; says whether it moved on, or only took one more signature. */
  async function moveOne(resource: Resource, slip: Slip, step: Step, answers: Answers, hand: Hand): Promise<boolean> {
    if (!isOpenAt(resource, slip, step)) refuse(409, notOpen(resource, slip, step))
    const blanks = answersOf(resource, step, answers, hand)
    await write(resource, slip, blanks, hand, step.asks ?? [])
    return take(resource, slip, step, answers, hand)
  }
  /** The same where nothing is written at the step, and the slip was judged this moment. */
  function take(resource: Resource, slip: Slip, step: Step, answers: Answers, hand: Hand): Promise<boolean> | boolean {
    if (hand === 'person' && wantsReason(step) && !text(answers.reason))
      refuse(422, `请填写${step.label}的原因`, { errors: { reason: `请填写${step.label}的原因` } })
    const verdict = guarded(resource, slip, step, occasionOf(context, slip.project))
    if (verdict !== true) refuse(422, verdict, { blockers: [{ message: verdict }] })
    const on = () => {
      if (step.stamps) slip[step.stamps] = stampNow()
      for (const box of step.clears ?? []) slip[box] = null
      const moved = step.voids ? voided(slip, step, answers) : onward(resource, slip, step, answers)
      workedOut(resource.form.fields, slip)
      return moved
    }
    return (step.voids ? resource.void?.unless : step.unless) ? refuseBlocked(resource, slip, step).then(on) : on()
  }
  /** Takes a slip that was opened this moment through a step, before it is kept. */
  function takeFresh(resource: Resource, slip: Slip, step: Step, hand: Hand): Promise<boolean> | boolean {
    if (!isOpenAt(resource, slip, step)) refuse(409, notOpen(resource, slip, step))
    return step.asks ? moveOne(resource, slip, step, {}, hand) : take(resource, slip, step, {}, hand)
  }

  async function refuseBlocked(resource: Resource, slip: Slip, step: Step): Promise<void> {
    const unless = step.voids ? (step.voids === 'cancel' ? undefined : resource.void?.unless) : step.unless
    const blockers = (await unless?.(slip as never, readerFor(slip.project))) ?? []
    if (blockers.length > 0) refuse(422, blockers.map(({ message }) => message).join('；'), { blockers })
  }

  function onward(resource: Resource, slip: Slip, step: Step, answers: Answers): boolean {
    const target = stageOf(resource, slip)?.next[step.name] as string
    if (step.signs && !signed(resource, slip, step.signs, step, answers)) return false
    if (step.returns && !returned(resource, slip, step.returns, answers)) return false
    if (step.withdraws) slip[step.withdraws] = []
    slip.status = target
    return true
  }

  /** Adds this person's signature; true when it was the last. */
  function signed(resource: Resource, slip: Slip, blank: string, step: Step, answers: Answers): boolean {
    const occasion = occasionOf(context, slip.project)
    const signature = step.guest ? guestSigns(slip, step.guest) : personSigns(resource, slip, blank, answers)
    slip[blank] = [...signedOf(slip, blank), signature]
    return nextSigners(resource, slip, blank, occasion).length === 0
  }
  /** Somebody of the office signs, in his own role or for somebody absent. */
  function personSigns(resource: Resource, slip: Slip, blank: string, answers: Answers): Signature {
    const occasion = occasionOf(context, slip.project)
    const { user } = occasion
    const signing = signingAs(nextSigners(resource, slip, blank, occasion), user, text(answers.deputyFor) ?? undefined)
    if (!signing) return refuse(403, `${user.name}不是下一位签署人`)
    const { user: id, name, at } = stampNow()
    return {
      role: signing.role,
      user: id,
      name,
      at,
      opinion: text(answers.opinion),
      deputyFor: signing.absent?.name ?? null,
    }
  }
  const guestSigns = (slip: Slip, { as, name }: { readonly as: string; readonly name: string }): Signature => ({
    role: as,
    user: null,
    name: String(slip[name] ?? ''),
    at: stampNow().at,
  })

  /** Gives it back: to an earlier signer (false: the slip stays where it is), or to the applicant. */
  function returned(resource: Resource, slip: Slip, blank: string, { to }: Answers): boolean {
    const all = signedOf(slip, blank)
    if (to === undefined || to === null || to === 'applicant') {
      slip[blank] = []
      return true
    }
    const at = all.findIndex(({ role }) => role === to)
    if (at < 0) refuse(422, '只能退回给已签署的人', { errors: { to: '只能退回给已签署的人' } })
    slip[blank] =
      blankOf(resource, blank)?.chain?.order === 'any' ? all.filter(({ role }) => role !== to) : all.slice(0, at)
    return false
  }

  function voided(slip: Slip, step: Step, answers: Answers): boolean {
    if (step.voids === 'request') slip.voiding = { reason: text(answers.reason) ?? '', by: stampNow() }
    if (step.voids === 'cancel') slip.voiding = null
    if (step.voids !== 'confirm') return false
    slip.voiding = { ...(slip.voiding as object), confirmed: stampNow() }
    slip.status = VOID
    return true
  }

  /** Lets happen what else a step brings, of each slip or of those of a project together. */
  async function follow(resource: Resource, slips: readonly Slip[], step: Step): Promise<void> {
    const { together } = step
    const effects = step.voids ? resource.void?.effects : step.effects
    if (effects)
      for (const slip of slips) await causing([slip], resource, step.name, (tx) => effects(slip as never, tx))
    if (together)
      for (const project of new Set(slips.map((slip) => slip.project))) {
        const some = slips.filter((slip) => slip.project === project)
        await causing(some, resource, step.name, (tx) => together(some as never, tx))
      }
  }
  return { admit, move, takeFresh, follow }
}

export type Mover = ReturnType<typeof mover>

const notOpen = (resource: Resource, slip: Slip, step: Step) =>
  slip.voiding != null && slip.status !== VOID
    ? `${resource.form.title}已申请作废，不能${step.label}`
    : `${resource.form.title}处于「${stageLabel(resource, slip)}」，不能${step.label}`

/** Only what a step asks for may be told at it. */
function answersOf(resource: Resource, step: Step, answers: Answers, hand: Hand): Answers {
  const asked = new Set(asksOf(step).map(({ name }) => name))
  const blanks: Record<string, unknown> = {}
  const errors: Record<string, string> = {}
  for (const [name, value] of Object.entries(answers)) {
    if (asked.has(name)) blanks[name] = value
    else if (META.includes(name)) {
      if (hand === 'person' && value != null && typeof value !== 'string') errors[name] = '须为文字'
    } else errors[name] = `${step.label}时不能填写「${blankOf(resource, name)?.label ?? name.slice(0, 60)}」`
  }
  refuseFaults(errors)
  return blanks
}
const noteOf = (step: Step, answers: Answers) => text(answers.reason) ?? (step.signs ? text(answers.opinion) : null)
