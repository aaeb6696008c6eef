import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Condition, Counted, GroupKey, Page, Paging, Query, Row, Selection, SortKey } from '#engine'
import { emptied, type Opened, stores } from './stores.ts'
import { house, roomRow, slipRow } from './toy.ts'

const ROOMS = 'toy-store-rooms'
const SLIPS = 'toy-store-slips'
const ESTATES = 'toy-store-estates'
const PEOPLE = 'toy-store-people'

/** Few letters, so that words meet; every sort of letter that has ever been compared wrongly. */
const letters = [
  'a',
  'A',
  'b',
  'Z',
  'é',
  'É',
  '1',
  '2',
  '0',
  ' ',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '王',
  '芳',
  '物',
  'ａ',
  '𠮷',
  '￮',
  '-',
  '*',
  ':',
  '&',
  '!',
]
const words = fc.array(fc.constantFrom(...letters), { maxLength: 6 }).map((all) => all.join(''))
const kept = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 })
const days = fc.constantFrom('2024-02-29', '2026-01-01', '2026-11-20', '2026-11-21', '1999-12-31')
const moments = fc.constantFrom(
  '2026-11-21T00:00:00.000Z',
  '2026-11-21T00:00:00.001Z',
  '2026-11-20T23:59:59.999Z',
  '2001-01-01T12:00:00.000Z',
)
const fen = fc.constantFrom(-1, 0, 1, 100, 123_456_789, 90_071_992_547_409)
const whole = fc.integer({ min: -3, max: 3 })
const shares = fc.constantFrom(-0.5, 0, 0.125, 12.345, 1e10)
const room = fc.constantFrom('r0', 'r1', 'r2', 'r9', 'nowhere')
const project = fc.constantFrom('A', 'B')

const values: Readonly<Record<string, fc.Arbitrary<string | number | boolean>>> = {
  id: fc.integer({ min: 0, max: 40 }).map((at) => `s${at}`),
  version: fc.constantFrom(1, 2),
  project,
  createdAt: moments,
  room,
  title: words,
  remark: words,
  tel: fc.constantFrom('13812345678', '13912345678', '02112345678', '1234567'),
  amount: fen,
  pieces: whole,
  share: shares,
  on: days,
  moment: moments,
  colour: fc.constantFrom('red', 'green'),
  done: fc.boolean(),
  status: fc.constantFrom('draft', 'open', 'void'),
}
const rowOf = fc.record({
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name === 'room' ? kept(fc.constantFrom('r0', 'r1', 'r2')) : kept(value),
    ]),
  ),
  marks: kept(fc.uniqueArray(fc.constantFrom('a', 'b'))),
}) as fc.Arbitrary<Row>
/** As the desk writes them: the searched blanks are in `_search`, in small letters. */
const rowsOf = fc.array(rowOf, { maxLength: 40 }).map((rows) =>
  rows.map((row, at) => {
    const label = `单${at % 7}`
    const _search = `${label} ${row.title ?? ''}`.toLowerCase()
    return slipRow(`s${at}`, { ...row, period: `p${at}`, id: `s${at}`, _label: label, _search })
  }),
)

const field = fc.constantFrom(...Object.keys(values))
const orders = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  field.chain((name) =>
    fc.record({
      field: fc.constant(name),
      op: fc.constantFrom(...orders),
      value: values[name] as fc.Arbitrary<string>,
    }),
  ),
  field.chain((name) =>
    fc.record({
      field: fc.constant(name),
      op: fc.constant('in' as const),
      values: fc.array(kept(values[name] as fc.Arbitrary<string>), { maxLength: 3 }),
    }),
  ),
  fc.record({ field, op: fc.constant('null' as const), value: fc.boolean() }),
  fc.record({ field: fc.constantFrom('title', 'remark'), op: fc.constant('like' as const), value: words }),
  fc.record({
    field: fc.constantFrom('title', 'tel'),
    op: fc.constant('tail' as const),
    value: fc.oneof(words, fc.constantFrom('5678')),
  }),
  fc.record({ field: fc.constant('marks'), op: fc.constant('has' as const), value: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ op: fc.constant('search' as const), value: words.map((text) => text.toLowerCase()) }),
)
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { maxLength: 3 }) }),
  ),
}))
const targets: Readonly<Record<string, string>> = { room: ROOMS, project: ESTATES }
const sorts: fc.Arbitrary<readonly SortKey[]> = fc
  .tuple(
    fc.uniqueArray(
      field.filter((name) => name !== 'id'),
      { maxLength: 3 },
    ),
    fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([names, desc, byLabel]) => [
    ...names.map((name, at) => ({
      field: name,
      desc: desc[at] as boolean,
      ...(byLabel && targets[name] && { labelOf: targets[name] }),
    })),
    { field: 'id', desc: desc[3] as boolean },
  ])
