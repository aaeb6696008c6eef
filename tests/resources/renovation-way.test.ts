import { afterAll, expect, test } from 'vitest'
import type { Store } from '#engine'
import type { Any } from './money-desk.ts'
import { openWorks } from './renovation-desk.ts'
import { stores } from './service-desk.ts'

const opened: Store[] = []
afterAll(async () => {
  for (const store of opened) await store.close()
})

test.each(stores)(
  'a decoration goes its whole way, over %s',
  async (_, open) => {
    const store = await open()
    opened.push(store)
    const office = await openWorks(store)
    const slip = await office.working({}, { deductions: [{ type: 'structure', amount: 50_000 }] })
    const [pass] = await office.passes(slip, ['张三'])

    await office.daily('2026-11-26')
    const [planned] = await office.all('renovation-patrols', { plannedOn: '2026-11-26', duty: 'security' })
    const wall = {
      result: 'abnormal',
      violation: 'structure',
      remark: '拆除承重墙',
      photos: await office.photo('guard'),
    }
    await office.patrol(planned, 'guard', { CR03: wall })
    const [found] = await office.all('renovation-violations', { application: slip.id })
    const move = (action: string, who: string, answers = {}) =>
      office.step('renovation-violations', found, action, who, answers)
    const told = { photos: found.photos, demand: '恢复原状', dueOn: '2026-11-28', toldTo: '李工' }
    await move('notify', 'clerk', told)
    await office.daily('2026-11-29')
    await move('not-corrected', 'engineering-manager')
    const [cut] = await office.all('deposit-deductions', { violation: found.id })
    await office.edit('deposit-deductions', cut, { evidence: await office.photo('clerk') }, 'clerk')
    await office.step('deposit-deductions', cut, 'propose', 'clerk')
    await office.step('deposit-deductions', cut, 'agree', 'clerk', { customerSign: '王芳' })
    await office.step('deposit-deductions', cut, 'finalise', 'project-manager')
    await move('correct', 'guard', { after: await office.photo('guard') })
    await office.app(slip, 'resume', 'engineering-manager')

    office.setDay('2027-02-09')
    await office.accepted(slip)
    await office.step('worker-passes', pass, 'return', 'clerk')
    await office.daily('2027-05-09')
    const deposits = await office.all('deposits', { renovation: slip.id, _sort: 'number' })
    expect(deposits.map(({ kind, balance }: Any) => [kind, balance])).toEqual([
      ['renovation', 150_000],
      ['construction', 100_000],
      ['pass', 10_000],
    ])
    for (const { id } of deposits) {
      const draft = { deposit: id, ground: 'accepted', deductionReason: '违规扣款' }
      const paper = await office.create('refund-slips', draft, 'clerk')
      const step = (action: string, who: string, answers = {}) =>
        office.step('refund-slips', paper, action, who, answers)
      await step('submit', 'clerk')
      for (const who of ['supervisor', 'project-manager', 'accountant']) await step('sign', who)
      await step('appoint', 'clerk', { appointedOn: '2027-05-12' })
      await step('pay', 'cashier', {
        voucher: 'PZ-1',
        payeeIdentity: '11010519491231002X',
        originalReceipt: 'returned',
      })
    }
    expect((await office.all('deposits', { renovation: slip.id })).map(({ balance }: Any) => balance)).toEqual([
      0, 0, 0,
    ])
    expect(await office.read('worker-passes', pass.id)).toMatchObject({ status: 'closed', returnedOn: '2027-02-09' })
    expect(await office.now(slip)).toMatchObject({ status: 'closed', violations: 1, openViolations: 0 })
    expect(await office.read('renovation-violations', found.id)).toMatchObject({ status: 'closed', deducted: 50_000 })
  },
  120_000,
)
