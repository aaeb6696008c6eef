import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { sweep } from '../../src/http/sweep.ts'
import { type RunningServer, startServer } from '../../src/server/server.ts'
import { settingsFrom } from '../../src/server/settings.ts'
import { freshDatabase } from '../support/database.ts'
import { clock, PASSWORD } from './backends.ts'
import { expectRefusal } from './place.ts'
import { house } from './toy.ts'
import { cookieOf, wire } from './wire.ts'

describe('the settings', () => {
  it('have the defaults of the contract', () => {
    expect(settingsFrom({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      storeUrl: undefined,
      demo: true,
      adminPassword: undefined,
      officeZone: 'Asia/Shanghai',
    })
  })
  it('show no demonstration on a database or a host of one’s own, unless told', () => {
    expect(settingsFrom({ DATABASE_URL: 'postgres://u:p@db/office' }).demo).toBe(false)
    expect(settingsFrom({ HOST: '0.0.0.0' }).demo).toBe(false)
    expect(settingsFrom({ HOST: '127.0.0.1' }).demo).toBe(false)
    expect(settingsFrom({ HOST: 'localhost', DEMO: '1' }).demo).toBe(true)
    expect(settingsFrom({ DEMO: '0' }).demo).toBe(false)
  })
  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://' }, 'DATABASE_URL'],
    [{ DEMO: 'yes' }, 'DEMO'],
    [{ DEMO: '1', HOST: '0.0.0.0' }, 'DEMO'],
    [{ DEMO: '1', HOST: '127.evil.example' }, 'DEMO'],
    [{ ADMIN_PASSWORD: 'short' }, 'ADMIN_PASSWORD'],
    [{ TZ_OFFICE: 'Mars/Olympus' }, 'TZ_OFFICE'],
  ])('refuse %o by name', (env, name) => {
    expect(() => settingsFrom(env)).toThrow(name)
  })
  it('are refused without telling a password', () => {
    expect(() => settingsFrom({ DATABASE_URL: 'mysql://u:geheim@db' })).toThrow(/^(?!.*geheim)/)
    expect(() => settingsFrom({ ADMIN_PASSWORD: 'geheim' })).toThrow(/^(?!.*geheim)/)
  })
})

const opened: RunningServer[] = []
const start = async (options: Partial<Parameters<typeof startServer>[0]>) => {
  const all = { house, port: 0, host: '127.0.0.1', demo: false, clock: () => clock.now, ...options }
  const server = await startServer(all)
  opened.push(server)
  return server
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()))
})

describe('the first start', () => {
  it('lets one administrator in, with a password that is made once', async () => {
    const storeUrl = await freshDatabase()
    const [one, other] = await Promise.all([start({ storeUrl }), start({ storeUrl })])
    const made = [one.firstPassword, other.firstPassword].filter((password) => password !== undefined)
    expect(made).toHaveLength(1)
    expect(made[0]).toMatch(/^\w{16}$/)
    const answer = await wire(other.url).post('/api/session', { username: 'admin', password: made[0] })
    expect(answer.body).toMatchObject({ user: { username: 'admin', roles: ['admin'] }, mustChange: true })
    expect((await start({ storeUrl, adminPassword: PASSWORD })).firstPassword).toBeUndefined()
    expectRefusal(await wire(one.url).post('/api/session', { username: 'admin', password: PASSWORD }), 401)
  })

  it('clears away sessions that have ended and answers of the day before', async () => {
    const { url, office } = await start({ storeUrl: await freshDatabase(), adminPassword: PASSWORD })
    const admin = wire(url, cookieOf(await wire(url).post('/api/session', { username: 'admin', password: PASSWORD })))
    await office.store.transaction((rows) =>
      rows.insert('_answers', [{ id: 'k', digest: 'd', status: 201, body: {}, at: clock.now }]),
    )
    const left = async (hours: number) => {
      await sweep(office, new Date(Date.parse(clock.now) + hours * 3_600_000).toISOString())
      const count = async (table: string) =>
        (await office.store.reading((rows) => rows.sum(table, undefined, []))).count
      return [await count('_sessions'), await count('_answers')]
    }
    expect(await left(11)).toEqual([1, 1])
    expect((await admin.get('/api/session')).status).toBe(200)
    expect(await left(13)).toEqual([0, 1])
    expect(await left(25)).toEqual([0, 0])
  })

  const hire = (desk: RunningServer['office']) => {
    const user = { id: 'office', username: 'office', name: '系统', roles: [], projects: [] }
    const clerk = { username: 'clerk', name: '王芳', duty: 'clerk', demo: true, active: true }
    return desk.run({ user, now: clock.now }, (tx) => tx.create('toy-wire-staff', clerk))
  }

  it('cut short after the demonstration was filled, lets its accounts in at the next', async () => {
    const storeUrl = await freshDatabase()
    const cut = async (desk: RunningServer['office']) => {
      await hire(desk)
      throw new Error('killed')
    }
    await expect(start({ storeUrl, demo: true, fill: cut })).rejects.toThrow('killed')
    const { url, office } = await start({ storeUrl, demo: true, fill: hire })
    expect((await office.store.reading((rows) => rows.sum('toy-wire-staff', undefined, []))).count).toBe(1)
    expect((await wire(url).post('/api/session', { username: 'clerk', password: 'demo' })).status).toBe(200)
  })

  it('fills the demonstration once, whose accounts are let in nowhere else', async () => {
    const storeUrl = await freshDatabase()
    let fills = 0
    const fill = (desk: RunningServer['office']) => {
      fills += 1
      return hire(desk)
    }
    const demo = await start({ storeUrl, demo: true, fill })
    await start({ storeUrl, demo: true, fill })
    expect(fills).toBe(1)
    const signIn = (url: string) => wire(url).post('/api/session', { username: 'clerk', password: 'demo' })
    const cookie = cookieOf(await signIn(demo.url))
    expect((await wire(demo.url, cookie).get('/api/session')).status).toBe(200)
    const real = await start({ storeUrl })
    expectRefusal(await signIn(real.url), 401)
    expectRefusal(await wire(real.url, cookie).get('/api/session'), 401)
    await expect(startServer({ house, port: 0, host: '0.0.0.0', demo: true, fill })).rejects.toThrow('DEMO')
  })
})

