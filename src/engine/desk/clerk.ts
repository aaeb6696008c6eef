import type { PolicyKey } from '../fields/field.ts'
import { resourceNamed, type Slip } from '../readings/blanks.ts'
import { selectionOf } from '../readings/rights.ts'
import { type Step, stepNamed } from '../readings/stages.ts'
import { refuse } from '../refusal.ts'
import type { Reader, Resource, Tx } from '../resource.ts'
import type { Row, Rows } from '../store.ts'
import { type Context, occasionOf, readerOf } from './context.ts'
import { creator } from './creating.ts'
import { editor, refuseStale } from './editing.ts'
import type { Changed } from './history.ts'
import { keeping } from './keeping.ts'
import { mover } from './moving.ts'
import type { Answers } from './ports.ts'

/** Does the work of one transaction by the rules of the forms. */
export function clerk(context: Context, rows: Rows) {
  const { house, ports, visitor } = context
  const txs = new Map<string | null, Tx>()
  const txFor = (project: string | null): Tx => {
    const tx = txs.get(project) ?? made(readerOf(context, rows, project))
    txs.set(project, tx)
    return tx
  }
  const made = (reader: Reader): Tx => {
    const find = async (name: string, ...how: [never, never]) => {
      const found = await reader.find(name as never, ...how)
      kept.refs.remember(name, found)
      return found
    }
    return { ...reader, ...effects, find } as unknown as Tx
  }
  const kept = keeping(context, rows, txFor)
  const { admit, move, takeFresh, follow } = mover(kept)
  const create = creator(kept, { takeFresh, follow })
  const { takeVisible, edit, remove } = editor(kept)

  /** A person takes a step. */
  async function perform(name: string, id: string, action: string, { version, ...answers }: Answers): Promise<Slip> {
    const resource = resourceNamed(house, name)
    const step = doorStep(resource, action)
    const slip = await takeVisible(resource, id)
    admit(resource, slip, step)
    refuseStale(resource, slip, version)
    return (await move(resource, [slip], step, answers, 'person'))[0] as Slip
  }

  async function performMany(
    name: string,
    ids: readonly string[],
    action: string,
    answers: Answers | ((slip: Slip) => Answers) = {},
  ) {
    const resource = resourceNamed(house, name)
    return move(resource, await kept.held(name, ids), stepIn(resource, action), answers, 'effect')
  }

  async function updateMany(name: string, ids: readonly string[], patchOf: (slip: Slip) => Answers): Promise<Slip[]> {
    const resource = resourceNamed(house, name)
    const changed: Changed[] = []
    for (const before of await kept.held(name, ids)) {
      const slip = { ...before }
      await kept.write(resource, slip, patchOf(before), 'effect')
      changed.push({ before, slip, told: { action: 'update' } })
    }
    if (changed.length > 0) await kept.save(resource, changed, 'effect')
    return changed.map(({ slip }) => slip)
  }

  /** What effects write with: the untyped side of `Tx`. */
  const effects = {
    get: async (name: string, id: string) => (await kept.held(name, [id]))[0],
    create: async (name: string, draft: Answers) => (await create(name, [draft], 'effect'))[0],
    createMany: (name: string, drafts: readonly Answers[], step?: string) =>
      create(name, drafts, 'effect', step === undefined ? undefined : stepIn(resourceNamed(house, name), step)),
    update: async (name: string, id: string, patch: Answers) => (await updateMany(name, [id], () => patch))[0],
    updateMany,
    perform: async (name: string, id: string, action: string, answers?: Answers) =>
      (await performMany(name, [id], action, answers))[0],
    performMany,
    progress: ports.progress ?? (async () => {}),
    policyOf: (key: PolicyKey, project: string | null) => occasionOf(context, project).policy(key),
  }

  /** The record as this person sees it, as it was last kept, labels beside it. */
  async function shown(resource: Resource, id: string): Promise<Row> {
    const selection = { ...selectionOf(house, resource, visitor.user), scope: undefined }
    return JSON.parse((await rows.record(selection, id)) ?? '{}')
  }

  return { context, rows, create, edit, perform, remove, shown, tell: kept.tell, txFor, takeVisible }
}
export type Clerk = ReturnType<typeof clerk>

const stepIn = (resource: Resource, action: string): Step =>
  stepNamed(resource, action) ?? refuse(404, `${resource.form.title}没有「${action.slice(0, 60)}」这一步`)
/** The steps that only effects take have no door. */
const doorStep = (resource: Resource, action: string): Step => {
  const step = stepIn(resource, action)
  return step.by === 'office' ? refuse(404, `${resource.form.title}没有「${action}」这一步`) : step
}
