import type { DraftOf, Id, User } from '#engine'
import type { Chance } from './chance.ts'
import type { Drafting } from './drafting.ts'
import { company, identityOf, mobile, relative, someone } from './names.ts'
import type { Project, Projects } from './people.ts'

export type Usage = NonNullable<DraftOf<'properties'>['usage']>
export interface Person {
  readonly id: Id<'residents'>
  readonly name: string
  readonly phone: string
}
export interface Home {
  readonly id: Id<'properties'>
  readonly project: Project
  readonly building: string
  readonly label: string
  readonly floorArea: number
  readonly usage: Usage
  readonly owner: Person
  readonly tenant: Person | undefined
  /** Sold and handed over: it is charged. */
  readonly charged: boolean
  /** Somebody lives there, who reports a dripping tap. */
  readonly lived: boolean
}
interface Place {
  readonly project: Project
  readonly building: string
  readonly unit: string
  readonly floor: number
  readonly roomNo: string
  readonly usage: Usage
  readonly floorArea: number
  readonly layout: 'flat' | 'duplex'
}

const PER_FLOOR = 4
const areas = [62.35, 78.9, 88.16, 89.72, 96.5, 107.24, 118.63, 127.38, 143.05]

/** So many flats: towers of one or two units, the last floors not always full. */
function flats(project: Project, count: number, first: number, chance: Chance): Place[] {
  const towers = Math.max(2, Math.round(count / 105))
  return Array.from({ length: towers }, (_, tower) => {
    const mine = Math.floor(count / towers) + (tower < count % towers ? 1 : 0)
    const units = mine > 48 ? 2 : 1
    const plan = Array.from({ length: PER_FLOOR }, () => chance.pick(areas))
    return Array.from({ length: mine }, (__, place): Place => {
      const [unit, inUnit] = [(place % units) + 1, Math.floor(place / units)]
      const [floor, room] = [Math.floor(inUnit / PER_FLOOR) + 1, (inUnit % PER_FLOOR) + 1]
      const duplex = floor >= 16 && room === 1
      return {
        project,
        building: String(first + tower),
        unit: String(unit),
        floor,
        roomNo: `${floor}${String(room).padStart(2, '0')}`,
        usage: 'residence',
        floorArea: (plan[room - 1] ?? 90) * (duplex ? 2 : 1),
        layout: duplex ? 'duplex' : 'flat',
      }
    })
  }).flat()
}
const row = (project: Project, building: string, usage: 'shop' | 'parking', count: number, chance: Chance): Place[] =>
  Array.from({ length: count }, (_, at) => ({
    project,
    building,
    unit: '1',
    floor: usage === 'shop' ? 1 : -1,
    roomNo: String(at + 1).padStart(3, '0'),
    usage,
    floorArea: usage === 'shop' ? chance.whole(320, 1650) / 10 : 12.72,
    layout: 'flat',
  }))

/** Where the homes lie: nearly four in five by the lake, a shop in twenty-five, a parking place in twelve. */
export function plan({ lake, hill }: Projects, homes: number, chance: Chance): Place[] {
  const inLake = Math.round(homes * 0.78)
  const part = (project: Project, count: number, first: number) => {
    const [shops, places] = [Math.max(2, Math.round(count / 25)), Math.max(3, Math.round(count / 12))]
    return [
      ...flats(project, count - shops - places, first, chance),
      ...row(project, 'S1', 'shop', shops, chance),
      ...row(project, 'B1', 'parking', places, chance),
    ]
  }
  return [...part(lake, inLake, 1), ...part(hill, homes - inLake, 1)]
}

type Resident = DraftOf<'residents'> & { readonly project: Project }
const DEVELOPER = '广州翠湖置业有限公司'

function owner(project: Project, chance: Chance): Resident {
  const face = someone(chance)
  const family = Array.from({ length: chance.whole(0, 2) }, () => relative(chance))
  return {
    project,
    name: face.name,
    kind: 'owner',
    identity: identityOf(face, chance),
    phone: mobile(chance),
    secondPhone: chance.happens(0.4) ? mobile(chance) : null,
    employer: chance.happens(0.35) ? company(chance) : null,
    family: family.length > 0 ? family : null,
    wechatAdded: chance.happens(0.58),
    secret: chance.happens(0.02),
  }
}
const tenant = (project: Project, chance: Chance): Resident => ({
  ...owner(project, chance),
  kind: 'tenant',
  family: null,
  secret: false,
})

