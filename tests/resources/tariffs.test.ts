import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Billing, openBilling } from './billing-desk.ts'
import { type Any, message, refusal, stores } from './money-desk.ts'

describe.each(stores)('tariffs and meters, over %s', (_, open) => {
  let store: Store
  let office: Billing
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openBilling(store)
  })

  describe('a tariff', () => {
    test('is tried on real homes beside what they pay now; what is changed is tried again', async () => {
      const { tariff, create, step, read, home, fee } = office
      await tariff()
      await home('1202')
      const draft = { feeItem: fee.id, price: 2.8, unit: '元/m²·月', regime: 'guide', validFrom: '2026-12-01' }
      const slip = await create('fee-standards', { ...draft, project: office.project }, 'accountant')
      await step('fee-standards', slip, 'try', 'accountant')
      const tried = await read('fee-standards', slip.id)
      expect(tried).toMatchObject({ trialHomes: 2, trialBefore: 44_750, trialTotal: 50_120, trialOn: '2026-11-21' })
      expect(tried.trial).toMatchObject([1, 2].map(() => ({ quantity: 89.5, before: 22_375, amount: 25_060 })))
      const { version } = tried
      await office.desk.edit('fee-standards', slip.id, { version, price: 2.9 }, office.at('accountant'))
      expect(await read('fee-standards', slip.id)).toMatchObject({ trial: [], trialOn: null, trialTotal: null })
    })
    test('rests on a resolution that has passed, of the body it names', async () => {
      const { create, step, fee, desk, at } = office
      const drawn = { subject: '调整物业费', proposal: '由 2.5 元调至 2.8 元', body: 'assembly' }
      const resolution = await create('tariff-resolutions', drawn, 'accountant')
      const short = { noticeFrom: '2026-11-01', noticeTo: '2026-11-05' }
      expect(await message(step('tariff-resolutions', resolution, 'announce', 'accountant', short))).toBe(
        '公示期不得少于 7 天',
      )
      await step('tariff-resolutions', resolution, 'announce', 'accountant', { ...short, noticeTo: '2026-11-10' })
      const draft = { feeItem: fee.id, price: 2.8, unit: '元/m²·月', regime: 'guide', validFrom: '2026-12-01' }
      const slip = await create('fee-standards', draft, 'accountant')
      await step('fee-standards', slip, 'announce', 'accountant', { noticedOn: '2026-11-01' })
      const resolve = (resolvedBy: string) =>
        step('fee-standards', slip, 'resolve', 'accountant', {
          ...{ resolvedBy, resolvedOn: '2026-11-12', decision: resolution.id },
        })
      expect(await message(resolve('assembly'))).toContain('尚未通过，不能登记')
      const card = await desk.files.keep(
        { name: '纪要.pdf', type: 'application/pdf' },
        new Uint8Array(1),
        at('accountant'),
      )
      const result = { votedOn: '2026-11-12', result: '双过半通过', minutes: [card], inFavour: 320, against: 41 }
      await step('tariff-resolutions', resolution, 'pass', 'accountant', result)
      expect(await message(resolve('committee'))).toBe('通过机构与决议不一致')
      expect(await resolve('assembly')).toMatchObject({ status: 'resolved', decision: resolution.id })
      expect(await step('tariff-resolutions', resolution, 'publish', 'accountant')).toMatchObject({
        status: 'published',
      })
    })
    test('may not do without the resolution where the company has settled so', async () => {
      const { create, step, fee, desk, at } = office
      const settled = { key: 'tariff.resolution_required', value: '是', validFrom: '2026-11-01', reason: '业委会要求' }
      const row = { ...settled, project: office.project }
      await desk.run(at('general-manager'), (tx) => tx.create('policies', row as Any))
      const noticed = async (feeItem: string) => {
        const draft = { feeItem, price: 2.8, unit: '元/m²·月', regime: 'guide', validFrom: '2026-12-01' }
        const slip = await create('fee-standards', { ...draft, project: office.project }, 'accountant')
        return step('fee-standards', slip, 'announce', 'accountant', { noticedOn: '2026-11-01' })
      }
      const answers = { resolvedBy: 'assembly', resolvedOn: '2026-11-12' }
      const work = step('fee-standards', await noticed(fee.id), 'resolve', 'accountant', answers)
      expect(await message(work)).toBe('物业费标准须选择已通过的收费标准决议')
      const water = await noticed(office.water.id)
      expect(await step('fee-standards', water, 'resolve', 'accountant', answers)).toMatchObject({ status: 'resolved' })
    })
    test('a new version begins after the one it replaces; steps rise', async () => {
      const { tariff, approved, step, create, fee } = office
      await tariff({ validFrom: '2026-11-01' })
      const slip = await approved({ validFrom: '2026-11-01', price: 3 })
      expect(await message(step('fee-standards', slip, 'enforce', 'finance-manager'))).toContain(
        '新标准的生效日期须晚于它',
      )
      const tiers = [
        { over: 20, price: 4 },
        { over: 10, price: 5 },
      ]
      const draft = { feeItem: fee.id, price: 3, unit: '元', regime: 'market', validFrom: '2026-01-01', tiers }
      expect((await refusal(create('fee-standards', draft, 'accountant'))).details.errors).toEqual({
        tiers: '阶梯须由低到高',
      })
    })
  })

  describe('a meter', () => {
    const meter = (more = {}) =>
      office.create(
        'meters',
        { code: 'S-1201', kind: 'water', feeItem: office.water.id, room: office.room.id, ...more },
        'fee-clerk',
      )
    const read = (of: Any, current: number, readOn: string, more = {}) =>
      office.create('meter-readings', { meter: of.id, current, readOn, ...more }, 'clerk')
    const check = (slip: Any) => office.step('meter-readings', slip, 'check', 'fee-clerk')

    test('is read at move-in, then each month, never below the last; used twice the mean is noticed', async () => {
      const water = await meter()
      const early = await read(water, 100, '2026-08-31')
      expect(await message(check(early))).toBe('表 S-1201 还没有初始读数，请先登记')
      await check(await read(water, 90.5, '2026-08-01', { kind: 'initial' }))
      expect(await office.read('meters', water.id)).toMatchObject({
        status: 'running',
        last: 90.5,
        lastOn: '2026-08-01',
      })
      expect(await message(check(early))).toContain('上次读数已是 90.5，请重新取数')
      await office.step('meter-readings', early, 'reread', 'clerk')
      await check(early)
      expect(await office.read('meter-readings', early.id)).toMatchObject({
        previous: 90.5,
        usage: 9.5,
        abnormal: false,
      })
      expect((await refusal(read(water, 99.9, '2026-09-30'))).details.errors).toEqual({
        current: '本次读数不得小于上次读数 100',
      })
      const high = await read(water, 120, '2026-09-30')
      expect(high).toMatchObject({ usage: 20, mean: 9.5, abnormal: true })
      const own = office.wearing('meter-readings', high, 'check', 'clerk', 'fee-clerk')
      expect(await message(own)).toBe('抄表人不能核对自己的抄表记录')
      await check(high)
      expect(await office.read('meters', water.id)).toMatchObject({ last: 120, mean: 14.75 })
    })
    test('only the last reading is corrected; the meter shows the one before', async () => {
      const water = await meter()
      await check(await read(water, 10, '2026-08-31', { kind: 'initial' }))
      const [one, two] = [
        await check(await read(water, 20, '2026-09-30')),
        await check(await read(water, 30, '2026-10-31')),
      ]
      const correct = (slip: Any) => office.step('meter-readings', slip, 'correct', 'supervisor', { reason: '看错表' })
      expect(await message(correct(one))).toContain('之后已有 2026-10-31 的读数，不能更正')
      await correct(two)
      expect(await office.read('meters', water.id)).toMatchObject({ last: 20, lastOn: '2026-09-30' })
      await check(await read(water, 28, '2026-10-31', { kind: 'final' }))
      expect(await office.read('meters', water.id)).toMatchObject({ status: 'removed' })
    })
    test('what it used is billed once by the run, by steps, and free again when the run is taken back', async () => {
      const { tariff, posted, all, step, create } = office
      const water = await meter({ ratio: 2 })
      await check(await read(water, 10, '2026-09-30', { kind: 'initial' }))
      const reading = await check(await read(water, 20, '2026-10-31'))
      await tariff({
        feeItem: office.water.id,
        basis: 'meter',
        price: 3,
        unit: '元/吨',
        tiers: [{ over: 15, price: 4.5 }],
      })
      const run = await posted()
      expect(await all('receivables')).toMatchObject([
        {
          ...{ source: 'meter', quantity: 20, amount: 6_750, reading: reading.id, working: '（15 × 3 + 5 × 4.5）' },
          ...{ coversFrom: '2026-09-30', coversUntil: '2026-10-31', balance: 6_750 },
        },
      ])
      const [due] = await all('receivables')
      expect(await office.read('meter-readings', reading.id)).toMatchObject({ status: 'billed', receivable: due.id })
      const again = await create('billing-runs', { period: '2026-11' }, 'fee-clerk')
      expect(await step('billing-runs', again, 'compute', 'fee-clerk')).toMatchObject({ count: 0 })
      await step('billing-runs', run, 'reverse', 'accountant', { reason: '水价有误' })
      expect(await office.read('meter-readings', reading.id)).toMatchObject({ status: 'checked' })
      await step('billing-runs', again, 'compute', 'fee-clerk')
      expect(await office.read('billing-runs', again.id)).toMatchObject({ count: 1, total: 6_750 })
    })
  })
})
