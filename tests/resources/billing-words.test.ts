import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chargedFor, lateFee, pricesFor, rounded, type Standard, stretchesOf } from '../../resources/clauses/billing.ts'

const terms = { price: 2.5, tiers: null, rounding: 'fen', prorating: 'day' } as const
const november = { from: '2026-11-01', until: '2026-11-30' }

describe('what a quantity costs', () => {
  test('whole months are quantity × price × months, half up to the fen', () => {
    expect(chargedFor(terms, 89.53, november)).toEqual({ months: 1, amount: 22_383, working: null })
    const quarter = { from: '2026-10-01', until: '2026-12-31' }
    expect(chargedFor(terms, 89.53, quarter)).toEqual({ months: 3, amount: 67_148, working: null })
  })
  test('a part of a month is charged by its days, as a whole month, or not at all', () => {
    const part = { from: '2026-11-20', until: '2026-12-31' }
    expect(chargedFor(terms, 100, part)).toEqual({
      ...{ months: 2, amount: 34_167 },
      working: '100 × 2.5 × （1 个月 + 11/30 月）',
    })
    expect(chargedFor({ ...terms, prorating: 'full' }, 100, part)).toMatchObject({ months: 2, amount: 50_000 })
    expect(chargedFor({ ...terms, prorating: 'none' }, 100, part)).toMatchObject({ months: 1, amount: 25_000 })
    expect(chargedFor({ ...terms, prorating: 'none' }, 100, { from: '2026-11-02', until: '2026-11-30' })).toBe(
      undefined,
    )
  })
  test('steps: each part of the quantity at its own price', () => {
    const tiers = [
      { over: 15, price: 4 },
      { over: 25, price: 6 },
    ]
    const water = { ...terms, price: 3, tiers }
    expect(chargedFor(water, 15, november)).toMatchObject({ amount: 4_500 })
    expect(chargedFor(water, 15.01, november)).toMatchObject({ amount: 4_504 })
    expect(chargedFor(water, 30, november)).toMatchObject({
      ...{ amount: 4_500 + 4_000 + 3_000, working: '（15 × 3 + 10 × 4 + 5 × 6）' },
    })
  })
  test('the fen are rounded away as the standard says', () => {
    expect([12_344, 12_345, 12_350].map((fen) => rounded(fen, 'fen'))).toEqual([12_344, 12_345, 12_350])
    expect([12_344, 12_345].map((fen) => rounded(fen, 'jiao'))).toEqual([12_340, 12_350])
    expect([12_349, 12_350].map((fen) => rounded(fen, 'yuan'))).toEqual([12_300, 12_400])
    expect(rounded(12_349, 'jiao-down')).toBe(12_340)
    expect(chargedFor({ ...terms, rounding: 'jiao' }, 89.53, november)).toMatchObject({
      ...{ amount: 22_380, working: '89.53 × 2.5，四舍五入到角' },
    })
  })
  test('a late fee is so much of the balance for each day', () => {
    expect(lateFee(100_000, 0.05, 37)).toBe(1_850)
    expect(lateFee(100_000, 0, 37)).toBe(0)
  })
})

describe('which standard holds', () => {
  const standard = (more: object) =>
    ({
      ...{ id: 'a', feeItem: 'f', project: 'p', usage: 'all', building: null, grade: null, subjects: null },
      ...{ validFrom: '2026-01-01', validTo: null, price: 1, ...more },
    }) as unknown as Standard
  const home = { usage: 'residence', building: '3' } as const

  test('each version until the day before the next', () => {
    const all = [standard({ id: 'a' }), standard({ id: 'b', validFrom: '2026-11-16' })]
    expect(pricesFor(all, home, november).map(({ standard: { id }, from, until }) => [id, from, until])).toEqual([
      ['a', '2026-11-01', '2026-11-15'],
      ['b', '2026-11-16', '2026-11-30'],
    ])
  })
  test('the project’s own before the company’s, from the day it begins', () => {
    const all = [standard({ id: 'own', validFrom: '2026-11-16' }), standard({ id: 'all', project: null })]
    expect(pricesFor(all, home, november).map(({ standard: { id }, from }) => [id, from])).toEqual([
      ['all', '2026-11-01'],
      ['own', '2026-11-16'],
    ])
  })
  test('not another use’s, not another building’s, and none before it begins', () => {
    const all = [standard({ usage: 'shop' }), standard({ building: '4' }), standard({ validFrom: '2026-12-01' })]
    expect(pricesFor(all, home, november)).toEqual([])
  })
  test('whatever the versions: no day is priced twice, and no gap is left where one holds', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-11-${String(at).padStart(2, '0')}`)
    fc.assert(
      fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 6 }), (days) => {
        const all = days.map((validFrom) => standard({ id: validFrom, validFrom }))
        const parts = pricesFor(all, home, november)
        const first = days.toSorted()[0]
        expect(parts[0]?.from).toBe(first)
        expect(parts.at(-1)?.until).toBe('2026-11-30')
        parts.slice(1).forEach((part, at) => {
          expect(Date.parse(part.from) - Date.parse(parts[at]?.until ?? '')).toBe(86_400_000)
        })
      }),
      { numRuns: 50 },
    )
  })
  test('months in a row are one stretch', () => {
    expect(stretchesOf(['2026-01', '2026-02', '2026-04'])).toEqual([
      { from: '2026-01-01', until: '2026-02-28' },
      { from: '2026-04-01', until: '2026-04-30' },
    ])
  })
})
