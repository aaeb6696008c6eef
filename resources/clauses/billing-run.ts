import {
  type Blocker,
  type Day,
  daysBetween,
  type Fen,
  firstDayOf,
  type Id,
  lastDayOf,
  type Month,
  monthAfter,
  monthOf,
  type Reader,
  type RecordOf,
  type RuleTx,
  refuse,
  type Tx,
} from '#engine'
import { chargedFor, lateFee, type Priced, pricesFor, type Standard, type Stretch, stretchesOf } from './billing.ts'
import { inYuan } from './money.ts'
import { dueDay } from './notices.ts'

type Run = RecordOf<'billing-runs'>
type Home = RecordOf<'properties'>
type Item = RecordOf<'fee-items'>
type Reading = RecordOf<'meter-readings'>

/** One bill that a run would post. */
interface Bill {
  readonly home: Home
  readonly item: Item
  readonly standard: Standard | null
  readonly source: 'standard' | 'meter' | 'late-fee'
  readonly sequence: number
  readonly period: Month
  readonly months: number
  readonly quantity: number
  readonly price: number
  readonly amount: Fen
  readonly working: string | null
  readonly reading: Reading | null
  readonly covers: Stretch | null
}
interface Worked {
  readonly bills: readonly Bill[]
  readonly already: number
  readonly concerns: ReadonlyMap<string, readonly string[]>
}

/** What a run is about, where nobody has written it. */
export async function prepare({ id, period, months, dueOn }: Run, tx: Tx) {
  const last = monthAfter(period, (months ?? cycle(tx)) - 1)
  await tx.update('billing-runs', id, {
    months: months ?? cycle(tx),
    dueOn: dueOn ?? dueDay(period, tx.policy('billing.due_day')),
    printBy: dueDay(period, tx.policy('billing.print_day')),
  })
  return last
}
const cycle = (tx: Tx) => (tx.policy('fee.cycle') === 'quarter' ? 3 : 1)

const monthsOf = ({ period, months }: Run): Month[] =>
  Array.from({ length: months ?? 1 }, (_, at) => monthAfter(period, at))
const sum = (bills: readonly Bill[]): Fen => bills.reduce((all, { amount }) => all + amount, 0)
const key = (room: string, item: string) => `${room} ${item}`

/** Which months of which item are already billed to which home, and the last sequence used. */
async function billed(run: Run, tx: Reader) {
  const months = monthsOf(run)
  const last = months.at(-1) ?? run.period
  const covered = new Map<string, Set<Month>>()
  const sequences = new Map<string, number>()
  const period = { gte: monthAfter(run.period, -11), lte: last }
  const source = ['standard', 'meter', 'late-fee'] as const
  const old = await tx.find('receivables', { project: run.project, period, source })
  for (const { room, feeItem, period: from, months: length, sequence, source: way, status } of old) {
    // no bill covers more than a year: of the earlier ones those that reach into this run's months
    if (monthAfter(from, length - 1) < run.period) continue
    const at = `${key(room, feeItem)} ${from} ${way}`
    sequences.set(at, Math.max(sequence, sequences.get(at) ?? 0))
    if (status === 'cancelled' || way !== 'standard') continue
    const set = covered.get(key(room, feeItem)) ?? new Set<Month>()
    for (let month = 0; month < length; month++) set.add(monthAfter(from, month))
    covered.set(key(room, feeItem), set)
  }
  return { covered, sequences }
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

/** Which homes are charged: handed over, and checked by the cashier. */
const isHandedOver = ({ occupancy }: Home) => occupancy !== 'unsold' && occupancy !== 'sold'

/** Everything that is not yet billed for the period: nothing twice, however often it is asked. */
async function worked(run: Run, tx: Tx): Promise<Worked> {
  const where = { project: run.project, ...(run.building !== null && { building: run.building }) }
  const all = await tx.find('properties', where, { sort: ['building', 'unit', 'roomNo'] })
  const concerns = new Map<string, string[]>()
  const note = (matter: string, example: string) => concerns.set(matter, [...(concerns.get(matter) ?? []), example])
  const homes = all.filter((home) => {
    if (!isHandedOver(home)) return false
    if (home.status === 'draft') note('房屋资源尚未经出纳核对，不计费', nameOf(home))
    return home.status !== 'draft'
  })
  const { items, standardsOf } = await tariffs(run, tx)
  const { covered, sequences } = await billed(run, tx)
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
      for (const stretch of done ? stretchesOf(missing) : whole)
        for (const part of priced(home, stretch)) {
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
          })
        }
    }
  }
  const byRoom = new Map(homes.map((home) => [home.id as string, home]))
  bills.push(...(await metered(run, tx, byRoom, items, standardsOf, next, note)))
  if (run.lateFee) bills.push(...(await overdue(run, tx, byRoom, next, note)))
  return { bills, already: already.size, concerns }
}
const nameOf = ({ building, unit, roomNo }: Home) => `${building}-${unit}-${roomNo}`
type Next = (room: string, item: string, period: Month, source: Bill['source']) => number
type Note = (matter: string, example: string) => void

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

