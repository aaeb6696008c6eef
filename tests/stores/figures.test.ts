import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, type Office, office, type Ports, type Row, report, type Store, type User } from '#engine'
import { checkFigures } from '../../src/http/figures.ts'
import { plansOf } from '../../src/server/store/rolled.ts'
import { type Rollups, rollups } from '../../src/server/store/rollups.ts'
import { postgresStore } from '../../src/server/store/store.ts'
import { tablesOf } from '../../src/server/store/tables.ts'
import { databases, type Opened } from './stores.ts'
import { house as bare, roomRow, slipRow } from './toy.ts'

const SLIPS = 'toy-store-slips'
const ZONE = 'Asia/Shanghai'
const dues = report('toy-dues', '应收统计', {
  code: 'S1',
  area: 'toys' as never,
  may: 'everyone',
  sources: { slips: { of: SLIPS, where: 'status_ne=void', on: 'on' } },
  dimensions: {
    month: { label: '月份', blank: 'on', as: 'month' },
    colour: { label: '颜色' },
    building: { label: '楼' },
    age: { label: '账龄', blank: 'on', ages: [0, 30] },
  },
  by: ['month'],
  measures: {
    all: { label: '笔数' },
    amount: { label: '金额', sum: 'amount' },
    open: { label: '未办', where: 'status=open', sum: 'amount' },
    large: { label: '大额', where: 'amount_gt=100' },
    share: { label: '份额', where: 'done=true', sum: 'share' },
  },
  period: 'year',
})
const arrivals = report('toy-arrivals', '来访统计', {
  code: 'S2',
  area: 'toys' as never,
  may: 'everyone',
  sources: { slips: { of: SLIPS, on: 'moment' } },
  dimensions: { day: { label: '日期', blank: 'moment', as: 'day' }, status: { label: '状态' } },
  by: ['day'],
  measures: { all: { label: '人次' }, titled: { label: '有题目', where: 'title_null=false' } },
  period: 'day',
})
/** What is counted anew each time: how many different ones, and what hangs on today. */
const unlike = report('toy-unlike', '户数统计', {
  ...{ code: 'S3', area: 'toys' as never, may: 'everyone' as const, dimensions: {}, by: ['project'] },
  sources: { slips: { of: SLIPS } },
  measures: { rooms: { label: '户数', distinct: 'room' }, late: { label: '逾期', where: 'on_lt=today' } },
})
const house: House = {
  ...bare,
  resources: bare.resources.map((one) =>
    one.form.name === SLIPS ? { ...one, list: { ...one.list, totals: ['amount', 'pieces'] } } : one,
  ),
  reports: [dues, arrivals, unlike],
}

const kept = <T>(...values: readonly T[]) => fc.constantFrom(null, ...values)
const blanks: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  project: fc.constantFrom('A', 'B'),
  status: fc.constantFrom('draft', 'open', 'void'),
  colour: kept('red', "g'n"),
  building: kept('1', '2'),
  done: kept(true, false),
  title: kept('甲', '乙', '丙'),
  amount: kept(1, 100, 12_345_678_901),
  share: kept(0.125, -2.5),
  on: kept('2026-01-31', '2026-02-01', '2026-11-22'),
  // on either side of midnight in the office, and of the year
  moment: kept('2025-12-31T15:59:59.999Z', '2025-12-31T16:00:00.000Z', '2026-11-21T16:00:00.000Z'),
}
const patch = fc.record(blanks, { requiredKeys: [] })
const id = fc.integer({ min: 0, max: 1400 }).map((at) => `s${at}`)
type Change =
  | { readonly do: 'insert' | 'update' | 'undo'; readonly rows: readonly (Row & { id: string })[] }
  | { readonly do: 'remove'; readonly rows: readonly { readonly id: string }[] }
