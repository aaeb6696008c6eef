import type { House, Member, PolicyRow } from '../house.ts'
import { blankOf, resourceNamed } from '../readings/blanks.ts'
import { type Catalogue, catalogueOf } from '../readings/catalogue.ts'
import { refuse } from '../refusal.ts'
import type { Resource, Tx, User } from '../resource.ts'
import { type Row, type Rows, type Store, Taken } from '../store.ts'
import { type Batched, batched, batchOf } from './batch.ts'
import { calling } from './calling.ts'
import { type Clerk, clerk } from './clerk.ts'
import { type Context, readerOf } from './context.ts'
import { daysOf } from './days.ts'
import { StaleSlip } from './editing.ts'
import { fileRoom } from './files.ts'
import { inboxes } from './inbox.ts'
import { takenAs } from './keeping.ts'
import type { Answers, Once, Ports, Visitor } from './ports.ts'
import { admit, readings } from './reading.ts'
import { reporting } from './reporting.ts'

/** The office at work by itself: timed rules, the first start. */
export const OFFICE: User = { id: 'office', username: 'office', name: '系统', roles: [], projects: [] }
/** How long settled policies are remembered, in milliseconds. */
const REMEMBERED = 1000
/** Answers to writes that may come twice are kept so long. */
const ONCE_HOURS = 24

/** The office: every form it handles, over one store. Roles are checked at the desk; stages, blanks and guards always. */
export type Office = ReturnType<typeof office>

