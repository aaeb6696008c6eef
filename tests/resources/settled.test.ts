import { beforeEach, describe, expect, test } from 'vitest'
import { type Billing, openBilling } from './billing-desk.ts'
import { type Any, message } from './money-desk.ts'

describe('what the company has settled', () => {
  let office: Billing
  beforeEach(async () => {
    office = await openBilling()
  })
  const settle = (key: string, value: string) => {
    const row = { key, value, validFrom: '2026-11-01', reason: '公司规定', project: office.project }
    return office.desk.run(office.at('general-manager'), (tx) => tx.create('policies', row as Any))
  }

  test('of who carries notices to the doors: nobody else delivers', async () => {
    await settle('notice.deliverers', '安护员')
    await office.tariff()
    const run = await office.posted({ period: '2026-12', dueOn: '2026-12-15' })
    await office.step('billing-runs', run, 'sign', 'accountant')
    await office.step('billing-runs', run, 'sign', 'project-manager')
    await office.step('billing-runs', run, 'hand-out', 'fee-clerk')
    const [notice] = await office.all('payment-notices')
    const told = { deliveryMethod: 'door' }
    expect(await message(office.step('payment-notices', notice, 'deliver', 'clerk', told))).toBe(
      '送达人按业务参数确定，本岗位不送达',
    )
    expect(await office.step('payment-notices', notice, 'deliver', 'guard', told)).toMatchObject({
      status: 'delivered',
    })
  })

  test('of how money goes back: the slip begins with it, and may say otherwise', async () => {
    const deposit = await office.hold(5_000, 'card')
    const opened = () => office.create('refund-slips', { deposit: deposit.id, ground: 'returned' }, 'clerk')
    expect(await opened()).toMatchObject({ method: 'original' })
    await settle('refund.route', '现金')
    const slip = await opened()
    expect(slip).toMatchObject({ method: 'cash' })
    const { version } = slip
    const other = await office.desk.edit('refund-slips', slip.id, { version, method: 'cheque' }, office.at('clerk'))
    expect(other).toMatchObject({ method: 'cheque' })
  })
})
