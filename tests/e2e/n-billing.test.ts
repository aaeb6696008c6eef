import { describe, expect, it } from 'vitest'
import { shot } from '../support/browser.ts'
import type { Hands } from './first-day.ts'
import { scene } from './scene.ts'

/** The property fee is 2.50 a square metre and month, tried, approved and in force. */
async function price({ all, create, take }: Hands) {
  const [feeItem] = await all('fee-items', { code: 'PROPERTY' }, 'accountant')
  const draft = { feeItem: feeItem?.id, price: 2.5, unit: '元/m²·月', regime: 'guide', validFrom: '2026-01-01' }
  const standard = await create('fee-standards', draft, 'accountant')
  await take('fee-standards', standard, 'announce', 'accountant', { noticedOn: '2026-11-01' })
  const resolved = { resolvedBy: 'assembly', resolvedOn: '2026-11-10' }
  await take('fee-standards', standard, 'resolve', 'accountant', resolved)
  await take('fee-standards', standard, 'try', 'accountant')
  await take('fee-standards', standard, 'sign', 'finance-manager')
  await take('fee-standards', standard, 'sign', 'general-manager')
  await take('fee-standards', standard, 'enforce', 'finance-manager')
}

describe('a month is billed for a project', () => {
  const { comes } = scene({ prepare: price })
  let run = ''

  it('the fee clerk works the month out: every item with its count and total, nothing posted yet', async () => {
    const clerk = await comes('fee-clerk')
    await clerk.goes('/billing-runs')
    await clerk.presses('新建')
    await clerk.keeps()
    run = clerk.here()
    await clerk.stands('准备中')
    await clerk.takes('试算')
    await clerk.stands('已试算')
    await clerk.reads('应收笔数', '3')
    await clerk.reads('应收合计', '¥671.25')
    await clerk.sees('物业管理费')
    await shot(clerk.page, 'n-billing-computed')
  })

  it('the accountant checks it; it is posted with the checked total alone', async () => {
    const accountant = await comes('accountant')
    await accountant.goes(run)
    await accountant.takes('核对无误')
    await accountant.stands('已核对')

    const clerk = await comes('fee-clerk')
    await clerk.goes(run)
    await clerk.presses('入账')
    await clerk.asked.writes('核对合计', '671.24')
    await clerk.asked.presses('入账')
    await clerk.asked.sees('核对合计 ¥671.24 与试算合计 ¥671.25 不符')
    await clerk.asked.writes('核对合计', '671.25')
    await clerk.asked.presses('入账')
    await clerk.stands('已入账')
    await clerk.sees('JF-202611-0001')
  })

  it('finance and the leader review the notices once for all; they are printed, and listed by building', async () => {
    for (const role of ['accountant', 'project-manager']) {
      const signer = await comes(role)
      await signer.goes(run)
      await signer.takes('通知单审核通过', async () => undefined)
    }
    const clerk = await comes('fee-clerk')
    await clerk.goes(run)
    await clerk.stands('已出通知')
    await clerk.takes('打印发放')
    await clerk.stands('收缴中')
    await clerk.reads('通知单份数', '3')
    await shot(clerk.page, 'n-billing-handed-out')
    await clerk.goes('/payment-notices')
    const notices = await clerk.rows(['房号', '应缴合计', '状态'])
    expect(notices.map(([, payable, status]) => [payable, status])).toEqual(
      Array.from({ length: 3 }, () => ['223.75', '待送达']),
    )
    await clerk.goes('/notice-deliveries')
    expect(await clerk.rows(['楼栋', '状态'])).toHaveLength(2)
    await shot(clerk.page, 'n-billing-deliveries')
  })
})
