import { type Day, firstDayOf, type Instant, monthAfter, monthOf, type Office } from '#engine'
import { type Account, billing, monthsUntil } from './bills.ts'
import { copyInto } from './copying.ts'
import { counter } from './counter.ts'
import { drafting } from './drafting.ts'
import { plan, settle } from './homes.ts'
import { divide, hire, type Projects } from './people.ts'
import { furnish, tariffs } from './tariffs.ts'

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

export async function draft(office: Office, { homes = 1500, seed = 20261121, now }: EstateOptions) {
  const today = office.ports.zone ? new Date(now).toISOString().slice(0, 10) : ''
  const first = monthAfter(monthOf(today), 1 - MONTHS)
  const opening: Day = firstDayOf(monthAfter(first, -1))
  const room = drafting(office, seed, `${opening}T00:00:00.000Z`)
  const { projects, people } = await hire(room)
  const places = plan(projects, homes, room.chance.of('plan'))
  const buildings = [
    ...new Map(places.map(({ building, project }) => [`${project} ${building}`, { name: building, project }])).values(),
  ]
  const staff = await divide(room, people, buildings)
  await furnish(room, projects, staff, opening)
  const entered = await settle(room, places, staff.own('data-clerk'), room.chance.of('people'))
  const ids = entered.map(({ id }) => id)
  await room.run(staff.own('cashier'), (tx) => tx.performMany('properties', ids, 'check'))
  await room.run(staff.own('accountant'), (tx) => tx.performMany('properties', ids, 'audit'))
  const items = await room.run(
    staff.own('accountant'),
    async (tx) => new Map((await tx.find('fee-items', {})).map(({ code, id }) => [code, id])),
  )
  tariffs(room, projects, staff, items)
  const months = monthsUntil(monthOf(today), MONTHS)
  for (const project of Object.values(projects) as Projects[keyof Projects][]) {
    const accounts = entered
      .filter((home) => home.project === project && home.charged)
      .map((home): Account => ({ home, dues: [] }))
    const desk = counter(room, staff, project)
    const perYear = project === projects.lake ? 4 : 12
    const run = {
      room,
      staff,
      project,
      accounts,
      posted: (month: string) => desk.posted(accounts, month, perYear, perYear * 2),
    }
    room.agenda.add(`${first}-01T00:00:00.000Z`, billing(run, projects, months))
  }
  await room.agenda.tell(now)
  return room
}

/** Fills an empty office with two years of work; says how many rows there are of each table. */
export async function fillEstate(office: Office, options: EstateOptions): Promise<Readonly<Record<string, number>>> {
  const room = await draft(office, options)
  return copyInto(office.store, office.house, room.store)
}