const paging: fc.Arbitrary<Paging> = fc.oneof(
  fc.constant({ kind: 'all' } as const),
  fc.tuple(fc.nat(45), fc.nat(12)).map(([start, rows]) => ({ kind: 'range', start, end: start + rows }) as const),
)
/** What people look for most: a sign or two that are there. */
const short = fc
  .array(fc.constantFrom('单', '1', '2', 'a', 'b', '王', '芳', ' ', '𠮷', "'"), { minLength: 1, maxLength: 3 })
  .map((all): Condition => ({ op: 'search', value: all.join('') }))
const where = fc.oneof(
  fc.option(tree, { nil: undefined }),
  short,
  fc.tuple(short, leaf).map(([one, other]): Condition => ({ all: [one, other] })),
)
const query: fc.Arbitrary<Query> = fc.record({ where, sort: sorts, paging })

const ages = { bounds: [-30, 0, 1, 365], today: '2026-11-21' }
const keys: Readonly<Record<string, readonly Omit<GroupKey, 'name'>[]>> = {
  colour: [{ field: 'colour' }],
  status: [{ field: 'status' }],
  done: [{ field: 'done' }],
  room: [{ field: 'room' }],
  on: [{ field: 'on' }, { field: 'on', as: 'day' }, { field: 'on', as: 'month' }, { field: 'on', as: 'year' }],
  age: [{ field: 'on', ages }],
  moment: [
    { field: 'moment', as: 'day' },
    { field: 'moment', as: 'month' },
    { field: 'moment', ages },
  ],
}
const by: fc.Arbitrary<readonly GroupKey[]> = fc
  .uniqueArray(fc.constantFrom(...Object.keys(keys)), { maxLength: 3 })
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.constantFrom(...(keys[name] ?? [])).map((key) => ({ ...key, name })))),
  )
const figures: fc.Arbitrary<readonly Counted[]> = fc
  .tuple(
    fc.option(tree, { nil: undefined }),
    fc.constantFrom('amount', 'pieces'),
    fc.constantFrom('room', 'title', 'on'),
  )
  .map(([which, sum, distinct]) => [
    { name: 'rows' },
    { name: 'some', where: which },
    { name: 'sum', sum, where: which },
    { name: 'unlike', distinct },
  ])

const selection: Selection = {
  table: SLIPS,
  blanks: [
    'id',
    'version',
    'project',
    ...Object.keys(values).slice(4),
    'card',
    'marks',
    'voiding',
    'createdAt',
    'createdBy',
  ],
  masks: { tel: 'phone', card: 'identity' },
  labels: { room: ROOMS, createdBy: PEOPLE, project: ESTATES },
  scope: { field: 'project', op: 'in', values: ['A', 'B', null] },
}
const named = (id: string, name: string): Row => {
  const { code, ...row } = roomRow(id, { name, _label: name, _labelKey: name })
  return row
}
const { memory, ...others } = stores

