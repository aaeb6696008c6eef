import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { cookieOf, type Wire, wire } from '../api/wire.ts'

let running: ChildProcess
let url = ''
let mock = ''
let said = ''

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

const { FORCE_COLOR: _, CI: __, ...plain } = process.env

beforeAll(async () => {
  const [port, mockPort] = await Promise.all([freePort(), freePort()])
  url = `http://127.0.0.1:${port}`
  mock = `http://127.0.0.1:${mockPort}`
  running = spawn(process.execPath, ['--import', 'tsx', 'scripts/dev.ts'], {
    cwd: resolve(import.meta.dirname, '../..'),
    // what it says is read here: without colours, which a machine that builds asks for
    env: { ...plain, NO_COLOR: '1', PORT: String(port), MOCK_PORT: String(mockPort), DATABASE_URL: '', DATA_DIR: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const until = Date.now() + 140_000
  for (const stream of [running.stdout, running.stderr]) stream?.on('data', (chunk) => (said += String(chunk)))
  while (!said.includes(`mock listening on ${mock}`) || !said.includes(`:${port}`)) {
    if (running.exitCode !== null) throw new Error(said)
    if (Date.now() > until) throw new Error(`it is not there yet: ${said}`)
    await setTimeout(50)
  }
}, 150_000)
afterAll(() => running.kill('SIGKILL'))

const refused = (at: string) => expect(fetch(at)).rejects.toThrow()

it('npm run dev serves the panel and, through the same port, the demonstration of 120 homes', async () => {
  const page = await wire(url).get('/')
  expect(page.text).toContain('<div id="root">')
  const [script] = /\/src\/web\/[\w.]+/.exec(page.text) ?? []
  expect((await wire(url).get(script ?? '')).headers.get('content-type')).toMatch(/javascript/)

  const signIn = async (username: string) =>
    wire(url, cookieOf(await wire(url).post('/api/session', { username, password: 'demo' })))
  const homesSeenBy = async (who: Wire) => {
    const homes = await who.get('/api/properties?_start=0&_end=5')
    expect(homes.status, homes.text).toBe(200)
    expect(homes.body).toHaveLength(5)
    return Number(homes.headers.get('x-total-count'))
  }
  const clerk = await signIn('clerk')
  expect((await clerk.get('/api/session')).body.user).toMatchObject({ username: 'clerk' })
  expect(await homesSeenBy(clerk)).toBeGreaterThan(60)
  expect(await homesSeenBy(await signIn('accountant'))).toBe(120)
})

it('and what came from this page may be written there, while another site’s may not', async () => {
  const write = (origin: string) => wire(url).post('/api/session', { username: 'clerk', password: 'demo' }, { origin })
  expect((await write(url)).status).toBe(200)
  expect((await write('http://elsewhere.example')).status).toBe(403)
})

it('ends with both when it is told to', async () => {
  const gone = once(running, 'exit')
  running.kill('SIGTERM')
  await gone
  await vi.waitFor(() => Promise.all([refused(url), refused(mock)]), { timeout: 5000, interval: 100 })
}, 10_000)