const change: fc.Arbitrary<Change> = fc.record({
  do: fc.constantFrom('insert', 'update', 'undo', 'remove'),
  rows: fc.uniqueArray(
    fc.tuple(id, patch).map(([at, more]) => ({ ...more, id: at })),
    { selector: (one) => one.id, minLength: 1, maxLength: 12 },
  ),
}) as never

const person = fc.constantFrom<Partial<User>>({}, { buildings: ['1'] }, { projects: ['B'] })
const day = fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01', '2026-02-28', '2026-11-22')
const question = fc.record({
  name: fc.constantFrom('toy-dues', 'toy-arrivals', 'toy-unlike', SLIPS),
  by: fc.uniqueArray(fc.nat(4), { maxLength: 2 }),
  days: fc.tuple(day, day).map((two) => two.sort()),
  only: fc.option(fc.nat(4), { freq: 2 }),
  person,
})
type Question = typeof question extends fc.Arbitrary<infer Q> ? Q : never

/** A value of each dimension, to be asked for alone. */
const values: Readonly<Record<string, string>> = {
  ...{ project: 'A', month: '2026-01', colour: 'red', building: '1', age: '1', day: '2026-01-01', status: 'open' },
}

const ports: Ports = { zone: ZONE, pinyin: () => '', newId: () => 'x' }
const NOW = '2026-11-22T04:00:00.000Z'

/** What a person is told, or why he is not. */
function told(store: Store, { name, by, days: [from, to], only, person: more }: Question): Promise<string> {
  const desk: Office = office(house, store, ports)
  const dimensions = ['project', ...Object.keys(house.reports?.find((one) => one.name === name)?.dimensions ?? {})]
  const named = (at: number) => dimensions[at % dimensions.length] as string
  const user: User = { id: 'u1', username: 'u1', name: '王芳', roles: [], projects: ['A', 'B'], ...more }
  // the list below the reports: of a project, of a stage, of what no figure is kept by
  if (name === SLIPS) {
    const of = only === null ? undefined : (['project', 'status', 'colour'] as const)[only % 3]
    return desk
      .totals(SLIPS, of ? { [of]: values[of] ?? '' } : {}, { user, now: NOW })
      .then((all) => JSON.stringify(all))
  }
  const params = {
    by: by.map(named).join(),
    ...(from && { from }),
    ...(to && { to }),
    ...(only !== null && { [named(only)]: values[named(only)] ?? '' }),
  }
  return desk.report(name, params, { user, now: NOW }).then(
    (answer) => JSON.stringify([answer.rows, answer.totals]),
    (error: Error) => error.message,
  )
}

