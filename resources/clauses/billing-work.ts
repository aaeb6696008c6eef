import { type Day, firstDayOf, lastDayOf, type Month, monthAfter, monthOf, type Reader, type Tx } from '#engine'
import { chargedFor, type Priced, pricesFor, type Standard, type Stretch, stretchesOf, within } from './billing.ts'
import { type Bill, byPayer, type Home, type Item, monthsOf, nameOf, payerOn, type Run } from './billing-bills.ts'
import { metered, overdue } from './billing-extras.ts'
import { isHandedOver } from './homes.ts'

interface Worked {
  readonly bills: readonly Bill[]
  readonly already: number
  readonly concerns: ReadonlyMap<string, readonly string[]>
}

const key = (room: string, item: string) => `${room} ${item}`

/** Which months of which item are already billed to which home, the last sequence used, and which homes beyond their last day. */
async function billed(run: Run, tx: Reader, leaving: ReadonlyMap<string, Day>) {
  const months = monthsOf(run)
  const last = months.at(-1) ?? run.period
  const covered = new Map<string, Set<Month>>()
  const tooFar = new Set<string>()
  const sequences = new Map<string, number>()
  const period = { gte: monthAfter(run.period, -11), lte: last }
  const source = ['standard', 'meter', 'late-fee'] as const
  const old = await tx.find('receivables', { project: run.project, period, source })
  for (const { room, feeItem, period: from, months: length, sequence, source: way, status, coversUntil } of old) {
    // no bill covers more than a year: of the earlier ones those that reach into this run's months
    if (monthAfter(from, length - 1) < run.period) continue
    const at = `${key(room, feeItem)} ${from} ${way}`
    sequences.set(at, Math.max(sequence, sequences.get(at) ?? 0))
    if (status === 'cancelled' || way !== 'standard') continue
    const set = covered.get(key(room, feeItem)) ?? new Set<Month>()
    for (let month = 0; month < length; month++) set.add(monthAfter(from, month))
    covered.set(key(room, feeItem), set)
    const left = leaving.get(room)
    if (left && left < (coversUntil ?? lastDayOf(monthAfter(from, length - 1)))) tooFar.add(room)
  }
  return { covered, sequences, tooFar }
}

async function tariffs(run: Run, tx: Reader) {
  const chosen = run.items?.map(({ feeItem }) => feeItem)
  const items = await tx.find('fee-items', {
    active: true,
    mode: ['recurring', 'meter'],
    ...(chosen && chosen.length > 0 && { id: chosen }),
  })
  const standards = await tx.find('fee-standards', {
    project: [run.project, null],
    status: ['in-force', 'superseded', 'approved'],
  })
  return { items, standardsOf: (item: Item) => standards.filter(({ feeItem }) => feeItem === item.id) }
}

/** Which homes are charged: handed over, or given back only after the first day of the run. */
const isCharged = (home: Home, from: Day) => isHandedOver(home) || (home.feeTo !== null && home.feeTo >= from)

/** Everything that is not yet billed for the period: nothing twice, however often it is asked. */
export async function worked(run: Run, tx: Tx): Promise<Worked> {
  const where = { project: run.project, ...(run.building !== null && { building: run.building }) }
  const all = await tx.find('properties', where, { sort: ['building', 'unit', 'roomNo'] })
  const concerns = new Map<string, string[]>()
  const note = (matter: string, example: string) => concerns.set(matter, [...(concerns.get(matter) ?? []), example])
  const homes = all.filter((home) => {
    if (!isCharged(home, firstDayOf(run.period))) return false
    if (home.status === 'draft') note('房屋资源尚未经出纳核对，不计费', nameOf(home))
    return home.status !== 'draft'
  })
  const { items, standardsOf } = await tariffs(run, tx)
  const leaving = new Map(homes.flatMap(({ id, feeTo }) => (feeTo === null ? [] : [[id as string, feeTo] as const])))
  const { covered, sequences, tooFar } = await billed(run, tx, leaving)
  for (const home of homes) if (tooFar.has(home.id)) note('已计费至计费截止日之后，多计的请办理收费更正', nameOf(home))
  const next = (room: string, item: string, period: Month, source: Bill['source']) => {
    const at = `${key(room, item)} ${period} ${source}`
    const sequence = (sequences.get(at) ?? 0) + 1
    sequences.set(at, sequence)
    return sequence
  }
  const months = monthsOf(run)
  const already = new Set<string>()
  const bills: Bill[] = []
  for (const item of items.filter(({ mode }) => mode === 'recurring')) {
    const standards = standardsOf(item)
    if (standards.length === 0) continue
    const priced = pricing(standards)
    const whole = stretchesOf(months)
    for (const home of homes) {
      const done = covered.get(key(home.id, item.id))
      if (done && months.every((month) => done.has(month))) already.add(home.id)
      const missing = done ? months.filter((month) => !done.has(month)) : months
      const stretches = done ? stretchesOf(missing) : whole
      for (const stretch of stretches.flatMap((one) => within(one, home.feeFrom, home.feeTo) ?? []))
        for (const part of priced(home, stretch).flatMap((one) => byPayer(home, one))) {
          const quantity = quantityOf(part.standard, home)
          const charged = quantity === undefined ? undefined : chargedFor(part.standard, quantity, part)
          if (!charged || quantity === undefined || charged.amount === 0) continue
          const period = monthOf(part.from)
          bills.push({
            home,
            item,
            standard: part.standard,
            source: 'standard',
            sequence: next(home.id, item.id, period, 'standard'),
            period,
            months: charged.months,
            quantity,
            price: part.standard.price,
            amount: charged.amount,
            working: charged.working,
            reading: null,
            covers: charged.working === null ? null : part,
            payer: payerOn(home, part.from),
          })
        }
    }
  }
  const byRoom = new Map(homes.map((home) => [home.id as string, home]))
  bills.push(...(await metered(run, tx, byRoom, items, standardsOf, next, note)))
  if (run.lateFee) bills.push(...(await overdue(run, tx, byRoom, next, note)))
  return { bills, already: already.size, concerns }
}
/** Homes of one use and building pay the same: worked out once, but where a standard names its homes. */
function pricing(standards: readonly Standard[]) {
  const known = new Map<string, Priced[]>()
  const own = new Map<string, Standard[]>()
  for (const standard of standards)
    for (const { room } of standard.subjects ?? []) own.set(room, [...(own.get(room) ?? []), standard])
  return (home: Home, stretch: Stretch): Priced[] => {
    const named = own.get(home.id)
    if (named)
      return pricesFor(named.map(forOne), home, stretch).map((part) => ({ ...part, standard: of(named, part) }))
    const at = `${home.usage} ${home.building} ${stretch.from} ${stretch.until}`
    const found = known.get(at) ?? pricesFor(standards, home, stretch)
    known.set(at, found)
    return found
  }
}
const forOne = (standard: Standard): Standard => ({ ...standard, subjects: null, usage: 'all', building: null })
const of = (named: readonly Standard[], { standard }: Priced) => named.find(({ id }) => id === standard.id) ?? standard

function quantityOf({ basis, subjects }: Standard, home: Home): number | undefined {
  const named = subjects?.find(({ room }) => room === home.id)
  if (named) return named.quantity
  if (basis === 'meter' || basis === 'count') return undefined
  return basis === 'area' ? home.floorArea : 1
}
