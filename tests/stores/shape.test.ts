import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Field, form, type House, money, type Row, ref, Taken, text, whole } from '#engine'
import { openEmbedded } from '../../src/server/store/embedded.ts'
import { openStore } from '../../src/server/store/index.ts'
import type { Migration } from '../../src/server/store/migrations.ts'
import { embeddedPool, serverPool } from '../../src/server/store/pool.ts'
import { shape } from '../../src/server/store/shape.ts'
import { postgresStore } from '../../src/server/store/store.ts'
import { tablesOf } from '../../src/server/store/tables.ts'
import { freshDatabase } from '../support/database.ts'
import { changed, house, houseOf, roomRow, rooms, slipRow } from './toy.ts'

const ROOMS = 'toy-store-rooms'
const was = { code: text('房号'), owner: text('业主', { optional: true }) }
const without = (row: Row | undefined) =>
  row && Object.fromEntries(Object.entries(row).filter(([, value]) => value != null))

const databases = {
  async embedded() {
    const lite = await openEmbedded(undefined)
    return { pool: embeddedPool(lite), end: () => lite.close() }
  },
  postgres: async () => ({ pool: serverPool(await freshDatabase(), 4), end: async () => {} }),
}

describe.each(Object.entries(databases))('the tables in %s', (_, database) => {
  let opened: Awaited<ReturnType<typeof database>>
  beforeAll(async () => {
    opened = await database()
  })
  beforeEach(async () => {
    await opened.pool.query('drop schema public cascade; create schema public')
  })
  afterAll(async () => {
    await opened.pool.end()
    await opened.end()
  })
  /** One database, opened by one house after another. */
  async function place() {
    const { pool } = opened
    const under = async (one: House, migrations: readonly Migration[] = []) => {
      const client = await pool.connect()
      // another process: it knows no statement of the one before
      await shape(client, tablesOf(one), migrations).finally(() => client.release(true))
      return postgresStore(pool, tablesOf(one))
    }
    const names = async (sql: string) => (await pool.query(sql)).rows.map((row: { name: string }) => row.name)
    return { pool, under, names }
  }
  const columns = `select column_name as name from information_schema.columns where table_name = 'toy_store_rooms'`

  it('come into being from the definitions, and a second start finds them', async () => {
    const { under, names } = await place()
    await under(house)
    expect(await names(columns)).toEqual(
      expect.arrayContaining(['id', 'version', 'project', 'code', 'area', '_search']),
    )
    const before = await names(`select indexname as name from pg_indexes where schemaname = 'public' order by 1`)
    await under(house)
    expect(await names(`select indexname as name from pg_indexes where schemaname = 'public' order by 1`)).toEqual(
      before,
    )
  })

  it('gain the column of a new blank and keep what was written', async () => {
    const { under } = await place()
    await (await under(changed(was))).transaction((rows) => rows.insert(ROOMS, [roomRow('a', { owner: '王芳' })]))
    const store = await under(changed({ ...was, floors: whole('层') }))
    await store.transaction((rows) => rows.update(ROOMS, [{ id: 'a', floors: 3 }]))
    expect(without(await store.reading((rows) => rows.one(ROOMS, 'a')))).toEqual(
      roomRow('a', { owner: '王芳', floors: 3 }),
    )
  })

  it('keep the column of a blank that is renamed', async () => {
    const { under } = await place()
    await (await under(changed(was))).transaction((rows) => rows.insert(ROOMS, [roomRow('a', { owner: '王芳' })]))
    const store = await under(changed({ code: was.code, holder: text('业主', { renamedFrom: 'owner' }) }))
    expect(without(await store.reading((rows) => rows.one(ROOMS, 'a')))).toEqual(roomRow('a', { holder: '王芳' }))
    await under(changed({ code: was.code, holder: text('业主', { renamedFrom: 'owner' }) }))
  })

  it('keep the column of a blank that is taken away, and find it again', async () => {
    const { under, names } = await place()
    await (await under(changed(was))).transaction((rows) => rows.insert(ROOMS, [roomRow('a', { owner: '王芳' })]))
    const less = await under(changed({ code: was.code }))
    expect(without(await less.reading((rows) => rows.one(ROOMS, 'a')))).toEqual(roomRow('a'))
    await less.transaction((rows) => rows.insert(ROOMS, [roomRow('b')]))
    expect(await names(columns)).toContain('owner')
    const again = await under(changed(was))
    expect((await again.reading((rows) => rows.one(ROOMS, 'a')))?.owner).toBe('王芳')
  })

  it('refuse a blank of another type, in a sentence that names the migration, and change nothing', async () => {
    const { under, names } = await place()
    await (await under(changed(was))).transaction((rows) => rows.insert(ROOMS, [roomRow('a', { owner: '7' })]))
    const other = changed({ code: was.code, owner: money('业主'), floors: whole('层') })
    await expect(under(other)).rejects.toThrow(
      /toy-store-rooms\.owner is text .* bigint[\s\S]*alter table "toy_store_rooms" alter column "owner" type bigint/,
    )
    expect(await names(columns)).not.toContain('floors')
  })

  it('change the type where a person has written the migration, once', async () => {
    const { under } = await place()
    await (await under(changed(was))).transaction((rows) => rows.insert(ROOMS, [roomRow('a', { owner: '7' })]))
    const other = changed({ code: was.code, owner: money('业主') })
    const owner = 'alter table toy_store_rooms alter column owner type bigint using owner::bigint * 100'
    const made = [{ name: '0001-owner-in-fen.sql', sql: owner }]
    for (const migrations of [made, made]) {
      const store = await under(other, migrations)
      expect((await store.reading((rows) => rows.one(ROOMS, 'a')))?.owner).toBe(700)
    }
    const wrong = {
      name: '0002-wrong.sql',
      sql: 'update toy_store_rooms set owner = 0; alter table nowhere add x text',
    }
    await expect(under(other, [...made, wrong])).rejects.toThrow('nowhere')
    expect((await (await under(other, made)).reading((rows) => rows.one(ROOMS, 'a')))?.owner).toBe(700)
  })

  it('need no migration where they are new', async () => {
    const { under } = await place()
    await under(house, [{ name: '0001-old.sql', sql: 'alter table nowhere add x text' }])
    await under(house, [{ name: '0001-old.sql', sql: 'alter table nowhere add x text' }])
  })

  it('let go of a uniqueness that nobody asks for any more, and take on a new one', async () => {
    const { under } = await place()
    const unique = (blanks: string[]) => changed(was, { unique: [{ blanks, says: '' }] })
    const [first, second] = [
      { code: '1', owner: 'x' },
      { code: '1', owner: 'y' },
    ]
    const strict = await under(unique(['code']))
    await strict.transaction((rows) => rows.insert(ROOMS, [roomRow('a', first)]))
    await expect(strict.transaction((rows) => rows.insert(ROOMS, [roomRow('b', second)]))).rejects.toBeInstanceOf(Taken)
    const other = await under(unique(['owner']))
    await other.transaction((rows) => rows.insert(ROOMS, [roomRow('b', second)]))
    await expect(
      other.transaction((rows) => rows.insert(ROOMS, [roomRow('c', { ...second, code: '2' })])),
    ).rejects.toBeInstanceOf(Taken)
  })

  it('fill the sort key of a reference by which a list is newly sorted', async () => {
    const slips = (sort: string[]) =>
      form('toy-store-slips', '单', { room: ref(ROOMS, '房') as Field } as never).procedure({
        ...rooms,
        ...{ form: undefined, label: 'room', unique: [], list: { columns: [], sort } },
      } as never)
    const { under } = await place()
    const before = await under(houseOf(rooms, slips([])))
    const row = (id: string, room: string) => {
      const { code, ...rest } = roomRow(id)
      return { ...rest, room }
    }
    await before.transaction(async (rows) => {
      await rows.insert(ROOMS, [roomRow('a', { _labelKey: '2' }), roomRow('b', { _labelKey: '1' })])
      await rows.insert('toy-store-slips', [row('s1', 'a'), row('s2', 'b')])
    })
    const after = await under(houseOf(rooms, slips(['room'])))
    const selection = { table: 'toy-store-slips', blanks: ['id'], masks: {}, labels: {}, scope: undefined }
    const sort = [
      { field: 'room', desc: false, labelOf: ROOMS },
      { field: 'id', desc: false },
    ]
    const { body } = await after.list(selection, { where: undefined, sort, paging: { kind: 'all' } })
    expect(JSON.parse(body).map((one: Row) => one.id)).toEqual(['s2', 's1'])
  })

  it('hold a reference to what it points to', async () => {
    const pointing = form('toy-store-slips', '单', { room: ref(ROOMS, '房') as Field } as never)
    const slips = pointing.procedure({
      ...rooms,
      form: undefined,
      label: 'room',
      list: { columns: [] },
      unique: [],
    } as never)
    const { under } = await place()
    const store = await under(houseOf(rooms, slips))
    const row = (id: string, room: string) => {
      const { code, ...rest } = roomRow(id)
      return { ...rest, id, room }
    }
    await store.transaction(async (rows) => {
      await rows.insert('toy-store-slips', [row('s', 'a')])
      await rows.insert(ROOMS, [roomRow('a')])
    })
    await expect(
      store.transaction((rows) => rows.remove(ROOMS, { field: 'id', op: 'eq', value: 'a' })),
    ).rejects.toThrow('foreign key')
    await expect(store.transaction((rows) => rows.insert('toy-store-slips', [row('t', 'nowhere')]))).rejects.toThrow(
      'foreign key',
    )
    expect(await store.reading((rows) => rows.sum('toy-store-slips', undefined, []))).toEqual({ count: 1, sums: {} })
  })
})

