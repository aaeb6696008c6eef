import { describe, expect, it } from 'vitest'
import { type Hands, handsOf, houseOf, owe } from './first-day.ts'
import { scene } from './scene.ts'

/** A slip for all that a home owes, signed by customer service. */
async function atCounter(hands: Hands, roomNo: string) {
  const room = await houseOf(hands, roomNo)
  const slip = await hands.create('payment-slips', { room: room.id, compared: true }, 'clerk')
  return hands.take('payment-slips', slip, 'sign', 'clerk')
}

describe('from the counter to the closed day', () => {
  const { comes } = scene({
    async prepare(hands) {
      await owe(hands, '1201', ['PROPERTY', '2026-11', 89.5, 2.335])
      await atCounter(hands, '1201')
    },
  })
  let settlement = ''
  let slip = ''

  it('the fee clerk takes the money, and hands over what the system says he took', async () => {
    const taker = await comes('fee-clerk')
    await taker.goes('/payment-slips?view=waiting')
    await taker.follows('JK-202611-0001')
    slip = taker.here()
    await taker.takes('收款', async (asked) => {
      await asked.presses('添加一行')
      await asked.writes('第 1 行金额', '208.98')
    })
    await taker.stands('已收款')
    await taker.goes('/daily-settlements/new')
    await taker.keeps()
    await taker.stands('待交款')
    await taker.reads('系统合计', '¥208.98')
    await taker.reads('收据合计', '¥208.98')
    settlement = taker.here()
    await taker.takes('交款')
    await taker.stands('待核对')
    await taker.lacks('核对相符')
  })

  it('the cashier counts: ten yuan short are not matched, the whole sum is', async () => {
    const cashier = await comes('cashier')
    await cashier.goes('/daily-settlements?view=matching')
    await cashier.follows('RJ-202611-0001')
    await cashier.takes('核对相符', async (asked) => {
      await asked.presses('添加一行')
      await asked.writes('第 1 行金额', '198.98')
      await asked.presses('核对相符')
      await asked.sees('现金系统 ¥208.98、实点 ¥198.98，少 ¥10.00：请登记差异')
      await asked.writes('第 1 行金额', '208.98')
    })
    await cashier.stands('已核对')
    await cashier.reads('存行期限', '2026-11-23')
  })

  it('a payment that was handed over is not made void any more', async () => {
    const clerk = await comes('clerk')
    await clerk.goes(slip)
    await clerk.refused('申请作废', '收据 SJ-202611-0001 已随日清日结交款，不能作废，请办理收费更正')
  })

  it('the cash goes to the bank, and the accountant closes the day', async () => {
    const cashier = await comes('cashier')
    await cashier.goes('/bank-deposits/new')
    await cashier.presses('保存')
    await cashier.reads('存行金额', '¥208.98')
    await cashier.takes('存行', async (asked) => {
      await asked.writes('存入账户', '工商银行基本户')
      await asked.writes('银行回单号', 'HD-0001')
    })
    await cashier.stands('已存行')
    const accountant = await comes('accountant')
    await accountant.goes(settlement)
    await accountant.takes('审核', async (asked) => {
      const scope = asked.place.getByRole('combobox', { name: '审核内容', exact: true })
      await scope.focus()
      for (const key of ['ArrowDown', 'Enter']) await scope.press(key)
      await asked.sees('收据与系统收款')
      // the list lies over the button until somebody looks elsewhere
      await asked.place.getByText('审核', { exact: true }).first().click()
    })
    await accountant.stands('已审核')
    await accountant.goes('/receipts')
    expect(await accountant.rows(['收据号', '合计', '状态'])).toEqual([['SJ-202611-0001', '208.98', '已入账']])
  })

  it('the sheet of the day names the three who closed it', async () => {
    const cashier = await comes('cashier')
    await cashier.goes(`${settlement}/print`)
    await cashier.page.getByText('黄婷').first().waitFor()
    const sheets = await cashier.printed()
    expect(sheets).toHaveLength(2)
    for (const words of ['日清日结交款单', '¥208.98', '贰佰零捌元玖角捌分', '黄婷', '徐慧', '朱琳'])
      expect(sheets[0]?.text).toContain(words)
  })
})

