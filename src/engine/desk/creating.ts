import { resourceNamed, type Slip } from '../readings/blanks.ts'
import type { Step } from '../readings/stages.ts'
import type { Resource } from '../resource.ts'
import { claimFiles } from './attachments.ts'
import { type Hand, numberAll, opened, settleProject, withHidden } from './drafting.ts'
import { changesOf } from './history.ts'
import type { Keeping } from './keeping.ts'
import { laidOutOf, laidOver } from './laid-out.ts'
import type { Mover } from './moving.ts'
import type { Answers } from './ports.ts'

const startsAsDraft = (resource: Resource) => Object.hasOwn(resource.form.fields.status?.stages ?? {}, 'draft')
const written = (slip: Slip) => Object.fromEntries(Object.entries(slip).filter(([, value]) => value != null))

/** Opens slips: one by a person or an effect, or a whole set at once. */
export function creator(
  { context, rows, refs, judge, tell, causing, saying }: Keeping,
  { takeFresh, follow }: Pick<Mover, 'takeFresh' | 'follow'>,
) {
  const { house, ports, visitor } = context

  async function create(name: string, drafts: readonly Answers[], hand: Hand, step?: Step): Promise<Slip[]> {
    const resource = resourceNamed(house, name)
    if (drafts.length === 0) return []
    const slips = drafts.map((draft) => opened(context, resource, draft, hand))
    await fillIn(resource, slips, drafts, hand)
    if (step) for (const slip of slips) await takeFresh(resource, slip, step, hand)
    if (step || !startsAsDraft(resource)) await numberAll(context, resource, slips, rows)
    for (const slip of slips) withHidden(context, resource, slip, refs)
    await insert(resource, slips, hand, step)
    const { opens } = resource
    if (opens) for (const slip of slips) await causing([slip], resource, 'create', (tx) => opens(slip as never, tx))
    if (step) await follow(resource, slips, step)
    return slips
  }

  /** Follows the references, settles the project, and judges each slip as a whole. */
  async function fillIn(resource: Resource, slips: readonly Slip[], drafts: readonly Answers[], hand: Hand) {
    const draftOf = new Map(slips.map((slip, at) => [slip.id, drafts[at] as Answers]))
    const laidOut = hand === 'person' ? laidOutOf(resource, Object.keys(resource.form.fields)) : []
    const written = laidOut.length > 0 ? slips.map((slip) => ({ ...slip })) : []
    for (const slip of slips) for (const name of laidOut) slip[name] = null
    const given = (slip: Slip, blank: string) => draftOf.get(slip.id)?.[blank] !== undefined && !laidOut.includes(blank)
    await refs.loadFor(resource, slips)
    await refs.copy(resource, slips, given)
    slips.forEach((slip, at) => {
      for (const name of laidOut) slip[name] = laidOver(resource, slip, name, drafts[at]?.[name], written[at]?.[name])
    })
    refs.copyInLines(resource, slips, () => true)
    await refs.loadFor(resource, slips)
    slips.forEach((slip, at) => {
      settleProject(context, resource, slip, drafts[at] as Answers, refs, hand)
      judge(resource, slip, [], drafts.length > 1 ? at : undefined)
    })
  }

  /** A set is told as one run that its rows name; a single slip with everything written on it. */
  async function insert(resource: Resource, slips: readonly Slip[], hand: Hand, step?: Step): Promise<void> {
    const run = slips.length > 1 ? ports.newId() : null
    if (run) for (const slip of slips) slip._run = run
    for (const slip of slips) await claimFiles(rows, resource, {}, slip, visitor.user.id, hand === 'effect')
    await saying(resource, () => rows.insert(resource.form.name, slips))
    const [first] = slips
    if (!first) return
    const about = { record: run ? null : first.id, run, project: first.project }
    const changes = run ? { count: [0, slips.length] as const } : changesOf({}, written(first))
    await tell(resource, about, { action: 'create', changes, note: step?.label ?? null })
  }

  return create
}
