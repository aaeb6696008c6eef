import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message, refusal } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`a public facility, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      office = await openService(store)
    })
    const order = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('service-work-orders', slip, action, who, answers)
    const now = (slip: Any) => office.read('service-work-orders', slip.id)
    const found = (more = {}) =>
      office.create(
        'service-work-orders',
        { reporter: '巡楼管家', building: '3', place: '天台', problem: '女儿墙渗水', ...more },
        'steward',
      )
    const byOwner = { source: 'owner', reporter: '王芳', phone: '13812345678' }
    const collected = async (more = {}) =>
      order(await order(await found(more), 'write', 'clerk'), 'collect', 'engineering-supervisor')
    const done = async (more = {}) => {
      const slip = await collected(more)
      if (slip.source === 'owner') await order(slip, 'verify', 'supervisor', { verified: '属实' })
      return order(slip, 'finish', 'engineer', { result: '重做防水' })
    }
    const accepted = async (more = {}) =>
      order(await order(await done(more), 'accept', 'clerk'), 'sign', 'clerk', { signedBy: '王芳' })

    test('found on a round it is written, signed for, done, accepted by us and by an owner, and filed', async () => {
      const written = await order(await found(), 'write', 'clerk')
      expect(written).toMatchObject({ number: 'GD-202611-0001', requiredBy: '2026-11-24', major: false })
      expect(await message(order(written, 'collect', 'environment-supervisor'))).toBe('由工程部签收')
      await order(written, 'collect', 'engineering-supervisor')
      await order(written, 'follow', 'engineer', { latest: '已进料' })
      await order(written, 'follow', 'engineer', { latest: '正在施工' })
      const finished = await order(written, 'finish', 'engineer', { result: '重做防水' })
      expect(finished).toMatchObject({
        finishedOn: '2026-11-21',
        progress: [
          { who: '员工engineer', said: '已进料', on: '2026-11-21' },
          { said: '正在施工', who: '员工engineer' },
        ],
      })
      await order(finished, 'accept', 'clerk')
      const signed = await order(finished, 'sign', 'clerk', { signedBy: '王芳' })
      expect(signed).toMatchObject({ status: 'accepted', acceptedOn: '2026-11-21' })
      expect(await order(signed, 'archive', 'clerk')).toMatchObject({ status: 'archived' })
    })

    test('told by an owner it is looked at on the spot first', async () => {
      const bare = office.create(
        'service-work-orders',
        { ...byOwner, phone: null, place: '天台', problem: '渗水' },
        'clerk',
      )
      expect(await message(bare)).toBe('业主反映的须填写联系电话')
      const slip = await collected(byOwner)
      expect(await message(order(slip, 'finish', 'engineer', { result: '好' }))).toBe(
        '业主反映的须先由客服主管现场核实',
      )
      expect(await order(slip, 'verify', 'supervisor', { verified: '属实' })).toMatchObject({ status: 'verified' })
      expect(await message(order(await collected(), 'verify', 'supervisor', { verified: '属实' }))).toBe(
        '巡检发现的不需核实',
      )
    })

    test('what is not right goes back to its department, and whoever did it does not accept it', async () => {
      const finished = await order(await collected({ department: 'engineering' }), 'finish', 'clerk', { result: '好' })
      expect(await message(order(finished, 'accept', 'clerk'))).toBe('验收人与完工人不得为同一人')
      const back = await order(finished, 'refuse', 'supervisor', { reason: '仍渗水' })
      expect(back).toMatchObject({ status: 'collected', failures: 1 })
      const again = await order(await order(back, 'finish', 'engineer', { result: '重做' }), 'accept', 'clerk')
      expect(await order(again, 'fail', 'clerk', { reason: '业主不认可' })).toMatchObject({
        status: 'collected',
        failures: 2,
      })
    })

    test('what is major or urgent is called back always; a bad answer opens it again, a good one files it', async () => {
      const slip = await accepted({ ...byOwner, defect: 'seepage' })
      expect(await message(order(slip, 'archive', 'clerk'))).toBe('重大、紧急的公共维修须先回访')
      const [call] = await office.all('callback-records', { serviceOrder: slip.id })
      expect(call).toMatchObject({ type: 'public-works', compulsory: true, customer: '王芳' })
      const say = (satisfaction: string, problems: string | null = null) => ({
        quality: 3,
        effect: 3,
        satisfaction,
        problems,
      })
      await office.step('callback-records', call, 'call', 'area-officer', say('dissatisfied', '又渗水'))
      const measure = { department: 'engineering', measure: '返工' }
      await office.step('callback-records', call, 'forward', 'area-officer', measure)
      expect(await now(slip)).toMatchObject({ status: 'collected', failures: 1, calledBack: false })
      await order(slip, 'finish', 'engineer', { result: '重做' })
      await order(slip, 'accept', 'clerk')
      await order(slip, 'sign', 'clerk', { signedBy: '王芳' })
      const second = (await office.all('callback-records', { serviceOrder: slip.id, status: 'draft' }))[0]
      await office.step('callback-records', second, 'call', 'area-officer', say('satisfied'))
      await office.step('callback-records', second, 'read', 'service-manager')
      expect(await now(slip)).toMatchObject({ status: 'archived', calledBack: true })
    })

    test('the receipt list names who signed for what; every day what is over its day is marked', async () => {
      const slip = await collected()
      const query = { status_ne: 'draft', _sort: 'number', _order: 'desc' }
      expect(await office.all('service-work-orders', query)).toMatchObject([
        { number: 'GD-202611-0001', collection: { name: '员工engineering-supervisor' } },
      ])
      const day = async (day: string) =>
        (await office.desk.day({ day }, `${day}T23:00:00.000Z`)).find(
          ({ resource, project }) => resource === 'service-work-orders' && project === office.project,
        )?.count
      expect(await day('2026-11-24')).toBe(0)
      expect(await day('2026-11-25')).toBe(1)
      expect(await day('2026-11-25')).toBe(0)
      expect(await now(slip)).toMatchObject({ overran: true })
    })

    // Who may is decided at the desk, the same for every store.
    if (name === 'memory')
      test.each([
        ['write', 'engineer'],
        ['collect', 'clerk'],
        ['accept', 'engineer'],
        ['sign', 'engineer'],
      ])('%s is not the %s’s to do', async (action, who) => {
        const before: Record<string, () => Promise<Any>> = {
          write: found,
          collect: async () => order(await found(), 'write', 'clerk'),
          accept: done,
          sign: async () => order(await done(), 'accept', 'clerk'),
        }
        const slip = await before[action]?.()
        expect((await refusal(order(slip, action, who, { signedBy: '王芳' }))).status).toBe(403)
      })
  })
