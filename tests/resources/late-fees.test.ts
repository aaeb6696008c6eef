import { beforeEach, describe, expect, test } from 'vitest'
import { memoryStore } from '#engine'
import { house } from '#resources'
import { faultsOfMoney, moneyPapers, rowsOf } from '../support/books.ts'
import { openArrears } from './arrears-desk.ts'
import { type Billing, openBilling } from './billing-desk.ts'
import { type Any, message } from './money-desk.ts'

const rate = (project: string) => ({
  ...{ key: 'late_fee.rate', value: '0.05', validFrom: '2026-11-01', reason: '合同约定' },
  project,
})

describe('the late fee', () => {
  const store = memoryStore(house)
  let office: Billing
  beforeEach(async () => {
    office = await openBilling(store)
  })
  const agreed = () =>
    office.desk.run(office.at('general-manager'), (tx) => tx.create('policies', rate(office.project) as Any))
  const late = () => office.all('receivables', { source: 'late-fee', _sort: 'sequence' })
  const opened = (): Promise<Any> => office.create('payment-slips', { room: office.room.id, compared: true }, 'clerk')
  const taken = async (slip: Any): Promise<Any> => {
    const { total } = await office.step('payment-slips', slip, 'sign', 'clerk')
    return office.step('payment-slips', slip, 'receive', 'fee-clerk', { tenders: office.cash(total) })
  }
  const balanced = async () => expect(faultsOfMoney(await rowsOf(house, store, moneyPapers))).toEqual([])

  test('is nothing where no rate was settled', async () => {
    await office.due('2026-10', 100_000)
    expect(await taken(await opened())).toMatchObject({ total: 100_000 })
    expect(await late()).toEqual([])
  })

  test('is told with what is owed, a line of its own with its reason, paid together; each day once', async () => {
    await agreed()
    await office.due('2026-10', 100_000)
    await office.due('2026-11', 40_000, { dueOn: '2026-11-25' })
    const slip = await opened()
    expect(slip.items.map(({ item, amount }: Any) => [item, amount])).toEqual([
      ['物业管理费', 100_000],
      ['物业管理费', 40_000],
      ['滞纳金', 1_850],
    ])
    expect(await late()).toMatchObject([
      {
        working: '1 笔逾期费用，计至 2026-11-21',
        coversFrom: '2026-10-15',
        coversUntil: '2026-11-21',
        status: 'posted',
      },
    ])
    expect((await opened()).total).toBe(141_850)
    await taken(slip)
    expect(await late()).toMatchObject([{ status: 'paid', paid: 1_850 }])
    await balanced()
  })

  test('days that pass between the slip and the money are owed still; a tariff may have its own rate', async () => {
    const standard = await office.tariff({ price: 1_000, basis: 'fixed', lateFeeRate: 0.1 })
    await office.due('2026-10', 100_000, { standard: standard.id })
    const slip = await opened()
    expect(slip.total).toBe(103_700)
    office.setDay('2026-11-23')
    await taken(slip)
    expect(await late()).toMatchObject([
      { amount: 3_700, status: 'paid' },
      { amount: 200, status: 'posted', sequence: 2, coversFrom: '2026-11-21', coversUntil: '2026-11-23' },
    ])
    await balanced()
  })

  test('is charged before money paid ahead is used, and before the bank’s money falls on the dues', async () => {
    await agreed()
    await taken(
      await office.create('payment-slips', { room: office.room.id, compared: true, prepaying: 50_000 }, 'clerk'),
    )
    await office.due('2026-10', 40_000)
    const [ahead] = await office.all('prepayments')
    await office.step('prepayments', ahead, 'offset', 'fee-clerk')
    expect(await office.read('prepayments', ahead.id)).toMatchObject({ used: 40_740, balance: 9_260 })
    expect(await late()).toMatchObject([{ amount: 740, status: 'paid' }])
    await balanced()
  })

  test('is waived by the general manager’s discount alone, and then not asked for again', async () => {
    await agreed()
    await office.due('2026-10', 100_000)
    const slip = await opened()
    const [fee] = await office.all('fee-items', { code: 'LATE-FEE' })
    const draft = {
      room: office.room.id,
      feeItem: fee.id,
      rate: 100,
      reason: '首次逾期',
      from: '2026-11',
      until: '2026-11',
    }
    const waiver = await office.create('discount-approvals', draft, 'clerk')
    await office.step('discount-approvals', waiver, 'submit', 'clerk')
    await office.step('discount-approvals', waiver, 'approve', 'general-manager')
    await office.step('discount-approvals', waiver, 'execute', 'property-manager')
    expect(await late()).toMatchObject([{ discount: 1_850, payable: 0, balance: 0, status: 'paid' }])
    expect(await message(office.step('payment-slips', slip, 'sign', 'clerk'))).toContain('「滞纳金 2026-11」不在待缴')
    expect(await opened()).toMatchObject({ total: 100_000 })
    await balanced()
  })
})

test('the last letter asks for the late fee with the principal, the letters before it do not', async () => {
  const at = await openArrears(memoryStore(house))
  const [home = ''] = at.rooms
  const { user, now } = await at.at('steward')
  const manager = { user: { ...user, roles: ['general-manager' as const] }, now }
  await at.desk.run(manager, (tx) => tx.create('policies', rate(at.project) as Any))
  await at.owes(home, '2026-11', 20_000)
  for (const day of ['2026-11-16', '2026-11-24', '2026-12-01']) await at.day(day)
  const letters = await at.all('reminder-letters', { _sort: 'issuedOn' })
  expect(letters.map(({ principal, lateFee }) => [principal, lateFee])).toEqual([
    [20_000, 0],
    [20_000, 0],
    [20_000, 160],
  ])
  expect(await at.row(home)).toMatchObject({ principal: 20_000, lateFee: 160, total: 20_160 })
  await at.day('2026-12-02')
  expect(await at.row(home)).toMatchObject({ principal: 20_000, lateFee: 160, owed: 20_160 })
  await at.pays(home)
  expect(await at.row(home)).toMatchObject({ status: 'cleared', recovered: 20_170 })
})
