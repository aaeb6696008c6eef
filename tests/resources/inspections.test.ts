import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '#engine'
import { type Any, message, refusal } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

for (const [name, open] of stores)
  describe(`a round, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    const round = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('inspection-records', slip, action, who, answers)
    const fix = (slip: Any, action: string, who: string, answers = {}) =>
      office.step('rectifications', slip, action, who, answers)
    const template = async (kind: string) => (await office.all('inspection-templates', { kind }))[0]
    const started = async (kind = 'pre-renovation', who = 'steward') => {
      const draft = { template: (await template(kind)).id, room: office.rooms[0] }
      return round(await office.create('inspection-records', draft, who), 'start', who)
    }
    const looked = (slip: Any, found: Record<string, Any> = {}) =>
      office.edit(
        'inspection-records',
        slip,
        { lines: slip.lines.map((line: Any) => ({ ...line, result: 'normal', ...found[line.code] })) },
        'steward',
      )
    const broken = { result: 'abnormal', remark: '窗扣松动', position: '主卧', action: 'forwarded' }
    const problems = () => office.all('rectifications', { _sort: 'item' })

    beforeEach(async () => {
      office = await openService(store)
    })

    test('the list fills the lines, in its order', async () => {
      const slip = await started('daily')
      expect(slip).toMatchObject({ kind: 'daily', building: '3', status: 'in-progress', startedAt: office.clock() })
      expect(slip.lines).toHaveLength(37)
      expect(slip.lines[0]).toMatchObject({
        code: 'CI01',
        area: '楼梯间',
        item: '走廊灯',
        standard: '正常亮',
        result: null,
      })
      expect(slip.lines[36]).toMatchObject({ code: 'CI37', item: '高空抛物', severity: 'major' })
    })

    test('lines may be answered as the round is written, as far as they are those of the list', async () => {
      const { id, lines } = await template('pre-renovation')
      const write = (written: Any) =>
        office.create('inspection-records', { template: id, room: office.rooms[0], lines: written }, 'steward')
      const found = lines.map((line: Any) => ({ ...line, result: 'normal' }))
      expect((await write(found)).lines).toEqual(found.map((line: Any) => expect.objectContaining(line)))
      expect(await message(write(found.slice(1)))).toMatch('不能增减')
      expect((await refusal(write([{ ...found[0], item: '随意' }, ...found.slice(1)]))).details.errors).toEqual({
        'lines.0.item': '「检查项目」由系统填写，不能修改',
      })
    })

    test('it is not finished while a line has no result, and what is abnormal is described', async () => {
      const slip = await started()
      expect(await message(round(slip, 'finish', 'steward'))).toBe('CP01「室内 入户门」还没有检查结果')
      const half = await looked(slip, { CP04: { result: 'abnormal' } })
      expect(await message(round(half, 'finish', 'steward'))).toBe('CP04「室内 窗扣」异常，须填写情况说明和当场处置')
      const all = await looked(half)
      expect(await round(all, 'finish', 'steward')).toMatchObject({ abnormal: 0, finishing: { name: '员工steward' } })
      expect(await office.read('inspection-records', slip.id)).toMatchObject({
        status: 'closed',
        endedAt: office.clock(),
      })
    })

    test('no item of the list is left out, and a photograph is taken where it asks for one', async () => {
      const slip = await started()
      const write = (lines: Any) => office.edit('inspection-records', slip, { lines }, 'steward')
      expect(await message(write(slip.lines.slice(1)))).toBe('检查项目的各行由系统列出，不能增减')
      expect(await message(write([...slip.lines, { ...slip.lines[0], id: 'another' }]))).toMatch('不能增减')
      const easier = slip.lines.map((line: Any) => ({ ...line, standard: '看过即可' }))
      expect((await refusal(write(easier))).details.errors).toMatchObject({
        'lines.0.standard': '「标准」由系统填写，不能修改',
      })
      const own = slip.lines.map(({ id }: Any) => ({ id, result: 'normal' }))
      expect((await write(own.toReversed())).lines).toEqual(
        slip.lines.map((line: Any) => ({ ...line, result: 'normal' })),
      )
      const wall = await looked(await started('renovation'), {
        CR03: { result: 'abnormal', remark: '拆除承重墙', action: 'stopped' },
      })
      expect(await message(round(wall, 'finish', 'steward'))).toBe('CR03「装修现场 拆墙」异常，须附照片')
    })

    test('only who goes on the round finishes it', async () => {
      const slip = await looked(await started())
      expect(await message(round(slip, 'finish', 'supervisor'))).toBe('由巡检人本人完成')
    })

    test('every abnormal line opens a rectification; with the last of them the round is closed', async () => {
      const slip = await looked(await started(), { CP02: { ...broken, remark: '门锁卡滞' }, CP04: broken })
      await round(slip, 'finish', 'steward')
      expect(await office.read('inspection-records', slip.id)).toMatchObject({ status: 'forwarded', abnormal: 2 })
      const [lock, latch] = await problems()
      expect(lock).toMatchObject({ item: 'CP02 门锁', department: 'engineering', status: 'draft', building: '3' })
      expect(latch).toMatchObject({ place: '室内 主卧', problem: '窗扣松动' })
      for (const one of [lock, latch]) {
        await fix(one, 'notify', 'clerk', { department: 'engineering', dueOn: '2026-11-24', demand: '修复' })
        await fix(one, 'start', 'engineer')
        await fix(one, 'correct', 'engineer', { explanation: '已更换' })
      }
      expect(await fix(lock, 'pass', 'steward')).toMatchObject({ status: 'closed', number: 'ZG-202611-0001' })
      expect(await office.read('inspection-records', slip.id)).toMatchObject({ status: 'forwarded' })
      await fix(latch, 'pass', 'steward')
      expect(await office.read('inspection-records', slip.id)).toMatchObject({ status: 'closed' })
      expect(await round(slip, 'read', 'service-manager')).toMatchObject({ reading: { name: '员工service-manager' } })
      expect(await message(round(slip, 'read', 'service-manager'))).toBe('已经审阅')
    })

    const corrected = async () => {
      await round(await looked(await started(), { CP04: broken }), 'finish', 'steward')
      const [problem] = await problems()
      await fix(problem, 'notify', 'clerk', { department: 'engineering', dueOn: '2026-11-24', demand: '修复' })
      await fix(problem, 'start', 'engineer')
      return fix(problem, 'correct', 'engineer', { explanation: '已更换' })
    }

    test('it is looked at again by another than who put it right, and goes back when it is not', async () => {
      const problem = await corrected()
      expect(await message(fix(problem, 'pass', 'engineer'))).toBe('复检人与整改人不得为同一人')
      expect((await refusal(fix(problem, 'fail', 'steward'))).details.errors).toMatchObject({
        reason: '请填写复检不合格的原因',
      })
      await fix(problem, 'fail', 'steward', { reason: '仍松动' })
      expect(await office.read('rectifications', problem.id)).toMatchObject({ status: 'in-progress', failures: 1 })
    })

    test('another department does not put it right', async () => {
      await round(await looked(await started(), { CP04: broken }), 'finish', 'steward')
      const [problem] = await problems()
      await fix(problem, 'notify', 'clerk', { department: 'security', dueOn: '2026-11-24', demand: '修复' })
      expect(await message(fix(problem, 'start', 'engineer'))).toBe('由安保部整改')
      await fix(problem, 'start', 'guard')
    })

    test('past its day it goes to the supervisor, who sets another', async () => {
      await round(await looked(await started(), { CP04: broken }), 'finish', 'steward')
      const [problem] = await problems()
      const demand = { department: 'engineering', demand: '修复' }
      expect(await message(fix(problem, 'notify', 'clerk', { ...demand, dueOn: '2026-11-20' }))).toBe(
        '整改期限不得早于今天',
      )
      await fix(problem, 'notify', 'clerk', { ...demand, dueOn: '2026-11-22' })
      expect(await message(fix(problem, 'escalate', 'steward'))).toBe('还没有超过整改期限')
      office.pass(2 * 24 * 60)
      expect(await fix(problem, 'escalate', 'steward')).toMatchObject({ status: 'escalated' })
      expect(await fix(problem, 'resume', 'supervisor', { dueOn: '2026-11-25', reason: '限期' })).toMatchObject({
        status: 'in-progress',
        dueOn: '2026-11-25',
      })
    })

    test('a voided rectification does not keep the round open', async () => {
      await round(await looked(await started(), { CP04: broken }), 'finish', 'steward')
      const [problem] = await problems()
      await fix(problem, 'notify', 'clerk', { department: 'engineering', dueOn: '2026-11-24', demand: '修复' })
      await fix(problem, 'void', 'steward', { reason: '重复' })
      await fix(problem, 'confirm-void', 'service-manager')
      expect(await office.read('inspection-records', problem.inspection)).toMatchObject({ status: 'closed' })
    })

    test('a list out of use starts no round; a round nobody went on is marked as missed', async () => {
      const list = await template('pre-renovation')
      const slip = await office.create('inspection-records', { template: list.id }, 'guard')
      await office.step('inspection-templates', list, 'withdraw', 'service-manager', { reason: '改版' })
      expect(await message(round(slip, 'start', 'guard'))).toBe('所用检查清单不在使用中')
      expect(await round(slip, 'miss', 'supervisor', { reason: '人手不足' })).toMatchObject({ status: 'missed' })
    })

    // Who may is decided at the desk, the same for every store.
    if (name === 'memory')
      test.each([
        ['start', 'cashier'],
        ['miss', 'steward'],
      ])('%s is not the %s’s to do', async (action, who) => {
        const slip = await office.create('inspection-records', { template: (await template('fire')).id }, 'guard')
        expect((await refusal(round(slip, action, who, { reason: '无' }))).status).toBe(403)
      })
    // Who may is decided at the desk, the same for every store.
    if (name === 'memory')
      test.each([
        ['notify', 'engineer'],
        ['start', 'steward'],
        ['correct', 'cashier'],
        ['pass', 'clerk'],
        ['resume', 'steward'],
      ])('%s is not the %s’s to do', async (action, who) => {
        const before: Record<string, Any> = {
          start: 'notified',
          correct: 'in-progress',
          pass: 'corrected',
          resume: 'escalated',
        }
        await round(await looked(await started(), { CP04: broken }), 'finish', 'steward')
        const [problem] = await problems()
        const asked = { department: 'engineering', dueOn: '2026-11-21', demand: '修复' }
        const path: readonly [string, string, string, Any][] = [
          ['notified', 'notify', 'clerk', asked],
          ['in-progress', 'start', 'engineer', {}],
          ['corrected', 'correct', 'engineer', { explanation: '已更换' }],
        ]
        for (const [stage, one, doer, answers] of path)
          if (path.findIndex(([to]) => to === before[action]) >= path.findIndex(([to]) => to === stage))
            await fix(problem, one, doer, answers)
        if (action === 'resume') {
          await fix(problem, 'notify', 'clerk', asked)
          office.pass(24 * 60)
          await fix(problem, 'escalate', 'steward')
        }
        expect((await refusal(fix(problem, action, who, { reason: '无' }))).status).toBe(403)
      })
  })
