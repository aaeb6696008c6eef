import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, type Desk, message, openDesk, refusal, stores } from './money-desk.ts'

describe.each(stores)('refunds, over %s', (_, open) => {
  let store: Store
  let office: Desk
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  let deposit: Any
  beforeEach(async () => {
    office = await openDesk(store)
    deposit = await office.hold(200_000)
  })
  const accept = (day = '2026-11-21', of = deposit) =>
    office.step('deposits', of, 'accept', 'service-manager', { acceptedOn: day })
  const drafted = (more = {}) =>
    office.create('refund-slips', { deposit: deposit.id, ground: 'accepted', ...more }, 'clerk')
  const step = (slip: Any, action: string, role: string, answers = {}) =>
    office.step('refund-slips', slip, action, role, answers)
  const sign = async (slip: Any) => {
    for (const role of ['supervisor', 'project-manager', 'accountant']) await step(slip, 'sign', role)
    return office.read('refund-slips', slip.id)
  }
  const due = async (more = {}) => {
    await accept()
    office.setDay('2027-02-22')
    return drafted(more)
  }
  const approved = async (more = {}) => {
    const slip = await due(more)
    await step(slip, 'submit', 'clerk')
    return sign(slip)
  }
  const papers = { voucher: 'PZ-1', payeeIdentity: '11010519491231002X', originalReceipt: 'returned' }
  const appointed = async (more = {}) => step(await approved(more), 'appoint', 'clerk', { appointedOn: '2027-02-23' })
  const deduct = async (amount: number, more = {}) => {
    const card = await file('clerk')
    const draft = { deposit: deposit.id, reason: '墙面划伤', amount, evidence: [card], ...more }
    return office.create('deposit-deductions', draft, 'clerk')
  }
  const file = async (role: string) => {
    const { id, name, type, size } = (await office.desk.files.keep(
      { name: '照片.jpg', type: 'image/jpeg' } as never,
      new Uint8Array([1]),
      office.at(role),
    )) as Any
    return { id, name, type, size }
  }
  const settled = async (amount: number) => {
    const slip = await deduct(amount)
    const move = (action: string, role: string, answers = {}) =>
      office.step('deposit-deductions', slip, action, role, answers)
    await move('propose', 'clerk')
    await move('agree', 'clerk', { customerSign: '王芳' })
    return move('finalise', 'project-manager')
  }
  const balanceOf = async () => {
    const { status, deducted, refunded, balance } = await office.read('deposits', deposit.id)
    return [status, deducted, refunded, balance]
  }

  describe('the deposit', () => {
    test('waits three months after acceptance, the day clamped, as the policy says', async () => {
      const read = async () => (await office.read('deposits', deposit.id)).refundableFrom
      await accept()
      expect(await read()).toBe('2027-02-21')
      office.setDay('2026-11-30')
      await accept('2026-11-30')
      expect(await read()).toBe('2027-02-28')
      const policy = {
        key: 'deposit_refund.wait_months',
        value: '0',
        validFrom: '2026-11-30',
        reason: '按七个工作日办理',
      }
      await office.create('policies', { ...policy, project: office.project }, 'finance-manager')
      office.setDay('2026-12-01')
      await accept('2026-12-01')
      expect(await read()).toBe('2026-12-01')
    })
    test('for a worker’s pass goes back the day the pass comes back', async () => {
      const pass = await office.hold(10_000, 'pass')
      await accept('2026-11-21', pass)
      expect(await office.read('deposits', pass.id)).toMatchObject({ refundableFrom: '2026-11-21' })
    })
    test('keeps its own rules against every effect: not before its day, and never below nothing', async () => {
      const by = (action: 'apply' | 'deduct', answers: object) =>
        office.desk.run(office.at('clerk'), (tx) => tx.perform('deposits', deposit.id, action, answers))
      await accept()
      expect(await message(by('apply', { refund: (await drafted()).id }))).toBe('等待期未满，2027-02-21 起方可退还')
      expect(await message(by('deduct', { deducted: 200_001 }))).toBe('扣款与退还合计不得超过押金 ¥2,000.00')
    })
    test('is accepted by the service manager, between its receipt and today', async () => {
      const as = (role: string, acceptedOn: string) => office.step('deposits', deposit, 'accept', role, { acceptedOn })
      expect((await refusal(as('clerk', '2026-11-21'))).status).toBe(403)
      expect(await message(as('service-manager', '2026-11-20'))).toContain('不得早于收款日期')
      expect(await message(as('service-manager', '2026-11-22'))).toContain('不得晚于今天')
    })
  })

  describe('a refund slip', () => {
    test('goes from the clerk over every signature to the cashier, and the deposit is closed', async () => {
      const slip = await appointed()
      expect(slip).toMatchObject({
        number: 'TK-202702-0001',
        amount: 200_000,
        amountInWords: '贰仟元整',
        payee: '王芳',
        payBy: '2027-03-03',
        labels: { deposit: '装修押金 YJ-202611-0001', receipt: 'SJ-202611-0001' },
      })
      expect(await balanceOf()).toEqual(['approved', 0, 0, 200_000])
      expect(await step(slip, 'pay', 'cashier', papers)).toMatchObject({ status: 'paid', payment: { name: 'cashier' } })
      expect(await balanceOf()).toEqual(['refunded', 0, 200_000, 0])
      expect(await step(slip, 'file', 'clerk', { receivedBy: '王芳' })).toMatchObject({ status: 'filed' })
    })
    test('is not handed in too early, nor before acceptance is entered', async () => {
      const slip = await drafted()
      expect(await message(step(slip, 'submit', 'clerk'))).toContain('尚未登记验收合格（退证）日')
      await accept()
      const { message: sentence, details } = await refusal(step(slip, 'submit', 'clerk'))
      expect(sentence).toContain('等待期未满，2027-02-21 起方可退还')
      expect(details.blockers).toMatchObject([{ resource: 'deposits', id: deposit.id }])
      expect(
        (await office.desk.actions('refund-slips', slip.id, office.at('clerk'))).find(({ name }) => name === 'submit'),
      ).toMatchObject({ allowed: false, blockers: [{ message: '等待期未满，2027-02-21 起方可退还' }] })
      office.setDay('2027-02-21')
      expect(await step(slip, 'submit', 'clerk')).toMatchObject({ status: 'signing' })
    })
    test('with a deduction says why, and deducts no more than was received', async () => {
      expect((await refusal(drafted({ deducted: 20_000 }))).details.errors).toEqual({
        deductionReason: '有扣款的须注明扣款原因',
      })
      const all = drafted({ deducted: 200_001, deductionReason: '墙面划伤' })
      expect((await refusal(all)).details.errors).toHaveProperty('deducted')
    })
    test('says what was received, to the fen', async () => {
      const slip = await due({ original: 199_999 })
      expect(await message(step(slip, 'submit', 'clerk'))).toBe('原收金额 ¥1,999.99 与押金台账 ¥2,000.00 不符')
    })
    test('deducts what was settled, and nothing else', async () => {
      await settled(20_000)
      const slip = await due({ deductionReason: '墙面划伤' })
      expect(slip).toMatchObject({ original: 200_000, deducted: 20_000, amount: 180_000 })
      const more = await drafted({ deducted: 30_000, deductionReason: '墙面划伤' })
      expect(await message(step(more, 'submit', 'clerk'))).toContain('扣款 ¥300.00 与已确定的扣款记录 ¥200.00 不符')
      await step(slip, 'submit', 'clerk')
      await sign(slip)
      await step(slip, 'appoint', 'clerk', { appointedOn: '2027-02-23' })
      await step(slip, 'pay', 'cashier', papers)
      expect(await balanceOf()).toEqual(['partly-refunded', 20_000, 180_000, 0])
    })
    test('waits until every proposed deduction is settled', async () => {
      const open = await deduct(20_000)
      await office.step('deposit-deductions', open, 'propose', 'clerk')
      const slip = await due()
      expect((await refusal(step(slip, 'submit', 'clerk'))).details.blockers).toEqual([
        { message: '扣款记录 KK-202611-0001 尚未确定', resource: 'deposit-deductions', id: open.id },
      ])
    })
    test('one deposit is on one slip only', async () => {
      const slip = await due()
      const other = await drafted()
      await step(slip, 'submit', 'clerk')
      expect(await message(step(other, 'submit', 'clerk'))).toContain('押金不在押，或已在办理退还')
      await step(slip, 'withdraw', 'clerk')
      const outcomes = await Promise.allSettled([slip, other].map((one) => step(one, 'submit', 'clerk')))
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
    test('waits for the arrears of the home, with a link to them, where the company says so', async () => {
      const value = { key: 'refund.require_fees_settled', value: '是', validFrom: '2026-11-21', reason: '业主大会决议' }
      await office.create('policies', { ...value, project: office.project }, 'finance-manager')
      await office.due('2026-10', 61_700)
      await office.due('2026-11', 61_700)
      const slip = await due()
      expect((await refusal(step(slip, 'submit', 'clerk'))).details.blockers).toEqual([
        {
          message: '还有 2 笔欠费，合计 ¥1,234.00',
          resource: 'receivables',
          query: `room=${office.room.id}&status=posted&status=part-paid`,
        },
      ])
    })
    test('is signed in order by different people, none of them the applicant', async () => {
      const slip = await due()
      await step(slip, 'submit', 'clerk')
      expect(await message(step(slip, 'sign', 'accountant'))).toContain('同意由客服主管办理')
      const own = office.wearing('refund-slips', slip, 'sign', 'clerk', 'supervisor')
      expect(await message(own)).toBe('开单人不能会签自己的退款单')
      await step(slip, 'sign', 'supervisor')
      const again = office.wearing('refund-slips', slip, 'sign', 'supervisor', 'project-manager')
      expect(await message(again)).toBe('同一人不能在一张单上签署两次')
    })
    test('is given back to the applicant, or to an earlier signer, and the deposit follows', async () => {
      const slip = await due()
      await step(slip, 'submit', 'clerk')
      await step(slip, 'sign', 'supervisor')
      await step(slip, 'sign', 'project-manager')
      const back = await step(slip, 'return', 'accountant', { reason: '请主管补充意见', to: 'supervisor' })
      expect(back).toMatchObject({ status: 'signing', signs: [] })
      expect(await balanceOf()).toEqual(['refund-applied', 0, 0, 200_000])
      expect(await step(slip, 'return', 'supervisor', { reason: '金额有误' })).toMatchObject({ status: 'draft' })
      expect(await balanceOf()).toEqual(['held', 0, 0, 200_000])
      await step(slip, 'submit', 'clerk')
      expect(await step(slip, 'withdraw', 'clerk')).toMatchObject({ status: 'draft', number: 'TK-202702-0001' })
      expect(await balanceOf()).toEqual(['held', 0, 0, 200_000])
    })
    test('is refused with the conditions that are not met, and the deposit is held again', async () => {
      const slip = await due()
      await step(slip, 'submit', 'clerk')
      await step(slip, 'refuse', 'project-manager', { unmet: '违规未整改', papersNeeded: '整改照片' })
      expect(await balanceOf()).toEqual(['held', 0, 0, 200_000])
      const early = await drafted()
      expect((await refusal(step(early, 'decline', 'clerk'))).details.errors).toHaveProperty('unmet')
      expect(await step(early, 'decline', 'clerk', { unmet: '未验收' })).toMatchObject({ status: 'refused' })
    })
    test('is paid by the cashier alone, once, with voucher, identity and the original receipt', async () => {
      const slip = await appointed()
      expect((await refusal(step(slip, 'pay', 'clerk', papers))).status).toBe(403)
      const { errors } = (await refusal(step(slip, 'pay', 'cashier', {}))).details
      expect(Object.keys(errors ?? {}).sort()).toEqual(['originalReceipt', 'payeeIdentity', 'voucher'])
      const lost = { ...papers, originalReceipt: 'lost' }
      expect((await refusal(step(slip, 'pay', 'cashier', lost))).details.errors).toHaveProperty('papers')
      const outcomes = await Promise.allSettled([
        step(slip, 'pay', 'cashier', papers),
        step(slip, 'pay', 'cashier-2', papers),
      ])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await balanceOf()).toEqual(['refunded', 0, 200_000, 0])
    })
    test('is never paid by one who opened or signed it, whatever his roles', async () => {
      const slip = await appointed()
      for (const who of ['clerk', 'supervisor', 'accountant'])
        expect(await message(office.wearing('refund-slips', slip, 'pay', who, 'cashier', papers))).toBe(
          '开单人、会签人不能付款',
        )
    })
    test('above the policy’s amount needs the general manager', async () => {
      deposit = await office.hold(1_000_001)
      const slip = await approved()
      expect(await message(step(slip, 'appoint', 'clerk', { appointedOn: '2027-02-23' }))).toBe(
        '退款超过 ¥10,000.00，须先经总经理审批',
      )
      const own = office.wearing('refund-slips', slip, 'endorse', 'accountant', 'general-manager')
      expect(await message(own)).toContain('不能再以总经理审批')
      await step(slip, 'endorse', 'general-manager')
      expect(await step(slip, 'appoint', 'clerk', { appointedOn: '2027-02-23' })).toMatchObject({ status: 'appointed' })
    })
    test('past its window is listed as overdue, not refused', async () => {
      const slip = await appointed()
      const late = { status: 'appointed', payBy_lt: 'today' }
      expect(await office.all('refund-slips', late)).toEqual([])
      office.setDay('2027-03-04')
      expect(await office.all('refund-slips', late)).toHaveLength(1)
      expect(await step(slip, 'pay', 'cashier', papers)).toMatchObject({ status: 'paid' })
    })
    test('not collected in time is noted, and a new day is agreed', async () => {
      const slip = await appointed()
      expect(await message(step(slip, 'miss', 'clerk'))).toContain('预约日后 30 天')
      office.setDay('2027-03-26')
      await step(slip, 'miss', 'clerk')
      expect(await step(slip, 'appoint', 'clerk', { appointedOn: '2027-04-01' })).toMatchObject({ status: 'appointed' })
    })
    test('made void by two people lets the deposit go', async () => {
      const slip = await approved()
      await step(slip, 'void', 'clerk', { reason: '业主撤回' })
      await step(slip, 'confirm-void', 'service-manager')
      expect(await balanceOf()).toEqual(['held', 0, 0, 200_000])
      expect(await step(await drafted(), 'submit', 'clerk')).toMatchObject({ number: 'TK-202702-0002' })
    })
    test('to a bank account needs the account', async () => {
      expect((await refusal(drafted({ method: 'transfer' }))).details.errors).toEqual({
        account: '银行转账须填收款账号',
      })
    })
  })

  describe('other money', () => {
    const paid = async () => {
      const fee = await office.due('2026-11', 20_000)
      await office.pay({ items: [{ receivable: fee.id }] }, office.cash(20_000))
      return fee
    }
    const draft = (fee: Any, more = {}) =>
      office.create(
        'refund-slips',
        {
          kind: 'other',
          ground: 'wrong-charge',
          room: office.room.id,
          receivable: fee.id,
          original: 20_000,
          payee: '王芳',
          ...more,
        },
        'clerk',
      )
    const payOut = async (slip: Any) => {
      await step(slip, 'submit', 'clerk')
      await sign(slip)
      await step(slip, 'appoint', 'clerk', { appointedOn: '2026-11-23' })
      return step(slip, 'pay', 'cashier', papers)
    }
    test('charged wrongly goes back by the same way, and not twice', async () => {
      const fee = await paid()
      const part = await draft(fee, { deducted: 15_000, deductionReason: '实际应收 150 元' })
      const whole = await draft(fee)
      await payOut(part)
      expect(await office.read('receivables', fee.id)).toMatchObject({ paid: 20_000, refunded: 5_000, status: 'paid' })
      expect(await message(step(whole, 'submit', 'clerk'))).toContain('已缴未退的 ¥150.00')
      await payOut(await draft(fee, { original: 15_000 }))
      expect(await office.read('receivables', fee.id)).toMatchObject({ refunded: 20_000 })
    })
    test('is on one slip at a time', async () => {
      const fee = await paid()
      const [first, second] = [await draft(fee), await draft(fee)]
      await step(first, 'submit', 'clerk')
      expect(await message(step(second, 'submit', 'clerk'))).toContain('已在退款单 TK-202611-0001 办理')
    })
    test('is on one slip, though two are handed in at the same moment', async () => {
      const fee = await paid()
      const slips = [await draft(fee), await draft(fee)]
      const outcomes = await Promise.allSettled(slips.map((slip) => step(slip, 'submit', 'clerk')))
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
    test('is paid once, though two slips pass at the same moment', async () => {
      const fee = await paid()
      await payOut(await draft(fee))
      const work = office.desk.run(office.at('cashier'), (tx) =>
        tx.perform('receivables', fee.id, 'refund', { refunded: 25_000 }),
      )
      expect(await message(work)).toContain('退款不得超过已缴金额')
    })
    test('says which', async () => {
      expect((await refusal(drafted({ kind: 'other' }))).details.errors).toHaveProperty('receivable')
      expect(
        (await refusal(drafted({ deposit: null, room: office.room.id, original: 1, payee: '王' }))).details.errors,
      ).toHaveProperty('deposit')
    })
  })

  describe('a deduction', () => {
    const move = (slip: Any, action: string, role: string, answers = {}) =>
      office.step('deposit-deductions', slip, action, role, answers)
    test('needs a reason, an amount and evidence', async () => {
      const bare = office.create('deposit-deductions', { deposit: deposit.id }, 'clerk')
      expect(Object.keys((await refusal(bare)).details.errors ?? {}).sort()).toEqual(['amount', 'reason'])
      const slip = await deduct(20_000, { evidence: null })
      expect(await message(move(slip, 'propose', 'clerk'))).toContain('请附照片')
    })
    test('is told to the customer, and settled by the leader, who did not propose it', async () => {
      const slip = await deduct(20_000)
      await move(slip, 'propose', 'clerk')
      expect((await refusal(move(slip, 'finalise', 'project-manager'))).status).toBe(409)
      await move(slip, 'dispute', 'clerk', { customerOpinion: '交房时已有' })
      const own = office.wearing('deposit-deductions', slip, 'finalise', 'clerk', 'project-manager')
      expect(await message(own)).toBe('提出扣款的人不能批准扣款')
      expect(await move(slip, 'finalise', 'project-manager')).toMatchObject({ status: 'final' })
      expect(await balanceOf()).toEqual(['held', 20_000, 0, 180_000])
    })
    test('together with the others never passes what is held', async () => {
      await settled(150_000)
      const open = await deduct(30_000)
      await move(open, 'propose', 'clerk')
      expect(await message(move(await deduct(30_000), 'propose', 'clerk'))).toBe(
        '扣款合计 ¥600.00 超过押金余额 ¥500.00',
      )
    })
    test('dropped by the leader deducts nothing', async () => {
      const slip = await deduct(20_000)
      await move(slip, 'propose', 'clerk')
      await move(slip, 'agree', 'clerk', { customerSign: '王芳' })
      await move(slip, 'drop', 'project-manager', { reason: '已修复' })
      expect(await balanceOf()).toEqual(['held', 0, 0, 200_000])
    })
    test('made void gives the deposit its balance back', async () => {
      const slip = await settled(20_000)
      await move(slip, 'void', 'supervisor', { reason: '认定有误' })
      await move(slip, 'confirm-void', 'project-manager')
      expect(await balanceOf()).toEqual(['held', 0, 0, 200_000])
    })
    test('of everything is followed by forfeiture, not by a refund', async () => {
      await settled(200_000)
      const slip = await due({ deductionReason: '拆改承重墙' })
      expect(await message(step(slip, 'submit', 'clerk'))).toBe('没有应退金额，扣完的押金请办理没收')
      await office.step('deposits', deposit, 'forfeit', 'project-manager', { reason: '拆改承重墙' })
      expect(await balanceOf()).toEqual(['forfeited', 200_000, 0, 0])
    })
    test('is never made by forfeiture alone', async () => {
      const work = office.step('deposits', deposit, 'forfeit', 'project-manager', { reason: '拆改承重墙' })
      expect(await message(work)).toContain('尚有余额 ¥2,000.00 未扣')
    })
  })
})
