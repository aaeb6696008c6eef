import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  date,
  dayIn,
  daysAfter,
  decimal,
  type Field,
  identity,
  identityCheck,
  instant,
  kinds,
  money,
  monthsAfter,
  naturalKey,
  phone,
  startOfDay,
  text,
  yuan,
} from '#engine'

const words = { today: '2026-11-21', now: '2026-11-21T02:00:00.000Z', me: 'u1' }
const fault = (field: Field, value: unknown) => kinds[field.kind].fault(value, field)

describe('what a blank takes', () => {
  test.each([
    [phone('电话'), '13812345678', undefined],
    [phone('电话'), '021-5888 1234', undefined],
    [phone('电话'), '12345', '须为手机号或带区号的固定电话'],
    [identity('身份证号'), '11010519491231002X', undefined],
    [identity('身份证号'), '110105194912310021', '末位校验码不对，请核对'],
    [identity('身份证号'), '110105194913310020', '中的出生日期不存在'],
    [money('金额', { min: 1 }), 0, '不能小于 0.01 元'],
    [money('金额'), 0.5, '须为金额（精确到分）'],
    [decimal('面积', { scale: 2 }), 89.123, '最多 2 位小数'],
    [decimal('面积', { scale: 2 }), 89.12, undefined],
    [date('日期'), '2026-02-30', '须为日期，如 2026-11-21'],
    [text('单行', { max: 3 }), '四个字了', '不能超过 3 字'],
    [text('单行'), '零\u0000字节', '含有无法保存的字符'],
    [text('单行'), '半个\ud800字', '含有无法保存的字符'],
    [instant('时间'), '2026-11-21 08:00', '须为时间，如 2026-11-21T08:30:00Z'],
  ] as [Field, unknown, string | undefined][])('%o %s', (field, value, sentence) => {
    expect(fault(field, kinds[field.kind].tidy(value))).toBe(sentence)
  })

  test('never throws, whatever is written, and says a sentence or nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(kinds)), fc.anything(), (kind, value) => {
        const tidy = kind.tidy(value)
        if (tidy === null) return
        const said = kind.fault(tidy, {
          kind: 'text',
          label: '栏',
          by: 'hand',
          optional: false,
          choices: {},
          stages: {},
        })
        expect(['string', 'undefined']).toContain(typeof said)
      }),
    )
  })

  test('a filter value that does not parse is nothing, never a guess', () => {
    fc.assert(
      fc.property(fc.string(), (wire) => {
        for (const kind of [kinds.money, kinds.whole, kinds.decimal]) {
          const value = kind.parse(wire, money('金额'), words)
          if (value !== undefined) expect(Number.isFinite(value) && /^-?\d/.test(wire)).toBe(true)
        }
      }),
    )
    expect(kinds.date.parse('today-3', date('日'), words)).toBe('2026-11-18')
    expect(kinds.month.parse('month-1', date('月'), words)).toBe('2026-10')
    expect(kinds.ref.parse('me', text('人'), words)).toBe('u1')
  })
})

describe('days', () => {
  test('the 31st becomes the last day of a shorter month', () => {
    expect([monthsAfter('2026-11-30', 3), monthsAfter('2027-11-30', 3), monthsAfter('2026-01-31', 1)]).toEqual([
      '2027-02-28',
      '2028-02-29',
      '2026-02-28',
    ])
  })
  test('a day begins at midnight of the office', () => {
    expect(startOfDay('Asia/Shanghai', '2026-11-21')).toBe('2026-11-20T16:00:00.000Z')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York'),
        (days, zone) => {
          const day = daysAfter('1990-01-01', days)
          const start = startOfDay(zone, day)
          expect([dayIn(zone, start), dayIn(zone, new Date(Date.parse(start) - 1).toISOString())]).toEqual([
            day,
            daysAfter(day, -1),
          ])
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('numbers and names', () => {
  test('money is read with thousands and two digits', () => {
    expect([yuan(0), yuan(5), yuan(123_456_789), yuan(-1_00)]).toEqual(['0.00', '0.05', '1,234,567.89', '-1.00'])
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        (fen) => Math.round(Number(yuan(fen).replaceAll(',', '')) * 100) === fen,
      ),
    )
  })
  test('today is right whatever was asked before, on days when clocks are changed too', () => {
    const minute = fc.integer({ min: Date.parse('2017-03-01') / 60_000, max: Date.parse('2017-11-30') / 60_000 })
    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu')
    fc.assert(
      fc.property(zones, minute, fc.integer({ min: 0, max: 1500 }), (zone, at, later) => {
        dayIn(zone, new Date(at * 60_000).toISOString())
        const now = new Date((at + later) * 60_000).toISOString()
        const today = dayIn(zone, now)
        expect(startOfDay(zone, today) <= now && now < startOfDay(zone, daysAfter(today, 1))).toBe(true)
      }),
    )
  })
  test('house numbers sort as people count', () => {
    expect(
      ['3-2-1201', '3-2-901', '12-1-101', '3-10-1'].sort((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1)),
    ).toEqual(['3-2-901', '3-2-1201', '3-10-1', '12-1-101'])
  })
  test('one wrong digit of an identity number is always noticed', () => {
    const right = '11010519491231002'
    for (let at = 0; at < 17; at++)
      for (const digit of '0123456789')
        if (digit !== right[at]) expect(identityCheck(right.slice(0, at) + digit + right.slice(at + 1))).not.toBe('X')
  })
})
