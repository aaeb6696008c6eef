import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`calls, visits and letters, on ${name}`, () => {
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
      office.step('contact-records', slip, action, who, answers)
    const read = (slip: Any) => office.read('contact-records', slip.id)
    const came = (kind: string, more = {}) =>
      office.create(
        'contact-records',
        { kind, name: '王芳', phone: '13812345678', room: office.rooms[0], content: '三楼楼道灯不亮', ...more },
        'clerk',
      )

    test('a call about a repair becomes a repair order, filled in; each points to the other', async () => {
      const call = await came('repair')
      expect(call).toMatchObject({ number: 'LF-202611-0001', status: 'registered', building: '3', channel: 'phone' })
      const forwarded = await step(call, 'to-repair', 'clerk')
      const repair = await office.read('repair-orders', forwarded.repair)
      expect(repair).toMatchObject({
        contact: call.id,
        reporter: '王芳',
        room: office.rooms[0],
        content: '三楼楼道灯不亮',
      })
      await office.step('repair-orders', repair, 'write', 'clerk')
      await office.step('repair-orders', repair, 'tell', 'clerk')
      await office.step('repair-orders', repair, 'collect', 'engineer')
      expect(await read(call)).toMatchObject({ status: 'forwarded', collection: { name: '员工engineer' } })
      await office.step('repair-orders', repair, 'assign', 'engineering-manager', {
        nature: 'outside',
        repairer: office.of('engineer'),
      })
      await office.step('repair-orders', repair, 'advise', 'engineering-manager', { advice: '属供电局设施，已代报' })
      expect(await read(call)).toMatchObject({ status: 'followed', followUp: '报修单 BX-202611-0001 已办结' })
      expect(await step(call, 'close', 'clerk', { satisfaction: 'satisfied' })).toMatchObject({ status: 'closed' })
    })

    test('a complaint by letter becomes a written complaint, and is followed up when it is closed', async () => {
      const letter = await came('complaint', { channel: 'letter', topic: 'noise', content: '楼上深夜施工' })
      expect(await message(step(letter, 'answer', 'clerk', { reply: '知道了' }))).toBe('投诉不论大小均须登记投诉单')
      const { complaint } = await step(letter, 'to-complaint', 'clerk')
      expect(await office.read('complaints', complaint)).toMatchObject({
        contact: letter.id,
        complainant: '王芳',
        category: 'noise',
        manner: 'written',
        channel: 'letter',
        content: '楼上深夜施工',
        status: 'draft',
      })
      await office.step('complaints', { id: complaint }, 'judge-invalid', 'clerk', { explanation: '施工在约定时间内' })
      expect(await read(letter)).toMatchObject({ status: 'followed' })
    })

    if (name !== 'memory') return

    test('a question is answered at once, or by somebody who knows, at the time agreed', async () => {
      const simple = await came('enquiry', { content: '几点上班' })
      expect(await step(simple, 'answer', 'clerk', { reply: '八点半' })).toMatchObject({ status: 'answered' })
      const hard = await came('enquiry', { content: '阳台能不能封', topic: 'decoration' })
      const { enquiry } = await step(hard, 'to-enquiry', 'clerk')
      const slip = await office.read('enquiries', enquiry)
      expect(slip).toMatchObject({ contact: hard.id, question: '阳台能不能封', topic: 'decoration', status: 'asked' })
      const ask = (action: string, who: string, answers: object) =>
        office.step('enquiries', slip, action, who, { ...answers })
      const expert = office.of('engineering-manager')
      expect(await message(ask('refer', 'clerk', { expert, appointedAt: '2026-11-20T02:00:00.000Z' }))).toMatch(
        '晚于现在',
      )
      await ask('refer', 'clerk', { expert, appointedAt: '2026-11-21T04:00:00.000Z' })
      expect(await message(ask('answer', 'guard', { answer: '可以' }))).toBe('由前台或所请的专业人员答复')
      office.pass(180)
      expect(await ask('answer', 'engineering-manager', { answer: '外立面统一，不得封闭' })).toMatchObject({
        status: 'answered',
        late: true,
      })
      expect(await read(hard)).toMatchObject({ status: 'followed', followUp: '已答复：外立面统一，不得封闭' })
    })

    test('a suggestion is taken up or not by the head of customer service, and its author is told', async () => {
      const call = await came('suggestion', { content: '大堂放饮水机' })
      const { suggestion } = await step(call, 'to-suggestion', 'clerk')
      const slip = { id: suggestion }
      await office.step('suggestions', slip, 'adopt', 'service-manager')
      expect(await message(office.step('suggestions', slip, 'finish', 'clerk'))).toBe('请填写落实情况')
      await office.step('suggestions', slip, 'finish', 'clerk', { measure: '下月安装' })
      expect(await read(call)).toMatchObject({ status: 'followed' })
    })

    test('a letter in dispute goes to the supervisor before it is answered', async () => {
      const letter = await came('enquiry', { channel: 'letter', content: '关于物业费调整的来函' })
      const { correspondence } = await step(letter, 'to-letter', 'clerk')
      const slip = await office.read('correspondences', correspondence)
      expect(slip).toMatchObject({
        contact: letter.id,
        from: '王芳',
        subject: '关于物业费调整的来函',
        medium: 'letter',
      })
      const disputed = await office.edit('correspondences', slip, { dispute: true }, 'clerk')
      const act = (action: string, who: string, answers = {}) =>
        office.step('correspondences', disputed, action, who, answers)
      expect(await message(act('reply', 'clerk', { reply: '……' }))).toMatch('须先上报主管')
      await act('report', 'clerk')
      await act('instruct', 'supervisor', { instruction: '附业主大会决议' })
      await act('reply', 'clerk', { reply: '随函附决议' })
      expect(await read(letter)).toMatchObject({ status: 'followed' })
      expect(await message(step(await came('enquiry'), 'to-letter', 'clerk'))).toMatch('只有书信')
    })

    test('each matter goes its own way', async () => {
      expect(await message(step(await came('repair'), 'to-complaint', 'clerk'))).toBe(
        '事由为「报修」，请先改为「投诉」',
      )
    })

    test('a caller who goes away discontented is called the next day', async () => {
      const call = await came('praise')
      await step(call, 'answer', 'clerk', { reply: '谢谢' })
      await step(call, 'close', 'clerk', { satisfaction: 'dissatisfied' })
      const [due] = await office.all('callback-records', { contact: call.id })
      expect(due).toMatchObject({ type: 'visit', compulsory: true, dueUntil: '2026-11-22', customer: '王芳' })
    })

    test('a question that is asked again and again is answered from the book, which counts it', async () => {
      const draft = { question: '物业费什么时候交？', answer: '每月15日前' }
      const faq = await office.create('faqs', draft, 'clerk')
      expect(await message(office.step('faqs', faq, 'publish', 'clerk'))).toMatch('由客服主管')
      await office.step('faqs', faq, 'publish', 'supervisor')
      const { enquiry } = await step(await came('enquiry', { content: '物业费' }), 'to-enquiry', 'clerk')
      await office.step('enquiries', { id: enquiry }, 'answer', 'clerk', { answer: faq.answer, faq: faq.id })
      expect(await office.read('faqs', faq.id)).toMatchObject({ used: 1, status: 'published' })
    })

    test('a leader is told of whoever wants to see him, and answers himself', async () => {
      const draft = { customer: '王芳', leader: office.of('centre-manager'), matter: '停车难' }
      const slip = await office.create('leader-appointments', draft, 'clerk')
      expect((await office.all('messages', { code: 'MSG31' })).map(({ user }) => user)).toEqual([
        office.of('centre-manager'),
      ])
      const meetAt = '2026-11-21T03:00:00.000Z'
      const answer = (who: string) => office.step('leader-appointments', slip, 'accept', who, { meetAt })
      expect(await message(answer('service-manager'))).toBe('由所约的领导本人答复')
      await answer('centre-manager')
      expect(await office.step('leader-appointments', slip, 'meet', 'clerk')).toMatchObject({ status: 'met' })
    })

    test('two neighbours come to terms, or not', async () => {
      const draft = { applicant: '王芳', other: '李雷', kind: 'noise', matter: '深夜练琴' }
      const slip = await office.create('mediations', draft, 'steward')
      const act = (action: string, answers: object) =>
        office.step('mediations', slip, action, 'steward', { ...answers })
      await act('hold', { heldAt: '2026-11-21T01:00:00.000Z', course: '双方到场' })
      expect(await message(act('settle', { result: '九点后不练' }))).toMatch('签名')
      const names = { applicantName: '王芳', otherName: '李雷' }
      expect(await act('settle', { result: '九点后不练', ...names })).toMatchObject({ status: 'settled' })
    })

    describe('who is asked first', () => {
      const first = async () => {
        const call = await came('official', { content: '街道要来检查消防' })
        const { firstContact } = await step(call, 'forward', 'clerk', {
          department: 'security',
          answerOn: '2026-11-23',
        })
        return { call, slip: await office.read('first-contact-cases', firstContact) }
      }
      const act = (slip: Any, action: string, who: string, answers = {}) =>
        office.step('first-contact-cases', slip, action, who, answers)

      test('keeps the matter until the customer is content', async () => {
        const { call, slip } = await first()
        expect(slip).toMatchObject({
          status: 'with-department',
          contact: call.id,
          firstContact: office.of('clerk'),
          department: 'security',
          dueOn: '2026-11-23',
        })
        expect(await message(act(slip, 'finish', 'engineer', { result: '办了' }))).toBe('由安保部办理')
        await act(slip, 'finish', 'security-manager', { result: '已陪同检查' })
        await act(slip, 'ask', 'clerk', { askedBy: 'phone', satisfied: true })
        expect(await message(act(slip, 'hold', 'service-manager'))).toMatch('业户满意')
        expect(await act(slip, 'archive', 'clerk')).toMatchObject({ status: 'archived', overdue: false })
        expect(await read(call)).toMatchObject({ status: 'followed' })
      })

      test('finds the cause when it takes too long; who is at fault is held to account', async () => {
        const { call, slip } = await first()
        const day = (today: string) => office.desk.day({ day: today }, office.clock())
        const overdue = async () => (await office.read('first-contact-cases', slip.id)).overdue
        office.pass(2 * 1440)
        await day('2026-11-23')
        expect(await overdue()).toBe(false)
        office.pass(1440)
        await day('2026-11-24')
        await day('2026-11-24')
        expect(await overdue()).toBe(true)
        expect((await office.all('messages', { code: 'MSG30' })).map(({ user }) => user)).toEqual([office.of('clerk')])
        await act(slip, 'find-cause', 'clerk', { delayReason: '安保部未安排人' })
        expect((await office.all('messages', { code: 'MSG30' })).map(({ user }) => user)).toEqual(
          expect.arrayContaining([office.of('service-manager'), office.of('centre-manager')]),
        )
        const says = { askedBy: 'visit', satisfied: false }
        expect(await message(act(slip, 'ask', 'clerk', says))).toBe('业户不满意的，请记下业户意见')
        await act(slip, 'ask', 'clerk', { ...says, customerSays: '拖了一周' })
        expect(await message(act(slip, 'archive', 'clerk'))).toBe('业户不满意，须追究责任')
        const held = await act(slip, 'hold', 'service-manager')
        const record = await office.read(
          'accountability-records',
          (await office.read('first-contact-cases', held.id)).accountability,
        )
        expect(record).toMatchObject({ person: office.of('clerk'), fault: '安保部未安排人', status: 'draft' })
        const decision = { decision: 'training', grounds: '首问责任制' }
        await office.step('accountability-records', record, 'decide', 'centre-manager', decision)
        await office.step('accountability-records', record, 'archive', 'supervisor')
        expect(await office.read('first-contact-cases', slip.id)).toMatchObject({ status: 'archived' })
        expect(await read(call)).toMatchObject({ status: 'followed' })
      })
    })
  })
