import { expect, test } from 'vitest'
import { memoryStore } from '#engine'
import { house } from '#resources'
import { faultsOfMoney, moneyPapers, rowsOf } from '../support/books.ts'
import { openBilling } from './billing-desk.ts'
import { type Any, message } from './money-desk.ts'

test('a day on which the bank debits is closed like any other: system = receipts = money, way by way', async () => {
  const store = memoryStore(house)
  const office = await openBilling(store)
  const { create, step, all, home, due, room } = office
  const other = await home('1202')
  for (const [at, way] of ['collection', 'debit'].entries()) {
    const draft = {
      room: [room, other][at].id,
      bank: '工商银行',
      account: '6222020200112345',
      signedOn: '2026-10-01',
      way,
    }
    await step('auto-debit-agreements', await create('auto-debit-agreements', draft, 'clerk'), 'sign', 'clerk', {
      customerSign: '王芳',
    })
  }
  await due('2026-11', 10_000)
  await due('2026-11', 25_000, { room: other.id })
  office.setDay('2026-11-06')
  const run = await create('bank-collections', { period: '2026-11' }, 'steward')
  await step('bank-collections', run, 'notify', 'steward')
  office.setDay('2026-11-10')
  await step('bank-collections', run, 'submit', 'accountant', { executedOn: '2026-11-10' })
  for (const line of await all('bank-collection-lines', { collection: run.id }))
    await step('bank-collection-lines', line, 'succeed', 'accountant', { succeeded: line.amount })
  await step('bank-collections', run, 'return', 'accountant')
  const cash = await due('2026-10', 7_000)
  await office.pay({ items: [{ receivable: cash.id }] }, office.cash(7_000))
  await step('bank-collections', run, 'bill', 'fee-clerk')

  const settlement = await create('daily-settlements', {}, 'fee-clerk')
  const money = settlement.money.map(({ method, amount }: Any) => [method, amount]).toSorted()
  expect(money).toEqual([
    ['cash', 7_000],
    ['collection', 10_000],
    ['debit', 25_000],
  ])
  expect(settlement).toMatchObject({ systemTotal: 42_000, receiptTotal: 42_000, status: 'draft' })
  expect(settlement.receipts).toHaveLength(3)
  await step('daily-settlements', settlement, 'hand-over', 'fee-clerk')
  const counted = money.map(([method, amount]: [string, number]) => ({ method, amount }))
  const short = counted.filter(({ method }: Any) => method !== 'debit')
  expect(await message(step('daily-settlements', settlement, 'match', 'cashier', { counted: short }))).toContain(
    '自动扣费系统 ¥250.00、实点 ¥0.00，少 ¥250.00',
  )
  await step('daily-settlements', settlement, 'match', 'cashier', { counted })
  const audited = { audited: ['receipts', 'booking'] }
  expect(await step('daily-settlements', settlement, 'audit', 'accountant', audited)).toMatchObject({ cash: 7_000 })
  expect((await all('receipts')).map(({ status }) => status)).toEqual(['booked', 'booked', 'booked'])
  expect((await office.desk.report('daily-takings', {}, office.at('accountant'))).totals.figures).toMatchObject({
    ...{ cash: 7_000, collection: 10_000, debit: 25_000, all: 42_000, open: 0, handed: 42_000, difference: 0 },
  })
  expect(faultsOfMoney(await rowsOf(house, store, moneyPapers))).toEqual([])
})
