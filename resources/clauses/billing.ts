import {
  type Day,
  daysAfter,
  daysBetween,
  type Fen,
  firstDayOf,
  lastDayOf,
  type Month,
  monthAfter,
  monthOf,
  type RecordOf,
} from '#engine'
import { charge, prorated } from './money.ts'

export type Standard = RecordOf<'fee-standards'>
type Home = Pick<RecordOf<'properties'>, 'usage' | 'building'>

/** How the fen of a bill are rounded away. */
export const roundings = {
  fen: '四舍五入到分',
  jiao: '四舍五入到角',
  yuan: '四舍五入到元',
  'jiao-down': '舍分取角',
} as const
/** What is charged for a month of which a home is charged only some days. */
export const proratings = { day: '按日计费', full: '按整月计费', none: '不计费' } as const

export const rounded = (amount: Fen, rounding: keyof typeof roundings): Fen => {
  if (rounding === 'fen') return amount
  const unit = rounding === 'yuan' ? 100 : 10
  return (rounding === 'jiao-down' ? Math.floor(amount / unit) : Math.floor((2 * amount + unit) / (2 * unit))) * unit
}

/** A quantity cut at the steps: each part at its own price, none half counted. */
function stepsOf({ price, tiers }: Pick<Standard, 'price' | 'tiers'>, quantity: number) {
  const steps = [{ over: 0, price }, ...(tiers ?? [])]
  return steps.flatMap((step, at) => {
    const until = Math.min(quantity, steps[at + 1]?.over ?? quantity)
    const part = Math.round((until - step.over) * 1e4) / 1e4
    return part > 0 ? [{ quantity: part, price: step.price }] : []
  })
}
/** What a quantity costs for one month, before rounding. */
const monthly = (standard: Pick<Standard, 'price' | 'tiers'>, quantity: number): Fen =>
  stepsOf(standard, quantity).reduce((sum, step) => sum + charge(step.quantity, step.price), 0)

export interface Stretch {
  readonly from: Day
  readonly until: Day
}
export interface Charged {
  readonly months: number
  readonly amount: Fen
  /** How it was worked out, where it is not quantity × price × months. */
  readonly working: string | null
}

const monthsIn = ({ from, until }: Stretch): Month[] => {
  const months: Month[] = []
  for (let month = monthOf(from); month <= monthOf(until); month = monthAfter(month, 1)) months.push(month)
  return months
}
const overlap = (month: Month, { from, until }: Stretch): Stretch => ({
  from: from > firstDayOf(month) ? from : firstDayOf(month),
  until: until < lastDayOf(month) ? until : lastDayOf(month),
})
/** A stretch cut at the first and the last day on which a home is charged; nothing where no day is left. */
export function within(stretch: Stretch, from: Day | null, until: Day | null): Stretch | undefined {
  if ((from ?? '') <= stretch.from && (until ?? '9999-12-31') >= stretch.until) return stretch
  const cut = {
    from: from !== null && from > stretch.from ? from : stretch.from,
    until: until !== null && until < stretch.until ? until : stretch.until,
  }
  return cut.from <= cut.until ? cut : undefined
}
export const daysIn = ({ from, until }: Stretch) => daysBetween(from, until) + 1

/** How many days of each of its months a stretch has; homes share their stretches. */
interface Part {
  readonly days: number
  readonly all: number
}
const known = new WeakMap<Stretch, readonly Part[]>()
function partsOf(stretch: Stretch): readonly Part[] {
  const parts =
    known.get(stretch) ??
    monthsIn(stretch).map((month) => ({
      days: daysIn(overlap(month, stretch)),
      all: daysIn({ from: firstDayOf(month), until: lastDayOf(month) }),
    }))
  known.set(stretch, parts)
  return parts
}

