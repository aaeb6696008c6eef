import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { charge, inWords, inYuan, prorated, shared, sumOf } from '../../resources/clauses/money.ts'

/** Reads an amount in capitals back, by the grammar of the capitals and by nothing else. */
function readBack(words: string): number {
  const digits = '零壹贰叁肆伍陆柒捌玖'
  const sign = words.startsWith('负') ? -1 : 1
  const text = words.replace(/^负/, '').replace(/整$/, '')
  const [yuan, cents] = text.includes('元') ? (text.split('元') as [string, string]) : ['', text]
  const group = (part: string): number => {
    let sum = 0
    let digit = 0
    for (const sign of part) {
      const place = { 拾: 10, 佰: 100, 仟: 1000 }[sign]
      if (place) {
        sum += digit * place
        digit = 0
      } else digit = digits.indexOf(sign)
    }
    return sum + digit
  }
  const whole = (part: string): number => {
    const at = (name: string) => part.lastIndexOf(name)
    if (at('亿') >= 0) return whole(part.slice(0, at('亿'))) * 1e8 + whole(part.slice(at('亿') + 1))
    if (at('万') >= 0) return whole(part.slice(0, at('万'))) * 1e4 + whole(part.slice(at('万') + 1))
    return group(part)
  }
  const jiao = /(.)角/.exec(cents)?.[1]
  const fen = /(.)分/.exec(cents)?.[1]
  const small = (jiao ? digits.indexOf(jiao) * 10 : 0) + (fen ? digits.indexOf(fen) : 0)
  return sign * (whole(yuan) * 100 + small)
}
const fen = fc.oneof(
  fc.integer({ min: -100_000_000_000_000, max: 100_000_000_000_000 }),
  fc.integer({ min: 0, max: 1_000_000 }),
  // many zeros: where the capitals are hardest
  fc
    .array(fc.constantFrom('0', '0', '0', '1', '5', '9'), { minLength: 1, maxLength: 15 })
    .map((d) => Number(d.join(''))),
)

describe('an amount in capitals', () => {
  test.each([
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角整'],
    [11, '壹角壹分'],
    [100, '壹元整'],
    [101, '壹元零壹分'],
    [110, '壹元壹角整'],
    [1_000, '壹拾元整'],
    [1_010, '壹拾元壹角整'],
    [32_504, '叁佰贰拾伍元零肆分'],
    [140_950, '壹仟肆佰零玖元伍角整'],
    [168_032, '壹仟陆佰捌拾元叁角贰分'],
    [600_714, '陆仟零柒元壹角肆分'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [10_700_053, '壹拾万柒仟元伍角叁分'],
    [10_070_000, '壹拾万零柒佰元整'],
    [10_000_000_00, '壹仟万元整'],
    [1_000_000_00, '壹佰万元整'],
    [100_000_000_00, '壹亿元整'],
    [100_000_001_00, '壹亿零壹元整'],
    [100_010_000_00, '壹亿零壹万元整'],
    [110_000_000_00, '壹亿壹仟万元整'],
    [1_000_100_000_000_00, '壹万零壹亿元整'],
    [1_000_000_000_000_00, '壹万亿元整'],
    [-123_45, '负壹佰贰拾叁元肆角伍分'],
    [null, ''],
    [Number.NaN, ''],
  ])('%s fen is %s', (amount, words) => {
    expect(inWords(amount)).toBe(words)
  })
  test('is read back as the amount it says', () => {
    fc.assert(
      fc.property(fen, (amount) => readBack(inWords(amount)) === amount),
      { numRuns: 5_000 },
    )
  })
  test('never has two zeros together, a zero before a unit, or anything but capitals', () => {
    const wellMade = /^负?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*元?[零壹贰叁肆伍陆柒捌玖角分]*整?$/
    fc.assert(
      fc.property(fen, (amount) => {
        const words = inWords(amount)
        return wellMade.test(words) && (amount === 0 || !/零零|零[元万亿角分整拾佰仟]/.test(words))
      }),
      { numRuns: 5_000 },
    )
  })
  test('ends in 整 unless it has fen, which end it themselves', () => {
    fc.assert(fc.property(fen, (amount) => inWords(amount).endsWith(amount % 10 === 0 ? '整' : '分')))
  })
})

describe('an amount inside a sentence', () => {
  test.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [123_400, '¥1,234.00'],
    [-123_456_789, '-¥1,234,567.89'],
  ])('%s fen is %s', (amount, said) => {
    expect(inYuan(amount)).toBe(said)
  })
})

describe('quantity × price', () => {
  test.each([
    // 89.5 m² × 2.335 = 208.9825: half up to the fen
    [89.5, 2.335, 1, 20_898],
    [1, 0.005, 1, 1],
    [1, 0.0049, 1, 0],
    [1.1, 1.1, 1, 121],
    [0.1, 0.2, 1, 2],
    // 1.005 as a float times 100 is 100.49999999999999
    [1, 1.005, 1, 101],
    [100, 2.8, 3, 84_000],
    [0, 5, 1, 0],
    [99_999.9999, 9_999.9999, 12, 1_199_999_986_800],
  ])('%s × %s for %s months is %s fen', (quantity, price, months, amount) => {
    expect(charge(quantity, price, months)).toBe(amount)
  })
  test('is what the same sum in whole ten-thousandths gives', () => {
    const decimal = fc.integer({ min: 0, max: 10_000_000 })
    fc.assert(
      fc.property(decimal, decimal, fc.integer({ min: 1, max: 12 }), (quantity, price, months) => {
        const exact = BigInt(quantity) * BigInt(price) * BigInt(months)
        const up = (exact + 500_000n) / 1_000_000n
        return charge(quantity / 1e4, price / 1e4, months) === Number(up)
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('a part of an amount', () => {
  test('by days, half up to the fen', () => {
    expect(prorated(10_000, 11, 30)).toBe(3_667)
    expect(prorated(10_000, 1, 3)).toBe(3_333)
    expect(prorated(1, 1, 2)).toBe(1)
    expect(prorated(-10_000, 11, 30)).toBe(-3_667)
  })
  test('shared out by area adds up again, and no share is a fen further off than another', () => {
    const areas = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), areas, (amount, weights) => {
        const all = weights.reduce((sum, weight) => sum + weight, 0)
        const shares = shared(amount, weights)
        const exact = shares.every((share, at) => Math.abs(share - (amount * (weights[at] ?? 0)) / all) < 1)
        return exact && sumOf(shares, (share) => share) === amount
      }),
    )
    expect(shared(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(shared(100, [0, 0])).toEqual([0, 0])
  })
})

test('no clause reads a clock', async () => {
  const { readFileSync } = await import('node:fs')
  const folder = new URL('../../resources/clauses/', import.meta.url)
  const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  expect(texts.filter((text) => /Date\.now|new Date\(\)|Math\.random/.test(text))).toEqual([])
})
