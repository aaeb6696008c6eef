import { type Day, daysAfter, type Id, type Reader, type RuleTx, type Tx } from '#engine'
import { nextActionOf, owesSince } from './arrears.ts'
import { booked, classed, factsOf, LIVE, type Row, reckon } from './arrears-ledger.ts'
import { tellMany } from './messages.ts'
import { inYuan } from './money.ts'

type Person = Id<'users'>

/** Who chases the homes of a building: its steward, or by policy one of another job, in turn. */
export async function chaserOf(tx: Reader, project: string | null) {
  const job = tx.policyOf('dunning.default_assignee', project)
  if (job === 'steward') {
    const areas = await tx.find('steward-areas', { project })
    const stewards = new Map(areas.map(({ building, steward }) => [building, steward]))
    return (building: string): Person | null => stewards.get(building) ?? null
  }
  const people = (await tx.find('users', { status: 'active' }, { sort: 'username' })).filter(
    ({ roles, projects }) => roles?.includes(job) && projects.some((one) => one.project === project),
  )
  let turn = 0
  return (): Person | null => people[turn++ % people.length]?.id ?? null
}

const grouped = <T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}
const byRoom = <T extends { readonly room: string | null }>(all: readonly T[]) => grouped(all, ({ room }) => room ?? '')

const atWork = ['draft', 'written', 'told', 'collected', 'assigned', 'on-site', 'in-repair'] as const

/** Opens a row for every home whose time to pay is over, brings the others to what is owed today, and closes those that owe nothing. */
export async function review(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const status = ['posted', 'part-paid'] as const
  const dues = await tx.find('receivables', { project, status, dueOn: { lt: today } }, { sort: 'dueOn' })
  const rows = await tx.find('arrears-ledgers', { project, status: LIVE })
  const ofHome = byRoom(dues)
  const known = new Set(rows.map(({ room }) => room))
  const repairs = byRoom(await tx.find('repair-orders', { project, status: atWork }))
  let touched = 0
  for (const row of rows) {
    const openDefects = repairs.get(row.room)?.length ?? 0
    if (await reckon(row, ofHome.get(row.room) ?? [], 'time', tx, { openDefects })) touched++
  }
  const since = (room: string) => owesSince(ofHome.get(room)?.[0]?.dueOn ?? today, tx.policy)
  const fresh = [...ofHome.keys()].filter((room) => !known.has(room as Id<'properties'>) && since(room) <= today)
  return touched + (await openRows(tx, fresh as Id<'properties'>[], ofHome, repairs))
}

async function openRows(
  tx: RuleTx,
  rooms: readonly Id<'properties'>[],
  dues: ReturnType<typeof byRoom<Parameters<typeof factsOf>[0][number]>>,
  repairs: ReadonlyMap<string, readonly unknown[]>,
): Promise<number> {
  if (rooms.length === 0) return 0
  const homes = await tx.find('properties', { id: rooms })
  const earlier = byRoom(await tx.find('arrears-ledgers', { room: rooms }))
  const chaser = await chaserOf(tx, tx.project)
  const made = await tx.createMany(
    'arrears-ledgers',
    homes.map((home) => {
      const facts = factsOf(dues.get(home.id) ?? [])
      return {
        project: tx.project,
        room: home.id,
        place: `${home.building}-${home.unit}-${home.roomNo}`,
        handler: chaser(home.building),
        openedOn: tx.today,
        sequence: (earlier.get(home.id)?.length ?? 0) + 1,
        openDefects: repairs.get(home.id)?.length ?? 0,
        ...facts,
        owed: facts.principal + facts.lateFee,
      }
    }),
  )
  return made.length
}

/** The day before it is promised, the customer is reminded (R031). */
export async function remindPromises(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const by = daysAfter(today, tx.policy('dunning.remind_days_before'))
  const where = { project, status: LIVE, class: 'A', promiseOn: { gte: today, lte: by }, remindedOn: null } as const
  const paying = await booked(tx, project)
  const rows = (await tx.find('arrears-ledgers', where)).filter(({ room }) => !paying.has(room))
  await tellMany(
    tx,
    'MSG06',
    rows.map((row) => ({
      to: { room: row.room, name: row.customerName, phone: row.newContact ?? row.phone },
      words: {
        业主姓名: row.customerName,
        房号: row.place,
        承诺日: row.promiseOn,
        金额: inYuan(row.promiseAmount ?? row.total).slice(1),
      },
      about: { form: 'arrears-ledgers', id: row.id, project },
    })),
  )
  for (const { id } of rows) await tx.update('arrears-ledgers', id, { remindedOn: today })
  return rows.length
}

/** What was promised and not paid is class B again: called every day. */
export async function missPromises(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const rows = await tx.find('arrears-ledgers', { project, status: LIVE, class: 'A', promiseOn: { lt: today } })
  const paying = await booked(tx, project)
  const missed = rows.filter(({ room }) => !paying.has(room))
  for (const row of missed) await backToB(row, today, tx)
  return missed.length
}
async function backToB(row: Row, today: Day, tx: Tx) {
  await tx.update('arrears-ledgers', row.id, { ...classed('B', today), nextAction: nextActionOf.B })
  if (row.status === 'promised') await tx.perform('arrears-ledgers', row.id, 'miss')
}

/** Who is to be called or visited today has a task on the desk of the one who looks after him; what was not done in time is missed. */
export async function dealDaily(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const late = await tx.find('dunning-tasks', { project, status: 'assigned', dueOn: { lt: today } })
  const lateIds = late.map(({ id }) => id)
  await tx.performMany('dunning-tasks', lateIds, 'miss')
  const rows = await tx.find('arrears-ledgers', { project, status: ['open', 'lawyer-letter'], nextOn: { lte: today } })
  const busy = await tx.find('dunning-tasks', { project, status: ['assigned', 'missed'] })
  const has = new Set(busy.map(({ arrears }) => arrears))
  const paying = await booked(tx, project)
  const toCall = rows.filter(
    ({ id, room, nextAction, developerOwes }) =>
      nextAction !== 'escalate' && !developerOwes && !has.has(id) && !paying.has(room),
  )
  const made = await tx.createMany(
    'dunning-tasks',
    toCall.map(({ id, handler, nextAction }) => ({
      arrears: id,
      handler,
      round: nextAction === 'visit' ? ('door' as const) : ('daily' as const),
      dueOn: today,
    })),
  )
  return late.length + made.length
}
