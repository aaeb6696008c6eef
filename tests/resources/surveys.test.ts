import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OFFICE, type Store, type Tx } from '#engine'
import { type Any, message } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`opinion surveys, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      office = await openService(store)
      await office.desk.run({ user: OFFICE, now: office.clock() }, (tx: Tx) =>
        tx.createMany(
          'properties',
          Array.from({ length: 10 }, (_, at) => ({
            project: office.project,
            building: '5',
            unit: '9',
            roomNo: String(100 + at),
            floorArea: 80,
            owner: office.owner,
            occupancy: 'occupied' as const,
          })),
        ),
      )
    })
    const plan = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('survey-plans', slip, action, who, answers)
    const sheets = (params: Record<string, string> = {}) => office.all('opinion-surveys', params)
    const sheet = (slip: Any, action: string, answers = {}) =>
      office.step('opinion-surveys', slip, action, 'steward-2', answers)
    const running = async (ratio = 50) => {
      const draft = { year: 2026, half: 'second', ratio, until: '2026-12-20' }
      const slip = await office.create('survey-plans', draft, 'supervisor')
      await plan(slip, 'approve', 'centre-manager')
      return plan(slip, 'hand-out', 'supervisor')
    }

    test('planned, handed out by lot, collected, counted, reported and published; what falls short is put right', async () => {
      const survey = await running()
      const out = await sheets()
      expect(out).toHaveLength(5)
      for (const one of out.slice(0, 4)) await sheet(one, 'hand-out')
      const [first, second, third] = out
      expect(await message(sheet(first, 'return'))).toBe('有效的调查表须有总体评价')
      await sheet(first, 'return', { respondent: '王芳', overall: 'satisfied', cleaning: 'dissatisfied' })
      await sheet(second, 'return', { overall: 'satisfied', cleaning: 'satisfied' })
      await sheet(third, 'return', { valid: false })
      await plan(survey, 'count', 'supervisor')
      expect((await sheets()).map(({ status }) => status).toSorted()).toEqual([
        'counted',
        'counted',
        'counted',
        'missing',
        'missing',
      ])
      const [report] = await office.all('survey-reports')
      expect(report).toMatchObject({ handedOut: 4, returned: 3, valid: 2, returnRate: 75, satisfaction: 100 })
      const of = (question: string) => report.items.find((one: Any) => one.question === question)
      expect(of('cleaning')).toMatchObject({ satisfied: 1, average: 0, dissatisfied: 1, rate: 50 })
      expect(of('fees')).toMatchObject({ satisfied: 0, rate: null })
      const act = (action: string, who: string, answers = {}) =>
        office.step('survey-reports', report, action, who, answers)
      await act('submit', 'service-manager', { analysis: '环境卫生偏低', prevention: '加强保洁' })
      await act('approve', 'centre-manager')
      await act('publish', 'service-manager')
      expect(await office.read('survey-plans', survey.id)).toMatchObject({ status: 'closed', returned: 3 })
      expect(await office.all('corrective-actions')).toMatchObject([
        { source: 'survey', survey: report.id, department: 'environment', status: 'draft' },
      ])
      expect((await office.all('messages', { code: 'MSG24' }))[0].words).toMatch('回收 3 份')
    })

    if (name !== 'memory') return

    test('every half-year a plan is there by itself, once', async () => {
      const day = (today: string) => office.desk.day({ day: today }, `${today}T02:00:00.000Z`)
      await day('2026-11-21')
      await day('2026-11-21')
      await day('2026-12-31')
      expect(await office.all('survey-plans')).toMatchObject([
        { year: 2026, half: 'second', ratio: 30, status: 'draft' },
      ])
      await day('2027-01-01')
      expect(await office.all('survey-plans')).toHaveLength(2)
    })

    test('the lot falls the same way whenever it is drawn', async () => {
      const rooms = async () => (await sheets()).map(({ room }) => room).toSorted()
      await running(30)
      const once = await rooms()
      expect(once).toHaveLength(3)
      expect(await rooms()).toEqual(once)
    })

    test('nobody approves his own plan or report', async () => {
      const draft = { year: 2027, half: 'first', until: '2027-03-01' }
      const slip = await office.create('survey-plans', draft, 'supervisor')
      expect(await message(plan(slip, 'approve', 'supervisor'))).toMatch('由服务中心经理办理')
    })
  })
