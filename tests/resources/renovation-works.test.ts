import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message } from './money-desk.ts'
import { inMemory, openWorks, type Works } from './renovation-desk.ts'

describe.each(inMemory)('while a home is decorated, over %s', (_, open) => {
  let store: Store
  let office: Works
  let slip: Any
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    office = await openWorks(store)
    slip = await office.working(
      {},
      {
        deductions: [{ type: 'structure', amount: 50_000 }],
      },
    )
  })
  const permit = async () => office.read('construction-permits', slip.permit)
  const pass = (one: Any) => office.read('worker-passes', one.id)

  describe('the worker’s pass', () => {
    test('costs a deposit and five yuan a person, is written when finance has signed, and stands in the register', async () => {
      const [first, second] = await office.passes(slip, ['张三', '李四'])
      const notice = await office.noticeOf(slip, 'passes')
      expect(notice).toMatchObject({ held: 20_000, fees: 1000, status: 'confirmed' })
      expect(await pass(first)).toMatchObject({
        number: 'CRZ-202611-0001',
        status: 'issued',
        validTo: '2027-02-20',
        finance: { name: '员工cashier' },
        labels: { receipt: expect.stringContaining('SJ-') },
      })
      const deposits = [await pass(first), await pass(second)].map(({ deposit }) => deposit)
      expect(new Set(deposits).size).toBe(2)
      const register = await office.all('worker-passes', { status_ne: 'draft' })
      expect(register.map(({ workerName, leaderSign }: Any) => [workerName, leaderSign]).toSorted()).toEqual([
        ['张三', '李工'],
        ['李四', '李工'],
      ])
    })
    test('never runs beyond the permit, and waits for one', async () => {
      const draft = { application: slip.id, workerName: '张三', workerIdentity: '11010519491231002X' }
      const long = await office.create('worker-passes', { ...draft, validTo: '2027-02-21' }, 'clerk')
      expect(await message(office.step('worker-passes', long, 'apply', 'clerk'))).toBe(
        '出入证有效期不得超过施工许可证的 2027-02-20',
      )
      const early = await office.create('worker-passes', { ...draft, validTo: '2027-01-01' }, 'clerk')
      await office.daily('2027-02-21')
      expect((await permit()).status).toBe('expired')
      expect(await message(office.step('worker-passes', early, 'apply', 'clerk'))).toContain('不在有效期内')
    })
    test('comes back with its deposit the same day, runs out by itself, or is lost and its deposit asked for', async () => {
      const [first, second] = await office.passes(slip, ['张三', '李四'])
      const back = await office.step('worker-passes', first, 'return', 'guard')
      expect(back.status).toBe('returned')
      const deposit = await office.read('deposits', (await pass(first)).deposit)
      expect(deposit).toMatchObject({ acceptedOn: '2026-11-21', refundableFrom: '2026-11-21', status: 'held' })
      expect(
        await message(office.step('deposits', deposit, 'accept', 'service-manager', { acceptedOn: '2026-11-21' })),
      ).toBe('出入证押金在出入证交回时登记')
      await office.step('worker-passes', second, 'lose', 'clerk', { lossNote: '工地遗失' })
      const [kept] = await office.all('deposit-deductions', { deposit: (await pass(second)).deposit })
      expect(kept).toMatchObject({ status: 'draft', amount: 10_000, reason: expect.stringContaining('李四') })
      const [third] = await office.passes(slip, ['王五'], { validTo: '2026-12-01' })
      await office.daily('2026-12-01')
      expect((await pass(third)).status).toBe('issued')
      await office.daily('2026-12-03')
      expect((await pass(third)).status).toBe('expired')
      expect((await office.step('worker-passes', third, 'return', 'clerk')).status).toBe('returned')
    })
  })

  describe('the patrol', () => {
    const due = (day: string) => office.all('renovation-patrols', { plannedOn: day })
    test('is dealt out every day to the desk and the guards, once; what nobody did was missed', async () => {
      await office.daily('2026-11-26')
      expect((await due('2026-11-26')).map(({ duty, status }: Any) => `${duty} ${status}`).toSorted()).toEqual([
        'security draft',
        'service draft',
      ])
      await office.daily('2026-11-26')
      expect(await due('2026-11-26')).toHaveLength(2)
      await office.settle('patrol.decoration_a_day', '2', { validFrom: '2026-11-27' })
      await office.daily('2026-11-27')
      expect(await due('2026-11-27')).toHaveLength(4)
      expect((await due('2026-11-26')).map(({ status }: Any) => status)).toEqual(['missed', 'missed'])
    })
    test('finds what is against the rules: a notice a rule, a line of the list for the rest', async () => {
      await office.daily('2026-11-26')
      const [one] = (await due('2026-11-26')).filter(({ duty }: Any) => duty === 'service')
      const wall = { result: 'abnormal', remark: '拆除承重墙' }
      expect(await message(office.patrol(one, 'clerk', { CR03: { ...wall, violation: 'structure' } }))).toBe(
        'CR03「拆墙」违规，须附照片',
      )
      const photos = await office.photo('clerk')
      await office.patrol(one, 'clerk', {
        CR03: { ...wall, violation: 'structure', photos },
        CR09: { result: 'abnormal', remark: '邻居反映噪音' },
      })
      const patrolled = await office.read('renovation-patrols', one.id)
      expect(patrolled).toMatchObject({ status: 'raised', abnormal: 2, patrol: { name: '员工clerk' } })
      expect(await office.read('renovation-violations', patrolled.violation)).toMatchObject({
        type: 'structure',
        detail: '拆墙：拆除承重墙',
        status: 'draft',
        photos: [{ name: '照片.jpg' }],
      })
      const [issue] = await office.all('renovation-issue-lists')
      expect(issue).toMatchObject({ source: 'patrol', problem: '噪音与施工时间：邻居反映噪音', status: 'open' })
      await office.step('renovation-issue-lists', issue, 'report', 'steward', { reportedOn: '2026-11-26' })
      const answers = { contacted: '刘强', handledOn: '2026-11-26', result: '已劝止' }
      expect((await office.step('renovation-issue-lists', issue, 'handle', 'steward', answers)).status).toBe('handled')
      expect((await office.now(slip)).patrolledOn).toBe('2026-11-26')
    })
  })

  describe('the violation', () => {
    const move = (one: Any, action: string, who: string, answers = {}) =>
      office.step('renovation-violations', one, action, who, answers)
    test('put right by its day is closed', async () => {
      const one = await office.violate(slip, '2026-11-24')
      expect(await office.now(slip)).toMatchObject({ openViolations: 1, violations: 1 })
      expect(await message(move(one, 'not-corrected', 'engineering-manager'))).toBe('整改期限 2026-11-24 尚未过')
      await move(one, 'recheck-ok', 'clerk', { after: await office.photo('clerk') })
      expect(await office.now(slip)).toMatchObject({ openViolations: 0, violations: 1, status: 'under-construction' })
    })
    test('not put right stops the works and costs the deposit; put right, the works go on', async () => {
      const one = await office.violate(slip, '2026-11-24')
      await office.daily('2026-11-25')
      expect(await office.read('renovation-violations', one.id)).toMatchObject({ late: true })
      await move(one, 'not-corrected', 'engineering-manager')
      expect((await office.now(slip)).status).toBe('stopped')
      expect((await permit()).status).toBe('suspended')
      const [deduction] = await office.all('deposit-deductions', { violation: one.id })
      expect(deduction).toMatchObject({ amount: 50_000, status: 'draft' })
      const cut = (action: string, who: string, answers = {}) =>
        office.step('deposit-deductions', deduction, action, who, answers)
      const written = await office.edit(
        'deposit-deductions',
        deduction,
        { evidence: await office.photo('clerk') },
        'clerk',
      )
      await office.step('deposit-deductions', written, 'propose', 'clerk')
      await cut('agree', 'clerk', { customerSign: '王芳' })
      await cut('finalise', 'project-manager')
      expect(await office.read('renovation-violations', one.id)).toMatchObject({ status: 'deducted', deducted: 50_000 })
      expect(await message(office.app(slip, 'resume', 'engineering-manager'))).toContain('尚未整改')
      await move(one, 'correct', 'clerk', { after: await office.photo('clerk') })
      expect((await office.app(slip, 'resume', 'engineering-manager')).status).toBe('under-construction')
      expect((await permit()).status).toBe('issued')
      const [deposit] = await office.all('deposits', { renovation: slip.id, kind: 'renovation' })
      expect(deposit).toMatchObject({ deducted: 50_000, balance: 150_000 })
    })
  })

  describe('more time', () => {
    const ask = (more = {}) =>
      office.create(
        'renovation-extensions',
        { application: slip.id, applicantName: '王芳', newEndOn: '2027-03-20', reason: '定制柜延误', ...more },
        'clerk',
      )
    const move = (one: Any, action: string, who: string, answers = {}) =>
      office.step('renovation-extensions', one, action, who, answers)
    test('is asked for before the end, reviewed, granted, paid where a fee is asked; permit and passes follow', async () => {
      const [worker] = await office.passes(slip, ['张三'])
      const one = await ask()
      expect(await message(move(one, 'submit', 'clerk'))).toBe('到期前 30 天内方可申请延期')
      office.setDay('2027-02-10')
      await move(one, 'submit', 'clerk')
      await move(one, 'review', 'engineering-supervisor', { reviewNote: '同意' })
      expect(await message(move(one, 'approve', 'centre-manager', { feeRequired: true }))).toContain('请填写金额')
      await move(one, 'approve', 'centre-manager', { feeRequired: true, feeAmount: 20_000 })
      await office.daily('2027-02-21')
      expect([(await permit()).status, (await pass(worker)).status]).toEqual(['expired', 'expired'])
      const notice = await office.noticeOf(slip, 'extension')
      expect(notice).toMatchObject({ total: 20_000, lines: [{ itemName: '装修延期费' }] })
      await office.step('renovation-payment-notices', notice, 'issue', 'clerk')
      await office.payAtCounter(notice)
      await office.step('renovation-payment-notices', notice, 'confirm', 'accountant')
      expect(await office.read('renovation-extensions', one.id)).toMatchObject({
        status: 'effective',
        effectiveOn: '2027-02-21',
      })
      expect(await permit()).toMatchObject({ status: 'issued', validTo: '2027-03-20' })
      expect(await pass(worker)).toMatchObject({ status: 'issued', validTo: '2027-03-20' })
      expect(await office.now(slip)).toMatchObject({ until: '2027-03-20', extensions: 1 })
    })
    test('without a fee holds at once; refused, or asked for too late, it does not', async () => {
      office.setDay('2027-02-15')
      const one = await ask()
      await move(one, 'submit', 'clerk')
      expect(await message(move(await ask(), 'submit', 'clerk'))).toContain('还在办理')
      await move(one, 'review', 'engineering-supervisor')
      await move(one, 'approve', 'centre-manager', { feeRequired: false })
      expect((await office.now(slip)).until).toBe('2027-03-20')
      const next = await ask({ newEndOn: '2027-04-20' })
      // the last day is not too late, the day after is
      office.setDay('2027-03-20')
      await move(next, 'submit', 'clerk')
      expect((await move(next, 'refuse', 'engineering-supervisor', { reason: '拖延' })).status).toBe('refused')
      office.setDay('2027-03-21')
      expect(await message(move(await ask({ newEndOn: '2027-04-20' }), 'submit', 'clerk'))).toBe(
        '施工期已于 2027-03-20 届满：延期最迟在到期日当天申请，期满未完工的请停工，重新办理装修申请',
      )
    })
    test('is near: the customer is told once, a week before', async () => {
      const told = () => office.all('messages', { code: 'MSG18' })
      await office.daily('2027-02-12')
      expect(await told()).toHaveLength(0)
      await office.daily('2027-02-13')
      await office.daily('2027-02-14')
      expect(await told()).toMatchObject([
        { words: '尊敬的王芳：3-2-1201装修将于2027-02-20到期，如需延期请提前办理。' },
      ])
    })
  })

  describe('the home before its first decoration', () => {
    test('is gone through by the steward with the owner, who hears what stands above and below', async () => {
      const one = await office.create('pre-renovation-checks', { room: office.room }, 'clerk')
      await office.step('pre-renovation-checks', one, 'call', 'clerk')
      const { lines, version } = await office.read('pre-renovation-checks', one.id)
      const finish = () => office.step('pre-renovation-checks', one, 'finish', 'steward', { ownerSign: '王芳' })
      expect(await message(finish())).toBe('「入户门」还没有验')
      const seen = lines.map((line: Any) => ({ ...line, result: 'ok' }))
      const words = { above: '未装修', below: '已入住', told: true }
      await office.edit('pre-renovation-checks', { ...one, version }, { lines: seen, ...words }, 'steward')
      expect(await finish()).toMatchObject({ status: 'done', visit: { name: '员工steward' } })
    })
  })

  test('the board says of each home how far it is, and what somebody noted', async () => {
    await office.app(slip, 'annotate', 'steward', { boardNote: '水电已完' })
    const board = await office.all('renovation-applications', { status: ['under-construction', 'stopped'] } as never)
    expect(board).toMatchObject([{ leader: '李工', until: '2027-02-20', boardNote: '水电已完', building: '3' }])
  })
  test('the statistics count what is being built, overdue, and against the rules', async () => {
    await office.violate(slip, '2027-02-20')
    const figures = async (name: string) =>
      (await office.desk.report(name, {}, await office.at('service-manager'))).totals.figures
    expect(await figures('renovations')).toMatchObject({ applied: 0, working: 1, overdue: 0, violations: 1, open: 1 })
    await office.daily('2027-02-21')
    expect(await figures('renovations')).toMatchObject({ working: 1, overdue: 1, accepted: 0 })
    await office.daily('2027-02-22')
    expect(await figures('renovation-patrol-rate')).toMatchObject({ due: 4, done: 0, missed: 2, rate: 0 })
  })
})
