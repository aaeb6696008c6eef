import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayIn, Refusal, type Resource, type Row, type Store } from '#engine'
import { house } from '#resources'
import { faultsOfMoney, faultsOfNumbers, faultsOfStages, rowsOf } from '../support/books.ts'
import { type Around, answersFor, type Pen, papers, penOf, rolesFor, slipFor, stepsFrom } from './chance.ts'
import { stores } from './money-desk.ts'
import { openService, type Service } from './service-desk.ts'

/** How many steps a run takes: in memory, and on each database. */
const STEPS = { memory: Number(process.env['CHANCE_STEPS'] ?? 3000), database: 200 }
const roles = Object.keys(house.roles)

/** One person does one thing, right or wrong; the office does it or refuses, and nothing else ever happens. */
async function act(office: Service, store: Store, pen: Pen, tally: Record<string, number>): Promise<string> {
  const kept = new Map<string, readonly Row[]>()
  const load = async (form: string) => {
    const rows = kept.get(form) ?? (await store.reading((read) => read.select(form, { limit: 60 })))
    kept.set(form, rows)
    return rows
  }
  const resource = pen.one(papers) as Resource
  const { name } = resource.form
  const slips = await load(name)
  const targets = Object.values(resource.form.fields).flatMap(({ form, fields }) => [
    ...(form ? [form] : []),
    ...Object.values(fields ?? {}).flatMap((field) => (field.form ? [field.form] : [])),
  ])
  for (const form of targets) await load(form)
  const now = office.clock()
  const around: Around = { today: dayIn('Asia/Shanghai', now), now, rows: (form) => kept.get(form) ?? [] }
  const slip = pen.one(slips)
  const step = slip && pen.one(stepsFrom(resource, slip))
  const opens = !slip || !step || pen.often(35)
  const mine = rolesFor(resource, opens ? undefined : step).filter((role) => roles.includes(role))
  const who = (pen.often(85) ? pen.one(mine) : pen.one(roles)) ?? (pen.one(roles) as string)
  const told = opens ? `${who} opens ${name}` : `${who} ${step} ${name}`
  try {
    if (opens) await office.create(name, slipFor(resource.form.fields, pen, around), who)
    else await office.step(name, slip, step, who, answersFor(resource, step, pen, around))
    tally.done = (tally.done ?? 0) + 1
  } catch (error) {
    if (!(error instanceof Refusal)) throw new Error(`${told}: ${error instanceof Error ? error.stack : error}`)
    tally[error.status] = (tally[error.status] ?? 0) + 1
  }
  return told
}

/** What the office does by itself is refused by nothing that anybody wrote. */
async function byItself({ desk, clock }: Service, seed: number) {
  const now = clock()
  const done = await desk.day({ day: dayIn('Asia/Shanghai', now), due: true }, now)
  expect(
    done.filter(({ fault }) => fault),
    `seed ${seed}, the rules of ${now}`,
  ).toEqual([])
}

async function work(office: Service, store: Store, seed: number, steps: number, checkEvery: number) {
  const pen = penOf(seed)
  const tally: Record<string, number> = {}
  const last: string[] = []
  for (let at = 1; at <= steps; at++) {
    last.push(await act(office, store, pen, tally))
    if (pen.often(10)) office.pass(pen.one([5, 60, 24 * 60, 24 * 60 * 8]) ?? 5)
    if (pen.often(1)) await byItself(office, seed)
    if (at % checkEvery !== 0 && at !== steps) continue
    const rows = await rowsOf(house, store)
    const faults = [...faultsOfMoney(rows), ...faultsOfNumbers(house, rows), ...faultsOfStages(house, rows)]
    expect(faults, `seed ${seed}, after step ${at}: ${last.slice(-checkEvery).join('; ')}`).toEqual([])
  }
  return tally
}

describe.each(stores)('whatever anybody does, over %s', (name, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  const isMemory = name === 'memory'
  test('the books balance, no number is missing, no stage stands without its signature, and nothing breaks', async () => {
    const seed = Number(process.env['CHANCE_SEED'] ?? 1 + Math.floor(Math.random() * (2 ** 31 - 1)))
    const office = await openService(store)
    const tally = await work(office, store, seed, isMemory ? STEPS.memory : STEPS.database, isMemory ? 100 : 50)
    process.stdout.write(`  ${name}, seed ${seed}: ${JSON.stringify(tally)}, the clock at ${office.clock()}\n`)
    // a run in which everything was refused proves nothing
    expect(tally.done ?? 0).toBeGreaterThan((isMemory ? STEPS.memory : STEPS.database) / 20)
  }, 180_000)
})
