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

const QUARTER = 3
const monthOfYear = (month: Month) => Number(month.slice(5))
/** How many months one bill covers: to the end of the quarter by the lake, one on the hill. */
const covered = (month: Month, quarterly: boolean) => (quarterly ? QUARTER - ((monthOfYear(month) - 1) % QUARTER) : 1)

interface Run {
  readonly room: Drafting
  readonly staff: Staff
  readonly project: Project
  readonly accounts: readonly Account[]
  /** The bills are out: each home makes up its mind. */
  readonly posted: (month: Month) => void
}

const standardFor = (standards: readonly Standard[], { usage, project }: Home) =>
  standards.find((one) => one.usage === usage && one.project === project)

/** One run: the fee clerk enters what every home owes, the accountant checks and posts it. */
async function* bill(run: Run, month: Month, months: number, held: number): Story {
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
  posted(month)
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

/** The months in which there are bills: every month, or the first of each quarter and of the books. */
export const billedIn = (months: readonly Month[], quarterly: boolean): readonly Month[] =>
  quarterly ? months.filter((month, at) => at === 0 || covered(month, true) === QUARTER) : months

/** The bills of a project, month after month or quarter after quarter. */
export async function* billing(run: Run, months: readonly Month[], quarterly: boolean): Story {
  const last = months.at(-1)
  for (const month of billedIn(months, quarterly)) {
    // some of this month's are still to be checked
    const held = !quarterly && month === last ? Math.min(12, Math.floor(run.accounts.length / 6)) : 0
    yield* bill(run, month, covered(month, quarterly), held)
  }
}
/** So many months, the last of them given. */
export const monthsUntil = (last: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, at) => monthAfter(last, at - count + 1))
