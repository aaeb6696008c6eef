import type { Ask, Client } from '../client.ts'
import { type Call, inTurn } from '../rounds.ts'
import type { Bench } from './bench.ts'

type Figures = Readonly<Record<string, string | number | null>>
interface Row {
  readonly keys: Figures
  readonly figures: Figures
}
/** The layouts of the collection rate that are measured. */
const layouts: Readonly<Record<string, string>> = {
  'project,month': 'collection rate of all bills by project and month (limit: GROUP BY)',
  building: 'the same by building',
  age: 'the same by how long they are overdue',
}
const FIGURES = ['count', 'payable', 'paid', 'owed', 'forgiven']

/** Periods that hold every month there is, no two alike: nothing is asked that was asked a moment ago. */
const periods = Array.from({ length: 600 }, (_, at) => ({
  from: `${2000 + (at % 24)}-01-01`,
  to: `${2030 + Math.floor(at / 24)}-12-31`,
}))
const asksFor = (path: string, by: string): readonly Ask[] =>
  periods.map((period) => ({ path: `${path}?${new URLSearchParams({ by, ...period })}` }))
const turning = (person: Client, asks: readonly Ask[]): Call => {
  let at = 0
  return async () => (await person.ask(asks[at++ % asks.length] as Ask)).took
}

/** W9: a report over every bill, by session and rights, and what waits on a first page, beside the bare scan that groups them. */
export async function reports(bench: Bench): Promise<void> {
  const { product, limit, tell } = bench
  // a scan of everything takes its time: fewer of them
  const pace = { ...bench.pace, calls: 4, warm: 6 }
  for (const [by, what] of Object.entries(layouts)) {
    const [mine, theirs] = [asksFor('/api/reports/collection-rate', by), asksFor('/rate', by)]
    await same(product, limit, [mine[0], theirs[0]] as [Ask, Ask], by.split(','))
    const [took = Number.NaN, against = Number.NaN] = await inTurn(
      [turning(product, mine), turning(limit, theirs)],
      pace,
    )
    tell({ work: 'W9', what, unit: 'ms', product: took, against, goal: 0.05 })
  }
  const sides = [turning(product, [{ path: '/api/inbox' }]), turning(limit, asksFor('/rate', 'project,month'))]
  const [took = Number.NaN, against = Number.NaN] = await inTurn(sides, pace)
  tell({ work: 'W9', what: 'what waits on the first page, against that GROUP BY', unit: 'ms', product: took, against })
}

/** Sees that both count the same before it is measured. */
async function same(product: Client, limit: Client, [mine, theirs]: [Ask, Ask], by: readonly string[]): Promise<void> {
  const { rows } = JSON.parse((await product.ask(mine)).text) as { rows: readonly Row[] }
  const found = JSON.parse((await limit.ask(theirs)).text) as readonly Figures[]
  const line = (keys: Figures, figures: Figures) =>
    JSON.stringify([...by.map((name) => keys[name]), ...FIGURES.map((name) => Number(figures[name]))])
  const told = [rows.map(({ keys, figures }) => line(keys, figures)), found.map((row) => line(row, row))]
  const [own, other] = told.map((lines) => lines.sort().join('\n'))
  if (own !== other) throw new Error(`${mine.path} and ${theirs.path} count differently:\n${own}\n\n${other}`)
}
