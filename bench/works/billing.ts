import { OFFICE, type Office, office, type Row, type User } from '#engine'
import { house } from '#resources'
import { officePorts } from '../../src/http/index.ts'
import { openStore } from '../../src/server/store/index.ts'
import { type Client, client } from '../client.ts'
import { READER } from '../data.ts'
import { asked } from '../postgres.ts'
import { median } from '../rounds.ts'
import { type Bench, signedIn } from './bench.ts'

/** How many homes one run bills. */
const HOMES = 50_000
const CODE = 'W8'
const ROUNDS = 3
const NOW = '2026-11-01T01:00:00.000Z'
/** Runs of the bench bill months that nobody else does. */
const monthOf = (round: number) => `2030-${String(round + 1).padStart(2, '0')}`

/** One large estate beside the others: homes with their owners, checked, and a price in force. Kept from one run to the next. */
async function settle(url: string): Promise<string> {
  const [known] = await asked<{ id: string }>(
    url,
    `select project as id from fee_standards where status = 'in-force' and project in (select id from projects where code like '${CODE}%')`,
  )
  if (known) return known.id
  const [tried] = await asked<{ count: number }>(
    url,
    `select count(*)::int as count from projects where code like '${CODE}%'`,
  )
  const store = await openStore({ url, house })
  try {
    const desk = office(house, store, officePorts('Asia/Shanghai'))
    const people = (await store.reading((rows) => rows.select('users', {}))).map(
      (row) => ({ ...row, projects: [] }) as unknown as User,
    )
    return await build(desk, people, `${CODE}N${tried?.count ?? 0}`)
  } finally {
    await store.close()
    await asked(url, 'vacuum (analyze)')
  }
}
async function build(desk: Office, people: readonly User[], code: string): Promise<string> {
  const run = <T>(user: User, work: Parameters<typeof desk.run<T>>[1]) => desk.run({ user, now: NOW }, work)
  const as = (role: string) => people.find(({ username }) => username === role) ?? OFFICE
  const project = await run(OFFICE, async (tx) => {
    const { id } = await tx.create('projects', { code, name: `海棠湾总苑 ${code}` })
    for (const { id: user, projects } of await tx.find('users', { username: [READER, 'accountant'] }))
      await tx.update('users', user, { projects: [...(projects ?? []), { project: id }] as never })
    return id
  })
  for (let at = 0; at < HOMES; at += 5000)
    await run(OFFICE, async (tx) => {
      const numbers = Array.from({ length: 5000 }, (_, of) => at + of)
      const owners = await tx.createMany(
        'residents',
        numbers.map((number) => ({ project, name: `业主${number}`, phone: `138${String(number).padStart(8, '0')}` })),
      )
      const homes = numbers.map((number, of) => ({
        ...{ project, building: String(Math.floor(number / 100) + 1), unit: '1', roomNo: String(number % 100) },
        ...{ floorArea: 60 + (number % 900) / 10, owner: owners[of]?.id ?? null },
      }))
      const rooms = await tx.createMany('properties', homes)
      await tx.performMany(
        'properties',
        rooms.map(({ id }) => id),
        'check',
      )
    })
  const standard = await run(as('accountant'), async (tx) => {
    const [feeItem] = await tx.find('fee-items', {})
    const draft = { price: 2.8, unit: '元/m²·月', regime: 'market', validFrom: '2026-01-01' } as const
    const { id } = await tx.create('fee-standards', { project, feeItem: feeItem?.id as never, ...draft })
    await tx.perform('fee-standards', id, 'announce', { noticedOn: '2026-01-01' })
    await tx.perform('fee-standards', id, 'resolve', { resolvedBy: 'assembly', resolvedOn: '2026-02-01' })
    await tx.perform('fee-standards', id, 'try')
    return id
  })
  for (const role of ['finance-manager', 'general-manager'])
    await run(as(role), (tx) => tx.perform('fee-standards', standard, 'sign'))
  await run(as('finance-manager'), (tx) => tx.perform('fee-standards', standard, 'enforce'))
  return project
}

type Slip = Row & { readonly id: string; readonly version: number; readonly total: number }
const asSlip = ({ text }: { text: string }) => JSON.parse(text) as Slip