type Terms = Pick<Standard, 'price' | 'tiers' | 'rounding' | 'prorating'>
/** What a quantity costs from one day until another; nothing where only days of a month are left and those are not charged. */
export function chargedFor(standard: Terms, quantity: number, stretch: Stretch): Charged | undefined {
  const parts = partsOf(stretch)
  const isWhole = ({ days, all }: Part) => days === all || standard.prorating === 'full'
  const whole = parts.filter(isWhole).length
  const broken = standard.prorating === 'day' && whole < parts.length ? parts.filter((part) => !isWhole(part)) : []
  const months = whole + broken.length
  if (months === 0) return undefined
  const stepped = (standard.tiers ?? []).length > 0
  const each = stepped || broken.length > 0 ? monthly(standard, quantity) : 0
  const exact = broken.reduce(
    (sum, { days, all }) => sum + prorated(each, days, all),
    stepped ? each * whole : charge(quantity, standard.price, whole),
  )
  const amount = rounded(exact, standard.rounding)
  const plain = broken.length === 0 && !stepped && amount === exact
  return { months, amount, working: plain ? null : wordsOf(standard, quantity, whole, broken, amount !== exact) }
}
function wordsOf(
  standard: Terms,
  quantity: number,
  whole: number,
  broken: readonly Part[],
  isRounded: boolean,
): string {
  const steps = stepsOf(standard, quantity).map((step) => `${step.quantity} × ${step.price}`)
  const unit = steps.length > 1 ? `（${steps.join(' + ')}）` : (steps[0] ?? '0')
  const times = [...(whole > 0 ? [`${whole} 个月`] : []), ...broken.map(({ days, all }) => `${days}/${all} 月`)]
  const base =
    times.join(' + ') === '1 个月' ? unit : `${unit} × ${times.length > 1 ? `（${times.join(' + ')}）` : times}`
  return `${base}${isRounded ? `，${roundings[standard.rounding]}` : ''}`.slice(0, 200)
}

/** Whether a standard is meant for a home: 0 where not; else the more, the nearer it says so. */
function nearness({ project, usage, building, subjects }: Standard, home: Home): number {
  if (subjects !== null && subjects.length > 0) return 0
  if (usage !== 'all' && usage !== home.usage) return 0
  if (building !== null && building !== home.building) return 0
  return 1 + (project === null ? 0 : 8) + (building === null ? 0 : 4) + (usage === 'all' ? 0 : 2)
}

/** The last day of a standard: its own, or the day before the next version of it. */
const sameScope = (one: Standard, other: Standard) =>
  one.feeItem === other.feeItem &&
  one.project === other.project &&
  one.usage === other.usage &&
  one.building === other.building &&
  one.grade === other.grade
export function lastDayFor(standard: Standard, all: readonly Standard[]): Day {
  const next = all
    .filter((other) => sameScope(standard, other) && other.validFrom > standard.validFrom)
    .map(({ validFrom }) => daysAfter(validFrom, -1))
  return [standard.validTo ?? '9999-12-31', ...next].reduce((least, day) => (day < least ? day : least))
}

export interface Priced extends Stretch {
  readonly standard: Standard
}
/** Which standard holds for a home on which days of a stretch: the nearest wins, and each new version cuts it. */
export function pricesFor(standards: readonly Standard[], home: Home, stretch: Stretch): Priced[] {
  const near = standards
    .map((standard) => ({ standard, near: nearness(standard, home), until: lastDayFor(standard, standards) }))
    .filter((one) => one.near > 0)
  const cuts = near.flatMap(({ standard, until }) => [standard.validFrom, daysAfter(until, 1)])
  const inside = cuts.filter((day) => day > stretch.from && day <= stretch.until)
  const starts = [...new Set([stretch.from, ...inside])].sort()
  const found: Priced[] = []
  starts.forEach((from, at) => {
    const until = at + 1 < starts.length ? daysAfter(starts[at + 1] as Day, -1) : stretch.until
    const best = near
      .filter((one) => one.standard.validFrom <= from && one.until >= from)
      .reduce<(typeof near)[number] | undefined>((top, one) => (top && top.near >= one.near ? top : one), undefined)
    if (!best) return
    const last = found.at(-1)
    if (last?.standard === best.standard && daysAfter(last.until, 1) === from)
      found[found.length - 1] = { ...last, until }
    else found.push({ standard: best.standard, from, until })
  })
  return found
}

/** Months in a row as stretches of whole months. */
export function stretchesOf(months: readonly Month[]): Stretch[] {
  const found: { from: Day; until: Day }[] = []
  for (const month of months) {
    const last = found.at(-1)
    if (last && daysAfter(last.until, 1) === firstDayOf(month)) last.until = lastDayOf(month)
    else found.push({ from: firstDayOf(month), until: lastDayOf(month) })
  }
  return found
}

/** For so many days past its last day a fee costs so much more; the rate is a percentage a day. */
export const lateFee = (balance: Fen, rate: number, days: number): Fen =>
  prorated(balance, Math.round(rate * 1000) * days, 100_000)