/** What the meters have used since they were last billed. */
async function metered(
  run: Run,
  tx: Tx,
  homes: ReadonlyMap<string, Home>,
  items: readonly Item[],
  standardsOf: (item: Item) => Standard[],
  next: Next,
  note: Note,
): Promise<Bill[]> {
  const byItem = new Map(items.filter(({ mode }) => mode === 'meter').map((item) => [item.id as string, item]))
  if (byItem.size === 0) return []
  const until = lastDayOf(monthsOf(run).at(-1) ?? run.period)
  const ready = { project: run.project, status: 'checked', readOn: { lte: until } } as const
  const readings = await tx.find('meter-readings', ready, { sort: ['readOn', 'id' as 'readOn'] })
  const late = {
    project: run.project,
    status: 'running',
    lastOn: { lt: firstDayOf(monthAfter(run.period, -1)) },
  } as const
  for (const { code } of await tx.find('meters', late, { limit: 200 })) note('上月未抄表', code)
  return readings.flatMap((reading): Bill[] => {
    const home = homes.get(reading.room ?? '')
    const item = byItem.get(reading.feeItem)
    if (!home || !item || reading.usage === 0) return []
    const day: Stretch = { from: reading.readOn, until: reading.readOn }
    const standard = pricesFor(standardsOf(item), home, day)[0]?.standard
    if (!standard) {
      note(`「${item.name}」没有执行中的收费标准`, nameOf(home))
      return []
    }
    if (reading.abnormal) note('用量异常（超过平均两倍）', nameOf(home))
    const month = { from: firstDayOf(run.period), until: lastDayOf(run.period) }
    const charged = chargedFor(standard, reading.usage, month)
    if (!charged) return []
    return [
      {
        home,
        item,
        standard,
        source: 'meter',
        sequence: next(home.id, item.id, run.period, 'meter'),
        period: run.period,
        months: 1,
        quantity: reading.usage,
        price: standard.price,
        amount: charged.amount,
        working: charged.working,
        reading,
        covers: reading.previousOn ? { from: reading.previousOn, until: reading.readOn } : null,
      },
    ]
  })
}