describe('goods leave the estate', () => {
  const { comes, office } = scene({ prepare: (hands) => owe(hands, '1201', ['PROPERTY', '2026-11', 89.5, 2.335]) })
  let pass = ''
  const signAs = async (roles: readonly ('clerk' | 'duty-director' | 'centre-manager')[]) => {
    const hands = handsOf(office().desk)
    for (const role of roles)
      await hands.take('goods-release-passes', { id: pass.split('/').at(-1) ?? '' }, 'sign', role)
  }

  it('the clerk writes the pass and compares the owner’s papers', async () => {
    const clerk = await comes('clerk')
    await clerk.goes('/goods-release-passes/new')
    await clerk.chooses('房号', '3-2-901', '901')
    await clerk.writes('办证人', '赵敏华')
    await clerk.writes('搬运人', '老李')
    await clerk.writes('第 1 行物品名称', '三人沙发')
    await clerk.keeps()
    pass = clerk.here()
    await clerk.takes('核对身份', async (asked) => {
      await asked.marks('核对方式', '当面核对原件')
      await asked.presses('核对身份')
      await asked.sees('请核对身份证原件')
      await asked.ticks('已核对身份证原件')
    })
    await clerk.stands('待签名')
    await clerk.sees('FX-202611-0001')
  })

  it('nothing is owed: finance, the desk, the director and the centre sign; the guard lets it out', async () => {
    const accountant = await comes('accountant')
    await accountant.goes(pass)
    await accountant.takes('签名', (asked) => asked.writes('签署意见', '费用已结清'))
    await accountant.signed('会计', '费用已结清 朱琳')
    await signAs(['clerk', 'duty-director', 'centre-manager'])
    const guard = await comes('guard')
    await guard.goes('/goods-release-passes?view=gate')
    await guard.follows('FX-202611-0001')
    await guard.takes('查验放行')
    await guard.stands('已放行')
  })

  it('the pass is two sheets: the stub, and the notice for the gate with its box for the seal', async () => {
    const clerk = await comes('clerk')
    await clerk.goes(`${pass}/print`)
    await clerk.page.getByText('三人沙发').first().waitFor()
    const sheets = await clerk.printed()
    expect(sheets.map(({ text }) => /第.联(存根联|通知联)/.exec(text)?.[1])).toEqual(['存根联', '通知联'])
    for (const words of ['三人沙发', '赵敏华', 'FX-202611-0001', '（盖章）', '马超'])
      expect(sheets[1]?.text).toContain(words)
  })

  it('with arrears finance does not sign, and the link leads to them; a signed exception lets it pass', async () => {
    const hands = handsOf(office().desk)
    const room = await houseOf(hands, '1201')
    const draft = { room: room.id, applicant: '陈建国', mover: '老李', items: [{ name: '冰箱' }] }
    const other = await hands.create('goods-release-passes', draft, 'clerk')
    const seen = { identityMethod: 'person', originalSeen: true }
    await hands.take('goods-release-passes', other, 'check-identity', 'clerk', seen)
    const accountant = await comes('accountant')
    await accountant.goes(`/goods-release-passes/${other.id}`)
    await accountant.reads('欠费', '¥208.98')
    await accountant.refused('签名', '还有 1 笔欠费，合计 ¥208.98')
    await accountant.rail.getByRole('link', { name: '还有 1 笔欠费，合计 ¥208.98' }).click()
    expect(await accountant.rows(['未缴'])).toEqual([['208.98']])
    const leader = await comes('project-manager')
    await leader.goes(`/goods-release-passes/${other.id}`)
    await leader.takes('准予欠费放行', (asked) => asked.writes('欠费放行理由', '业主已签还款计划'))
    await leader.reads('欠费放行审批', /杨帆/)
    await accountant.goes(`/goods-release-passes/${other.id}`)
    await accountant.takes('签名', (asked) => asked.writes('签署意见', '已批准欠费放行'))
    await accountant.signed('会计', '已批准欠费放行 朱琳')
  })
})
