import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { memoryStore, office as officeOf, type Store } from '#engine'
import { house } from '#resources'
import { clash } from '../../resources/clauses/duties.ts'
import { type Any, message, refusal } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

describe('what one person may not hold together', () => {
  test.each([
    [['clerk', 'cashier'], '客服助理', '出纳'],
    [['fee-clerk', 'cashier'], '收费员', '出纳'],
    [['cashier', 'accountant'], '会计', '出纳'],
    [['data-clerk', 'ledger-auditor'], '审核员', '数据员'],
    [['steward', 'admin'], '系统管理员', '管家'],
  ] as const)('%s', (held, one, other) => {
    expect(clash(held, house.roles)).toEqual([one, other])
  })
  test('other duties go together', () => {
    expect(clash(['clerk', 'fee-clerk', 'steward'], house.roles)).toBeUndefined()
  })
})

for (const [name, open] of stores)
  describe(`people, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    const change = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('permission-changes', slip, action, who, answers)
    const asked = async (username: string, draft: Any, who = 'project-manager') =>
      change(
        await office.create('permission-changes', { user: office.of(username), grounds: '岗位调整', ...draft }, who),
        'submit',
        who,
      )
    const ordered = async (username: string, draft: Any) =>
      change(await asked(username, draft), 'order', 'finance-manager')

    beforeEach(async () => {
      office = await openService(store)
    })

    test('permissions change by the finance manager’s order and the administrator’s hand', async () => {
      const slip = await asked('clerk', { roles: ['clerk', 'fee-clerk'] })
      expect(slip).toMatchObject({
        number: 'QX-202611-0001',
        oldRoles: ['clerk'],
        projects: [{ project: office.project }],
      })
      expect((await refusal(change(slip, 'order', 'general-manager'))).status).toBe(403)
      expect((await refusal(change(slip, 'execute', 'admin'))).status).toBe(409)
      const known = await change(slip, 'order', 'finance-manager')
      expect((await office.at('clerk')).user.roles).toEqual(['clerk'])
      expect((await refusal(change(known, 'execute', 'finance-manager'))).status).toBe(403)
      await change(known, 'execute', 'admin')
      expect((await office.at('clerk')).user.roles).toEqual(['clerk', 'fee-clerk'])
    })

    test('nobody is given two duties that watch each other, and nobody orders his own', async () => {
      expect(await message(asked('clerk', { roles: ['clerk', 'cashier'] }))).toBe('客服助理与出纳不得由同一人担任')
      const own = await asked('finance-manager', { roles: ['finance-manager', 'general-manager'] })
      expect(await message(change(own, 'order', 'finance-manager'))).toBe('不得为自己的权限下令')
    })

    test('who ordered does not execute, even if he has become administrator since', async () => {
      const slip = await ordered('clerk', { roles: ['clerk', 'fee-clerk'] })
      const { user, now } = await office.at('finance-manager')
      const promoted = { user: { ...user, roles: ['admin' as const] }, now }
      const execute = office.desk.perform('permission-changes', slip.id, 'execute', { version: slip.version }, promoted)
      expect(await message(execute)).toBe('下令人与执行人不得为同一人')
    })

    test('a steward works for one estate, and nobody is his own deputy', async () => {
      const both = [{ project: office.project }, { project: office.other }]
      expect(await message(asked('steward', { projects: both }))).toBe('管家只负责一个小区')
      const self = { deputy: office.of('clerk'), deputyFrom: '2026-11-21', deputyUntil: '2026-11-22' }
      expect(await message(asked('clerk', self))).toBe('代理人不得为本人')
    })

    test('while there is a finance manager nobody goes round him', async () => {
      const slip = await asked('clerk', { roles: ['clerk', 'supervisor'] })
      const { message: said, details } = await refusal(change(slip, 'bootstrap', 'admin'))
      expect(said).toBe('已有财务经理（员工finance-manager），须由其下令')
      expect(details.blockers).toMatchObject([{ resource: 'users', id: office.of('finance-manager') }])
    })

    test('a deputy signs for the absent between two days, and not after', async () => {
      const leave = { deputy: office.of('supervisor'), deputyFrom: '2026-11-21', deputyUntil: '2026-11-22' }
      await change(await ordered('service-manager', leave), 'execute', 'admin')
      const covered = async () => (await office.at('supervisor')).user.deputyFor
      expect(await covered()).toEqual([
        { id: office.of('service-manager'), name: '员工service-manager', roles: ['service-manager'] },
      ])
      office.pass(2 * 24 * 60)
      expect(await covered()).toEqual([])
    })

    test('who has left does not come in', async () => {
      const [clerk] = await office.all('users', { username: 'clerk' }, 'admin')
      await office.step('users', clerk, 'suspend', 'admin', { reason: '离职' })
      expect(await office.desk.visitorOf({ username: 'clerk' }, office.clock())).toBeUndefined()
      const [admin] = await office.all('users', { username: 'admin' }, 'admin')
      expect(await message(office.step('users', admin, 'suspend', 'admin', { reason: '试' }))).toBe(
        '不能停用自己的账号',
      )
    })

    test('a building has one steward, and he sees its houses alone', async () => {
      expect(
        await message(
          office.create(
            'steward-areas',
            { name: '南区', building: '3', steward: office.of('steward-2') },
            'supervisor',
          ),
        ),
      ).toBe('该楼栋已有管家，请改原来的区域')
      const seen = async (who: string) =>
        new Set((await office.all('properties', {}, who)).map(({ building }) => building))
      expect(await seen('steward')).toEqual(new Set(['3']))
      expect(await seen('clerk')).toEqual(new Set(['3', '5']))
      const [area] = await office.all('steward-areas', { building: '5' })
      await office.edit('steward-areas', area, { steward: office.of('steward') }, 'supervisor')
      expect(await seen('steward')).toEqual(new Set(['3', '5']))
      expect(await seen('steward-2')).toEqual(new Set())
    })

    test('a policy is written in words, holds for its project from its day, and money is the finance manager’s', async () => {
      const row = {
        key: 'callback.tries',
        value: '2',
        validFrom: '2026-11-22',
        reason: '加快',
        project: office.project,
      }
      await office.create('policies', row, 'service-manager')
      const tries = async (project: string) =>
        office.desk.run({ ...(await office.at('clerk')) }, async (tx) => tx.policyOf('callback.tries', project))
      expect(await tries(office.project)).toBe(3)
      office.pass(24 * 60)
      expect(await tries(office.project)).toBe(2)
      expect(await tries(office.other)).toBe(3)

      const set = (key: string, value: string, who: string) =>
        message(office.create('policies', { ...row, key, value }, who))
      expect(await set('callback.tries', '许多', 'service-manager')).toBe('取值不符合「联系不上的尝试次数」，例如：3')
      expect(await set('refund.chain', '会计、皇帝', 'finance-manager')).toBe(
        '取值不符合「退款会签顺序」，例如：客服主管、项目经理、会计',
      )
      expect(await set('refund.chain', '会计', 'service-manager')).toBe('收费、退款、标准的参数由财务经理或总经理设定')
      await office.create(
        'policies',
        { ...row, key: 'refund.general_manager_above', value: '5,000.00' },
        'finance-manager',
      )
      await office.create('policies', { ...row, key: 'refund.chain', value: '客服主管、会计' }, 'general-manager')
      const read = await office.desk.run(await office.at('clerk'), async (tx) => [
        tx.policyOf('refund.general_manager_above', office.project),
        tx.policyOf('refund.chain', office.project),
      ])
      expect(read).toEqual([500_000, ['supervisor', 'accountant']])
    })
  })

describe('the first day of an office', () => {
  test('the administrator appoints the first finance manager, and never himself', async () => {
    const desk = officeOf(house, memoryStore(house), {
      zone: 'Asia/Shanghai',
      pinyin: () => '',
      newId: () => crypto.randomUUID(),
    })
    const now = '2026-11-21T02:00:00.000Z'
    const system = { user: { id: 'office', username: 'office', name: '系统', roles: [], projects: [] }, now }
    await desk.run(system, (tx) => tx.create('users', house.staff.first('admin') as never))
    const admin = (await desk.visitorOf({ username: 'admin' }, now))?.visitor as Any
    expect(admin.user).toMatchObject({ name: '系统管理员', roles: ['admin'], projects: [] })

    const person: Any = await desk.create('users', { username: 'xuwj', name: '许文静' }, admin)
    const slip = async (user: string, roles: string[]): Promise<Any> => {
      const made: Any = await desk.create('permission-changes', { user, roles, grounds: '首次授权' }, admin)
      return desk.perform('permission-changes', made.id, 'submit', { version: made.version }, admin)
    }
    const appoint = (made: Any) =>
      desk.perform('permission-changes', made.id, 'bootstrap', { version: made.version }, admin)
    expect(await message(appoint(await slip(admin.user.id, ['admin'])))).toBe('不得为自己授权')
    await appoint(await slip(person.id, ['finance-manager']))
    expect((await desk.visitorOf({ username: 'xuwj' }, now))?.visitor.user.roles).toEqual(['finance-manager'])
    expect(await message(appoint(await slip(person.id, ['finance-manager'])))).toMatch('已有财务经理')
  })
})