/** One run by the door, as the fee clerk and the accountant take it; answers with how long posting took. */
async function posting(clerk: Client, accountant: Client, project: string, period: string) {
  const opened = asSlip(await clerk.ask({ method: 'POST', path: '/api/billing-runs', body: { project, period } }))
  const path = `/api/billing-runs/${opened.id}`
  const step = async (person: Client, name: string, answers: Row = {}) => {
    const { version } = asSlip(await clerk.ask({ path }))
    const key = crypto.randomUUID()
    return person.ask({ method: 'POST', path: `${path}/actions/${name}`, body: { version, ...answers }, key })
  }
  const computed = await step(clerk, 'compute')
  await step(accountant, 'check')
  const { total } = asSlip(await clerk.ask({ path }))
  const { took } = await step(clerk, 'post', { checkedTotal: total })
  return { id: opened.id, took, computed: computed.took }
}

/** The bare work: the same rows by one INSERT … SELECT, in a transaction of its own. */
async function copying(url: string, run: string): Promise<number> {
  await asked(
    url,
    `create unlogged table "w8" as select * from receivables where run = '${run}'`,
    'analyze "w8"',
    `delete from receivables where run = '${run}'`,
    'vacuum (analyze) receivables',
  )
  const began = performance.now()
  await asked(url, 'insert into receivables select * from "w8"')
  const took = performance.now() - began
  await asked(url, `delete from receivables where run = '${run}'`, 'drop table "w8"', 'vacuum (analyze) receivables')
  return took
}

/** W8: 50,000 homes billed in one run, numbered, told in the history, beside the bare INSERT … SELECT of the same rows. */
export async function billing(bench: Bench): Promise<void> {
  const { url, running, tell, pace } = bench
  const project = await settle(url)
  const [clerk, accountant] = await Promise.all(
    [READER, 'accountant'].map(async (who) =>
      client(running.product.url, { cookie: await signedIn(running.product.url, who) }),
    ),
  )
  if (!clerk || !accountant) return
  const others = await asked<{ id: string }>(
    url,
    `select id from projects where code not like '${CODE}%' order by code`,
  )
  const lists = others.map(({ id }) => `/api/receivables?project=${id}&status=posted&_start=0&_end=25`)
  const listing = async () => {
    const took: number[] = []
    for (let at = 0; at < pace.calls * 3; at += 1)
      took.push((await clerk.ask({ path: lists[at % lists.length] ?? '' })).took)
    return median(took)
  }
  const taken: { mine: number[]; bare: number[]; computed: number[]; before: number[]; after: number[] } = {
    ...{ mine: [], bare: [], computed: [], before: [], after: [] },
  }
  try {
    await listing()
    for (let round = 0; round < ROUNDS; round += 1) {
      taken.before.push(await listing())
      const { id, took, computed } = await posting(clerk, accountant, project, monthOf(round))
      taken.after.push(await listing())
      const [made] = await asked<{ count: number }>(
        url,
        `select count(*)::int as count from receivables where run = '${id}' and status = 'posted'`,
      )
      if (made?.count !== HOMES) throw new Error(`${made?.count} bills instead of ${HOMES}`)
      taken.mine.push(took)
      taken.computed.push(computed)
      taken.bare.push(await copying(url, id))
    }
  } finally {
    clerk.close()
    accountant.close()
    await asked(
      url,
      `delete from receivables where run in (select id from billing_runs where project = '${project}')`,
      `delete from billing_runs where project = '${project}'`,
    )
  }
  const [product, against] = [median(taken.mine), median(taken.bare)]
  const beside = 'INSERT … SELECT'
  const what = `${HOMES} homes billed in one run: rules, numbers, history, checked total, a key`
  tell({ work: 'W8', what, unit: 'ms', product, against, beside, goal: 2 })
  tell({
    work: 'W8',
    what: 'the same worked out beforehand, nothing written',
    unit: 'ms',
    product: median(taken.computed),
  })
  const list = { product: median(taken.after), against: median(taken.before) }
  tell({ work: 'W8', what: 'W1 right after a run, against before', unit: 'ms', ...list, beside: 'before', goal: 1.2 })
}
