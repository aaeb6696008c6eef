import { expect, test } from 'vitest'
import { memoryStore } from '#engine'
import { house } from '#resources'
import { faultsOfMoney, moneyPapers, rowsOf } from '../support/books.ts'
import { type Any, message, openDesk } from './money-desk.ts'

test('a refund that the customer leaves with the office is money paid ahead for his home, to the fen', async () => {
  const store = memoryStore(house)
  const office = await openDesk(store)
  const { step, all, read, create } = office
  const deposit = await office.hold(200_000)
  await step('deposits', deposit, 'accept', 'service-manager', { acceptedOn: '2026-11-21' })
  office.setDay('2027-02-22')
  const through = async (draft: object): Promise<Any> => {
    const slip = await create('refund-slips', { ground: 'accepted', ...draft }, 'clerk')
    await step('refund-slips', slip, 'submit', 'clerk')
    for (const role of ['supervisor', 'project-manager', 'accountant']) await step('refund-slips', slip, 'sign', role)
    return step('refund-slips', slip, 'appoint', 'clerk', { appointedOn: '2027-02-23' })
  }
  const slip = await through({ deposit: deposit.id })
  const papers = { voucher: 'PZ-1', payeeIdentity: '11010519491231002X', originalReceipt: 'returned' }
  expect(await step('refund-slips', slip, 'pay', 'cashier', { ...papers, method: 'prepayment' })).toMatchObject({
    status: 'paid',
    method: 'prepayment',
  })
  expect(await read('deposits', deposit.id)).toMatchObject({ status: 'refunded', refunded: 200_000, balance: 0 })
  const [ahead] = await all('prepayments')
  expect(ahead).toMatchObject({ amount: 200_000, balance: 200_000, refund: slip.id, slip: null, payer: '王芳' })
  const [last] = await all('refund-progress-logs', { slip: slip.id, step: '已转预存款' })
  expect(last).toMatchObject({ remark: ahead.number })
  const balanced = async () => expect(faultsOfMoney(await rowsOf(house, store, moneyPapers))).toEqual([])
  await balanced()

  const due = await office.due('2027-02', 30_000)
  await step('prepayments', ahead, 'offset', 'fee-clerk')
  expect(await read('receivables', due.id)).toMatchObject({ status: 'paid', paid: 30_000 })
  await balanced()
  const kept = {
    kind: 'other',
    ground: 'lawful',
    prepayment: ahead.id,
    room: office.room.id,
    original: 170_000,
    payee: '王芳',
  }
  expect(await message(create('refund-slips', { ...kept, method: 'prepayment' }, 'clerk'))).toContain(
    '退预存款不能再转为预存款',
  )
  const cash = await through({ ...kept, ground: 'lawful' })
  await step('refund-slips', cash, 'pay', 'cashier', { ...papers, method: 'cash' })
  expect(await read('prepayments', ahead.id)).toMatchObject({ status: 'refunded', refunded: 170_000, balance: 0 })
  await balanced()
})
