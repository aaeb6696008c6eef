import { type Id, type Instant, OFFICE, type Office, type Role } from '#engine'
import { demo, layOut } from '#resources'

/** Ten in the morning of a Saturday, as the office's clock shows it. */
export const MORNING = '2026-11-21T02:00:00.000Z'
type Answers = Readonly<Record<string, unknown>>
type Kept = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }

/** Works at the desk as the demonstration's own person of a role, to lay out what a journey begins with. */
export function handsOf(desk: Office, now: Instant = MORNING) {
  const visitorOf = async (role: Role) => {
    const known = await desk.visitorOf({ username: role }, now)
    if (!known) throw new Error(`${role} may not come in`)
    return known.visitor
  }
  const read = async (form: string, id: string, role: Role): Promise<Kept> =>
    JSON.parse(await desk.read(form, id, await visitorOf(role)))
  return {
    read,
    all: async (form: string, params: Readonly<Record<string, string>>, role: Role): Promise<readonly Kept[]> =>
      JSON.parse((await desk.list(form, params, await visitorOf(role))).body),
    create: async (form: string, draft: object, role: Role) =>
      (await desk.create(form, { ...draft }, await visitorOf(role))) as Kept,
    async edit(form: string, id: string, patch: object, role: Role) {
      const { version } = await read(form, id, role)
      return (await desk.edit(form, id, { ...patch, version }, await visitorOf(role))) as Kept
    },
    async take(form: string, { id }: { readonly id: string }, step: string, role: Role, answers: Answers = {}) {
      const { version } = await read(form, id, role)
      return (await desk.perform(form, id, step, { ...answers, version }, await visitorOf(role))) as Kept
    },
  }
}
export type Hands = ReturnType<typeof handsOf>

/** 赵敏 works in three jobs here: nobody else could sign twice. */
export const THREE_JOBS = 'area-officer'
const jobsOf = (role: Role): Role[] => (role === THREE_JOBS ? ['clerk', 'supervisor', 'project-manager'] : [role])

/** The people of the demonstration at one estate, what every office has from its first day, and three houses of two owners. */
export async function firstDay(desk: Office): Promise<void> {
  await desk.run({ user: OFFICE, now: MORNING }, async (tx) => {
    await layOut(tx)
    const { id: project } = await tx.create('projects', { code: 'CH', name: '翠湖苑' })
    const people = await tx.createMany(
      'users',
      (Object.entries(demo) as [Role, string][]).map(([role, name]) => ({
        username: role,
        name,
        roles: jobsOf(role),
        projects: [{ project }],
        demo: true,
      })),
    )
    const steward = people.find(({ username }) => username === 'steward')?.id as Id<'users'>
    await tx.create('steward-areas', { project, name: '东区', building: '3', steward })
    const [chen, zhao] = await tx.createMany('residents', [
      { project, name: '陈建国', phone: '13812345678' },
      { project, name: '赵敏华', phone: '13998765432' },
    ])
    if (!chen || !zhao) throw new Error('nobody lives here')
    const house = { project, unit: '2', floorArea: 89.5, occupancy: 'occupied' } as const
    const homes = await tx.createMany('properties', [
      { ...house, building: '3', roomNo: '1201', owner: chen.id },
      { ...house, building: '3', roomNo: '901', owner: zhao.id },
      { ...house, building: '5', roomNo: '301', owner: zhao.id },
    ])
    await tx.performMany(
      'properties',
      homes.map(({ id }) => id),
      'check',
    )
  })
}

/** A house by the last part of its number. */
export const houseOf = async ({ all }: Hands, roomNo: string) => {
  const [house] = await all('properties', { roomNo }, 'clerk')
  if (!house) throw new Error(`no house ${roomNo}`)
  return house
}

/** What a house owes for a month, entered by the fee clerk and posted by the accountant. */
export async function owe(
  hands: Hands,
  roomNo: string,
  [code, period, quantity, price]: readonly [string, string, number, number],
) {
  const room = await houseOf(hands, roomNo)
  const [feeItem] = await hands.all('fee-items', { code }, 'accountant')
  const draft = { room: room.id, feeItem: feeItem?.id, period, quantity, price, dueOn: `${period}-15` }
  return hands.take('receivables', await hands.create('receivables', draft, 'fee-clerk'), 'check', 'accountant')
}

/** A decoration deposit of so many fen, taken at the counter. */
export async function deposited(hands: Hands, roomNo: string, fen: number) {
  const room = await houseOf(hands, roomNo)
  const draft = { room: room.id, compared: true, items: [], deposits: [{ kind: 'renovation', amount: fen }] }
  const slip = await hands.create('payment-slips', draft, 'clerk')
  await hands.take('payment-slips', slip, 'sign', 'clerk')
  await hands.take('payment-slips', slip, 'receive', 'fee-clerk', { tenders: [{ method: 'cash', amount: fen }] })
  const [deposit] = await hands.all('deposits', { slip: slip.id }, 'clerk')
  if (!deposit) throw new Error('nothing is held')
  return deposit
}
