import { memoryStore, type Office, office, Refusal, type Role, type Store } from '#engine'
import { house } from '#resources'

/** Tests read records as they lie on the wire: any blank, by name. */
// biome-ignore lint/suspicious/noExplicitAny: the door between typed definitions and JSON
export type Any = any
type Words = Readonly<Record<string, unknown>>

let made = 0
const ports = {
  zone: 'Asia/Shanghai',
  pinyin: () => '',
  newId: () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
}
const MORNING = 'T02:00:00.000Z'
export const TODAY = '2026-11-21'
const envelope = (id: string) => ({
  id,
  version: 1,
  project: null,
  createdAt: `2026-01-01${MORNING}`,
  createdBy: 'admin',
  updatedAt: `2026-01-01${MORNING}`,
  updatedBy: 'admin',
  _label: id,
  _labelKey: id,
  _search: id,
})
const roles = Object.keys(house.roles) as Role[]

/** An office with one person a role (named like it), one estate, and the days off of three years. */
export async function openDesk(store: Store = memoryStore(house)) {
  let day = TODAY
  const desk = office(house, store, ports)
  const person = (role: string) => {
    const base = role.replace(/-2$/, '')
    return { id: role, username: role, name: `员工${role}`, roles: [base as Role], projects: ['P1'] }
  }
  const at = (role: string) => ({ user: person(role), now: `${day}${MORNING}` })
  await store.transaction(async (rows) => {
    await rows.insert('projects', [{ ...envelope('P1'), code: 'CH', name: '翠湖苑' }])
    const everybody = roles.flatMap((role) => [role, `${role}-2`])
    await rows.insert(
      'users',
      everybody.map((id) => ({ ...envelope(id), username: id, name: `员工${id}`, status: 'active', roles: [] })),
    )
    await rows.insert(
      'holidays',
      ['2025', '2026', '2027', '2028'].map((year) => {
        const id = `${year}-01-01`
        return { ...envelope(id), day: id, name: '元旦', kind: 'rest' }
      }),
    )
  })

  const create = (form: string, draft: Words, role: string): Promise<Any> => desk.create(form, draft, at(role))
  const read = async (form: string, id: string): Promise<Any> => JSON.parse(await desk.read(form, id, at('accountant')))
  const step = async (form: string, slip: Any, action: string, role: string, answers: Words = {}): Promise<Any> => {
    const { version } = await read(form, slip.id)
    return desk.perform(form, slip.id, action, { version, ...answers }, at(role))
  }
  const all = async (form: string, params: Record<string, string> = {}): Promise<Any[]> =>
    JSON.parse((await desk.list(form, params, at('accountant'))).body)

  const owner = await create('residents', { name: '王芳', phone: '13812345678' }, 'clerk')
  const home = async (roomNo: string, more: Words = {}) => {
    const draft = { building: '3', unit: '2', roomNo, floorArea: 89.5, owner: owner.id, ...more }
    return step('properties', await create('properties', draft, 'supervisor'), 'check', 'cashier')
  }
  const room = await home('1201')
  const fee = await create(
    'fee-items',
    { code: 'WYF', name: '物业管理费', class: 'comprehensive', mode: 'recurring', cycle: 'month', allocation: 'area' },
    'accountant',
  )
  const water = await create(
    'fee-items',
    { code: 'SF', name: '水费', class: 'pass-through', mode: 'meter', cycle: 'month', allocation: 'meter' },
    'accountant',
  )

  /** A receivable, posted: 100 m² at so many fen is so many yuan. */
  const due = async (period: string, fen: number, more: Words = {}) => {
    const draft = { room: room.id, feeItem: fee.id, period, quantity: 100, price: fen / 10_000, dueOn: `${period}-15` }
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
    const slip = await pay({ deposits: [{ kind, amount }], items: null }, cash(amount))
    return (await all('deposits', { slip: slip.id }))[0]
  }
  const setDay = (next: string) => {
    day = next
  }
  return { desk, at, create, read, step, all, home, room, owner, fee, water, due, pay, cash, hold, setDay }
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

export type { Office }
