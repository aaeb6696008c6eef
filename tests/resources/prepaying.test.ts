import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Billing, openBilling } from './billing-desk.ts'
import { type Any, message, refusal, stores } from './money-desk.ts'

describe.each(stores)('money paid ahead, and the bank, over %s', (_, open) => {
  let store: Store
  let office: Billing
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openBilling(store)
  })
  const one = async (form: string, params: Record<string, string> = {}): Promise<Any> =>
    (await office.all(form, params))[0]

  describe('a prepayment', () => {
    const overpaid = async () => {
      const { due, create, room, step } = office
      const fee = await due('2026-11', 20_000)
      const slip = await create('payment-slips', { room: room.id, compared: true }, 'clerk')
      await step('payment-slips', slip, 'sign', 'clerk')
      const cash = { tenders: [{ method: 'cash', amount: 25_000 }] }
      const hint = await message(step('payment-slips', slip, 'receive', 'fee-clerk', cash))
      const paid = await step('payment-slips', slip, 'receive', 'fee-clerk', { ...cash, prepaying: 5_000 })
      return { fee, paid, hint }
    }

    test('what is paid over is kept as paid ahead, on the receipt and to the fen', async () => {
      const { fee, paid, hint } = await overpaid()
      expect(hint).toContain('请退还多收的 ¥50.00，或将它填入「转预存款」')
      expect(paid).toMatchObject({ total: 25_000, prepaying: 5_000 })
      expect(await office.read('receivables', fee.id)).toMatchObject({ status: 'paid', paid: 20_000 })
      expect(await one('prepayments')).toMatchObject({
        ...{ status: 'open', amount: 5_000, balance: 5_000, number: 'YC-202611-0001', slip: paid.id, payer: '王芳' },
      })
      expect((await one('receipts')).lines.map(({ item, amount }: Any) => [item, amount])).toEqual([
        ['物业管理费', 20_000],
        ['预存款', 5_000],
      ])
    })
    test('is used before more is asked for: the oldest dues first, and the customer is told', async () => {
      const { due, create, room, step, read, all } = office
      await overpaid()
      const [old, young] = [await due('2026-09', 3_000), await due('2026-10', 9_000)]
      const slip = await create('payment-slips', { room: room.id, compared: true }, 'clerk')
      const { details } = await refusal(step('payment-slips', slip, 'sign', 'clerk'))
      expect(details.blockers?.[0]?.message).toBe('该房还有预存款 ¥50.00（YC-202611-0001），请先抵扣')
      const ahead = await one('prepayments')
      await step('prepayments', ahead, 'offset', 'fee-clerk')
      expect(await read('prepayments', ahead.id)).toMatchObject({ status: 'exhausted', used: 5_000, balance: 0 })
      expect(await read('receivables', old.id)).toMatchObject({ status: 'paid', paid: 3_000 })
      expect(await read('receivables', young.id)).toMatchObject({ status: 'part-paid', paid: 2_000 })
      expect(await all('payment-allocations', { prepayment: ahead.id })).toHaveLength(2)
      expect((await one('messages', { code: 'MSG03' })).words).toContain('50.00')
      const again = await create('payment-slips', { room: room.id, compared: true }, 'clerk')
      expect(await step('payment-slips', again, 'sign', 'clerk')).toMatchObject({ status: 'signed', total: 7_000 })
    })
    test('nothing to offset is said; an offset of today is taken back', async () => {
      const { due, step, read } = office
      await overpaid()
      const ahead = await one('prepayments')
      expect(await message(step('prepayments', ahead, 'offset', 'fee-clerk'))).toBe('没有可抵扣的欠费')
      const fee = await due('2026-10', 9_000)
      await step('prepayments', ahead, 'offset', 'fee-clerk')
      await step('prepayments', ahead, 'take-back', 'supervisor', { reason: '客户要求抵下月' })
      expect(await read('prepayments', ahead.id)).toMatchObject({ status: 'open', balance: 5_000 })
      expect(await read('receivables', fee.id)).toMatchObject({ status: 'posted', paid: 0 })
    })
    test('the payment that brought it is void only while it is whole', async () => {
      const { due, step, read } = office
      const { paid } = await overpaid()
      await due('2026-10', 1_000)
      const ahead = await one('prepayments')
      await step('prepayments', ahead, 'offset', 'fee-clerk')
      const { details } = await refusal(step('payment-slips', paid, 'void', 'clerk', { reason: '收错' }))
      expect(details.blockers?.[0]?.message).toBe('本单的预存款已有抵扣或退还，不能作废')
      await step('prepayments', ahead, 'take-back', 'supervisor', { reason: '收错' })
      await step('payment-slips', paid, 'void', 'clerk', { reason: '收错' })
      await step('payment-slips', paid, 'confirm-void', 'supervisor')
      expect(await read('prepayments', ahead.id)).toMatchObject({ status: 'cancelled', balance: 0, reversed: 5_000 })
    })
    test('money may be paid ahead alone, and a run offsets it', async () => {
      const { create, room, step, read, tariff, posted } = office
      const slip = await create('payment-slips', { room: room.id, compared: true, prepaying: 100_000 }, 'clerk')
      await step('payment-slips', slip, 'sign', 'clerk')
      await step('payment-slips', slip, 'receive', 'fee-clerk', { tenders: [{ method: 'wechat', amount: 100_000 }] })
      await tariff()
      const run = await posted()
      await step('billing-runs', run, 'offset', 'fee-clerk')
      expect(await read('billing-runs', run.id)).toMatchObject({ status: 'posted', offset: 22_375 })
      expect(await one('receivables')).toMatchObject({ status: 'paid', paid: 22_375 })
      expect(await one('prepayments')).toMatchObject({ status: 'open', balance: 77_625 })
      const back = step('billing-runs', run, 'reverse', 'accountant', { reason: '有误' })
      expect(await message(back)).toContain('已有 1 笔缴款')
    })
  })

  describe('the bank', () => {
    const agreed = async (roomId: string, more = {}) => {
      const { create, step } = office
      const draft = { room: roomId, bank: '工商银行', account: '6222020200112345', signedOn: '2026-10-01' }
      const slip = await create('auto-debit-agreements', { ...draft, ...more }, 'clerk')
      return step('auto-debit-agreements', slip, 'sign', 'clerk', { customerSign: '王芳' })
    }
    const listed = async (day: string, draft: object = {}) => {
      office.setDay(day)
      return office.create('bank-collections', { period: '2026-11', ...draft }, 'steward')
    }
    const lines = (collection: Any) => office.all('bank-collection-lines', { collection: collection.id, _sort: 'room' })

    test('from the list to the bills, twice: what failed is called, debited again, and then in arrears', async () => {
      const { due, home, room, step, read, all } = office
      const [second, third] = [await home('1202'), await home('1203')]
      for (const { id } of [room, second, third]) await agreed(id)
      for (const [at, { id }] of [room, second, third].entries()) await due('2026-11', 10_000 * (at + 1), { room: id })
      const first = await listed('2026-11-06')
      expect(await read('bank-collections', first.id)).toMatchObject({ debitOn: '2026-11-10', count: 3, total: 60_000 })
      await step('bank-collections', first, 'notify', 'steward')
      const said = await all('messages', { code: 'MSG02', _sort: 'words' })
      expect(said.map(({ words }) => words)[0]).toContain('尾号2345')
      expect(said).toHaveLength(3)
      const early = step('bank-collections', first, 'submit', 'accountant', { executedOn: '2026-11-09' })
      expect(await message(early)).toBe('告知客户的扣款日为 2026-11-10，不能提前扣款')
      const [one1, two1, three1] = await lines(first)
      const before = step('bank-collection-lines', one1, 'succeed', 'accountant', { succeeded: 10_000 })
      expect(await message(before)).toBe('托收不在「已送银行」，不能登记结果')
      office.setDay('2026-11-10')
      await step('bank-collections', first, 'submit', 'accountant', { executedOn: '2026-11-10' })
      await step('bank-collection-lines', one1, 'succeed', 'accountant', { succeeded: 10_000 })
      const over = step('bank-collection-lines', two1, 'succeed', 'accountant', { succeeded: 20_001 })
      expect(await message(over)).toContain('不得超过托收金额 ¥200.00')
      await step('bank-collection-lines', two1, 'fail', 'accountant', { failure: 'short' })
      expect(await message(step('bank-collections', first, 'return', 'accountant'))).toBe('还有 1 户没有登记扣款结果')
      await step('bank-collection-lines', three1, 'fail', 'accountant', { failure: 'frozen' })
      await step('bank-collections', first, 'return', 'accountant')
      await step('bank-collections', first, 'bill', 'fee-clerk')
      expect(await read('bank-collections', first.id)).toMatchObject({
        status: 'billed',
        succeeded: 1,
        successTotal: 10_000,
      })
      expect(await all('receipts')).toMatchObject([
        { kind: 'collection', amount: 10_000, methods: '银行托收', status: 'issued' },
      ])
      expect((await lines(first)).map(({ status }) => status)).toEqual(['paid', 'contacting', 'contacting'])
      await step('bank-collection-lines', two1, 'contact', 'clerk', { contactNote: '答应 20 日前存入' })

      await office.pay({ room: third.id, relation: null }, office.cash(30_000))
      const again = await listed('2026-11-17', { round: 'second' })
      expect(await read('bank-collections', again.id)).toMatchObject({
        debitOn: '2026-11-21',
        count: 1,
        previous: first.id,
      })
      expect((await lines(first)).map(({ status }) => status)).toEqual(['paid', 'relisted', 'settled'])
      await step('bank-collections', again, 'notify', 'steward')
      office.setDay('2026-11-21')
      await step('bank-collections', again, 'submit', 'accountant', { executedOn: '2026-11-21' })
      const [two2] = await lines(again)
      await step('bank-collection-lines', two2, 'fail', 'accountant', { failure: 'short' })
      expect(await lines(again)).toMatchObject([{ status: 'arrears' }])
    })
    test('the bank took less: the oldest fee first, the rest is still owed; took what was paid meanwhile: paid ahead', async () => {
      const { due, room, step, read, pay, cash, all } = office
      await agreed(room.id)
      const [oct, nov] = [await due('2026-10', 10_000), await due('2026-11', 10_000)]
      const collection = await listed('2026-11-06')
      await step('bank-collections', collection, 'notify', 'steward')
      office.setDay('2026-11-10')
      await step('bank-collections', collection, 'submit', 'accountant', { executedOn: '2026-11-10' })
      await step('bank-collection-lines', (await lines(collection))[0], 'succeed', 'accountant', { succeeded: 15_000 })
      await pay({ items: [{ receivable: nov.id }] }, cash(10_000))
      await step('bank-collections', collection, 'return', 'accountant')
      await step('bank-collections', collection, 'bill', 'fee-clerk')
      expect(await read('receivables', oct.id)).toMatchObject({ status: 'paid' })
      expect(await all('prepayments')).toMatchObject([{ amount: 5_000, status: 'open' }])
    })
    test('customers are told three days before; too late is refused, and by itself it is done in time', async () => {
      const { due, room, step, rule, all } = office
      await agreed(room.id)
      await due('2026-11', 10_000)
      const late = await listed('2026-11-08')
      expect(await message(step('bank-collections', late, 'notify', 'steward'))).toBe(
        '须在扣款日 3 天前告知客户，请改期',
      )
      await due('2026-12', 10_000)
      expect(await rule('bank-collections', 'collect', '2026-12-05')).toBe(0)
      expect(await rule('bank-collections', 'collect', '2026-12-06')).toBe(1)
      expect(await rule('bank-collections', 'collect', '2026-12-07')).toBe(1)
      expect(await rule('bank-collections', 'collect', '2026-12-07')).toBe(0)
      expect(await all('bank-collections', { period: '2026-12' })).toMatchObject([
        { status: 'notified', toldOn: '2026-12-07' },
      ])
      expect(await all('messages', { code: 'MSG02' })).toHaveLength(1)
    })
    test('a home is debited under one agreement, for the fees it names; a suspended one is not listed', async () => {
      const { due, room, step, water, read } = office
      const agreement = await agreed(room.id, { items: [{ feeItem: water.id }] })
      expect(await message(agreed(room.id))).toBe(`该房已有有效的扣费协议 ${agreement.number}`)
      await due('2026-11', 10_000)
      await due('2026-11', 4_000, { feeItem: water.id })
      expect(await read('bank-collections', (await listed('2026-11-06')).id)).toMatchObject({ count: 1, total: 4_000 })
      await step('auto-debit-agreements', agreement, 'suspend', 'clerk', { reason: '换卡' })
      expect(await read('bank-collections', (await listed('2026-11-06')).id)).toMatchObject({ count: 0 })
    })
  })
})
