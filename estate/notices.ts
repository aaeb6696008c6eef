import { type Fen, firstDayOf, type Id, type Month, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Account } from './bills.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, lately, type World } from './world.ts'

interface Notice {
  readonly id: Id<'payment-notices'>
  readonly account: Account
  /** What was owed when it was written. */
  readonly owed: Fen
}
const owed = ({ dues }: Account) => dues.reduce((sum, { balance }) => sum + balance, 0)

/** The notices of a project: made for whoever owes from before, reviewed, printed and carried out. */
export function noticing(world: World, project: Project) {
  const { room, staff } = world
  const chance = room.chance.of(`notices ${project}`)
  const clerk = staff.of('fee-clerk', project)[0] ?? staff.own('fee-clerk')
  const noticed = new Set<Account>()

  const write = (accounts: readonly Account[], period: Month): Promise<Notice[]> =>
    room.run(clerk, async (tx) => {
      const drafts = accounts.map(({ home }) => ({ room: home.id, period }))
      const slips = await tx.createMany('payment-notices', drafts)
      return slips.map(({ id }, at) => {
        const account = accounts[at] as Account
        noticed.add(account)
        return { id, account, owed: owed(account) }
      })
    })
  /** Those that still say what is owed: nothing was paid on them since, whatever it was for. */
  const standing = (notices: readonly Notice[]): Promise<Notice[]> =>
    room.run(clerk, async (tx) => {
      const stands: Notice[] = []
      for (const notice of notices) {
        const { lines } = await tx.get('payment-notices', notice.id)
        const now = await tx.find('receivables', { id: (lines ?? []).map(({ receivable }) => receivable) })
        const balances = new Map(now.map(({ id, balance }) => [id, balance]))
        const same = (lines ?? []).every(({ receivable, amount }) => balances.get(receivable) === amount)
        if (balances.size > 0 && same && owed(notice.account) === notice.owed) stands.push(notice)
      }
      return stands
    })
  const move = (by: User, notices: readonly Notice[], step: 'submit' | 'sign' | 'print') =>
    room.run(by, (tx) =>
      tx.performMany(
        'payment-notices',
        notices.map(({ id }) => id),
        step,
      ),
    )

  /** Those that were paid meanwhile are made void; the others go on. */
  async function* without(paid: readonly Notice[]): Story {
    for (const { id } of paid) {
      await room.step('payment-notices', id, { by: clerk, step: 'void', with: { reason: '客户已缴费，通知单作废' } })
      yield room.later(9)
      await room.step('payment-notices', id, { by: staff.own('supervisor'), step: 'confirm-void' })
    }
  }

  /** A set of notices, from the fee clerk's desk to the doors. */
  async function* round(period: Month): Story {
    const behind = world.accounts.filter(
      (account) =>
        account.home.project === project && account.dues.length > 2 && account.dues.at(-1)?.period === period,
    )
    const those = chance.shuffled(behind).slice(0, Math.ceil(world.homes.length / 50))
    if (those.length === 0) return
    let notices = await write(those, period)
    yield room.later(25)
    notices = await standing(notices)
    await move(clerk, notices, 'submit')
    for (const signer of ['accountant', 'project-manager'] as const) {
      yield room.later([1, signer === 'accountant' ? '10:20' : '15:40'])
      const current = await standing(notices)
      room.agenda.add(room.later(5), without(notices.filter((notice) => !current.includes(notice))))
      notices = current
      await move(staff.own(signer), notices, 'sign')
    }
    yield room.later([1, '09:05'])
    notices = await standing(notices)
    await move(clerk, notices, 'print')
    for (const notice of notices) room.agenda.add(room.later([chance.whole(0, 3), '16:30']), carry(notice))
  }

  /** It is handed over, hung on the door or sent; where nobody is at home, the customer is called. */
  async function* carry({ id, account }: Notice, until?: string): Story {
    const { home } = account
    const steward = staff.steward(home.building, project)
    const { status } = await room.now('payment-notices', id)
    if (status !== 'delivering') return
    const missed = until ? until !== 'delivered' : chance.happens(0.25)
    if (!missed) {
      const hand = chance.happens(0.7)
      const by = hand ? steward : chance.pick(staff.of('guard', project))
      const answers = hand
        ? { deliveryMethod: 'hand' as const, receivedBy: home.owner.name }
        : { deliveryMethod: 'door' as const }
      await room.step('payment-notices', id, { by, step: 'deliver', with: answers })
      return
    }
    await room.step('payment-notices', id, { by: steward, step: 'miss' })
    if (until === 'contact-due') return
    yield room.later([chance.whole(1, 2), '11:15'])
    if ((await room.now('payment-notices', id)).status !== 'contact-due') return
    const by = chance.happens(0.5) ? steward : staff.one('clerk', project, chance)
    const contactNote = chance.pick(['业主表示周末到前台缴费', '已电话告知金额与截止日', '短信已送达，业主回复知悉'])
    await room.step('payment-notices', id, { by, step: 'contact', with: { contactMethod: 'phone', contactNote } })
  }

  /** Some lie on every desk today. */
  async function* waiting(until: string, count: number): Story {
    const current = world.accounts.filter(
      (one) => one.home.project === project && one.dues.length > 0 && !noticed.has(one),
    )
    const accounts = chance.shuffled(current).slice(0, count)
    for (const account of accounts) room.agenda.add(room.clock.now, lying(account, until))
  }
  async function* lying(account: Account, until: string): Story {
    const [notice] = await write([account], account.dues.at(-1)?.period ?? '')
    if (!notice || until === 'draft') return
    const way = [
      [12, clerk, 'submit', 'reviewing'],
      [45, staff.own('accountant'), 'sign', 'signing'],
      [70, staff.own('project-manager'), 'sign', 'approved'],
      [30, clerk, 'print', 'delivering'],
    ] as const
    for (const [minutes, by, step, stage] of way) {
      yield room.later(minutes)
      if ((await standing([notice])).length === 0) return
      await move(by, [notice], step)
      if (until === stage) return
    }
    yield room.later(60)
    yield* carry(notice, until)
  }
  return { round, waiting }
}

/** Months of notices, and what lies on the desks today. */
export function notices(world: World, months: readonly Month[]): void {
  const { room } = world
  for (const project of hereOf(world)) {
    const { round, waiting } = noticing(world, project)
    for (const month of months.slice(-13))
      room.agenda.add(room.hours.at(`${firstDayOf(month).slice(0, 8)}05`, '10:15'), round(month))
    const stages = ['contacted', 'delivered', 'contact-due', 'delivering', 'approved', 'signing', 'reviewing'] as const
    for (const stage of stages)
      room.agenda.add(daysAgo(world, stage === 'contacted' ? 4 : 1, '08:50'), waiting(stage, 2))
    room.agenda.add(lately(world, 35), waiting('draft', 1))
  }
}