describe.each(Object.entries(databases))('figures kept ready: %s', (_, open) => {
  let opened: Opened
  let pool: pg.Pool
  let figures: Rollups
  let store: Store
  let answered = 0
  const tables = tablesOf(house)
  const table = tables.get(SLIPS) as never
  /** The same database without them. */
  const scanning = () => postgresStore(pool, tables)
  const first = (at: number) => ({
    project: at % 2 ? 'A' : 'B',
    status: at % 3 ? 'open' : 'draft',
    amount: at,
    on: '2026-01-31',
    moment: '2025-12-31T16:00:00.000Z',
  })

  beforeAll(async () => {
    opened = await open(house)
    pool = opened.pool as pg.Pool
    const made = rollups(plansOf(house, tables, ZONE))
    figures = {
      ...made,
      totalling: (...asked) => {
        const found = made.totalling(...asked)
        if (found) answered += 1
        return found
      },
      answering: (...asked) => {
        const found = made.answering(...asked)
        if (found) answered += 1
        return found
      },
    }
    store = postgresStore(pool, tables, { figures })
    await store.transaction(async (rows) => {
      await rows.insert('toy-store-rooms', [roomRow('r1')])
      await rows.insert(
        SLIPS,
        Array.from({ length: 1200 }, (_, at) => slipRow(`s${at}`, { ...first(at), period: `p${at}` })),
      )
    })
    await pool.query(`analyze "toy_store_slips"`)
    await figures.tend(pool, { keepFrom: 1000 })
  })
  afterAll(() => opened.close())

  async function changing({ do: what, rows: all }: Change): Promise<void> {
    await store
      .transaction(async (rows) => {
        const ids = all.map((one) => one.id)
        const there = new Set((await rows.take(SLIPS, ids)).map((row) => row.id))
        const [old, fresh] = [all.filter((one) => there.has(one.id)), all.filter((one) => !there.has(one.id))]
        if (what === 'insert' || what === 'undo')
          await rows.insert(
            SLIPS,
            fresh.map((one) => slipRow(one.id, { ...one, title: null, period: one.id })),
          )
        if (what === 'update' || what === 'undo')
          await rows.update(
            SLIPS,
            old.map(({ title, ...one }: Row) => one as Row & { id: string }),
          )
        if (what === 'remove') await rows.remove(SLIPS, { field: 'id', op: 'in', values: ids })
        if (what === 'undo') {
          await rows.sum(SLIPS, undefined, [])
          throw new Error('undone')
        }
      })
      .catch((error: Error) => {
        if (error.message !== 'undone') throw error
      })
  }

  it('say what a scan says, whatever has been written', async () => {
    const property = fc.asyncProperty(
      fc.array(change, { maxLength: 4 }),
      fc.array(question, { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      async (changes, questions, folds) => {
        for (const one of changes) await changing(one)
        if (folds) await figures.fold(pool, table)
        for (const one of questions) expect(await told(store, one)).toBe(await told(scanning(), one))
      },
    )
    await fc.assert(property, { numRuns: 10, endOnFailure: true })
    expect(answered).toBeGreaterThan(10)
    expect(await figures.check(pool)).toEqual([])
  }, 30_000)

  it('are counted anew every night, put right, and told', async () => {
    const asked: Question = { name: 'toy-dues', by: [], days: ['2026-01-01', '2026-02-28'], only: null, person: {} }
    const { rows } = await pool.query(
      `select relname as "name" from pg_class where relname like 'ru\\_%' and relkind = 'r'`,
    )
    const spoil = async () => {
      for (const { name } of rows) await pool.query(`delete from "${name}"`)
      store = postgresStore(pool, tables, { figures })
      expect(await told(store, asked)).not.toBe(await told(scanning(), asked))
    }
    const log: string[] = []
    const visit = (now: string) => checkFigures(office(house, store, ports), now, (line) => void log.push(line))
    await spoil()
    await visit('2026-11-22T19:00:00.000Z')
    expect(log).toEqual([expect.stringMatching(/^figures put right: toy-store-slips: \d+$/)])
    store = postgresStore(pool, tables, { figures })
    expect(await told(store, asked)).toBe(await told(scanning(), asked))
    await spoil()
    // the same night, and by day after a night in which somebody was there
    await visit('2026-11-22T20:00:00.000Z')
    await visit('2026-11-23T02:00:00.000Z')
    expect(log).toHaveLength(1)
    await visit('2026-11-25T02:00:00.000Z')
    expect(log).toHaveLength(2)
    expect(await figures.check(pool)).toEqual([])
  }, 30_000)

  it('are others where a report asks otherwise; who still knows the old ones counts by himself', async () => {
    const names = async () => (await pool.query(`select 1 from pg_class where relname ~ '^r[ud]_.*[0-9a-f]$'`)).rowCount
    const after = rollups(plansOf({ ...house, reports: [arrivals] }, tables, ZONE))
    await after.look(pool)
    expect(await names()).toBe(0)
    const asked: Question = {
      name: 'toy-arrivals',
      by: [1],
      days: ['2025-12-31', '2026-11-22'],
      only: null,
      person: {},
    }
    const [old, young] = [store, postgresStore(pool, tables, { figures: after })]
    await after.tend(pool, { keepFrom: 1000 })
    expect(await names()).toBeGreaterThan(1)
    for (const one of [old, young]) expect(await told(one, asked)).toBe(await told(scanning(), asked))
  })
})
