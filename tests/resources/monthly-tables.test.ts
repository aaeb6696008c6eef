import { beforeEach, describe, expect, test } from 'vitest'
import { memoryStore, minutesBetween } from '#engine'
import { house } from '#resources'
import { type Arrears, openArrears } from './arrears-desk.ts'
import { type Any, message } from './money-desk.ts'
import { openService, type Service } from './service-desk.ts'

describe('why homes have not paid', () => {
  const store = memoryStore(house)
  let at: Arrears
  let homes: readonly string[]
  beforeEach(async () => {
    at = await openArrears(store)
    homes = at.rooms
    for (const home of homes.slice(0, 2)) await at.owes(home, '2026-11', 20_000)
    await at.day('2026-11-16')
  })
  const refuses = (home: string, cause: string) =>
    at.calls(home, 'refused', { cause, detail: '顶棚渗水未修', dialled: '13812345678' })
  const tables = () => at.all('arrears-reason-reports', { _sort: 'month' })
  const read = async () => (await at.read('arrears-reason-reports', (await tables())[0].id)) as Any

  test('lies before the project manager the day it is known, again with every new reason, and goes to finance at the month’s end', async () => {
    const [home = '', other = ''] = homes
    expect(await tables()).toEqual([])
    await refuses(home, 'defect')
    await at.day('2026-11-17')
    expect(await read()).toMatchObject({
      ...{ number: 'QFYY-202611-0001', month: '2026-11', status: 'sent-to-pm', toldOn: '2026-11-17' },
      ...{ homes: 1, total: 20_000, dueOn: '2026-11-30' },
      lines: [{ place: '3-2-1201', amount: 20_000, cause: 'defect', detail: '顶棚渗水未修' }],
    })
    await at.step('arrears-reason-reports', await read(), 'read', 'project-manager', { instructions: '请工程部先修' })
    await at.day('2026-11-18')
    expect(await read()).toMatchObject({ status: 'read', instructions: '请工程部先修' })
    await refuses(other, 'service')
    await at.day('2026-11-19')
    expect(await read()).toMatchObject({ status: 'sent-to-pm', homes: 2, toldOn: '2026-11-19', reading: null })
    await at.pays(home)
    await at.day('2026-11-30')
    expect(await read()).toMatchObject({ status: 'sent-to-finance', financeOn: '2026-11-30', homes: 1, total: 20_000 })
    const table = await read()
    expect(await at.step('arrears-reason-reports', table, 'receive', 'accountant')).toMatchObject({
      status: 'received',
    })
    await at.day('2026-12-01')
    expect((await tables()).map(({ month, status }) => [month, status])).toEqual([
      ['2026-11', 'received'],
      ['2026-12', 'sent-to-pm'],
    ])
  })

  test('made void by two, it is drawn up anew the next day', async () => {
    await refuses(homes[0] ?? '', 'hardship')
    await at.day('2026-11-20')
    await at.step('arrears-reason-reports', await read(), 'void', 'supervisor', { reason: '原因归类有误' })
    await at.step('arrears-reason-reports', await read(), 'confirm-void', 'project-manager')
    await at.day('2026-11-21')
    expect((await tables()).map(({ status }) => status).toSorted()).toEqual(['sent-to-pm', 'void'])
  })

  test('a month’s end that was slept through is made up for', async () => {
    await refuses(homes[0] ?? '', 'hardship')
    await at.day('2026-11-20')
    await at.day('2026-12-03')
    expect((await tables()).map(({ month, status }) => [month, status])).toEqual([
      ['2026-11', 'sent-to-finance'],
      ['2026-12', 'sent-to-pm'],
    ])
  })
})

describe('the callbacks of a month', () => {
  let office: Service
  beforeEach(async () => {
    office = await openService(memoryStore(house))
  })
  const day = async (today: string) => {
    office.pass(minutesBetween(office.clock(), `${today}T02:00:00.000Z`))
    const entries = await office.desk.day({ day: today }, office.clock())
    return entries.find(({ project, resource }) => project === office.project && resource === TABLE)?.count
  }
  const TABLE = 'callback-monthly-reports'
  const step = (slip: Any, action: string, who: string, answers = {}) => office.step(TABLE, slip, action, who, answers)
  const called = async (satisfaction: string) => {
    const draft = {
      type: 'routine',
      room: office.rooms[1],
      customer: '李雷',
      phone: '13900001111',
      basedOn: '2026-11-21',
    }
    const slip = await office.create('callback-records', draft, 'clerk')
    await office.step('callback-records', slip, 'call', 'clerk', { quality: 4, effect: 4, satisfaction })
  }

  test('are put together at its end, submitted, read by two in turn, and copied to the company when the next begins', async () => {
    await called('satisfied')
    await called('average')
    expect(await day('2026-11-29')).toBe(0)
    expect(await day('2026-11-30')).toBe(1)
    expect(await day('2026-11-30')).toBe(0)
    const [table] = await office.all(TABLE)
    expect(await office.read(TABLE, table.id)).toMatchObject({
      ...{ month: '2026-11', status: 'draft', dueOn: '2026-11-30', calls: 2, satisfied: 1, satisfaction: 50 },
      ...{ repairs: 0, repairRate: null, complaintRate: null },
      lines: [{ place: '3-2-901', customer: '李雷', calledOn: '2026-11-21' }, {}],
    })
    await step(table, 'submit', 'area-officer', { summary: '照明投诉较多' })
    expect(await message(step(table, 'sign', 'centre-manager'))).toBeTruthy()
    await step(table, 'sign', 'service-manager')
    expect((await step(table, 'return', 'centre-manager', { reason: '补充改进措施' })).status).toBe('draft')
    await step(table, 'submit', 'area-officer', { summary: '照明投诉较多，下月检修' })
    await step(table, 'sign', 'service-manager')
    expect(await step(table, 'sign', 'centre-manager')).toMatchObject({ status: 'reviewed' })
    expect(await day('2026-12-01')).toBe(1)
    expect(await office.read(TABLE, table.id)).toMatchObject({ status: 'copied', copiedOn: '2026-12-01' })
    const again = office.create(TABLE, { month: '2026-11' }, 'supervisor')
    expect(await message(again)).toBe('该月的回访月报已经编制')
  })
  test('of which there were none need no table', async () => {
    expect(await day('2026-11-30')).toBe(0)
  })
})
