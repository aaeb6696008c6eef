import type { Id } from '#engine'
import type { Story } from './agenda.ts'
import type { Home } from './homes.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, lately, type World } from './world.ts'

type Settlement = Id<'daily-settlements'>
/** How far the settlement of a day comes. */
type Course = 'audited' | 'voided first' | 'resolved' | 'matched' | 'handed-over' | 'difference-found'

/** Somebody fetches a card and leaves its deposit in cash. */
export async function* cardDeposit(world: World, home: Home): Story<Id<'payment-slips'> | undefined> {
  const { take, clerks, chance } = world.counter(home.project)
  const amount = 5000
  const slip = {
    room: home.id,
    compared: true,
    deposits: [{ kind: 'card' as const, amount }],
    tenders: [{ method: 'cash' as const, amount }],
  }
  const [id] = yield* take([slip], chance.pick(clerks))
  return id
}

/** The day is closed: handed over, counted, explained where it does not fit, audited the next morning. */
async function* closing(world: World, project: Project, home: Home, course: Course): Story {
  const { room, staff } = world
  yield* cardDeposit(world, home)
  const { taker } = world.counter(project)
  const [cashier, accountant] = [staff.own('cashier'), staff.own('accountant')]
  yield room.later([0, '17:35'])
  const id = await room.open('daily-settlements', { project }, taker)
  const step = (by: typeof taker, action: 'hand-over' | 'void' | 'confirm-void', reason?: string) =>
    room.step('daily-settlements', id, { by, step: action, ...(reason && { with: { reason } }) })
  yield room.later(3)
  if (await voidPending(world, project)) return
  await step(taker, 'hand-over')
  if (course === 'voided first') {
    yield room.later(5)
    await step(taker, 'void', '漏点一张收据，重新交款')
    yield room.later(4)
    await step(staff.own('supervisor'), 'confirm-void')
    return yield* again(world, project)
  }
  if (course === 'handed-over') return
  yield room.later(9)
  const counted = await countedIn(world, id)
  const short = counted.map((line) => (line.method === 'cash' ? { ...line, amount: line.amount - 1000 } : line))
  if (course === 'resolved' || course === 'difference-found') {
    const told = { counted: short, cause: '现金少 10 元' }
    await room.step('daily-settlements', id, { by: cashier, step: 'mismatch', with: told })
    if (course === 'difference-found') return
    yield room.later(12)
    const explained = { resolution: 'made-up' as const, explanation: '找零多付，收款人已补足' }
    await room.step('daily-settlements', id, { by: staff.own('supervisor'), step: 'explain', with: explained })
    yield room.later(6)
    await room.step('daily-settlements', id, { by: cashier, step: 'resolve', with: { counted } })
  } else await room.step('daily-settlements', id, { by: cashier, step: 'match', with: { counted } })
  if (course === 'matched') return
  yield room.later([1, '11:10'])
  const audited = ['receipts', 'tariffs', 'banking', 'booking'] as const
  await room.step('daily-settlements', id, { by: accountant, step: 'audit', with: { audited } })
}
/** A void of today waits for its second person: until then nothing is handed over. */
async function voidPending({ room, staff }: World, project: Project): Promise<boolean> {
  const receivedOn = room.hours.dayOf(room.clock.now)
  const slips = await room.run(staff.own('cashier'), (tx) =>
    tx.find('payment-slips', { project, status: 'received', receivedOn }),
  )
  return slips.some(({ voiding }) => voiding != null)
}
async function* again({ room, staff, counter }: World, project: Project): Story {
  yield room.later(6)
  const { taker } = counter(project)
  const id = await room.open('daily-settlements', { project }, taker)
  await room.step('daily-settlements', id, { by: taker, step: 'hand-over' })
  yield room.later(8)
  const counted = await countedIn({ room }, id)
  await room.step('daily-settlements', id, { by: staff.own('cashier'), step: 'match', with: { counted } })
}
async function countedIn({ room }: Pick<World, 'room'>, id: Settlement) {
  const { money } = await room.now('daily-settlements', id)
  return (money ?? []).map(({ method, amount }) => ({ method, amount }))
}

/** The cashier goes to the bank with what was counted; the accountant compares the bank's slip. */
async function* banking({ room, staff }: World, project: Project, until?: string): Story {
  const cashier = staff.own('cashier')
  const waiting = await room.run(cashier, (tx) =>
    tx.find('daily-settlements', { project, status: ['matched', 'audited'], deposit: null, cash: { gt: 0 } }),
  )
  if (waiting.length === 0) return
  const slipNo = `CK${room.chance.of(`bank ${room.clock.now}`).whole(100_000, 999_999)}`
  yield* room.tale('bank-deposits', {
    by: cashier,
    draft: { project },
    takes: [
      { after: 40, by: cashier, step: 'bank', with: { account: '工商银行基本户 尾号 6688', slipNo } },
      { after: [0, '15:30'], by: staff.own('accountant'), step: 'check' },
    ],
    until,
  })
}

