/** npm run bench: what the product costs, beside a bare server doing the same work over the same million receivables. */
import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { prepared } from './prepare.ts'
import { type Figure, summary, table } from './report.ts'
import { type Bench, openBench } from './works/bench.ts'
import { billing } from './works/billing.ts'
import { embedded } from './works/embedded.ts'
import { exporting, memory } from './works/exporting.ts'
import { loading } from './works/loading.ts'
import { deep, list, one, search } from './works/reading.ts'
import { reports } from './works/reports.ts'
import { starting } from './works/starting.ts'
import { create, update } from './works/writing.ts'

const HELP = `npm run bench -- [--rows 1000000] [--only W1,W3] [--quick]
works: W1 W2 W3 W4 W5 W6 W7 W8 W9 W10 memory embedded load`

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const rows = Number(values.rows)
const only = values.only.split(',').filter(Boolean)
if (values.help || !Number.isInteger(rows) || rows % 400 !== 0 || rows < 400) {
  process.stdout.write(`${HELP}\n`)
  process.exit(values.help ? 0 : 1)
}

/** Those that only read come first: dead rows slow whatever follows them. */
const works: readonly (readonly [name: string, work: (bench: Bench) => Promise<void>])[] = [
  ['W1', list],
  ['W2', deep],
  ['W3', search],
  ['W4', one],
  ['W9', reports],
  ['W7', exporting],
  ['memory', memory],
  ['load', loading],
  ['W10', starting],
  ['embedded', (bench) => embedded(bench, rows)],
  ['W5', create],
  ['W6', update],
  ['W8', billing],
]

const say = (line: string) => void process.stdout.write(`${line}\n`)
const began = performance.now()
const note = (line: string) => say(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`)
const load = () => loadavg()[0]?.toFixed(1)

note('building')
build()
note(`preparing ${rows} receivables`)
const database = await prepared(rows, note)
const figures: Figure[] = []
const failures: string[] = []
const pace = values.quick ? { rounds: 3, calls: 20, warm: 40 } : { rounds: 9, calls: 40, warm: 80 }
try {
  const bench = await openBench(database.url, pace, (figure) => figures.push(figure))
  try {
    for (const [name, work] of works) {
      if (only.length > 0 && !only.includes(name)) continue
      note(`${name} (load ${load()})`)
      await work(bench).catch((error: unknown) => failures.push(`${name} failed: ${error}`))
    }
  } finally {
    await bench.close()
  }
} finally {
  await database.stop()
}
say(`\n${table(figures)}\n`)
say([summary(figures), ...failures].join('\n'))
say(
  `${rows} receivables, medians of ${pace.rounds} rounds taken in turn, one connection each; Node ${process.versions.node}, ` +
    `${availableParallelism()} × ${cpus()[0]?.model.trim()}, load ${load()} at the end: ratios count, milliseconds do not.`,
)
