import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { fieldsOf, type Row, resourceNamed } from '#engine'
import { primed } from '../../src/http/sheets/primed.ts'
import type { Sheet } from '../../src/http/sheets/sheet.ts'
import { spooled } from '../../src/http/sheets/spool.ts'
import { xlsxOf } from '../../src/http/sheets/xlsx.ts'
import { house } from './toy.ts'

async function wholeOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

describe('a spool', () => {
  const numbered = async function* (count: number, seen: { made: number; closed: boolean }) {
    try {
      for (let at = 0; at < count; at += 1) {
        seen.made += 1
        yield Buffer.alloc(10_000, at)
      }
    } finally {
      seen.closed = true
    }
  }
  const files = () => readdirSync(tmpdir()).filter((name) => /^guanjia-[0-9a-f]{8}-/.test(name))

  it('takes all at once, and hands on the same, however slowly it is taken', async () => {
    const seen = { made: 0, closed: false }
    const pieces = spooled(numbered(500, seen))
    const got = [Buffer.from((await pieces.next()).value as Uint8Array)]
    await expect.poll(() => seen).toEqual({ made: 500, closed: true })
    expect(files()).toEqual([])
    for await (const piece of pieces) {
      got.push(Buffer.from(piece))
      if (got.length % 50 === 0) await setTimeout(1)
    }
    const whole = Buffer.concat(got)
    expect(whole.length).toBe(5_000_000)
    expect(Array.from({ length: 500 }, (_, at) => whole[at * 10_000 + 9_999])).toEqual(
      Array.from({ length: 500 }, (_, at) => at % 256),
    )
  })

  it('lets go of its source when nobody takes it any more', async () => {
    const seen = { made: 0, closed: false }
    const endless = async function* () {
      for await (const piece of numbered(1_000_000, seen)) {
        await setTimeout(1)
        yield piece
      }
    }
    const pieces = await primed(spooled(endless()))
    await pieces.next()
    await pieces.return?.()
    expect(seen.closed).toBe(true)
    expect(seen.made).toBeLessThan(1000)
  })

  it('breaks where its source breaks, after what was good', async () => {
    const broken = async function* () {
      yield Buffer.from('good')
      await setTimeout(1)
      throw new Error('the database went away')
    }
    const pieces = spooled(broken())
    expect(Buffer.from((await pieces.next()).value as Uint8Array).toString()).toBe('good')
    await expect(pieces.next()).rejects.toThrow('went away')
    await expect(
      primed(
        spooled(
          (async function* () {
            throw new Error('at once')
          })(),
        ),
      ),
    ).rejects.toThrow('at once')
  })
})

describe('a workbook', () => {
  const fields = fieldsOf(house, resourceNamed(house, 'toy-wire-things'))
  const sheet = (rows: Row[], names: string[]): Sheet => ({
    title: '物件/[清单]',
    columns: names.map((name) => ({ name, field: fields[name] as never, summed: name === 'price' })),
    rows: (async function* () {
      for (let at = 0; at < rows.length; at += 7) yield rows.slice(at, at + 7)
    })(),
    zone: 'Asia/Shanghai',
    note: { company: '玩具物业', by: '客服小王', at: '2026-11-21T02:00:00.000Z', filter: '' },
  })

  it('goes on on another sheet where Excel takes no more rows', async () => {
    const rows = Array.from({ length: 25 }, (_, at) => ({ code: `T${at}`, price: at * 100 }))
    const { sheets } = await readXlsx(await wholeOf(xlsxOf(sheet(rows, ['code', 'price']), 11)))
    expect(sheets.map(({ name }) => name)).toEqual(['物件 清单', '物件 清单 2', '物件 清单 3', '说明'])
    expect(sheets.map(({ rows }) => rows.length)).toEqual([11, 11, 6, 7])
    const codes = sheets.slice(0, 3).flatMap(({ rows }) => rows.slice(1).map(([code]) => code))
    expect(codes).toEqual(rows.map(({ code }) => code))
    expect(sheets[3]?.rows.at(-1)).toEqual(['价格合计', 300])
  })

  it('holds any text, an empty list, and many columns', async () => {
    const texts = [
      '<b>&"\'</b>',
      '  led by spaces',
      'a\u0001b\ufffe',
      '第一行\n第二行',
      ']]>',
      '😀',
      'x'.repeat(40_000),
    ]
    const { sheets } = await readXlsx(
      await wholeOf(
        xlsxOf(
          sheet(
            texts.map((story) => ({ story })),
            ['story'],
          ),
        ),
      ),
    )
    const read = sheets[0]?.rows.slice(1).map(([text]) => text)
    expect(read).toEqual(['<b>&"\'</b>', '  led by spaces', 'ab', '第一行\n第二行', ']]>', '😀', 'x'.repeat(32_767)])
    const empty = await readXlsx(
      await wholeOf(
        xlsxOf(
          sheet(
            [],
            Array.from({ length: 60 }, () => 'code'),
          ),
        ),
      ),
    )
    expect(empty.sheets[0]?.rows).toHaveLength(1)
    expect(empty.sheets[0]?.rows[0]).toHaveLength(60)
  })
})
