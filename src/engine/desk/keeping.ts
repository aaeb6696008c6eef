import type { Field, Stamp } from '../fields/field.ts'
import type { House } from '../house.ts'
import { blankOf, resourceNamed, resourcesByName, type Slip } from '../readings/blanks.ts'
import { checkedSlip, tidied, workedOut } from '../readings/writing.ts'
import { Refusal } from '../refusal.ts'
import type { Resource, Tx } from '../resource.ts'
import { type Row, type Rows, Taken } from '../store.ts'
import { claimFiles } from './attachments.ts'
import { type Context, notFound, occasionOf, slipOf } from './context.ts'
import { type Hand, isFoundElsewhere, refuseFaults, withHidden } from './drafting.ts'
import { type Changed, type Differing, differing, entriesFor, entryOf, type Told } from './history.ts'
import { laidOutOf, laidOver } from './laid-out.ts'
import type { Answers } from './ports.ts'
import { references } from './references.ts'

/** What every kind of work at the desk does with slips: hold them, write on them, judge them, keep them with their history. */
export function keeping(context: Context, rows: Rows, txFor: (project: string | null) => Tx) {
  const { house, ports, visitor } = context
  const refs = references(house, rows)
  let cause: string | null = null

  async function held(name: string, ids: readonly string[]): Promise<Slip[]> {
    resourceNamed(house, name)
    if (ids.length === 0) return []
    const found = new Map((await rows.take(name, ids)).map((row) => [row.id, slipOf(row)]))
    return ids.map((id) => found.get(id) ?? notFound(house, name))
  }

  /** The blanks and how they fit together, then the computed ones; faults are gathered, never dribbled. */
  function judge(resource: Resource, slip: Slip, must: readonly string[] = [], line?: number): void {
    const occasion = occasionOf(context, slip.project)
    const faults = { ...checkedSlip(resource, slip, occasion, undefined, must), ...refs.faults(resource, slip) }
    refuseFaults(line === undefined ? faults : ofLine(faults, line))
    workedOut(resource.form.fields, slip)
  }
  /** The same of a slip that was judged when it was kept: of these blanks, or of all, and of these pointers. */
  function judgeAnew(
    resource: Resource,
    slip: Slip,
    must: readonly string[],
    pointers: Slip,
    blanks?: Iterable<string>,
  ) {
    const occasion = occasionOf(context, slip.project)
    refuseFaults({ ...checkedSlip(resource, slip, occasion, blanks, must), ...refs.faults(resource, pointers) })
    workedOut(resource.form.fields, slip)
  }

  /** Writes answers over the blanks, follows new references, and judges the whole. */
  async function write(
    resource: Resource,
    slip: Slip,
    answers: Answers,
    hand: Hand,
    must: readonly string[] = [],
  ): Promise<void> {
    const written = Object.keys(answers).filter((name) => blankOf(resource, name))
    const points = written.some((name) => mayPoint(blankOf(resource, name)))
    const before = points ? { ...slip } : slip
    /** The slip as far as it was just written: only what it points to by these blanks is read. */
    const fresh: Slip = { id: slip.id, version: slip.version, project: slip.project }
    const laidOut = hand === 'person' ? laidOutOf(resource, written) : []
    for (const name of written) {
      fresh[name] = tidied(blankOf(resource, name) as Field, answers[name], ports.newId)
      if (!laidOut.includes(name)) slip[name] = fresh[name]
    }
    if (points) {
      await refs.loadFor(resource, [fresh])
      await follow(resource, slip, without(answers, laidOut), before)
      // what a line points to may have been copied into it just now
      await refs.loadFor(resource, [fresh])
    }
    for (const name of laidOut) slip[name] = laidOver(resource, slip, name, answers[name], fresh[name])
    judgeAnew(resource, slip, must, fresh, hand === 'effect' ? new Set([...written, ...must]) : undefined)
  }
  /** Copies from what the slip points to since it was written on. */
  async function follow(resource: Resource, slip: Slip, answers: Answers, before: Slip): Promise<void> {
    const pointerOf = (name: string) => (blankOf(resource, name)?.copy ?? '').split('.')[0] ?? ''
    const stays = (name: string) => before[pointerOf(name)] === slip[pointerOf(name)]
    await refs.copy(resource, [slip], (_, name) => answers[name] !== undefined || stays(name))
    refs.copyInLines(resource, [slip], (_, name) => answers[name] !== undefined)
  }

  /** Keeps changed slips with their history. */
  async function save(resource: Resource, changed: readonly Changed[], hand: Hand): Promise<void> {
    const name = resource.form.name
    const slips = changed.map(({ slip }) => slip)
    const renamed = changed.filter(({ before, slip }) => isFoundElsewhere(resource, before, slip))
    await refs.loadFor(
      resource,
      renamed.map(({ slip }) => slip),
    )
    for (const { slip } of renamed) withHidden(context, resource, slip, refs)
    for (const { before, slip } of changed) {
      slip.version = before.version + 1
      slip.updatedAt = visitor.now
      slip.updatedBy = visitor.user.id
      await claimFiles(rows, resource, before, slip, visitor.user.id, hand === 'effect')
    }
    const told = changed.map((one) => ({ ...one, names: differing(one.before, one.slip) }))
    const entries = entriesFor(context, resource, told, cause)
    await saying(resource, () => rows.update(name, told.map(patchOf)))
    for (const slip of slips) refs.renew(name, slip)
    await rows.insert('_history', entries)
  }

  const tell = (
    resource: Resource,
    about: { readonly record: string | null; readonly run: string | null; readonly project: string | null },
    told: Told,
  ) => rows.insert('_history', [entryOf(context, resource, about, { cause, ...told })])

  /** What else happens in the office; it is told with the step that caused it, and with the slip where it was one. */
  async function causing(
    [slip, ...others]: readonly Slip[],
    { form }: Resource,
    action: string,
    work: (tx: Tx) => Promise<unknown>,
  ): Promise<void> {
    if (!slip) return
    const outer = cause
    cause ??= `${form.name}/${others.length === 0 ? slip.id : ''}/${action}`
    try {
      await work(txFor(slip.project))
    } finally {
      cause = outer
    }
  }

  /** Says in a sentence what a store only knows as taken. */
  async function saying<T>(resource: Resource, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw error instanceof Taken ? takenAs(house, error, resource) : error
    }
  }

  const stampNow = (): Stamp => ({ user: visitor.user.id, name: visitor.user.name, at: visitor.now })
  return { context, rows, refs, txFor, held, judge, write, save, tell, causing, saying, stampNow }
}
export type Keeping = ReturnType<typeof keeping>

