import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockIn, lines, money, text, whole, yuan } from '#engine'
import { dayFrom, instantFrom, monthFrom, timeFrom } from '../../../src/web/fields/moments.ts'
import { fenFrom, summed } from '../../../src/web/fields/money.tsx'
import { numberFrom } from '../../../src/web/fields/number.tsx'
import { cellsIn, withBlock } from '../../../src/web/fields/paste.ts'

const TODAY = '2026-11-21'

describe('money', () => {
  it('reads back every amount that it writes', () => {
    fc.assert(fc.property(fc.integer({ min: -1e13, max: 1e13 }), (fen) => fenFrom(yuan(fen)) === fen || fen === 0))
  })
  it('is read as people write it', () => {
    const written = {
      '1,234.50': 123_450,
      '￥88': 8_800,
      '１２．５': 1_250,
      '.5': 50,
      '100元': 10_000,
      '0.29': 29,
      '-3.1': -310,
      '': null,
    }
    for (const [typed, fen] of Object.entries(written)) expect(fenFrom(typed)).toBe(fen)
  })
  it('keeps what makes no sense as it was typed', () => {
    for (const typed of ['abc', '1.234', '1.2.3', '--1', '￥']) expect(fenFrom(typed)).toBe(typed)
  })
  it('sums what is worked out, not the prices it is worked out from', () => {
    const columns = [
      ['price', money('单价')],
      ['sum', { ...money('金额'), compute: () => 0 }],
    ] as const
    expect(summed(columns)).toEqual(['sum'])
    expect(summed([['price', money('单价')]])).toEqual(['price'])
  })
})

describe('numbers', () => {
  it('are read with thousands and full-width digits, and kept as typed where they are none', () => {
    expect(['1,200.5', '３０', '', 'x', '1e3'].map(numberFrom)).toEqual([1200.5, 30, null, 'x', '1e3'])
  })
})

describe('days and times', () => {
  it('are read as people type them', () => {
    const days = [
      '20261121',
      '2026-11-21',
      '2026/11/21',
      '2026.11.21',
      '2026年11月21日',
      '11-21',
      '1121',
      '11/21',
      '26-11-21',
      '261121',
    ]
    for (const typed of days) expect(dayFrom(typed, TODAY), typed).toBe('2026-11-21')
    expect(dayFrom('', TODAY)).toBeNull()
    for (const typed of ['2026-02-30', '明天', '1', '13-40']) expect(dayFrom(typed, TODAY)).toBe(typed)
  })
  it('are months and times of day too', () => {
    expect(['2026-11', '202611', '11', '2026年11月'].map((typed) => monthFrom(typed, TODAY))).toEqual(
      Array(4).fill('2026-11'),
    )
    expect(['8:30', '0830', '830', '8点30', '08：30'].map(timeFrom)).toEqual(Array(5).fill('08:30'))
    expect([timeFrom('8'), timeFrom('25:00'), monthFrom('13', TODAY)]).toEqual(['08:00', '25:00', '13'])
  })
  it('are moments on the clock of the office, whatever the clock of the machine', () => {
    expect(instantFrom('2026-11-21 16:30', 'Asia/Shanghai', TODAY)).toBe('2026-11-21T08:30:00.000Z')
    expect(instantFrom('16:30', 'Asia/Shanghai', TODAY)).toBe('2026-11-21T08:30:00.000Z')
    expect(instantFrom('11-21 1630', 'Asia/Shanghai', TODAY)).toBe('2026-11-21T08:30:00.000Z')
    expect(instantFrom('下午', 'Asia/Shanghai', TODAY)).toBe('下午')
    const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'UTC')
    const minutes = fc
      .integer({ min: 0, max: 500_000 })
      .map((count) => new Date(Date.UTC(2026, 0, 1) + count * 60_000).toISOString())
    fc.assert(
      fc.property(zones, minutes, (zone, moment) => {
        const shown = clockIn(zone, moment).slice(0, 16)
        const read = instantFrom(shown, zone, TODAY) as string
        return clockIn(zone, read).slice(0, 16) === shown
      }),
    )
  })
})

describe('a block from a spreadsheet', () => {
  it('is read cell by cell, quotes and line breaks inside cells too', () => {
    expect(cellsIn('a\tb\r\nc\t\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ])
    expect(cellsIn('"x ""y""\nz"\t2\n3')).toEqual([['x "y"\nz', '2'], ['3']])
    expect(cellsIn('one')).toEqual([['one']])
    expect(cellsIn('')).toEqual([])
  })
  it('comes back whole, whatever stands in it', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 6 })
    const block = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    const quoted = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    fc.assert(
      fc.property(block, (rows) => {
        const copied = rows.map((row) => row.map(quoted).join('\t')).join('\r\n')
        expect(cellsIn(`${copied}\r\n`)).toEqual(rows)
      }),
    )
  })
  it('is written over the lines from its corner on; computed columns are passed by', () => {
    const field = lines(
      '明细',
      { item: text('项目'), sum: { ...money('金额'), compute: () => 1 } as never, count: whole('数量') },
      { max: 3 },
    )
    const rows = [{ id: '1', item: '甲', sum: null, count: 1 }]
    const made = withBlock(
      field as never,
      rows,
      [
        ['乙', '2'],
        ['丙', '3'],
        ['丁', '4'],
        ['戊', '5'],
      ],
      { at: 0, blank: 'item' },
      TODAY,
    )
    expect(made.map(({ item, count }) => [item, count])).toEqual([
      ['乙', 2],
      ['丙', 3],
      ['丁', 4],
    ])
    expect(made[0]?.id).toBe('1')
  })
})
