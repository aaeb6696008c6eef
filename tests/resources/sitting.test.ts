import { beforeEach, describe, expect, test } from 'vitest'
import { memoryStore } from '#engine'
import { house } from '#resources'
import { faultsOfMoney, faultsOfNumbers, faultsOfStages, moneyPapers, rowsOf } from '../support/books.ts'
import { type Any, type Desk, message, openDesk } from './money-desk.ts'

describe('many slips at one sitting of the counter', () => {
  const store = memoryStore(house)
  let office: Desk
  let next: Any
  beforeEach(async () => {
    office = await openDesk(store)
    next = await office.home('1202')
  })
  const signed = async (room: Any, items?: readonly object[]): Promise<Any> => {
    const draft = { room: room.id, compared: true, ...(items && { items }) }
    return office.step('payment-slips', await office.create('payment-slips', draft, 'clerk'), 'sign', 'clerk')
  }
  const sitting = (slips: readonly Any[]) =>
    office.desk.run(office.at('fee-clerk'), (tx) =>
      tx.performMany(
        'payment-slips',
        slips.map(({ id }) => id),
        'receive',
        ({ total }) => ({ tenders: office.cash(total) }) as Any,
      ),
    )
  const sound = async () => {
    const tables = await rowsOf(house, store)
    expect([...faultsOfMoney(tables), ...faultsOfNumbers(house, tables), ...faultsOfStages(house, tables)]).toEqual([])
  }

  test('each has its own receipt, each home is paid for, and the history names the step', async () => {
    const [mine, theirs] = [await office.due('2026-11', 25_060), await office.due('2026-11', 30_000, { room: next.id })]
    const slips = [await signed(office.room), await signed(next)]
    await sitting(slips)
    for (const [at, due] of [mine, theirs].entries()) {
      expect(await office.read('receivables', due.id)).toMatchObject({ status: 'paid', balance: 0 })
      const slip = await office.read('payment-slips', slips[at].id)
      const [receipt] = await office.all('receipts', { slip: slip.id })
      expect(slip).toMatchObject({ status: 'received', receipt: receipt.id })
      expect(receipt.lines.map(({ amount }: Any) => amount)).toEqual([slip.total])
      const entries = await office.desk.history('receivables', due.id, office.at('accountant'))
      const { cause } = entries.find(({ action }) => action === 'collect') ?? {}
      expect(cause).toMatchObject({ resource: 'payment-slips', step: '收款' })
      expect(cause).not.toHaveProperty('id')
    }
    await sound()
  })

  test('days that have passed are charged to every home that is late, not to the first alone', async () => {
    const draft = { key: 'late_fee.rate', value: '0.05', validFrom: '2026-11-01', reason: '合同约定' }
    await office.desk.run(office.at('general-manager'), (tx) =>
      tx.create('policies', { ...draft, project: office.project } as Any),
    )
    for (const room of [office.room, next]) await office.due('2026-10', 100_000, { room: room.id })
    const slips = [await signed(office.room), await signed(next)]
    office.setDay('2026-11-23')
    await sitting(slips)
    const late = await office.all('receivables', { source: 'late-fee', status: 'posted' })
    expect(new Set(late.map(({ room, amount }) => `${room} ${amount}`))).toEqual(
      new Set([`${office.room.id} 100`, `${next.id} 100`]),
    )
    await sound()
  })

  test('one fee that stands on two of them is paid once or not at all', async () => {
    const due = await office.due('2026-11', 25_060)
    const slips = [await signed(office.room), await signed(office.room)]
    expect(await message(sitting(slips))).toBe('实缴 ¥501.20 超过应缴 ¥250.60，多收部分请转预存款')
    expect(await office.read('receivables', due.id)).toMatchObject({ status: 'posted', paid: 0 })
    expect(faultsOfMoney(await rowsOf(house, store, moneyPapers))).toEqual([])
    expect(await office.all('receipts', { slip: slips.map(({ id }) => id) })).toEqual([])
  })
})
