import { type Instant, OFFICE, type Office } from '#engine'
import { mockApi } from '../../mock-api/server.ts'
import { openFirstAccount } from '../../src/http/index.ts'
import { CHEAP, hashed } from '../../src/http/passwords.ts'
import { startServer } from '../../src/server/server.ts'
import { freshDatabase } from '../support/database.ts'
import { house, staff } from './toy.ts'

export const PASSWORD = 'richtig-8'
/** The clock of every server of the tests. */
export const clock = { now: '2026-11-21T02:00:00.000Z' as Instant }

export interface Opened {
  readonly url: string
  readonly desk: Office
  /** The ids of the two estates. */
  readonly estates: { readonly A: string; readonly B: string }
  /** Whatever the server logged. */
  readonly lines: string[]
  close(): Promise<void>
}
type Open = () => Promise<Opened>

/** The toy office, staffed, on each of the three backends. */
export const backends: Readonly<Record<'mock' | 'embedded' | 'postgres', Open>> = {
  async mock() {
    const lines: string[] = []
    const mock = mockApi(house, { clock: () => clock.now, log: (line) => lines.push(line), demo: false })
    await openFirstAccount(mock.office, clock.now, PASSWORD)
    const estates = await furnished(mock.office)
    const { url, close } = await mock.listen(0)
    return { url, desk: mock.office, estates, lines, close }
  },
  embedded: () => server({}),
  postgres: async () => server({ storeUrl: await freshDatabase() }),
}

async function server(where: { storeUrl?: string }): Promise<Opened> {
  const lines: string[] = []
  const options = { house, ...where, port: 0, host: '127.0.0.1', demo: false, adminPassword: PASSWORD }
  const { url, office, close } = await startServer({
    ...options,
    clock: () => clock.now,
    log: (line) => lines.push(line),
  })
  return { url, desk: office, estates: await furnished(office), lines, close }
}

let hash: Promise<string> | undefined
async function furnished(desk: Office): Promise<Opened['estates']> {
  hash ??= hashed(PASSWORD, CHEAP)
  const visitor = { user: OFFICE, now: clock.now }
  const made = await desk.run(visitor, async (tx) => {
    const [A, B] = await tx.createMany('toy-wire-estates', [{ name: '翠湖苑' }, { name: '云山居' }])
    const estates = { A: A?.id as string, B: B?.id as string }
    const ids: string[] = []
    for (const [username, [name, duty, where]] of Object.entries(staff)) {
      const places = [...where].map((one) => estates[one as 'A' | 'B']).join(' ')
      const draft = { username, name, duty, estates: places, demo: username === 'demo', active: true }
      ids.push((await tx.create('toy-wire-staff', draft as never)).id)
    }
    return { estates, ids }
  })
  const hashOfAll = await hash
  await desk.store.transaction((rows) =>
    rows.insert(
      '_credentials',
      made.ids.map((id) => ({ id, hash: hashOfAll, changedAt: clock.now, mustChange: false })),
    ),
  )
  return made.estates
}
