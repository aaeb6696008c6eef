import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message } from './money-desk.ts'
import { inMemory, openWorks, type Works } from './renovation-desk.ts'

describe.each(inMemory)('from the application to the permit, over %s', (_, open) => {
  let store: Store
  let office: Works
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openWorks(store)
  })
  const papers = async (slip: Any) =>
    (await office.all('renovation-documents', { application: slip.id })).map(({ type }: Any) => type).toSorted()

  describe('the papers', () => {
    test('are listed from the answers: the firm’s with a seal, a drawing for whatever is altered', async () => {
      const plain = await office.app(await office.drafted(), 'submit', 'clerk')
      expect(plain.number).toBe('ZXSQ-202611-0001')
      expect(await papers(plain)).toEqual(['ceiling', 'drawings', 'floor-plan'])
      const { id: contractor } = await office.firm()
      const content = [{ part: '主卫', work: '移位', toilet: true, pipes: true }]
      const wet = await office.app(
        await office.drafted({ contractor, content, applicant: 'leader' }),
        'submit',
        'clerk',
      )
      expect(await papers(wet)).toEqual(
        ['attorney', 'as-built', 'ceiling', 'contract', 'drawings', 'floor-plan', 'licence', 'pipes', 'qualification']
          .concat('water-test', 'waterproof')
          .toSorted(),
      )
    })
    test('go back until each is there, signed, and sealed where it must be; the customer is told', async () => {
      const { id: contractor } = await office.firm()
      const slip = await office.app(await office.drafted({ contractor }), 'submit', 'clerk')
      expect((await office.now(slip)).toReviewBy).toBe('2026-11-21')
      expect(await message(office.app(slip, 'send-review', 'clerk'))).toContain('营业执照复印件未交')
      const [licence] = await office.all('renovation-documents', { application: slip.id, type: 'licence' })
      const hand = (action: string, answers = {}) =>
        office.step('renovation-documents', licence, action, 'clerk', answers)
      await hand('receive', { file: await office.photo('clerk') })
      expect(await message(hand('check'))).toBe('营业执照复印件须盖红章')
      await hand('return', { problem: '未盖章' })
      await office.app(slip, 'return-papers', 'clerk', { missing: '营业执照须盖红章' })
      const [told] = await office.all('messages', { code: 'MSG17' })
      expect(told).toMatchObject({ name: '王芳', words: '尊敬的王芳：您的装修申请资料需补正：营业执照须盖红章。' })
      expect(await message(office.app(slip, 'papers-in', 'clerk'))).toContain('营业执照复印件已退回')
      await hand('receive', { file: await office.photo('clerk'), sealed: true })
      await hand('check')
      await office.handIn(slip)
      await office.app(slip, 'papers-in', 'clerk')
      expect(await message(office.app(slip, 'return-papers', 'clerk', { missing: '无' }))).toContain('请送审')
      expect(await office.app(slip, 'send-review', 'clerk')).toMatchObject({ status: 'cs-manager-review' })
    })
    test('are not taken without identity, from a barred firm, or for longer than the period', async () => {
      expect(await message(office.app(await office.drafted({ identityChecked: false }), 'submit', 'clerk'))).toContain(
        '核对',
      )
      const long = await office.drafted({ endsOn: '2027-02-26' })
      expect(await message(office.app(long, 'submit', 'clerk'))).toContain('最迟 2027-02-25 完工')
      const firm = await office.firm({ qualifiedUntil: '2026-11-20' })
      await office.step('contractors', firm, 'bar', 'engineering-manager', { reason: '屡次违规' })
      const said = await message(office.app(await office.drafted({ contractor: firm.id }), 'submit', 'clerk'))
      expect(said).toBe('宏图装饰已被禁止进场；宏图装饰的资质已于 2026-11-20 到期')
    })
  })

  describe('the review', () => {
    test('goes over customer service and engineering; sent back, it begins anew', async () => {
      const slip = await office.app(await office.drafted(), 'submit', 'clerk')
      await office.handIn(slip)
      await office.app(slip, 'send-review', 'clerk')
      expect(await message(office.app(slip, 'approve-service', 'engineering-manager'))).toContain('由客服经理办理')
      await office.app(slip, 'approve-service', 'service-manager')
      expect(await message(office.app(slip, 'return', 'service-manager', { missing: '图纸不符' }))).toBe(
        '由正在审核的经理退回',
      )
      const back = await office.app(slip, 'return', 'engineering-manager', { missing: '卫生间未列' })
      expect(back).toMatchObject({ status: 'returned', serviceReview: null })
      const content = [{ part: '主卫', work: '移位', toilet: true }]
      const again = await office.app(slip, 'resubmit', 'clerk', { content })
      expect(again).toMatchObject({ status: 'submitted', content: [{ toilet: true }] })
      expect(await papers(slip)).toContain('waterproof')
      expect(await message(office.app(slip, 'send-review', 'clerk'))).toBe('防水施工方案未交')
    })
  })

  describe('the payment', () => {
    test('becomes receivables and deposits at the counter, and finance signs for it', async () => {
      await office.settle('renovation.rubbish_fee', '300')
      const slip = await office.approved()
      await office.app(slip, 'bill', 'clerk')
      const notice = await office.noticeOf(slip)
      expect(notice).toMatchObject({ held: 300_000, fees: 30_000, totalInWords: '叁仟叁佰元整' })
      await office.step('renovation-payment-notices', notice, 'issue', 'clerk')
      const payment = await office.payAtCounter(notice)
      expect(payment.items).toMatchObject([{ item: '垃圾清运费', amount: 30_000 }])
      const deposits = await office.all('deposits', { renovation: slip.id, _sort: 'number' })
      expect(deposits.map(({ kind, amount, payerType }: Any) => [kind, amount, payerType])).toEqual([
        ['renovation', 200_000, 'owner'],
        ['construction', 100_000, 'contractor'],
      ])
      expect(await office.read('renovation-payment-notices', notice.id)).toMatchObject({
        status: 'paid',
        paidOn: '2026-11-21',
      })
      expect((await office.now(slip)).status).toBe('paying')
      await office.step('renovation-payment-notices', notice, 'confirm', 'accountant')
      expect((await office.now(slip)).status).toBe('paid')
      const said = await message(
        office
          .step('payment-slips', payment, 'void', 'clerk', { reason: '有误' })
          .then(() => office.step('payment-slips', payment, 'confirm-void', 'supervisor')),
      )
      expect(said).toContain('已由财务签字，不能作废')
    })
    test('void the same day is undone; other sums than those of the notice are not taken', async () => {
      const slip = await office.approved()
      await office.app(slip, 'bill', 'clerk')
      const notice = await office.noticeOf(slip)
      await office.step('renovation-payment-notices', notice, 'issue', 'clerk')
      const wrong = await office.create(
        'payment-slips',
        { room: office.room, renovation: notice.id, compared: true, deposits: [{ kind: 'renovation', amount: 1 }] },
        'clerk',
      )
      expect(await message(office.step('payment-slips', wrong, 'sign', 'clerk'))).toBe(
        '押金 ¥0.01 与装修缴费通知单不符',
      )
      const payment = await office.payAtCounter(notice)
      await office.step('payment-slips', payment, 'void', 'clerk', { reason: '有误' })
      await office.step('payment-slips', payment, 'confirm-void', 'supervisor')
      expect(await office.read('renovation-payment-notices', notice.id)).toMatchObject({ status: 'issued' })
      await office.payAtCounter(notice)
      expect(await office.read('renovation-payment-notices', notice.id)).toMatchObject({ status: 'paid' })
    })
    test('paid, a decoration is no longer withdrawn; unpaid, its notices fall with it', async () => {
      await office.settle('renovation.rubbish_fee', '300')
      const slip = await office.approved()
      await office.app(slip, 'bill', 'clerk')
      const notice = await office.noticeOf(slip)
      await office.step('renovation-payment-notices', notice, 'issue', 'clerk')
      await office.app(slip, 'void', 'clerk', { reason: '业主取消' })
      await office.app(slip, 'confirm-void', 'service-manager')
      expect((await office.now(slip)).status).toBe('void')
      expect(await office.read('renovation-payment-notices', notice.id)).toMatchObject({ status: 'cancelled' })
      const [fee] = await office.all('receivables', { room: office.room })
      expect(fee).toMatchObject({ status: 'cancelled', balance: 0, source: 'renovation' })
      const other = await office.approved()
      await office.app(other, 'bill', 'clerk')
      const paid = await office.noticeOf(other)
      await office.step('renovation-payment-notices', paid, 'issue', 'clerk')
      await office.payAtCounter(paid)
      expect(await message(office.app(other, 'void', 'clerk', { reason: '业主取消' }))).toContain('已收 ¥3,300.00')
    })
  })

  describe('the permit', () => {
    test('waits for the fees of the home and the agreement, then for every signature in its order', async () => {
      const slip = await office.paid()
      const permit = await office.permitOf(slip)
      expect(permit).toMatchObject({ title: '施工许可证', validTo: '2027-02-20', content: [{ part: '客厅' }] })
      const check = () => office.step('construction-permits', permit, 'check', 'clerk')
      expect(await message(check())).toBe('装修协议书尚未签订')
      await office.agree(slip)
      const [item] = await office.all('fee-items', { code: 'PROPERTY' })
      const home = await office.read('properties', office.room)
      await office.step('properties', home, 'check', 'cashier')
      const due = await office.create(
        'receivables',
        { room: office.room, feeItem: item.id, period: '2026-11', quantity: 1, price: 100, dueOn: '2026-12-15' },
        'fee-clerk',
      )
      await office.step('receivables', due, 'check', 'accountant')
      expect(await message(check())).toBe('该房屋还有 1 笔费用未缴清，合计 ¥100.00，缴清后方可发证')
      await office.step('receivables', due, 'cancel', 'accountant', { reason: '重复' })
      await check()
      const sign = (who: string) => office.step('construction-permits', permit, 'sign', who)
      expect(await message(sign('security-manager'))).toContain('由物业部经理办理')
      for (const who of ['property-department-manager', 'engineering-manager']) await sign(who)
      expect((await office.now(slip)).status).toBe('paid')
      expect(await sign('security-manager')).toMatchObject({ status: 'issued' })
      expect(await office.now(slip)).toMatchObject({
        status: 'under-construction',
        permit: permit.id,
        until: '2027-02-20',
      })
      expect(await office.read('properties', office.room)).toMatchObject({ occupancy: 'decorating' })
    })
    test('is signed by whom the project has settled', async () => {
      await office.settle('permit.chain', '客服经理、工程部经理')
      await office.settle('permit.title', '装修同意证')
      const slip = await office.paid()
      await office.agree(slip)
      const permit = await office.permitOf(slip)
      expect(permit.title).toBe('装修同意证')
      await office.step('construction-permits', permit, 'check', 'clerk')
      await office.step('construction-permits', permit, 'sign', 'service-manager')
      expect(await office.step('construction-permits', permit, 'sign', 'engineering-manager')).toMatchObject({
        status: 'issued',
      })
    })
    test('is refused while the agreement that must be signed with the application is not', async () => {
      await office.settle('renovation.agreement_required_before', '申请时')
      const slip = await office.app(await office.drafted(), 'submit', 'clerk')
      await office.handIn(slip)
      expect(await message(office.app(slip, 'send-review', 'clerk'))).toBe('装修协议书尚未签订')
      await office.agree(slip)
      expect(await office.app(slip, 'send-review', 'clerk')).toMatchObject({ status: 'cs-manager-review' })
    })
  })
})
