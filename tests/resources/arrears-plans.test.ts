import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Arrears, openArrears } from './arrears-desk.ts'
import { type Any, message } from './money-desk.ts'
import { stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`a year and a week of collecting, on ${name}`, () => {
    let store: Store
    let at: Arrears
    let [home, other, west] = ['', '', '']
    let plan: Any
    beforeAll(async () => {
      store = await open()
      at = await openArrears(store)
      ;[home = '', other = '', west = ''] = at.rooms
      await at.owes(home, '2026-11', 20_000)
      await at.owes(other, '2026-11', 10_000)
      await at.owes(west, '2026-11', 5_000)
      await at.day('2026-11-16')
    })
    afterAll(() => store.close())
    const report = async (which: string, params: Record<string, string>, who = 'supervisor'): Promise<Any> =>
      at.desk.report(which, params, await at.at(who))

    test('the week’s plan lists every home that owes, but nobody is sent out before the year’s plan is approved', async () => {
      plan = await at.create('dunning-plans', { target: 20_000 }, 'supervisor')
      expect(plan).toMatchObject({ total: 35_000, from: '2026-11-16', until: '2026-11-22' })
      expect(plan.lines.map(({ place }: Any) => place)).toEqual(['3-2-1201', '3-2-901', '5-2-301'])
      expect(await message(at.step('dunning-plans', plan, 'assign', 'supervisor'))).toBe(
        '2026 年度催缴计划尚未批准，不能派发催费任务',
      )
    })

    test('the project fills in the year, head office reviews it, and one year has one plan', async () => {
      const words = { methods: '短信、电话、上门', timetable: '每月 5 日通知，16 日起催缴' }
      const year = await at.create('annual-dunning-plans', { year: 2026, ...words }, 'service-manager')
      expect(year.months).toHaveLength(12)
      expect(year).toMatchObject({ receivable: 35_000, target: 33_250, from: '2026-01-01' })
      await at.step('annual-dunning-plans', year, 'submit', 'project-manager')
      const twice = await at.create('annual-dunning-plans', { year: 2026, ...words }, 'project-manager')
      expect(await message(at.step('annual-dunning-plans', twice, 'submit', 'project-manager'))).toMatch(
        '2026 年度已有催缴计划 NJ-202611-0001',
      )
      await at.step('annual-dunning-plans', year, 'approve', 'service-manager', { opinion: '同意' })
      await at.step('annual-dunning-plans', year, 'start', 'project-manager')
      const early = at.step('annual-dunning-plans', year, 'evaluate', 'service-manager', { findings: '良好' })
      expect(await message(early)).toBe('2026 年度未满，年末方可评估')
    })

    test('the supervisor deals it to the stewards of the areas: each has his homes in his inbox', async () => {
      await at.step('dunning-plans', plan, 'assign', 'supervisor')
      const tasks = await at.all('dunning-tasks', { _sort: 'amount' })
      expect(tasks.map(({ amount, handler, dueOn }: Any) => [amount, handler, dueOn])).toEqual([
        [5_000, at.of('steward-2'), '2026-11-22'],
        [10_000, at.of('steward'), '2026-11-22'],
        [20_000, at.of('steward'), '2026-11-22'],
      ])
      const { groups } = await at.desk.inbox.waiting(undefined, await at.at('steward'))
      expect(groups).toContainEqual(expect.objectContaining({ resource: 'dunning-tasks', count: 2 }))
    })

    test('what the week brought in is counted by steward, and every figure opens its rows', async () => {
      await at.calls(home, 'promised', { promiseOn: '2026-11-20' })
      await at.calls(west, 'no-answer', {}, 'steward-2')
      await at.pays(home)
      const week = await report('dunning-weekly', { from: '2026-11-16', to: '2026-11-22' })
      expect(week.rows.map(({ labels, figures }: Any) => [labels.handler, figures.collected, figures.rate])).toEqual([
        ['员工steward', 20_000, 66.7],
        ['员工steward-2', 0, 0],
      ])
      const { totals } = await report('dunning-daily', { from: '2026-11-16', to: '2026-11-16' })
      expect(totals.figures).toMatchObject({
        called: 2,
        reached: 1,
        promises: 1,
        promised: 20_000,
        collected: 20_000,
        classB: 1,
      })
      expect(totals.opens.reached).toMatch('/dunning-records?reached=true')
    })

    test('the classes, the reasons and the recovery of the year are read off the ledger', async () => {
      const groups = await report('arrears-classes', {})
      expect(groups.rows.map(({ labels, figures }: Any) => [labels.class, figures.homes, figures.total])).toEqual([
        ['B 暂未明确', 1, 5_000],
        ['（未填）', 1, 10_000],
      ])
      expect((await report('arrears-recovery', { from: '2026-11-01', to: '2026-11-30' })).totals.figures).toMatchObject(
        {
          owed: 35_000,
          recovered: 20_000,
          rate: 57.1,
          cleared: 1,
        },
      )
      const year = await report('dunning-yearly', { from: '2026-01-01', to: '2026-12-31' })
      expect(year.rows[0].figures).toEqual({ target: 33_250, collected: 20_000, rate: 60.2 })
      expect((await report('dunning-effect', {})).totals.figures).toMatchObject({ contacts: 2, each: 10_000 })
    })

    test('the weekly meeting closes the plan, and it goes to head office; a wrong one is taken back with its tasks', async () => {
      const answers = { meetingAt: at.clock(), attendees: '客服部全体', problems: '联系方式有误', advice: '先核对电话' }
      expect(await at.step('dunning-plans', plan, 'review', 'supervisor', answers)).toMatchObject({ collected: 20_000 })
      expect(await at.step('dunning-plans', plan, 'close', 'supervisor')).toMatchObject({ status: 'closed' })
      const next = await at.create('dunning-plans', { round: 'second' }, 'supervisor')
      await at.step('dunning-plans', next, 'assign', 'supervisor')
      await at.step('dunning-plans', next, 'void', 'supervisor', { reason: '重复派发' })
      await at.step('dunning-plans', next, 'confirm-void', 'service-manager')
      expect((await at.all('dunning-tasks', { plan: next.id })).map(({ status }: Any) => status)).toEqual([
        'dropped',
        'dropped',
      ])
    })
  })
