import { type Day, type Fen, firstDayOf, type Id, type Month, monthAfter, type RecordOf } from '#engine'
import type { Story } from './agenda.ts'
import type { Drafting } from './drafting.ts'
import type { Home } from './homes.ts'
import type { Project, Staff } from './people.ts'

/** What a home still owes, the oldest first. */
export interface Due {
  readonly id: Id<'receivables'>
  readonly period: Month
  readonly balance: Fen
}
export interface Account {
  readonly home: Home
  dues: Due[]
}
type Standard = RecordOf<'fee-standards'>

/** One bill: from which month on, and how many it covers. */
export interface Bill {
  readonly month: Month
  readonly months: number
}
const QUARTER = 3
const restOfQuarter = (month: Month) => QUARTER - ((Number(month.slice(5)) - 1) % QUARTER)

/** The bills of these months: by the quarter, the first of them with what is left of the quarter before; by the month from a month on. */
export function billsOf(months: readonly Month[], monthlyFrom?: Month): Bill[] {
  const bills: Bill[] = []
  for (let at = 0; at < months.length; ) {
    const month = months[at] as Month
    const rest = restOfQuarter(month)
    const quarterly = at === 0 && rest < QUARTER ? rest + QUARTER : rest
    const covers = monthlyFrom && month >= monthlyFrom ? 1 : quarterly
    bills.push({ month, months: covers })
    at += covers
  }
  return bills
}
/** The first month of a quarter after so many months. */
export const quarterAfter = (months: readonly Month[], count: number): Month | undefined =>
  months.find((month, at) => at >= count && restOfQuarter(month) === QUARTER)

interface Run {
  readonly room: Drafting
  readonly staff: Staff
  readonly project: Project
  readonly accounts: readonly Account[]
  /** The bills are out: each home makes up its mind. */
  readonly posted: (bill: Bill) => void
}

const standardFor = (standards: readonly Standard[], { usage, project }: Home) =>
  standards.find((one) => one.usage === usage && one.project === project)

/** One run: the fee clerk enters what every home owes, the accountant checks and posts it. */
async function* charge(run: Run, bill: Bill, held: number): Story {
  const { month, months } = bill
  const { room, staff, project, accounts, posted } = run
  const [clerk] = staff.of('fee-clerk', project)
  const day = firstDayOf(month)
  yield room.hours.at(day, '09:12')
  const made = await room.run(clerk ?? staff.own('fee-clerk'), async (tx) => {
    const standards = await tx.find('fee-standards', { project, status: 'in-force' })
    const drafts = accounts.map(({ home }) => draftOf(home, standards, month, months))
    return tx.createMany('receivables', drafts)
  })
  yield room.hours.at(day, '14:30')
  const ready = made.slice(0, made.length - held)
  await room.run(staff.own('accountant'), (tx) =>
    tx.performMany(
      'receivables',
      ready.map(({ id }) => id),
      'check',
    ),
  )
  ready.forEach(({ id, payable, period }, at) => accounts[at]?.dues.push({ id, period, balance: payable }))
  posted(bill)
}
function draftOf(home: Home, standards: readonly Standard[], period: Month, months: number) {
  const standard = standardFor(standards, home)
  if (!standard) throw new Error(`no price for ${home.label}`)
  return {
    room: home.id,
    feeItem: standard.feeItem,
    standard: standard.id,
    period,
    months,
    quantity: standard.basis === 'area' ? home.floorArea : 1,
    dueOn: `${period}-15` as Day,
  }
}

/** The bills of a project, one after the other. */
export async function* billing(run: Run, bills: readonly Bill[]): Story {
  const last = bills.at(-1)
  for (const bill of bills) {
    // some of this month's are still to be checked
    const held = bill === last && bill.months === 1 ? Math.min(12, Math.floor(run.accounts.length / 6)) : 0
    yield* charge(run, bill, held)
  }
}
/** So many months, the last of them given. */
export const monthsUntil = (last: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, at) => monthAfter(last, at - count + 1))
