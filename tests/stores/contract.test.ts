import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Row, type Rows, Taken } from '#engine'
import { asking } from '../../src/server/store/statement.ts'
import { emptied, type Opened, stores } from './stores.ts'
import { house, roomRow, slipRow } from './toy.ts'

const ROOMS = 'toy-store-rooms'
const SLIPS = 'toy-store-slips'
const without = (row: Row | undefined) =>
  row && Object.fromEntries(Object.entries(row).filter(([, value]) => value != null))
/** A door that one opens and another waits at. */
function door() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

describe.each(Object.entries(stores))('a store in %s', (name, open) => {
  let here: Opened
  const inOne = <T>(work: (rows: Rows) => Promise<T>) => here.store.transaction(work)
  const one = (table: string, id: string) => here.store.reading((rows) => rows.one(table, id))
  const ids = async (table: string, where = {}) =>
    (await here.store.reading((rows) => rows.select(table, where))).map((row) => row.id)
  beforeAll(async () => {
    here = await stores[name as keyof typeof stores](house)
  })
  beforeEach(() => emptied(here, house))
  afterAll(() => here.close())

  it('keeps nothing of a transaction that throws', async () => {
    const failed = inOne(async (rows) => {
      await rows.insert(ROOMS, [roomRow('1-101')])
      await rows.select(ROOMS, {})
      await rows.next('TK', 1)
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await ids(ROOMS)).toEqual([])
    expect(await inOne((rows) => rows.next('TK', 1))).toBe(1)
  })

  it('gives a row back as it was written, whatever is in it', async () => {
    const full = {
      ...{
        number: 'DJ-202611-0001',
        room: '1-101',
        building: '3#楼 & +% \\ \' "',
        title: '𠮷野家 é',
        remark: '两\n行\t',
      },
      ...{ tel: '13812345678', card: '310101199001011234', amount: -9_007_199_254_740, pieces: 2_147_483_647 },
      ...{ share: 12.345, on: '2024-02-29', period: '2026-11', moment: '2026-11-21T02:03:04.005Z', colour: 'red' },
      ...{
        marks: ['a', 'b'],
        done: false,
        parts: [{ id: 'l1', name: '砖' }],
        photos: [{ id: 'f', name: 'a.jpg', size: 1 }],
      },
      ...{ seal: { user: 'u1', name: '王芳', at: '2026-11-21T02:03:04.005Z' }, voiding: { reason: '错' }, _run: 'r' },
    }
    await inOne(async (rows) => {
      await rows.insert(ROOMS, [roomRow('1-101')])
      await rows.insert(SLIPS, [slipRow('a', full), slipRow('b')])
    })
    expect(without(await one(SLIPS, 'a'))).toEqual(slipRow('a', full))
    expect(without(await one(SLIPS, 'b'))).toEqual(slipRow('b'))
    expect(await one(SLIPS, 'c')).toBeUndefined()
  })

  it('keeps files byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256)
    await inOne((rows) => rows.insert('_files', [{ id: 'f', name: 'a.bin', size: bytes.length, bytes }]))
    const found = await one('_files', 'f')
    expect(Buffer.compare(Buffer.from(found?.bytes as Uint8Array), bytes)).toBe(0)
  })

  it('reads in a transaction what the transaction wrote', async () => {
    await inOne(async (rows) => {
      await rows.insert(SLIPS, [slipRow('a', { amount: 1 }), slipRow('b', { amount: 2 })])
      await rows.update(SLIPS, [{ id: 'a', amount: 10 }])
      await rows.update(SLIPS, [{ id: 'a', remark: 'x' }])
      expect(without(await rows.one(SLIPS, 'a'))).toEqual(slipRow('a', { amount: 10, remark: 'x' }))
      await rows.update(SLIPS, [
        { id: 'a', amount: 11, remark: null },
        { id: 'b', amount: 3 },
      ])
      await rows.update(SLIPS, [{ id: 'a', amount: 12 }])
      expect(await rows.sum(SLIPS, undefined, ['amount', 'pieces'])).toEqual({
        count: 2,
        sums: { amount: 15, pieces: 0 },
      })
      expect(await rows.remove(SLIPS, { field: 'amount', op: 'gt', value: 10 })).toBe(1)
      expect((await rows.select(SLIPS, {})).map((row) => row.id)).toEqual(['b'])
    })
    expect(await ids(SLIPS)).toEqual(['b'])
  })

  it('writes over the named blanks alone, the last word last', async () => {
    await inOne((rows) => rows.insert(SLIPS, [slipRow('a', { amount: 1, title: 't', remark: 'r' })]))
    await inOne(async (rows) => {
      await rows.update(SLIPS, [{ id: 'a', amount: 2, title: 'u' }])
      await rows.update(SLIPS, [{ id: 'a', title: 'v' }])
      await rows.update(SLIPS, [{ id: 'a', remark: null }])
      await rows.update(SLIPS, [{ id: 'a', amount: 3, title: 'w' }])
    })
    expect(without(await one(SLIPS, 'a'))).toEqual(slipRow('a', { amount: 3, title: 'w' }))
  })

  it('keeps a row as it was when it was handed over', async () => {
    const row: Row = { id: 'f', name: 'a.jpg' }
    await inOne(async (rows) => {
      await rows.insert('_files', [row])
      row.name = 'b.jpg'
    })
    expect((await one('_files', 'f'))?.name).toBe('a.jpg')
  })

  it('refuses to write over a row that is not there, and keeps nothing', async () => {
    const failed = inOne(async (rows) => {
      await rows.insert(SLIPS, [slipRow('a')])
      await rows.update(SLIPS, [{ id: 'nobody', amount: 1 }])
    })
    await expect(failed).rejects.toThrow(SLIPS)
    expect(await ids(SLIPS)).toEqual([])
  })

  it('lets nobody take a row that is taken', async () => {
    await inOne((rows) => rows.insert(ROOMS, [roomRow('1-101', { area: 1 })]))
    const taken = door()
    const first = inOne(async (rows) => {
      await rows.take(ROOMS, ['1-101'])
      taken.open()
      await pause(150)
      await rows.update(ROOMS, [{ id: '1-101', area: 2 }])
    })
    await taken.passed
    const seen = await inOne(async (rows) => (await rows.take(ROOMS, ['1-101']))[0]?.area)
    await first
    expect(seen).toBe(2)
  })

  it('takes rows in the order of their ids, whatever the order asked, and leaves out who is not there', async () => {
    await inOne((rows) =>
      rows.insert(
        ROOMS,
        ['a', 'b', 'c'].map((id) => roomRow(id)),
      ),
    )
    expect((await inOne((rows) => rows.take(ROOMS, ['c', 'x', 'a', 'b']))).map((row) => row.id)).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  it('does the work again when two wait for each other', async () => {
    await inOne((rows) =>
      rows.insert(
        ROOMS,
        ['a', 'b'].map((id) => roomRow(id, { area: 0 })),
      ),
    )
    const add = async (ids: readonly string[]) =>
      inOne(async (rows) => {
        for (const id of ids) {
          const [row] = await rows.take(ROOMS, [id])
          await rows.update(ROOMS, [{ id, area: Number(row?.area) + 1 }])
          await pause(60)
        }
      })
    await Promise.all([add(['a', 'b']), add(['b', 'a'])])
    expect([(await one(ROOMS, 'a'))?.area, (await one(ROOMS, 'b'))?.area]).toEqual([2, 2])
  }, 20_000)

  it('counts numbers without a gap, however many ask at once', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        inOne(async (rows) => {
          const number = await rows.next('TK-202611', 1)
          if (at % 5 === 0) throw new Error('torn up')
          return number
        }),
      ),
    )
    const numbers = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, at) => at + 1))
    expect(await inOne((rows) => rows.next('TK-202611', 50))).toBe(17)
    expect(await inOne((rows) => rows.next('TK-202611', 1))).toBe(67)
    expect(await inOne((rows) => rows.next('TK-202612', 1))).toBe(1)
  })

  describe('tells when a name is taken', () => {
    const told = async (work: (rows: Rows) => Promise<unknown>) => {
      const error = await inOne(work).catch((fault: unknown) => fault)
      return error instanceof Taken ? [error.table, ...error.blanks] : error
    }
    it('at the very write, so that the desk can say it', async () => {
      await inOne((rows) => rows.insert(ROOMS, [roomRow('a', { code: '1-101' })]))
      let caught: unknown
      await told(async (rows) => {
        await rows.insert(ROOMS, [roomRow('b', { code: '1-101' })]).catch((error: unknown) => {
          caught = error
          throw error
        })
      })
      expect(caught).toBeInstanceOf(Taken)
      expect((caught as Taken).blanks).toEqual(['project', 'code'])
    })
    it('within a project only, and where everything is written', async () => {
      const row = (id: string, more: Row) => roomRow(id, { code: '1-101', ...more })
      await inOne((rows) =>
        rows.insert(ROOMS, [
          row('a', {}),
          row('b', { project: 'B' }),
          row('c', { project: null }),
          row('d', { project: null }),
        ]),
      )
      await inOne((rows) => rows.insert(ROOMS, [row('e', { code: null }), row('f', { code: null })]))
      expect(await told((rows) => rows.update(ROOMS, [{ id: 'b', project: 'A' }]))).toEqual([ROOMS, 'project', 'code'])
      expect(await ids(ROOMS)).toHaveLength(6)
    })
    it('but not by a slip made void, which keeps its number', async () => {
      const made = { title: '一', period: '2026-11', number: 'DJ-1' }
      await inOne((rows) => rows.insert(SLIPS, [slipRow('a', { ...made, status: 'void' })]))
      await inOne((rows) => rows.insert(SLIPS, [slipRow('b', { ...made, number: 'DJ-2' })]))
      expect(await told((rows) => rows.insert(SLIPS, [slipRow('c', { ...made, number: 'DJ-3' })]))).toEqual([
        SLIPS,
        'project',
        'title',
        'period',
      ])
      expect(await told((rows) => rows.insert(SLIPS, [slipRow('d', { number: 'DJ-1' })]))).toEqual([
        SLIPS,
        'project',
        'number',
      ])
    })
    it('when two choose it in the same moment', async () => {
      const made = await Promise.all(
        Array.from({ length: 6 }, (_, at) =>
          told((rows) => rows.insert(ROOMS, [roomRow(`r${at}`, { code: '9-901' })])),
        ),
      )
      expect(made.filter((one) => one === undefined)).toHaveLength(1)
      expect(made.filter((one) => Array.isArray(one))).toHaveLength(5)
    })
    it('not where the name was let go in the same transaction', async () => {
      await inOne((rows) => rows.insert(ROOMS, [roomRow('a', { code: '1-101' })]))
      await inOne(async (rows) => {
        await rows.update(ROOMS, [{ id: 'a', code: '1-102' }])
        await rows.insert(ROOMS, [roomRow('b', { code: '1-101' })])
      })
      expect(await ids(ROOMS)).toEqual(['a', 'b'])
    })
  })

  it('writes ten thousand rows at once, and changes them all', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => slipRow(String(at).padStart(5, '0'), { amount: at }))
    await inOne((rows) => rows.insert(SLIPS, many))
    await inOne((rows) =>
      rows.update(
        SLIPS,
        many.map(({ id, amount }) => ({ id, amount: -Number(amount) })),
      ),
    )
    const sum = (many.length * (many.length - 1)) / -2
    expect(await here.store.reading((rows) => rows.sum(SLIPS, undefined, ['amount']))).toEqual({
      count: 10_000,
      sums: { amount: sum },
    })
  })

  it('has one connection free for others while somebody reads a long list slowly', async () => {
    await inOne((rows) =>
      rows.insert(
        SLIPS,
        Array.from({ length: 2500 }, (_, at) => slipRow(String(at).padStart(5, '0'))),
      ),
    )
    const selection = { table: SLIPS, blanks: ['id', 'title'], masks: {}, labels: {}, scope: undefined }
    const seen: Row[] = []
    for await (const rows of here.store.stream(selection, {
      where: undefined,
      sort: [{ field: 'id', desc: false }],
      paging: { kind: 'all' },
    })) {
      await inOne((other) => other.insert(SLIPS, [slipRow(`new ${seen.length}`)]))
      await inOne((other) => other.update(SLIPS, [{ id: '02499', title: 'late' }]))
      seen.push(...rows)
    }
    expect(seen).toHaveLength(2500)
    expect(seen.at(-1)).toEqual({ id: '02499', title: null, labels: { id: '单 02499' } })
    for await (const _ of here.store.stream(selection, {
      where: undefined,
      sort: [{ field: 'id', desc: false }],
      paging: { kind: 'all' },
    }))
      break
    await inOne((rows) => rows.insert(SLIPS, [slipRow('free')]))
  })

  it('goes on after a question that the database refuses', async () => {
    const { pool } = here
    if (!pool) return
    for (const wrong of ['select 1 / 0', 'select nonsense']) await expect(asking(pool, wrong)).rejects.toThrow()
    await expect(
      here.store.list(
        { table: SLIPS, blanks: ['id'], masks: {}, labels: {}, scope: { field: 'on', op: 'eq', value: 'never' } },
        {
          where: undefined,
          sort: [{ field: 'id', desc: false }],
          paging: { kind: 'all' },
        },
      ),
    ).rejects.toThrow('date')
    await expect(inOne((rows) => rows.insert(SLIPS, [slipRow('a', { on: 'never' })]))).rejects.toThrow('date')
    const gone = await pool.connect()
    gone.release(true)
    await inOne((rows) => rows.insert(SLIPS, [slipRow('a')]))
    expect(await ids(SLIPS)).toEqual(['a'])
  })

  it('counts exactly after a write of its own', async () => {
    const selection = { table: SLIPS, blanks: ['id'], masks: {}, labels: {}, scope: undefined }
    const query = {
      where: undefined,
      sort: [{ field: 'id', desc: false }],
      paging: { kind: 'range', start: 0, end: 2 },
    } as const
    for (let at = 1; at <= 5; at++) {
      await inOne((rows) => rows.insert(SLIPS, [slipRow(`s${at}`)]))
      expect((await here.store.list(selection, query)).total).toBe(at)
      expect((await here.store.totals(selection, query, [])).count).toBe(at)
    }
  })
})
