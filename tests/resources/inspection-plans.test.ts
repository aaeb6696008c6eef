import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`a plan of rounds, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      office = await openService(store)
    })
    const list = async (kind: string) => (await office.all('inspection-templates', { kind }))[0].id
    const planned = async (lines: Any[], more = {}) => {
      const draft = { name: '日常巡检计划', lines, ...more }
      return office.step(
        'inspection-plans',
        await office.create('inspection-plans', draft, 'supervisor'),
        'activate',
        'service-manager',
      )
    }
    const work = async (day: string, rule = 'inspection-plans.tasks') => {
      const entries = await office.desk.day({ day }, `${day}T23:00:00.000Z`)
      return entries.find((one) => `${one.resource}.${one.rule}` === rule && one.project === office.project)?.count
    }
    const rounds = (params = {}) => office.all('inspection-records', { _sort: 'plannedOn,task', ...params })

    test('makes the rounds of the day, each on the desk of whoever walks, once', async () => {
      await planned([
        { template: await list('daily'), target: 'building' },
        { template: await list('area'), target: 'area', walker: 'guard', slots: ['morning', 'evening'] },
        { template: await list('fire'), target: 'area', walker: 'person', person: office.of('engineer-2') },
      ])
      expect(await work('2026-11-21')).toBe(5)
      expect(await work('2026-11-21')).toBe(0)
      const made = await rounds()
      expect(made.map(({ task, building, slot, kind }: Any) => [task, building, slot, kind])).toEqual([
        ['任务1 3 第1次', '3', null, 'daily'],
        ['任务1 5 第1次', '5', null, 'daily'],
        ['任务2 园区 早巡', null, 'morning', 'area'],
        ['任务2 园区 晚巡', null, 'evening', 'area'],
        ['任务3 园区 第1次', null, null, 'fire'],
      ])
      expect(made.map(({ inspector }: Any) => inspector)).toEqual(
        ['steward', 'steward-2', 'guard', 'guard', 'engineer-2'].map(office.of),
      )
      expect(made[0].lines).toHaveLength(37)
      expect(made[0]).toMatchObject({ status: 'draft', plannedOn: '2026-11-21', project: office.project })
    })

    test('what nobody walked is shown as missed the next day; days that were not laid out are made up for', async () => {
      await planned([{ template: await list('daily'), target: 'building', building: '3' }])
      await work('2026-11-21')
      const [first] = await rounds()
      await office.step('inspection-records', first, 'start', 'steward')
      expect(await work('2026-11-24')).toBe(3)
      // the rules of a day stand in the order of the menu: rounds are laid out, then what lies behind is missed
      expect((await rounds()).map(({ plannedOn, status }: Any) => [plannedOn, status])).toEqual([
        ['2026-11-21', 'in-progress'],
        ['2026-11-22', 'missed'],
        ['2026-11-23', 'missed'],
        ['2026-11-24', 'draft'],
      ])
      expect(await work('2026-11-24', 'inspection-records.missed')).toBe(0)
    })

    test('empty homes are looked at every so many days by the steward of the house', async () => {
      await planned([{ template: await list('vacant'), target: 'vacant', every: 7 }])
      expect(await work('2026-11-21')).toBe(3)
      const [home] = await rounds({ kind: 'vacant' })
      expect(home).toMatchObject({ building: '3', inspector: office.of('steward') })
      expect(home.lines).toHaveLength(12)
      expect([await work('2026-11-22'), await work('2026-11-28')]).toEqual([0, 3])
    })

    test('walks on named days of the week, in turn among those of a job, and ends with its last day', async () => {
      const line = { template: await list('fire'), target: 'area', walker: 'engineer', weekdays: ['mon', 'tue'] }
      await planned([line], { validUntil: '2026-11-30' })
      const days = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-30', '2026-12-01']
      const made: unknown[] = []
      for (const day of days) made.push(await work(day))
      expect(made).toEqual([0, 1, 1, 0, 1, 0])
      expect((await rounds()).map(({ inspector }: Any) => inspector)).toEqual(
        ['engineer', 'engineer-2', 'engineer-2'].map(office.of),
      )
    })

    // What is judged when a plan begins, and what follows from a day, is the same for every store.
    if (name === 'memory') {
      test('a property officer walks at least as often as the office has settled', async () => {
        const line = { template: await list('area'), target: 'area', walker: 'property-officer' }
        expect(await message(planned([line]))).toBe('物业管理员每日巡查不少于 2 次')
        expect(await planned([{ ...line, times: 2 }])).toMatchObject({ status: 'active', number: 'XP-202611-0001' })
      })
      test('a list out of use, and a plan that is over, make no rounds', async () => {
        const template = await list('fire')
        const plan = await planned([{ template, target: 'area', walker: 'guard' }])
        await office.step('inspection-templates', { id: template } as Any, 'withdraw', 'service-manager', {
          reason: '改版',
        })
        expect(await work('2026-11-21')).toBe(0)
        await office.step('inspection-plans', plan, 'end', 'service-manager', { reason: '换新计划' })
        expect(await work('2026-11-22')).toBe(0)
      })
      test('what was not put right by its day goes to the supervisor by itself', async () => {
        const draft = { place: '天台', item: '护栏', problem: '松动', department: 'engineering' }
        const slip = await office.create('rectifications', draft, 'steward')
        const asked = { department: 'engineering', dueOn: '2026-11-22', demand: '修复' }
        await office.step('rectifications', slip, 'notify', 'clerk', asked)
        const rule = 'rectifications.overdue'
        expect([await work('2026-11-22', rule), await work('2026-11-23', rule)]).toEqual([0, 1])
        expect(await office.read('rectifications', slip.id)).toMatchObject({ status: 'escalated' })
      })
    }
  })
