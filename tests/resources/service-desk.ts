import { type Id, type MemoryStore, memoryStore, office, officeTables, type Role, type Store, type Tx } from '#engine'
import { house } from '#resources'
import { layOut } from '../../resources/standing.ts'
import { type Any, stores } from './money-desk.ts'

export { stores }

type Words = Readonly<Record<string, unknown>>

let made = 0
const ports = {
  zone: 'Asia/Shanghai',
  pinyin: (text: string) => (text.includes('王芳') ? 'wangfang wf' : ''),
  newId: () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
}
/** Ten in the morning of a Saturday, as the office's clock shows it. */
export const MORNING = '2026-11-21T02:00:00.000Z'
const roles = Object.keys(house.roles) as Role[]

/** What every office has on its first day: two estates, one person a role, three houses in two buildings, price list and check lists. */
async function settle(tx: Tx) {
  await layOut(tx)
  const project = await tx.create('projects', { code: 'CH', name: '翠湖苑' })
  const other = await tx.create('projects', { code: 'YS', name: '云山居' })
  const projects = [{ project: project.id }]
  const people = await tx.createMany(
    'users',
    [...roles, 'engineer-2', 'steward-2'].map((username) => ({
      username,
      name: `员工${username}`,
      roles: [username.replace(/-2$/, '') as Role],
      projects: username === 'admin' ? [] : projects,
    })),
  )
  const owner = await tx.create('residents', { project: project.id, name: '王芳', phone: '13812345678' })
  const rooms = await tx.createMany(
    'properties',
    (
      [
        ['3', '1201'],
        ['3', '901'],
        ['5', '301'],
      ] as const
    ).map(([building, roomNo]) => ({
      project: project.id,
      building,
      unit: '2',
      roomNo,
      floorArea: 89.5,
      owner: owner.id,
    })),
  )
  const of = (username: string) => people.find((one) => one.username === username)?.id as Id<'users'>
  await tx.create('steward-areas', { project: project.id, name: '东区', building: '3', steward: of('steward') })
  await tx.create('steward-areas', { project: project.id, name: '西区', building: '5', steward: of('steward-2') })
  return { project: project.id, other: other.id, owner: owner.id, rooms: rooms.map(({ id }) => id as string), of }
}

const system = (now: string) => ({
  user: { id: 'office', username: 'office', name: '系统', roles: [], projects: [] },
  now,
})

/** The first day is drafted once; every story begins with a copy of it. */
let drafted: Promise<Awaited<ReturnType<typeof settle>> & { rows: ReturnType<MemoryStore['dump']> }> | undefined
const firstDay = () => {
  drafted ??= (async () => {
    const store = memoryStore(house)
    const facts = await office(house, store, ports).run(system(MORNING), settle)
    return { ...facts, rows: store.dump() }
  })()
  return drafted
}

const tables = [...house.resources.map(({ form }) => form.name), ...Object.keys(officeTables)]

/** An office of real people who come in through the door of the staff book; whatever the store held is gone. */
export async function openService(store: Store) {
  let now = MORNING
  const desk = office(house, store, ports)
  const { rows: first, project, other, owner, rooms, of } = await firstDay()
  await store.transaction(async (rows) => {
    for (const table of tables) await rows.remove(table, { field: 'id', op: 'ne', value: '' })
    for (const [table, lines] of Object.entries(first)) await rows.insert(table, structuredClone(lines))
  })

  const at = async (username: string) => {
    const known = await desk.visitorOf({ username }, now)
    if (!known) throw new Error(`${username} may not come in`)
    return known.visitor
  }
  const create = async (form: string, draft: Words, who: string): Promise<Any> =>
    desk.create(form, draft, await at(who))
  const read = async (form: string, id: string, who = 'service-manager'): Promise<Any> =>
    JSON.parse(await desk.read(form, id, await at(who)))
  const step = async (form: string, slip: Any, action: string, who: string, answers: Words = {}): Promise<Any> => {
    const visitor = await at(who)
    const { version } = await desk.run(system(now), (tx) => tx.get(form as never, slip.id as never))
    return desk.perform(form, slip.id, action, { version, ...answers }, visitor)
  }
  const edit = async (form: string, slip: Any, patch: Words, who: string): Promise<Any> =>
    desk.edit(form, slip.id, { version: slip.version, ...patch }, await at(who))
  const all = async (form: string, params: Record<string, string> = {}, who = 'service-manager'): Promise<Any[]> =>
    JSON.parse((await desk.list(form, params, await at(who))).body)
  /** Moves the office's clock. */
  const pass = (minutes: number) => {
    now = new Date(Date.parse(now) + minutes * 60_000).toISOString()
  }
  return { desk, at, create, read, step, edit, all, pass, project, other, owner, rooms, of, clock: () => now }
}
export type Service = Awaited<ReturnType<typeof openService>>
