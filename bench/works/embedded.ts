import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { aloneMain } from '../build.ts'
import { keptFolder, mark, root, stampOf } from '../kept.ts'
import { asked } from '../postgres.ts'
import { started } from '../processes.ts'
import { inTurn } from '../rounds.ts'
import { type Bench, signedIn, startProduct } from './bench.ts'
import { exportMemory } from './exporting.ts'
import { firstAnswer } from './starting.ts'

const nameFor = (rows: number) => `embedded-${rows}`

/** Runs a program of the bench to its end; answers with what it wrote. */
async function ran(script: string, ...args: readonly string[]): Promise<string> {
  const file = join(root, 'bench/lite', script)
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file, ...args], { cwd: root })
  return stdout
}

/** The folder of an embedded database with the same receivables: kept from the last run, or copied over. */
async function folderFor({ url }: Bench, rows: number): Promise<string> {
  const stamp = stampOf(rows)
  const { folder, fresh } = keptFolder(nameFor(rows), stamp)
  if (!fresh) {
    await ran('copy.ts', url, folder)
    mark(nameFor(rows), stamp)
  }
  return folder
}

/** Signs in once; the session outlives the server. */
async function signedInAt(env: Readonly<Record<string, string>>): Promise<string> {
  const running = await startProduct(env)
  try {
    return await signedIn(running.url)
  } finally {
    await running.stop()
  }
}

/** The embedded database: its start against PGlite alone, its list after many changes, its memory while it exports. */
export async function embedded(bench: Bench, rows: number): Promise<void> {
  const { url, tell, pace } = bench
  const folder = await folderFor(bench, rows)
  const env = { DATA_DIR: folder }
  const cookie = await signedInAt(env)
  const [row] = await asked<{ id: string }>(url, 'select id from receivables limit 1')
  const alone = () => started([aloneMain, join(folder, 'database')], {})
  const [mine = Number.NaN, theirs = Number.NaN] = await inTurn(
    [
      () => firstAnswer(() => startProduct(env), `/api/receivables/${row?.id}`, cookie),
      async () => {
        const running = await alone()
        await running.stop()
        return running.took
      },
    ],
    { rounds: Math.min(3, pace.rounds), calls: 1, warm: 1 },
  )
  const beside = 'PGlite alone'
  tell({
    work: 'W10',
    what: 'embedded, reopened: exec to the first row answered',
    unit: 'ms',
    product: mine,
    against: theirs,
    beside,
    goal: 1.3,
  })

  const added = await exportMemory(env, 'csv')
  tell({
    work: 'W7',
    what: 'embedded: memory that the CSV of a fifth of all rows adds',
    unit: 'MB',
    product: added,
    goal: 120,
  })

  const { before, dirty, swept } = JSON.parse(await ran('changing.ts', folder, String(rows / 5))) as Record<
    string,
    number
  >
  const what = `embedded: W1 in process, after ${rows / 5} rows were changed and swept up`
  tell({ work: 'PGlite', what, unit: 'ms', product: swept ?? Number.NaN, goal: 5 })
  tell({ work: 'PGlite', what: 'the same before the change', unit: 'ms', product: before ?? Number.NaN })
  tell({ work: 'PGlite', what: 'the same between the change and the sweep', unit: 'ms', product: dirty ?? Number.NaN })
}
