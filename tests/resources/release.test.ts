import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, type Desk, message, openDesk, refusal, stores } from './money-desk.ts'

describe.each(stores)('who leaves with what, over %s', (_, open) => {
  let store: Store
  let office: Desk
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openDesk(store)
  })
  const step = (slip: Any, action: string, who: string, answers = {}) =>
    office.step('goods-release-passes', slip, action, who, answers)
  const drawn = (more = {}) =>
    office.create(
      'goods-release-passes',
      {
        room: office.room.id,
        applicant: '王芳',
        mover: '老李搬家',
        items: [{ name: '三人沙发' }, { name: '冰箱', quantity: 2 }],
        ...more,
      },
      'clerk',
    )
  const inPerson = { identityMethod: 'person', originalSeen: true }
  const checked = async (more = {}) => step(await drawn(more), 'check-identity', 'clerk', inPerson)
  const chain = ['accountant', 'clerk', 'duty-director', 'centre-manager']
  const signed = async (slip: Any) => {
    for (const role of chain) await step(slip, 'sign', role)
    return office.read('goods-release-passes', slip.id)
  }
  const valid = async (more = {}) => signed(await checked(more))
  const settle = (key: string, value: string) =>
    office.create(
      'policies',
      { key, value, validFrom: '2026-11-21', reason: '公司决定', project: office.project },
      'finance-manager',
    )

  describe('a release pass', () => {
    test('goes from the owner’s papers over fees and signatures to the seal, and is checked off at the gate', async () => {
      const slip = await checked()
      expect(slip).toMatchObject({ status: 'identity-checked', number: 'FX-202611-0001', building: '3' })
      const sealed = await signed(slip)
      expect(sealed).toMatchObject({ status: 'valid' })
      expect(sealed.signs.map(({ role }: Any) => role)).toEqual(chain)
      expect(await step(slip, 'release', 'guard')).toMatchObject({ status: 'used', gate: { name: 'guard' } })
      expect((await refusal(step(slip, 'release', 'guard'))).status).toBe(409)
    })
    test('names the goods', async () => {
      expect((await refusal(drawn({ items: [] }))).details.errors).toHaveProperty('items')
    })
    test('needs the original paper, or three questions answered on the telephone, as many as the policy asks', async () => {
      const slip = await drawn()
      const phoned = { identityMethod: 'phone', identityAnswered: true, familyAnswered: true }
      expect(await message(step(slip, 'check-identity', 'clerk', { identityMethod: 'person' }))).toBe(
        '请核对身份证原件',
      )
      expect(await message(step(slip, 'check-identity', 'clerk', phoned))).toContain('已答对 2 项')
      await settle('release.phone_check', '2')
      expect(await step(slip, 'check-identity', 'clerk', phoned)).toMatchObject({ status: 'identity-checked' })
    })
    test('for a tenant, or whoever decorates, needs the owner’s word', async () => {
      expect((await refusal(drawn({ applicantKind: 'tenant' }))).details.errors).toHaveProperty('applicantKind')
      const slip = await drawn({ applicantKind: 'contractor-lead', applicant: '张工' })
      expect(await message(step(slip, 'check-identity', 'clerk', inPerson))).toBe('装修负责人、工人须由业主委托')
      const no = { ...inPerson, consent: 'no' }
      expect(await message(step(slip, 'check-identity', 'clerk', no))).toBe('业主不同意，不能放行')
      const yes = { ...inPerson, consent: 'yes', consentBy: '电话征询业主' }
      expect(await step(slip, 'check-identity', 'clerk', yes)).toMatchObject({ status: 'identity-checked' })
    })
    test('is not signed while the home owes anything, with a link to what it owes; paid, it is', async () => {
      const due = await office.due('2026-11', 20_000)
      const slip = await checked()
      expect(slip).toMatchObject({ arrears: 20_000 })
      const { details } = await refusal(step(slip, 'sign', 'accountant'))
      expect(details.blockers).toEqual([
        {
          message: '还有 1 笔欠费，合计 ¥200.00',
          resource: 'receivables',
          query: `room=${office.room.id}&status=posted&status=part-paid`,
        },
      ])
      await office.pay({ items: [{ receivable: due.id }] }, office.cash(20_000))
      expect(await signed(slip)).toMatchObject({ status: 'valid' })
    })
    test('with arrears is refused, or let go by a signed exception of another person', async () => {
      await office.due('2026-11', 20_000)
      const slip = await checked()
      const reason = { exemptionReason: '业主已签还款计划' }
      const own = office.wearing('goods-release-passes', slip, 'exempt', 'clerk', 'project-manager', reason)
      expect(await message(own)).toBe('经办人不能准予欠费放行')
      expect((await refusal(step(slip, 'exempt', 'clerk', reason))).status).toBe(403)
      await step(slip, 'exempt', 'project-manager', reason)
      expect(await signed(slip)).toMatchObject({ status: 'valid', exemption: { name: 'project-manager' } })
      const other = await checked()
      expect(await step(other, 'refuse', 'accountant', { refusalReason: '欠费未结清' })).toMatchObject({
        status: 'refused',
        arrears: 20_000,
      })
    })
    test('without arrears is neither refused for them nor exempted', async () => {
      const slip = await checked()
      expect(await message(step(slip, 'refuse', 'accountant', { refusalReason: '欠费' }))).toContain('没有欠费')
      expect(await message(step(slip, 'exempt', 'project-manager', { exemptionReason: '无' }))).toContain('没有欠费')
    })
    test('asks nothing of fees where the company has settled it so, and is signed by whom it names', async () => {
      await office.due('2026-11', 20_000)
      await settle('release.require_fees_settled', '否')
      await settle('release.signers', '值班主任')
      expect(await step(await checked(), 'sign', 'duty-director')).toMatchObject({ status: 'valid' })
    })
    test('passes the gate on its day only, and never by the hand that signed it', async () => {
      const slip = await valid({ moveOn: '2026-11-23' })
      expect(await message(step(slip, 'release', 'guard'))).toBe('搬迁日期是 2026-11-23，今天不能放行')
      office.setDay('2026-11-23')
      const own = office.wearing('goods-release-passes', slip, 'release', 'duty-director', 'guard')
      expect(await message(own)).toBe('签名人不能查验')
      office.setDay('2026-11-24')
      expect(await message(step(slip, 'release', 'guard'))).toContain('已过搬迁日期')
    })
    test('expires when the day of moving is over, once', async () => {
      const slip = await valid()
      const waiting = await checked()
      expect(await office.rule('goods-release-passes', 'expire')).toBe(0)
      office.setDay('2026-11-22')
      expect(await office.rule('goods-release-passes', 'expire')).toBe(1)
      expect(await office.rule('goods-release-passes', 'expire')).toBe(0)
      expect(await office.read('goods-release-passes', slip.id)).toMatchObject({ status: 'expired' })
      expect(await office.read('goods-release-passes', waiting.id)).toMatchObject({ status: 'identity-checked' })
    })
    test('stops at the gate when the goods differ; the desk is told, the duty director decides', async () => {
      const slip = await valid()
      const found = await step(slip, 'differ', 'guard', { gateDifference: '多一台电视' })
      expect(found).toMatchObject({ status: 'blocked' })
      const told = await office.desk.run(office.at('clerk'), (tx) => tx.find('messages', { aboutId: slip.id }))
      expect(told).toMatchObject([{ code: 'MSG30', channel: 'notice', user: office.at('clerk').user.id }])
      expect(told[0]?.words).toContain('多一台电视')
      await step(slip, 'approve', 'duty-director', { reason: '补登电视一台' })
      expect(await step(slip, 'release', 'guard')).toMatchObject({ status: 'used' })
    })
    test('made void keeps its number in the book, and no guard lets it through', async () => {
      const slip = await valid()
      await step(slip, 'void', 'clerk', { reason: '写错房号' })
      expect((await refusal(step(slip, 'release', 'guard'))).status).toBe(409)
      await step(slip, 'confirm-void', 'duty-director')
      expect(await office.read('goods-release-passes', slip.id)).toMatchObject({
        status: 'void',
        number: 'FX-202611-0001',
      })
      expect(await checked()).toMatchObject({ number: 'FX-202611-0002' })
    })
  })

  describe('visitors', () => {
    const move = (form: string, slip: Any, action: string, who: string, answers = {}): Promise<Any> =>
      office.desk.perform(form, slip.id, action, { version: slip.version, ...answers }, office.at(who))
    const visit = (more = {}) =>
      office.create('visitor-records', { visitor: '李明', room: office.room.id, ...more }, 'guard')
    test('are let in when the home has been asked, and out when they leave', async () => {
      expect((await refusal(visit())).details.errors).toEqual({ confirmed: '探访须先征得住户确认' })
      expect((await refusal(visit({ room: null }))).details.errors).toHaveProperty('room')
      const slip = await visit({ confirmed: true })
      expect(slip).toMatchObject({ status: 'in', building: '3' })
      const out = await move('visitor-records', slip, 'leave', 'guard')
      expect(out).toMatchObject({ status: 'out', leftAt: '2026-11-21T02:00:00.000Z' })
    })
    test('at the front desk show their papers, are attended to, and what came of it is written down', async () => {
      const draft = { name: '陈先生', phone: '13900001111', purpose: '咨询装修', kind: 'decoration' }
      const slip = await office.create('front-desk-visits', draft, 'clerk')
      expect(await message(move('front-desk-visits', slip, 'attend', 'clerk'))).toBe('请先核对证件')
      const edited: Any = await office.desk.edit(
        'front-desk-visits',
        slip.id,
        { version: slip.version, idChecked: true },
        office.at('clerk'),
      )
      const attended = await move('front-desk-visits', edited, 'attend', 'clerk')
      expect((await refusal(move('front-desk-visits', attended, 'close', 'clerk'))).details.errors).toHaveProperty(
        'result',
      )
      const closed = await move('front-desk-visits', attended, 'close', 'clerk', { result: '已发装修须知' })
      expect(closed).toMatchObject({ status: 'closed' })
    })
  })
})