export function office(house: House, store: Store, ports: Ports) {
  let settled: { readonly rows: readonly PolicyRow[]; readonly at: number } | undefined

  async function policyRows(now: string): Promise<readonly PolicyRow[]> {
    const at = Date.parse(now)
    if (settled && Math.abs(at - settled.at) < REMEMBERED) return settled.rows
    const kept = await store.reading((rows) => rows.select(house.policyRows.form, {}))
    settled = { rows: kept.map((row) => house.policyRows.read(row)), at }
    return settled.rows
  }
  const contextOf = async (visitor: Visitor): Promise<Context> => ({
    house,
    ports,
    visitor,
    settled: await policyRows(visitor.now),
  })
  const reading = readings(store, contextOf)
  const inbox = inboxes(store, contextOf)
  const files = fileRoom(store, ports, reading.visible)

  /** One transaction at the desk; a stale slip is answered with how it stands now. */
  async function serve<T>(visitor: Visitor, work: (desk: Clerk) => Promise<T>): Promise<T> {
    const context = await contextOf(visitor)
    try {
      return await store.transaction(async (rows) => {
        const desk = clerk(context, watching(rows))
        try {
          return await work(desk)
        } catch (error) {
          if (!(error instanceof StaleSlip)) throw error
          const current = await desk.shown(error.resource, error.slip.id)
          return refuse(409, '这张单已被他人修改，请对照后再保存', { current })
        }
      })
    } catch (error) {
      throw error instanceof Taken ? takenAs(house, error) : error
    } finally {
      if (touched) settled = undefined
      touched = false
    }
  }
  let touched = false
  /** Notices when policies are written, so that the next visit reads them anew. */
  const watching = (rows: Rows): Rows => ({
    ...rows,
    insert: (table, fresh) => (notice(table), rows.insert(table, fresh)),
    update: (table, patches) => (notice(table), rows.update(table, patches)),
    remove: (table, where) => (notice(table), rows.remove(table, where)),
  })
  const notice = (table: string) => {
    touched ||= table === house.policyRows.form
  }

  /** Does a write once: the same key and body again is given the first answer. */
  async function once<T extends object>(
    visitor: Visitor,
    key: Once | undefined,
    status: number,
    work: (desk: Clerk) => Promise<T>,
  ): Promise<T> {
    try {
      return await answerOnce(visitor, key, status, work)
    } catch (error) {
      // the same write came twice at once, and the other was first: whatever then stood in the way, its answer is there now
      const first = key && (await store.reading((rows) => rows.one('_answers', key.key)))
      if (first && first.digest === key?.digest) return first.body as T
      throw error
    }
  }
  function answerOnce<T extends object>(
    visitor: Visitor,
    key: Once | undefined,
    status: number,
    work: (desk: Clerk) => Promise<T>,
  ): Promise<T> {
    return serve(visitor, async (desk) => {
      if (!key) return work(desk)
      const before = await desk.rows.one('_answers', key.key)
      if (before && Date.parse(before.at as string) > Date.parse(visitor.now) - ONCE_HOURS * 3_600_000) {
        if (before.digest !== key.digest) refuse(409, '同一个 Idempotency-Key 不能用于不同的内容')
        return before.body as T
      }
      if (before) await desk.rows.remove('_answers', { field: 'id', op: 'eq', value: key.key })
      const body = await work(desk)
      await desk.rows.insert('_answers', [{ id: key.key, digest: key.digest, status, body, at: visitor.now }])
      return body
    })
  }

  async function create(name: string, draft: Answers, visitor: Visitor, key?: Once): Promise<Row> {
    const resource = resourceNamed(house, name)
    admit(resource, 'create', visitor)
    return once(visitor, key, 201, async (desk) => {
      const [slip] = await desk.create(name, [draft], 'person')
      return desk.shown(resource, slip?.id ?? '')
    })
  }
  async function edit(name: string, id: string, patch: Answers, visitor: Visitor, key?: Once): Promise<Row> {
    const resource = readable(name, visitor)
    return once(visitor, key, 200, async (desk) => desk.shown(resource, (await desk.edit(name, id, patch)).id))
  }
  async function perform(
    name: string,
    id: string,
    action: string,
    answers: Answers,
    visitor: Visitor,
    key?: Once,
  ): Promise<Row> {
    const resource = readable(name, visitor)
    return once(visitor, key, 200, async (desk) =>
      desk.shown(resource, (await desk.perform(name, id, action, answers)).id),
    )
  }
  async function remove(name: string, id: string, version: unknown, visitor: Visitor): Promise<void> {
    admit(readable(name, visitor), 'remove', visitor)
    await serve(visitor, (desk) => desk.remove(name, id, version))
  }
  const readable = (name: string, visitor: Visitor): Resource => {
    const resource = resourceNamed(house, name)
    admit(resource, 'read', visitor)
    return resource
  }
  async function batch(name: string, body: Answers, visitor: Visitor, key?: Once): Promise<Batched> {
    readable(name, visitor)
    const asked = batchOf(body)
    return once(visitor, key, 200, (desk) => batched(desk, name, asked))
  }

  /** Looks behind a mask, and leaves a line in the history. */
  async function reveal(
    name: string,
    id: string,
    { field, reason }: Answers,
    visitor: Visitor,
  ): Promise<{ readonly value: unknown }> {
    const resource = readable(name, visitor)
    admit(resource, 'reveal', visitor)
    const blank = typeof field === 'string' ? blankOf(resource, field) : undefined
    if (!blank?.sensitive) refuse(422, '这一栏没有隐藏的内容', { errors: { field: '这一栏没有隐藏的内容' } })
    const why = typeof reason === 'string' ? reason.trim().slice(0, 500) : ''
    if (!why) refuse(422, '请填写查看原因', { errors: { reason: '请填写查看原因' } })
    return serve(visitor, async (desk) => {
      const slip = await desk.takeVisible(resource, id)
      const told = { action: 'reveal', changes: {}, note: `${blank?.label}：${why}` }
      await desk.tell(resource, { record: id, run: null, project: slip.project }, told)
      return { value: slip[field as string] ?? null }
    })
  }

  /** The person as he stands today, at this moment. */
  async function visitorOf(
    by: { readonly id: string } | { readonly username: string },
    now: string,
  ): Promise<{ visitor: Visitor; member: Member } | undefined> {
    const context = await contextOf({ user: OFFICE, now })
    const member = await store.reading((rows) => house.staff.find(readerOf(context, rows, null), by))
    return member && { member, visitor: { user: member, now } }
  }

  return {
    house,
    store,
    ports,
    list: reading.list,
    read: reading.read,
    totals: reading.totals,
    exporting: reading.exporting,
    actions: reading.actions,
    history: reading.history,
    create,
    edit,
    perform,
    remove,
    batch,
    reveal,
    visitorOf,
    files,
    policies: (visitor: Visitor) => policyRows(visitor.now),
    /** What waits for a person, what he did and what he sent. */
    inbox,
    /** Who calls, and all that lies open for his home. */
    caller: calling(store, contextOf),
    /** A statistic as it is asked on the wire. */
    report: reporting(store, contextOf),
    /** What happens by itself on a day; see `DayOrder`. */
    day: daysOf({ house, store, ports, office: OFFICE, contextOf, serve }),
    catalogue: (visitor: Visitor): Catalogue => catalogueOf(house, visitor.user),
    /** One transaction of the office itself: effects without a slip, the estate, timed rules. */
    run: <T>(visitor: Visitor, work: (tx: Tx, rows: Rows) => Promise<T>): Promise<T> =>
      serve(visitor, (desk) => work(desk.txFor(null), desk.rows)),
  }
}
