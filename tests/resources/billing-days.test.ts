import { beforeEach, describe, expect, test } from 'vitest'
import { type Billing, openBilling } from './billing-desk.ts'
import type { Any } from './money-desk.ts'

describe('homes charged for some days of a month', () => {
  let office: Billing
  let owner: string
  beforeEach(async () => {
    office = await openBilling()
    owner = office.owner.id
  })
  const bills = (more: Record<string, string> = {}) => office.all('receivables', { _sort: 'room,sequence', ...more })
  const enter = async (roomNo: string, more: Record<string, unknown> = {}): Promise<Any> => {
    const draft = { building: '3', unit: '2', roomNo, floorArea: 100, owner, ...more }
    return office.step('properties', await office.create('properties', draft, 'supervisor'), 'check', 'cashier')
  }
  const occupy = (home: Any, occupancy: string, occupancyFrom: string) =>
    office.step('properties', home, 'occupy', 'clerk', { occupancy, occupancyFrom })

  test('handed over in mid-month: its days of the month are worked out in the preview and billed; then whole months', async () => {
    const { tariff, create, step, read, posted } = office
    await tariff()
    const home = await enter('1301', { occupancy: 'unsold' })
    expect(await read('properties', home.id)).toMatchObject({ handover: 'pending', feeFrom: null })
    await occupy(home, 'sold', '2026-11-02')
    await occupy(home, 'occupied', '2026-11-16')
    expect(await read('properties', home.id)).toMatchObject({ handover: 'done', feeFrom: '2026-11-16' })
    const run = await create('billing-runs', { period: '2026-11' }, 'fee-clerk')
    await step('billing-runs', run, 'compute', 'fee-clerk')
    expect(await read('billing-runs', run.id)).toMatchObject({
      ...{ count: 2, total: 22_375 + 12_500 },
      preview: [{ item: '物业管理费', count: 2, part: 1, amount: 34_875 }],
      partMonths: [
        {
          ...{ home: '3-2-1301', item: '物业管理费', from: '2026-11-16', until: '2026-11-30', days: 15 },
          ...{ working: '100 × 2.5 × 15/30 月', amount: 12_500 },
        },
      ],
    })
    await posted()
    expect(await bills({ room: home.id })).toMatchObject([
      { amount: 12_500, coversFrom: '2026-11-16', coversUntil: '2026-11-30', months: 1 },
    ])
    await posted({ period: '2026-12' })
    expect(await bills({ room: home.id, period: '2026-12' })).toMatchObject([{ amount: 25_000, coversFrom: null }])
  })

  test('billed a quarter ahead it pays from its first day; a month before that stays unbilled', async () => {
    await office.tariff()
    const home = await enter('1301', { feeFrom: '2026-11-11' })
    await office.posted({ period: '2026-10', months: 3 })
    expect(await bills({ room: home.id })).toMatchObject([
      { period: '2026-11', months: 2, amount: 16_667 + 25_000, working: '100 × 2.5 × （1 个月 + 20/30 月）' },
    ])
    const again = await office.create('billing-runs', { period: '2026-10', months: 3 }, 'fee-clerk')
    await office.step('billing-runs', again, 'compute', 'fee-clerk')
    expect(await office.read('billing-runs', again.id)).toMatchObject({ count: 0, partMonths: [] })
  })

  test('given back in mid-month: charged until the day before, then no more; what was billed beyond is told', async () => {
    const { tariff, posted, checked, create, step, read } = office
    await tariff()
    const [early, late] = [await enter('1301', { occupancy: 'sold' }), await enter('1302', { occupancy: 'sold' })]
    for (const home of [early, late]) await occupy(home, 'occupied', '2026-10-01')
    await posted({ period: '2026-10' })
    await occupy(early, 'sold', '2026-11-11')
    await posted()
    expect(await bills({ room: early.id, period: '2026-11' })).toMatchObject([
      { amount: 8_333, coversFrom: '2026-11-01', coversUntil: '2026-11-10' },
    ])
    await occupy(late, 'unsold', '2026-11-21')
    await office.home('1202')
    expect(await checked()).toMatchObject({
      count: 1,
      concerns: [{ matter: '已计费至计费截止日之后，多计的请办理收费更正', count: 1, examples: '3-2-1302' }],
    })
    const december = await create('billing-runs', { period: '2026-12' }, 'fee-clerk')
    await step('billing-runs', december, 'compute', 'fee-clerk')
    expect(await read('billing-runs', december.id)).toMatchObject({ homes: 2 })
    await occupy(early, 'let', '2026-12-31')
    await posted({ period: '2026-12' })
    expect(await bills({ room: early.id, period: '2026-12' })).toMatchObject([
      { amount: 806, working: '100 × 2.5 × 1/31 月' },
    ])
  })

  test('a tenant who pays moves in, or out, in mid-month: his days are his, the others the owner’s', async () => {
    const { tariff, create, posted } = office
    await tariff()
    const tenant = await create('residents', { name: '租客', kind: 'tenant', phone: '13900001111' }, 'clerk')
    const let_ = { tenant: tenant.id, payerType: 'tenant', occupancy: 'let' }
    const home = await enter('1301', { ...let_, leaseFrom: '2026-11-11', leaseTo: '2026-12-20' })
    await posted({ period: '2026-10', months: 3 })
    expect(
      (await bills({ room: home.id })).map(({ period, months, amount, customerName }) => [
        period,
        months,
        amount,
        customerName,
      ]),
    ).toEqual([
      ['2026-10', 2, 25_000 + 8_333, '王芳'],
      ['2026-11', 2, 16_667 + 16_129, '租客'],
      ['2026-12', 1, 8_871, '王芳'],
    ])
    const always = await enter('1302', let_)
    await posted()
    expect(await bills({ room: always.id })).toMatchObject([{ amount: 25_000, customerName: '租客', working: null }])
  })

  test('the standard says what a part month costs: whole, nothing, or its days to the jiao', async () => {
    const { tariff, posted, fee, water } = office
    const [first] = await office.all('fee-items', { code: 'PARKING' })
    await tariff({ feeItem: fee.id, prorating: 'full' })
    await tariff({ feeItem: water.id, basis: 'fixed', price: 30, prorating: 'none' })
    await tariff({ feeItem: first.id, basis: 'fixed', price: 10.01, rounding: 'jiao' })
    const home = await enter('1301', { feeFrom: '2026-11-21' })
    await posted()
    expect((await bills({ room: home.id })).map(({ amount, working }) => [amount, working])).toEqual([
      [25_000, null],
      [330, '1 × 10.01 × 10/30 月，四舍五入到角'],
    ])
  })

  test('the last day is not before the first', async () => {
    const wrong = enter('1301', { feeFrom: '2026-11-21', feeTo: '2026-11-20' })
    await expect(wrong).rejects.toThrow('计费截止日不得早于起始日')
  })
})
