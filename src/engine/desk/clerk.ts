import type { PolicyKey, Stamp } from '../fields/field.ts'
import { matches } from '../memory/match.ts'
import { presented } from '../memory/store.ts'
import { backlinksOf, blankOf, resourceNamed, resourcesByName, type Slip } from '../readings/blanks.ts'
import { masked, mayEdit, scopeOf, selectionOf, writableBlanks } from '../readings/rights.ts'
import { type Step, stageLabel, stageOf, stepNamed } from '../readings/stages.ts'
import { checkedSlip, tidied, workedOut } from '../readings/writing.ts'
import { refuse } from '../refusal.ts'
import type { Resource, Tx } from '../resource.ts'
import { type Row, type Rows, Taken } from '../store.ts'
import { claimFiles } from './attachments.ts'
import { type Context, notFound, occasionOf, readerOf, slipOf } from './context.ts'
import { type Hand, numberAll, opened, refuseFaults, settleProject, withHidden } from './drafting.ts'
import { type Changes, changesOf, entryOf, type Told } from './history.ts'
import { mover } from './moving.ts'
import type { Answers } from './ports.ts'
import { references } from './references.ts'

/** Does the work of one transaction by the rules of the forms. */
export function clerk(context: Context, rows: Rows) {
  const { house, ports, visitor } = context
  const refs = references(house, rows)
  let cause: string | null = null

  const stampNow = (): Stamp => ({ user: visitor.user.id, name: visitor.user.name, at: visitor.now })
  const txFor = (project: string | null): Tx => ({ ...readerOf(context, rows, project), ...writing }) as unknown as Tx

  async function held(name: string, ids: readonly string[]): Promise<Slip[]> {
    resourceNamed(house, name)
    const found = new Map((await rows.take(name, ids)).map((row) => [row.id, slipOf(row)]))
    return ids.map((id) => found.get(id) ?? notFound(house, name))
  }
  const take = async (name: string, id: string) => (await held(name, [id]))[0] as Slip

  async function create(name: string, drafts: readonly Answers[], hand: Hand): Promise<Slip[]> {
    const resource = resourceNamed(house, name)
    const slips = drafts.map((draft) => opened(context, resource, draft, hand))
    const given = new Map(slips.map((slip, at) => [slip.id, drafts[at] as Answers]))
    await refs.loadFor(resource, slips)
    await refs.copy(resource, slips, (slip, blank) => given.get(slip.id)?.[blank] !== undefined)
    await refs.loadFor(resource, slips)
    slips.forEach((slip, at) => {
      settleProject(context, resource, slip, given.get(slip.id) as Answers, refs, hand)
      judge(resource, slip, [], drafts.length > 1 ? at : undefined)
    })
    if (!startsAsDraft(resource)) await numberAll(context, resource, slips, rows)
    for (const slip of slips) withHidden(context, resource, slip, refs)
    await insert(resource, slips, hand)
    if (resource.opens)
      for (const slip of slips)
        await causing(resource, slip, 'create', () => resource.opens?.(slip as never, txFor(slip.project)))
    return slips
  }
  const startsAsDraft = (resource: Resource) => Object.hasOwn(resource.form.fields.status?.stages ?? {}, 'draft')

  async function insert(resource: Resource, slips: readonly Slip[], hand: Hand): Promise<void> {
    const run = slips.length > 1 ? ports.newId() : null
    if (run) for (const slip of slips) slip._run = run
    for (const slip of slips) await claimFiles(rows, resource, {}, slip, visitor.user.id, hand === 'effect')
    await saying(resource, () => rows.insert(resource.form.name, slips))
    const [first] = slips
    if (!first) return
    const changes: Changes = run
      ? { count: [0, slips.length] }
      : changesOf({}, Object.fromEntries(Object.entries(first).filter(([, value]) => value != null)))
    await tell(resource, run ? null : first.id, run, first.project, { action: 'create', changes })
  }

  /** The blanks and how they fit together, then the computed ones; faults are gathered, never dribbled. */
  function judge(resource: Resource, slip: Slip, must: readonly string[], line?: number): void {
    const faults = {
      ...checkedSlip(resource, slip, occasionOf(context, slip.project), undefined, must),
      ...refs.faults(resource, slip),
    }
    if (line === undefined) refuseFaults(faults)
    else
      refuseFaults(
        Object.fromEntries(
          Object.entries(faults).map(([path, fault]) => [`${line}.${path}`, `第 ${line + 1} 行：${fault}`]),
        ),
      )
    workedOut(resource.form.fields, slip)
  }

  /** Writes answers over the blanks, follows new references, and judges the whole. */
  async function write(resource: Resource, slip: Slip, answers: Answers, must: readonly string[] = []): Promise<void> {
    const before = { ...slip }
    for (const [name, value] of Object.entries(answers)) {
      const field = blankOf(resource, name)
      if (field) slip[name] = tidied(field, value, ports.newId)
    }
    const moved = (pointer: string) => before[pointer] !== slip[pointer]
    await refs.loadFor(resource, [slip])
    await refs.copy(
      resource,
      [slip],
      (_, name) => answers[name] !== undefined || !moved((blankOf(resource, name)?.copy ?? '').split('.')[0] ?? ''),
    )
    judge(resource, slip, must)
  }

  /** Keeps changed slips with one entry of history each. */
  async function save(
    resource: Resource,
    changed: readonly { before: Slip; slip: Slip; told: Omit<Told, 'changes'> }[],
    hand: Hand,
  ): Promise<void> {
    const name = resource.form.name
    await refs.loadFor(
      resource,
      changed.map(({ slip }) => slip),
    )
    for (const { before, slip } of changed) {
      slip.version = before.version + 1
      slip.updatedAt = visitor.now
      slip.updatedBy = visitor.user.id
      withHidden(context, resource, slip, refs)
      await claimFiles(rows, resource, before, slip, visitor.user.id, hand === 'effect')
    }
    await saying(resource, () =>
      rows.update(
        name,
        changed.map(({ before, slip }) => patchOf(before, slip)),
      ),
    )
    for (const { slip } of changed) refs.renew(name, slip)
    await rows.insert(
      '_history',
      changed.map(({ before, slip, told }) =>
        entryOf(
          context,
          resource,
          { record: slip.id, run: null, project: slip.project },
          { cause, ...told, changes: changesOf(before, slip) },
        ),
      ),
    )
  }
  const tell = (resource: Resource, record: string | null, run: string | null, project: string | null, told: Told) =>
    rows.insert('_history', [entryOf(context, resource, { record, run, project }, { cause, ...told })])

  /** What effects do is told with the step that caused it. */
  async function causing<T>(resource: Resource, slip: Slip, action: string, work: () => T): Promise<Awaited<T>> {
    const outer = cause
    cause ??= `${resource.form.name}/${slip.id}/${action}`
    try {
      return await work()
    } finally {
      cause = outer
    }
  }

  async function saying<T>(resource: Resource, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Taken) throw takenAs(house, resource, error)
      throw error
    }
  }

  async function update(name: string, id: string, patch: Answers): Promise<Slip> {
    const resource = resourceNamed(house, name)
    const before = await take(name, id)
    const slip = { ...before }
    await write(resource, slip, patch)
    await save(resource, [{ before, slip, told: { action: 'update' } }], 'effect')
    return slip
  }

  const moving = mover({ context, rows, held, write, save, causing, txFor, stampNow, refs })

  /** A person edits a slip in the stage in which he may. */
  async function edit(name: string, id: string, { version, ...patch }: Answers): Promise<Slip> {
    const resource = resourceNamed(house, name)
    const before = await takeVisible(resource, id)
    if (!mayEdit(resource, before, visitor.user)) refuse(...notEditable(resource, before, context))
    isCurrent(resource, before, version)
    const slip = { ...before }
    await write(resource, slip, ownBlanks(resource, before, patch))
    await save(resource, [{ before, slip, told: { action: 'edit' } }], 'person')
    if (resource.edited)
      await causing(resource, slip, 'edit', () => resource.edited?.(slip as never, txFor(slip.project)))
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
      const untouched = JSON.stringify(value ?? null) === JSON.stringify(read) || name === 'labels'
      if (writable.has(name) && !(secret && untouched)) own[name] = value
      else if (!untouched)
        errors[name] = blankOf(resource, name)
          ? `「${blankOf(resource, name)?.label}」由系统填写，不能修改`
          : `${resource.form.title}上没有「${name.slice(0, 60)}」这一栏`
    }
    refuseFaults(errors)
    return own
  }

  async function takeVisible(resource: Resource, id: string): Promise<Slip> {
    const slip = await take(resource.form.name, id)
    return matches(slip, scopeOf(resource, visitor.user)) ? slip : notFound(house, resource.form.name)
  }
  function isCurrent(resource: Resource, slip: Slip, version: unknown): void {
    if (version === undefined || version === null) refuse(428, '请带上读到的版本号（version）再保存')
    if (typeof version !== 'number' || !Number.isInteger(version))
      refuse(422, '版本号须为整数', { errors: { version: '版本号须为整数' } })
    if (version !== slip.version) throw stale(resource, slip)
  }
  const stale = (resource: Resource, slip: Slip) => new StaleSlip(resource, slip)

  /** A person takes a step. */
  async function perform(name: string, id: string, action: string, { version, ...answers }: Answers): Promise<Slip> {
    const resource = resourceNamed(house, name)
    const step = doorStep(resource, action)
    const slip = await takeVisible(resource, id)
    await moving.admit(resource, slip, step)
    isCurrent(resource, slip, version)
    return (await moving.move(resource, [slip], step, answers, 'person'))[0] as Slip
  }

  async function remove(name: string, id: string, version: unknown): Promise<void> {
    const resource = resourceNamed(house, name)
    const slip = await takeVisible(resource, id)
    isCurrent(resource, slip, version)
    if (slip.status !== undefined && slip.status !== 'draft')
      refuse(409, `${resource.form.title}处于「${stageLabel(resource, slip)}」，只有草稿可以删除`)
    await refuseReferred(context, rows, resource, slip)
    await rows.remove(name, { field: 'id', op: 'eq', value: id })
    await tell(resource, id, null, slip.project, {
      action: 'remove',
      changes: changesOf(slip, Object.fromEntries(Object.keys(slip).map((blank) => [blank, null]))),
    })
  }

  /** The record as this person sees it, labels beside it. */
  async function shown(resource: Resource, slip: Slip): Promise<Row> {
    const selection = selectionOf(house, resource, visitor.user)
    const pointed = Object.entries(selection.labels)
    for (const [blank, form] of pointed) if (slip[blank] != null) await refs.load(form, [slip[blank] as string])
    const labels: Row = { id: slip._label }
    for (const [blank, form] of pointed) {
      const label = refs.at(form, slip[blank])?._label
      if (label !== undefined) labels[blank] = label
    }
    return presented(slip, selection, labels)
  }

  const performMany = async (name: string, ids: readonly string[], action: string, answers: Answers = {}) => {
    const resource = resourceNamed(house, name)
    return moving.move(resource, await held(name, ids), effectStep(resource, action), answers, 'effect')
  }
  const writing = {
    get: take,
    create: async (name: string, draft: Answers) => (await create(name, [draft], 'effect'))[0],
    createMany: (name: string, drafts: readonly Answers[]) => create(name, drafts, 'effect'),
    update,
    perform: async (name: string, id: string, action: string, answers?: Answers) =>
      (await performMany(name, [id], action, answers))[0],
    performMany,
    policyOf: (key: PolicyKey, project: string | null) => occasionOf(context, project).policy(key),
  }

  return { context, rows, create, edit, perform, remove, shown, tell, txFor, takeVisible }
}
export type Clerk = ReturnType<typeof clerk>