const without = (answers: Answers, names: readonly string[]): Answers =>
  names.length === 0 ? answers : Object.fromEntries(Object.entries(answers).filter(([name]) => !names.includes(name)))
const ofLine = (faults: Readonly<Record<string, string>>, line: number) =>
  Object.fromEntries(
    Object.entries(faults).map(([path, fault]) => [`${line}.${path}`, `第 ${line + 1} 行：${fault}`] as const),
  )

/** References, and lines that hold them: what is copied from them may change with them. */
const mayPoint = (field: Field | undefined) => field?.kind === 'ref' || field?.kind === 'lines'

/** What is written of a slip: what differs, and the run that it names since. */
function patchOf({ before, slip, names }: Differing): Row & { readonly id: string } {
  const patch: Row & { id: string } = { id: slip.id }
  for (const name of names) patch[name] = slip[name]
  if (slip._run !== before._run) patch._run = slip._run
  return patch
}

/** The sentence for blanks that another row holds; stores that send writes late say so only when the transaction ends. */
export function takenAs(house: House, taken: Taken, resource?: Resource): Error {
  const { table, blanks } = taken
  const owner = resourcesByName(house).get(table) ?? resource
  if (!owner) return taken
  const said = owner.unique?.find((one) => one.blanks.every((name) => blanks.includes(name)))
  const first = said?.blanks[0] ?? blanks.find((name) => name !== 'project') ?? 'id'
  const sentence = said?.says ?? `${owner.form.title}的「${blankOf(owner, first)?.label ?? first}」已存在`
  return Object.assign(new Refusal(422, sentence, { errors: { [first]: sentence } }), { cause: taken })
}
