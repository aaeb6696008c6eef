import type { Id, RecordOf, Tx } from '#engine'
import { roleLabels } from '../roles.ts'
import { sumOf } from './money.ts'

type Run = RecordOf<'billing-runs'>
type Due = RecordOf<'receivables'>

const CHUNK = 500
/** Who reviewed the notices of a run, as each of them says. */
const reviewersOf = ({ reviews }: Run) =>
  reviews.map(({ role, name }) => `${roleLabels[role as keyof typeof roleLabels] ?? role} ${name}`).join('、')

/** The last review writes a notice for every home that owes something of the run, and a list of them a building. */
export async function notify(run: Run, tx: Tx) {
  const open = await tx.find('receivables', { run: run.id, status: ['posted', 'part-paid'] })
  const rooms = new Map<Id<'properties'>, Due[]>()
  for (const due of await tx.find('receivables', { project: run.project, status: ['posted', 'part-paid'] }))
    rooms.set(due.room, [...(rooms.get(due.room) ?? []), due])
  const owing = [...new Set(open.map(({ room }) => room))]
  const buildings = [...new Set(open.map(({ building }) => building))]
  const lists = await tx.createMany(
    'notice-deliveries',
    buildings.map((building) => ({ project: run.project, run: run.id, period: run.period, building })),
  )
  const listOf = new Map(lists.map(({ id, building }) => [building, id]))
  for (let at = 0; at < owing.length; at += CHUNK) {
    const drafts = owing.slice(at, at + CHUNK).map((room) => {
      const dues = rooms.get(room) ?? []
      const present = dues.filter((due) => due.run === run.id || due.period >= run.period).slice(0, 100)
      return {
        project: run.project,
        room,
        period: run.period,
        dueOn: run.dueOn,
        run: run.id,
        list: listOf.get(dues[0]?.building ?? '') ?? null,
        reviewed: reviewersOf(run),
        lines: present.map((due) => ({ receivable: due.id, amount: due.balance })),
        arrears: sumOf(
          dues.filter((due) => !present.includes(due)),
          ({ balance }) => balance,
        ),
      }
    })
    await tx.createMany('payment-notices', drafts, 'issue')
    await tx.progress(Math.min(at + CHUNK, owing.length), owing.length)
  }
  await tx.update('billing-runs', run.id, { notices: owing.length })
}

/** The notices are printed and given out with their lists; one hangs at the notice boards. */
export async function handOut(run: Run, tx: Tx) {
  const notices = await tx.find('payment-notices', { run: run.id, status: 'approved' })
  await tx.performMany(
    'payment-notices',
    notices.map(({ id }) => id),
    'print',
  )
  const lists = await tx.find('notice-deliveries', { run: run.id, status: 'draft' })
  await tx.performMany(
    'notice-deliveries',
    lists.map(({ id }) => id),
    'hand-out',
  )
}