describe('the web server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-web-'))
  let server: RunningServer
  beforeAll(async () => {
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>管家台</title>')
    await writeFile(join(folder, 'assets/main-1a2b.js'), 'console.log("plain")')
    await writeFile(join(folder, 'assets/main-1a2b.js.br'), brotliCompressSync('console.log("packed")'))
    server = await startServer({
      house,
      storeUrl: await freshDatabase(),
      port: 0,
      host: '127.0.0.1',
      demo: false,
      webRoot: folder,
    })
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })

  it('gives the panel’s page for its every path, and for nothing else', async () => {
    const page = await wire(server.url).get('/toy-wire-slips/3?x=1')
    expect([page.status, page.text]).toEqual([200, '<!doctype html><title>管家台</title>'])
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect((await fetch(`${server.url}/anything`, { method: 'HEAD' })).status).toBe(200)
    for (const path of ['/assets/gone.js', '/api/nothing/x/y/z', '/api'])
      expectRefusal(await wire(server.url).get(path), 404)
    expectRefusal(await wire(server.url).post('/toy-wire-slips', {}), 404)
    for (const path of ['/../../package.json', '/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2fx'])
      expect((await wire(server.url).get(path)).text).not.toContain('"name"')
  })

  it('stops a flood of sign-ins', async () => {
    const flood = await Promise.all(Array.from({ length: 130 }, () => wire(server.url).post('/api/session', {})))
    expectRefusal(flood.find(({ status }) => status === 429) ?? (flood[0] as never), 429)
    expect(flood.filter(({ status }) => status === 422)).toHaveLength(120)
    expect((await wire(server.url).get('/healthz')).status).toBe(200)
  })

  it('gives its parts packed and for ever', async () => {
    const part = await wire(server.url).get('/assets/main-1a2b.js', { 'accept-encoding': 'br' })
    expect(part.text).toBe('console.log("packed")')
    expect(part.headers.get('content-encoding')).toBe('br')
    expect(part.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await wire(server.url).get('/assets/main-1a2b.js', { 'accept-encoding': 'identity' })).text).toBe(
      'console.log("plain")',
    )
  })

  it('says what a browser may do with them', async () => {
    const { headers } = await wire(server.url).get('/')
    expect(headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('ends at once although a browser keeps a connection that it never used', async () => {
    const other = await startServer({ house, storeUrl: await freshDatabase(), port: 0, host: '127.0.0.1', demo: false })
    const socket = connect(Number(new URL(other.url).port), '127.0.0.1')
    await once(socket, 'connect')
    await setTimeout(50)
    const begun = performance.now()
    await other.close()
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})

describe('the process', () => {
  const children: ChildProcess[] = []
  const folders: string[] = []
  const main = resolve(import.meta.dirname, '../../src/server/main.ts')
  function run(env: Record<string, string>) {
    const folder = mkdtempSync(join(tmpdir(), 'guanjia-data-'))
    folders.push(folder)
    const settings = { PATH: process.env['PATH'], PORT: '0', DATA_DIR: folder, ...env }
    const child = spawn(process.execPath, ['--import', 'tsx', main], { env: settings as NodeJS.ProcessEnv })
    children.push(child)
    const said = { text: '' }
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said.text += part))
    return { child, said, folder }
  }
  async function until(said: { text: string }, line: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = line.exec(said.text)
      if (found) return found
      await setTimeout(50)
    }
  }
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL')
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('prints its line, and at SIGTERM finishes what is in flight', { timeout: 120_000 }, async () => {
    const { child, said } = run({ DATABASE_URL: await freshDatabase(), ADMIN_PASSWORD: PASSWORD })
    const [, url = ''] = await until(said, /^listening on (http:\/\/127\.0\.0\.1:\d+)$/m)
    const admin = wire(url, cookieOf(await wire(url).post('/api/session', { username: 'admin', password: PASSWORD })))
    const ended = once(child, 'exit')
    const slow = wire(url).post('/api/session', { username: 'admin', password: 'wrong' })
    const write = admin.post('/api/projects', { code: 'P1', name: '翠湖苑' })
    await setTimeout(20)
    child.kill('SIGTERM')
    expect((await write).status).toBe(201)
    expect((await slow).status).toBe(401)
    expect((await ended)[0]).toBe(0)
    expect(said.text).not.toContain(PASSWORD)
  })

  it('refuses to start with a sentence that names the setting', { timeout: 60_000 }, async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'guanjia-data-')), 'file')
    folders.push(join(file, '..'))
    writeFileSync(file, '')
    const cases = [
      [{ PORT: 'x' }, /^无法启动：PORT .*\n$/],
      [{ DATABASE_URL: 'postgres://u:geheim@127.0.0.1:1/none' }, /^无法启动：DATABASE_URL (?!.*geheim).*\n$/],
      [{ DATA_DIR: join(file, 'inside'), DEMO: '0' }, /^无法启动：DATA_DIR.*\n$/],
    ] as const
    for (const [env, sentence] of cases) {
      const { child, said } = run(env)
      const [code] = await once(child, 'close')
      expect(said.text).toMatch(sentence)
      expect(code).toBe(1)
    }
  })
})
