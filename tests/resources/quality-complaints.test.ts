import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message, refusal } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`a complaint about quality, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      office = await openService(store)
      const [room] = await office.all('properties', { id: office.rooms[0] as string })
      await office.edit('properties', room, { warrantyFrom: '2024-06-01' }, 'supervisor')
    })
    const matter = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('quality-complaints', slip, action, who, answers)
    const order = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('warranty-orders', slip, action, who, answers)
    const now = (slip: Any) => office.read('quality-complaints', slip.id)
    const complained = (more = {}) =>
      office.create(
        'quality-complaints',
        {
          room: office.rooms[0],
          customer: '王芳',
          phone: '13812345678',
          part: 'waterproofing',
          defect: '卧室外墙渗水',
          ...more,
        },
        'clerk',
      )
    const coordination = async (slip: Any) => (await office.all('warranty-orders', { complaint: slip.id }))[0]
    const coordinated = async () => {
      const slip = await matter(await complained(), 'coordinate', 'clerk')
      return coordination(slip)
    }
    const collected = async () => {
      await order(await coordinated(), 'write', 'clerk')
      const [slip] = await office.all('warranty-orders', {})
      await order(slip, 'tell', 'clerk')
      return order(slip, 'collect', 'engineer')
    }
    const site = { supervisor: '钱监理', siteAt: '2026-11-23T02:00:00.000Z' }
    const appraised = async () => {
      const slip = await order(await collected(), 'notify', 'engineer', site)
      return order(slip, 'appraise', 'engineer', { appraisal: '外墙防水失效', plan: '外墙重做防水' })
    }
    const signs = {
      ownerSign: '王芳',
      supervisionSign: '钱监理',
      contractorSign: '某防水公司',
      finishedOn: '2026-11-21',
    }
    const signedOff = async () => {
      const terms = { agreement: '王芳', contractor: '某防水公司', startedOn: '2026-11-21' }
      return order(await order(await appraised(), 'agree', 'engineer', terms), 'sign-off', 'engineer', signs)
    }
    const call = async (slip: Any) =>
      (await office.all('callback-records', { qualityComplaint: slip.complaint, status: 'draft' }))[0]
    const answer = (satisfaction: string, problems: string | null = null) => ({
      quality: 3,
      effect: 3,
      satisfaction,
      problems,
    })

    test('is written within five minutes, told within two, and the supervision told within five', async () => {
      const slip = await complained()
      expect(slip).toMatchObject({
        inWarranty: true,
        warrantyUntil: '2029-05-31',
        writeBy: '2026-11-21T02:05:00.000Z',
      })
      await matter(slip, 'coordinate', 'clerk')
      office.pass(6)
      const paper = await coordination(slip)
      expect(await order(paper, 'write', 'clerk')).toMatchObject({
        number: 'BZ-202611-0001',
        lateWriting: true,
        tellBy: '2026-11-21T02:08:00.000Z',
      })
      expect(await now(slip)).toMatchObject({ status: 'coordinating', lateWriting: true })
      office.pass(2)
      expect(await order(paper, 'tell', 'clerk')).toMatchObject({ lateTelling: false })
      await order(paper, 'collect', 'engineer')
      office.pass(6)
      expect(await order(paper, 'notify', 'engineer', site)).toMatchObject({ lateNotifying: true })
      expect(await now(slip)).toMatchObject({ collector: '员工engineer' })
      expect(await office.all('messages', { code: 'MSG16' })).toMatchObject([{ phone: '13812345678' }])
    })

    test('is appraised, repaired, signed by all four, called back and closed', async () => {
      const slip = await signedOff()
      const complaint = await office.read('quality-complaints', slip.complaint)
      expect(complaint).toMatchObject({ status: 'handled', handledOn: '2026-11-21', result: '外墙重做防水' })
      expect(complaint.progress.map(({ said }: Any) => said.slice(0, 6))).toEqual([
        '已通知监理部',
        '鉴定：外墙防',
        '业主同意方案',
      ])
      expect(await message(matter(complaint, 'archive', 'clerk'))).toBe('质量投诉处理完毕须先回访')
      const due = await call(slip)
      expect(due).toMatchObject({ type: 'quality-complaint', compulsory: true })
      await office.step('callback-records', due, 'call', 'area-officer', answer('satisfied'))
      await office.step('callback-records', due, 'read', 'service-manager')
      expect(await now(complaint)).toMatchObject({ status: 'closed' })
      expect(await office.read('warranty-orders', slip.id)).toMatchObject({ status: 'closed' })
    })

    test('a bad answer sends the contractor again', async () => {
      const slip = await signedOff()
      const due = await call(slip)
      await office.step('callback-records', due, 'call', 'area-officer', answer('dissatisfied', '仍渗水'))
      await office.step('callback-records', due, 'forward', 'area-officer', {
        department: 'engineering',
        measure: '重修',
      })
      expect(await office.read('warranty-orders', slip.id)).toMatchObject({ status: 'repairing' })
      expect(await office.read('quality-complaints', slip.complaint)).toMatchObject({ status: 'coordinating' })
      expect(await order(slip, 'sign-off', 'engineer', signs)).toMatchObject({ status: 'signed-off' })
    })

    test('out of warranty it is explained, and may be repaired at the customer’s cost', async () => {
      const slip = await complained({ part: 'pipes' })
      expect(await message(matter(slip, 'coordinate', 'clerk'))).toBe('该部位保修已于 2026-05-31 到期，请向业户解释')
      expect(await message(matter(await complained(), 'explain', 'clerk', { explanation: '已过保' }))).toBe(
        '该部位保修至 2029-05-31，须开协调处理单',
      )
      await matter(slip, 'explain', 'clerk', { explanation: '已过保修期' })
      const offered = await matter(slip, 'offer', 'clerk')
      expect(await office.read('work-orders', (await now(offered)).paidRepair)).toMatchObject({
        applicant: '王芳',
        part: 'pipes',
        status: 'draft',
      })
      expect(await message(matter(slip, 'offer', 'clerk'))).toBe('已转有偿维修')
    })

    test('who does not agree to the plan may claim: the centre manager, then the general manager', async () => {
      const refused = await order(await appraised(), 'refuse', 'engineer', { refusal: '要求赔偿' })
      const draft = { complaint: refused.complaint, loss: '家具浸水', claimed: 800_000 }
      const raised = await office.step(
        'quality-claims',
        await office.create('quality-claims', draft, 'clerk'),
        'raise',
        'clerk',
      )
      const claim = (action: string, who: string, answers = {}) =>
        office.step('quality-claims', raised, action, who, answers)
      expect(await office.read('quality-complaints', refused.complaint)).toMatchObject({
        status: 'claimed',
        claimed: 800_000,
      })
      await claim('negotiate', 'centre-manager', { latest: '业主坚持八千' })
      await claim('escalate', 'centre-manager', { reason: '超出权限' })
      expect(await message(claim('settle', 'centre-manager', { settledAmount: 500_000 }))).toBe(
        '已上报的索赔由总经理办结',
      )
      expect(await claim('settle', 'general-manager', { settledAmount: 500_000 })).toMatchObject({
        status: 'settled',
        negotiation: [{ said: '业主坚持八千' }],
      })
      expect(await office.read('quality-complaints', refused.complaint)).toMatchObject({
        status: 'handled',
        result: '索赔协商解决',
      })
      expect(await office.read('warranty-orders', refused.id)).toMatchObject({ status: 'closed' })
    })

    test('the day before the appraisal the customer is reminded, once', async () => {
      await order(await collected(), 'notify', 'engineer', site)
      const day = async (day: string) =>
        (await office.desk.day({ day }, `${day}T23:00:00.000Z`)).find(
          ({ resource, project }) => resource === 'warranty-orders' && project === office.project,
        )?.count
      expect([await day('2026-11-21'), await day('2026-11-22'), await day('2026-11-22')]).toEqual([0, 1, 0])
      expect(await office.all('messages', { code: 'MSG16' })).toHaveLength(2)
    })

    // Who may is decided at the desk, the same for every store.
    if (name === 'memory')
      test.each([
        ['write', 'engineer'],
        ['tell', 'engineer'],
        ['collect', 'clerk'],
      ])('%s is not the %s’s to do', async (action, who) => {
        let slip = await coordinated()
        for (const one of ['write', 'tell'].slice(0, ['write', 'tell', 'collect'].indexOf(action)))
          slip = await order(slip, one, 'clerk')
        expect((await refusal(order(slip, action, who))).status).toBe(403)
      })
  })
