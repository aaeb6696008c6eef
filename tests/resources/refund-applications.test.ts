import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, type Desk, message, openDesk, refusal, stores } from './money-desk.ts'

describe.each(stores)('refunds asked for in writing, over %s', (_, open) => {
  let store: Store
  let office: Desk
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openDesk(store)
  })
  const step = (slip: Any, action: string, who: string, answers = {}) =>
    office.step('refund-applications', slip, action, who, answers)
  const refund = (slip: Any, action: string, who: string, answers = {}) =>
    office.step('refund-slips', slip, action, who, answers)
  const file = async () => {
    const { id, name, type, size } = (await office.desk.files.keep(
      { name: '申请书.jpg', type: 'image/jpeg' } as never,
      new Uint8Array([1]),
      office.at('clerk'),
    )) as Any
    return { id, name, type, size }
  }
  const paid = async (period: string, amount: number) => {
    const fee = await office.due(period, amount)
    await office.pay({ items: [{ receivable: fee.id }] }, office.cash(amount))
    return fee
  }
  const drawn = (fees: readonly Any[], more = {}) =>
    office.create(
      'refund-applications',
      {
        room: office.room.id,
        ground: 'no-service',
        reason: '电梯停用两月',
        items: fees.map(({ id, amount }) => ({ receivable: id, ...(amount && { amount }) })),
        ...more,
      },
      'clerk',
    )
  const submitted = async (fees: readonly Any[], more = {}) => step(await drawn(fees, more), 'submit', 'clerk')
  const accepted = async (fees: readonly Any[]) =>
    step(await submitted(fees), 'accept', 'clerk', { evidence: [await file()] })
  const slipOf = async (application: Any) =>
    office.read('refund-slips', (await office.read('refund-applications', application.id)).refund)
  const sign = async (slip: Any) => {
    for (const role of ['supervisor', 'project-manager', 'accountant']) await refund(slip, 'sign', role)
  }
  const papers = { voucher: 'PZ-1', payeeIdentity: '11010519491231002X', originalReceipt: 'returned' }
  const told = (code: string) =>
    office.desk.run(office.at('clerk'), (tx) => tx.find('messages', { code: code as never, room: office.room.id }))
  const logs = async () => (await office.all('refund-progress-logs', { _sort: 'id' })).map((one: Any) => one.step)

  test('go from the owner’s papers through the signers to the account they came from, told at each step', async () => {
    const fees = [await paid('2026-10', 20_000), await paid('2026-11', 20_000)]
    const application = await accepted([fees[0], { ...fees[1], amount: 5_000 }])
    expect(application).toMatchObject({ status: 'in-review', total: 25_000, complete: true, number: 'TF-202611-0001' })
    const slip = await slipOf(application)
    expect(slip).toMatchObject({ kind: 'application', amount: 25_000, status: 'signing', payBy: '2026-12-01' })
    await sign(slip)
    expect(await office.read('refund-applications', application.id)).toMatchObject({ status: 'approved' })
    expect(await message(refund(slip, 'appoint', 'clerk', { appointedOn: '2026-11-24' }))).toContain(
      '尚未经会计核对原付款账户',
    )
    await step(application, 'process', 'accountant')
    await refund(slip, 'appoint', 'clerk', { appointedOn: '2026-11-24' })
    await refund(slip, 'pay', 'cashier', papers)
    expect(await office.read('receivables', fees[0].id)).toMatchObject({ paid: 20_000, refunded: 20_000 })
    expect(await office.read('receivables', fees[1].id)).toMatchObject({ paid: 20_000, refunded: 5_000 })
    const done = await step(application, 'confirm', 'clerk', { confirmedBy: '王芳' })
    expect(done).toMatchObject({ status: 'closed' })
    const steps = ['已受理', '资料齐全，开始审核', '提交会签', '审批通过', '财务办理退款', '预约领款', '已付款']
    expect(await logs()).toEqual(steps)
    expect(await told('MSG11')).toHaveLength(steps.length)
    expect(await told('MSG10')).toHaveLength(1)
  })
  test('say once and completely which papers are missing', async () => {
    const fee = await paid('2026-11', 20_000)
    const application = await submitted([fee])
    expect(await message(step(application, 'accept', 'clerk'))).toBe('请附申请书及证明材料')
    await step(application, 'need-papers', 'clerk', { missingPapers: '合同解除协议' })
    expect((await refusal(step(application, 'need-papers', 'clerk', { missingPapers: '身份证' }))).status).toBe(409)
    const complete = await step(application, 'accept', 'clerk', { evidence: [await file()] })
    expect(complete).toMatchObject({ status: 'in-review', complete: false })
  })
  test('never ask for more than was paid, for another home’s fee, or twice for the same', async () => {
    const fee = await paid('2026-11', 20_000)
    expect(await message(submitted([{ ...fee, amount: 20_001 }]))).toContain('已缴未退的只有 ¥200.00，不能退 ¥200.01')
    const other = await office.home('1302')
    expect(await message(submitted([fee], { room: other.id }))).toContain('不是这个房号的费用')
    await submitted([fee])
    expect(await message(submitted([fee]))).toContain('已在退费申请 TF-202611-0001 办理')
    const next = await paid('2026-10', 10_000)
    const draft = { kind: 'other', ground: 'wrong-charge', room: office.room.id, receivable: next.id, payee: '王芳' }
    await refund(await office.create('refund-slips', { ...draft, original: 10_000 }, 'clerk'), 'submit', 'clerk')
    expect(await message(submitted([next]))).toContain('已在退款单 TK-202611-0001 办理')
  })
  test('are refused with the signers’ reasons, and a notice waits to be told; applying again closes it', async () => {
    const fee = await paid('2026-11', 20_000)
    const application = await accepted([fee])
    const slip = await slipOf(application)
    await refund(slip, 'refuse', 'project-manager', { unmet: '服务已提供', papersNeeded: '停用证明' })
    expect(await office.read('refund-applications', application.id)).toMatchObject({
      status: 'refused',
      unmet: '服务已提供',
      papersNeeded: '停用证明',
    })
    const [notice] = await office.all('refund-refusals', { status: 'draft' })
    expect(notice).toMatchObject({ conditions: '服务已提供', papersNeeded: '停用证明', application: application.id })
    const telling = { channel: 'sms', toldTo: '王芳' }
    expect(await office.step('refund-refusals', notice, 'tell', 'clerk', telling)).toMatchObject({ status: 'told' })
    expect(await told('MSG12')).toHaveLength(1)
    await submitted([fee])
    expect(await office.read('refund-refusals', notice.id)).toMatchObject({ status: 'reapplied' })
  })
  test('lie on the desk again when the slip is made void', async () => {
    const application = await accepted([await paid('2026-11', 20_000)])
    const slip = await slipOf(application)
    await refund(slip, 'void', 'clerk', { reason: '金额有误' })
    await refund(slip, 'confirm-void', 'service-manager')
    expect(await office.read('refund-applications', application.id)).toMatchObject({ status: 'submitted' })
  })
  test('are not opened as a slip by hand', async () => {
    const draft = { kind: 'application', ground: 'quality', room: office.room.id, original: 1, payee: '王芳' }
    expect((await refusal(office.create('refund-slips', draft, 'clerk'))).details.errors).toHaveProperty('kind')
  })
  test('give prepaid money back as it stands, once', async () => {
    await office.pay({ prepaying: 30_000 }, office.cash(30_000))
    const [ahead] = await office.all('prepayments', { room: office.room.id })
    const draft = {
      kind: 'other',
      ground: 'lawful',
      room: office.room.id,
      prepayment: ahead.id,
      original: 30_000,
      payee: '王芳',
    }
    expect(
      await message(
        refund(await office.create('refund-slips', { ...draft, original: 20_000 }, 'clerk'), 'submit', 'clerk'),
      ),
    ).toContain('余额 ¥300.00')
    const slip = await office.create('refund-slips', draft, 'clerk')
    await refund(slip, 'submit', 'clerk')
    await sign(slip)
    await refund(slip, 'appoint', 'clerk', { appointedOn: '2026-11-24' })
    await refund(slip, 'pay', 'cashier', papers)
    expect(await office.read('prepayments', ahead.id)).toMatchObject({ status: 'refunded', balance: 0 })
  })
  test('nobody came for are noted by themselves, the customer reminded, and the manager decides: never given up', async () => {
    const application = await accepted([await paid('2026-11', 20_000)])
    const slip = await slipOf(application)
    await sign(slip)
    await step(application, 'process', 'accountant')
    await refund(slip, 'appoint', 'clerk', { appointedOn: '2026-11-24' })
    office.setDay('2026-12-24')
    expect(await office.rule('refund-slips', 'unclaim')).toBe(0)
    office.setDay('2026-12-25')
    expect(await office.rule('refund-slips', 'unclaim')).toBe(1)
    expect(await office.rule('refund-slips', 'unclaim')).toBe(0)
    expect(await slipOf(application)).toMatchObject({ status: 'unclaimed', unclaimedOn: '2026-12-25' })
    expect((await told('MSG11')).at(-1)?.words).toContain('逾期未领')
    expect((await refusal(refund(slip, 'decide', 'clerk', { decision: 'keep' }))).status).toBe(403)
    await refund(slip, 'decide', 'project-manager', { decision: 'notify' })
    await refund(slip, 'appoint', 'clerk', { appointedOn: '2026-12-28' })
    expect(await refund(slip, 'pay', 'cashier', papers)).toMatchObject({ status: 'paid' })
  })
})
