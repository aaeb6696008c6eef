import { client } from '../client.ts'
import { addedMemory } from '../processes.ts'
import { median } from '../rounds.ts'
import { type Bench, signedIn, startProduct } from './bench.ts'

/** The last four months: a fifth of all bills, so 200,000 of a million. */
export const exportPath = (format: 'csv' | 'xlsx') => `/api/receivables/export?format=${format}&period_gte=2026-08`
const MB = 1024 * 1024

/** W7: everything that a list of 200,000 rows holds, as a file. */
export async function exporting(bench: Bench): Promise<void> {
  const { product, limit, tell, pace } = bench
  const rounds = Math.min(3, pace.rounds)
  const took = { csv: [] as number[], xlsx: [] as number[], limit: [] as number[] }
  for (let round = 0; round <= rounds; round += 1) {
    const [csv, bare, xlsx] = [
      await product.drain(exportPath('csv')),
      await limit.drain('/export'),
      await product.drain(exportPath('xlsx')),
    ]
    if (csv.lines !== bare.lines + 1)
      throw new Error(`the product exports ${csv.lines - 1} rows, the limit ${bare.lines}`)
    if (round === 0) continue
    took.csv.push(csv.took)
    took.xlsx.push(xlsx.took)
    took.limit.push(bare.took)
  }
  const against = median(took.limit)
  const figure = { work: 'W7', unit: 'ms', against } as const
  tell({
    ...figure,
    what: 'a fifth of all rows as CSV, nine columns (limit: COPY)',
    product: median(took.csv),
    goal: 1.3,
  })
  tell({ ...figure, what: 'the same as XLSX, against the limit’s CSV', product: median(took.xlsx), goal: 3 })
}

/** What an export adds to the memory of a server that has answered a few lists. */
export async function exportMemory(
  env: Readonly<Record<string, string>>,
  format: 'csv' | 'xlsx',
  before = async (_url: string): Promise<unknown> => undefined,
): Promise<number> {
  const running = await startProduct(env)
  try {
    await before(running.url)
    const person = client(running.url, { cookie: await signedIn(running.url) })
    for (let at = 0; at < 200; at += 1)
      await person.ask({ path: `/api/receivables?_start=${(at % 4) * 25}&_end=${(at % 4) * 25 + 25}&_sort=dueOn` })
    const { added } = await addedMemory(running.pid, () => person.drain(exportPath(format)))
    person.close()
    return added / MB
  } finally {
    await running.stop()
  }
}

export async function memory({ url, tell }: Bench): Promise<void> {
  const [csv, xlsx] = [
    await exportMemory({ DATABASE_URL: url }, 'csv'),
    await exportMemory({ DATABASE_URL: url }, 'xlsx'),
  ]
  tell({ work: 'W7', what: 'memory that the CSV adds', unit: 'MB', product: csv, goal: 30 })
  tell({ work: 'W7', what: 'memory that the XLSX adds', unit: 'MB', product: xlsx, goal: 80 })
}
