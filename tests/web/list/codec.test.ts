import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindOf, type Words } from '#engine'
import {
  baseOf,
  decode,
  encode,
  type Filter,
  type ListState,
  PAGE_SIZES,
  type Reading,
  wireOf,
} from '../../../src/web/list/state.ts'
import { house } from './house.ts'

const resource = house.resources[0] as NonNullable<(typeof house.resources)[0]>
const words: Words = { today: '2026-11-21', now: '2026-11-21T02:00:00.000Z', me: 'clerk' }
const reading: Reading = { house, resource, words, size: 50 }

const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('3#楼 & +1%', '甲&乙', '1+1', '100%', '%E4', 'a=b', '??', ' x '),
)
const readable = (field: string, values: fc.Arbitrary<string>) =>
  values.filter((value) => {
    const blank = resource.form.fields[field]
    return blank !== undefined && kindOf(blank).parse(value, blank, words) !== undefined
  })
const several = (field: string, values: fc.Arbitrary<string>) =>
  fc.array(readable(field, values), { minLength: 1, maxLength: 30 })
const day = fc.oneof(
  fc.constantFrom('today', 'today-3', 'today+7'),
  fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
)
const fen = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String)
const one = (field: string, op: Filter['op'], values: fc.Arbitrary<string>): fc.Arbitrary<Filter> =>
  readable(field, values).map((value) => ({ field, op, values: [value] }))

const filter: fc.Arbitrary<Filter> = fc.oneof(
  several('status', fc.constantFrom('draft', 'open', 'paid')).map((values) => ({
    field: 'status',
    op: 'eq' as const,
    values,
  })),
  several('payer', text).map((values) => ({ field: 'payer', op: 'eq' as const, values })),
  several('room', text).map((values) => ({ field: 'room', op: 'eq' as const, values })),
  one('payer', 'like', text),
  one('payer', 'ne', text),
  one('amount', 'gte', fen),
  one('amount', 'lt', fen),
  one('dueOn', 'gte', day),
  one('dueOn', 'lte', day),
  one('urgent', 'eq', fc.constantFrom('true', 'false')),
  fc.constantFrom('true', 'false').map((value) => ({ field: 'reason', op: 'null' as const, values: [value] })),
)
const state: fc.Arbitrary<ListState> = fc
  .record({
    view: fc.constantFrom(undefined, 'late', 'large', 'either'),
    filters: fc.uniqueArray(filter, { selector: ({ field, op }) => `${field}_${op}`, maxLength: 25 }),
    where: fc.constantFrom(undefined, '{"field":"payer","op":"like","value":"3#楼 & +%"}'),
    q: text,
    sort: fc.uniqueArray(
      fc.record({ field: fc.constantFrom('number', 'amount', 'dueOn', 'room'), desc: fc.boolean() }),
      {
        selector: ({ field }) => field,
        minLength: 1,
      },
    ),
    page: fc.integer({ min: 1, max: 9_999 }),
    size: fc.constantFrom(...PAGE_SIZES),
    after: fc.constantFrom(undefined, 'WyJhIl0'),
  })
  .map((made) => ({ ...made, after: made.page > 1 ? made.after : undefined, before: undefined }))

/** A view whose filters have all been taken away is the whole list. */
const settled = (made: ListState): ListState => {
  const bare = made.filters.length === 0 && made.where === undefined
  const base = baseOf(reading, made.view)
  return bare && (base.filters.length > 0 || base.where !== undefined) ? { ...made, view: undefined } : made
}

describe('the address of a list', () => {
  it('says everything that is shown, whatever signs are in it, and is read back the same', () => {
    fc.assert(
      fc.property(state, (made) => {
        const address = encode(reading, made)
        const { state: back, faults } = decode(reading, `?${address}`)
        expect(faults).toEqual([])
        const order = ({ filters }: ListState) =>
          [...filters].sort((a, b) => (`${a.field}${a.op}` < `${b.field}${b.op}` ? -1 : 1))
        expect({ ...back, filters: order(back) }).toEqual({ ...settled(made), filters: order(made) })
        expect(encode(reading, back)).toBe(address)
      }),
      { numRuns: 500 },
    )
  })

  it('survives being pasted into a browser: nothing falls behind a # and no & opens another blank', () => {
    fc.assert(
      fc.property(state, (made) => {
        const url = new URL(`http://office.test/bills?${encode(reading, made)}`)
        expect(url.hash).toBe('')
        expect(decode(reading, url.search).faults).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('asks the office for the very same, page apart', () => {
    fc.assert(
      fc.property(state, (made) => {
        const again = decode(reading, `?${wireOf({ ...made, q: '' }, undefined)}`)
        expect(again.faults).toEqual([])
        expect(new Set(again.state.filters.map((one) => JSON.stringify(one)))).toEqual(
          new Set((made.filters.length > 0 ? made.filters : []).map((one) => JSON.stringify(one))),
        )
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['nonsense=1', 'nonsense'],
    ['status=lost', '状态 lost'],
    ['amount_gte=abc', '金额 abc'],
    ['dueOn=2026-02-30', '截止日 2026-02-30'],
    ['dueOn_like=2026', '截止日 2026'],
    ['urgent=maybe', '加急 maybe'],
    ['payer_null=perhaps', '付款人 perhaps'],
    ['tel_gte=138', '电话 138'],
    ['_sort=nonsense', 'nonsense'],
    ['view=gone', 'gone'],
  ])('finds %s unreadable', (search, fault) => {
    expect(decode(reading, search).faults).toEqual([fault])
  })

  it('keeps an open end open and a relative day relative', () => {
    const { state } = decode(reading, '?dueOn_lte=today-1&amount_gte=0')
    expect(state.filters).toEqual([
      { field: 'dueOn', op: 'lte', values: ['today-1'] },
      { field: 'amount', op: 'gte', values: ['0'] },
    ])
  })

  it('narrows to the project on the desk unless the address names one', () => {
    const bare = decode(reading, '').state
    expect(wireOf(bare, 'E1').get('project')).toBe('E1')
    expect(wireOf(decode(reading, 'project=E2').state, 'E1').getAll('project')).toEqual(['E2'])
  })
})