describe.each(Object.entries(others))('%s and memory', (name, open) => {
  let model: Opened
  let here: Opened
  beforeAll(async () => {
    ;[model, here] = await Promise.all([memory(house), open(house)])
  })
  afterAll(() => Promise.all([model.close(), here.close()]))

  async function fill(rows: readonly Row[]): Promise<void> {
    for (const opened of [model, here]) {
      await emptied(opened, house, [])
      await opened.store.transaction(async (all) => {
        await all.insert(
          ROOMS,
          ['r0', 'r1', 'r2'].map((id, at) => roomRow(id, { _label: `${at}-1`, _labelKey: ['b', 'a', null][at] })),
        )
        await all.insert(PEOPLE, [named('u1', '王芳')])
        await all.insert(ESTATES, [named('A', '乙'), named('B', '甲')])
        await all.insert(SLIPS, rows)
        await all.update(ROOMS, [{ id: 'r2', _labelKey: 'ab' }])
      })
    }
  }
  const read = async ({ store }: Opened, asked: Query) => {
    const { body, ...page }: Page = await store.list(selection, asked)
    return { ...page, rows: JSON.parse(body) as Row[] }
  }
  const streamed = async ({ store }: Opened, asked: Query) => {
    const rows: Row[] = []
    for await (const some of store.stream(selection, asked)) rows.push(...some)
    return rows
  }
  async function compare(asked: Query): Promise<void> {
    expect(await read(here, asked)).toEqual(await read(model, asked))
    const sums = ['amount', 'pieces'] as const
    expect(await here.store.totals(selection, asked, sums)).toEqual(await model.store.totals(selection, asked, sums))
    const whole = { ...asked, paging: { kind: 'all' } } as const
    expect(await streamed(here, whole)).toEqual(await streamed(model, whole))
  }
  async function group(keys: readonly GroupKey[], counted: readonly Counted[], asked: Query): Promise<void> {
    const grouping = { table: SLIPS, where: asked.where, by: keys, figures: counted, zone: 'Asia/Shanghai', limit: 999 }
    const read = async ({ store }: Opened) =>
      (await store.grouped(grouping)).map((one) =>
        JSON.stringify([keys.map(({ name }) => one.keys[name]), one.figures]),
      )
    expect((await read(here)).sort()).toEqual((await read(model)).sort())
  }
  /** From page to page by cursors alone, forth and back again. */
  async function walk(asked: Query, limit: number): Promise<void> {
    const all = (await read(model, { ...asked, paging: { kind: 'all' } })).rows
    const from = (kind: 'after' | 'before', cursor: string): Query => ({
      ...asked,
      paging: { kind, cursor: JSON.parse(Buffer.from(cursor, 'base64url').toString()), limit },
    })
    let page = await read(here, { ...asked, paging: { kind: 'range', start: 0, end: limit } })
    const forth = [...page.rows]
    while (page.next) {
      const next = from('after', page.next)
      page = await read(here, next)
      expect(page).toEqual(await read(model, next))
      forth.push(...page.rows)
    }
    expect(forth).toEqual(all)
    const back = [...page.rows]
    while (page.prev) {
      const prev = from('before', page.prev)
      page = await read(here, prev)
      expect(page).toEqual(await read(model, prev))
      back.unshift(...page.rows)
    }
    expect(back.slice(-all.length)).toEqual(all.slice(-back.length))
  }

  const property = fc.asyncProperty(
    rowsOf,
    fc.array(query, { minLength: 6, maxLength: 6 }),
    fc.integer({ min: 1, max: 7 }),
    fc.tuple(by, figures),
    async (rows, queries, limit, [keys, counted]) => {
      const clash = new Set<string>()
      const fresh = rows.filter(
        ({ project, title }) => !clash.has(`${project} ${title}`) && clash.add(`${project} ${title}`),
      )
      await fill(fresh)
      for (const asked of queries) await compare(asked)
      await group(keys, counted, queries[1] as Query)
      await walk(queries[0] as Query, limit)
    },
  )
  const runs = Number(process.env.RUNS ?? 40)

  it(
    'find the same rows in the same order, whatever is asked',
    () => fc.assert(property, { numRuns: runs, endOnFailure: process.env.FAST === '1' }),
    120_000,
  )
  it('and when the texts have grown and are found by their grams', async () => {
    await here.grow()
    await fc.assert(property, { numRuns: runs, endOnFailure: process.env.FAST === '1' })
  }, 120_000)
})