type Occupancy = NonNullable<DraftOf<'properties'>['occupancy']>
const lives: readonly (readonly [Occupancy, number])[] = [
  ['occupied', 72],
  ['let', 12],
  ['vacant', 12],
  ['sold', 2],
  ['unsold', 2],
]
/** The last flats on the hill are still the developer's. */
const UNSOLD = 3
interface Lot {
  readonly place: Place
  readonly occupancy: Occupancy
  readonly owner: Resident
  readonly tenant: Resident | undefined
}
function lotsOf(places: readonly Place[], chance: Chance): Lot[] {
  const made: Lot[] = []
  const last = new Set(places.filter(({ usage }) => usage === 'residence').slice(-UNSOLD))
  for (const place of places) {
    const { project, usage } = place
    const drawn = usage === 'parking' ? 'occupied' : chance.weighed(lives)
    const occupancy = last.has(place) ? 'unsold' : drawn
    // a parking place belongs to somebody who has a flat there
    const neighbour = usage === 'parking' ? chance.pick(made.filter((one) => one.place.project === project)) : undefined
    const developer: Resident = { project, name: DEVELOPER, kind: 'owner', phone: '020-38880000' }
    const mine = neighbour?.owner ?? (occupancy === 'unsold' ? developer : owner(project, chance))
    made.push({ place, occupancy, owner: mine, tenant: occupancy === 'let' ? tenant(project, chance) : undefined })
  }
  return made
}

/** One entry a person, however many homes are his. */
function everybody(lots: readonly Lot[]): Resident[] {
  const developers = new Map<string, Resident>()
  const known = new Set<Resident>()
  for (const lot of lots) {
    if (lot.owner.name === DEVELOPER) developers.set(lot.place.project, developers.get(lot.place.project) ?? lot.owner)
    else known.add(lot.owner)
    if (lot.tenant) known.add(lot.tenant)
  }
  return [...developers.values(), ...known]
}

/** The data clerk enters residents and homes from the developer's list. */
export async function settle(
  { run, clock, hours }: Drafting,
  places: readonly Place[],
  by: User,
  chance: Chance,
): Promise<Home[]> {
  const lots = lotsOf(places, chance)
  const drafts = everybody(lots)
  const today = hours.dayOf(clock.now)
  return run(by, async (tx) => {
    const rows = await tx.createMany('residents', drafts)
    const ids = new Map<Resident | string, Person>()
    rows.forEach(({ id, name, phone, project }, at) => {
      const draft = drafts[at] as Resident
      ids.set(name === DEVELOPER ? `${project}` : draft, { id, name, phone })
    })
    const personOf = (one: Resident) => ids.get(one.name === DEVELOPER ? one.project : one) as Person
    const homes = await tx.createMany(
      'properties',
      lots.map(({ place, occupancy, owner: mine, tenant: other }) => ({
        ...place,
        occupancy,
        occupancyFrom: today,
        owner: personOf(mine).id,
        tenant: other ? personOf(other).id : null,
        payerType: other && personOf(other).phone.endsWith('8') ? ('tenant' as const) : ('owner' as const),
        developerOwesFee: occupancy === 'unsold',
        warrantyFrom: '2021-06-30',
        warrantyTo: '2026-06-29',
      })),
    )
    return homes.map(({ id, building, unit, roomNo }, at): Home => {
      const { place, occupancy, owner: mine, tenant: other } = lots[at] as Lot
      return {
        id,
        project: place.project,
        building,
        label: `${building}-${unit}-${roomNo}`,
        floorArea: place.floorArea,
        usage: place.usage,
        owner: personOf(mine),
        tenant: other && personOf(other),
        charged: occupancy !== 'unsold' && occupancy !== 'sold',
        lived: place.usage !== 'parking' && (occupancy === 'occupied' || occupancy === 'let'),
      }
    })
  })
}
