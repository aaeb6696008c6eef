import { firstDayOf, lastDayOf, monthAfter, type Tx } from '#engine'
import { chargedFor, pricesFor, type Standard, type Stretch } from './billing.ts'
import {
  type Bill,
  type Home,
  type Item,
  monthsOf,
  type Next,
  type Note,
  nameOf,
  payerOn,
  type Run,
} from './billing-bills.ts'
import { lateFeeItem, lateRates, lateWords, owedLate } from './late-fees.ts'

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
        payer: payerOn(home, reading.readOn),
      },
    ]
  })
}

/** The late fees that a run charges: each day of each home once. */
export async function overdue(
  run: Run,
  tx: Tx,
  homes: ReadonlyMap<string, Home>,
  next: Next,
  note: Note,
): Promise<Bill[]> {
  const item = await lateFeeItem(tx)
  const { dues, owed } = await owedLate({ project: run.project }, (await lateRates(run.project, tx)).of, tx)
  if (dues > 0 && owed.size === 0) note('有逾期费用，但滞纳金费率为零', `${dues} 笔`)
  return [...owed].flatMap(([room, late]): Bill[] => {
    const home = homes.get(room)
    if (!home) return []
    return [
      {
        home,
        item,
        standard: null,
        source: 'late-fee',
        sequence: next(room, item.id, run.period, 'late-fee'),
        period: run.period,
        months: 1,
        quantity: 1,
        price: late.fee / 100,
        amount: late.fee,
        working: lateWords(late, tx.today),
        reading: null,
        covers: { from: late.from, until: tx.today },
        payer: payerOn(home, late.from),
      },
    ]
  })
}
