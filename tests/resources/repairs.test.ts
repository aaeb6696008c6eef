import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message, refusal } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`a repair, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    const order = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('repair-orders', slip, action, who, answers)
    const reported = (more = {}) =>
      office.create(
        'repair-orders',
        { reporter: '王芳', phone: '13812345678', room: office.rooms[0], content: '厨房水龙头漏水', ...more },
        'clerk',
      )
    const collected = async (more = {}) => {
      const slip = await order(await reported(more), 'write', 'clerk')
      return order(await order(slip, 'tell', 'clerk'), 'collect', 'engineer')
    }
    const assigned = async (nature: string, more = {}) =>
      order(await collected(more), 'assign', 'engineering-manager', { nature, repairer: office.of('engineer') })
    const price = async (code: string) => (await office.all('price-items', { code }))[0].id
    const finished = async (fees: Any[]) => {
      const slip = await order(await order(await assigned('paid'), 'arrive', 'engineer'), 'agree', 'engineer', {
        priceShown: true,
      })
      return order(slip, 'finish', 'engineer', { fees })
    }

    beforeEach(async () => {
      office = await openService(store)
    })

    test('is written within five minutes, told within two, and late marks say when it was not', async () => {
      const slip = await reported()
      expect(slip).toMatchObject({ status: 'draft', number: null, building: '3', writeBy: '2026-11-21T02:05:00.000Z' })
      office.pass(5)
      const written = await order(slip, 'write', 'clerk')
      expect(written).toMatchObject({ number: 'BX-202611-0001', lateWriting: false })
      office.pass(3)
      expect(await order(written, 'tell', 'clerk')).toMatchObject({
        lateTelling: true,
        tellBy: '2026-11-21T02:07:00.000Z',
      })
    })

    test('in a public place the repairer is there in fifteen minutes, and works without a price', async () => {
      const slip = await assigned('public', { room: null, place: '3栋楼梯间' })
      expect(slip.arriveBy).toBe('2026-11-21T02:15:00.000Z')
      office.pass(16)
      const there = await order(slip, 'arrive', 'engineer')
      expect(there).toMatchObject({ status: 'on-site', lateArrival: true })
      expect(await message(order(there, 'agree', 'engineer', { priceShown: true }))).toBe(
        '公共区域维修不收费，直接开始维修',
      )
      const done = await order(await order(there, 'begin', 'engineer'), 'finish', 'engineer')
      expect(await order(done, 'sign', 'engineer', { rating: 'satisfied', signedBy: '保洁班长' })).toMatchObject({
        status: 'signed',
        settlement: 'free',
        amount: 0,
      })
    })

    test('an appointed repair is due five minutes before the time; an urgent one in fifteen', async () => {
      expect(await assigned('paid', { appointedAt: '2026-11-21T08:00:00.000Z' })).toMatchObject({
        arriveBy: '2026-11-21T07:55:00.000Z',
      })
      expect(await assigned('paid', { urgency: 'special' })).toMatchObject({ arriveBy: '2026-11-21T02:10:00.000Z' })
      expect(await assigned('paid')).toMatchObject({ arriveBy: null })
    })

    test('outside the price list the engineering manager answers within fifteen minutes, and nobody goes', async () => {
      const slip = await assigned('outside')
      expect(await message(order(slip, 'arrive', 'engineer'))).toBe('标准外的项目由工程部经理答复')
      office.pass(20)
      expect(await order(slip, 'advise', 'engineering-manager', { advice: '建议联系厂家' })).toMatchObject({
        status: 'advised',
        lateArrival: true,
      })
    })

    test('only an engineer is sent, and only he who was sent arrives', async () => {
      const slip = await collected()
      const sent = { nature: 'paid', repairer: office.of('guard') }
      expect(await message(order(slip, 'assign', 'engineering-manager', sent))).toBe('员工guard不是维修人员')
      expect(await message(order(await assigned('paid'), 'arrive', 'engineer-2'))).toBe('由派工的维修人员本人办理')
    })

    test('work begins when the price was shown; who does not agree is sent back with the reason', async () => {
      const there = await order(await assigned('paid'), 'arrive', 'engineer')
      expect(await message(order(there, 'begin', 'engineer'))).toBe('有偿维修须先出示收费标准、征得业户同意')
      expect(await message(order(there, 'agree', 'engineer', { priceShown: false }))).toBe('须先向业户出示收费标准')
      expect(Object.keys((await refusal(order(there, 'decline', 'engineer'))).details.errors ?? {})).toEqual([
        'refusal',
      ])
      expect(await order(there, 'decline', 'engineer', { refusal: '自行更换' })).toMatchObject({
        status: 'returned',
        refused: { name: '员工engineer' },
      })
    })

    test('the price is the list’s; a negotiable one is agreed', async () => {
      const there = await order(await order(await assigned('paid'), 'arrive', 'engineer'), 'agree', 'engineer', {
        priceShown: true,
      })
      expect(await message(order(there, 'finish', 'engineer'))).toBe('有偿维修须按收费标准填写应收费用')
      const dear = [{ item: await price('P03'), price: 9_900 }]
      expect(await message(order(there, 'finish', 'engineer', { fees: dear }))).toBe('单价须按收费标准，面议项目除外')
      const fees = [
        { item: await price('P09'), quantity: 1.5 },
        { item: await price('P20'), price: 30_000 },
      ]
      const materials = [{ name: '水龙头', suppliedBy: 'company', price: 4_500 }]
      expect(await order(there, 'finish', 'engineer', { fees, materials })).toMatchObject({
        amount: 15_000 + 30_000 + 4_500,
        finishedOn: '2026-11-21',
        fees: [{ unit: '处', price: 10_000, amount: 15_000 }, { amount: 30_000 }],
      })
    })

    test('a signature and a judgement fit together', async () => {
      const slip = await finished([{ item: await price('P03') }])
      expect(await message(order(slip, 'sign', 'engineer', { rating: 'satisfied' }))).toMatch('请填写业户签名')
      expect(await message(order(slip, 'sign', 'engineer', { rating: 'unsigned', signedBy: '王芳' }))).toMatch(
        '不能选「未签字」',
      )
    })

    test('paid at the counter, it is filed in three copies and closed', async () => {
      const slip = await finished([{ item: await price('P03') }])
      const signed = await order(slip, 'sign', 'engineer', { rating: 'satisfied', signedBy: '王芳' })
      expect(signed).toMatchObject({ status: 'signed', settlement: 'completion', mustCall: false, amount: 2_000 })
      expect(await message(order(signed, 'keep', 'clerk'))).toBe('业户尚未缴费，请先到财务缴费')
      const [due] = await office.all('receivables', { source: 'repair' })
      expect(due).toMatchObject({ status: 'posted', balance: 2_000, room: office.rooms[0], repairOrder: slip.id })

      await office.desk.run(await office.at('fee-clerk'), (tx) =>
        tx.perform('receivables', due.id, 'collect', { paid: 2_000 }),
      )
      const paid = await office.read('repair-orders', slip.id)
      expect(paid).toMatchObject({ status: 'paid', payment: { name: '员工fee-clerk' } })
      await order(paid, 'keep', 'accountant')
      await order(paid, 'keep', 'clerk')
      const filed = await order(paid, 'keep', 'engineering-manager')
      expect(filed).toMatchObject({
        status: 'filed',
        copies: [{ role: 'accountant' }, { role: 'clerk' }, { role: 'engineering-manager' }],
      })
      expect(await order(filed, 'archive', 'clerk')).toMatchObject({ status: 'closed' })
    })

    test('billed by the month where the office has settled it so, it is filed before it is paid', async () => {
      const settled = { key: 'paid_service.payment', value: '按月账单', reason: '月结', project: office.project }
      await office.create('policies', settled, 'service-manager')
      const slip = await order(await finished([{ item: await price('P03') }]), 'sign', 'engineer', {
        rating: 'average',
        signedBy: '王芳',
      })
      expect(slip.settlement).toBe('monthly')
      expect(await order(slip, 'keep', 'clerk')).toMatchObject({ status: 'signed' })
    })

    test('the customer hears who comes and when it is done; what was used up stands in its book', async () => {
      const slip = await finished([{ item: await price('P03') }])
      const told = async () => (await office.all('messages', { _sort: 'id' })).map(({ code }: Any) => code)
      expect((await told()).toSorted()).toEqual(['MSG13', 'MSG15'])
      expect(await office.all('repair-progress-notices', { order: slip.id, _sort: 'id' })).toMatchObject([
        { kind: 'accepted', room: office.rooms[0], building: '3' },
        { kind: 'done' },
      ])
      const hand = { order: slip.id, kind: 'delay', reason: '缺件', expectedAt: '2026-11-22T02:00:00.000Z' }
      await office.create('repair-progress-notices', hand, 'clerk')
      expect(await told()).toContain('MSG14')
      expect(await message(office.create('repair-progress-notices', { ...hand, reason: null }, 'clerk'))).toBe(
        '延期须说明原因',
      )
      await order(slip, 'sign', 'engineer', { rating: 'satisfied', signedBy: '王芳' })
      expect(await office.all('repair-materials', { order: slip.id })).toEqual([])
    })

    test('before the work begins it is paid where the office has settled it so; what comes on top is claimed after', async () => {
      const settled = { key: 'paid_service.payment', value: '派工前', reason: '先付', project: office.project }
      await office.create('policies', settled, 'service-manager')
      const there = await order(await assigned('paid'), 'arrive', 'engineer')
      expect(await message(order(there, 'agree', 'engineer', { priceShown: true }))).toBe(
        '动工前收费的，须先填写应收费用',
      )
      const fees = [{ item: await price('P03') }]
      const agreed = await order(there, 'agree', 'engineer', { priceShown: true, fees })
      expect(await office.read('repair-orders', agreed.id)).toMatchObject({ settlement: 'prepaid', claimed: 2_000 })
      expect(await message(order(agreed, 'finish', 'engineer'))).toBe('动工前收费的，须先缴费')
      const collect = async () => {
        const [due] = await office.all('receivables', { source: 'repair', status: 'posted' }, 'accountant')
        await office.desk.run(await office.at('fee-clerk'), (tx) =>
          tx.perform('receivables', due.id, 'collect', { paid: due.balance }),
        )
        return due.balance
      }
      await collect()
      const materials = [{ name: '角阀', suppliedBy: 'company', price: 3_000 }]
      const done = await order(agreed, 'finish', 'engineer', { materials })
      await order(done, 'sign', 'engineer', { rating: 'satisfied', signedBy: '王芳' })
      expect(await office.read('repair-orders', done.id)).toMatchObject({ settlement: 'completion', status: 'signed' })
      expect(await collect()).toBe(3_000)
      expect(await office.read('repair-orders', done.id)).toMatchObject({ status: 'paid' })
      expect(await office.all('repair-materials', { order: done.id })).toMatchObject([
        { material: '角阀', amount: 3_000 },
      ])
    })

    test('every day what nobody began in time is marked, once, and counts as late', async () => {
      const slip = await assigned('public', { room: null, place: '大堂' })
      await reported()
      const day = async () =>
        (await office.desk.day({ day: '2026-11-22' }, '2026-11-22T23:00:00.000Z')).find(
          ({ resource, project }) => resource === 'repair-orders' && project === office.project,
        )?.count
      expect([await day(), await day()]).toEqual([2, 0])
      expect(await office.read('repair-orders', slip.id)).toMatchObject({ overran: true, onTime: false })
      expect(await office.all('messages', { code: 'MSG30' })).toMatchObject([{ user: office.of('engineer') }])
    })

    test('a steward reads the repairs of his buildings and of public places, and no others', async () => {
      await reported()
      await reported({ room: office.rooms[2] })
      await reported({ room: null, place: '东门' })
      const seen = async (who: string) =>
        (await office.all('repair-orders', { _sort: 'id' }, who)).map(({ building }) => building)
      expect(await seen('steward')).toEqual(['3', null])
      expect(await seen('steward-2')).toEqual(['5', null])
      expect(await seen('clerk')).toEqual(['3', '5', null])
    })

    // Who may is decided at the desk, the same for every store.
    if (name === 'memory')
      test.each([
        ['write', 'clerk', 'engineer'],
        ['tell', 'clerk', 'steward'],
        ['collect', 'engineer', 'clerk'],
        ['assign', 'engineering-manager', 'engineer'],
        ['arrive', 'engineer', 'clerk'],
        ['agree', 'engineer', 'engineering-manager'],
        ['finish', 'engineer', 'engineering-supervisor'],
        ['sign', 'engineer', 'clerk'],
      ])('%s is %s’s to do, not %s’s', async (action, who, notWho) => {
        const answers: Record<string, Any> = {
          assign: { nature: 'paid', repairer: office.of('engineer') },
          agree: { priceShown: true },
          finish: { fees: [{ item: await price('P03') }] },
          sign: { rating: 'satisfied', signedBy: '王芳' },
        }
        const steps = ['write', 'tell', 'collect', 'assign', 'arrive', 'agree', 'finish', 'sign']
        const doer = { write: 'clerk', tell: 'clerk', assign: 'engineering-manager' } as Record<string, string>
        let slip = await reported()
        for (const one of steps.slice(0, steps.indexOf(action)))
          slip = await order(slip, one, doer[one] ?? 'engineer', answers[one])
        expect((await refusal(order(slip, action, notWho, answers[action]))).status).toBe(403)
        expect((await order(slip, action, who, answers[action])).id).toBe(slip.id)
      })
  })
