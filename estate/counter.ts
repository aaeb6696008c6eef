import { type Day, daysAfter, type Fen, firstDayOf, type Id, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Account, Bill, Due } from './bills.ts'
import type { Chance } from './chance.ts'
import type { Drafting, Tale } from './drafting.ts'
import type { Home } from './homes.ts'
import { relative } from './names.ts'
import type { Project, Staff } from './people.ts'

type Slip = Tale<'payment-slips'>['draft']
type Method = NonNullable<NonNullable<Slip['tenders']>[number]['method']>

const methods: readonly (readonly [Method, number])[] = [
  ['wechat', 44],
  ['alipay', 18],
  ['transfer', 14],
  ['card', 12],
  ['cash', 12],
]
const total = (dues: readonly { readonly balance: Fen }[]) => dues.reduce((sum, { balance }) => sum + balance, 0)

/** How a customer pays: now and then in two ways. */
function tendersOf(amount: Fen, today: Day, chance: Chance): NonNullable<Slip['tenders']> {
  const method = chance.weighed(methods)
  const one = (way: Method, sum: Fen) => ({
    method: way,
    amount: sum,
    reference: way === 'cash' ? null : `${today.replaceAll('-', '')}${chance.whole(10_000_000, 99_999_999)}`,
  })
  const cash = amount > 200_000 && method !== 'cash' && chance.happens(0.06) ? 100_000 : 0
  return cash > 0 ? [one('cash', cash), one(method, amount - cash)] : [one(method, amount)]
}
/** The slip on which a home pays these dues; a relative may pay for the owner. */
export function slipFor(home: Home, dues: readonly Due[], today: Day, chance: Chance): Slip {
  const other = chance.happens(0.05) ? relative(chance) : undefined
  return {
    room: home.id,
    compared: true,
    ...(other && { payer: other.name, relation: other.relation }),
    items: dues.map(({ id, balance }) => ({ receivable: id, amount: balance })),
    tenders: tendersOf(total(dues), today, chance),
  }
}

/** How many months a home lets pass until it pays; from some month on it comes no more. */
interface Habit {
  readonly every: number
  /** How many months before the last it came last. */
  readonly behind: number
  /** It comes no more when so many months are left. */
  readonly stops: number
}
/** Nine in ten come once a year, most others twice, a few with every bill; some stop coming. */
function habitOf(chance: Chance): Habit {
  const every = chance.weighed([
    [1, 1],
    [3, 1],
    [6, 8],
    [12, 90],
  ])
  // this month's bill is still on its way to most of those who get one each month
  const behind = Math.min(every - 1, 1 + Math.floor(every * chance.next() ** 6))
  return { every, behind, stops: chance.happens(0.075) ? chance.whole(4, 24) : 0 }
}
/** Most come within the days of payment, when the counter is open for it, some late, a few very late. */
const delay = (chance: Chance) =>
  chance.weighed([
    [2 * chance.whole(1, 7), 82],
    [chance.whole(15, 40), 14],
    [chance.whole(41, 85), 4],
  ])

/** The counter of one project: who comes on which day, and what he pays. */
export function counter(room: Drafting, staff: Staff, project: Project) {
  const chance = room.chance.of(`counter ${project}`)
  const sessions = new Map<string, Set<Account>>()
  const habits = new Map<Account, Habit>()
  const clerks = staff.of('clerk', project)
  const taker = staff.of('fee-clerk', project)[0] ?? staff.own('fee-clerk')

  /** He will come on this day. */
  function expect(account: Account, day: Day): void {
    const clock = chance.happens(0.6) ? `09:${chance.whole(35, 59)}` : `15:${chance.whole(10, 50)}`
    const key = `${day} ${clock.slice(0, 2)}`
    const known = sessions.get(key)
    if (known) return void known.add(account)
    const payers = new Set([account])
    sessions.set(key, payers)
    room.agenda.add(room.hours.at(day, clock), session(payers, key))
  }

  async function* session(payers: Set<Account>, key: string): Story {
    sessions.delete(key)
    const today = room.hours.dayOf(room.clock.now)
    const clerk = chance.pick(clerks)
    const drafts: Slip[] = []
    for (const account of payers) {
      const dues = partOf(account, chance)
      if (dues.length > 0) drafts.push(slipFor(account.home, dues, today, chance))
    }
    if (drafts.length === 0) return
    const [id] = yield* take(drafts, clerk)
    if (id && drafts[0] && chance.happens(0.012)) yield* mistaken(id, drafts[0], clerk)
  }
  /** Customer service opens and signs, the fee clerk takes the money. */
  async function* take(drafts: readonly Slip[], clerk: User): Story<readonly Id<'payment-slips'>[]> {
    const slips = await room.run(clerk, (tx) => tx.createMany('payment-slips', drafts, 'sign'))
    const ids = slips.map(({ id }) => id)
    yield room.later(chance.whole(2, 6))
    await room.run(taker, (tx) => tx.performMany('payment-slips', ids, 'receive'))
    return ids
  }
  /** Something was written wrong: void the same day by a second person, and written again. */
  async function* mistaken(id: Id<'payment-slips'>, draft: Slip, clerk: User): Story {
    yield* annul(id, clerk, chance.pick(['收款方式录错，重开', '客户要求分开开票，重开', '缴款人写错，重开']))
    yield room.later(5)
    yield* take([draft], clerk)
  }
  async function* annul(id: Id<'payment-slips'>, clerk: User, reason: string): Story {
    yield room.later(12)
    await room.step('payment-slips', id, { by: clerk, step: 'void', with: { reason } })
    yield room.later(8)
    await room.step('payment-slips', id, { by: staff.own('supervisor'), step: 'confirm-void' })
  }

  /** A bill is out, with so many months to come: whoever pays this time makes up his mind for a day. */
  function posted(accounts: readonly Account[], { month, months }: Bill, left: number): void {
    for (const account of accounts) {
      const habit = habits.get(account) ?? habitOf(chance)
      habits.set(account, habit)
      const { every, behind, stops } = habit
      const comes = (((left - behind) % every) + every) % every < Math.min(months, every)
      if (comes && left >= stops) expect(account, daysAfter(firstDayOf(month), delay(chance)))
    }
  }
  return { posted, take, annul, taker, clerks, chance }
}
export type Counter = ReturnType<typeof counter>

/** What he pays today: all he owes; a few only part of the last. */
function partOf(account: Account, chance: Chance): Due[] {
  const dues = account.dues
  const last = dues.at(-1)
  if (!last || last.balance < 20_000 || !chance.happens(0.02)) {
    account.dues = []
    return dues
  }
  const part = Math.floor(last.balance / 20_000) * 10_000
  account.dues = [{ ...last, balance: last.balance - part }]
  return [...dues.slice(0, -1), { ...last, balance: part }]
}
