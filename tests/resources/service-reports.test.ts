import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OFFICE, type Store, type Tx } from '#engine'
import { callbackReports } from '../../resources/reports/callbacks.ts'
import { serviceReports } from '../../resources/reports/service.ts'
import type { Any } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`figures of complaints and callbacks, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      office = await openService(store)
      await office.desk.run({ user: OFFICE, now: office.clock() }, async (tx: Tx) => {
        await tx.update('properties', office.rooms[0] as never, { occupancy: 'occupied' })
        await tx.update('properties', office.rooms[1] as never, { occupancy: 'let' })
      })
    })
    const figures = async (report: string, params: Record<string, string> = {}) =>
      (await office.desk.report(report, params, await office.at('service-manager'))).totals.figures
    /** A complaint that was answered so late, solved, and called back. */
    const complaint = async (days: number, ends: boolean) => {
      const draft = {
        complainant: '王芳',
        phone: '13812345678',
        room: office.rooms[0],
        category: 'noise',
        content: '吵',
      }
      const slip = await office.create('complaints', draft, 'clerk')
      const step = (action: string, who: string, answers = {}) => office.step('complaints', slip, action, who, answers)
      await step('register', 'clerk')
      await step('set-level', 'service-manager', { level: 'minor' })
      await step('assign', 'service-manager', { department: 'security' })
      office.pass(days * 1440)
      await step('first-reply', 'clerk', { reply: '好' })
      if (!ends) return
      await step('propose-solution', 'guard', { solution: '劝止' })
      await step('solve', 'guard', { result: '已停' })
      await step('satisfied', 'clerk', { satisfaction: 'satisfied' })
      const [call] = await office.all('callback-records', { complaint: slip.id })
      const said = { quality: 5, effect: 5, satisfaction: 'satisfied' }
      await office.step('callback-records', call, 'call', 'steward', said)
      await office.step('callback-records', call, 'read', 'service-manager')
    }

    test('every one of them can be asked, laid out every way', async () => {
      await complaint(3, true)
      for (const { name: report, dimensions } of [...serviceReports, ...callbackReports]) {
        const by = Object.keys(dimensions).join(',')
        const answer = await office.desk.report(report, { by }, await office.at('service-manager'))
        expect(answer.title).not.toBe('')
      }
      expect(await figures('complaint-timeliness')).toMatchObject({ valid: 1, inTime: 0, late: 1, rate: 0 })
      expect(await figures('complaint-callback-rate')).toMatchObject({ all: 1, called: 1, rate: 100 })
      expect(await figures('complaint-rate')).toMatchObject({ complaints: 1, homes: 2, rate: 50 })
    })

    if (name !== 'memory') return

    test('complaints by month: handled, in time, and how many a home', async () => {
      await complaint(0, true)
      await complaint(3, false)
      expect(await figures('complaint-monthly-reports')).toMatchObject({
        all: 2,
        valid: 2,
        handled: 1,
        rate: 50,
        inTime: 1,
        timely: 50,
      })
      expect(await figures('complaint-handling')).toMatchObject({ valid: 2, handled: 1, rate: 50 })
      expect(await figures('complaint-statistics')).toMatchObject({ all: 2, minor: 2, open: 1 })
      expect(await figures('complaint-callback-rate')).toMatchObject({ all: 1, called: 1, rate: 100 })
      expect(await figures('callback-monthly')).toMatchObject({ all: 1, satisfied: 1, rate: 100 })
    })

    test('the homes called within the year count once each', async () => {
      for (const room of [office.rooms[0], office.rooms[0]]) {
        const draft = { type: 'routine', room, customer: '王芳', phone: '13812345678', basedOn: '2026-11-21' }
        const slip = await office.create('callback-records', draft, 'clerk')
        await office.step('callback-records', slip, 'call', 'clerk', { quality: 4, effect: 4, satisfaction: 'average' })
      }
      expect(await figures('yearly-callback-rate')).toMatchObject({ called: 1, homes: 2, rate: 50 })
      expect(await figures('satisfaction')).toMatchObject({ answers: 0, rate: null, calls: 2, callRate: 0 })
    })

    test('contacts by the way they come, and by what they are about', async () => {
      const call = (kind: string, channel: string): Promise<Any> =>
        office.create('contact-records', { kind, channel, name: '王芳', phone: '13812345678', content: '问' }, 'clerk')
      await call('enquiry', 'phone')
      await call('complaint', 'visit')
      await call('enquiry', 'phone')
      const { rows } = await office.desk.report('contact-sources', {}, await office.at('service-manager'))
      expect(rows.map(({ labels, figures: of }) => [labels.channel, of.all, of.enquiries])).toEqual(
        expect.arrayContaining([
          ['来电', 2, 2],
          ['来访', 1, 0],
        ]),
      )
    })
  })
