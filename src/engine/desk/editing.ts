import { matches } from '../memory/match.ts'
import { backlinksOf, blankOf, resourceNamed, type Slip } from '../readings/blanks.ts'
import { askedLater } from '../readings/later.ts'
import { masked, mayEdit, scopeOf, selectionOf, writableBlanks } from '../readings/rights.ts'
import { stageLabel, stageOf } from '../readings/stages.ts'
import { refuse } from '../refusal.ts'
import type { Resource } from '../resource.ts'
import type { Rows } from '../store.ts'
import { type Context, notFound } from './context.ts'
import { refuseFaults } from './drafting.ts'
import { changesOf } from './history.ts'
import type { Keeping } from './keeping.ts'
import type { Answers } from './ports.ts'

/** The caller's copy is old: the desk answers with the slip as it stands, shown as he may see it. */
export class StaleSlip extends Error {
  readonly resource: Resource
  readonly slip: Slip

  constructor(resource: Resource, slip: Slip) {
    super(`${resource.form.name}.${slip.id}: stale`)
    this.resource = resource
    this.slip = slip
  }
}

/** What a person does with a slip that lies before him: change it, or take a draft away. */
export function editor({ context, rows, held, write, save, tell, causing }: Keeping) {
  const { house, visitor } = context

  async function takeVisible(resource: Resource, id: string): Promise<Slip> {
    const [slip] = await held(resource.form.name, [id])
    return slip && matches(slip, scopeOf(resource, visitor.user)) ? slip : notFound(house, resource.form.name)
  }

  /** A person edits a slip in the stage in which he may. */
  async function edit(name: string, id: string, { version, ...patch }: Answers): Promise<Slip> {
    const resource = resourceNamed(house, name)
    const before = await takeVisible(resource, id)
    if (!mayEdit(resource, before, visitor.user)) refuse(...notEditable(resource, before, context))
    refuseStale(resource, before, version)
    const slip = { ...before }
    await write(resource, slip, ownBlanks(resource, before, patch), 'person')
    await save(resource, [{ before, slip, told: { action: 'edit' } }], 'person')
    const { edited } = resource
    if (edited) await causing([slip], resource, 'edit', (tx) => edited(slip as never, tx))
    return slip
  }

  /** Blanks the office writes, and masks, are left out where they are as they were read, else refused. */
  function ownBlanks(resource: Resource, before: Slip, patch: Answers): Answers {
    const writable = writableBlanks(resource, before, visitor.user)
    const { masks } = selectionOf(house, resource, visitor.user)
    const errors: Record<string, string> = {}
    const own: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(patch)) {
      const secret = masks[name]
      const old = before[name] ?? null
      const read = secret && typeof old === 'string' ? masked(old, secret) : old
      const untouched = name === 'labels' || JSON.stringify(value ?? null) === JSON.stringify(read)
      if (writable.has(name) && !(secret && untouched)) own[name] = value
      else if (!untouched) errors[name] = notWritable(resource, before, name)
    }
    refuseFaults(errors)
    return own
  }

  async function remove(name: string, id: string, version: unknown): Promise<void> {
    const resource = resourceNamed(house, name)
    const slip = await takeVisible(resource, id)
    refuseStale(resource, slip, version)
    if (slip.status !== undefined && slip.status !== 'draft')
      refuse(409, `${resource.form.title}处于「${stageLabel(resource, slip)}」，只有草稿可以删除`)
    await refuseReferred(context, rows, resource, slip)
    await rows.remove(name, { field: 'id', op: 'eq', value: id })
    const gone = Object.fromEntries(Object.keys(slip).map((blank) => [blank, null]))
    const about = { record: id, run: null, project: slip.project }
    await tell(resource, about, { action: 'remove', changes: changesOf(slip, gone) })
  }

  return { takeVisible, edit, remove }
}

export function refuseStale(resource: Resource, slip: Slip, version: unknown): void {
  if (version === undefined || version === null) refuse(428, '请带上读到的版本号（version）再保存')
  if (!Number.isInteger(version)) refuse(422, '版本号须为整数', { errors: { version: '版本号须为整数' } })
  if (version !== slip.version) throw new StaleSlip(resource, slip)
}

function notWritable(resource: Resource, slip: Slip, name: string): string {
  const field = blankOf(resource, name)
  const later = askedLater(resource, name, slip.status)
  if (field && later) return `「${field.label}」在「${later}」时填写`
  return field ? `「${field.label}」由系统填写，不能修改` : `${resource.form.title}上没有「${name.slice(0, 60)}」这一栏`
}

function notEditable(resource: Resource, slip: Slip, { visitor }: Context): [403 | 409, string] {
  const { title } = resource.form
  if (slip.voiding != null) return [409, `${title}已申请作废，不能修改`]
  const stage = stageOf(resource, slip)
  if (stage && !Object.hasOwn(resource.may.edit as object, stage.name))
    return [409, `${title}处于「${stage.label}」，不能修改；如有差错请走更正或作废`]
  return [403, `${visitor.user.name}无权修改${title}${stage ? `（${stage.label}）` : ''}`]
}

/** Nothing is taken away that others refer to. */
async function refuseReferred({ house }: Context, rows: Rows, resource: Resource, slip: Slip): Promise<void> {
  for (const { resource: other, blank } of backlinksOf(house, resource.form.name)) {
    const { count } = await rows.sum(other.form.name, { field: blank, op: 'eq', value: slip.id }, [])
    if (count === 0) continue
    const { name, title } = other.form
    const blocker = { message: `${title} ${count} 张`, resource: name, query: `${blank}=${slip.id}` }
    refuse(409, `还有 ${count} 张${title}引用它，不能删除`, { blockers: [blocker] })
  }
}
