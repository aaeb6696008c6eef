import type { Blocker, Id, Reader, RecordOf, RuleTx, Tx } from '#engine'
import { violationTypes } from './renovation.ts'

type Patrol = RecordOf<'renovation-patrols'>
type Template = RecordOf<'inspection-templates'>
interface Listed {
  readonly project: string | null
  readonly template: Id<'inspection-templates'> | null
}

/** The check list in use for such a round: the project's own before the company's. */
async function templateOf(kind: Template['kind'], project: string | null, reader: Reader) {
  const all = await reader.find('inspection-templates', { kind, status: 'in-use' })
  return all.find((one) => one.project === project) ?? all.find((one) => one.project === null)
}
const linesOf = ({ lines }: Template) => lines.map(({ code, item, standard }) => ({ code, item, standard }))

/** The items that a paper begins with: those of its check list, or of the one in use. */
export async function itemsFor({ project, template: named }: Listed, kind: Template['kind'], tx: Tx) {
  const template = named ? await tx.get('inspection-templates', named) : await templateOf(kind, project, tx)
  return template ? { template: template.id, lines: linesOf(template) } : {}
}

const underWay = ['under-construction', 'stopped', 'completion-applied', 'rectifying']
/** Nobody patrols where nothing is built. */
export async function notUnderWay({ application }: Patrol, reader: Reader): Promise<Blocker[]> {
  const { id, status } = await reader.get('renovation-applications', application)
  if (underWay.includes(status)) return []
  return [{ message: '该装修不在施工，不用巡查', resource: 'renovation-applications', id }]
}

/** R049: what nobody patrolled by its day was missed; today's patrols are dealt out, so many a day for the desk and for the guards. */
export async function planPatrols(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const missed = await tx.find('renovation-patrols', { project, status: 'draft', plannedOn: { lt: today } })
  await tx.performMany(
    'renovation-patrols',
    missed.map(({ id }) => id),
    'miss',
  )
  const works = await tx.find('renovation-applications', { project, status: 'under-construction' })
  const dealt = await tx.find('renovation-patrols', { project, plannedOn: today })
  const times = tx.policy('patrol.decoration_a_day')
  const items = await itemsFor({ project, template: null }, 'renovation', tx)
  const drafts = works.flatMap(({ id }) =>
    (['service', 'security'] as const).flatMap((duty) => {
      const there = dealt.filter((one) => one.application === id && one.duty === duty).length
      return Array.from({ length: Math.max(0, times - there) }, () => ({ application: id, duty, ...items }))
    }),
  )
  await tx.createMany('renovation-patrols', drafts)
  return missed.length + drafts.length
}

/** The patrol is done: each rule that was broken becomes a notice, every other problem a line of the list. */
export async function reportPatrol(slip: Patrol, tx: Tx) {
  const { id, application, project } = slip
  await tx.update('renovation-patrols', id, { patrolledAt: tx.now })
  await tx.update('renovation-applications', application, { patrolledOn: tx.today })
  const found = (slip.lines ?? []).filter(({ result }) => result === 'abnormal')
  const problems = found.filter(({ violation }) => violation === null)
  await tx.createMany(
    'renovation-issue-lists',
    problems.map(({ item, remark }) => ({
      application,
      patrol: id,
      project,
      source: 'patrol' as const,
      problem: `${item}：${remark ?? ''}`,
    })),
  )
  const types = [...new Set(found.flatMap(({ violation }) => violation ?? []))]
  let first: Id<'renovation-violations'> | undefined
  for (const type of types) {
    const lines = found.filter(({ violation }) => violation === type)
    const detail = lines.map(({ item, remark }) => `${item}：${remark ?? ''}`).join('；')
    const photos = lines.flatMap((line) => line.photos ?? []).slice(0, 9)
    const made = await tx.create('renovation-violations', {
      application,
      patrol: id,
      type,
      detail: detail.slice(0, 500) || violationTypes[type],
      photos,
    })
    first ??= made.id
  }
  if (first) await tx.perform('renovation-patrols', id, 'raise', { violation: first })
}
