import { dayIn } from '../day.ts'
import type { Day, Instant } from '../fields/field.ts'
import { startOfDay } from '../fields/moment.ts'
import type { House } from '../house.ts'
import type { Condition } from '../query.ts'
import { VOID } from '../readings/stages.ts'
import { Refusal } from '../refusal.ts'
import type { Resource, Rule, RuleTx, Tx } from '../resource.ts'
import type { Row, Store } from '../store.ts'
import type { Clerk } from './clerk.ts'
import { type Context, occasionOf } from './context.ts'
import type { Ports, Visitor } from './ports.ts'

/** What one rule did for one project on one day. */
export interface DayEntry {
  readonly day: Day
  readonly project: string
  readonly resource: string
  readonly rule: string
  readonly label: string
  /** How many slips it touched. */
  readonly count: number
  /** Why it could not be done; everything of it is then as it was. */
  readonly fault?: string
}
export interface DayOrder {
  readonly day: Day
  /** Only what is due by now: each project at its hour, each rule once. Otherwise everything, whether it was done before or not. */
  readonly due?: true
}

interface Rules {
  readonly house: House
  readonly store: Store
  readonly ports: Ports
  readonly office: Visitor['user']
  contextOf(visitor: Visitor): Promise<Context>
  serve<T>(visitor: Visitor, work: (desk: Clerk) => Promise<T>): Promise<T>
}
/** A rule that could not be done is tried again after so long, in milliseconds. */
const AGAIN_AFTER = 3_600_000

const rulesOf = (house: House): readonly (readonly [Resource, string, Rule])[] =>
  house.resources.flatMap((resource) =>
    Object.entries(resource.daily ?? {}).map(([name, rule]) => [resource, name, rule] as const),
  )

/** What happens by itself, once a day in each project, by one process at a time. */
export function daysOf({ house, store, ports, office, contextOf, serve }: Rules) {
  const rules = rulesOf(house)

  /** Does what is to be done on a day; `now` is the real moment. */
  async function day({ day, due }: DayOrder, now: Instant): Promise<readonly DayEntry[]> {
    if (rules.length === 0) return []
    const projects = await store.reading((rows) => rows.select(house.projects, {}))
    const done = due ? await doneOn(day, now) : new Set<string>()
    const entries: DayEntry[] = []
    for (const { id } of projects) {
      const project = id as string
      const at = await momentOf(day, project, now)
      if (due && at > now) continue
      for (const [resource, name, rule] of rules) {
        const key = keyOf(day, project, resource, name)
        if (done.has(key)) continue
        const entry = await one(key, { day, project, resource, name, rule }, at, !!due)
        if (entry) entries.push(entry)
      }
    }
    return entries
  }

  /** A day that is not today is done at its hour, so that what it stamps is of that day. */
  async function momentOf(day: Day, project: string, now: Instant): Promise<Instant> {
    const context = await contextOf({ user: office, now })
    const hour = house.hour ? String(occasionOf(context, project).policy(house.hour)) : '00:00'
    const [hours = 0, minutes = 0] = hour.split(':').map(Number)
    const at = new Date(Date.parse(startOfDay(ports.zone, day)) + (hours * 60 + minutes) * 60_000).toISOString()
    return dayIn(ports.zone, now) === day && at < now ? now : at
  }

  async function doneOn(day: Day, now: Instant): Promise<ReadonlySet<string>> {
    const rows = await store.reading((read) => read.select('_days', { where: { field: 'day', op: 'eq', value: day } }))
    const settled = ({ fault, at }: Row) => fault === null || Date.parse(at as string) > Date.parse(now) - AGAIN_AFTER
    return new Set(rows.filter(settled).map(({ id }) => id as string))
  }

  async function one(
    key: string,
    { day, project, resource, name, rule }: Work,
    at: Instant,
    due: boolean,
  ): Promise<DayEntry | undefined> {
    const told = { day, project, resource: resource.form.name, rule: name, label: rule.label }
    const write = (desk: Clerk, count: number, fault: string | null) =>
      desk.rows.insert('_days', [{ id: key, day, project, rule: `${told.resource}.${name}`, at, count, fault }])
    try {
      return await serve({ user: office, now: at }, async (desk) => {
        // whoever has taken the next number of this series is alone until he is done
        await desk.rows.next(`rules of ${project}`, 1)
        const before = await desk.rows.one('_days', key)
        if (due && before && before.fault === null) return undefined
        if (before) await desk.rows.remove('_days', { field: 'id', op: 'eq', value: key })
        const count = await rule.work(ruleTx(desk, project))
        await write(desk, count, null)
        return { ...told, count }
      })
    } catch (error) {
      const fault = error instanceof Refusal ? error.message : 'defect'
      await serve({ user: office, now: at }, async (desk) => {
        await desk.rows.remove('_days', { field: 'id', op: 'eq', value: key })
        await write(desk, 0, fault)
      })
      if (!(error instanceof Refusal)) throw error
      return { ...told, count: 0, fault }
    }
  }
  return day
}
/** Effects of the office itself: a slip that somebody wants to be void lies still until that is decided. */
function ruleTx(desk: Clerk, project: string): RuleTx {
  const tx = desk.txFor(project)
  const free = async (form: string, ids: readonly string[]): Promise<readonly string[]> => {
    const which: Condition = { field: 'id', op: 'in', values: ids }
    const frozen: Condition = { field: 'voiding', op: 'null', value: false }
    const held = await desk.rows.select(form, { where: { all: [which, frozen] } })
    const still = new Set(held.flatMap(({ id, status }) => (status === VOID ? [] : [id])))
    return ids.filter((id) => !still.has(id))
  }
  const performMany = async (form: never, ids: readonly string[], action: never, answers: never) =>
    tx.performMany(form, (await free(form, ids)) as never, action, answers)
  const perform = async (form: never, id: string, action: never, answers: never) =>
    (await free(form, [id])).length > 0 ? tx.perform(form, id as never, action, answers) : tx.get(form, id as never)
  return { ...tx, project, performMany: performMany as Tx['performMany'], perform: perform as Tx['perform'] }
}
interface Work {
  readonly day: Day
  readonly project: string
  readonly resource: Resource
  readonly name: string
  readonly rule: Rule
}
const keyOf = (day: Day, project: string, resource: Resource, name: string) =>
  `${day} ${project} ${resource.form.name}.${name}`