/** The late fee of a home: of each overdue fee, for the days since it fell due or was last charged. */
async function overdue(run: Run, tx: Tx, homes: ReadonlyMap<string, Home>, next: Next, note: Note): Promise<Bill[]> {
  const [item] = await tx.find('fee-items', { code: 'LATE-FEE' })
  if (!item) refuse(422, '收费项目中没有编码为 LATE-FEE 的滞纳金，请先录入')
  const open = { project: run.project, status: ['posted', 'part-paid'], dueOn: { lt: tx.today } } as const
  const dues = await tx.find('receivables', open)
  const rates = new Map((await tx.find('fee-standards', {})).map(({ id, lateFeeRate }) => [id, lateFeeRate]))
  const before = await tx.find('receivables', { project: run.project, source: 'late-fee', status: ALIVE })
  const charged = new Map<string, Day>()
  for (const { room, coversUntil } of before)
    if (coversUntil && coversUntil > (charged.get(room) ?? '')) charged.set(room, coversUntil)
  const owed = new Map<string, { fee: Fen; from: Day; fees: number }>()
  for (const due of dues) {
    if (due.source === 'late-fee' || !homes.has(due.room)) continue
    const rate = (due.standard && rates.get(due.standard)) || tx.policy('late_fee.rate')
    const since = [due.dueOn, charged.get(due.room) ?? ''].reduce((late, day) => (day > late ? day : late))
    const fee = lateFee(due.balance, rate, Math.max(0, daysBetween(since, tx.today)))
    const sofar = owed.get(due.room) ?? { fee: 0, from: since, fees: 0 }
    if (fee > 0)
      owed.set(due.room, { fee: sofar.fee + fee, from: since < sofar.from ? since : sofar.from, fees: sofar.fees + 1 })
  }
  if (dues.length > 0 && owed.size === 0) note('有逾期费用，但滞纳金费率为零', `${dues.length} 笔`)
  return [...owed].map(([room, { fee, from, fees }]) => ({
    home: homes.get(room) as Home,
    item: item as Item,
    standard: null,
    source: 'late-fee' as const,
    sequence: next(room, (item as Item).id, run.period, 'late-fee'),
    period: run.period,
    months: 1,
    quantity: 1,
    price: fee / 100,
    amount: fee,
    working: `${fees} 笔逾期费用，计至 ${tx.today}`,
    reading: null,
    covers: { from, until: tx.today },
  }))
}
const ALIVE = ['draft', 'posted', 'part-paid', 'paid', 'written-off'] as const

/** Works out what the run would post, item by item; nothing is written but the preview. */
export async function compute(run: Run, tx: Tx) {
  const { bills, already, concerns } = await worked(run, tx)
  const groups = new Map<string, Bill[]>()
  for (const bill of bills) {
    const at = `${bill.item.id} ${bill.standard?.id ?? ''}`
    const group = groups.get(at)
    if (group) group.push(bill)
    else groups.set(at, [bill])
  }
  const preview = [...groups.values()].map((group) => {
    const { item, standard } = group[0] as Bill
    return {
      item: item.name,
      basis: standard ? `${standard.price} ${standard.unit}（${standard.validFrom} 起）`.slice(0, 200) : '滞纳金日费率',
      count: group.length,
      quantity: Math.round(group.reduce((all, { quantity }) => all + quantity * 100, 0)) / 100,
      amount: sum(group),
    }
  })
  const told = [...concerns].map(([matter, examples]) => ({
    matter: matter.slice(0, 100),
    count: examples.length,
    examples: examples.slice(0, 5).join('、').slice(0, 200),
  }))
  await tx.update('billing-runs', run.id, {
    preview,
    concerns: told,
    homes: new Set(bills.map(({ home }) => home.id)).size,
    count: bills.length,
    total: sum(bills),
    already,
  })
}

const draftOf = (run: Run, bill: Bill) => ({
  project: run.project,
  room: bill.home.id,
  ...(bill.home.payerType === 'tenant' && { customer: bill.home.tenant }),
  feeItem: bill.item.id,
  standard: bill.standard?.id ?? null,
  source: bill.source,
  sequence: bill.sequence,
  period: bill.period,
  months: bill.months,
  quantity: bill.quantity,
  price: bill.price,
  dueOn: run.dueOn ?? lastDayOf(run.period),
  run: run.id,
  reading: bill.reading?.id ?? null,
  coversFrom: bill.covers?.from ?? null,
  coversUntil: bill.covers?.until ?? null,
  working: bill.working,
  figure: bill.working === null ? null : bill.amount,
})