/** The caller's copy is old: the desk answers with the slip as it stands, shown as he may see it. */
export class StaleSlip extends Error {
  readonly resource: Resource
  readonly slip: Slip

  constructor(resource: Resource, slip: Slip) {
    super('stale')
    this.resource = resource
    this.slip = slip
  }
}

const patchOf = (before: Slip, slip: Slip) => {
  const patch: Row & { id: string } = { id: slip.id }
  for (const [name, value] of Object.entries(slip))
    if (value !== before[name] && JSON.stringify(value ?? null) !== JSON.stringify(before[name] ?? null))
      patch[name] = value
  return patch
}

const effectStep = (resource: Resource, action: string): Step =>
  stepNamed(resource, action) ?? refuse(404, `${resource.form.title}没有「${action}」这一步`)
/** The steps that only effects take have no door. */
function doorStep(resource: Resource, action: string): Step {
  const step = effectStep(resource, action)
  return step.by === 'office' ? refuse(404, `${resource.form.title}没有「${action}」这一步`) : step
}

function notEditable(resource: Resource, slip: Slip, { visitor }: Context): [403 | 409, string] {
  const { title } = resource.form
  if (slip.voiding != null) return [409, `${title}已申请作废，不能修改`]
  const stage = stageOf(resource, slip)
  const someone = stage ? Object.hasOwn(resource.may.edit as object, stage.name) : true
  if (stage && !someone) return [409, `${title}处于「${stage.label}」，不能修改；如有差错请走更正或作废`]
  return [403, `${visitor.user.name}无权修改${title}${stage ? `（${stage.label}）` : ''}`]
}

function takenAs(house: Context['house'], resource: Resource, { table, blanks }: Taken): Error {
  const owner = resourcesByName(house).get(table) ?? resource
  const said = owner.unique?.find((one) => one.blanks.every((name) => blanks.includes(name)))
  const first = said?.blanks[0] ?? blanks.find((name) => name !== 'project') ?? 'id'
  const sentence = said?.says ?? `${owner.form.title}的「${blankOf(owner, first)?.label ?? first}」已存在`
  try {
    return refuse(422, sentence, { errors: { [first]: sentence } })
  } catch (refusal) {
    return refusal as Error
  }
}

/** Nothing is taken away that others refer to. */
async function refuseReferred({ house }: Context, rows: Rows, resource: Resource, slip: Slip): Promise<void> {
  for (const { resource: other, blank } of backlinksOf(house, resource.form.name)) {
    const where = { field: blank, op: 'eq', value: slip.id } as const
    const { count } = await rows.sum(other.form.name, where, [])
    if (count > 0)
      refuse(409, `还有 ${count} 张${other.form.title}引用它，不能删除`, {
        blockers: [
          { message: `${other.form.title} ${count} 张`, resource: other.form.name, query: `${blank}=${slip.id}` },
        ],
      })
  }
}