/** So many days ago, what became of the settlement by the lake and on the hill. */
const days: readonly (readonly [days: number, lake: Course, hill: Course])[] = [
  [9, 'audited', 'audited'],
  [8, 'voided first', 'audited'],
  [7, 'audited', 'resolved'],
  [6, 'audited', 'audited'],
  [5, 'resolved', 'audited'],
  [4, 'audited', 'audited'],
  [3, 'matched', 'matched'],
  [2, 'matched', 'audited'],
  [1, 'handed-over', 'difference-found'],
]

/** The last days at the cash desk; before that the books were closed on paper. */
export function settlements(world: World): void {
  const { room, homes, staff } = world
  hereOf(world).forEach((project, place) => {
    const here = homes.filter((one) => one.project === project && one.lived)
    const chance = room.chance.of(`settlements ${place}`)
    for (const [ago, lake, hill] of days) {
      room.agenda.add(daysAgo(world, ago, '16:50'), closing(world, project, chance.pick(here), place ? hill : lake))
      if (ago > 4) room.agenda.add(daysAgo(world, ago - 1, '09:50'), banking(world, project))
    }
    room.agenda.add(daysAgo(world, 2, '09:50'), banking(world, project, 'deposited'))
    room.agenda.add(lately(world, 70), banking(world, project, 'pending'))
    room.agenda.add(lately(world, 4), draftOf(project))
  })
  async function* draftOf(project: Project): Story {
    await room.open('daily-settlements', { project }, world.counter(project).taker)
  }
  room.agenda.add(daysAgo(world, 12, '10:00'), audits(world))
  room.agenda.add(daysAgo(world, 10, '09:10'), books(world))
  for (const one of homes.filter(({ lived }) => lived).slice(0, 6))
    room.agenda.add(lately(world, 200), statement(world, one, staff.one('clerk', one.project, room.chance.of(one.id))))
}

async function* statement({ room }: World, home: Home, by: Parameters<typeof room.open>[2]): Story {
  await room.open('account-statements', { room: home.id }, by)
}

/** What each desk found when it looked over the one before. */
async function* audits({ room, staff, projects }: World): Story {
  const draft = { project: projects.lake, scope: ['tariffs', 'receipts'] as const }
  const error = { error: '车位费期间录错一个月，已更正', responsible: staff.own('fee-clerk').id as Id<'users'> }
  yield* room.tale('charge-audits', {
    by: staff.own('supervisor'),
    draft: { ...draft, level: 'supervisor', checked: 42, errors: [error] },
    takes: [{ after: 50, by: staff.own('supervisor'), step: 'sign' }],
  })
  yield* room.tale('charge-audits', {
    by: staff.own('cashier'),
    draft: { ...draft, level: 'cashier', checked: 42 },
    takes: [
      { after: 60, by: staff.own('cashier'), step: 'sign' },
      { after: 20, by: staff.own('cashier'), step: 'void', with: { reason: '审核日期填错' } },
      { after: 30, by: staff.own('finance-manager'), step: 'confirm-void' },
    ],
  })
  await room.open('charge-audits', { ...draft, level: 'project-manager', checked: 30 }, staff.own('project-manager'))
}

/** Books of receipts, in every stage. */
async function* books({ room, staff, projects }: World): Story {
  const keeper = staff.own('accountant')
  const issuedTo = staff.own('fee-clerk').id as Id<'users'>
  const book = (from: number, until?: string) =>
    room.tale('voucher-books', {
      by: keeper,
      draft: { project: projects.lake, prefix: 'CH', fromNo: from, toNo: from + 99 },
      takes: [
        { after: 15, by: keeper, step: 'issue', with: (today) => ({ issuedTo, issuedOn: today }) },
        {
          after: [3, '16:40'],
          by: staff.own('fee-clerk'),
          step: 'use-up',
          with: (today) => ({ used: 96, voided: 4, returnedOn: today }),
        },
        { after: 60, by: keeper, step: 'check' },
      ],
      until,
    })
  for (const [place, until] of [undefined, 'used-up', 'issued', 'in-stock'].entries())
    room.agenda.add(room.clock.now, book(1201 + place * 100, until))
}
