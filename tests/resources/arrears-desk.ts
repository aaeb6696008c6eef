import { minutesBetween, office, type Store } from '#engine'
import { house } from '#resources'
import type { Any } from './money-desk.ts'
import { openService } from './service-desk.ts'

type Words = Readonly<Record<string, unknown>>

/** The rules of the arrears alone: what other desks do by themselves has stories of its own. */
const only = {
  ...house,
  resources: house.resources.map(({ daily, ...resource }) =>
    resource.area === 'arrears' && daily ? { ...resource, daily } : resource,
  ),
}

/** The office of the service desk with money owed, and the days going by. */
export async function openArrears(store: Store) {
  const service = await openService(store)
  const { desk, create, step, all, read, clock, pass, project } = service
  const clockwork = office(only, store, desk.ports)
  const system = () => ({
    user: { id: 'office', username: 'office', name: '系统', roles: [], projects: [] },
    now: clock(),
  })
  const office_ = <T>(work: (tx: Any) => Promise<T>) => desk.run(system(), work as never) as Promise<T>
  const [fee] = await all('fee-items', { code: 'PROPERTY' })

  /** Ten in the morning of a day. */
  const on = (day: string) => pass(minutesBetween(clock(), `${day}T02:00:00.000Z`))
  /** The office's clock comes to a day, and what happens by itself happens. */
  const day = async (date: string) => {
    on(date)
    const entries = await clockwork.day({ day: date }, clock())
    const fault = entries.find((entry) => entry.fault)
    if (fault) throw new Error(`${fault.rule}: ${fault.fault}`)
    return entries.filter((entry) => entry.project === project).reduce((sum, { count }) => sum + count, 0)
  }
  /** So many fen that a home owes for a month. */
  const owes = (room: string, period: string, fen: number, more: Words = {}) =>
    office_(async (tx) => {
      const draft = { room, feeItem: fee.id, period, quantity: 1, price: fen / 100, dueOn: `${period}-15`, ...more }
      return tx.perform('receivables', (await tx.create('receivables', draft)).id, 'post')
    })
  /** A payment slip of the home, signed by customer service. */
  const comes = async (room: string, items?: readonly Words[]) =>
    step(
      'payment-slips',
      await create('payment-slips', { room, compared: true, ...(items && { items }) }, 'clerk'),
      'sign',
      'clerk',
    )
  /** The home pays all it owes, or these lines. */
  const pays = async (room: string, items?: readonly Words[]) => {
    const slip = await comes(room, items)
    return step('payment-slips', slip, 'receive', 'fee-clerk', { tenders: [{ method: 'cash', amount: slip.total }] })
  }
  const row = async (room: string): Promise<Any> =>
    (await all('arrears-ledgers', { room, _sort: 'sequence', _order: 'desc' }))[0]
  /** A steward calls, or whoever it is, and writes down what came of it. */
  const calls = async (room: string, outcome: string, more: Words = {}, who = 'steward') =>
    create('dunning-records', { arrears: (await row(room)).id, outcome, ...more }, who)
  const told = async (code: string) => all('messages', { code })
  return { ...service, on, day, owes, comes, pays, row, calls, told, office: office_, read }
}
export type Arrears = Awaited<ReturnType<typeof openArrears>>
