import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { message, stores } from './money-desk.ts'
import { openService, type Service } from './service-desk.ts'

describe.each(stores)('notices to the estate, over %s', (_, open) => {
  let store: Store
  let office: Service
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openService(store)
  })
  const drafted = (more = {}, who = 'clerk') =>
    office.create(
      'notices',
      {
        ...{ kind: 'outage', title: '停水', text: '检修', places: ['board', 'sms'], validTo: '2026-11-23' },
        ...{ project: office.project, ...more },
      },
      who,
    )

  test('are approved by another, posted, told to each owner once, and wait to be taken down', async () => {
    const slip = await drafted()
    await office.step('notices', slip, 'approve', 'service-manager')
    const posted = await office.step('notices', slip, 'post', 'guard')
    expect(posted).toMatchObject({ status: 'posted', number: 'GG-202611-0001' })
    expect(await office.all('messages', { aboutId: slip.id })).toMatchObject([
      { code: 'MSG22', channel: 'sms', name: '王芳', status: 'queued' },
    ])
    const over = async () =>
      (await office.desk.inbox.waiting(undefined, await office.at('guard'))).groups.find(({ name }) => name === '~over')
    expect(await over()).toBeUndefined()
    office.pass(3 * 24 * 60)
    expect(await over()).toMatchObject({ count: 1, overdue: 1, items: [{ id: slip.id, due: '2026-11-23' }] })
    await office.step('notices', slip, 'remove', 'guard')
    expect(await over()).toBeUndefined()
  })

  test('without a telephone message nobody is written to; an end before the beginning is refused', async () => {
    const slip = await drafted({ places: ['hall'] })
    await office.step('notices', slip, 'approve', 'project-manager')
    await office.step('notices', slip, 'post', 'steward')
    expect(await office.all('messages', { aboutId: slip.id })).toEqual([])
    expect(await message(drafted({ validTo: '2026-11-20' }))).toContain('结束日期不得早于开始日期')
  })
})