it('an empty embedded database is filled at once and checked at the end', async () => {
  const store = await openStore({ house })
  const many = Array.from({ length: 1500 }, (_, at) => roomRow(`r${at}`))
  const odd = 'a\tb\\N\r\n"c" 丁'
  const slips = many.map(({ id }) => slipRow(`s${id}`, { room: id, title: odd, parts: [{ id: 'p', name: odd }] }))
  const fill = (rooms: readonly Row[], papers: readonly Row[]) =>
    store.transaction(async (rows) => {
      await rows.insert('toy-store-slips', papers)
      await rows.insert(ROOMS, rooms)
    })
  await expect(fill(many, [...slips, slipRow('lost', { room: 'nowhere' })])).rejects.toThrow('foreign key')
  await expect(fill([...many, roomRow('twice', { code: 'r7' })], slips)).rejects.toBeInstanceOf(Taken)
  expect(await store.reading((rows) => rows.sum(ROOMS, undefined, []))).toEqual({ count: 0, sums: {} })
  await fill(many, slips)
  const kept = await store.reading((rows) => rows.one('toy-store-slips', 'sr7'))
  expect(kept).toMatchObject({ title: odd, parts: [{ name: odd }], amount: null })
  const byRoom = [
    { field: 'room', desc: true, labelOf: ROOMS },
    { field: 'id', desc: false },
  ]
  const last = { where: undefined, sort: byRoom, paging: { kind: 'range', start: 0, end: 1 } } as const
  const selection = { table: 'toy-store-slips', blanks: ['id'], masks: {}, labels: {}, scope: undefined }
  expect((await store.list(selection, last)).body).toContain('sr999')
  const again = store.transaction((rows) => rows.insert(ROOMS, [roomRow('twice', { code: 'r7' })]))
  await expect(again).rejects.toBeInstanceOf(Taken)
  const removed = store.transaction((rows) => rows.remove(ROOMS, { field: 'id', op: 'eq', value: 'r7' }))
  await expect(removed).rejects.toThrow('foreign key')
  await store.close()
})

