import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, type Desk, message, openDesk, refusal, stores } from './money-desk.ts'

describe.each(stores)('closing the day, over %s', (_, open) => {
  let store: Store
  let office: Desk
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openDesk(store)
  })
  const paid = async (amount: number, tenders: readonly Any[] = office.cash(amount), period = '2026-11') => {
    const due = await office.due(period, amount)
    return office.pay({ items: [{ receivable: due.id }] }, tenders)
  }
  const opened = (more = {}, who = 'fee-clerk') => office.create('daily-settlements', more, who)
  const step = (slip: Any, action: string, who: string, answers = {}) =>
    office.step('daily-settlements', slip, action, who, answers)
  const counted = (cash: number, wechat = 0) => ({
    counted: [{ method: 'cash', amount: cash }, ...(wechat ? [{ method: 'wechat', amount: wechat }] : [])],
  })
  const audited = { audited: ['receipts', 'booking'] }
  const receiptOf = async (slip: Any) => (await office.all('receipts', { slip: slip.id }))[0]
  const handedOver = async (more = {}) => step(await opened(more), 'hand-over', 'fee-clerk')

  describe('the settlement', () => {
    test('lists what its collector took that day, by the way it was paid, and nothing of others', async () => {
      await paid(20_000)
      await paid(30_000, [{ method: 'wechat', amount: 30_000 }], '2026-10')
      const [own, other] = [await opened(), await opened({}, 'fee-clerk-2')]
      expect(own).toMatchObject({ systemTotal: 50_000, receiptTotal: 50_000, difference: 0, status: 'draft' })
      expect(own.money.map(({ method, count, amount }: Any) => [method, count, amount]).sort()).toEqual([
        ['cash', 1, 20_000],
        ['wechat', 1, 30_000],
      ])
      expect(own.receipts).toHaveLength(2)
      expect([own.receiptFrom, own.receiptTo]).toEqual(['SJ-202611-0001', 'SJ-202611-0002'])
      expect(other).toMatchObject({ systemTotal: 0 })
      expect(await message(step(other, 'hand-over', 'fee-clerk-2'))).toBe('没有待交的款项')
    })
    test('is handed over by the collector, matched by the cashier, audited by the accountant, and the receipts are booked', async () => {
      const slip = await paid(20_000)
      const settlement = await handedOver()
      expect(settlement).toMatchObject({ status: 'handed-over', number: 'RJ-202611-0001' })
      expect(await receiptOf(slip)).toMatchObject({ status: 'handed-over', settlement: settlement.id })
      const matched = await step(settlement, 'match', 'cashier', counted(20_000))
      expect(matched).toMatchObject({ status: 'matched', cash: 20_000, bankBy: '2026-11-23' })
      expect(await step(settlement, 'audit', 'accountant', audited)).toMatchObject({ status: 'audited' })
      expect(await receiptOf(slip)).toMatchObject({ status: 'booked' })
      expect(await office.all('charge-audits', { settlement: settlement.id })).toMatchObject([
        { level: 'accountant', checked: 1, errorCount: 0, status: 'signed', signing: { name: 'accountant' } },
      ])
    })
    test('is nobody else’s to hand over, and never matched or audited by one who had a hand in it', async () => {
      await paid(20_000)
      const draft = await opened()
      expect(await message(step(draft, 'hand-over', 'fee-clerk-2'))).toBe('只有收款人本人可以交款')
      await step(draft, 'hand-over', 'fee-clerk')
      const as = (action: string, who: string, role: 'cashier' | 'accountant', answers: object) =>
        office.wearing('daily-settlements', draft, action, who, role, answers as never)
      expect(await message(as('match', 'fee-clerk', 'cashier', counted(20_000)))).toBe('收款人不能核对自己的交款')
      await step(draft, 'match', 'cashier', counted(20_000))
      expect(await message(as('audit', 'cashier', 'accountant', audited))).toBe('收款、核对的人不能审核')
    })
    test('is not closed with an open difference', async () => {
      await paid(20_000)
      const slip = await handedOver()
      expect(await message(step(slip, 'match', 'cashier', counted(19_000)))).toBe(
        '现金系统 ¥200.00、实点 ¥190.00，少 ¥10.00：请登记差异',
      )
      expect(await message(step(slip, 'mismatch', 'cashier', { ...counted(20_000), cause: '少' }))).toContain(
        '没有差异',
      )
      const found = await step(slip, 'mismatch', 'cashier', { ...counted(19_000), cause: '少 10 元' })
      expect(found).toMatchObject({ status: 'difference-found', difference: -1_000 })
      expect((await refusal(step(slip, 'audit', 'accountant', audited))).status).toBe(409)
      expect(await message(step(slip, 'resolve', 'cashier', counted(19_000)))).toBe('差异须先由客服主管说明')
      const told = { resolution: 'made-up', explanation: '找零有误，收款人补足' }
      await step(slip, 'explain', 'supervisor', told)
      expect(await message(step(slip, 'resolve', 'cashier', counted(19_000)))).toContain('不能平账')
      expect(await step(slip, 'resolve', 'cashier', counted(20_000))).toMatchObject({
        status: 'matched',
        difference: 0,
      })
      expect(await step(slip, 'audit', 'accountant', audited)).toMatchObject({ status: 'audited' })
    })
    test('may close with a difference that the supervisor has accounted for to the fen', async () => {
      await paid(20_000)
      const slip = await handedOver()
      await step(slip, 'mismatch', 'cashier', { ...counted(20_100), cause: '多 1 元' })
      const told = { resolution: 'carried', explanation: '客户未取找零', explained: 100 }
      await step(slip, 'explain', 'supervisor', told)
      expect(await step(slip, 'resolve', 'cashier', counted(20_100))).toMatchObject({
        status: 'matched',
        difference: 100,
        cash: 20_100,
      })
    })
    test('does not go out when something was taken or made void since it was drawn up', async () => {
      const first = await paid(20_000)
      const draft = await opened()
      await paid(10_000, office.cash(10_000), '2026-10')
      expect(await message(step(draft, 'hand-over', 'fee-clerk'))).toContain('请重新取数')
      expect(await step(draft, 'refill', 'fee-clerk')).toMatchObject({ systemTotal: 30_000 })
      await office.step('payment-slips', first, 'void', 'clerk', { reason: '录错' })
      expect(await message(step(draft, 'hand-over', 'fee-clerk'))).toContain('已申请作废，尚未确认')
      await office.step('payment-slips', first, 'confirm-void', 'supervisor')
      expect(await step(draft, 'refill', 'fee-clerk')).toMatchObject({ systemTotal: 10_000, receiptTotal: 10_000 })
      expect(await step(draft, 'hand-over', 'fee-clerk')).toMatchObject({ status: 'handed-over' })
    })
    test('holds what it took: no payment in it is made void afterwards', async () => {
      const slip = await paid(20_000)
      await office
        .step('payment-slips', slip, 'void', 'clerk', { reason: '录错' })
        .then(() => office.step('payment-slips', slip, 'cancel-void', 'clerk'))
      await handedOver()
      const work = office.step('payment-slips', slip, 'void', 'clerk', { reason: '录错' })
      expect(await message(work)).toBe('收据 SJ-202611-0001 已随日清日结交款，不能作废，请办理收费更正')
      const [tender] = await office.all('payment-tenders', { slip: slip.id })
      expect(tender).toMatchObject({ status: 'live' })
    })
    test('leaves what comes later to the next, even of the same day; nothing is lost in between', async () => {
      await paid(20_000)
      await handedOver()
      await paid(5_000, office.cash(5_000), '2026-10')
      office.setDay('2026-11-23')
      await paid(7_000, office.cash(7_000), '2026-09')
      expect(await opened()).toMatchObject({ date: '2026-11-23', systemTotal: 12_000, receiptTotal: 12_000 })
    })
    test('made void by two people gives the money back to the collector’s desk', async () => {
      const slip = await paid(20_000)
      const settlement = await handedOver()
      await step(settlement, 'void', 'fee-clerk', { reason: '清单有误' })
      await step(settlement, 'confirm-void', 'supervisor')
      expect(await receiptOf(slip)).toMatchObject({ status: 'issued', settlement: null })
      expect(await opened()).toMatchObject({ systemTotal: 20_000 })
    })
    test('of two handed over at the same moment, one has the money', async () => {
      await paid(20_000)
      const slips = [await opened(), await opened()]
      const outcomes = await Promise.allSettled(slips.map((one) => step(one, 'hand-over', 'fee-clerk')))
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
    test('lies ready the next morning for whoever forgot it, once', async () => {
      await paid(20_000)
      expect(await office.rule('daily-settlements', 'open')).toBe(0)
      office.setDay('2026-11-22')
      expect(await office.rule('daily-settlements', 'open')).toBe(1)
      expect(await office.rule('daily-settlements', 'open')).toBe(0)
      const [slip] = await office.all('daily-settlements', { status: 'draft' })
      expect(slip).toMatchObject({ date: '2026-11-21', systemTotal: 20_000 })
      expect(await step(slip, 'hand-over', 'fee-clerk')).toMatchObject({ status: 'handed-over' })
    })
  })

  describe('cash', () => {
    const matched = async () => step(await handedOver(), 'match', 'cashier', counted(20_000))
    const bank = (slip: Any) =>
      office.step('bank-deposits', slip, 'bank', 'cashier', { account: '工行 001', slipNo: 'HD-1' })
    test('is banked by the cashier, all of it, once, and checked by the accountant', async () => {
      await paid(20_000)
      const settlement = await matched()
      const slip = await office.create('bank-deposits', {}, 'cashier')
      expect(slip).toMatchObject({ amount: 20_000, status: 'pending' })
      const second = await office.create('bank-deposits', {}, 'cashier')
      expect(await bank(slip)).toMatchObject({ status: 'deposited' })
      expect(await office.read('daily-settlements', settlement.id)).toMatchObject({
        status: 'banked',
        deposit: slip.id,
      })
      expect(await message(bank(second))).toContain('不在待存行')
      const own = office.wearing('bank-deposits', slip, 'check', 'cashier', 'accountant')
      expect(await message(own)).toBe('存行人不能核对回单')
      expect(await office.step('bank-deposits', slip, 'check', 'accountant')).toMatchObject({ status: 'checked' })
      expect(await step(settlement, 'audit', 'accountant', audited)).toMatchObject({ status: 'audited' })
    })
    test('is banked after the audit too', async () => {
      await paid(20_000)
      const settlement = await matched()
      await step(settlement, 'audit', 'accountant', audited)
      await bank(await office.create('bank-deposits', {}, 'cashier'))
      expect(await office.read('daily-settlements', settlement.id)).toMatchObject({ status: 'audited' })
      expect(await office.create('bank-deposits', {}, 'cashier')).toMatchObject({ amount: 0 })
    })
  })
})

