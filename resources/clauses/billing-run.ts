import {
  type Blocker,
  type Fen,
  firstDayOf,
  type Id,
  lastDayOf,
  monthOf,
  type Reader,
  type RuleTx,
  refuse,
  type Tx,
} from '#engine'
import { daysIn, type Stretch } from './billing.ts'
import { type Bill, nameOf, type Run } from './billing-bills.ts'
import { worked } from './billing-work.ts'
import { inYuan } from './money.ts'
import { dueDay } from './notices.ts'

/** What a run is about, where nobody has written it. */
export async function prepare({ id, period, months, dueOn }: Run, tx: Tx) {
  await tx.update('billing-runs', id, {
    months: months ?? cycle(tx),
    dueOn: dueOn ?? dueDay(period, tx.policy('billing.due_day')),
    printBy: dueDay(period, tx.policy('billing.print_day')),
  })
}
const cycle = (tx: Tx) => (tx.policy('fee.cycle') === 'quarter' ? 3 : 1)

const sum = (bills: readonly Bill[]): Fen => bills.reduce((all, { amount }) => all + amount, 0)

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
      part: group.filter(isPartMonth).length,
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
    partMonths: bills.filter(isPartMonth).slice(0, SHOWN).map(partMonthOf),
    concerns: told,
    homes: new Set(bills.map(({ home }) => home.id)).size,
    count: bills.length,
    total: sum(bills),
    already,
  })
}

/** How many part months a run shows. */
const SHOWN = 200
const isPartMonth = ({ source, covers }: Bill) =>
  source === 'standard' &&
  covers !== null &&
  (covers.from !== firstDayOf(monthOf(covers.from)) || covers.until !== lastDayOf(monthOf(covers.until)))
const partMonthOf = ({ home, item, covers, working, amount }: Bill) => {
  const { from, until } = covers as Stretch
  return {
    home: nameOf(home),
    item: item.name,
    from,
    until,
    days: daysIn({ from, until }),
    working: working ?? '',
    amount,
  }
}

const draftOf = (run: Run, bill: Bill) => ({
  project: run.project,
  room: bill.home.id,
  ...(bill.payer !== null && { customer: bill.payer }),
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
