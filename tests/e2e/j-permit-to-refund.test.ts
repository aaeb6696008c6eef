import { describe, expect, it } from 'vitest'
import { type Hands, handsOf, houseOf, MORNING } from './first-day.ts'
import { scene } from './scene.ts'

const photograph = {
  name: '现场.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}
const [PATROL, DONE, DUE] = ['2026-11-26T02:00:00.000Z', '2027-02-09T02:00:00.000Z', '2027-05-10T02:00:00.000Z']
const MANAGERS = ['property-department-manager', 'engineering-manager', 'security-manager'] as const

/** A decoration approved, paid for at the counter, and agreed on: its permit lies on the clerk's desk. */
async function paidFor(hands: Hands): Promise<void> {
  const { create, take, all, read } = hands
  const room = await houseOf(hands, '1201')
  const application = await create(
    'renovation-applications',
    {
      room: room.id,
      leader: '李工',
      leaderPhone: '13900001111',
      identityChecked: true,
      content: [{ part: '客厅', work: '拆隔墙、铺砖', structure: true }],
      startsOn: '2026-11-25',
      endsOn: '2027-02-20',
    },
    'clerk',
  )
  const move = (step: string, role: Parameters<Hands['take']>[3]) =>
    take('renovation-applications', application, step, role)
  await move('submit', 'clerk')
  const papers = await all('renovation-documents', { application: application.id }, 'clerk')
  for (const paper of papers)
    await take('renovation-documents', paper, 'waive', 'service-manager', { reason: '原件已在前台核对' })
  await move('send-review', 'clerk')
  await move('approve-service', 'service-manager')
  await move('approve', 'engineering-manager')
  await move('bill', 'clerk')
  const [notice] = await all('renovation-payment-notices', { application: application.id }, 'clerk')
  if (!notice) throw new Error('nothing is to be paid')
  await take('renovation-payment-notices', notice, 'issue', 'clerk')
  const opened = await create('payment-slips', { room: room.id, renovation: notice.id, compared: true }, 'clerk')
  const slip = await read('payment-slips', opened.id, 'clerk')
  await take('payment-slips', slip, 'sign', 'clerk')
  const tenders = [{ method: 'cash', amount: slip['total'] }]
  await take('payment-slips', slip, 'receive', 'fee-clerk', { tenders })
  await take('renovation-payment-notices', notice, 'confirm', 'accountant')
  const agreement = await create('renovation-agreements', { application: application.id }, 'clerk')
  await take('renovation-agreements', agreement, 'submit', 'clerk')
  await take('renovation-agreements', agreement, 'owner-sign', 'clerk', { ownerSign: '陈建国' })
  await take('renovation-agreements', agreement, 'leader-sign', 'clerk', { leaderSign: '李工' })
  await take('renovation-agreements', agreement, 'sign', 'service-manager')
}

describe('from the permit to the deposit', () => {
  const { comes, at, office } = scene({ prepare: paidFor })
  const hands = () => handsOf(office().desk, MORNING)
  const only = async (form: string) => {
    const [one] = await hands().all(form, {}, 'service-manager')
    return one ?? expect.fail(`no ${form}`)
  }

  it('the clerk finds the fees paid, three managers sign in their order, and the permit is printed with its seal box', async () => {
    const clerk = await comes('clerk')
    await clerk.goes('/construction-permits')
    await clerk.place.getByRole('gridcell', { name: '3-2-1201' }).click()
    const permit = clerk.here()
    await clerk.takes('费用已核对，送审批')
    await clerk.stands('审批中')
    for (const role of MANAGERS) {
      const manager = await comes(role)
      await manager.goes(permit)
      await manager.takes('同意', async () => undefined)
    }
    await clerk.goes(permit)
    await clerk.stands('有效')
    await clerk.goes(`${permit}/print`)
    const sheets = await clerk.printed()
    expect(sheets).toHaveLength(2)
    for (const words of ['施工许可证', '2027-02-20', '（盖章）', '安保部经理', '现场张贴'])
      expect(sheets[0]?.text).toContain(words)
  })

  it('the guard’s patrol of the day finds a wall pulled down; the notice with its day opens by itself', async () => {
    at(PATROL)
    await office().desk.day({ day: '2026-11-26' }, PATROL)
    const guard = await comes('guard')
    await guard.goes('/renovation-patrols?view=due')
    await guard.place.getByRole('gridcell', { name: '安护员（每日）', exact: true }).click()
    await guard.goes(`${guard.here()}/edit`)
    for (const line of [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]) await guard.marks(`第 ${line} 行结果`, '正常')
    await guard.marks('第 3 行结果', '异常')
    await guard.chooses('第 3 行违规类别', '拆改承重结构')
    await guard.writes('第 3 行情况说明', '拆除承重墙一处')
    await guard.page.getByLabel('第 3 行照片').setInputFiles(photograph)
    await guard.place.getByRole('img', { name: '现场.png' }).waitFor()
    await guard.presses('保存')
    await guard.takes('完成巡查')
    await guard.stands('已开整改单')
    const clerk = await comes('clerk')
    await clerk.goes('/renovation-violations')
    await clerk.place.getByRole('gridcell', { name: '3-2-1201' }).click()
    await clerk.reads('违规情况', '拆墙：拆除承重墙一处')
    await clerk.takes('告知并签收', async (asked) => {
      await asked.writes('整改要求', '恢复原状')
      await asked.writes('整改期限', '2026-11-30')
      await asked.writes('签收人（业主或负责人）', '李工')
    })
    await clerk.stands('整改中')
    const violation = clerk.here()
    await clerk.takes('复查合格', async (asked) => {
      await asked.place.locator('input[type=file]').last().setInputFiles(photograph)
      await asked.place.getByRole('img', { name: '现场.png' }).waitFor()
    })
    await clerk.stands('已整改')
    expect(violation).toContain('/renovation-violations/')
  })

  it('the works are accepted by the team, the owner and the contractor; the deposit waits from that day', async () => {
    at(DONE)
    const application = await only('renovation-applications')
    const clerk = await comes('clerk')
    const { create, take } = handsOf(office().desk, DONE)
    for (const paper of await hands().all('renovation-documents', { phase: 'acceptance', status: 'missing' }, 'clerk'))
      await take('renovation-documents', paper, 'waive', 'service-manager', { reason: '无改动' })
    const opened = await create('renovation-acceptances', { application: application.id }, 'clerk')
    await take('renovation-acceptances', opened, 'submit', 'clerk')
    await take('renovation-acceptances', opened, 'appoint', 'clerk', { appointedAt: DONE })
    const engineer = await comes('engineer')
    await engineer.goes(`/renovation-acceptances/${opened.id}/edit`)
    for (const line of [1, 2, 3, 4, 5, 6, 7, 8]) await engineer.marks(`第 ${line} 行结果`, '合格')
    await engineer.presses('保存')
    await engineer.takes('验收合格，交各方签字')
    await engineer.stands('待各方签字')
    for (const role of ['engineering-manager', 'security-manager'] as const)
      await take('renovation-acceptances', opened, 'sign', role)
    await clerk.goes(`/renovation-acceptances/${opened.id}`)
    await clerk.takes('签字', async () => undefined)
    await clerk.takes('业主签字', (asked) => asked.writes('业主签名', '陈建国'))
    await clerk.signed('业主', '陈建国')
    await clerk.takes('装修负责人签字', (asked) => asked.writes('装修负责人签名', '李工'))
    await clerk.stands('验收合格')
    await clerk.goes('/deposits')
    await clerk.follows('YJ-202611-0001')
    await clerk.reads('可退日期', '2027-05-09')
    const manager = await comes('service-manager')
    await manager.goes(clerk.here())
    await manager.refused('登记验收合格', '装修押金的验收日由装修竣工验收表登记')
  })

  it('after the months the clerk finds it in his inbox; signed by all, the cashier pays, and the decoration is closed', async () => {
    at(DUE)
    const { all, take, create } = handsOf(office().desk, DUE)
    const [first, second] = await all('deposits', { _sort: 'number' }, 'clerk')
    const [application] = await all('renovation-applications', {}, 'clerk')
    const other = await create('refund-slips', { deposit: second?.id, ground: 'accepted' }, 'clerk')
    const signed = async (slip: { readonly id: string }) => {
      for (const role of ['supervisor', 'project-manager', 'accountant'] as const)
        await take('refund-slips', slip, 'sign', role)
      await take('refund-slips', slip, 'appoint', 'clerk', { appointedOn: '2027-05-12' })
    }
    await take('refund-slips', other, 'submit', 'clerk')
    await signed(other)
    const paid = { voucher: 'PZ-1', payeeIdentity: '11010519491231002X', originalReceipt: 'returned' }
    await take('refund-slips', other, 'pay', 'cashier', paid)
    const clerk = await comes('clerk')
    await clerk.goes(`/deposits/${first?.id}`)
    await clerk.presses('新建相关单据')
    await clerk.page.getByRole('menuitem', { name: '退款单', exact: true }).click()
    await clerk.chooses('退款事由', '装修验收合格')
    await clerk.keeps()
    await clerk.takes('提交会签')
    await clerk.stands('会签中')
    await clerk.reads('付款期限', '2027-05-19')
    const slip = clerk.here()
    await signed({ id: slip.split('/').at(-1) ?? '' })
    const cashier = await comes('cashier')
    await cashier.goes(slip)
    await cashier.takes('付款', async (asked) => {
      await asked.writes('付款凭证号', 'PZ-0510')
      await asked.writes('领款人身份证号', '11010519491231002X')
      await asked.marks('原收据收回', '已收回')
    })
    await cashier.stands('已付款')
    await clerk.goes(`/renovation-applications/${application?.id}`)
    await clerk.stands('已办结')
  })
})
