import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message, refusal } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

const WELL = { quality: 5, effect: 5, satisfaction: 'satisfied' }
const BADLY = { quality: 1, effect: 1, satisfaction: 'dissatisfied', problems: '还是很吵' }

for (const [name, open] of stores)
  describe(`complaints, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      office = await openService(store)
    })
    const step = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('complaints', slip, action, who, answers)
    const read = (slip: Any) => office.read('complaints', slip.id)
    const complain = (more = {}) =>
      office.create(
        'complaints',
        {
          complainant: '王芳',
          phone: '13812345678',
          room: office.rooms[0],
          category: 'noise',
          content: '楼上装修深夜施工',
          ...more,
        },
        'clerk',
      )
    const registered = async (more = {}) => step(await complain(more), 'register', 'clerk')
    /** Graded, given to the guards, answered. */
    const replied = async (slip: Any, level = 'minor') => {
      await step(slip, 'set-level', 'service-manager', { level })
      await step(slip, 'assign', 'service-manager', { department: 'security' })
      return step(slip, 'first-reply', 'clerk', { reply: '已通知安保部到场制止' })
    }
    const solved = async (slip: Any) => {
      await step(slip, 'propose-solution', 'security-manager', { solution: '夜间加巡并约谈装修负责人' })
      return step(slip, 'solve', 'guard', { result: '已停工', cause: '装修时间未告知施工人员' })
    }
    const told = (code: string) => office.all('messages', { code })
    const day = (today: string) => office.desk.day({ day: today }, office.clock())

    test('a content customer is called within three days; then it is closed, with what keeps it from happening again', async () => {
      const slip = await registered()
      await replied(slip)
      await solved(slip)
      expect(await message(step(slip, 'satisfied', 'clerk', { satisfaction: 'dissatisfied' }))).toMatch('重新处理')
      await step(slip, 'satisfied', 'clerk', { satisfaction: 'satisfied' })
      const due = await read(slip)
      expect(due).toMatchObject({ status: 'callback-due', dueOn: '2026-11-24' })
      const [call] = await office.all('callback-records', { complaint: slip.id })
      expect(call).toMatchObject({ id: due.callback, compulsory: true, customer: '王芳', dueUntil: '2026-11-24' })
      expect(
        await message(office.step('callback-records', call, 'cancel', 'service-manager', { reason: '忙' })),
      ).toMatch('必须回访')
      await office.step('callback-records', call, 'call', 'area-officer', WELL)
      expect(await read(slip)).toMatchObject({ status: 'callback-due', calledBack: true })
      await office.step('callback-records', call, 'read', 'service-manager')
      const closed = await read(slip)
      expect(closed).toMatchObject({ status: 'closed', closedOn: '2026-11-21', dueOn: null })
      expect(await office.read('corrective-actions', closed.corrective)).toMatchObject({
        status: 'draft',
        source: 'complaint',
        complaint: slip.id,
        cause: '装修时间未告知施工人员',
        department: 'security',
      })
    })

    test('a customer who is not content has it handled again, before the call and after it', async () => {
      const slip = await registered()
      await replied(slip)
      await solved(slip)
      await step(slip, 'dissatisfied', 'clerk', { reason: '夜里又施工' })
      expect(await read(slip)).toMatchObject({ status: 'assigned', rehandled: 1, solvedOn: null, dueOn: '2026-11-21' })
      await step(slip, 'first-reply', 'clerk', { reply: '安保经理今晚到场' })
      await solved(slip)
      await step(slip, 'satisfied', 'clerk', { satisfaction: 'average' })
      const [call] = await office.all('callback-records', { complaint: slip.id })
      await office.step('callback-records', call, 'call', 'steward', BADLY)
      await office.step('callback-records', call, 'forward', 'steward', { department: 'security', measure: '重新处理' })
      expect(await read(slip)).toMatchObject({ status: 'assigned', rehandled: 2 })
      const early = await refusal(office.step('callback-records', call, 'tell', 'steward', { result: '好了' }))
      expect(early.details.blockers).toMatchObject([{ resource: 'complaints', id: slip.id }])
      await step(slip, 'first-reply', 'clerk', { reply: '装修公司已停工整顿' })
      await solved(slip)
      await office.step('callback-records', call, 'tell', 'steward', { result: '已停工整顿' })
      await step(slip, 'satisfied', 'clerk', { satisfaction: 'satisfied' })
      // The first call, read only now, does not close what waits for the second.
      await office.step('callback-records', call, 'read', 'service-manager')
      expect(await read(slip)).toMatchObject({ status: 'callback-due', rehandled: 2 })
      const { callback } = await read(slip)
      expect(callback).not.toBe(call.id)
      await office.step('callback-records', { id: callback }, 'call', 'area-officer', WELL)
      await office.step('callback-records', { id: callback }, 'read', 'service-manager')
      expect(await read(slip)).toMatchObject({ status: 'closed' })
    })

    test('every clock that runs out is brought to mind once, and the day may be done again', async () => {
      const slip = await registered()
      await step(slip, 'set-level', 'service-manager', { level: 'minor' })
      const clocks = async (today: string) =>
        (await day(today)).filter(
          ({ rule, count, resource }) => resource === 'complaints' && rule === 'clocks' && count,
        )
      office.pass(1440)
      expect(await clocks('2026-11-22')).toMatchObject([{ count: 1 }])
      expect(await clocks('2026-11-22')).toEqual([])
      expect((await told('MSG30')).map(({ user }) => user)).toEqual([office.of('service-manager')])
      expect((await told('MSG30'))[0].words).toMatch('已超期 1 天')
      await step(slip, 'assign', 'service-manager', { department: 'security', responsible: office.of('guard') })
      await step(slip, 'first-reply', 'clerk', { reply: '已安排' })
      // The next clock, the solution, is another one.
      expect(await clocks('2026-11-22')).toMatchObject([{ count: 1 }])
      expect((await told('MSG30')).map(({ user }) => user)).toContain(office.of('guard'))
    })

    test('what is not solved within a month becomes a major complaint, and only that', async () => {
      const slow = await registered()
      await replied(slow)
      const done = await registered({ content: '电梯异响' })
      await replied(done)
      await solved(done)
      await step(done, 'satisfied', 'clerk', { satisfaction: 'satisfied' })
      office.pass(29 * 1440)
      await day('2026-12-20')
      expect(await read(slow)).toMatchObject({ level: 'minor' })
      office.pass(1440)
      await day('2026-12-21')
      await day('2026-12-21')
      expect(await read(slow)).toMatchObject({ level: 'major', upgradedOn: '2026-12-21', status: 'replied' })
      expect(await read(done)).toMatchObject({ level: 'minor' })
      expect(await told('MSG31')).toHaveLength(2)
    })

    // What follows is decided at the desk, the same for every store.
    if (name !== 'memory') return

    test('a complaint that does not hold is explained, and stays on record', async () => {
      const slip = await complain()
      expect(await message(step(slip, 'judge-invalid', 'clerk'))).toMatch('不成立的理由')
      expect(await step(slip, 'judge-invalid', 'clerk', { explanation: '施工时间符合约定' })).toMatchObject({
        status: 'explained',
        valid: false,
        number: 'TS-202611-0001',
      })
    })

    test('a valid one starts its clocks: the same day, one working day, one month', async () => {
      expect(await registered()).toMatchObject({
        status: 'registered',
        valid: true,
        building: '3',
        dueOn: '2026-11-21',
        // A Saturday: the first working day after it is Monday.
        firstReplyBy: '2026-11-23T02:00:00.000Z',
        upgradeOn: '2026-12-21',
        writtenReply: null,
      })
    })

    test('it is graded before it is given to a department, which answers, proposes and solves', async () => {
      const slip = await registered()
      expect(await message(step(slip, 'assign', 'service-manager', { department: 'security' }))).toBe('请先定级')
      const answered = await replied(slip)
      expect(answered).toMatchObject({
        status: 'replied',
        lateReply: false,
        solutionDueOn: '2026-11-22',
        dueOn: '2026-11-22',
      })
      expect((await told('MSG19'))[0]).toMatchObject({ name: '王芳', about: 'complaints', aboutId: slip.id })
      expect(await message(step(slip, 'propose-solution', 'engineer', { solution: '不归我管' }))).toBe('由安保部处理')
      expect(await solved(slip)).toMatchObject({ status: 'solved', solvedOn: '2026-11-21', lateSolution: false })
    })

    test('an answer after the working day is late', async () => {
      const slip = await registered()
      office.pass(2 * 1440 + 1)
      expect(await replied(slip)).toMatchObject({ lateReply: true })
    })

    test('a written one is answered in writing, signed by the head of customer service', async () => {
      const slip = await registered({ manner: 'written', channel: 'letter' })
      const { writtenReply, writtenReplyDueOn } = await read(slip)
      expect(writtenReplyDueOn).toBe('2026-11-22')
      await replied(slip)
      await solved(slip)
      const early = await refusal(step(slip, 'satisfied', 'clerk', { satisfaction: 'satisfied' }))
      expect(early.details.blockers).toMatchObject([{ resource: 'written-replies', id: writtenReply }])
      const letter = { id: writtenReply }
      expect((await refusal(office.step('written-replies', letter, 'sign', 'clerk', { words: '……' }))).status).toBe(403)
      expect(
        await office.step('written-replies', letter, 'sign', 'service-manager', { words: '王芳女士：您反映的……' }),
      ).toMatchObject({ status: 'signed', number: 'DF-202611-0001', recipient: '王芳', issuedOn: '2026-11-21' })
      await office.step('written-replies', letter, 'deliver', 'steward', { receivedBy: '王芳' })
      await step(slip, 'satisfied', 'clerk', { satisfaction: 'satisfied' })
      expect(await read(slip)).toMatchObject({ status: 'callback-due', writtenReplyOn: '2026-11-21' })
    })

    test('an urgent one is told to the superior at once, who decides before anything is proposed', async () => {
      const slip = await registered({ urgent: true })
      expect(await read(slip)).toMatchObject({ escalated: true, reportedAt: office.clock() })
      expect((await told('MSG31')).map(({ user }) => user)).toEqual([office.of('centre-manager')])
      await replied(slip)
      expect(await message(step(slip, 'propose-solution', 'guard', { solution: '加巡' }))).toMatch('须先经上级批示')
      expect(await office.all('complaints', { _where: '{"field":"escalated","op":"eq","value":"true"}' })).toHaveLength(
        1,
      )
      await step(slip, 'decide', 'centre-manager', { decision: '今晚停工，安保经理到场' })
      expect(await step(slip, 'propose-solution', 'guard', { solution: '已停工' })).toMatchObject({ status: 'solving' })
    })

    test('a minor one needs no superior; a major one is told to the general manager too', async () => {
      const slip = await registered()
      expect(await message(step(slip, 'decide', 'centre-manager', { decision: '好' }))).toMatch('不需批示')
      await step(slip, 'set-level', 'service-manager', { level: 'major' })
      expect((await told('MSG31')).map(({ user }) => user).toSorted()).toEqual(
        [office.of('centre-manager'), office.of('general-manager')].toSorted(),
      )
      await step(slip, 'set-level', 'service-manager', { level: 'major', urgent: true })
      expect(await told('MSG31')).toHaveLength(2)
    })

    test('a major one is called upon by the centre manager, at home', async () => {
      const slip = await registered()
      await replied(slip, 'major')
      await step(slip, 'decide', 'general-manager', { decision: '限期处理' })
      await solved(slip)
      await step(slip, 'satisfied', 'clerk', { satisfaction: 'satisfied' })
      const [call] = await office.all('callback-records', { complaint: slip.id })
      expect(call).toMatchObject({ important: true, method: 'visit' })
      const visit = { appointedAt: '2026-11-22T02:00:00.000Z', permission: true }
      await office.step('callback-records', call, 'appoint', 'clerk', visit)
      expect((await told('MSG20'))[0].words).toMatch('2026-11-22 10:00')
      expect(await message(office.step('callback-records', call, 'call', 'clerk', WELL))).toMatch('服务中心经理')
      await office.step('callback-records', call, 'call', 'centre-manager', WELL)
    })

    test('a correction is carried out, proved and verified by another, or opened again', async () => {
      const draft = { source: 'complaint', cause: '夜间无人巡查', department: 'security' }
      const slip = await office.create('corrective-actions', draft, 'service-manager')
      const act = (action: string, who: string, answers = {}) =>
        office.step('corrective-actions', slip, action, who, answers)
      const measures = { correction: '加一班巡逻', prevention: '排班入制度', dueOn: '2026-11-23' }
      await act('issue', 'service-manager', measures)
      expect(await message(act('finish', 'engineer', { explanation: '好了' }))).toBe('由安保部落实')
      await act('finish', 'security-manager', { explanation: '已加班次' })
      await act('reopen', 'service-manager', { finding: '昨夜仍无人' })
      office.pass(3 * 1440)
      await day('2026-11-24')
      expect((await told('MSG30')).at(-1)?.words).toMatch('已超期 1 天')
      await act('finish', 'security-manager', { explanation: '已补人' })
      expect(await act('verify', 'service-manager')).toMatchObject({
        status: 'verified',
        effective: true,
        late: true,
        reopened: 1,
      })
    })

    test('a complaint written down twice is made void by two', async () => {
      const slip = await registered()
      await step(slip, 'void', 'service-manager', { reason: '重复登记' })
      expect(await step(slip, 'confirm-void', 'centre-manager')).toMatchObject({ status: 'void', number: slip.number })
    })
  })