/** How many bills are written at once. */
const CHUNK = 5000

/** Posts exactly what was checked: worked out anew, and refused where the sum is another by now. */
export async function post(run: Run, tx: Tx) {
  // one run of a project after the other: what is missing is counted while nobody else fills it
  if (run.project) await tx.get('projects', run.project as Id<'projects'>)
  const { bills } = await worked(run, tx)
  if (sum(bills) !== run.checkedTotal)
    refuse(
      422,
      `将入账 ${bills.length} 笔，合计 ${inYuan(sum(bills))}，与核对合计 ${inYuan(run.checkedTotal ?? 0)} 不符，请退回重新试算`,
    )
  for (let at = 0; at < bills.length; at += CHUNK) {
    const chunk = bills.slice(at, at + CHUNK)
    const made = await tx.createMany(
      'receivables',
      chunk.map((bill) => draftOf(run, bill)),
      'post',
    )
    const read = made.flatMap(({ id, reading }) => (reading ? [{ id, reading }] : []))
    const of = new Map(read.map(({ id, reading }) => [reading, id]))
    await tx.performMany(
      'meter-readings',
      read.map(({ reading }) => reading),
      'bill',
      ({ id }) => ({ receivable: of.get(id) ?? null }),
    )
    await tx.progress(Math.min(at + CHUNK, bills.length), bills.length)
  }
}

/** Nothing of a run is taken back of which something was paid or settled otherwise. */
export async function standsPaid({ id }: Run, reader: Reader): Promise<Blocker[]> {
  const { count, sums } = await reader.sum('receivables', { run: id, paid: { gt: 0 } }, ['paid'])
  if (count === 0) return []
  const message = `本批次已有 ${count} 笔缴款，合计 ${inYuan(sums.paid ?? 0)}，不能冲销`
  return [{ message, resource: 'receivables', query: `run=${id}&paid_gt=0` }]
}
/** The run is taken back whole: its bills are cancelled, its readings free again, its notices withdrawn. */
export async function retract(run: Run, tx: Tx) {
  const bills = await tx.find('receivables', { run: run.id, status: 'posted' })
  for (let at = 0; at < bills.length; at += CHUNK) {
    const ids = bills.slice(at, at + CHUNK).map(({ id }) => id)
    await tx.performMany('receivables', ids, 'retract', ({ balance }) => ({ writtenOff: balance }))
    await tx.progress(Math.min(at + CHUNK, bills.length), bills.length)
  }
  const readings = bills.flatMap(({ reading }) => reading ?? [])
  await tx.performMany('meter-readings', readings, 'unbill')
  const notices = await tx.find('payment-notices', { run: run.id, status: LIVE_NOTICES })
  await tx.performMany(
    'payment-notices',
    notices.map(({ id }) => id),
    'recall',
  )
}
const LIVE_NOTICES = ['approved', 'delivering', 'delivered', 'contact-due', 'contacted'] as const

/** At the start of a month the run of the month lies on the fee clerk's desk, worked out: where there is anything to bill. */
export async function prepareDue(tx: RuleTx): Promise<number> {
  const period = monthOf(tx.today)
  if ((await tx.find('billing-runs', { project: tx.project, period, building: null as never })).length > 0) return 0
  const begun = { project: tx.project, status: ['in-force', 'approved'] } as const
  if ((await tx.find('fee-standards', begun, { limit: 1 })).length === 0) return 0
  const probe = { project: tx.project, period, months: cycle(tx), building: null, items: null, lateFee: false } as Run
  const { bills } = await worked(probe, tx)
  if (bills.length === 0) return 0
  const lateCharge = tx.policy('late_fee.rate') > 0
  const run = await tx.create('billing-runs', { project: tx.project, period, lateFee: lateCharge })
  await tx.perform('billing-runs', run.id, 'compute')
  return 1
}
