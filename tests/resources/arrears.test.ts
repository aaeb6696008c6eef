import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Arrears, openArrears } from './arrears-desk.ts'
import { type Any, message, refusal } from './money-desk.ts'
import { stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`arrears, on ${name}`, () => {
    // every story in memory; on the databases those that write most
    const further = name === 'memory' ? test : () => undefined
    let store: Store
    let at: Arrears
    let home = ''
    let other = ''
    let west = ''
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      at = await openArrears(store)
      ;[home = '', other = '', west = ''] = at.rooms
      await at.owes(home, '2026-11', 20_000)
    })

    test('are opened when the time to pay and the week of collecting are over, one row a home, and not twice', async () => {
      await at.owes(home, '2026-10', 10_000)
      await at.owes(other, '2026-12', 10_000)
      await at.day('2026-11-15')
      expect(await at.row(home)).toMatchObject({
        total: 10_000,
        from: '2026-10',
        status: 'open',
        handler: at.of('steward'),
      })
      await at.day('2026-11-16')
      expect(await at.row(home)).toMatchObject({
        total: 30_000,
        until: '2026-11',
        count: 2,
        owed: 30_000,
        recovered: 0,
      })
      expect(await at.day('2026-11-16')).toBe(0)
      expect(await at.all('arrears-ledgers')).toHaveLength(1)
    })

    test('fall when money comes in, are cleared when all is paid, and open again when the payment is void', async () => {
      const [first] = [await at.owes(home, '2026-10', 10_000)]
      await at.day('2026-11-16')
      await at.pays(home, [{ receivable: first.id, amount: 4_000 }])
      expect(await at.row(home)).toMatchObject({ total: 26_000, recovered: 4_000, status: 'open' })
      const slip = await at.pays(home)
      expect(await at.row(home)).toMatchObject({
        total: 0,
        recovered: 30_000,
        status: 'cleared',
        closedOn: '2026-11-16',
      })
      await at.step('payment-slips', slip, 'void', 'clerk', { reason: '收错房号' })
      await at.step('payment-slips', slip, 'confirm-void', 'supervisor')
      expect(await at.row(home)).toMatchObject({ total: 26_000, recovered: 4_000, status: 'open', closedOn: null })
    })

    further(
      'of a home that owes anew later are a new row; those given up by the general manager are written off with what is owed',
      async () => {
        await at.day('2026-11-16')
        await at.pays(home)
        await at.owes(home, '2026-12', 5_000)
        await at.day('2026-12-16')
        const row = await at.row(home)
        expect(row).toMatchObject({ sequence: 2, total: 5_000, status: 'open' })
        await at.step('arrears-ledgers', row, 'write-off', 'general-manager', { reason: '开发商已抵扣' })
        expect(await at.row(home)).toMatchObject({ status: 'written-off', total: 5_000, recovered: 0 })
        expect((await at.all('receivables', { room: home, period: '2026-12' }))[0]).toMatchObject({
          status: 'written-off',
        })
        expect(await at.day('2026-12-17')).toBe(0)
      },
    )

    further('nobody is chased whose payment is being booked, nor whose fees the developer bears', async () => {
      await at.owes(west, '2026-11', 7_000)
      await at.office(async (tx) => tx.update('properties', west, { developerOwesFee: true }))
      await at.day('2026-11-16')
      const slip = await at.comes(home)
      const refused = await refusal(at.calls(home, 'no-answer'))
      expect(refused.message).toBe(`3-2-1201正在缴款（缴款单 ${slip.number}，¥200.00），到账前不催缴`)
      expect(refused.details.blockers).toMatchObject([{ resource: 'payment-slips', id: slip.id }])
      expect(await message(at.calls(west, 'no-answer', {}, 'steward-2'))).toBe(
        '5-2-301的费用由开发商承担，不向业主催缴',
      )
      await at.step('payment-slips', slip, 'receive', 'fee-clerk', { tenders: [{ method: 'cash', amount: 20_000 }] })
      expect(await message(at.calls(home, 'no-answer'))).toBe('3-2-1201已结清，不必催缴')
    })

    further('nobody is called twice a day, nor within the days of the policy', async () => {
      await at.day('2026-11-16')
      await at.calls(home, 'no-answer')
      expect(await message(at.calls(home, 'no-answer'))).toBe('3-2-1201今日已电话或短信催缴 1 次，每日上限 1 次')
      await at.calls(home, 'no-date', { method: 'door' })
      await at.office((tx) =>
        tx.create('policies', {
          key: 'dunning.days_between',
          value: '3',
          validFrom: '2026-11-16',
          reason: '业主委员会要求',
          project: at.project,
        }),
      )
      at.on('2026-11-18')
      expect(await message(at.calls(home, 'no-answer'))).toBe('3-2-1201已于 2026-11-16 催缴，两次之间至少隔 3 天')
      at.on('2026-11-19')
      expect(await at.calls(home, 'no-answer')).toMatchObject({ class: 'B', nextOn: '2026-11-22' })
    })

    further('class A: reminded the day before the promise, class B again the day after it was broken', async () => {
      await at.day('2026-11-16')
      expect(await message(at.calls(home, 'promised'))).toBe('承诺缴费的须填承诺缴费日')
      const record = await at.calls(home, 'promised', { promiseOn: '2026-11-20', promiseAmount: 15_000 })
      expect(record).toMatchObject({ class: 'A', nextAction: 'remind', nextOn: '2026-11-19', reached: true })
      expect(await at.row(home)).toMatchObject({ status: 'promised', class: 'A', contacts: 1 })
      await at.day('2026-11-18')
      expect(await at.told('MSG06')).toHaveLength(0)
      await at.day('2026-11-19')
      await at.day('2026-11-20')
      expect((await at.told('MSG06')).map(({ words }: Any) => words)).toEqual([
        '尊敬的王芳：您承诺2026-11-20缴纳3-2-1201欠费150.00元，特此提醒。',
      ])
      expect(await at.row(home)).toMatchObject({ status: 'promised' })
      await at.day('2026-11-21')
      expect(await at.row(home)).toMatchObject({ status: 'open', class: 'B', promiseOn: null })
      expect(await at.all('dunning-tasks')).toMatchObject([
        { round: 'daily', dueOn: '2026-11-21', handler: at.of('steward') },
      ])
    })

    test('class B and C: a task each day, and a notice for the door with its photograph from the second on', async () => {
      await at.day('2026-11-16')
      await at.calls(home, 'no-answer')
      await at.day('2026-11-17')
      const [task] = await at.all('dunning-tasks')
      expect(task).toMatchObject({ status: 'assigned', round: 'daily' })
      const record = await at.calls(home, 'wrong-number', { newContact: '13900001111' })
      expect(record).toMatchObject({ class: 'C', nextAction: 'visit' })
      expect(await at.read('dunning-tasks', task.id)).toMatchObject({ status: 'done', record: record.id })
      expect(await at.row(home)).toMatchObject({ class: 'C', newContact: '13900001111', contacts: 2 })
      const [notice] = await at.all('dunning-notices')
      expect(notice).toMatchObject({ amount: 20_000, round: 1, mustShow: false, status: 'draft' })
      await at.step('dunning-notices', notice, 'print', 'steward')
      await at.step('dunning-notices', notice, 'post', 'steward')
      const second = await at.create('dunning-notices', { arrears: record.arrears, layout: 'words' }, 'steward')
      expect(second).toMatchObject({ amount: null, round: 2, mustShow: true })
      await at.step('dunning-notices', second, 'print', 'steward')
      expect(await message(at.step('dunning-notices', second, 'post', 'steward'))).toBe('第 2 次张贴，须上传张贴照片')
      await at.day('2026-11-19')
      expect((await at.all('dunning-tasks', { status: 'assigned' }))[0]).toMatchObject({ round: 'door' })
      await at.day('2026-11-20')
      expect((await at.all('dunning-tasks', { _sort: 'dueOn', _order: 'desc' }))[0]).toMatchObject({ status: 'missed' })
      expect(await at.row(home)).toMatchObject({ notices: 1 })
    })

    further(
      'class D is shown how to pay from afar; class E is the supervisor’s: repair, visit, or whatever it needs',
      async () => {
        await at.owes(other, '2026-11', 9_000)
        await at.day('2026-11-16')
        await at.calls(home, 'away')
        expect((await at.told('MSG01'))[0].words).toContain('可银行转账、微信或支付宝缴纳')
        expect(await message(at.calls(other, 'refused'))).toBe('拒绝缴费的须问明原因')
        await at.calls(other, 'refused', { cause: 'defect', detail: '外墙渗水未修' })
        const special = await at.row(other)
        expect(special).toMatchObject({ class: 'E', undecided: true, cause: 'defect' })
        expect((await at.desk.inbox.waiting(undefined, await at.at('supervisor'))).groups).toContainEqual(
          expect.objectContaining({ resource: 'arrears-ledgers', label: '特殊情况，待定处理措施', count: 1 }),
        )
        await at.step('arrears-ledgers', special, 'decide', 'supervisor', {
          measureKind: 'repair',
          measure: '查外墙渗水',
        })
        expect((await at.all('repair-orders', { room: other }))[0]).toMatchObject({ content: '催费转办：查外墙渗水' })
        await at.step('arrears-ledgers', special, 'decide', 'supervisor', { measureKind: 'visit', measure: '上门沟通' })
        const [visit] = await at.all('escalated-visits')
        expect(
          await message(
            at.step('escalated-visits', visit, 'visit', 'project-manager', {
              visitedAt: at.clock(),
              persons: '业主',
              result: '拒绝',
            }),
          ),
        ).toBe('这一次由客服主管上门')
        await at.step('escalated-visits', visit, 'visit', 'supervisor', {
          visitedAt: at.clock(),
          persons: '业主',
          result: '仍拒绝',
        })
        const [next] = await at.all('escalated-visits', { status: 'draft' })
        expect(next).toMatchObject({ level: 'deputy' })
        const answers = { visitedAt: at.clock(), persons: '业主', result: '答应月底缴', promiseOn: '2026-11-30' }
        await at.step('escalated-visits', next, 'visit', 'deputy-manager', answers)
        expect(await at.row(other)).toMatchObject({
          status: 'promised',
          class: 'A',
          promiseOn: '2026-11-30',
          undecided: false,
        })
      },
    )

    further('the supervisor reads each record, and does not check his own', async () => {
      await at.day('2026-11-16')
      const record = await at.calls(home, 'no-date', {}, 'supervisor')
      expect(await message(at.step('dunning-records', record, 'check', 'supervisor'))).toBe('催缴人不能核查自己的记录')
      expect(
        await at.step('dunning-records', record, 'check', 'service-manager', { guidance: '问清原因' }),
      ).toMatchObject({
        status: 'checked',
      })
    })
  })
