import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, OFFICE, type Office, office, type Store, type Tx } from '#engine'
import { house } from '#resources'
import { tell } from '../../resources/clauses/messages.ts'
import { layOut } from '../../resources/standing.ts'
import { type Channels, sendDue } from '../../src/http/outbox.ts'
import { openStore } from '../../src/server/store/index.ts'
import { freshDatabase } from '../support/database.ts'
import { type Any, stores } from './money-desk.ts'

const NOON = '2026-11-21T04:00:00.000Z'
let made = 0
const newId = () => `00000000-0000-7000-9000-${String(++made).padStart(12, '0')}`
const ports = { zone: 'Asia/Shanghai', pinyin: () => '', newId }
const asOffice = (now: string) => ({ user: OFFICE, now })

/** A house with two projects, one worker, and nothing else to do than what is under test. */
async function settle(tx: Tx) {
  await layOut(tx)
  const [one, two] = [
    await tx.create('projects', { code: 'A', name: '甲苑' }),
    await tx.create('projects', { code: 'B', name: '乙苑' }),
  ]
  const projects = [{ project: one.id }]
  const clerk = await tx.create('users', { username: 'clerk', name: '小王', roles: ['clerk'], projects })
  return { one: one.id as string, two: two.id as string, clerk: clerk.id }
}

describe.each(stores)('messages, on %s', (_, open) => {
  let store: Store
  let desk: Office
  let here: Awaited<ReturnType<typeof settle>>
  beforeAll(async () => {
    store = await open()
    desk = office(house, store, ports)
    here = await desk.run(asOffice(NOON), settle)
  })
  afterAll(() => store.close())

  const write = (phone: string | null, words: Record<string, string>, project = here.one) =>
    desk.run(asOffice(NOON), (tx) =>
      tell(tx, 'MSG09', { name: '王芳', phone }, words, { form: 'receipts', id: 'r1', project }),
    )
  const lying = (where: Any) => desk.run(asOffice(NOON), (tx) => tx.find('messages', where, { sort: '-nextAt' }))

  test('a message is written in the words of its template and goes by telephone', async () => {
    await write('13812345678', { 业主姓名: '王芳', 房号: '3-2-1201', 金额: '100.00', 收据号: 'SJ-1' })
    const heard: string[] = []
    const channels: Channels = { sms: async ({ to, text }) => heard.push(`${to} ${text}`) }
    expect(await sendDue(desk, channels, NOON)).toBe(1)
    expect(heard).toEqual(['13812345678 尊敬的王芳：已收到3-2-1201费用100.00元，收据号SJ-1。'])
    expect(await sendDue(desk, channels, NOON)).toBe(0)
    expect((await lying({ status: 'sent' }))[0]).toMatchObject({ channel: 'sms', tries: 0 })
  })

  test('one that does not go is tried again after growing pauses, and then shown to a person', async () => {
    await write('13912345678', { 金额: '1.00' })
    const dead: Channels = { sms: () => Promise.reject(new Error('网关答复 503')) }
    const pauses: number[] = []
    let now = NOON
    for (let at = 0; at < 4; at++) {
      expect(await sendDue(desk, dead, now)).toBe(0)
      const [{ nextAt, status, fault }] = (await lying({ status: ['queued', 'failed'], channel: 'sms' })) as Any
      expect(fault).toBe('网关答复 503')
      if (status === 'failed') break
      pauses.push((Date.parse(nextAt) - Date.parse(now)) / 60_000)
      expect(await sendDue(desk, { sms: async () => expect.unreachable('not its turn') }, now)).toBe(0)
      now = nextAt
    }
    expect(pauses).toEqual([1, 5, 30])
    const [failed] = (await lying({ status: 'failed' })) as Any
    const again = await desk.perform(
      'messages',
      failed.id,
      'retry',
      { version: failed.version },
      { user: { id: here.clerk, username: 'clerk', name: '小王', roles: ['clerk'], projects: [here.one] }, now },
    )
    expect(again).toMatchObject({ status: 'queued', tries: 0 })
    expect(await sendDue(desk, { sms: async () => true }, now)).toBe(1)
  })

  test('who has no telephone is told by a person; two senders never take one message twice', async () => {
    await write(null, { 金额: '2.00' })
    expect(await lying({ status: 'queued', channel: 'paper' })).toHaveLength(1)
    for (let at = 0; at < 5; at++) await write('13712345678', { 金额: `${at}.00` })
    const heard: string[] = []
    const channels: Channels = { sms: async ({ id }) => heard.push(id) }
    await Promise.all([sendDue(desk, channels, NOON), sendDue(desk, channels, NOON)])
    await sendDue(desk, channels, NOON)
    expect(new Set(heard).size).toBe(5)
    expect(heard).toHaveLength(5)
  })

  test('a project keeps its own words before the company’s', async () => {
    await desk.run(asOffice(NOON), (tx) =>
      tx.create('message-templates', { code: 'MSG09', channel: 'sms', words: '乙苑收到{金额}元', project: here.two }),
    )
    await write('13612345678', { 金额: '8.00' }, here.two)
    expect(((await lying({ phone: '13612345678' })) as Any)[0].words).toBe('乙苑收到8.00元')
  })
})

