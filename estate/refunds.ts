import { type DraftOf, daysAfter, type Id, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Take } from './drafting.ts'
import type { Home } from './homes.ts'
import { identityOf } from './names.ts'
import { lately, later, type World } from './world.ts'

type Slip = DraftOf<'refund-slips'>
type Step = Take<'refund-slips'>
export interface Asked {
  readonly home: Home
  readonly deposit?: Id<'deposits'>
  readonly receivable?: Id<'receivables'>
  readonly ground: NonNullable<Slip['ground']>
  /** Where it stays today. */
  readonly until?: string | undefined
}

/** Who signs in this office, in the order of the house. */
const signers = ['supervisor', 'project-manager', 'accountant'] as const
const opinions = ['情况属实，同意', '同意退款', '账实相符，同意'] as const

/** Submitted, and signed by so many. */
function signed({ staff }: World, clerk: User, count: number): Step[] {
  const signs = signers.slice(0, count).map((role, at) =>
    later([at === 0 ? 0 : 1, at === 1 ? '15:10' : '10:50'], staff.own(role), 'sign' as const, {
      opinion: opinions[at] ?? '同意',
    }),
  )
  return [later(15, clerk, 'submit'), ...signs]
}
const endorsed = ({ staff }: World): Step => later(60, staff.own('general-manager'), 'endorse')
const appointed = (clerk: User, days: number): Step =>
  later(90, clerk, 'appoint', (today: string) => ({ appointedOn: daysAfter(today, days) }))

function paid({ room, staff }: World, { home }: Asked): Step {
  const chance = room.chance.of(`payee ${home.id}`)
  const answers = {
    voucher: `PZ${chance.whole(10_000_000, 99_999_999)}`,
    payeeIdentity: identityOf({ name: home.owner.name, male: chance.happens(0.5) }, chance),
    originalReceipt: 'returned' as const,
  }
  return later([1, '14:35'], staff.own('cashier'), 'pay', answers)
}

/** The steps of a refund until where it stays. */
function stepsTo(world: World, asked: Asked, clerk: User, large: boolean): Step[] {
  const { staff } = world
  const whole = [...signed(world, clerk, 3), ...(large ? [endorsed(world)] : [])]
  const unmet = '原收据与付款人不符'
  switch (asked.until) {
    case 'draft':
      return []
    case 'submitted':
      return signed(world, clerk, 0)
    case 'supervisor':
      return signed(world, clerk, 1)
    case 'project-manager':
      return signed(world, clerk, 2)
    case 'approved':
      return signed(world, clerk, 3)
    case 'endorsed':
      return whole
    case 'appointed':
      return [...whole, appointed(clerk, 5)]
    case 'returned':
      return [
        ...signed(world, clerk, 1),
        later([1, '11:20'], staff.own('project-manager'), 'return', { reason: '请补附验收单' }),
      ]
    case 'unclaimed':
      return [...whole, appointed(clerk, 3), later([36, '16:00'], clerk, 'miss')]
    case 'refused':
      return [...signed(world, clerk, 1), later([1, '11:40'], staff.own('project-manager'), 'refuse', { unmet })]
    case 'declined':
      return [later(25, clerk, 'decline', { unmet, papersNeeded: '付款人的授权委托书' })]
    case 'voiding':
      return [...signed(world, clerk, 1), later([1, '10:00'], clerk, 'void', { reason: '收款账户有变，重新申请' })]
    case 'voided':
      return [
        ...signed(world, clerk, 1),
        later([1, '10:00'], clerk, 'void', { reason: '收款账户有变，重新申请' }),
        later(50, staff.own('service-manager'), 'confirm-void'),
      ]
    case 'paid':
      return [...whole, appointed(clerk, 1), paid(world, asked)]
    default:
      return [
        ...whole,
        appointed(clerk, 1),
        paid(world, asked),
        later(12, staff.own('cashier'), 'file', { receivedBy: asked.home.owner.name }),
      ]
  }
}

/** Money goes back: asked for, signed, fetched and filed. */
export async function* refund(world: World, asked: Asked): Story {
  const { room, staff } = world
  const { home, deposit, receivable, ground, until } = asked
  const clerk = staff.one('clerk', home.project, room.chance.of(`refund ${home.id}`))
  const book = deposit ? await room.now('deposits', deposit) : undefined
  if (book && (book.balance <= 0 || book.status !== 'held')) return
  const fee = receivable ? await room.now('receivables', receivable) : undefined
  const draft: Slip & { room: Home['id'] } = {
    kind: deposit ? 'deposit' : 'other',
    ground,
    room: home.id,
    deposit: deposit ?? null,
    receivable: receivable ?? null,
    original: book?.amount ?? fee?.paid ?? 0,
    deductionReason: book && book.deducted > 0 ? '按已确定的押金扣款记录扣除' : null,
    payee: book?.payer ?? home.owner.name,
  }
  const large = (book?.balance ?? 0) > 1_000_000
  yield* room.tale('refund-slips', { by: clerk, draft, takes: stepsTo(world, asked, clerk, large), until })
}

/** Now and then a fee was charged that should not have been; some of these lie on the desks today. */
export function wrongCharges(world: World): void {
  const { room, staff, projects } = world
  const chance = room.chance.of('wrong charges')
  async function* once(until?: string): Story {
    const project = projects.lake
    const dues = await room.run(staff.own('accountant'), (tx) =>
      tx.find('receivables', { project, status: 'paid', refunded: 0 }, { sort: '-period', limit: 200 }),
    )
    const due = chance.pick(dues)
    const home = world.homes.find(({ id }) => id === due?.room)
    if (due && home) yield* refund(world, { home, receivable: due.id, ground: 'wrong-charge', until })
  }
  for (let day = 400; day > 20; day -= 75) room.agenda.add(room.hours.after(world.now, [-day, '10:20']), once())
  room.agenda.add(lately(world, 220), once('submitted'))
}
