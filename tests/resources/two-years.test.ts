import { afterAll, describe, expect, test } from 'vitest'
import { daysAfter, monthOf, type Store } from '#engine'
import { house } from '#resources'
import { faultsOfMoney, faultsOfNumbers, faultsOfStages, moneyPapers, rowsOf } from '../support/books.ts'
import { type Billing, openBilling } from './billing-desk.ts'
import { type Any, stores } from './money-desk.ts'

const FIRST = '2026-11-21'

async function faults(store: Store, whole: boolean): Promise<string[]> {
  const rows = await rowsOf(house, store, whole ? undefined : moneyPapers)
  return [...faultsOfMoney(rows), ...(whole ? [...faultsOfNumbers(house, rows), ...faultsOfStages(house, rows)] : [])]
}

/** What befalls one home: billed each month, paid in time, in part, ahead, late or not at all; a deposit from the counter to its refund; payments made void. */
function life(office: Billing) {
  const { create, step, read, all, pay, cash, hold } = office
  let deposit: Any
  let refund: Any
  /** What lies open, after money that was paid ahead is offset. */
  const open = async () => {
    for (const one of await all('prepayments', { status: 'open' }))
      if ((await all('receivables', { status: ['posted', 'part-paid'] })).length > 0)
        await step('prepayments', one, 'offset', 'fee-clerk')
    const dues = await all('receivables', { status: ['posted', 'part-paid'], _sort: 'period', room: office.room.id })
    return { dues, total: dues.reduce((sum, { balance }) => sum + balance, 0) }
  }
  async function bill() {
    for (const run of await all('billing-runs', { status: ['draft', 'computed', 'checked'] })) {
      if (run.status === 'draft') await step('billing-runs', run, 'compute', 'fee-clerk')
      const { count, total, status } = await read('billing-runs', run.id)
      if (count === 0) continue
      if (status === 'computed') await step('billing-runs', run, 'check', 'accountant')
      await step('billing-runs', run, 'post', 'fee-clerk', { checkedTotal: total })
    }
  }
  async function payAll(more = 0) {
    const { dues, total } = await open()
    const items = dues.map(({ id }: Any) => ({ receivable: id }))
    if (total + more === 0) return
    await pay({ ...(items.length > 0 && { items }), ...(more > 0 && { prepaying: more }) }, cash(total + more))
  }
  async function payPart() {
    const { dues } = await open()
    const [first] = dues
    if (first)
      await pay(
        { items: [{ receivable: first.id, amount: Math.ceil(first.balance / 3) }] },
        cash(Math.ceil(first.balance / 3)),
      )
  }
  async function payWrongly() {
    const { dues } = await open()
    const [first] = dues
    if (!first) return
    const slip = await pay({ items: [{ receivable: first.id }] }, cash(first.balance))
    await step('payment-slips', slip, 'void', 'fee-clerk', { reason: '收错房号' })
    await step('payment-slips', slip, 'confirm-void', 'supervisor')
  }
  async function giveBack() {
    if (!deposit) return
    const slip = { id: deposit.id }
    if (refund === undefined) {
      refund = await create('refund-slips', { deposit: slip.id, ground: 'accepted' }, 'clerk')
      await step('refund-slips', refund, 'submit', 'clerk')
    }
    for (const role of ['supervisor', 'project-manager', 'accountant']) await step('refund-slips', refund, 'sign', role)
  }
  /** By the month of this life, and the day of that month. */
  const story: Readonly<Record<string, (day: string) => Promise<unknown>>> = {
    '1-20': async () => {
      deposit = await hold(200_000)
    },
    '2-20': (day) => step('deposits', deposit, 'accept', 'service-manager', { acceptedOn: day }),
    '6-25': giveBack,
    '6-26': (day) => step('refund-slips', refund, 'appoint', 'clerk', { appointedOn: daysAfter(day, 1) }),
    '6-27': () =>
      step('refund-slips', refund, 'pay', 'cashier', {
        voucher: 'PZ-1',
        payeeIdentity: '11010519491231002X',
        originalReceipt: 'returned',
      }),
  }
  return async (day: string, month: number) => {
    const date = Number(day.slice(8))
    if (date === 2) await bill()
    if (date === 12) {
      if (month % 12 === 3) await payAll(60_000)
      else if (month % 12 === 5) await payPart()
      else if (month % 12 < 6 || month % 12 > 9) await payAll()
    }
    if (date === 13 && month % 7 === 2) await payWrongly()
    // half a year later whoever did not pay pays everything
    if (date === 28 && month % 12 === 9) await payAll()
    await story[`${month}-${date}`]?.(day)
  }
}

async function live(store: Store, days: number, wholeEvery: number) {
  const office = await openBilling(store)
  await office.tariff({ validFrom: '2026-11-01' })
  const lives = life(office)
  let month = 0
  for (let at = 0; at < days; at++) {
    const day = daysAfter(FIRST, at)
    if (at > 0 && monthOf(day) !== monthOf(daysAfter(day, -1))) month += 1
    office.setDay(day)
    const done = await office.desk.day({ day, due: true }, `${day}T02:00:00.000Z`)
    expect(
      done.filter(({ fault }) => fault),
      day,
    ).toEqual([])
    await lives(day, month)
    expect(await faults(store, at % wholeEvery === 0 || at === days - 1), `the midnight of ${day}`).toEqual([])
  }
  return office
}

describe('the life of one home', () => {
  const opened: Store[] = []
  afterAll(async () => {
    for (const store of opened) await store.close()
  })
  test('balances to the fen at every midnight of two years', async () => {
    const [, open] = stores[0] as (typeof stores)[number]
    const store = await open()
    opened.push(store)
    const { all, room } = await live(store, 730, 30)
    const receivables = await all('receivables', { room: room.id, _end: '200', _start: '0' })
    expect(receivables.length).toBeGreaterThanOrEqual(20)
    expect(await all('deposits')).toMatchObject([{ status: 'refunded', balance: 0 }])
    expect((await all('prepayments')).length).toBeGreaterThan(0)
    expect((await all('receipts', { status: 'cancelled' })).length).toBeGreaterThan(0)
    // half a year of not paying was not overlooked
    expect((await all('reminder-letters')).length).toBeGreaterThan(2)
  }, 120_000)

  test.each(stores.slice(1))(
    'and of a quarter on %s',
    async (_, open) => {
      const store = await open()
      opened.push(store)
      await live(store, 92, 46)
    },
    120_000,
  )
})
