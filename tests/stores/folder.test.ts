import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { text } from '#engine'
import { layReady, openStore } from '../../src/server/store/index.ts'
import { lockFolder } from '../../src/server/store/lock.ts'
import { changed, house, roomRow } from './toy.ts'

const ROOMS = 'toy-store-rooms'
// a machine that is busy takes its time over a new folder
vi.setConfig({ testTimeout: 120_000 })

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guanjia-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const lock = () => readFileSync(join(folder, 'lock'), 'utf8')

it('a folder keeps what was written for the next start', async () => {
  const first = await openStore({ dataDir: folder, house })
  await first.transaction((rows) => rows.insert(ROOMS, [roomRow('a')]))
  await first.close()
  expect(existsSync(join(folder, 'lock'))).toBe(false)
  const second = await openStore({ dataDir: folder, house })
  expect((await second.reading((rows) => rows.one(ROOMS, 'a')))?.code).toBe('a')
  await second.close()
})

it('a first start takes the database that lies ready, if it has these very tables', async () => {
  const images = join(folder, 'images')
  await layReady({ house }, images)
  const asBuilt = await openStore({ dataDir: join(folder, 'one'), house, images })
  await asBuilt.transaction((rows) => rows.insert(ROOMS, [roomRow('a')]))
  await asBuilt.close()
  writeFileSync(join(images, readdirSync(images)[0] ?? ''), 'spoilt')
  await expect(openStore({ dataDir: join(folder, 'two'), house, images })).rejects.toThrow()
  const other = await openStore({ dataDir: join(folder, 'three'), house: changed({ code: text('房号') }), images })
  expect(await other.reading((rows) => rows.sum(ROOMS, undefined, []))).toEqual({ count: 0, sums: {} })
  await other.close()
})

it('a folder is open to one at a time, and free again afterwards', async () => {
  const store = await openStore({ dataDir: folder, house })
  await expect(openStore({ dataDir: folder, house })).rejects.toThrow(String(process.pid))
  await store.close()
  await (await openStore({ dataDir: folder, house })).close()
})

it('a first start that was cut short begins again', async () => {
  const { mkdir, writeFile } = await import('node:fs/promises')
  await mkdir(join(folder, 'database'))
  await writeFile(join(folder, 'database', 'PG_VERSION'), '18\n')
  const store = await openStore({ dataDir: folder, house })
  expect(await store.reading((rows) => rows.sum(ROOMS, undefined, []))).toEqual({ count: 0, sums: {} })
  await store.close()
})

it('a living process keeps its folder', async () => {
  const child = spawn('sleep', ['30'])
  writeFileSync(join(folder, 'lock'), `${child.pid}  x`)
  await expect(lockFolder(folder)).rejects.toThrow(String(child.pid))
  child.kill('SIGKILL')
  await new Promise((ended) => child.once('exit', ended))
  const release = await lockFolder(folder)
  expect(lock()).toContain(String(process.pid))
  await release()
})

it('a zombie holds nothing, nor does a number that has become another process', async () => {
  // the shell becomes a sleeper that never asks after its ended child
  const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 30'])
  const zombie = await new Promise<string>((said) => parent.stdout.once('data', (text) => said(String(text).trim())))
  await new Promise((passed) => setTimeout(passed, 400))
  writeFileSync(join(folder, 'lock'), `${zombie}  x`)
  await (await lockFolder(folder))()
  writeFileSync(join(folder, 'lock'), `${parent.pid} 1 x`)
  await (await lockFolder(folder))()
  parent.kill('SIGKILL')
})

it('of many who come at once to a dead lock one gets in', async () => {
  writeFileSync(join(folder, 'lock'), '999999999 1 x')
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
  expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
})