it('two processes that start at once shape one database once', async () => {
  const url = await freshDatabase()
  const pools = [serverPool(url, 2), serverPool(url, 2), serverPool(url, 2)]
  await Promise.all(
    pools.map(async (pool) => {
      const client = await pool.connect()
      await shape(client, tablesOf(house)).finally(() => client.release())
    }),
  )
  const store = postgresStore(pools[0] as (typeof pools)[0], tablesOf(house))
  await store.transaction((rows) => rows.insert(ROOMS, [roomRow('a')]))
  await Promise.all(pools.map((pool) => pool.end()))
})

it('another process sees a write at once, and its count within a second', async () => {
  const url = await freshDatabase()
  const [one, other] = [serverPool(url, 2), serverPool(url, 2)]
  const client = await one.connect()
  await shape(client, tablesOf(house)).finally(() => client.release())
  const [here, there] = [postgresStore(one, tablesOf(house)), postgresStore(other, tablesOf(house))]
  const selection = { table: ROOMS, blanks: ['id'], masks: {}, labels: {}, scope: undefined }
  const query = {
    where: undefined,
    sort: [{ field: 'id', desc: false }],
    paging: { kind: 'range', start: 0, end: 9 },
  } as const
  const list = async () => {
    const { body, total } = await there.list(selection, query)
    return [JSON.parse(body).length, total]
  }
  expect(await list()).toEqual([0, 0])
  await here.transaction((rows) => rows.insert(ROOMS, [roomRow('a')]))
  expect((await list())[0]).toBe(1)
  await new Promise((passed) => setTimeout(passed, 1050))
  expect(await list()).toEqual([1, 1])
  await Promise.all([here.close(), there.close()])
})
