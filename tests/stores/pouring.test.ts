import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import type { Row } from '#engine'
import { isPouring, openStore } from '../../src/server/store/index.ts'
import { type Behind, type Pack, packing } from '../../src/server/store/packing.ts'
import { house, roomRow, slipRow } from './toy.ts'

// a machine that is busy takes its time over a new folder
vi.setConfig({ testTimeout: 120_000 })

const [ROOMS, SLIPS] = ['toy-store-rooms', 'toy-store-slips'] as const
const rooms = Array.from({ length: 1200 }, (_, at) => roomRow(`r${at}`))
const slips = [slipRow('a', { room: 'r5', title: 'tab\tline\nback\\slash' }), slipRow('b', { room: 'r1199' })]

async function* poured(
  parts: readonly (readonly [table: string, rows: readonly Row[]])[],
): AsyncGenerator<Pack, Behind> {
  const packs = packing(house)
  for (const [table, rows] of parts) yield packs.pack(table, rows)
  return packs.done()
}

it('a house that is poured in stands as if it had been written row by row, in whatever order it comes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-pouring-'))
  const store = await openStore({ dataDir: folder, house })
  if (!isPouring(store)) throw new Error('the embedded database takes packs')
  const lost = [SLIPS, [slipRow('c', { room: 'nowhere' })]] as const
  await expect(store.pour(poured([[ROOMS, rooms], lost]))).rejects.toThrow('points to nothing')
  expect(await store.reading((all) => all.sum(ROOMS, undefined, []))).toMatchObject({ count: 0 })

  expect(
    await store.pour(
      poured([
        [SLIPS, slips],
        [ROOMS, rooms],
      ]),
    ),
  ).toEqual({ [SLIPS]: 2, [ROOMS]: 1200 })
  const [one, again] = await store.reading((all) => Promise.all([all.one(SLIPS, 'a'), all.one(ROOMS, 'r1199')]))
  expect([one?.title, again?.code]).toEqual(['tab\tline\nback\\slash', rooms[1199]?.code])
  const [selection, paging] = [
    { table: SLIPS, blanks: ['id'], masks: {}, labels: {}, scope: undefined },
    { kind: 'all' } as const,
  ]
  const sort = ['room', 'id'].map((field) => ({ field, desc: false, ...(field === 'room' && { labelOf: ROOMS }) }))
  const { body } = await store.list(selection, { where: undefined, sort, paging })
  expect(JSON.parse(body).map(({ id }: Row) => id)).toEqual(['b', 'a'])
  // what names a row, and what is pointed to, is watched over again
  await expect(
    store.transaction((all) => all.insert(ROOMS, [{ ...roomRow('new'), code: rooms[0]?.code }])),
  ).rejects.toThrow()
  await expect(store.transaction((all) => all.insert(SLIPS, [slipRow('d', { room: 'nowhere' })]))).rejects.toThrow()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
