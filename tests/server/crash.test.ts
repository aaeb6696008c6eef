import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type Wire, wire } from '../api/wire.ts'
import { furnishedAt } from './counter-office.ts'

const KILLS = Number(process.env['KILLS'] ?? 20)
const folder = mkdtempSync(join(tmpdir(), 'guanjia-crash-'))
const root = resolve(import.meta.dirname, '../..')
let running: ChildProcess | undefined
beforeAll(() => furnishedAt(join(folder, 'data')))
afterAll(() => {
  running?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** The server as it is delivered, over the folder. */
async function start(): Promise<string> {
  running = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: { DATA_DIR: join(folder, 'data'), PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: running.stdout as NodeJS.ReadableStream })) {
    const url = /^listening on (\S+)$/.exec(line)?.[1]
    if (url) return url
  }
  throw new Error('the office did not open')
}
async function kill(): Promise<void> {
  const gone = new Promise((done) => running?.once('exit', done))
  running?.kill('SIGKILL')
  await gone
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

type Record_ = any
const signIn = async (url: string, username: string) =>
  wire(url, cookieOf(await wire(url).post('/api/session', { username, password: 'demo' })))
const cookies = new Map<string, string | undefined>()
/** A session outlives the process that opened it. */
async function as(url: string, username: string): Promise<Wire> {
  const known = cookies.get(username)
  if (known) return wire(url, known)
  const signed = await signIn(url, username)
  cookies.set(username, signed.cookie)
  return signed
}

let period = 0
/** One customer at the counter: a charge entered, posted, put on a slip, signed and paid; whatever was answered is noted. */
async function customer(url: string, worker: number, noted: Map<string, Record_>): Promise<void> {
  const [clerk, fee, accountant] = (await Promise.all(
    ['clerk', 'fee-clerk', 'accountant'].map((who) => as(url, who)),
  )) as [Wire, Wire, Wire]
  const note = (form: string, { status, body, text }: { status: number; body: Record_; text: string }) => {
    if (status >= 400) throw new Error(`${form}: ${status} ${text}`)
    noted.set(`${form}/${body.id}`, body)
    return body
  }
  const [room] = (await clerk.get('/api/properties')).body
  const [item] = (await fee.get('/api/fee-items?code=PROPERTY')).body
  const month = `${2000 + Math.floor(period / 12)}-${String((period++ % 12) + 1).padStart(2, '0')}`
  const amount = 10_000 + worker
  const draft = {
    room: room.id,
    feeItem: item.id,
    period: month,
    quantity: 1,
    price: amount / 100,
    dueOn: '2099-12-15',
  }
  const due = note('receivables', await fee.post('/api/receivables', draft))
  note('receivables', await accountant.post(`/api/receivables/${due.id}/actions/check`, { version: 1 }))
  const items = [{ receivable: due.id, amount }]
  const slip = note('payment-slips', await clerk.post('/api/payment-slips', { room: room.id, compared: true, items }))
  const path = `/api/payment-slips/${slip.id}/actions`
  const signed = note('payment-slips', await clerk.post(`${path}/sign`, { version: slip.version }))
  const tenders = [
    { method: 'cash', amount: 4000 },
    { method: 'wechat', amount: amount - 4000 },
  ]
  note('payment-slips', await fee.post(`${path}/receive`, { version: signed.version, tenders }))
}

async function everything(reader: Wire, form: string): Promise<Record_[]> {
  const rows: Record_[] = []
  for (;;) {
    const page = await reader.get(`/api/${form}?_sort=id&_start=${rows.length}&_end=${rows.length + 1000}`)
    expect(page.status, page.text).toBe(200)
    rows.push(...page.body)
    if (rows.length >= Number(page.headers.get('x-total-count'))) return rows
  }
}
const sum = (rows: readonly Record_[]) => rows.reduce((total, { amount }) => total + amount, 0)

/** Nothing is half written: what every paper says of a payment is the same, and no number is missing. */
async function balances(url: string, noted: ReadonlyMap<string, Record_>): Promise<number> {
  const reader = await as(url, 'accountant')
  const forms = ['receivables', 'payment-slips', 'payment-allocations', 'payment-tenders', 'receipts']
  const books = Object.fromEntries(
    await Promise.all(forms.map(async (form) => [form, await everything(reader, form)] as const)),
  )
  const of = (form: string, blank: string, id: string) => (books[form] ?? []).filter((row) => row[blank] === id)
  for (const due of books.receivables ?? [])
    expect([due.paid, due.balance], due.id).toEqual([
      sum(of('payment-allocations', 'receivable', due.id)),
      due.payable - due.paid,
    ])
  for (const slip of books['payment-slips'] ?? []) {
    const taken = slip.status === 'received' ? slip.total : 0
    const lying = [
      sum(of('payment-allocations', 'slip', slip.id)),
      sum(of('payment-tenders', 'slip', slip.id)),
      sum(of('receipts', 'slip', slip.id)),
    ]
    expect(lying, `${slip.id} ${slip.status}`).toEqual([taken, taken, taken])
  }
  const numbers = (books['payment-slips'] ?? []).flatMap(({ number }) => number ?? []).sort()
  // a count of its own for each month, should one end while the test runs
  const series = new Map<string, number>()
  for (const number of numbers) {
    const month = number.slice(0, -4)
    series.set(month, (series.get(month) ?? 0) + 1)
    expect(number).toBe(`${month}${String(series.get(month)).padStart(4, '0')}`)
  }
  for (const [key, kept] of noted) {
    const [form = '', id] = key.split('/')
    const row = (books[form] ?? []).find((one) => one.id === id)
    expect(row?.version, `${key} was answered and is gone`).toBeGreaterThanOrEqual(kept.version)
  }
  return numbers.length
}

test(`${KILLS} kills in the middle of payments leave nothing half written, and lose nothing that was answered`, async () => {
  const noted = new Map<string, Record_>()
  let paid = 0
  for (let round = 0; round < KILLS; round++) {
    const url = await start()
    paid = await balances(url, noted)
    const defects: unknown[] = []
    let open = true
    const workers = [1, 2, 3].map(async (worker) => {
      while (open) await customer(url, worker, noted).catch((error: unknown) => open && defects.push(error))
    })
    // in the middle of whatever comes after so many answers, and a few milliseconds
    const enough = noted.size + 3 + ((round * 5) % 7)
    while (noted.size < enough && defects.length === 0) await pause(2)
    await pause((round * 7) % 11)
    open = false
    await kill()
    await Promise.all(workers)
    expect(defects).toEqual([])
  }
  paid = await balances(await start(), noted)
  expect(paid).toBeGreaterThan(KILLS)
}, 900_000)
