import { type Day, daysAfter, daysBetween, type Fen, type Id, monthOf, type RecordOf, refuse, type Tx } from '#engine'
import { grown } from './arrears-ledger.ts'
import { lateFee } from './billing.ts'
import { payerOn } from './billing-bills.ts'

type Due = RecordOf<'receivables'>
type Home = Id<'properties'>

/** What a home owes for being late: of so many fees, since a day. */
interface Late {
  readonly fee: Fen
  readonly from: Day
  readonly fees: number
}

export async function lateFeeItem(tx: Tx): Promise<RecordOf<'fee-items'>> {
  const [item] = await tx.find('fee-items', { code: 'LATE-FEE' })
  return item ?? refuse(422, '收费项目中没有编码为 LATE-FEE 的滞纳金，请先录入')
}

type Rates = Awaited<ReturnType<typeof lateRates>>
/** The rates a day: a tariff's own, or that of the house. */
export async function lateRates(project: string | null, tx: Tx) {
  const own = await tx.find('fee-standards', { project: [project, null], lateFeeRate: { gt: 0 } })
  const rates = new Map<string, number>(own.map(({ id, lateFeeRate }) => [id, lateFeeRate]))
  const usual = tx.policy('late_fee.rate')
  return { any: usual > 0 || rates.size > 0, of: ({ standard }: Due) => (standard && rates.get(standard)) || usual }
}

/** The late fee of each home: of each overdue fee, for the days since it fell due or was last charged. */
export async function owedLate(
  whose: { readonly project: string | null } | { readonly room: Home },
  rateOf: (due: Due) => number,
  tx: Tx,
): Promise<{ readonly dues: number; readonly owed: ReadonlyMap<Home, Late> }> {
  const dues = await tx.find('receivables', { ...whose, status: ['posted', 'part-paid'], dueOn: { lt: tx.today } })
  const before = await tx.find('receivables', { ...whose, source: 'late-fee', status: ALIVE })
  const charged = new Map<Home, Day>()
  for (const { room, coversUntil } of before)
    if (coversUntil && coversUntil > (charged.get(room) ?? '')) charged.set(room, coversUntil)
  const owed = new Map<Home, Late>()
  for (const due of dues) {
    if (due.source === 'late-fee') continue
    const since = [due.dueOn, charged.get(due.room) ?? ''].reduce((late, day) => (day > late ? day : late))
    const fee = lateFee(due.balance, rateOf(due), Math.max(0, daysBetween(since, tx.today)))
    const sofar = owed.get(due.room) ?? { fee: 0, from: since, fees: 0 }
    if (fee > 0)
      owed.set(due.room, { fee: sofar.fee + fee, from: since < sofar.from ? since : sofar.from, fees: sofar.fees + 1 })
  }
  return { dues: dues.length, owed }
}
const ALIVE = ['draft', 'posted', 'part-paid', 'paid', 'written-off'] as const

/** How a late fee was worked out, in words. */
export const lateWords = ({ fees }: Late, today: Day) => `${fees} 笔逾期费用，计至 ${today}`

/** Before money falls on what is overdue, or the last letter asks for it, the days until today are charged: a fee of its own, due at once. */
export async function chargeLateFees(rooms: readonly Home[], project: string | null, tx: Tx): Promise<void> {
  const rates = await lateRates(project, tx)
  for (const room of rates.any ? new Set(rooms) : []) await chargeHome(room, project, rates, tx)
}
async function chargeHome(room: Home, project: string | null, rates: Rates, tx: Tx): Promise<void> {
  const home = await tx.get('properties', room)
  const late = (await owedLate({ room }, rates.of, tx)).owed.get(room)
  if (!late) return
  const same = { room, feeItem: (await lateFeeItem(tx)).id, period: monthOf(tx.today), source: 'late-fee' } as const
  const earlier = await tx.find('receivables', same)
  const payer = payerOn(home, late.from)
  const draft = {
    ...same,
    project,
    ...(payer !== null && { customer: payer }),
    sequence: Math.max(0, ...earlier.map(({ sequence }) => sequence)) + 1,
    quantity: 1,
    price: late.fee / 100,
    figure: late.fee,
    dueOn: daysAfter(tx.today, -1),
    coversFrom: late.from,
    coversUntil: tx.today,
    working: lateWords(late, tx.today),
  }
  await tx.createMany('receivables', [draft], 'post')
  await grown(room, tx)
}
/** The same of the homes of which one of these fees is past its last day; fees of one project. */
export async function chargeIfLate(dues: readonly Due[], tx: Tx): Promise<void> {
  const late = dues.filter(({ dueOn, source }) => dueOn < tx.today && source !== 'late-fee')
  const rooms = late.map(({ room }) => room)
  if (late[0]) await chargeLateFees(rooms, late[0].project, tx)
}
