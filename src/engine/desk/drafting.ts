import { monthOf } from '../day.ts'
import type { Field } from '../fields/field.ts'
import { kindOf } from '../fields/kinds.ts'
import { blankOf, blanksOf, blanksOfKind, type Slip } from '../readings/blanks.ts'
import { labelOf, naturalKey, searchText } from '../readings/label.ts'
import { askedLater } from '../readings/later.ts'
import { once } from '../readings/once.ts'
import { mayWriteForCompany } from '../readings/rights.ts'
import { stagesOf } from '../readings/stages.ts'
import { presetOf, tidied } from '../readings/writing.ts'
import { refuse } from '../refusal.ts'
import type { Occasion, Resource } from '../resource.ts'
import type { Rows } from '../store.ts'
import { type Context, occasionOf } from './context.ts'
import { same } from './history.ts'
import type { Answers } from './ports.ts'
import type { References } from './references.ts'

/** Who writes: a person (his own blanks only), or an effect (those the office keeps besides). */
export type Hand = 'person' | 'effect'
const mayWrite = (field: Field | undefined, hand: Hand) => field?.by === 'hand' || (hand === 'effect' && !!field?.kept)

/** A new slip as far as it is given: presets, first stage, empty boxes. */
export function opened(context: Context, resource: Resource, draft: Answers, hand: Hand): Slip {
  const { ports, visitor } = context
  const occasion = occasionOf(context, null)
  const slip: Slip = {
    ...blankSlip(resource),
    id: ports.newId(),
    createdAt: visitor.now,
    createdBy: visitor.user.id,
    updatedAt: visitor.now,
    updatedBy: visitor.user.id,
  }
  for (const [name, field] of freshIn(resource)) slip[name] = opening(field, occasion, ports.newId)
  for (const name of Object.keys(draft)) {
    const field = blankOf(resource, name)
    if (field && mayWrite(field, hand) && draft[name] !== undefined)
      slip[name] = tidied(field, draft[name], ports.newId)
  }
  refuseStrange(resource, draft, hand)
  return slip
}
/**
 * A slip with nothing written on it. All slips of a form are copies of it, and so of one shape: an object that grows blank
 * by blank is kept as a dictionary, which takes several times as long to read and to copy.
 */
const blankSlip = once((resource: Resource): Slip => {
  const fixed = (field: Field) =>
    field.kind === 'stages' ? (stagesOf(resource)[0]?.name ?? null) : isFresh(field) ? null : openingOf(field)
  const blanks = Object.fromEntries(blanksOf(resource).map(([name, field]) => [name, fixed(field)]))
  const hidden = { _label: null, _labelKey: null, _search: null, _run: null }
  const envelope = { id: '', version: 1, project: null, createdAt: '', createdBy: '', updatedAt: '', updatedBy: '' }
  return JSON.parse(JSON.stringify({ ...envelope, ...blanks, ...(resource.void && { voiding: null }), ...hidden }))
})
/** What stands in a blank before anybody writes is the same each time, but for lists, and for the words of day and person. */
const isFresh = ({ kind, preset }: Field) =>
  kind === 'signatures' || typeof preset === 'object' || ['today', 'now', 'month', 'me'].includes(String(preset))
const freshIn = once((resource: Resource) => blanksOf(resource).filter(([, field]) => isFresh(field)))
const openingOf = (field: Field) => kindOf(field).tidy(field.preset ?? null)
const opening = (field: Field, occasion: Occasion, newId: () => string): unknown =>
  field.kind === 'signatures' ? [] : tidied(field, presetOf(field, occasion), newId)
function refuseStrange(resource: Resource, draft: Answers, hand: Hand): void {
  const errors: Record<string, string> = {}
  for (const [name, value] of Object.entries(draft)) {
    const field = blankOf(resource, name)
    const later = hand === 'person' ? askedLater(resource, name, undefined) : undefined
    if (name === 'project' || (mayWrite(field, hand) && !later)) continue
    if (field && later) {
      if (value != null && !same(value, field.preset)) errors[name] = `「${field.label}」在「${later}」时填写`
    } else if (!field) errors[name] = `${resource.form.title}上没有「${name.slice(0, 60)}」这一栏`
    else if (value != null) errors[name] = `「${field.label}」由系统填写`
  }
  refuseFaults(errors)
}
export function refuseFaults(errors: Readonly<Record<string, string>>): void {
  const sentences = Object.values(errors)
  if (sentences.length > 0) refuse(422, [...new Set(sentences)].slice(0, 5).join('；'), { errors })
}

/** The project a slip belongs to: named, or that of what it points to, or the only one its writer works for. */
export function settleProject(
  context: Context,
  resource: Resource,
  slip: Slip,
  draft: Answers,
  refs: References,
  hand: Hand,
): void {
  const { user } = context.visitor
  if (resource.of === 'company') return
  const named = draft.project as string | null | undefined
  const pointed = refs.projectOf(resource, slip)
  const forCompany = resource.of === 'both' && (hand === 'effect' || mayWriteForCompany(resource, user))
  const only = user.projects.length === 1 && !forCompany ? user.projects[0] : undefined
  const project = named ?? pointed ?? only ?? null
  if (project === null && !forCompany) refuse(422, '请选择项目', { errors: { project: '请选择项目' } })
  if (hand === 'person' && project !== null && !user.projects.includes(project))
    refuse(422, '所选项目不在您的工作范围内', { errors: { project: '所选项目不在您的工作范围内' } })
  slip.project = project
}

/** What the store keeps beside a slip: how it is called, sorted and found. */
export function withHidden(context: Context, resource: Resource, slip: Slip, refs: References): Slip {
  const label = labelOf(resource, slip)
  slip._label = label
  slip._labelKey = naturalKey(label)
  slip._search = searchText(
    resource,
    slip,
    label,
    (name) => refs.label(blankOf(resource, name), slip[name]),
    context.ports.pinyin,
  )
  return slip
}

/** Whether a slip is now called or found by other words than before. */
export const isFoundElsewhere = (resource: Resource, before: Slip, slip: Slip): boolean =>
  labelOf(resource, slip) !== before._label ||
  (resource.list.search ?? []).some((name) => !same(before[name], slip[name]))

const datedPrefix = (pattern: string, today: string) =>
  pattern
    .replace('{yyyy}', today.slice(0, 4))
    .replace('{MM}', monthOf(today).slice(5))
    .replace('{dd}', today.slice(8, 10))

/** Gives the next numbers to slips that have none: one series a form, project and dated prefix, taken as one block. */
export async function numberAll(
  context: Context,
  resource: Resource,
  slips: readonly Slip[],
  rows: Rows,
): Promise<void> {
  for (const [name, field] of blanksOfKind(resource, 'serial')) {
    const bare = slips.filter((slip) => slip[name] == null)
    if (bare.length === 0) continue
    const dated = datedPrefix(field.serial ?? '', occasionOf(context, null).today)
    const digits = /\{(0+)\}/.exec(dated)?.[1] ?? '0000'
    for (const [project, group] of byProject(bare)) {
      const first = await rows.next(`${resource.form.name} ${project} ${dated}`, group.length)
      group.forEach((slip, at) => {
        slip[name] = dated.replace(`{${digits}}`, String(first + at).padStart(digits.length, '0'))
      })
    }
  }
}
function byProject(slips: readonly Slip[]): Map<string | null, Slip[]> {
  const groups = new Map<string | null, Slip[]>()
  for (const slip of slips) {
    const group = groups.get(slip.project)
    if (group) group.push(slip)
    else groups.set(slip.project, [slip])
  }
  return groups
}