/** The house with one rule more: it counts the days. */
function ruled(work: (tx: Any) => Promise<number>): House {
  const resources = house.resources.map((one) =>
    one.form.name === 'holidays' ? { ...one, daily: { count: { label: '数日子', work } } } : { ...one, daily: {} },
  )
  return { ...house, resources: resources as Any }
}

describe.each(stores.slice(0, 2))('the rules of the day, on %s', (_, open) => {
  test('are done once a day in each project, at its hour, and again when somebody asks', async () => {
    const store = await open()
    const done: string[] = []
    const rules = ruled(async (tx) => done.push(`${tx.today} ${tx.project}`))
    const desk = office(rules, store, ports)
    const { one, two } = await desk.run(asOffice(NOON), settle)
    const early = '2026-11-20T21:59:00.000Z'
    expect(await desk.day({ day: '2026-11-21', due: true }, early)).toEqual([])
    const six = '2026-11-20T22:00:00.000Z'
    expect(await desk.day({ day: '2026-11-21', due: true }, six)).toMatchObject([{ count: 1 }, { count: 2 }])
    expect(await desk.day({ day: '2026-11-21', due: true }, NOON)).toEqual([])
    expect([...done].sort()).toEqual([`2026-11-21 ${one}`, `2026-11-21 ${two}`].sort())
    // by command: any day, and again
    expect(await desk.day({ day: '2026-11-16' }, NOON)).toHaveLength(2)
    expect(await desk.day({ day: '2026-11-16' }, NOON)).toHaveLength(2)
    expect(done.filter((line) => line.startsWith('2026-11-16'))).toHaveLength(4)
    await store.close()
  })

  test('a rule that is refused leaves nothing behind, is told, and is tried again after an hour', async () => {
    const store = await open()
    let broken = true
    const rules = ruled(async (tx) => {
      await tx.create('holidays', { day: tx.today, name: '试' })
      if (broken) await tx.perform('messages', 'nothing', 'send')
      return 1
    })
    const desk = office(rules, store, ports)
    await desk.run(asOffice(NOON), (tx) => tx.create('projects', { code: 'A', name: '甲苑' }))
    const order = { day: '2026-11-21', due: true } as const
    expect(await desk.day(order, NOON)).toMatchObject([{ count: 0, fault: expect.stringContaining('找不到') }])
    expect(await desk.run(asOffice(NOON), (tx) => tx.find('holidays', {}))).toEqual([])
    expect(await desk.day(order, '2026-11-21T04:30:00.000Z')).toEqual([])
    broken = false
    expect(await desk.day(order, '2026-11-21T05:30:00.000Z')).toMatchObject([{ count: 1 }])
    expect(await desk.run(asOffice(NOON), (tx) => tx.find('holidays', {}))).toHaveLength(1)
    await store.close()
  })
})

test('two servers on one PostgreSQL do the day once', async () => {
  const url = await freshDatabase()
  let done = 0
  const rules = ruled(async (tx) => {
    done += 1
    await new Promise((go) => setTimeout(go, 200))
    await tx.create('holidays', { day: tx.today, name: '试' })
    return 1
  })
  const first = await openStore({ house: rules, url })
  const second = await openStore({ house: rules, url })
  await office(rules, first, ports).run(asOffice(NOON), (tx) => tx.create('projects', { code: 'A', name: '甲苑' }))
  const order = { day: '2026-11-21', due: true } as const
  const days = await Promise.all([first, second].map((store) => office(rules, store, ports).day(order, NOON)))
  expect(days.flat()).toHaveLength(1)
  expect(done).toBe(1)
  await Promise.all([first.close(), second.close()])
})
