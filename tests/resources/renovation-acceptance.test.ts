import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message } from './money-desk.ts'
import { inMemory, openWorks, type Works } from './renovation-desk.ts'

describe.each(inMemory)('from the acceptance to the deposit, over %s', (_, open) => {
  let store: Store
  let office: Works
  let slip: Any
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openWorks(store)
    slip = await office.working()
    office.setDay('2027-02-09')
  })
  const move = (one: Any, action: string, who: string, answers = {}) =>
    office.step('renovation-acceptances', one, action, who, answers)
  const depositsOf = () => office.all('deposits', { renovation: slip.id, _sort: 'number' })
  const refund = async (deposit: Any) => {
    const draft = { deposit: deposit.id, ground: 'accepted' }
    const paper = await office.create('refund-slips', draft, 'clerk')
    const step = (action: string, who: string, answers = {}) => office.step('refund-slips', paper, action, who, answers)
    await step('submit', 'clerk')
    for (const who of ['supervisor', 'project-manager', 'accountant']) await step('sign', who)
    await step('appoint', 'clerk', { appointedOn: '2027-05-12' })
    return { paper, step }
  }
  const pay = { voucher: 'PZ-1', payeeIdentity: '11010519491231002X', originalReceipt: 'returned' }

  describe('the acceptance', () => {
    test('waits until every violation is put right', async () => {
      await office.violate(slip, '2027-02-20')
      const one = await office.create('renovation-acceptances', { application: slip.id }, 'clerk')
      expect(await message(move(one, 'submit', 'clerk'))).toContain('（拆改承重结构）尚未整改')
    })
    test('is signed by the team, the owner and the contractor, in any order, each once', async () => {
      const one = await office.appointed(slip)
      const [told] = await office.all('messages', { code: 'MSG16' })
      expect(told.words).toContain('验收定于2027-02-10 10:00在3-2-1201进行')
      expect(await message(move(one, 'inspect', 'engineer'))).toBe('「结构」还没有验收结果')
      await office.looked(one)
      await move(one, 'inspect', 'engineer')
      await move(one, 'owner-sign', 'clerk', { ownerSign: '王芳' })
      expect(await message(move(one, 'owner-sign', 'clerk', { ownerSign: '王芳' }))).toBe('已经签字')
      expect(await message(move(one, 'sign', 'guard'))).toContain('办理')
      for (const who of ['security-manager', 'engineering-manager']) await move(one, 'sign', who)
      await move(one, 'leader-sign', 'clerk', { leaderSign: '李工' })
      expect((await office.now(slip)).status).toBe('completion-applied')
      const done = await move(one, 'sign', 'clerk')
      expect(done.signs.map(({ role, user }: Any) => [role, user !== null])).toEqual([
        ['owner', false],
        ['security-manager', true],
        ['engineering-manager', true],
        ['contractor-lead', false],
        ['clerk', true],
      ])
      expect(await office.read('renovation-acceptances', one.id)).toMatchObject({
        status: 'passed',
        passedOn: '2027-02-09',
      })
      expect(await office.now(slip)).toMatchObject({ status: 'accepted', acceptedOn: '2027-02-09' })
      expect((await office.read('construction-permits', slip.permit)).status).toBe('closed')
      expect((await office.all('renovation-agreements', { application: slip.id }))[0].status).toBe('ended')
    })
    test('by another team where the project has settled it', async () => {
      await office.settle('acceptance.team', '客服助理、工程部经理', { validFrom: '2027-02-01' })
      const one = await office.appointed(slip)
      await office.looked(one)
      await move(one, 'inspect', 'engineer')
      for (const who of ['clerk', 'engineering-manager']) await move(one, 'sign', who)
      await move(one, 'owner-sign', 'clerk', { ownerSign: '王芳' })
      expect((await move(one, 'leader-sign', 'clerk', { leaderSign: '李工' })).status).toBe('passed')
    })
    test('failed books the next one; its day brings it back; disputed at the signature it goes back too', async () => {
      const one = await office.appointed(slip)
      await office.looked(one, 'fail')
      expect(await message(move(one, 'inspect', 'engineer'))).toBe('「结构」不合格，请登记验收不合格')
      const what = { rectify: '恢复墙体', recheckOn: '2027-02-15' }
      expect(await message(move(one, 'fail', 'engineer', { ...what, recheckOn: '2027-02-09' }))).toBe(
        '复验日期须晚于今天',
      )
      await move(one, 'fail', 'engineer', what)
      expect(await office.read('renovation-acceptances', one.id)).toMatchObject({ status: 'rectify', failures: 1 })
      expect((await office.now(slip)).status).toBe('rectifying')
      await office.daily('2027-02-14')
      expect((await office.read('renovation-acceptances', one.id)).status).toBe('rectify')
      await office.daily('2027-02-15')
      expect((await office.read('renovation-acceptances', one.id)).status).toBe('recheck-appointed')
      await office.looked(one)
      await move(one, 'inspect', 'engineer')
      await move(one, 'sign', 'engineering-manager')
      const again = { reason: '业主对防水有异议', rectify: '防水重做', recheckOn: '2027-02-20' }
      const back = await move(one, 'return', 'clerk', again)
      expect(back).toMatchObject({ status: 'rectify', signs: [] })
      await move(one, 'recheck', 'clerk')
      await move(one, 'inspect', 'engineer')
      expect((await office.signed(one)).status).toBe('passed')
      expect(await office.read('renovation-acceptances', one.id)).toMatchObject({ failures: 2 })
    })
    test('made void, the works go on', async () => {
      const one = await office.appointed(slip)
      await move(one, 'void', 'clerk', { reason: '尚未完工' })
      await move(one, 'confirm-void', 'service-manager')
      expect((await office.now(slip)).status).toBe('under-construction')
    })
  })

  describe('the deposits', () => {
    test('wait from the day of the acceptance, not from anybody’s hand; then the desk and the customer hear', async () => {
      const [deposit] = await depositsOf()
      const by = () => office.step('deposits', deposit, 'accept', 'service-manager', { acceptedOn: '2027-02-09' })
      expect(await message(by())).toBe('装修押金的验收日由装修竣工验收表登记')
      await office.accepted(slip)
      expect((await depositsOf()).map(({ acceptedOn, refundableFrom }: Any) => [acceptedOn, refundableFrom])).toEqual([
        ['2027-02-09', '2027-05-09'],
        ['2027-02-09', '2027-05-09'],
      ])
      const draft = await office.create('refund-slips', { deposit: deposit.id, ground: 'accepted' }, 'clerk')
      expect(await message(office.step('refund-slips', draft, 'submit', 'clerk'))).toContain('2027-05-09 起方可退还')
      await office.daily('2027-05-08')
      expect(await office.all('messages', { code: 'MSG11' })).toHaveLength(0)
      await office.daily('2027-05-09')
      await office.daily('2027-05-10')
      const told = await office.all('messages', { code: 'MSG11' })
      expect(told.map(({ words }: Any) => words.includes('押金等待期已满'))).toEqual([true, true])
    })
    test('go back within the working days; with the last one the decoration is closed', async () => {
      await office.accepted(slip)
      office.setDay('2027-05-10')
      const [first, second] = await depositsOf()
      const one = await refund(first)
      expect((await office.read('refund-slips', one.paper.id)).payBy).toBe('2027-05-19')
      expect((await office.now(slip)).status).toBe('refund-pending')
      await one.step('pay', 'cashier', pay)
      expect((await office.now(slip)).status).toBe('refund-pending')
      const other = await refund(second)
      await other.step('pay', 'cashier', pay)
      expect((await office.now(slip)).status).toBe('closed')
      expect((await depositsOf()).map(({ balance, status }: Any) => [balance, status])).toEqual([
        [0, 'refunded'],
        [0, 'refunded'],
      ])
    })
    test('refused, they are held again and the decoration waits as before', async () => {
      await office.accepted(slip)
      office.setDay('2027-05-10')
      const [deposit] = await depositsOf()
      const paper = await office.create('refund-slips', { deposit: deposit.id, ground: 'accepted' }, 'clerk')
      await office.step('refund-slips', paper, 'submit', 'clerk')
      expect((await office.now(slip)).status).toBe('refund-pending')
      await office.step('refund-slips', paper, 'refuse', 'project-manager', { unmet: '有遗留问题' })
      expect((await office.now(slip)).status).toBe('accepted')
    })
    test('are not promised for a year whose holidays nobody has entered', async () => {
      await office.settle('deposit_refund.wait_months', '12', { validFrom: '2027-02-01' })
      await office.accepted(slip)
      office.setDay('2028-02-09')
      const [deposit] = await depositsOf()
      const paper = await office.create('refund-slips', { deposit: deposit.id, ground: 'accepted' }, 'clerk')
      expect(await message(office.step('refund-slips', paper, 'submit', 'clerk'))).toContain('还没有 2028 年的安排')
    })
    test('of a decoration that asked for none leave nothing open', async () => {
      for (const key of ['renovation.deposit', 'renovation.site_deposit'])
        await office.settle(key, '0', { validFrom: '2026-11-01' })
      await office.settle('renovation.rubbish_fee', '300')
      const [, room] = office.rooms
      office.setDay('2026-11-22')
      const other = await office.working({ room })
      await office.accepted(other)
      expect(await office.now(other)).toMatchObject({ status: 'closed', acceptedOn: '2026-11-22' })
    })
  })
})
