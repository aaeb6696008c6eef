import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Billing, openBilling } from './billing-desk.ts'
import { type Any, message, refusal, stores } from './money-desk.ts'

describe.each(stores)('a billing run, over %s', (_, open) => {
  let store: Store
  let office: Billing
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openBilling(store)
  })
  const bills = (more: Record<string, string> = {}) => office.all('receivables', { _sort: 'room,sequence', ...more })

  test('every home is billed: worked out, checked by another, posted with the total that was checked', async () => {
    const { tariff, home, create, step, read } = office
    const standard = await tariff()
    await home('1202')
    const run = await create('billing-runs', { period: '2026-11' }, 'fee-clerk')
    expect(await read('billing-runs', run.id)).toMatchObject({ months: 1, dueOn: '2026-11-15', printBy: '2026-11-05' })
    await step('billing-runs', run, 'compute', 'fee-clerk')
    expect(await read('billing-runs', run.id)).toMatchObject({
      ...{ status: 'computed', homes: 2, count: 2, total: 44_750, already: 0 },
      preview: [{ item: '物业管理费', count: 2, quantity: 179, amount: 44_750 }],
    })
    expect(await bills()).toEqual([])
    const own = office.wearing('billing-runs', run, 'check', 'fee-clerk', 'accountant')
    expect(await message(own)).toBe('试算人不能核对自己的批次')
    await step('billing-runs', run, 'check', 'accountant')
    const wrong = step('billing-runs', run, 'post', 'fee-clerk', { checkedTotal: 44_751 })
    expect(await message(wrong)).toBe('核对合计 ¥447.51 与试算合计 ¥447.50 不符')
    const posted = await step('billing-runs', run, 'post', 'fee-clerk', { checkedTotal: 44_750 })
    expect(posted).toMatchObject({ status: 'posted', number: 'JF-202611-0001' })
    expect(await bills()).toMatchObject(
      [1, 2].map(() => ({
        ...{ status: 'posted', run: run.id, standard: standard.id, source: 'standard', quantity: 89.5, price: 2.5 },
        ...{ amount: 22_375, balance: 22_375, dueOn: '2026-11-15', customerName: '王芳', working: null },
      })),
    )
  })

  test('what would be posted has changed since it was checked: it is not posted', async () => {
    const { tariff, checked, home, step } = office
    await tariff()
    const run = await checked()
    await home('1202')
    const late = step('billing-runs', run, 'post', 'fee-clerk', { checkedTotal: run.total })
    expect(await message(late)).toContain('将入账 2 笔，合计 ¥447.50，与核对合计 ¥223.75 不符')
    expect(await bills()).toEqual([])
  })

  test('run twice it fills only what is missing, whatever the months', async () => {
    const { tariff, posted, home, create, step, read } = office
    await tariff()
    await posted()
    const again = await create('billing-runs', { period: '2026-11' }, 'fee-clerk')
    await step('billing-runs', again, 'compute', 'fee-clerk')
    expect(await read('billing-runs', again.id)).toMatchObject({ count: 0, total: 0, already: 1 })
    expect(await message(step('billing-runs', again, 'check', 'accountant'))).toBe('没有要入账的费用')
    await home('1202')
    await posted({ period: '2026-10', months: 3 })
    expect((await bills()).map(({ labels, period, months }) => [labels.room, period, months])).toEqual([
      ['3-2-1201', '2026-11', 1],
      ['3-2-1201', '2026-10', 1],
      ['3-2-1201', '2026-12', 1],
      ['3-2-1202', '2026-10', 3],
    ])
  })

  test('two runs of the same month at once: one posts, the other is refused, and nothing is billed twice', async () => {
    const { tariff, checked, step } = office
    await tariff()
    const runs = [await checked(), await checked()]
    const outcomes = await Promise.allSettled(
      runs.map((run) => step('billing-runs', run, 'post', 'fee-clerk', { checkedTotal: run.total })),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await bills()).toHaveLength(1)
  })

  test('homes that are not handed over are not billed, those not checked are told', async () => {
    const { tariff, checked, create, owner } = office
    await tariff()
    const draft = { building: '3', unit: '2', floorArea: 100, owner: owner.id }
    await create('properties', { ...draft, roomNo: '1301' }, 'supervisor')
    await create('properties', { ...draft, roomNo: '1302', occupancy: 'unsold' }, 'supervisor')
    expect(await checked()).toMatchObject({
      count: 1,
      concerns: [{ matter: '房屋资源尚未经出纳核对，不计费', count: 1, examples: '3-2-1301' }],
    })
  })

  test('a new version in the middle of a month: each for its days, to the fen', async () => {
    const { tariff, approved, posted, read } = office
    await tariff()
    await approved({ price: 3, validFrom: '2026-11-16' })
    await posted()
    expect((await bills()).map((bill) => [bill.price, bill.amount, bill.coversFrom, bill.coversUntil])).toEqual([
      [2.5, 11_188, '2026-11-01', '2026-11-15'],
      [3, 13_425, '2026-11-16', '2026-11-30'],
    ])
    expect((await bills())[0]?.working).toBe('89.5 × 2.5 × 15/30 月')
    expect(await office.rule('fee-standards', 'enforce', '2026-11-21')).toBe(1)
    const [old, now] = await office.all('fee-standards', { project: office.project, _sort: 'validFrom' })
    expect(await read('fee-standards', old.id)).toMatchObject({ status: 'superseded', validTo: '2026-11-15' })
    expect(now).toMatchObject({ status: 'in-force', enforcement: { name: '系统' } })
    expect(await office.rule('fee-standards', 'enforce', '2026-11-21')).toBe(0)
  })

  test('the nearest standard wins: of the building before that of the use before that of all; named homes by quantity', async () => {
    const { tariff, posted, home, water } = office
    const other = await home('1202')
    await tariff({ price: 1 })
    await tariff({ price: 2, usage: 'residence' })
    await tariff({ price: 3, building: '3' })
    await tariff({ feeItem: water.id, basis: 'fixed', price: 9 })
    const garden = (await office.all('fee-items', { code: 'PARKING' }))[0]
    const subjects = [{ room: other.id, quantity: 2 }]
    await tariff({ feeItem: garden.id, basis: 'count', price: 300, unit: '元/个·月', subjects })
    await posted()
    expect((await bills()).map(({ labels, price, quantity }) => [labels.room, price, quantity])).toEqual([
      ['3-2-1201', 3, 89.5],
      ['3-2-1202', 3, 89.5],
      ['3-2-1202', 300, 2],
    ])
  })

  test('is taken back whole while nothing of it is paid, and may then be billed anew', async () => {
    const { tariff, posted, step, pay, cash } = office
    await tariff()
    const run = await posted()
    const reversed = await step('billing-runs', run, 'reverse', 'accountant', { reason: '单价有误' })
    expect(reversed).toMatchObject({ status: 'reversed' })
    expect(await bills()).toMatchObject([{ status: 'cancelled', balance: 0, writtenOff: 22_375 }])
    const again = await posted()
    expect(await bills({ run: again.id })).toMatchObject([{ status: 'posted', sequence: 2 }])
    await pay({ items: [{ receivable: (await bills({ run: again.id }))[0].id, amount: 100 }] }, cash(100))
    const { details } = await refusal(step('billing-runs', again, 'reverse', 'accountant', { reason: '有误' }))
    expect(details.blockers).toEqual([
      {
        message: '本批次已有 1 笔缴款，合计 ¥1.00，不能冲销',
        resource: 'receivables',
        query: `run=${again.id}&paid_gt=0`,
      },
    ])
  })

  test('its notices are reviewed once for all, printed, given out by building, and reminded of before the last day', async () => {
    const { tariff, posted, step, read, all, home } = office
    await tariff()
    await home('1202')
    const run = await posted({ period: '2026-12', dueOn: '2026-12-15' })
    await step('billing-runs', run, 'sign', 'accountant')
    expect(await all('payment-notices')).toEqual([])
    expect(await step('billing-runs', run, 'sign', 'project-manager')).toMatchObject({ status: 'noticed' })
    expect(await read('billing-runs', run.id)).toMatchObject({ notices: 2 })
    await step('billing-runs', run, 'hand-out', 'fee-clerk')
    const notices = await all('payment-notices', { _sort: 'room' })
    expect(notices).toMatchObject(
      [1, 2].map(() => ({
        ...{ status: 'delivering', total: 22_375, arrears: 0, run: run.id, dueOn: '2026-12-15' },
        reviewed: '会计 accountant、项目经理 project-manager',
      })),
    )
    const [list] = await all('notice-deliveries')
    expect(list).toMatchObject({ building: '3', status: 'open' })
    expect(await message(step('notice-deliveries', list, 'finish', 'clerk'))).toBe('还有 2 份通知单未送达或未告知')
    await step('payment-notices', notices[0], 'deliver', 'clerk', { deliveryMethod: 'hand', receivedBy: '王芳' })
    await step('payment-notices', notices[1], 'miss', 'guard')
    const told = { contactMethod: 'phone', contactNote: '已告知' }
    await step('payment-notices', notices[1], 'contact', 'clerk', told)
    await step('notice-deliveries', list, 'finish', 'clerk')
    expect(await read('notice-deliveries', list.id)).toMatchObject({
      count: 2,
      lines: [
        { result: 'delivered', method: '上门递交', receivedBy: '王芳', payable: 22_375 },
        { result: 'contacted', method: '电话', note: '已告知' },
      ],
    })
    expect(await office.rule('payment-notices', 'remind', '2026-12-04')).toBe(0)
    expect(await office.rule('payment-notices', 'remind', '2026-12-07')).toBe(2)
    expect(await office.rule('payment-notices', 'remind', '2026-12-08')).toBe(0)
    const said = await all('messages', { code: 'MSG01' })
    expect(said[0].words).toContain('3-2-120')
    expect(said[0].words).toContain('223.75')
    await step('billing-runs', run, 'reverse', 'accountant', { reason: '单价有误' })
    expect((await all('payment-notices')).map(({ status }: Any) => status)).toEqual(['recalled', 'recalled'])
  })

  test('the late fee: nothing unless the company has settled a rate; each day once', async () => {
    const { tariff, due, checked, posted, desk, at } = office
    await due('2026-10', 100_000)
    await tariff()
    expect(await checked({ lateFee: true })).toMatchObject({
      count: 1,
      concerns: [{ matter: '有逾期费用，但滞纳金费率为零' }],
    })
    const rate = {
      key: 'late_fee.rate',
      value: '0.05',
      validFrom: '2026-11-01',
      project: office.project,
      reason: '合同',
    }
    await desk.run(at('general-manager'), (tx) => tx.create('policies', rate as Any))
    await posted({ lateFee: true })
    // due on 15 October, today is 21 November: 37 days of 0.05 % of ¥1,000
    expect(await bills({ source: 'late-fee' })).toMatchObject([
      { amount: 1_850, coversUntil: '2026-11-21', working: '1 笔逾期费用，计至 2026-11-21' },
    ])
    office.setDay('2026-12-01')
    await posted({ period: '2026-12', lateFee: true })
    // ten days of ¥1,000 and of the ¥223.75: counted since the last late fee
    expect((await bills({ source: 'late-fee', period: '2026-12' }))[0]).toMatchObject({ amount: 612 })
  })

  test('at the start of a month the run lies ready by itself, once', async () => {
    const { tariff, rule, all } = office
    await tariff()
    expect(await rule('billing-runs', 'prepare', '2026-12-01')).toBe(1)
    expect(await all('billing-runs')).toMatchObject([
      { period: '2026-12', status: 'computed', count: 1, total: 22_375 },
    ])
    expect(await rule('billing-runs', 'prepare', '2026-12-02')).toBe(0)
  })
})
