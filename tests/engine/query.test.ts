import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filterInWords, type Params, queryOf, Refusal, resourceNamed } from '#engine'
import { at, house, open, staff } from './toy.ts'

const resource = resourceNamed(house, 'toy-refunds')
const ask = (params: Params) =>
  queryOf(params, {
    house,
    resource,
    zone: 'Asia/Shanghai',
    words: { today: '2026-11-21', now: '2026-11-21T02:00:00.000Z', me: 'clerk' },
  })
const refused = (params: Params) => {
  try {
    ask(params)
  } catch (error) {
    if (error instanceof Refusal) return [error.status, error.message]
    throw error
  }
  return 'accepted'
}

describe('a list is asked', () => {
  test('by blanks, ranges, words and days', () => {
    expect(
      ask({ status: ['draft', 'paid'], amount_gte: '100', appliedOn_lt: 'today', createdBy: 'me', q: ' 王  3栋 ' })
        .where,
    ).toEqual({
      all: [
        { field: 'status', op: 'in', values: ['draft', 'paid'] },
        { field: 'amount', op: 'gte', value: 100 },
        { field: 'appliedOn', op: 'lt', value: '2026-11-21' },
        { field: 'createdBy', op: 'eq', value: 'clerk' },
        { op: 'search', value: '王' },
        { op: 'search', value: '3栋' },
      ],
    })
  })
  test('a moment is compared with the whole day of the office', () => {
    expect(ask({ createdAt: '2026-11-21' }).where).toEqual({
      all: [
        { field: 'createdAt', op: 'gte', value: '2026-11-20T16:00:00.000Z' },
        { field: 'createdAt', op: 'lt', value: '2026-11-21T16:00:00.000Z' },
      ],
    })
  })
  test('the order always ends in the id, and a reference sorts by its label', () => {
    expect(ask({ _sort: 'room,amount', _order: 'asc,desc' }).sort).toEqual([
      { field: 'room', desc: false, labelOf: 'toy-rooms' },
      { field: 'amount', desc: true },
      { field: 'id', desc: true },
    ])
  })
  test.each([
    [{ colour: 'red' }, '退款单没有「colour」这个筛选条件'],
    [{ constructor: 'x' }, '退款单没有「constructor」这个筛选条件'],
    [{ amount_like: '1' }, '「应退金额」（amount）不能用「like」筛选'],
    [{ amount_gte: 'abc' }, '「应退金额」（amount）不能是「abc」'],
    [{ status: 'lost' }, '「状态」（status）不能是「lost」'],
    [{ _sort: 'items' }, '「明细」（items）不能用来排序'],
    [{ _sort: 'amount', _order: 'up' }, '排序方向须为 asc 或 desc，不能是「up」'],
    [{ _start: '0', _end: '1001' }, '一次最多取 1000 行'],
    [{ _start: '-1' }, '「_start」须为不小于 0 的整数'],
    [{ _after: 'zzz' }, '翻页标记无效，请回到第一页'],
    [{ _where: '{"field":"amount","op":"between","value":1}' }, '「_where」不认识「between」这种比较'],
    [{ _where: '{' }, '「_where」不是有效的 JSON'],
  ] as [Params, string][])('%o is refused by name', (params, sentence) => {
    expect(refused(params)).toEqual([400, sentence])
  })
  test('no query does more than be refused', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '_where',
        '_sort',
        '_order',
        '_after',
        '_end',
        'status',
        'amount_gte',
        'room',
        'createdAt_ne',
        'q',
      ),
    )
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(fc.string(), fc.array(fc.string()), fc.json())),
        (params) => void refused(params),
      ),
      { numRuns: 2000 },
    )
  })
  test('is said in words for the second sheet', () => {
    const query = ask({
      status: 'draft',
      room: 'r1',
      amount_gte: '123456',
      _where: '{"or":[{"field":"way","op":"eq","value":"cash"},{"field":"why","op":"null","value":true}]}',
    })
    expect(filterInWords(house, resource, query, () => '3-2-1201')).toBe(
      '状态 = 草稿，房号 = 3-2-1201，应退金额 ≥ 1,234.56，（方式 = 现金 或 扣款原因为空）',
    )
  })
})

describe('pages', () => {
  test('next and previous walk the whole list, whatever the order', async () => {
    const desk = await open()
    const clerk = at(staff.clerk)
    await desk.batch(
      'toy-rooms',
      {
        create: Array.from({ length: 23 }, (_, n) => ({
          code: `1-${n}`,
          building: String(n % 3),
          owner: n % 2 ? '甲' : '乙',
        })),
      },
      clerk,
    )
    for (const order of [{ _sort: 'building,owner', _order: 'desc,asc' }, { _sort: 'code' }, {}]) {
      const whole = JSON.parse((await desk.list('toy-rooms', order, clerk)).body).map(({ id }: { id: string }) => id)
      const walked: string[] = []
      let page = await desk.list('toy-rooms', { ...order, _start: '0', _end: '5' }, clerk)
      for (;;) {
        walked.push(...JSON.parse(page.body).map(({ id }: { id: string }) => id))
        if (!page.next) break
        page = await desk.list('toy-rooms', { ...order, _after: page.next, _limit: '5' }, clerk)
      }
      expect(walked).toEqual(whole)
      const back = await desk.list('toy-rooms', { ...order, _before: page.prev ?? '', _limit: '5' }, clerk)
      expect(JSON.parse(back.body).map(({ id }: { id: string }) => id)).toEqual(whole.slice(15, 20))
    }
  })
  test('nobody gets more than a thousand rows without asking for a page', async () => {
    const desk = await open()
    const clerk = at(staff.clerk)
    const rows = (from: number) =>
      Array.from({ length: 600 }, (_, n) => ({ code: `${from + n}`, building: '1', owner: '甲' }))
    await desk.batch('toy-rooms', { create: rows(0) }, clerk)
    expect((await desk.list('toy-rooms', {}, clerk)).total).toBe(600)
    await desk.batch('toy-rooms', { create: rows(600) }, clerk)
    await expect(desk.list('toy-rooms', {}, clerk)).rejects.toThrow('符合条件的有 1200 行')
  })
})
