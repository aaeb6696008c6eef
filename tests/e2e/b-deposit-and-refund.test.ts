import { describe, it } from 'vitest'
import { deposited, handsOf, THREE_JOBS } from './first-day.ts'
import { scene } from './scene.ts'

const DUE = '2027-02-22T02:00:00.000Z'

describe('from the deposit to its refund', () => {
  const { comes, at, office } = scene({
    async prepare(hands) {
      await deposited(hands, '1201', 200_000)
      const other = await deposited(hands, '901', 100_000)
      await hands.take('deposits', other, 'accept', 'service-manager', { acceptedOn: '2026-11-21' })
    },
  })
  let deposit = ''
  let slip = ''

  it('the clerk opens the slip from the deposit, which fills it; a deduction without a reason is refused and nothing is lost', async () => {
    const clerk = await comes('clerk')
    await clerk.goes('/deposits')
    await clerk.follows('YJ-202611-0001')
    deposit = clerk.here()
    await clerk.presses('新建相关单据')
    await clerk.page.getByRole('menuitem', { name: '退款单' }).click()
    await clerk.holds('原收金额', '2,000.00')
    await clerk.holds('收款人', '陈建国')
    await clerk.chooses('退款事由', '装修验收合格')
    await clerk.writes('扣款金额', '200')
    await clerk.reads('应退金额', '¥1,800.00')
    await clerk.presses('保存草稿')
    await clerk.reads('扣款原因', '有扣款的须注明扣款原因')
    await clerk.holds('扣款金额', '200.00')
    await clerk.reads('退款事由', '装修验收合格')
    await clerk.writes('扣款金额', '0')
    await clerk.keeps()
    await clerk.stands('草稿')
    slip = clerk.here()
    await clerk.reads('金额大写', '贰仟元整')
    await clerk.refused('提交会签', '尚未登记验收合格（退证）日')
  })

  it('before the waiting time is over the button says from when, and leads to the deposit', async () => {
    const manager = await comes('service-manager')
    await manager.goes(deposit)
    await manager.takes('登记验收合格', (asked) => asked.writes('验收合格（退证）日', '2026-11-21'))
    await manager.reads('可退日期', '2027-02-21')
    const clerk = await comes('clerk')
    await clerk.goes(slip)
    await clerk.refused('提交会签', '等待期未满，2027-02-21 起方可退还')
    await clerk.rail.getByRole('link', { name: '等待期未满，2027-02-21 起方可退还' }).click()
    await clerk.reads('余额', '¥2,000.00')
  })

  it('after it the slip is handed in, and the deposit is no longer simply held', async () => {
    at(DUE)
    const clerk = await comes('clerk')
    await clerk.goes(slip)
    await clerk.takes('提交会签')
    await clerk.stands('会签中')
    await clerk.sees('TK-202702-0001')
    await clerk.lacks('同意')
    await clerk.goes(deposit)
    await clerk.reads('状态', '退款审批中')
  })

  it('nobody signs what he opened himself, nor signs twice', async () => {
    const hands = handsOf(office().desk, DUE)
    const [other] = await hands.all('deposits', { number: 'YJ-202611-0002' }, 'clerk')
    const own = await hands.create('refund-slips', { deposit: other?.id, ground: 'accepted' }, THREE_JOBS)
    await hands.take('refund-slips', own, 'submit', THREE_JOBS)
    const zhao = await comes(THREE_JOBS)
    await zhao.goes(`/refund-slips/${own.id}`)
    await zhao.refused('同意', '开单人不能会签自己的退款单')
    await zhao.goes(slip)
    await zhao.takes('同意', (asked) => asked.writes('签署意见', '验收资料齐全'))
    await zhao.signed('客服主管', '验收资料齐全 赵敏')
    await zhao.refused('同意', '同一人不能在一张单上签署两次')
  })

  it('the leader and finance sign in their order', async () => {
    const accountant = await comes('accountant')
    await accountant.goes(slip)
    await accountant.lacks('同意')
    await accountant.sees('同意由项目经理办理')
    const leader = await comes('project-manager')
    await leader.goes(slip)
    await leader.takes('同意', async () => undefined)
    await leader.signed('项目经理', '杨帆')
    await accountant.goes(slip)
    await accountant.takes('同意', async () => undefined)
    await accountant.stands('待预约')
  })

  it('the clerk agrees on a day and does not pay; the cashier pays, with voucher, identity and the receipt', async () => {
    const clerk = await comes('clerk')
    await clerk.goes(slip)
    await clerk.takes('预约领款', (asked) => asked.writes('预约领款日', '2027-02-23'))
    await clerk.stands('待付款')
    await clerk.lacks('付款')
    await clerk.sees('付款由出纳办理')
    const cashier = await comes('cashier')
    await cashier.goes(slip)
    await cashier.takes('付款', async (asked) => {
      await asked.presses('付款')
      await asked.sees('请填写付款凭证号')
      await asked.writes('付款凭证号', 'PZ-0222')
      await asked.writes('领款人身份证号', '11010519491231002X')
      await asked.marks('原收据收回', '已收回')
    })
    await cashier.stands('已付款')
    await cashier.goes(deposit)
    await cashier.reads('状态', '已退还')
    await cashier.reads('余额', '¥0.00')
    await cashier.reads('退还日期', '2027-02-22')
  })
})
