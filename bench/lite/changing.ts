/** Changes many rows of the embedded database and says how long a list takes before and after the product has swept up. */
import { setTimeout } from 'node:timers/promises'
import { office } from '#engine'
import { house } from '#resources'
import { officePorts } from '../../src/http/index.ts'
import { openStore } from '../../src/server/store/index.ts'
import { READER } from '../data.ts'
import { median } from '../rounds.ts'

const [folder = '', count = '200000'] = process.argv.slice(2)
const AT_ONCE = 4000

const store = await openStore({ dataDir: folder, house })
const desk = office(house, store, officePorts('Asia/Shanghai'))
const now = () => new Date().toISOString()
const found = await desk.visitorOf({ username: READER }, now())
const user = found?.visitor.user
if (!user) throw new Error(`there is no ${READER}`)
const filters = user.projects.flatMap((project) => ['posted', 'part-paid'].map((status) => ({ project, status })))

/** The list of each project and stage, one after the other: the median, in milliseconds. */
async function listed(): Promise<number> {
  const took: number[] = []
  for (const filter of filters) {
    const began = performance.now()
    await desk.list('receivables', { ...filter, _start: '0', _end: '25' }, { user: user as never, now: now() })
    took.push(performance.now() - began)
  }
  return median(took)
}

await listed()
const before = await listed()
const began = performance.now()
const remark = `第 ${Date.now()} 次`
for (let at = 0; at < Number(count); at += AT_ONCE) {
  const project = user.projects[Math.floor(at / AT_ONCE) % user.projects.length] ?? ''
  await store.transaction(async (rows) => {
    const where = {
      all: [
        { field: 'project', op: 'eq', value: project } as const,
        { field: 'remark', op: 'ne', value: remark } as const,
      ],
    }
    const chosen = await rows.select('receivables', { where, limit: AT_ONCE })
    await rows.update(
      'receivables',
      chosen.map(({ id }) => ({ id: String(id), remark })),
    )
  })
}
const changed = performance.now() - began
const dirty = await listed()
// it sweeps when nobody has asked for a while; the next question waits for the end of it
await setTimeout(4000)
await listed()
await setTimeout(1100)
const swept = await listed()
process.stdout.write(`${JSON.stringify({ before, dirty, swept, changed })}\n`)
await store.close()
