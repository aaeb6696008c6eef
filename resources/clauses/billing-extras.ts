import { type Day, daysBetween, type Fen, firstDayOf, lastDayOf, monthAfter, refuse, type Tx } from '#engine'
import { chargedFor, lateFee, pricesFor, type Standard, type Stretch } from './billing.ts'
import { type Bill, type Home, type Item, monthsOf, type Next, type Note, nameOf, type Run } from './billing-bills.ts'

/** What the meters have used since they were last billed. */
export async function metered(
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
export async function overdue(
  run: Run,
  tx: Tx,
  homes: ReadonlyMap<string, Home>,
  next: Next,
  note: Note,
): Promise<Bill[]> {
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
