import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message, refusal } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`a work order, on ${name}`, () => {
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
      office.step('work-orders', slip, action, who, answers)
    const asked = (more = {}) =>
      office.create(
        'work-orders',
        { applicant: '王芳', phone: '13812345678', room: office.rooms[0], content: '卫生间顶渗水', ...more },
        'clerk',
      )
    const now = (slip: Any) => office.read('work-orders', slip.id)
    const price = async (code: string) => (await office.all('price-items', { code }))[0].id
    const sheet = async (slip: Any) =>
      (await office.all('dispatch-orders', { order: slip.id, _sort: 'round', _order: 'desc' }))[0]
    const told = async () => (await office.all('messages', { _sort: 'nextAt' })).map(({ code }: Any) => code)
    const handedOver = async (warrantyFrom: string) => {
      const [room] = await office.all('properties', { id: office.rooms[0] as string })
      return office.edit('properties', room, { warrantyFrom }, 'supervisor')
    }
    const sent = (slip: Any, more = {}) =>
      order(slip, 'dispatch', 'clerk', { department: 'engineering', engineer: office.of('engineer'), ...more })
    const taken = async (slip: Any, more = {}) => {
      await sent(slip, more)
      await office.step('dispatch-orders', await sheet(slip), 'accept', 'engineer')
      return now(slip)
    }
    /** Paid work, agreed to, done and priced. */
    const handled = async (code = 'P09', more = {}) => {
      const slip = await taken(await order(await asked(more), 'open', 'clerk'))
      await order(slip, 'agree', 'engineer', { priceShown: true })
      const materials = [{ name: '堵漏王', suppliedBy: 'company', price: 1_500 }]
      return order(slip, 'complete', 'engineer', { item: '重做防水', fees: [{ item: await price(code) }], materials })
    }
    const collect = async (slip: Any) => {
      const [due] = await office.all('receivables', { workOrder: slip.id, status: 'posted' }, 'accountant')
      await office.desk.run(await office.at('fee-clerk'), (tx) =>
        tx.perform('receivables', due.id, 'collect', { paid: due.balance }),
      )
      return due
    }
    const signed = { rating: 'satisfied', signedBy: '王芳', timely: true }

    test('is paid for in a house, free in a public place, and free while the developer answers for it', async () => {
      expect(await order(await asked(), 'open', 'clerk')).toMatchObject({ kind: 'paid', settlement: 'completion' })
      const hall = await order(await asked({ room: null, place: '大堂' }), 'open', 'clerk')
      expect(hall).toMatchObject({ kind: 'free', settlement: 'free' })
      await handedOver('2023-06-01')
      expect(await order(await asked({ part: 'waterproofing' }), 'open', 'clerk')).toMatchObject({
        kind: 'warranty',
        warrantyUntil: '2028-05-31',
        inWarranty: true,
      })
      // two years for pipes are over, five for what keeps the water out are not
      const pipes = await order(await asked({ part: 'pipes' }), 'open', 'clerk')
      expect(pipes).toMatchObject({ kind: 'paid', warrantyUntil: '2025-05-31', inWarranty: false })
      const wrong = await asked({ part: 'waterproofing', kind: 'paid' })
      expect(await message(order(wrong, 'open', 'clerk'))).toBe('该部位保修至 2028-05-31，保修期内不收费')
      const late = await asked({ part: 'pipes', kind: 'warranty' })
      expect(await message(order(late, 'open', 'clerk'))).toBe('该部位保修已于 2025-05-31 到期')
      const gift = await asked({ part: 'pipes', kind: 'free' })
      expect(await message(order(gift, 'open', 'clerk'))).toMatch('免费须由客服主管受理')
      expect(await order(gift, 'open', 'supervisor')).toMatchObject({ kind: 'free' })
    })

    test('goes out on a sheet of its own, is agreed to, done, signed and paid; the customer is told at every step', async () => {
      const opened = await order(await asked(), 'open', 'clerk')
      const foreign = { department: 'engineering', engineer: office.of('guard') }
      expect(await message(order(opened, 'dispatch', 'clerk', foreign))).toBe('员工guard不是维修人员')
      await sent(opened, { requiredBy: '2026-11-21T06:00:00.000Z' })
      const out = await sheet(opened)
      expect(out).toMatchObject({ number: 'PG-202611-0001', status: 'dispatched', customer: '王芳', round: 1 })
      expect(await message(office.step('dispatch-orders', out, 'accept', 'engineer-2'))).toBe(
        '由派工的维修人员本人办理',
      )
      await office.step('dispatch-orders', out, 'accept', 'engineer')
      const work = await now(opened)
      expect(work.status).toBe('in-repair')
      const bill = { item: '更换软管', fees: [{ item: await price('P03') }] }
      expect(await message(order(work, 'complete', 'engineer', bill))).toBe('须先出示收费标准、征得业户同意')
      await order(work, 'agree', 'engineer', { priceShown: true })
      const later = { delayReason: '待配件', expectedAt: '2026-11-22T02:00:00.000Z' }
      expect(await order(work, 'delay', 'engineer', later)).toMatchObject({ delays: 1, status: 'in-repair' })
      office.pass(5 * 60)
      const materials = [{ name: '软管', suppliedBy: 'company', price: 2_500, quantity: 2 }]
      const done = await order(work, 'complete', 'engineer', { ...bill, hours: 0.5, materials })
      expect(done).toMatchObject({ labourFee: 2_000, materialFee: 5_000, total: 7_000, late: true, overran: true })
      expect(await sheet(work)).toMatchObject({ status: 'handled', late: true, told: office.clock() })
      expect((await told()).toSorted()).toEqual(['MSG13', 'MSG14', 'MSG15'])

      const confirmed = await order(done, 'confirm', 'engineer', signed)
      expect(confirmed).toMatchObject({ status: 'confirmed', mustCall: false })
      expect(await office.all('repair-materials', { workOrder: done.id })).toMatchObject([
        { material: '软管', quantity: 2, amount: 5_000, usedOn: '2026-11-21', building: '3' },
      ])
      expect(await message(order(confirmed, 'archive', 'clerk'))).toBe('业户尚未缴费，请先到财务缴费')
      expect(await collect(confirmed)).toMatchObject({ payable: 7_000 })
      expect(await now(done)).toMatchObject({ received: 7_000, claimed: 7_000, payment: { name: '员工fee-clerk' } })
      expect(await order(done, 'archive', 'clerk')).toMatchObject({ status: 'closed' })
      expect(await sheet(work)).toMatchObject({ status: 'closed' })
    })

    test('not to the customer’s mind it comes back, and goes out on a second sheet', async () => {
      const done = await handled()
      expect(await message(order(done, 'confirm', 'engineer', { rating: 'dissatisfied', signedBy: '王芳' }))).toBe(
        '业户不满意的，请办理返单',
      )
      const back = await order(done, 'reject', 'clerk', { rejection: '仍渗水' })
      expect(back).toMatchObject({ status: 'returned', returns: 1 })
      expect(await sheet(done)).toMatchObject({ status: 'returned', returned: '仍渗水' })
      await sent(back)
      expect(await sheet(done)).toMatchObject({ number: 'PG-202611-0002', round: 2, status: 'dispatched' })
    })

    test('prepaid where the office has settled it so: nobody goes before it is paid', async () => {
      const settled = { key: 'paid_service.payment', value: '派工前', reason: '先付', project: office.project }
      await office.create('policies', settled, 'service-manager')
      const bare = await order(await asked(), 'open', 'clerk')
      expect(await message(sent(bare))).toBe('派工前收费的，须先按收费标准填写应收费用')
      const opened = await order(await asked({ fees: [{ item: await price('P09') }] }), 'open', 'clerk')
      expect(opened).toMatchObject({ settlement: 'prepaid' })
      expect(await message(sent(opened))).toBe('派工前须先缴费，还差 ¥100.00')
      await collect(opened)
      const work = await taken(opened)
      await order(work, 'agree', 'engineer', { priceShown: true })
      const cheaper = { item: '疏通', fees: [{ item: await price('P03') }] }
      expect(await message(order(work, 'complete', 'engineer', cheaper))).toMatch('已预收 ¥100.00，不能少于预收')
      const dearer = { item: '更换', fees: [{ item: await price('P09') }, { item: await price('P03') }] }
      await order(await order(work, 'complete', 'engineer', dearer), 'confirm', 'engineer', signed)
      expect(await collect(work)).toMatchObject({ payable: 2_000 })
      expect(await now(work)).toMatchObject({ claimed: 12_000, received: 12_000 })
    })

    // Branches are judged at the desk, the same for every store.
    if (name === 'memory')
      test('what is free costs nothing; what is monthly by the price list waits for the bill', async () => {
        const hall = await taken(await order(await asked({ room: null, place: '大堂' }), 'open', 'clerk'))
        const priced = { item: '换灯', fees: [{ item: await price('P03') }] }
        expect(await message(order(hall, 'complete', 'engineer', priced))).toBe(
          '不收费的维修，应收费用与物料单价须为零',
        )
        const monthly = await asked({ fees: [{ item: await price('P13') }] })
        expect(await order(monthly, 'open', 'clerk')).toMatchObject({ settlement: 'monthly' })
      })

    // Branches are judged at the desk, the same for every store.
    if (name === 'memory')
      test('a hard one is judged first: what cannot be done is explained, what can be done goes out', async () => {
        const opened = await order(await asked(), 'open', 'clerk')
        await order(opened, 'assess', 'clerk')
        const [review] = await office.all('repair-assessments', { order: opened.id })
        const words = { difficulty: 'hard', method: '须整体开挖，超出小修范围' }
        await office.step('repair-assessments', review, 'refuse', 'engineering-supervisor', words)
        const judged = await now(opened)
        expect(judged).toMatchObject({ status: 'assessed', feasible: false })
        expect(await message(sent(judged))).toBe('评审为不可行，请向业户说明后关闭')
        const reply = { reply: '已电话说明' }
        expect(await order(judged, 'decline', 'clerk', reply)).toMatchObject({ status: 'declined' })
        const other = await order(await asked(), 'open', 'clerk')
        await order(other, 'assess', 'clerk')
        const [second] = await office.all('repair-assessments', { order: other.id })
        await office.step('repair-assessments', second, 'approve', 'engineering-supervisor', words)
        expect(await message(order(await now(other), 'decline', 'clerk', reply))).toBe('评审为可行，请派工')
        expect((await taken(other)).status).toBe('in-repair')
      })

    // Branches are judged at the desk, the same for every store.
    if (name === 'memory')
      test('what stalls goes up, and on from there; a sheet made void calls the order back', async () => {
        const work = await taken(await order(await asked(), 'open', 'clerk'))
        await order(work, 'stall', 'engineer', { reason: '需厂家配合' })
        expect(await sheet(work)).toMatchObject({ status: 'stalled' })
        expect(await message(order(work, 'decline', 'clerk', { reply: '不做' }))).toBe(
          '已上报的维修由客服主管或物业经理决定',
        )
        await order(work, 'resume', 'property-manager', { reason: '已约厂家' })
        expect(await sheet(work)).toMatchObject({ status: 'accepted' })
        const second = await order(await asked(), 'open', 'clerk')
        await sent(second)
        await office.step('dispatch-orders', await sheet(second), 'void', 'clerk', { reason: '派错人' })
        await office.step('dispatch-orders', await sheet(second), 'confirm-void', 'supervisor')
        expect(await now(second)).toMatchObject({ status: 'opened' })
      })

    test('a defect found at the hand-over is looked at again by engineering before the owner signs', async () => {
      const slip = await taken(await order(await asked({ kind: 'move-in' }), 'open', 'clerk'))
      const done = await order(slip, 'complete', 'engineer', { item: '重新打胶' })
      expect(await message(order(done, 'confirm', 'clerk', signed))).toBe('交房整改须先由维修部复检合格')
      await order(done, 'recheck', 'engineering-supervisor', { recheckAt: '2026-11-22T02:00:00.000Z' })
      expect(await told()).toContain('MSG16')
      expect(await order(done, 'confirm', 'clerk', signed)).toMatchObject({ status: 'confirmed', total: 0 })
    })

    test('called back with a bad answer it is a new order, free, and each names the other', async () => {
      const done = await order(await handled(), 'confirm', 'engineer', { rating: 'unrated', signedBy: '王芳' })
      const [call] = await office.all('callback-records', { workOrder: done.id })
      expect(call).toMatchObject({ type: 'repair', compulsory: true, customer: '王芳', room: office.rooms[0] })
      expect(await message(order(done, 'archive', 'clerk'))).toBe('业户未评价或未签字，须先回访')
      const badly = { quality: 1, effect: 1, satisfaction: 'dissatisfied', problems: '又漏了' }
      await office.step('callback-records', call, 'call', 'area-officer', badly)
      const measure = { department: 'engineering', measure: '重修' }
      await office.step('callback-records', call, 'forward', 'area-officer', measure)
      const first = await now(done)
      expect(first).toMatchObject({ status: 'reworked', calledBack: true })
      const again = await office.read('work-orders', first.reworkedBy)
      expect(again).toMatchObject({ reworkOf: done.id, content: '返工：卫生间顶渗水', status: 'draft' })
      expect(await order(again, 'open', 'clerk')).toMatchObject({ kind: 'free' })
    })

    test('every day what has run over its time is marked, and the customer who has not signed is reminded', async () => {
      const work = await taken(await order(await asked(), 'open', 'clerk'), { requiredBy: '2026-11-21T06:00:00.000Z' })
      const done = await handled()
      const day = async (day: string) =>
        (await office.desk.day({ day }, `${day}T23:00:00.000Z`)).filter(
          ({ resource, project }) => resource === 'work-orders' && project === office.project,
        )
      expect(await day('2026-11-22')).toMatchObject([
        { rule: 'overrun', count: 1 },
        { rule: 'unsigned', count: 0 },
      ])
      expect(await now(work)).toMatchObject({ overran: true })
      expect(await office.all('messages', { code: 'MSG30' })).toMatchObject([{ user: office.of('engineer') }])
      expect(await day('2026-11-23')).toMatchObject([{ count: 0 }, { count: 1 }])
      expect(await day('2026-11-23')).toMatchObject([{ count: 0 }, { count: 0 }])
      expect(await now(done)).toMatchObject({ remindedOn: '2026-11-23' })
      expect(await office.all('repair-progress-notices', { workOrder: done.id, kind: 'done' })).toHaveLength(2)
    })

    // Who may is decided at the desk, the same for every store.
    if (name === 'memory')
      test.each([
        ['open', 'engineer'],
        ['answer', 'engineer'],
        ['dispatch', 'engineer'],
        ['assess', 'steward'],
      ])('%s is not the %s’s to do', async (action, who) => {
        let slip = await asked()
        if (action !== 'open') slip = await order(slip, 'open', 'clerk')
        expect((await refusal(order(slip, action, who, { reply: '好' }))).status).toBe(403)
      })
    if (name === 'memory')
      test('the term of a part stands once for the company, and a project may have its own', async () => {
        const [term] = await office.all('warranty-terms', { part: 'roof' })
        expect(term).toMatchObject({ months: 60, status: 'in-force', project: null })
        const another = (more: object) =>
          office.create('warranty-terms', { part: 'roof', months: 72, ...more }, 'engineering-manager')
        const enforce = (slip: Any) => office.step('warranty-terms', slip, 'enforce', 'engineering-manager')
        expect(await message(enforce(await another({ project: null })))).toBe('「屋面防水」已有执行中的期限，请先废止')
        expect(await enforce(await another({ project: office.project }))).toMatchObject({ project: office.project })
        await handedOver('2021-01-01')
        expect(await order(await asked({ part: 'roof' }), 'open', 'clerk')).toMatchObject({
          warrantyUntil: '2026-12-31',
        })
      })
  })
