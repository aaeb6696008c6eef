import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, type Desk, message, openDesk, refusal, stores } from './money-desk.ts'

describe.each(stores)('the counter, over %s', (_, open) => {
  let store: Store
  let office: Desk
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openDesk(store)
  })
  const entered = (more = {}) => {
    const { create, room, fee } = office
    const draft = { room: room.id, feeItem: fee.id, period: '2026-11', quantity: 89.5, price: 2.335 }
    return create('receivables', { ...draft, dueOn: '2026-11-15', ...more }, 'fee-clerk')
  }
  const drawn = (draft = {}) =>
    office.create('payment-slips', { room: office.room.id, compared: true, ...draft }, 'clerk')
  const statusOf = async (form: string, id: string) => (await office.read(form, id)).status

  describe('what is owed', () => {
    test('a fee is entered by one and posted by another, and names who owes it', async () => {
      const draft = await entered()
      expect(draft).toMatchObject({
        status: 'draft',
        amount: 20_898,
        customerName: '王芳',
        building: '3',
        itemName: '物业管理费',
      })
      const posted = await office.step('receivables', draft, 'check', 'accountant')
      expect(posted).toMatchObject({ status: 'posted', balance: 20_898, checking: { name: 'accountant' } })
    })
    test('nobody posts or cancels what he entered himself, whatever his job', async () => {
      const draft = await entered()
      const as = (action: string) =>
        office.wearing('receivables', draft, action, 'fee-clerk', 'accountant', { reason: '重复' })
      expect(await message(as('check'))).toBe('录入人不能审核自己录入的费用')
      await office.step('receivables', draft, 'check', 'accountant')
      expect(await message(as('cancel'))).toBe('录入人不能取消自己录入的费用')
    })
    test('no step of the office itself takes a fee beyond what is owed', async () => {
      const fee = await office.due('2026-11', 20_000)
      const work = office.desk.run(office.at('fee-clerk'), (tx) =>
        tx.perform('receivables', fee.id, 'collect-part', { paid: 20_001 }),
      )
      expect(await message(work)).toContain('实缴 ¥200.01 超过应缴 ¥200.00')
    })
    test('the same fee is not entered twice, a second one of the same kind is', async () => {
      await entered()
      expect(await message(entered())).toContain('已经录入')
      expect(await entered({ sequence: 2 })).toMatchObject({ status: 'draft' })
    })
    test('nothing is posted for a house that the cashier has not checked', async () => {
      const { create, owner, step } = office
      const draft = { building: '3', unit: '2', roomNo: '1301', floorArea: 90, owner: owner.id }
      const room = await create('properties', draft, 'supervisor')
      const { details } = await refusal(step('receivables', await entered({ room: room.id }), 'check', 'accountant'))
      expect(details.blockers).toEqual([
        { message: '房屋资源尚未经出纳核对，不能入账', resource: 'properties', id: room.id },
      ])
    })
    test('the price is that of the standard, which must be in force', async () => {
      const { create, step, fee } = office
      const standard = await create(
        'fee-standards',
        { feeItem: fee.id, price: 2.5, unit: '元/m²·月', regime: 'guide', validFrom: '2026-01-01' },
        'accountant',
      )
      const dear = entered({ standard: standard.id, price: 2.8 })
      expect((await refusal(dear)).details.errors).toEqual({ price: '单价须与所选收费标准一致（2.5 元）' })
      const draft = await entered({ standard: standard.id, price: undefined })
      expect(draft).toMatchObject({ price: 2.5, amount: 22_375 })
      expect(await message(step('receivables', draft, 'check', 'accountant'))).toContain('不在执行中')
    })
    test('an unpaid fee is cancelled by the accountant or written off by the general manager, and nothing is owed', async () => {
      const { due, step } = office
      const cancelled = await step('receivables', await due('2026-10', 30_000), 'cancel', 'accountant', {
        reason: '重复',
      })
      expect(await office.read('receivables', cancelled.id)).toMatchObject({ status: 'cancelled', balance: 0 })
      const bad = await due('2026-09', 30_000)
      await office.pay({ items: [{ receivable: bad.id, amount: 10_000 }] }, office.cash(10_000))
      expect((await refusal(step('receivables', bad, 'cancel', 'accountant', { reason: '错' }))).status).toBe(409)
      await step('receivables', bad, 'write-off', 'general-manager', { reason: '业主破产' })
      expect(await office.read('receivables', bad.id)).toMatchObject({
        status: 'written-off',
        balance: 0,
        paid: 10_000,
      })
    })
  })

  describe('taking money', () => {
    test('an empty slip lists everything the home owes, the oldest first', async () => {
      const [oct, nov] = [await office.due('2026-10', 30_000), await office.due('2026-11', 20_000)]
      const slip = await office.read('payment-slips', (await drawn()).id)
      expect(
        slip.items.map((line: Any) => [line.receivable, line.item, line.period, line.balance, line.amount]),
      ).toEqual([
        [oct.id, '物业管理费', '2026-10', 30_000, 30_000],
        [nov.id, '物业管理费', '2026-11', 20_000, 20_000],
      ])
      expect(slip).toMatchObject({ payer: '王芳', total: 50_000, amountInWords: '伍佰元整', number: null })
    })
    test('one payment closes several fees in several ways of paying, and issues its receipt', async () => {
      const { due, pay, read, all } = office
      const [oct, nov] = [await due('2026-10', 30_000), await due('2026-11', 20_050)]
      const items = [{ receivable: oct.id }, { receivable: nov.id, amount: 10_050 }]
      const tenders = [
        { method: 'cash', amount: 30_050 },
        { method: 'wechat', amount: 10_000, reference: 'WX1' },
      ]
      const slip = await pay({ items }, tenders)
      expect(slip).toMatchObject({ status: 'received', total: 40_050, tendered: 40_050 })
      expect(await read('payment-slips', slip.id)).toMatchObject({ number: 'JK-202611-0001', receivedOn: '2026-11-21' })
      expect(await read('receivables', oct.id)).toMatchObject({ status: 'paid', paid: 30_000, balance: 0 })
      expect(await read('receivables', nov.id)).toMatchObject({ status: 'part-paid', paid: 10_050, balance: 10_000 })
      const [receipt] = await all('receipts')
      expect(receipt).toMatchObject({
        number: 'SJ-202611-0001',
        status: 'issued',
        amount: 40_050,
        amountInWords: '肆佰元伍角整',
        methods: '现金、微信',
        payer: '王芳',
        issuing: { name: 'fee-clerk' },
        labels: { slip: 'JK-202611-0001' },
      })
      expect((await all('payment-allocations')).map(({ amount, status }) => [amount, status])).toEqual([
        [10_050, 'live'],
        [30_000, 'live'],
      ])
      expect((await all('payment-tenders')).map(({ method, amount }) => [method, amount])).toEqual([
        ['wechat', 10_000],
        ['cash', 30_050],
      ])
    })
    test('what was paid in part is paid to the end later', async () => {
      const { due, pay, cash, read } = office
      const fee = await due('2026-11', 20_000)
      await pay({ items: [{ receivable: fee.id, amount: 5_000 }] }, cash(5_000))
      await pay({ items: [{ receivable: fee.id }] }, cash(15_000))
      expect(await read('receivables', fee.id)).toMatchObject({ status: 'paid', paid: 20_000 })
    })
    test('more than is owed is not taken, neither on a line nor on the table', async () => {
      const { due, cash, step } = office
      const fee = await due('2026-11', 20_000)
      const line = drawn({ items: [{ receivable: fee.id, amount: 20_001 }] })
      expect((await refusal(line)).details.errors?.items).toBe(
        '「物业管理费 2026-11」只欠 ¥200.00，多缴的请填入「转预存款」',
      )
      const slip = await step('payment-slips', await drawn(), 'sign', 'clerk')
      const receive = (amount: number) => step('payment-slips', slip, 'receive', 'fee-clerk', { tenders: cash(amount) })
      expect(await message(receive(20_100))).toContain('多于合计 ¥200.00，请退还多收的 ¥1.00，或将它填入「转预存款」')
      expect(await message(receive(19_900))).toContain('部分缴款请先调减缴费明细')
    })
    test('what the panel shows: the fee clerk may take the money before it is counted, and reads what is in the way', async () => {
      const { due, cash, pay, step, desk, at } = office
      const fee = await due('2026-11', 20_000)
      const slip = await step('payment-slips', await drawn(), 'sign', 'clerk')
      const receive = async () =>
        (await desk.actions('payment-slips', slip.id, at('fee-clerk'))).find(({ name }) => name === 'receive')
      expect(await receive()).toMatchObject({ allowed: true, asks: [{ name: 'tenders', required: true }, {}] })
      await pay({ items: [{ receivable: fee.id }] }, cash(20_000))
      expect(await receive()).toMatchObject({ allowed: false, blockers: [{ resource: 'receivables', id: fee.id }] })
    })
    test('a fee paid meanwhile is not paid again', async () => {
      const { due, pay, cash, step } = office
      const fee = await due('2026-11', 20_000)
      const slip = await step('payment-slips', await drawn(), 'sign', 'clerk')
      await pay({ items: [{ receivable: fee.id, amount: 5_000 }] }, cash(5_000))
      const { details } = await refusal(step('payment-slips', slip, 'receive', 'fee-clerk', { tenders: cash(20_000) }))
      expect(details.blockers).toEqual([
        {
          message: '「物业管理费 2026-11」只欠 ¥150.00，不能收 ¥200.00：多缴的请填入「转预存款」',
          resource: 'receivables',
          id: fee.id,
        },
      ])
    })
    test('two cashiers at once: one takes the money, the other is refused, and the books show it once', async () => {
      const { due, cash, step, read, all } = office
      const fee = await due('2026-11', 20_000)
      const first = await step('payment-slips', await drawn(), 'sign', 'clerk')
      const second = await step('payment-slips', await drawn(), 'sign', 'clerk')
      const outcomes = await Promise.allSettled([
        step('payment-slips', first, 'receive', 'fee-clerk', { tenders: cash(20_000) }),
        step('payment-slips', second, 'receive', 'fee-clerk-2', { tenders: cash(20_000) }),
      ])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await read('receivables', fee.id)).toMatchObject({ paid: 20_000, status: 'paid' })
      expect(await all('receipts')).toHaveLength(1)
    })
    test('room and name are compared first, and who pays for another says so', async () => {
      const { due, create, room, step } = office
      await due('2026-11', 20_000)
      const slip = await create('payment-slips', { room: room.id }, 'clerk')
      expect(await message(step('payment-slips', slip, 'sign', 'clerk'))).toBe('请先与客户核对房号和姓名')
      expect((await refusal(drawn({ payer: '李雷' }))).details.errors).toEqual({
        relation: '代缴须注明缴款人与客户的关系',
      })
      expect(await drawn({ payer: '李雷', relation: '租户' })).toMatchObject({ payer: '李雷' })
    })
    test('another home’s fee is not taken on this slip', async () => {
      const { due, home, step } = office
      const other = await home('1202')
      const fee = await due('2026-11', 20_000, { room: other.id })
      const slip = await drawn({ items: [{ receivable: fee.id }] })
      expect(await message(step('payment-slips', slip, 'sign', 'clerk'))).toContain('不是这个房号的费用')
    })
    test('customer service signs, the fee clerk takes: nobody does both, and the cashier takes none', async () => {
      const { due, cash, step } = office
      await due('2026-11', 20_000)
      const slip = await step('payment-slips', await drawn(), 'sign', 'clerk')
      const tenders = cash(20_000)
      expect(await message(step('payment-slips', slip, 'receive', 'clerk', { tenders }))).toContain('本岗位不收款')
      expect(await message(step('payment-slips', slip, 'receive', 'cashier', { tenders }))).toContain('本岗位不收款')
      expect((await refusal(step('payment-slips', slip, 'receive', 'guard', { tenders }))).status).toBe(403)
      const both = office.wearing('payment-slips', slip, 'receive', 'clerk', 'fee-clerk', { tenders })
      expect(await message(both)).toBe('经办客服与收款人不得为同一人')
    })
    test('money for a deposit is held as one', async () => {
      const deposit = await office.hold(200_000)
      expect(deposit).toMatchObject({
        number: 'YJ-202611-0001',
        status: 'held',
        amount: 200_000,
        balance: 200_000,
        payer: '王芳',
        refundableFrom: null,
        labels: { receipt: 'SJ-202611-0001', slip: 'JK-202611-0001' },
      })
    })
    test('a receipt is marked 已办 once', async () => {
      await office.hold(10_000, 'pass')
      const [receipt] = await office.all('receipts')
      await office.step('receipts', receipt, 'mark-handled', 'clerk')
      expect(await message(office.step('receipts', receipt, 'mark-handled', 'clerk'))).toBe('收据上已划「已办」')
    })
  })

  describe('a payment made void', () => {
    const undo = async (slip: Any, second = 'supervisor') => {
      await office.step('payment-slips', slip, 'void', 'fee-clerk', { reason: '收错房号' })
      return office.step('payment-slips', slip, 'confirm-void', second)
    }
    test('is undone to the fen by a second person, keeps its numbers, and the receipt is void with it', async () => {
      const { due, pay, cash, all } = office
      const [oct, nov] = [await due('2026-10', 30_000), await due('2026-11', 20_000)]
      await pay({ items: [{ receivable: nov.id, amount: 5_000 }] }, cash(5_000))
      const items = [{ receivable: oct.id }, { receivable: nov.id, amount: 7_000 }]
      const slip = await pay({ items, deposits: [{ kind: 'pass', amount: 10_000 }] }, cash(47_000))
      expect(await undo(slip)).toMatchObject({
        status: 'void',
        number: 'JK-202611-0002',
        voiding: { reason: '收错房号' },
      })
      expect(await office.read('receivables', oct.id)).toMatchObject({ status: 'posted', paid: 0, balance: 30_000 })
      expect(await office.read('receivables', nov.id)).toMatchObject({ status: 'part-paid', paid: 5_000 })
      expect(await all('receipts', { slip: slip.id })).toMatchObject([
        { status: 'cancelled', number: 'SJ-202611-0002' },
      ])
      expect(await all('deposits')).toMatchObject([{ status: 'cancelled', balance: 0 }])
      expect(await all('payment-tenders', { status: 'live' })).toMatchObject([{ amount: 5_000 }])
      expect(await all('payment-allocations', { status: 'live' })).toMatchObject([{ amount: 5_000 }])
      const again = await pay({ items: [{ receivable: oct.id }] }, cash(30_000))
      expect(await office.read('payment-slips', again.id)).toMatchObject({ labels: { receipt: 'SJ-202611-0003' } })
    })
    test('needs another person, a reason, and the same day', async () => {
      const { due, pay, cash, step, setDay } = office
      await due('2026-11', 20_000)
      const slip = await pay({}, cash(20_000))
      expect((await refusal(step('payment-slips', slip, 'void', 'clerk'))).details.errors).toHaveProperty('reason')
      await step('payment-slips', slip, 'void', 'clerk', { reason: '收错' })
      expect((await refusal(step('payment-slips', slip, 'confirm-void', 'clerk'))).status).toBe(403)
      setDay('2026-11-22')
      expect(await message(step('payment-slips', slip, 'confirm-void', 'supervisor'))).toContain('只能在收款当日作废')
      await step('payment-slips', slip, 'cancel-void', 'clerk')
      expect(await message(step('payment-slips', slip, 'void', 'clerk', { reason: '收错' }))).toContain(
        '只能在收款当日作废',
      )
    })
    test('is refused while its deposit is on its way back', async () => {
      const deposit = await office.hold(10_000, 'pass')
      await office.step('deposits', deposit, 'accept', 'service-manager', { acceptedOn: '2026-11-21' })
      const refund = { deposit: deposit.id, ground: 'returned' }
      await office.step('refund-slips', await office.create('refund-slips', refund, 'clerk'), 'submit', 'clerk')
      const slip = { id: deposit.slip }
      const work = office.step('payment-slips', slip, 'void', 'fee-clerk', { reason: '收错' })
      expect((await refusal(work)).details.blockers).toMatchObject([{ resource: 'deposits', id: deposit.id }])
    })
  })

  describe('a notice of what is to be paid', () => {
    const notice = async () => {
      const { due, water, create, room, read } = office
      await due('2026-10', 30_000)
      await due('2026-11', 20_000)
      await due('2026-11', 1_234, { feeItem: water.id, source: 'meter' })
      return read('payment-notices', (await create('payment-notices', { room: room.id }, 'fee-clerk')).id)
    }
    const approved = async () => {
      const slip = await notice()
      await office.step('payment-notices', slip, 'submit', 'fee-clerk')
      await office.step('payment-notices', slip, 'sign', 'accountant', { opinion: '相符' })
      return office.step('payment-notices', slip, 'sign', 'project-manager')
    }
    test('is filled from what the home owes, with the arrears of before', async () => {
      expect(await notice()).toMatchObject({
        customerName: '王芳',
        total: 21_234,
        arrears: 30_000,
        payable: 51_234,
        payableInWords: '伍佰壹拾贰元叁角肆分',
        dueOn: '2026-11-15',
      })
    })
    test('of pass-through items alone leaves the property fee out', async () => {
      await notice()
      const { create, room, read } = office
      const slip = await create('payment-notices', { room: room.id, kind: 'pass-through' }, 'fee-clerk')
      expect(await read('payment-notices', slip.id)).toMatchObject({ total: 1_234, arrears: 0 })
    })
    test('passes finance and the leader in this order, and no clerk reviews his own', async () => {
      const slip = await office.step('payment-notices', await notice(), 'submit', 'fee-clerk')
      expect(slip.number).toBe('TZ-202611-0001')
      expect((await refusal(office.step('payment-notices', slip, 'sign', 'project-manager'))).status).toBe(403)
      const own = office.wearing('payment-notices', slip, 'sign', 'fee-clerk', 'accountant')
      expect(await message(own)).toBe('制单人不能审核自己的通知单')
      await office.step('payment-notices', slip, 'sign', 'accountant')
      expect((await refusal(office.step('payment-notices', slip, 'sign', 'accountant'))).status).toBe(403)
      expect(await office.step('payment-notices', slip, 'sign', 'project-manager')).toMatchObject({
        status: 'approved',
      })
    })
    test('that no longer agrees with the books is not approved, but given back and filled anew', async () => {
      const { step, pay, all, cash, read } = office
      const slip = await step('payment-notices', await notice(), 'submit', 'fee-clerk')
      const [nov] = await all('receivables', { period: '2026-11', source: 'standard' })
      await pay({ items: [{ receivable: nov.id, amount: 5_000 }] }, cash(5_000))
      expect(await message(step('payment-notices', slip, 'sign', 'accountant'))).toContain(
        '现欠 ¥150.00，单上为 ¥200.00',
      )
      await step('payment-notices', slip, 'return', 'accountant', { reason: '金额不符' })
      await step('payment-notices', slip, 'refill', 'fee-clerk')
      expect(await read('payment-notices', slip.id)).toMatchObject({ status: 'draft', total: 16_234, reviews: [] })
    })
    test('is delivered against a signature', async () => {
      const slip = await office.step('payment-notices', await approved(), 'print', 'fee-clerk')
      const deliver = (answers: object) =>
        office.step('payment-notices', slip, 'deliver', 'steward', { deliveryMethod: 'hand', ...answers })
      expect((await refusal(deliver({}))).details.errors).toEqual({ receivedBy: '上门递交须由签收人签字' })
      expect(await deliver({ receivedBy: '王芳' })).toMatchObject({
        status: 'delivered',
        delivery: { name: 'steward' },
      })
    })
    test('to nobody at home is told by phone within three days, and listed where that is late', async () => {
      const slip = await office.step('payment-notices', await approved(), 'print', 'fee-clerk')
      await office.step('payment-notices', slip, 'miss', 'guard')
      expect(await office.read('payment-notices', slip.id)).toMatchObject({ contactBy: '2026-11-24' })
      const late = { status: 'contact-due', contactBy_lt: 'today' }
      expect(await office.all('payment-notices', late)).toEqual([])
      office.setDay('2026-11-25')
      expect(await office.all('payment-notices', late)).toHaveLength(1)
      const told = { contactMethod: 'phone', contactNote: '已告知，下周缴' }
      expect(await office.step('payment-notices', slip, 'contact', 'clerk', told)).toMatchObject({
        status: 'contacted',
      })
    })
    test('is settled too when what is left is written off or cancelled', async () => {
      const slip = await approved()
      for (const fee of await office.all('receivables', { status: 'posted' }))
        await office.step('receivables', fee, 'cancel', 'accountant', { reason: '重复入账' })
      expect(await statusOf('payment-notices', slip.id)).toBe('settled')
    })
    test('is settled when its fees are paid, and open again when the payment is void', async () => {
      const { step, pay, cash } = office
      const slip = await approved()
      const paid = await pay({}, cash(51_234))
      expect(await statusOf('payment-notices', slip.id)).toBe('settled')
      await step('payment-slips', paid, 'void', 'clerk', { reason: '收错' })
      await step('payment-slips', paid, 'confirm-void', 'supervisor')
      expect(await statusOf('payment-notices', slip.id)).toBe('delivered')
    })
  })

  describe('a tariff', () => {
    const standard = (more = {}) =>
      office.create(
        'fee-standards',
        { feeItem: office.fee.id, price: 2.5, unit: '元/m²·月', regime: 'guide', validFrom: '2026-11-01', ...more },
        'accountant',
      )
    const enforced = async (more = {}) => {
      const { step } = office
      const slip = await standard(more)
      await step('fee-standards', slip, 'announce', 'accountant', { noticedOn: '2026-11-01' })
      await step('fee-standards', slip, 'resolve', 'accountant', { resolvedBy: 'assembly', resolvedOn: '2026-11-10' })
      await step('fee-standards', slip, 'try', 'accountant')
      await step('fee-standards', slip, 'sign', 'finance-manager')
      await step('fee-standards', slip, 'sign', 'general-manager')
      return step('fee-standards', slip, 'enforce', 'finance-manager')
    }
    test('is noticed, resolved by the assembly, approved, in force; the old one ends the day before', async () => {
      const old = await enforced({ validFrom: '2026-01-01' })
      const fresh = await enforced({ price: 2.8 })
      expect(await office.read('fee-standards', old.id)).toMatchObject({ status: 'superseded', validTo: '2026-10-31' })
      expect(fresh).toMatchObject({ status: 'in-force', price: 2.8 })
    })
    test('nobody changes one in force', async () => {
      const slip = await enforced()
      const edit = office.desk.edit(
        'fee-standards',
        slip.id,
        { version: slip.version, price: 9 },
        office.at('accountant'),
      )
      expect((await refusal(edit)).status).toBe(409)
    })
    test('the company alone does not settle the property fee, nor before the notice is over', async () => {
      const { step } = office
      const slip = await standard()
      await step('fee-standards', slip, 'announce', 'accountant', { noticedOn: '2026-11-18' })
      const resolve = (resolvedBy: string, resolvedOn = '2026-11-21') =>
        step('fee-standards', slip, 'resolve', 'accountant', { resolvedBy, resolvedOn })
      expect((await refusal(resolve('company'))).details.errors).toHaveProperty('resolvedBy')
      expect(await message(resolve('assembly'))).toContain('公示未满 7 天')
      office.setDay('2026-11-26')
      await resolve('assembly', '2026-11-25')
      expect(await message(step('fee-standards', slip, 'sign', 'finance-manager'))).toBe('请先试算，再审批')
      await step('fee-standards', slip, 'try', 'accountant')
      const own = office.wearing('fee-standards', slip, 'sign', 'accountant', 'finance-manager')
      expect(await message(own)).toBe('拟订收费标准的人不能审批')
    })
  })
})
