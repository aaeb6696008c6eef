import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, type Desk, message, openDesk, refusal, stores } from './money-desk.ts'

describe.each(stores)('putting charges right, over %s', (_, open) => {
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
    office.step('charge-corrections', slip, action, who, answers)
  const drawn = (draft: Any, who = 'clerk') =>
    office.create('charge-corrections', { room: office.room.id, error: '录入有误', ...draft }, who)
  const reported = async (draft: Any) => step(await drawn(draft), 'report', 'clerk')
  const corrected = async (draft: Any, answers: Any) =>
    step(await reported(draft), 'correct', 'supervisor', { measure: '按实际更正', ...answers })
  const audited = async (draft: Any, answers: Any) => {
    const slip = await corrected(draft, answers)
    await step(slip, 'check', 'cashier')
    return step(slip, 'audit', 'accountant')
  }
  const due = (id: string) => office.read('receivables', id)
  const live = async (form: string, slip: Any): Promise<Any[]> => office.all(form, { slip: slip.id, status: 'live' })
  const sum = (rows: readonly Any[]) => rows.reduce((total, { amount }) => total + amount, 0)
  /** What is paid of a fee is what its live rows say, and what the money of the slip was. */
  const balances = async (slip: Any, fees: readonly Any[]) => {
    const rows = await live('payment-allocations', slip)
    expect(sum(rows)).toBe(sum(await live('payment-tenders', slip)))
    for (const { id } of fees)
      expect((await due(id)).paid).toBe(sum(rows.filter(({ receivable }) => receivable === id)))
  }

  describe('a correction', () => {
    test('is reported by one, made by the supervisor, checked by the cashier, audited by the accountant: never twice by one', async () => {
      const fee = await office.due('2026-11', 20_000)
      const slip = await reported({ kind: 'amount', receivable: fee.id })
      const as = (action: string, who: string, role: Any, answers = {}) =>
        office.wearing('charge-corrections', slip, action, who, role, answers)
      const right = { rightPayable: 15_000, measure: '面积录错' }
      expect(await message(as('correct', 'clerk', 'supervisor', right))).toBe('提出人不能更正自己的差错')
      expect(await message(step(slip, 'correct', 'supervisor', { measure: '面积录错' }))).toBe('请填写更正后应缴')
      await step(slip, 'correct', 'supervisor', right)
      expect(await due(fee.id)).toMatchObject({ payable: 20_000 })
      expect(await message(as('check', 'supervisor', 'cashier'))).toBe('提出、更正的人不能核对')
      expect(await step(slip, 'return', 'cashier', { reason: '无凭据' })).toMatchObject({ status: 'reported' })
      await step(slip, 'correct', 'supervisor', right)
      await step(slip, 'check', 'cashier')
      expect(await message(as('audit', 'cashier', 'accountant'))).toBe('提出、更正、核对的人不能审核')
      expect(await step(slip, 'audit', 'accountant')).toMatchObject({ status: 'audited', doneOn: '2026-11-21' })
      expect(await due(fee.id)).toMatchObject({ amount: 20_000, corrected: -5_000, payable: 15_000, balance: 15_000 })
    })
    test('says which paper, and is on one slip at a time', async () => {
      expect((await refusal(drawn({ kind: 'amount' }))).details.errors).toHaveProperty('receivable')
      expect((await refusal(drawn({ kind: 'reverse' }))).details.errors).toHaveProperty('receipt')
      expect((await refusal(drawn({ kind: 'method' }))).details.errors).toHaveProperty('tender')
      const fee = await office.due('2026-11', 20_000)
      await reported({ kind: 'amount', receivable: fee.id })
      const again = await drawn({ kind: 'amount', receivable: fee.id })
      expect(await message(step(again, 'report', 'clerk'))).toBe('已在更正单 GZ-202611-0001 办理')
    })
    test('of a fee already paid shows what is to be given back, and that is what is refunded', async () => {
      const fee = await office.due('2026-11', 20_000)
      await office.pay({ items: [{ receivable: fee.id }] }, office.cash(20_000))
      expect(await audited({ kind: 'amount', receivable: fee.id }, { rightPayable: 15_000 })).toMatchObject({
        excess: 5_000,
      })
      expect(await due(fee.id)).toMatchObject({ paid: 20_000, payable: 15_000, balance: 0, givingBack: 5_000 })
      expect(await office.all('receivables', { givingBack_gt: '0' })).toHaveLength(1)
      await office.desk.run(office.at('cashier'), (tx) =>
        tx.perform('receivables', fee.id, 'refund', { refunded: 5_000 }),
      )
      expect(await due(fee.id)).toMatchObject({ givingBack: 0, status: 'paid' })
    })
    test('upwards opens the fee again for what is missing', async () => {
      const fee = await office.due('2026-11', 20_000)
      await office.pay({ items: [{ receivable: fee.id }] }, office.cash(20_000))
      await audited({ kind: 'amount', receivable: fee.id }, { rightPayable: 26_000 })
      expect(await due(fee.id)).toMatchObject({ status: 'part-paid', balance: 6_000 })
      await office.pay({ items: [{ receivable: fee.id }] }, office.cash(6_000))
      expect(await due(fee.id)).toMatchObject({ status: 'paid', balance: 0 })
    })
    test('of a fee paid in part closes it where nothing is missing any more', async () => {
      const fee = await office.due('2026-11', 20_000)
      await office.pay({ items: [{ receivable: fee.id, amount: 15_000 }] }, office.cash(15_000))
      await audited({ kind: 'amount', receivable: fee.id }, { rightPayable: 15_000 })
      expect(await due(fee.id)).toMatchObject({ status: 'paid', balance: 0, excess: 0 })
    })
    test('moves money that was put on the wrong fee: the receipt stays, the sums too', async () => {
      const [wrong, right] = [await office.due('2026-10', 20_000), await office.due('2026-11', 20_000)]
      const slip = await office.pay({ items: [{ receivable: wrong.id }] }, office.cash(20_000))
      const [receipt] = await office.all('receipts', { slip: slip.id })
      office.setDay('2026-11-23')
      const draft = { kind: 'item', receipt: receipt.id }
      const first = await reported(draft)
      const many = { measure: '期间录错', moves: [{ from: wrong.id, to: right.id, amount: 20_001 }] }
      expect(await message(step(first, 'correct', 'supervisor', many))).toContain('只有 ¥200.00，不能转出 ¥200.01')
      await step(first, 'reject', 'supervisor', { reason: '重开' })
      const done = await audited(draft, { moves: [{ from: wrong.id, to: right.id, amount: 12_000 }] })
      expect(await due(wrong.id)).toMatchObject({ status: 'part-paid', paid: 8_000, balance: 12_000 })
      expect(await due(right.id)).toMatchObject({ status: 'part-paid', paid: 12_000, balance: 8_000 })
      await balances(slip, [wrong, right])
      expect((await office.all('receipts', { slip: slip.id }))[0]).toMatchObject({
        status: 'issued',
        amount: 20_000,
        correction: done.id,
      })
      const red = await office.all('payment-allocations', { paidOn: '2026-11-23', _sort: 'amount' })
      expect(red.map(({ amount }) => amount)).toEqual([-12_000, 12_000])
    })
    test('of the way of paying is written in red the day it is made: the closed day stays as it was', async () => {
      const fee = await office.due('2026-11', 20_000)
      const slip = await office.pay({ items: [{ receivable: fee.id }] }, office.cash(20_000))
      const settlement = await office.create('daily-settlements', {}, 'fee-clerk')
      await office.step('daily-settlements', settlement, 'hand-over', 'fee-clerk')
      const [tender] = await office.all('payment-tenders', { slip: slip.id })
      office.setDay('2026-11-23')
      await audited({ kind: 'method', tender: tender.id }, { rightMethod: 'wechat' })
      expect(await office.read('daily-settlements', settlement.id)).toMatchObject({ systemTotal: 20_000 })
      const next = await office.create('daily-settlements', {}, 'fee-clerk')
      expect(next.money.map(({ method, amount }: Any) => [method, amount]).sort()).toEqual([
        ['cash', -20_000],
        ['wechat', 20_000],
      ])
      await office.step('daily-settlements', next, 'hand-over', 'fee-clerk')
      expect(await message(step(await drawn({ kind: 'method', tender: tender.id }), 'report', 'clerk'))).toContain(
        '已作废或更正',
      )
    })
    test('takes back a whole payment of an earlier day, deposits too; the same day it is made void instead', async () => {
      const fee = await office.due('2026-11', 20_000)
      const slip = await office.pay(
        { items: [{ receivable: fee.id }], deposits: [{ kind: 'card', amount: 5_000 }] },
        office.cash(25_000),
      )
      const [receipt] = await office.all('receipts', { slip: slip.id })
      const draft = { kind: 'reverse', receipt: receipt.id }
      expect(await message(step(await drawn(draft), 'report', 'clerk'))).toContain('请直接作废缴款单')
      const first = await office.create('daily-settlements', {}, 'fee-clerk')
      await office.step('daily-settlements', first, 'hand-over', 'fee-clerk')
      office.setDay('2026-11-23')
      await audited(draft, {})
      expect(await due(fee.id)).toMatchObject({ status: 'posted', paid: 0, balance: 20_000 })
      expect((await office.all('deposits', { slip: slip.id }))[0]).toMatchObject({ status: 'cancelled', balance: 0 })
      expect(await office.read('payment-slips', slip.id)).toMatchObject({ status: 'reversed' })
      expect(await office.read('receipts', receipt.id)).toMatchObject({ status: 'reversed', number: receipt.number })
      expect([sum(await live('payment-tenders', slip)), sum(await live('payment-allocations', slip))]).toEqual([0, 0])
      const next = await office.create('daily-settlements', {}, 'fee-clerk')
      expect(next).toMatchObject({ systemTotal: -25_000, receiptTotal: -25_000 })
      await office.step('daily-settlements', next, 'hand-over', 'fee-clerk')
    })
  })

  describe('a discount', () => {
    const asked = (more = {}) =>
      office.create(
        'discount-approvals',
        { room: office.room.id, feeItem: office.fee.id, rate: 12.5, reason: '困难家庭', until: '2026-12', ...more },
        'clerk',
      )
    const move = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('discount-approvals', slip, action, who, answers)
    const approved = async (more = {}) => {
      const slip = await asked(more)
      await move(slip, 'submit', 'clerk')
      return move(slip, 'approve', 'general-manager')
    }
    test('is approved by the general manager alone and carried out by the property manager, half up to the fen', async () => {
      const fee = await office.due('2026-11', 20_004)
      const slip = await asked()
      await move(slip, 'submit', 'clerk')
      expect((await refusal(move(slip, 'approve', 'project-manager'))).status).toBe(403)
      expect((await refusal(move(slip, 'execute', 'property-manager'))).status).toBe(409)
      await move(slip, 'approve', 'general-manager')
      expect(await due(fee.id)).toMatchObject({ discount: 0 })
      expect(await move(slip, 'execute', 'property-manager')).toMatchObject({ rateInWords: '8.75 折' })
      expect(await due(fee.id)).toMatchObject({ discount: 2_501, payable: 17_503, balance: 17_503 })
      expect(await office.read('discount-approvals', slip.id)).toMatchObject({ discounted: 1, amount: 2_501 })
    })
    test('touches its own item, homes and months, what is unpaid, and nothing twice', async () => {
      const fees = [
        await office.due('2026-11', 10_000),
        await office.due('2026-10', 10_000),
        await office.due('2026-11', 10_000, { feeItem: office.water.id }),
      ]
      await move(await approved(), 'execute', 'property-manager')
      await move(await approved({ rate: 50 }), 'execute', 'property-manager')
      const discounts = await Promise.all(fees.map(async ({ id }) => (await due(id)).discount))
      expect(discounts).toEqual([1_250, 0, 0])
    })
    test('reaches what is billed later, day by day, until its last month is over', async () => {
      const slip = await approved()
      await move(slip, 'execute', 'property-manager')
      const fee = await office.due('2026-12', 10_000)
      expect(await office.rule('discount-approvals', 'apply')).toBe(1)
      expect(await office.rule('discount-approvals', 'apply')).toBe(0)
      expect(await due(fee.id)).toMatchObject({ discount: 1_250 })
      office.setDay('2027-01-01')
      expect(await office.rule('discount-approvals', 'apply')).toBe(1)
      expect(await office.read('discount-approvals', slip.id)).toMatchObject({ status: 'expired' })
    })
    test('of everything leaves nothing to pay', async () => {
      const fee = await office.due('2026-11', 10_000)
      await move(await approved({ rate: 100 }), 'execute', 'property-manager')
      expect(await due(fee.id)).toMatchObject({ status: 'paid', balance: 0, paid: 0 })
    })
    test('refused by the general manager writes nothing', async () => {
      const slip = await asked()
      await move(slip, 'submit', 'clerk')
      expect(await move(slip, 'refuse', 'general-manager', { opinion: '不符合条件' })).toMatchObject({
        status: 'refused',
      })
    })
  })

  describe('books and statements', () => {
    const book = (more = {}) =>
      office.create('voucher-books', { prefix: 'A', fromNo: 1, toNo: 100, ...more }, 'accountant')
    const people = (name: string) => office.at(name).user.id
    const move = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('voucher-books', slip, action, who, answers)
    test('a book of receipts is given out, and closed when every number is used or void', async () => {
      const slip = await book()
      expect(await message(book({ fromNo: 100, toNo: 200 }))).toContain('重叠')
      await move(slip, 'issue', 'accountant', { issuedTo: people('fee-clerk'), issuedOn: '2026-11-21' })
      await move(slip, 'use-up', 'fee-clerk', { used: 97, voided: 2, returnedOn: '2026-11-21' })
      expect(await message(move(slip, 'check', 'accountant'))).toContain('份数不符')
    })
    test('an audit is signed by the level it is for, and names the one before', async () => {
      const fee = await office.due('2026-11', 10_000)
      const draft = { scope: ['tariffs'], checked: 3, errors: [{ receivable: fee.id, error: '单价录错' }] }
      const slip = await office.create('charge-audits', { ...draft, level: 'cashier' }, 'cashier')
      expect(slip).toMatchObject({ errorCount: 1 })
      expect(await message(office.step('charge-audits', slip, 'sign', 'accountant'))).toBe('本级审核须由出纳签字')
      expect(await office.step('charge-audits', slip, 'sign', 'cashier')).toMatchObject({ status: 'signed' })
    })
    test('a home’s statement says what it owed, paid and has deposited', async () => {
      const fees = [await office.due('2026-10', 10_000), await office.due('2026-11', 20_000)]
      await office.pay({ items: [{ receivable: fees[0].id }], deposits: [{ kind: 'card', amount: 5_000 }] }, [
        { method: 'wechat', amount: 15_000 },
      ])
      const sheet = await office.create(
        'account-statements',
        { room: office.room.id, from: '2026-10', until: '2026-11' },
        'clerk',
      )
      expect(sheet).toMatchObject({ payable: 30_000, paid: 10_000, balance: 20_000, arrears: 20_000, held: 5_000 })
      expect(sheet.charges).toHaveLength(2)
      expect(sheet.payments).toMatchObject([{ amount: 15_000, methods: '微信' }])
    })
  })
})
