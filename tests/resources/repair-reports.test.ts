import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#engine'
import { qualityReports } from '../../resources/reports/quality.ts'
import { repairReports } from '../../resources/reports/repairs.ts'
import type { Any } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores) {
  let store: Store
  let office: Service
  beforeAll(async () => {
    store = await open()
    office = await openService(store)
  })
  afterAll(() => store.close())
  const report = async (of: string, params: Record<string, string> = {}) =>
    office.desk.report(of, params, await office.at('accountant'))
  /** A public repair, reached after so many minutes, judged like this, and done again where it was bad. */
  const repaired = async (minutes: number, rating: string) => {
    const draft = { reporter: '王芳', phone: '13812345678', room: office.rooms[0], content: '楼道灯不亮' }
    let slip = await office.create('repair-orders', draft, 'clerk')
    const step = async (action: string, who: string, answers = {}) => {
      slip = await office.step('repair-orders', slip, action, who, answers)
    }
    await step('write', 'clerk')
    await step('tell', 'clerk')
    await step('collect', 'engineer')
    await step('assign', 'engineering-manager', { nature: 'public', repairer: office.of('engineer') })
    if (minutes === 0) return
    office.pass(minutes)
    for (const action of ['arrive', 'begin', 'finish']) await step(action, 'engineer')
    await step('sign', 'engineer', { rating, signedBy: '王芳' })
    for (const who of ['clerk', 'engineering-manager', 'accountant']) await step('keep', who)
    if (rating !== 'dissatisfied') return
    const [call] = await office.all('callback-records', { repair: slip.id })
    const said = { quality: 1, effect: 1, satisfaction: 'dissatisfied', problems: '仍不亮' }
    await office.step('callback-records', call, 'call', 'steward', said)
    const measure = { department: 'engineering', measure: '重修' }
    await office.step('callback-records', call, 'forward', 'steward', measure)
  }

  test(`figures of repairs and rounds, on ${name}: in time, done again, used up, looked at again`, async () => {
    await repaired(5, 'satisfied')
    await repaired(20, 'satisfied')
    await repaired(5, 'dissatisfied')
    // whose time is not yet over is neither in time nor late
    await repaired(0, 'satisfied')
    const asked = { from: '2026-11-01', to: '2026-11-30' }
    expect((await report('repair-timeliness', asked)).totals.figures).toMatchObject({
      all: 3,
      onTime: 2,
      late: 1,
      rate: 66.7,
    })
    const rework = await report('repair-rework', asked)
    expect(rework.totals.figures).toMatchObject({ finished: 3, again: 1, rate: 33.3 })
    expect((await report('repair-statistics', asked)).totals.figures).toMatchObject({ all: 4, done: 3, open: 1 })
    for (const { name: one, dimensions } of [...repairReports, ...qualityReports]) {
      const answer = await report(one, { ...asked, by: Object.keys(dimensions).join(',') })
      expect(answer.title, one).not.toBe('')
    }
    const [problem] = [
      await office.create(
        'rectifications',
        { place: '天台', item: '护栏', problem: '松', department: 'engineering' },
        'steward',
      ),
    ] as Any[]
    await office.step('rectifications', problem, 'notify', 'clerk', {
      department: 'engineering',
      dueOn: '2026-11-24',
      demand: '修',
    })
    expect((await report('rechecks', asked)).totals.figures).toMatchObject({ due: 1, rechecked: 0, rate: 0 })
  })
}
