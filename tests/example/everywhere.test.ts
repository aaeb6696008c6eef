import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { House, Office } from '#engine'
import { house } from '#resources'
import { fillEstate } from '../../estate/index.ts'
import { mockApi } from '../../mock-api/server.ts'
import { openDemoAccounts } from '../../src/http/index.ts'
import { startServer } from '../../src/server/server.ts'
import { cookieOf, wire } from '../api/wire.ts'
import { freshDatabase } from '../support/database.ts'
import lostItem from './lost-item.ts'

const now = '2026-11-21T02:00:00.000Z'
const clock = () => now
const furnished: House = { ...house, resources: [...house.resources, lostItem] }
const fill = (desk: Office) => fillEstate(desk, { homes: 10, seed: 7, now })
const served = (where: { storeUrl?: string }) =>
  startServer({ house: furnished, ...where, port: 0, host: '127.0.0.1', demo: true, clock, fill })

const backends = {
  async mock() {
    const mock = mockApi(furnished, { clock })
    await fill(mock.office)
    await openDemoAccounts(mock.office, now)
    return mock.listen(0)
  },
  embedded: () => served({}),
  postgres: async () => served({ storeUrl: await freshDatabase() }),
}

describe.each(Object.entries(backends))('one file more on the %s backend', (_, start) => {
  let opened: Awaited<ReturnType<typeof start>>
  const signIn = async (username: string) => {
    const answer = await wire(opened.url).post('/api/session', { username, password: 'demo' })
    return wire(opened.url, cookieOf(answer))
  }
  beforeAll(async () => {
    opened = await start()
  })
  afterAll(() => opened?.close())

  test('has list, slip, steps, rights, history and exits with no other change', async () => {
    const clerk = await signIn('clerk')
    const project = (await clerk.get('/api/session')).body.projects[0].id
    const made = await clerk.post('/api/lost-items', { project, place: '3栋大堂', item: '黑色雨伞' })
    expect(made).toMatchObject({ status: 201, body: { number: null, status: 'draft', foundOn: '2026-11-21' } })
    const path = `/api/lost-items/${made.body.id}`
    const kept = await clerk.post(`${path}/actions/keep`, { version: 1 })
    expect(kept.body).toMatchObject({ number: 'SW-202611-0001', status: 'kept' })
    const asked = await clerk.post(`${path}/actions/giveBack`, { version: 2 })
    expect(asked).toMatchObject({
      status: 422,
      body: { errors: { owner: ['请填写失主'], telephone: ['请填写联系电话'] } },
    })
    const given = { version: 2, owner: '王芳', telephone: '13800138000' }
    expect((await clerk.post(`${path}/actions/giveBack`, given)).body.status).toBe('returned')

    expect((await clerk.get('/api/lost-items?q=雨伞&status=returned')).headers.get('x-total-count')).toBe('1')
    expect((await clerk.get('/api/lost-items/export?format=csv')).text).toContain('SW-202611-0001')
    expect((await clerk.get(`${path}/history`)).body).toHaveLength(3)
    const guard = await signIn('guard')
    expect((await guard.post('/api/lost-items', { project, place: '门岗', item: '手机' })).status).toBe(403)
    expect((await guard.get(path)).body.telephone).toBe('138****8000')
    const { resources } = (await guard.get('/api/catalogue')).body
    expect(resources.find(({ name }: { name: string }) => name === 'lost-items').may).toMatchObject({
      create: false,
      read: true,
    })
  })
})
