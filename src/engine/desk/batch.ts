import type { House } from '../house.ts'
import type { Condition } from '../query.ts'
import { resourceNamed, resourcesByName } from '../readings/blanks.ts'
import { countsAsOne, uniquesOf } from '../readings/unique.ts'
import { Refusal, refuse } from '../refusal.ts'
import { type Row, type Rows, Taken } from '../store.ts'
import { type Clerk, clerk } from './clerk.ts'
import { StaleSlip } from './editing.ts'
import { takenAs } from './keeping.ts'
import type { Answers } from './ports.ts'
import { admit } from './reading.ts'

/** What a batch asks for, in this order. */
export interface Batch {
  readonly create?: readonly Answers[]
  readonly update?: readonly Answers[]
  readonly remove?: readonly Answers[]
  readonly act?: readonly Answers[]
}
export interface BatchFault {
  readonly op: keyof Batch
  readonly index: number
  readonly id: string | null
  readonly message: string
  readonly errors: Readonly<Record<string, string>>
}
export type Batched = Readonly<Record<keyof Batch, readonly (Row | null)[]>>
const OPS = ['create', 'update', 'remove', 'act'] as const
export const MOST_IN_BATCH = 1000

/** Checks that what came is a batch at all. */
export function batchOf(body: Answers): Batch {
  const strange = Object.keys(body).filter((name) => !(OPS as readonly string[]).includes(name))
  if (strange.length > 0) refuse(400, `批量办理不认识「${strange[0]?.slice(0, 40)}」`)
  for (const op of OPS)
    if (body[op] !== undefined && !(Array.isArray(body[op]) && (body[op] as unknown[]).every(isObject)))
      refuse(400, `「${op}」须为记录的列表`)
  const batch = body as Batch
  const rows = OPS.reduce((sum, op) => sum + (batch[op]?.length ?? 0), 0)
  return rows > MOST_IN_BATCH ? refuse(400, `一批最多 ${MOST_IN_BATCH} 行`) : batch
}
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Rows that look whether a name is taken before they write it: a database that has found two of one name does nothing more in that transaction. */
function watchful(house: House, rows: Rows, foreseen: Set<unknown>): Rows {
  async function refuseTaken(name: string, row: Row): Promise<void> {
    const resource = resourcesByName(house).get(name)
    for (const blanks of resource ? uniquesOf(resource) : []) {
      if (!countsAsOne(row, blanks)) continue
      const where: Condition = { all: blanks.map((field) => ({ field, op: 'eq', value: row[field] as string })) }
      const holders = await rows.select(name, { where })
      if (!holders.some((one) => one.id !== row.id && countsAsOne(one, blanks))) continue
      const taken = new Taken(name, blanks)
      foreseen.add(taken)
      throw taken
    }
  }
  return {
    ...rows,
    async insert(name, fresh) {
      for (const row of fresh) await refuseTaken(name, row)
      await rows.insert(name, fresh)
    },
    async update(name, patches) {
      const naming = new Set((resourcesByName(house).get(name)?.unique ?? []).flatMap(({ blanks }) => blanks))
      for (const patch of patches)
        if (Object.keys(patch).some((blank) => naming.has(blank)))
          await refuseTaken(name, { ...(await rows.one(name, patch.id)), ...patch })
      await rows.update(name, patches)
    },
  }
}

/** Every row under its own rights, guards and version; one fault, and nothing is kept. */
export async function batched({ context, rows }: Clerk, name: string, batch: Batch): Promise<Batched> {
  const foreseen = new Set<unknown>()
  const desk = clerk(context, watchful(context.house, rows, foreseen))
  const resource = resourceNamed(desk.context.house, name)
  const { visitor } = desk.context
  const faults: BatchFault[] = []
  const done: Record<keyof Batch, (Row | null)[]> = { create: [], update: [], remove: [], act: [] }
  const work: Record<keyof Batch, (row: Answers) => Promise<Row | null>> = {
    create: async (row) => {
      admit(resource, 'create', visitor)
      const [slip] = await desk.create(name, [row], 'person')
      return slip ? desk.shown(resource, slip.id) : null
    },
    update: async ({ id, ...patch }) => desk.shown(resource, (await desk.edit(name, String(id), patch)).id),
    remove: async ({ id, version }) => {
      admit(resource, 'remove', visitor)
      await desk.remove(name, String(id), version)
      return null
    },
    act: async ({ id, action, ...answers }) =>
      desk.shown(resource, (await desk.perform(name, String(id), String(action), answers)).id),
  }
  rows: for (const op of OPS)
    for (const [index, row] of (batch[op] ?? []).entries()) {
      const id = typeof row.id === 'string' ? row.id : null
      try {
        done[op].push(await work[op](row))
      } catch (thrown) {
        const error = thrown instanceof Taken ? takenAs(desk.context.house, thrown, resource) : thrown
        faults.push(faultOf(error, op, index, id))
        // somebody else took it this very moment
        if (error instanceof Refusal && error.cause instanceof Taken && !foreseen.has(error.cause)) break rows
      }
    }
  return faults.length > 0 ? refuse(422, `${faults.length} 行有误，整批未保存`, { rows: faults }) : done
}
function faultOf(error: unknown, op: keyof Batch, index: number, id: string | null): BatchFault {
  if (error instanceof StaleSlip) return { op, index, id, message: '这张单已被他人修改，请重新读取', errors: {} }
  if (!(error instanceof Refusal)) throw error
  return { op, index, id, message: error.message, errors: error.details.errors ?? {} }
}