test('the statistics of money add up: by collector and day, by month, by deposit, by audit', async () => {
  const office = await openDesk()
  const fee = await office.due('2026-11', 20_000)
  await office.pay({ items: [{ receivable: fee.id, amount: 15_000 }], deposits: [{ kind: 'card', amount: 5_000 }] }, [
    { method: 'cash', amount: 12_000 },
    { method: 'wechat', amount: 8_000 },
  ])
  const slip = await office.create('daily-settlements', {}, 'fee-clerk')
  await office.step('daily-settlements', slip, 'hand-over', 'fee-clerk')
  const counted = [
    { method: 'cash', amount: 12_000 },
    { method: 'wechat', amount: 8_000 },
  ]
  await office.step('daily-settlements', slip, 'match', 'cashier', { counted })
  await office.step('daily-settlements', slip, 'audit', 'accountant', { audited: ['receipts'] })
  const totals = async (name: string) => (await office.desk.report(name, {}, office.at('accountant'))).totals.figures
  expect(await totals('daily-takings')).toMatchObject({
    cash: 12_000,
    wechat: 8_000,
    all: 20_000,
    open: 0,
    handed: 20_000,
    difference: 0,
  })
  expect(await totals('collection-rate')).toMatchObject({ payable: 20_000, paid: 15_000, owed: 5_000, rate: 75 })
  expect(await totals('deposit-balances')).toMatchObject({ count: 1, balance: 5_000 })
  expect(await totals('charge-errors')).toMatchObject({ audits: 1, checked: 1, errors: 0, rate: 0 })
})
