import { asked } from '../postgres.ts'
import { inTurn } from '../rounds.ts'
import { type Bench, compared, type Pair } from './bench.ts'

const LIST = '/api/receivables'
const queryOf = (query: Readonly<Record<string, string | number>>) =>
  new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()
const pair = (
  path: string,
  mine: Readonly<Record<string, string | number>>,
  theirs: Readonly<Record<string, string | number>>,
): Pair => ({
  product: { path: `${LIST}?${queryOf(mine)}` },
  limit: { path: `/${path}?${queryOf(theirs)}` },
})
const FIRST = { _start: 0, _end: 25 }
const BY_DAY = { _sort: 'dueOn', _order: 'desc' }
const DEEP = 200_000

/** Every project with every stage that holds more than a page. */
async function drawers({ url }: Bench): Promise<{ project: string; status: string }[]> {
  return asked(url, `select p.id as project, s.status from projects p, (values ('posted'), ('part-paid')) s (status)`)
}

/** W1: the list and its total. */
export async function list(bench: Bench): Promise<void> {
  const asks = await drawers(bench)
  await compared(
    bench,
    asks.map((one) => pair('list', { ...one, ...FIRST }, one)),
    { work: 'W1', what: 'first page of 25 and total of one project and stage, in the list’s own order', goal: 1 },
  )
  await compared(
    bench,
    asks.map((one) => pair('sorted', { ...one, ...BY_DAY, ...FIRST }, one)),
    { work: 'W1', what: 'the same, sorted by its last day', goal: 1 },
  )
}

/** W2: deep in a million, by offset and by next and previous. */
export async function deep(bench: Bench): Promise<void> {
  const { product, tell } = bench
  const starts = [0, 1, 2, 3].map((at) => DEEP + at * 25)
  const few = { ...bench, pace: { ...bench.pace, calls: 4, warm: 2 } }
  await compared(
    few,
    starts.map((start) => pair('deep', { ...BY_DAY, _start: start, _end: start + 25 }, { start })),
    { work: 'W2', what: 'page at offset 200,000 and total, of everything', goal: 1.1 },
  )
  const first = `${LIST}?${queryOf({ ...BY_DAY, ...FIRST })}`
  for (const [way, header] of [
    ['_after', 'x-next'],
    ['_before', 'x-prev'],
  ] as const) {
    const opened = await product.ask({ path: `${LIST}?${queryOf({ ...BY_DAY, _start: DEEP, _end: DEEP + 25 })}` })
    let cursor = String(opened.headers[header])
    const turn = async () => {
      const { headers, took } = await product.ask({
        path: `${LIST}?${queryOf({ ...BY_DAY, [way]: cursor, _limit: 25 })}`,
      })
      cursor = String(headers[header])
      return took
    }
    const [took = Number.NaN, own = Number.NaN] = await inTurn(
      [turn, async () => (await product.ask({ path: first })).took],
      bench.pace,
    )
    const what = `${way === '_after' ? 'next' : 'previous'} page behind 200,000 rows, against the first page`
    tell({ work: 'W2', what, unit: 'ms', product: took, against: own, beside: 'own first page', goal: 2 })
  }
}

/** W3: contains. */
export async function search(bench: Bench): Promise<void> {
  const owners = await asked<{ words: string }>(
    bench.url,
    `select distinct right(name, 2) as words from (select name from residents order by id limit 2000) r
      where length(name) = 3 order by 1 limit 20`,
  )
  await compared(
    bench,
    owners.map(({ words }) => pair('owner', { customerName_like: words, ...FIRST }, { words })),
    { work: 'W3', what: 'owner’s name contains 2 characters: 25 and total', goal: 1.5 },
  )
  const rooms = await asked<{ words: string }>(
    bench.url,
    `select distinct "_label" as words from properties where length("_label") between 8 and 9 order by 1 limit 20`,
  )
  await compared(
    bench,
    rooms.map(({ words }) => pair('search', { q: words, ...FIRST }, { words })),
    { work: 'W3', what: 'search for a room of 8 or 9 characters: 25 and total', goal: 1.4 },
  )
}

/** W4: one record. */
export async function one(bench: Bench): Promise<void> {
  const ids = await asked<{ id: string }>(
    bench.url,
    `select id from receivables tablesample system (1) repeatable (1) limit 500`,
  )
  const pairs = ids.map(({ id }) => ({ product: { path: `${LIST}/${id}` }, limit: { path: `/one?id=${id}` } }))
  await compared(bench, pairs, { work: 'W4', what: 'one record by its id', goal: 1.6 })
}
