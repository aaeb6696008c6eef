import { resolve } from 'node:path'
import { memoryStore, OFFICE, office, Refusal, type Role, type Store, type Tx } from '#engine'
import { house } from '#resources'
import { layOut } from '../../resources/standing.ts'
import { openStore } from '../../src/server/store/index.ts'
import { freshDatabase } from '../support/database.ts'
import { shelf } from '../support/shelf.ts'

/** Tests read records as they lie on the wire: any blank, by name. */
export type Any = any
type Words = Readonly<Record<string, unknown>>

const zone = 'Asia/Shanghai'
/** Where the build lays an empty database; without one the stories are told as well, only later. */
const images = resolve(import.meta.dirname, '../../dist/database')
/** Every store on which the stories are told: empty once a file, a project of its own for each story. */
export const stores: readonly (readonly [string, () => Promise<Store>])[] = [
  ['memory', async () => memoryStore(house)],
  ['the embedded database', shelf(() => openStore({ house, zone, images }))],
  ['PostgreSQL', shelf(async () => openStore({ house, zone, url: await freshDatabase() }))],
]

let made = 0
const ports = {
  zone,
  pinyin: () => '',
  newId: () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
}
export const TODAY = '2026-11-21'
const at10 = (day: string) => `${day}T02:00:00.000Z`
/** Who has a hand in money, named like the job; some jobs are held by two. */
const names =
  'clerk steward guard fee-clerk fee-clerk-2 cashier cashier-2 accountant supervisor service-manager property-manager duty-director centre-manager finance-manager project-manager general-manager'.split(
    ' ',
  )

let opened = 0
/** A new estate: one house, one owner, the people who deal with money, and what every office has from its first day. */
async function settle(tx: Tx) {
  const mark = ++opened
  if ((await tx.find('fee-items', {}, { limit: 1 })).length === 0) await layOut(tx)
  const project = await tx.create('projects', { code: `CH${mark}`, name: `翠湖苑${mark}` })
  const people = await tx.createMany(
    'users',
    names.map((name) => ({
      username: `${name}-${mark}`,
      name,
      roles: [name.replace(/-2$/, '') as Role],
      projects: [{ project: project.id }],
    })),
  )
  const items = await tx.find('fee-items', { code: ['PROPERTY', 'WATER'] }, { sort: 'code' })
  const owner = await tx.create('residents', { project: project.id, name: '王芳', phone: '13812345678' })
  return { project: project.id as string, people, owner, fee: items[0] as Any, water: items[1] as Any }
}

export async function openDesk(store: Store = memoryStore(house)) {
  let day = TODAY
  const desk = office(house, store, ports)
  const { project, people, owner, fee, water } = await desk.run({ user: OFFICE, now: at10(day) }, settle)
  const at = (name: string) => {
    const { id, username, roles } = people.find((one) => one.name === name) as (typeof people)[number]
    return { user: { id, username, name, roles: roles ?? [], projects: [project] }, now: at10(day) }
  }

  const create = (form: string, draft: Words, who: string): Promise<Any> => desk.create(form, draft, at(who))
  const read = async (form: string, id: string): Promise<Any> => JSON.parse(await desk.read(form, id, at('accountant')))
  const step = async (form: string, slip: Any, action: string, who: string, answers: Words = {}): Promise<Any> => {
    const { version } = await read(form, slip.id)
    return desk.perform(form, slip.id, action, { version, ...answers }, at(who))
  }
  /** The same person in another job: what the two-person rule is about. */
  const wearing = async (form: string, slip: Any, action: string, who: string, role: Role, answers: Words = {}) => {
    const { user, now } = at(who)
    const { version } = await read(form, slip.id)
    return desk.perform(form, slip.id, action, { version, ...answers }, { user: { ...user, roles: [role] }, now })
  }
  const all = async (form: string, params: Record<string, string | string[]> = {}): Promise<Any[]> =>
    JSON.parse((await desk.list(form, params, at('accountant'))).body)

  /** A house, entered by the supervisor and checked by the cashier. */
  const home = async (roomNo: string) => {
    const draft = { building: '3', unit: '2', roomNo, floorArea: 89.5, owner: owner.id }
    return step('properties', await create('properties', draft, 'supervisor'), 'check', 'cashier')
  }
  const room = await home('1201')

  /** A receivable, posted: so many fen for the month. */
  const due = async (period: string, fen: number, more: Words = {}) => {
    const draft = { room: room.id, feeItem: fee.id, period, quantity: 1, price: fen / 100, dueOn: `${period}-15` }
    return step('receivables', await create('receivables', { ...draft, ...more }, 'fee-clerk'), 'check', 'accountant')
  }
  /** A payment slip with these lines, signed by customer service and taken by the fee clerk. */
  const pay = async (draft: Words, tenders: readonly Words[]) => {
    const slip = await create('payment-slips', { room: room.id, compared: true, ...draft }, 'clerk')
    await step('payment-slips', slip, 'sign', 'clerk')
    return step('payment-slips', slip, 'receive', 'fee-clerk', { tenders })
  }
  const cash = (amount: number) => [{ method: 'cash', amount }]
  /** A deposit of so many fen, held since today. */
  const hold = async (amount: number, kind = 'renovation') => {
    const slip = await pay({ deposits: [{ kind, amount }] }, cash(amount))
    return (await all('deposits', { slip: slip.id }))[0]
  }
  /** A timed rule of this project, as it is done on this day. */
  const rule = (form: string, name: string): Promise<number> =>
    desk.run({ user: OFFICE, now: at10(day) }, (tx) => {
      const found = house.resources.find((one) => one.form.name === form)?.daily?.[name]
      if (!found) throw new Error(`${form} has no rule ${name}`)
      return found.work({ ...tx, project })
    })
  const setDay = (next: string) => {
    day = next
  }
  return {
    desk,
    at,
    create,
    read,
    step,
    wearing,
    all,
    home,
    project,
    room,
    owner,
    fee,
    water,
    due,
    pay,
    cash,
    hold,
    rule,
    setDay,
  }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>

/** The refusal that this work meets; anything else is a defect. */
export async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const met = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (met instanceof Refusal) return met
  throw new Error(`expected a refusal, got ${met instanceof Error ? met.stack : 'none'}`)
}
export const message = async (work: Promise<unknown>) => (await refusal(work)).message
