import {
  dayIn,
  firstDayOf,
  type Instant,
  type Month,
  memoryStore,
  monthAfter,
  monthOf,
  type Office,
  type User,
} from '#engine'
import { announcements } from './announcements.ts'
import { applications } from './applications.ts'
import { arrears } from './arrears.ts'
import { billingRuns } from './billing.ts'
import { type Account, type Bill, billing, billsOf, monthsUntil, quarterAfter } from './bills.ts'
import { callbacks } from './callbacks.ts'
import { copyInto, handingOn, type Piece, piecesOf } from './copying.ts'
import { corrections } from './corrections.ts'
import { counter } from './counter.ts'
import { decorations } from './decorations.ts'
import { defects } from './defects.ts'
import { type Drafting, drafting } from './drafting.ts'
import { facilities } from './facilities.ts'
import { complaints } from './grievances.ts'
import { type Home, plan, settle } from './homes.ts'
import { matters } from './matters.ts'
import { monthTables } from './month-tables.ts'
import { notices } from './notices.ts'
import { outgoing } from './outgoing.ts'
import { paidAhead } from './paid-ahead.ts'
import { divide, hire, type Project, type Staff } from './people.ts'
import { quarrels } from './quarrels.ts'
import { wrongCharges } from './refunds.ts'
import { releases } from './releases.ts'
import { renovations } from './renovations.ts'
import { repairs } from './repair-days.ts'
import { rounds } from './rounds.ts'
import { settlements } from './settlements.ts'
import { surveys } from './surveys.ts'
import { furnish, tariffs } from './tariffs.ts'
import { today } from './today.ts'
import { upkeep } from './upkeep.ts'
import { works } from './works.ts'
import { hereOf, type World } from './world.ts'

/** What the demonstration is made of. */
export interface EstateOptions {
  /** How many homes, shops and parking places, of all projects together. */
  readonly homes?: number
  /** The same seed makes the same estate. */
  readonly seed?: number
  /** Nothing in the estate is later than this. */
  readonly now: Instant
}
/** The books hold so many months. */
const MONTHS = 24

/** Fills an empty office with two years of work; says how many rows there are of each table. */
export async function fillEstate(office: Office, options: EstateOptions): Promise<Readonly<Record<string, number>>> {
  const { count } = await office.store.reading((rows) => rows.sum(office.house.staff.form, undefined, []))
  if (count > 0) throw new Error('somebody works here already')
  const pieces: Piece[] = []
  await handOver(office, options, (piece) => pieces.push(piece))
  return copyInto(office.store, pieces)
}
export { copyInto, type Piece }

/** Drafts it and hands it over: the history while it is being told, everything else at the end. */
export async function handOver(office: Office, options: EstateOptions, give: (piece: Piece) => void): Promise<void> {
  const room = handingOn(memoryStore(office.house), give)
  await draftEstate(office, options, room)
  room.rest()
  for (const piece of piecesOf(office.house, room)) give(piece)
}

/** The same in a room of its own, in memory. */
export async function draftEstate(
  office: Office,
  { homes = 1500, seed = 20261121, now }: EstateOptions,
  place = memoryStore(office.house),
): Promise<Drafting> {
  const last = monthOf(dayIn(office.ports.zone, now))
  const months = monthsUntil(last, MONTHS)
  const before = firstDayOf(monthAfter(last, -MONTHS))
  // the house is furnished in the month before the first bills
  const room = drafting(office, place, seed, `${before}T01:00:00.000Z`)
  const world = await open(room, homes, months, now)
  const standards = tariffs(room, world.projects, world.staff, world.items)
  for (const project of hereOf(world)) charge(world, project, months)
  for (const tell of [
    repairs,
    callbacks,
    rounds,
    decorations,
    renovations,
    wrongCharges,
    arrears,
    today,
    settlements,
    corrections,
    releases,
    applications,
  ])
    tell(world)
  for (const tell of [works, facilities, defects, billingRuns, paidAhead]) tell(world)
  for (const tell of [complaints, matters, quarrels, surveys, announcements]) tell(world)
  monthTables(world)
  outgoing(world)
  notices(world, months)
  upkeep(world, standards)
  await room.agenda.tell(now)
  return room
}

/** The first day: projects and people, homes and residents, what every office has. */
async function open(room: Drafting, count: number, months: readonly Month[], now: Instant): Promise<World> {
  const first = firstDayOf(months[0] ?? monthOf(now))
  const { projects, people } = await hire(room)
  const places = plan(projects, count, room.chance.of('plan'))
  const buildings = new Map(
    places.map(({ building, project }) => [`${project} ${building}`, { name: building, project }]),
  )
  const staff = await divide(room, people, [...buildings.values()])
  await furnish(room, projects, staff, quarterAfter(months, 18) ?? first)
  const homes = await settle(room, places, staff.own('data-clerk'), room.chance.of('people'))
  await check(room, staff, homes)
  const found = await room.run(staff.own('accountant'), (tx) => tx.find('fee-items', {}))
  const items = new Map(found.map(({ code, id }) => [code, id]))
  const accounts = homes.filter(({ charged }) => charged).map((home): Account => ({ home, dues: [] }))
  const counters = new Map(
    Object.values<Project>({ ...projects }).map((project) => [project, counter(room, staff, project)]),
  )
  const counterOf = (project: Project) => counters.get(project) ?? counter(room, staff, project)
  return { room, projects, staff, everybody: people, homes, accounts, items, counter: counterOf, first, now }
}
/** The cashier compares every home with the developer's list, the accountant audits it. */
async function check({ run }: Drafting, staff: Staff, homes: readonly Home[]): Promise<void> {
  const ids = homes.map(({ id }) => id)
  const move = (by: User, step: 'check' | 'audit') => run(by, (tx) => tx.performMany('properties', ids, step))
  await move(staff.own('cashier'), 'check')
  await move(staff.own('accountant'), 'audit')
}

/** A project's bills, and how they are paid. */
function charge(world: World, project: Project, months: readonly Month[]): void {
  const { room, staff, projects } = world
  const accounts = world.accounts.filter(({ home }) => home.project === project)
  // the hill began by the quarter too, and changed over to months for the last half-year
  const bills = billsOf(months, project === projects.hill ? quarterAfter(months, 18) : undefined)
  const left = (month: Month) => months.length - 1 - months.indexOf(month)
  const posted = (bill: Bill) => world.counter(project).posted(accounts, bill, left(bill.month))
  room.agenda.add(room.clock.now, billing({ room, staff, project, accounts, posted }, bills))
}
