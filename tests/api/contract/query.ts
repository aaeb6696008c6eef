import { beforeAll, expect, it } from 'vitest'
import { type FilterOp, kinds, resourceNamed } from '#engine'
import { expectRefusal, fresh, type Here, SLIPS, THINGS } from '../place.ts'
import { house } from '../toy.ts'
import type { Wire } from '../wire.ts'

type Thing = Record<string, unknown> & { id: string; code: string }
const OPS = ['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'like', 'null', 'has'] as const satisfies readonly FilterOp[]
type Op = (typeof OPS)[number]
/** A value to ask each blank for: neither the least nor the largest of those below. */
const wanted: Readonly<Record<string, string>> = {
  code: '3-2-901',
  story: '漏水50%_\\',
  tel: '13800138000',
  card: '11010519491231002X',
  price: '200',
  pieces: '2',
  area: '12.5',
  share: '30',
  on: '2026-02-28',
  period: '2026-02',
  hour: '08:30',
  moment: '2026-02-28T01:00:00.000Z',
  colour: 'green',
  marks: 'b',
  done: 'true',
  stars: '3',
  double: '400',
}
const rows = (tag: string) => [
  {
    code: `${tag}3-2-1201`,
    story: '阳台漏水',
    price: 100,
    pieces: 1,
    area: 3.25,
    share: 10,
    on: '2026-01-31',
    period: '2026-01',
    hour: '07:00',
    moment: '2026-01-31T23:59:59.000Z',
    colour: 'red',
    marks: ['a'],
    done: false,
    stars: 1,
    tel: '13700137000',
  },
  {
    code: `${tag}3-2-901`,
    story: '漏水50%_\\ "报修"',
    price: 200,
    pieces: 2,
    area: 12.5,
    share: 30,
    on: '2026-02-28',
    period: '2026-02',
    hour: '08:30',
    moment: '2026-02-28T01:00:00.000Z',
    colour: 'green',
    marks: ['a', 'b'],
    done: true,
    stars: 3,
    tel: '13800138000',
    card: '11010519491231002X',
  },
  {
    code: `${tag}10-1-101`,
    story: '漏水50xy',
    price: 1000,
    pieces: 30,
    area: 100,
    share: 100,
    on: '2026-10-01',
    period: '2026-10',
    hour: '23:59',
    moment: '2026-10-01T00:00:00.000Z',
    colour: 'blue',
    marks: ['c', 'b'],
    done: true,
    stars: 5,
    tel: '13900138001',
  },
  { code: `${tag}空 & 白#1+1=2`, price: null },
]

export function queryStories(here: Here) {
  let clerk: Wire
  let things: Thing[] = []
  let base: string
  const tag = fresh('Q')
  const list = async (query: string) => {
    const answer = await clerk.get(`${base}&${query}`)
    expect(answer.status, `${query}: ${answer.text}`).toBe(200)
    return answer.body as Thing[]
  }
  const codes = async (query: string) => (await list(query)).map(({ code }) => code.slice(tag.length))
  beforeAll(async () => {
    clerk = await here().as('clerk')
    things = []
    for (const blanks of rows(tag)) things.push({ ...(await here().thing(blanks)), ...blanks })
    base = `${THINGS}?code_like=${tag}`
  })

  it('answers every comparison of every kind as it must, and refuses the others by name', async () => {
    const { fields } = resourceNamed(house, 'toy-wire-things').form
    for (const [name, value] of Object.entries(wanted)) {
      const field = fields[name]
      if (!field) throw new Error(name)
      const wire = name === 'code' ? tag + value : value
      for (const op of OPS) {
        const query = questionOf(name, op, wire)
        if (!query) continue
        const answer = await clerk.get(`${base}&${query}`)
        const { ops } = kinds[field.kind]
        const known = ops.includes(op) || ((op === 'eq' || op === 'in') && ops.includes('has'))
        if (!known) {
          expectRefusal(answer, 400, name)
          continue
        }
        expect(answer.status, `${query}: ${answer.text}`).toBe(200)
        const right = things.filter((thing) => holds(thing[name] ?? null, op, wire)).map(({ id }) => id)
        expect((answer.body as Thing[]).map(({ id }) => id).sort(), query).toEqual(right.sort())
      }
    }
  })

  it('refuses what it does not know, naming it, and never lists more instead', async () => {
    const bad = [
      'nonsense=1',
      'price_between=1',
      'price_null=maybe',
      'price=abc',
      'on=2026-02-30',
      'colour=pink',
      'done=yes',
      'price_like=1',
      'parts=1',
      'photos=1',
      '_embed=x',
      '_page=1',
      'labels=1',
      '__proto__=1',
      'tel_like=138',
      'tel_gt=1',
      'createdAt=yesterday',
      'version=x',
      'on=today%2B',
      'period=2026-13',
      'hour=25:00',
      'stars=many',
    ]
    for (const query of bad)
      expectRefusal(await clerk.get(`${base}&${query}`), 400, query.split(/_?(?:=|between|null|like|gt)/)[0])
    for (const query of [
      '_sort=nonsense',
      '_sort=tel',
      '_sort=photos',
      '_order=up&_sort=code',
      '_start=-1',
      '_start=a',
      '_end=1001',
      '_start=5&_end=2',
      '_limit=1001',
      '_start=0&_start=1',
    ])
      expectRefusal(await clerk.get(`${base}&${query}`), 400)
    for (const query of ['_after=rubbish', '_after=W10', '_start=0&_after=x', '_before=x&_after=y'])
      expectRefusal(await clerk.get(`${base}&${query}`), 400)
  })

  it('takes what is searched literally', async () => {
    expect(await codes(`story_like=${encodeURIComponent('50%_\\')}`)).toEqual(['3-2-901'])
    expect(await codes('story_like=%25')).toEqual(['3-2-901'])
    expect(await codes(`code=${encodeURIComponent(`${tag}空 & 白#1+1=2`)}`)).toEqual(['空 & 白#1+1=2'])
    expect(await codes(`code_like=${encodeURIComponent("' or 1=1 --")}`)).toEqual([])
  })

  it('searches words in the label and the searched blanks, by pinyin too', async () => {
    expect((await codes(`q=${encodeURIComponent('漏水')}`)).sort()).toEqual(['10-1-101', '3-2-1201', '3-2-901'])
    expect(await codes(`q=${encodeURIComponent('漏水 阳台')}`)).toEqual(['3-2-1201'])
    expect(await codes('q=yangtai')).toEqual(['3-2-1201'])
    expect(await codes('q=YT')).toEqual(['3-2-1201'])
    expect(await codes(`q=${encodeURIComponent('%')}`)).toEqual(['3-2-901'])
  })

  it('understands trees, many ids, several values, and the words for today and oneself', async () => {
    const where = (tree: object) => `_where=${encodeURIComponent(JSON.stringify(tree))}`
    const leaf = (field: string, op: string, value: unknown) => ({ field, op, value })
    expect(
      await codes(
        where({ or: [leaf('price', 'lt', 150), { and: [leaf('colour', 'eq', 'blue'), leaf('done', 'eq', true)] }] }),
      ),
    ).toEqual(['10-1-101', '3-2-1201'])
    expect(await codes('colour=red&colour=blue')).toEqual(['10-1-101', '3-2-1201'])
    const [one, two] = things
    expect((await list(`id=${one?.id}&id=${two?.id}`)).map(({ id }) => id).sort()).toEqual([one?.id, two?.id].sort())
    for (const tree of [
      '{',
      '5',
      '{}',
      '{"and":[]}',
      '{"field":"price","op":"eq"}',
      '{"field":"nope","op":"eq","value":1}',
      '{"field":"price","op":"regex","value":1}',
      '{"field":"price","op":"eq","value":{"a":1}}',
    ])
      expectRefusal(await clerk.get(`${base}&_where=${encodeURIComponent(tree)}`), 400, /_where|price|条件/)
    const { id } = (await clerk.get('/api/session')).body.user
    expect(await list('createdBy=me')).toHaveLength(4)
    expect(await list(`createdBy=${id}`)).toHaveLength(4)
    expect(await list('createdAt=today')).toHaveLength(4)
    expect(await list('createdAt_lt=today-3')).toHaveLength(0)
    expect(await codes('on_lt=today&on_gte=today-60')).toEqual(['10-1-101'])
    expect(await codes(`project=${here().estates.B}`)).toEqual([])
  })

  it('finds a secret by the whole of it or its last four, and shows it masked', async () => {
    const manager = await here().as('manager')
    for (const value of ['13800138000', '8000']) {
      const { body } = await manager.get(`${base}&tel=${value}`)
      expect(body).toMatchObject([{ tel: '138****8000', card: '110***********002X' }])
    }
    expect(await codes('tel=13800138000&tel=8001')).toEqual(['10-1-101', '3-2-901'])
    expect((await manager.get(`${base}&tel=0138`)).body).toEqual([])
    expect((await manager.get(`${base}&q=13800138000`)).body).toEqual([])
    expect(await codes('card=002X')).toEqual(['3-2-901'])
  })

  it('sorts by several keys, with nothing written last, and references by their natural label', async () => {
    expect(await codes('_sort=price&_order=desc')).toEqual(['空 & 白#1+1=2', '10-1-101', '3-2-901', '3-2-1201'])
    expect(await codes('_sort=price&_order=asc')).toEqual(['3-2-1201', '3-2-901', '10-1-101', '空 & 白#1+1=2'])
    expect(await codes('_sort=done,price&_order=desc,asc')).toEqual([
      '空 & 白#1+1=2',
      '3-2-901',
      '10-1-101',
      '3-2-1201',
    ])
    const parents = things.slice(0, 3)
    const name = fresh('S')
    for (const { id } of parents) await here().thing({ code: fresh(name), parent: id })
    const byLabel = async (order: string) => {
      const { body } = await clerk.get(`${THINGS}?code_like=${name}&_sort=parent&_order=${order}`)
      return body.map(({ labels }: { labels: { parent: string } }) => labels.parent.slice(tag.length))
    }
    expect(await byLabel('asc')).toEqual(['3-2-901', '3-2-1201', '10-1-101'])
    expect(await byLabel('desc')).toEqual(['10-1-101', '3-2-1201', '3-2-901'])
  })

  it('counts what matches and gives the page that is asked for', async () => {
    const page = await clerk.get(`${base}&_start=1&_end=3&_sort=code`)
    expect(page.headers.get('x-total-count')).toBe('4')
    expect(page.headers.get('access-control-expose-headers')).toBe('X-Total-Count, X-Next, X-Prev')
    expect(page.body).toHaveLength(2)
    expect((await clerk.get(`${base}&_start=4&_end=8`)).body).toEqual([])
    const made = await here().thing({ code: fresh(tag) })
    expect((await clerk.get(`${base}&_start=0&_end=1`)).headers.get('x-total-count')).toBe('5')
    await clerk.del(`${THINGS}/${made.id}?version=1`)
    expect((await clerk.get(`${base}&_start=0&_end=1`)).headers.get('x-total-count')).toBe('4')
  })

  it('walks from page to page and back by its marks, whatever the order', async () => {
    for (const sort of [
      '_sort=code',
      '_sort=price&_order=desc',
      '_sort=price',
      '_sort=parent,done',
      '_sort=moment&_order=desc',
      '_sort=area',
    ]) {
      const all = (await list(sort)).map(({ id }) => id)
      const walked: string[] = []
      let next: string | null = null
      let prev: string | null = null
      for (let step = 0; step === 0 || next; step += 1) {
        const page: Awaited<ReturnType<Wire['get']>> = await clerk.get(
          `${base}&${sort}&${step ? `_after=${next}&_limit=3` : '_start=0&_end=3'}`,
        )
        expect(page.status, page.text).toBe(200)
        walked.push(...page.body.map(({ id }: Thing) => id))
        next = page.headers.get('x-next')
        prev = page.headers.get('x-prev')
      }
      expect(walked, sort).toEqual(all)
      const back = await clerk.get(`${base}&${sort}&_before=${prev}&_limit=3`)
      expect(
        back.body.map(({ id }: Thing) => id),
        sort,
      ).toEqual(all.slice(0, 3))
      expect(back.headers.get('x-prev')).toBeNull()
    }
  })

  it('adds up what the filter matches', async () => {
    const { status, body } = await clerk.get(`${THINGS}/totals?code_like=${tag}&price_gt=100`)
    expect([status, body]).toEqual([200, { count: 2, sums: { price: 1200, pieces: 32 } }])
    expect((await clerk.get(`${THINGS}/totals?code=none-of-them`)).body).toEqual({
      count: 0,
      sums: { price: 0, pieces: 0 },
    })
    expectRefusal(await clerk.get(`${THINGS}/totals?nonsense=1`), 400, 'nonsense')
    expect((await clerk.get(`${SLIPS}/totals?amount_gt=999999999`)).body.sums).toEqual({ amount: 0 })
  })

  it('lists a thousand at once, and not one more', async () => {
    const name = fresh('M')
    const project = here().estates.A
    const some = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ project, code: `${name}-${from + at}` }))
    expect((await clerk.post(`${THINGS}/batch`, { create: some(0, 1000) })).status).toBe(200)
    expect((await clerk.get(`${THINGS}?code_like=${name}`)).body).toHaveLength(1000)
    const ids = (await clerk.get(`${THINGS}?code_like=${name}&_start=0&_end=1000`)).body.map(
      ({ id }: Thing) => `id=${id}`,
    )
    expect((await clerk.get(`${THINGS}?${ids.join('&')}`)).body).toHaveLength(1000)
    await clerk.post(THINGS, some(1000, 1)[0])
    expectRefusal(await clerk.get(`${THINGS}?code_like=${name}`), 400, '1001')
    expect((await clerk.get(`${THINGS}?code_like=${name}&_start=1000&_end=2000`)).body).toHaveLength(1)
  })
}

function questionOf(name: string, op: Op, value: string): string | undefined {
  const wire = encodeURIComponent(value)
  switch (op) {
    case 'eq':
      return `${name}=${wire}`
    case 'in':
      return `${name}=${wire}&${name}=${wire}`
    case 'null':
      return `${name}_null=true`
    case 'has':
      return undefined
    default:
      return `${name}_${op}=${wire}`
  }
}
/** What the contract says of one value, told a second time and plainly. */
function holds(kept: unknown, op: Op, wire: string): boolean {
  if (op === 'null') return kept === null
  if (kept === null) return op === 'ne'
  if (Array.isArray(kept)) return kept.includes(wire)
  const asked = typeof kept === 'number' ? Number(wire) : typeof kept === 'boolean' ? wire === 'true' : wire
  const [a, b] = [kept as string, asked as string]
  const verdicts: Record<Exclude<Op, 'null' | 'has'>, boolean> = {
    eq: a === b,
    in: a === b,
    ne: a !== b,
    gt: a > b,
    gte: a >= b,
    lt: a < b,
    lte: a <= b,
    like: String(a).toLowerCase().includes(String(b).toLowerCase()),
  }
  return verdicts[op as keyof typeof verdicts]
}
