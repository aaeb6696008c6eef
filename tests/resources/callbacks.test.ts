import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { callbackRate } from '../../resources/clauses/callbacks.ts'
import { type Any, message, refusal } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

const WELL = { quality: 5, effect: 5, satisfaction: 'satisfied' }
const BADLY = { quality: 1, effect: 2, satisfaction: 'dissatisfied', problems: '仍在漏水' }

for (const [name, open] of stores)
  describe(`calling back, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    const call = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('callback-records', slip, action, who, answers)
    /** A repair of a public place, free of charge, filed with this judgement. */
    const filed = async (rating: string) => {
      const answers: Record<string, Any> = {
        assign: { nature: 'public', repairer: office.of('engineer') },
        sign: { rating, ...(rating !== 'unsigned' && { signedBy: '王芳' }) },
      }
      let slip = await office.create(
        'repair-orders',
        { reporter: '王芳', phone: '13812345678', room: office.rooms[0], content: '楼道灯不亮' },
        'clerk',
      )
      for (const [action, who] of [
        ['write', 'clerk'],
        ['tell', 'clerk'],
        ['collect', 'engineer'],
        ['assign', 'engineering-manager'],
        ['arrive', 'engineer'],
        ['begin', 'engineer'],
        ['finish', 'engineer'],
        ['sign', 'engineer'],
        ['keep', 'clerk'],
        ['keep', 'engineering-manager'],
        ['keep', 'accountant'],
      ] as const)
        slip = await office.step('repair-orders', slip, action, who, answers[action])
      return slip
    }
    const due = async (repair: Any) => (await office.all('callback-records', { repair: repair.id }))[0]

    beforeEach(async () => {
      office = await openService(store)
    })

    test.each(['dissatisfied', 'unrated', 'unsigned'])(
      'a repair that was %s must be called back by the next day',
      async (rating) => {
        const repair = await filed(rating)
        expect(repair).toMatchObject({ status: 'filed', mustCall: true })
        expect(await due(repair)).toMatchObject({
          type: 'repair',
          compulsory: true,
          customer: '王芳',
          room: office.rooms[0],
          building: '3',
          basedOn: '2026-11-21',
          dueUntil: '2026-11-22',
        })
        expect(await message(office.step('repair-orders', repair, 'archive', 'clerk'))).toMatch('须先回访')
        expect(await message(call(await due(repair), 'cancel', 'service-manager', { reason: '忙' }))).toMatch(
          '必须回访',
        )
      },
    )

    test('a satisfied one may be called between one month and two', async () => {
      const repair = await filed('satisfied')
      expect(await due(repair)).toBeUndefined()
      const slip = await office.create('callback-records', { type: 'repair', repair: repair.id }, 'area-officer')
      expect(slip).toMatchObject({ compulsory: false, dueFrom: '2026-12-21', dueUntil: '2027-01-21' })
    })

    test('a good answer is read by the head of customer service, and closes the repair', async () => {
      const repair = await filed('unrated')
      const called = await call(await due(repair), 'call', 'area-officer', WELL)
      expect(called).toMatchObject({ status: 'called', number: 'HF-202611-0001', calledOn: '2026-11-21' })
      expect((await refusal(call(called, 'read', 'area-officer'))).status).toBe(403)
      expect(await call(called, 'read', 'service-manager', { adopted: true })).toMatchObject({
        status: 'closed',
        adopted: true,
      })
      expect(await office.read('repair-orders', repair.id)).toMatchObject({ status: 'closed', calledBack: true })
    })

    test('who called does not read his own call', async () => {
      const called = await call(await due(await filed('unrated')), 'call', 'service-manager', WELL)
      expect(await message(call(called, 'read', 'service-manager'))).toBe('审阅人与回访人不得为同一人')
    })

    test('a bad answer is passed on and becomes rework; the customer is told before it is read', async () => {
      const repair = await filed('dissatisfied')
      const called = await call(await due(repair), 'call', 'steward', BADLY)
      expect(await message(call(called, 'read', 'service-manager'))).toMatch('须先转办')
      const forwarded = await call(called, 'forward', 'steward', { department: 'engineering', measure: '重新更换' })
      expect(await office.read('repair-orders', repair.id)).toMatchObject({ status: 'reworked' })
      const [again] = await office.all('repair-orders', { status: 'draft' })
      expect(again).toMatchObject({
        reworkOf: repair.id,
        content: '返工：楼道灯不亮',
        room: office.rooms[0],
        phone: '13812345678',
      })
      const told = await call(forwarded, 'tell', 'steward', { result: '已换灯，业主满意' })
      expect(await call(told, 'read', 'service-manager')).toMatchObject({ status: 'closed' })
      expect(await office.read('repair-orders', repair.id)).toMatchObject({ status: 'reworked' })
    })

    test('after three calls that nobody takes it is given up', async () => {
      let slip = await due(await filed('unrated'))
      for (const status of ['draft', 'draft', 'no-contact']) {
        await call(slip, 'miss', 'clerk')
        slip = await office.read('callback-records', slip.id)
        expect(slip.status).toBe(status)
      }
      expect(slip.tries).toBe(3)
    })

    test('one visits by appointment and with leave; what is important is not done by telephone', async () => {
      const draft = {
        type: 'routine',
        room: office.rooms[1],
        customer: '李雷',
        phone: '13900001111',
        basedOn: '2026-11-21',
      }
      expect(await message(office.create('callback-records', { ...draft, important: true }, 'clerk'))).toBe(
        '重要事项须上门回访',
      )
      const slip = await office.create('callback-records', { ...draft, important: true, method: 'visit' }, 'clerk')
      expect(await message(call(slip, 'call', 'clerk', WELL))).toBe('上门回访须先电话预约并获业户同意')
      const appointed = await call(slip, 'appoint', 'clerk', {
        appointedAt: '2026-11-22T02:00:00.000Z',
        permission: true,
      })
      expect(await call(appointed, 'call', 'clerk', WELL)).toMatchObject({ status: 'called' })
    })

    test('complaints are called within three days, the major ones by the centre manager', async () => {
      const draft = {
        type: 'complaint',
        room: office.rooms[1],
        customer: '李雷',
        phone: '13900001111',
        basedOn: '2026-11-20',
      }
      const slip = await office.create('callback-records', { ...draft, important: true, method: 'visit' }, 'clerk')
      expect(slip).toMatchObject({ dueFrom: '2026-11-20', dueUntil: '2026-11-23' })
      const appointed = await call(slip, 'appoint', 'clerk', {
        appointedAt: '2026-11-22T02:00:00.000Z',
        permission: true,
      })
      expect(await message(call(appointed, 'call', 'clerk', WELL))).toBe('重大投诉由服务中心经理回访')
      expect(await call(appointed, 'call', 'centre-manager', WELL)).toMatchObject({ status: 'called' })
    })

    test('nothing is asked about a repair that is not yet filed', async () => {
      const repair = await office.create(
        'repair-orders',
        { reporter: '王芳', phone: '13812345678', place: '东门', content: '门禁失灵' },
        'clerk',
      )
      const slip = await office.create(
        'callback-records',
        { type: 'repair', repair: repair.id, basedOn: '2026-11-21' },
        'clerk',
      )
      const { message: said, details } = await refusal(call(slip, 'call', 'clerk', WELL))
      expect(said).toBe('报修单尚未归档，不能回访')
      expect(details.blockers).toMatchObject([{ resource: 'repair-orders', id: repair.id }])
    })

    test('the repairer asks how his work was, once for each repair', async () => {
      const repair = await filed('satisfied')
      const asked = await office.create('repair-surveys', { repair: repair.id }, 'engineer')
      expect(asked).toMatchObject({ customer: '王芳', repairer: office.of('engineer'), building: '3' })
      expect(await message(office.create('repair-surveys', { repair: repair.id }, 'clerk'))).toBe('该报修单已经调查过')
      const answer = { satisfaction: 'satisfied', onTime: true }
      expect(await office.step('repair-surveys', asked, 'answer', 'engineer', answer)).toMatchObject({
        status: 'answered',
      })
    })

    test('the monthly rate counts finished repairs, and says how many calls are missing', async () => {
      const repairs = []
      for (const rating of ['satisfied', 'satisfied', 'satisfied', 'unrated']) repairs.push(await filed(rating))
      const rate = async (month = '2026-11') =>
        office.desk.run(await office.at('service-manager'), (tx) => callbackRate(tx, office.project, month))
      expect(await rate()).toEqual({ finished: 4, called: 0, rate: 0, required: 30, short: 2 })
      await call(await due(repairs[3]), 'call', 'area-officer', WELL)
      expect(await rate()).toEqual({ finished: 4, called: 1, rate: 25, required: 30, short: 1 })
      expect((await office.all('repair-orders', { rating: 'satisfied', calledBack: 'false' })).length).toBe(3)
      const chosen = await office.create('callback-records', { type: 'repair', repair: repairs[0].id }, 'area-officer')
      await call(chosen, 'call', 'area-officer', WELL)
      expect(await rate()).toMatchObject({ called: 2, rate: 50, short: 0 })
      expect(await rate('2026-10')).toEqual({ finished: 0, called: 0, rate: 100, required: 30, short: 0 })
    })

    // Who may is decided at the desk, the same for every store.
    if (name === 'memory')
      test.each(['engineer', 'fee-clerk', 'guard', 'accountant'])('calling is not the %s’s to do', async (who) => {
        expect((await refusal(call(await due(await filed('unrated')), 'call', who, WELL))).status).toBe(403)
      })
  })
