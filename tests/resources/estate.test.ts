import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { calendarOf, workingDaysAfter } from '../../resources/clauses/days.ts'
import { feeItems, holidays, prices, templates } from '../../resources/standing.ts'
import { message, refusal } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

describe('what stands in every office', () => {
  test('the price list has every line of the documents, P01 to P24', () => {
    const codes = new Set(prices.map(({ code }) => code.slice(0, 3)))
    expect([...codes].toSorted()).toEqual(Array.from({ length: 24 }, (_, at) => `P${String(at + 1).padStart(2, '0')}`))
    expect(prices.filter(({ price, rate, negotiable }) => !negotiable && price === null && rate === undefined)).toEqual(
      [],
    )
    expect(prices.find(({ code }) => code === 'P14')).toMatchObject({ price: 50, unit: 'm²·月' })
  })
  test('the check lists have every item: 37 of the daily round, and those that other documents add', () => {
    const codes = templates.flatMap(({ lines }) => lines.map(({ code }) => code))
    expect(new Set(codes).size).toBe(codes.length)
    const count = (kind: string) => templates.find((one) => one.kind === kind)?.lines.length
    expect([count('daily'), count('renovation'), count('vacant'), count('pre-renovation')]).toEqual([37, 12, 12, 6])
    expect(templates.find(({ kind }) => kind === 'daily')?.lines.find(({ code }) => code === 'CI17')).toMatchObject({
      item: '天台门',
      standard: '能随手打开，严禁上锁',
      severity: 'major',
    })
  })
  test('no day is entered twice, no fee item twice', () => {
    expect(new Set(holidays.map(({ day }) => day)).size).toBe(holidays.length)
    expect(new Set(feeItems.map(({ code }) => code)).size).toBe(feeItems.length)
  })
})

for (const [name, open] of stores)
  describe(`the estate, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      office = await openService(store)
    })

    test('a house is checked by the cashier, then by the accountant; a change begins the checks anew', async () => {
      const draft = { building: '7', unit: '1', roomNo: '101', floorArea: 120.5, owner: office.owner }
      const house = await office.create('properties', draft, 'supervisor')
      expect(house).toMatchObject({ status: 'draft', usage: 'residence', labels: { id: '7-1-101', owner: '王芳' } })
      const step = (action: string, who: string, answers = {}) => office.step('properties', house, action, who, answers)
      expect((await refusal(step('check', 'supervisor'))).status).toBe(403)
      const checked = await step('check', 'cashier')
      expect((await refusal(office.edit('properties', checked, { floorArea: 1 }, 'supervisor'))).message).toBe(
        '房屋资源处于「出纳已核对」，不能修改；如有差错请走更正或作废',
      )
      const { user, now } = await office.at('cashier')
      const promoted = { user: { ...user, roles: ['accountant' as const] }, now }
      const own = office.desk.perform('properties', house.id, 'audit', { version: checked.version }, promoted)
      expect(await message(own)).toBe('审核人与核对人不得为同一人')
      expect(await step('audit', 'accountant')).toMatchObject({ status: 'audited' })
      expect(await step('occupy', 'clerk', { occupancy: 'let', occupancyFrom: '2026-11-20' })).toMatchObject({
        occupancy: 'let',
      })
      const again = await step('correct', 'supervisor', { reason: '产权面积更正' })
      expect(again.status).toBe('draft')
      expect(await office.edit('properties', again, { floorArea: 118.2 }, 'supervisor')).toMatchObject({
        floorArea: 118.2,
      })
    })

    test('one room stands in the list once, and a tenant who pays is named', async () => {
      const draft = { building: '3', unit: '2', roomNo: '1201', floorArea: 89.5 }
      expect(await message(office.create('properties', draft, 'supervisor'))).toBe('该房号已经录入')
      const let_ = { ...draft, roomNo: '1202', payerType: 'tenant' }
      expect(await message(office.create('properties', let_, 'supervisor'))).toBe('缴费人为租户时须填租户')
    })

    test('telephones are read by those who call people, and looked up with a reason by those who may', async () => {
      const phone = async (who: string) => (await office.all('residents', {}, who))[0].phone
      expect([await phone('steward'), await phone('cashier')]).toEqual(['13812345678', '138****5678'])
      const reveal = async (who: string) =>
        office.desk.reveal('residents', office.owner, { field: 'phone', reason: '核对' }, await office.at(who))
      expect(await reveal('clerk')).toEqual({ value: '13812345678' })
      expect((await refusal(reveal('cashier'))).status).toBe(403)
      expect(await office.all('residents', { q: 'wf' }, 'clerk')).toHaveLength(1)
    })

    test('working days skip weekends and holidays, and count the days worked instead', async () => {
      const after = async (day: string, days: number) =>
        office.desk.run(await office.at('clerk'), async (tx) => workingDaysAfter(day, days, await calendarOf(tx, day)))
      expect(await after('2026-11-20', 7)).toBe('2026-12-01')
      // 2026-09-25 to 27 is 中秋节, 10-01 to 07 国庆节; Sunday 09-20 and Saturday 10-10 are worked.
      expect(await after('2026-09-18', 7)).toBe('2026-09-29')
      expect(await after('2026-09-30', 3)).toBe('2026-10-10')
      expect(await message(after('2027-12-30', 7))).toBe('节假日中还没有 2028 年的安排，不能计算工作日，请先录入')
    })

    test('a price is told to the owners before the general manager puts it in force', async () => {
      const draft = {
        code: 'P30',
        category: 'extra',
        name: '代订牛奶',
        unit: '月',
        price: 500,
        validFrom: '2026-11-26',
      }
      const item = await office.create('price-items', draft, 'accountant')
      const step = (action: string, who: string, answers = {}) => office.step('price-items', item, action, who, answers)
      expect((await refusal(step('enforce', 'general-manager'))).status).toBe(409)
      await step('announce', 'accountant', { announcedOn: '2026-11-25' })
      expect(await message(step('enforce', 'general-manager'))).toBe('收费标准须先向业主公示')
      expect((await refusal(step('enforce', 'accountant'))).status).toBe(403)
      office.pass(4 * 24 * 60)
      expect(await message(step('enforce', 'general-manager'))).toBe('收费标准 2026-11-26 才生效')
      office.pass(24 * 60)
      expect(await step('enforce', 'general-manager')).toMatchObject({ status: 'in-force' })
      const free = { ...draft, code: 'P31', price: null }
      expect(await message(office.create('price-items', free, 'accountant'))).toMatch('请填写单价或费率之一')
    })
  })
