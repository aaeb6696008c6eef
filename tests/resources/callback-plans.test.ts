import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OFFICE, type Store, type Tx } from '#engine'
import { type Any, message } from './money-desk.ts'
import { openService, type Service, stores } from './service-desk.ts'

const WELL = { quality: 5, effect: 5, satisfaction: 'satisfied' }

for (const [name, open] of stores)
  describe(`callbacks by plan, on ${name}`, () => {
    let store: Store
    let office: Service
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      office = await openService(store)
    })
    const day = async (today: string) =>
      (await office.desk.day({ day: today }, `${today}T02:00:00.000Z`)).filter(
        ({ project, resource, count }) => project === office.project && resource === 'callback-plans' && count > 0,
      )
    const calls = (params: Record<string, string> = {}) => office.all('callback-records', params)
    const plans = () => office.all('callback-plans', { _sort: 'month,kind' })
    /** So many more homes in which somebody lives, in this building. */
    const lived = (count: number, building = '5') =>
      office.desk.run({ user: OFFICE, now: office.clock() }, (tx: Tx) =>
        tx.createMany(
          'properties',
          Array.from({ length: count }, (_, at) => ({
            project: office.project,
            building,
            unit: '9',
            roomNo: String(100 + at),
            floorArea: 80,
            owner: office.owner,
            occupancy: 'occupied' as const,
          })),
        ),
      )
    const filed = async (rating: string, place = '楼道') => {
      let slip = await office.create(
        'repair-orders',
        { reporter: '王芳', phone: '13812345678', room: office.rooms[0], content: `${place}灯不亮` },
        'clerk',
      )
      const answers: Record<string, Any> = {
        assign: { nature: 'public', repairer: office.of('engineer') },
        sign: { rating, signedBy: '王芳' },
      }
      for (const [action, who] of [
        ['write', 'clerk'],
        ['tell', 'clerk'],
        ['collect', 'engineer'],
        ['assign', 'engineering-manager'],
        ['arrive', 'engineer'],
        ['begin', 'engineer'],
        ['finish', 'engineer'],
        ['sign', 'engineer'],
        ['keep', 'clerk'],
        ['keep', 'engineering-manager'],
        ['keep', 'accountant'],
      ] as const)
        slip = await office.step('repair-orders', slip, action, who, answers[action])
      return slip
    }

    test('the homes in which somebody lives are shared out over the months that are left, by lot', async () => {
      await lived(7)
      expect(await day('2026-11-21')).toMatchObject([{ rule: 'draw', count: 4 }])
      const [routine, repair] = (await plans()).toSorted((a) => (a.kind === 'routine' ? -1 : 1))
      // Two months are left of the year, none of seven homes is called yet: four now, three in December.
      expect(routine).toMatchObject({ month: '2026-11', status: 'issued', base: 7, target: 4, drawn: 4, called: 0 })
      expect(repair).toMatchObject({ kind: 'repair', base: 0, drawn: 0 })
      const drawn = await calls({ type: 'routine' })
      expect(drawn[0]).toMatchObject({
        plan: routine.id,
        customer: '王芳',
        officer: office.of('steward-2'),
        dueUntil: '2026-11-30',
        compulsory: false,
      })
      expect(drawn.every(({ dueFrom }) => dueFrom >= '2026-11-21' && dueFrom <= '2026-11-30')).toBe(true)
      expect(await day('2026-11-21')).toEqual([])
      expect(await day('2026-12-01')).toMatchObject([{ rule: 'draw', count: 3 }])
      const rooms = (await calls({ type: 'routine' })).map(({ room }) => room)
      expect(new Set(rooms).size).toBe(7)
    })

    test('three in ten of last month’s repairs are drawn, those that must be called counted in', async () => {
      await filed('dissatisfied')
      for (let at = 0; at < 3; at++) await filed('satisfied')
      office.pass(10 * 1440)
      await day('2026-12-01')
      // Two of four: one must be called anyway.
      expect((await plans()).find(({ kind }) => kind === 'repair')).toMatchObject({ base: 4, target: 2, drawn: 1 })
      const drawn = (await calls({ type: 'repair' })).filter(({ plan }) => plan !== null)
      expect(drawn).toHaveLength(1)
      expect(drawn[0]).toMatchObject({ dueFrom: '2026-12-21', dueUntil: '2027-01-21', officer: office.of('steward') })
      // Nobody is reached: another repair is drawn in its place.
      for (let at = 0; at < 3; at++) await office.step('callback-records', drawn[0], 'miss', 'steward')
      expect(await day('2026-12-22')).toMatchObject([{ rule: 'draw', count: 1 }])
      const [other] = await calls({ type: 'repair', plan_null: 'false', status: 'draft' })
      await office.step('callback-records', other, 'call', 'steward', WELL)
      expect((await plans()).find(({ kind }) => kind === 'repair')).toMatchObject({ status: 'running', called: 1 })
    })

    if (name !== 'memory') return

    test('the head of customer service may plan more himself', async () => {
      await lived(5)
      const plan = await office.create('callback-plans', { kind: 'routine', wanted: 5 }, 'service-manager')
      expect(await message(office.step('callback-plans', plan, 'issue', 'clerk'))).toMatch('由客服经理办理')
      await office.step('callback-plans', plan, 'issue', 'service-manager')
      expect(await calls({ type: 'routine' })).toHaveLength(5)
      expect(await day('2026-11-21')).toEqual([])
      for (const call of await calls({ type: 'routine' }))
        await office.step('callback-records', call, 'call', 'area-officer', WELL)
      expect(await day('2026-12-01')).toMatchObject([{ rule: 'close', count: 1 }])
    })

    test('with the year it begins anew', async () => {
      await lived(7)
      await day('2026-12-01')
      await day('2027-01-02')
      expect((await calls({ type: 'routine' })).map(({ basedOn }) => basedOn.slice(0, 4)).toSorted()).toEqual([
        ...Array(7).fill('2026'),
        '2027',
      ])
    })

    test('a call that is not made in time is brought to mind once', async () => {
      await lived(1)
      await day('2026-12-01')
      office.pass(41 * 1440)
      const remind = async (today: string) =>
        (await office.desk.day({ day: today }, office.clock())).filter(
          ({ resource, count }) => resource === 'callback-records' && count > 0,
        )
      expect(await remind('2027-01-01')).toMatchObject([{ rule: 'overdue', count: 1 }])
      expect(await remind('2027-01-01')).toEqual([])
      expect((await office.all('messages', { code: 'MSG30' })).map(({ user }) => user)).toEqual([
        office.of('steward-2'),
      ])
    })

    test('a customer’s complaint at a routine call becomes a complaint of its own; a suggestion is taken up', async () => {
      const draft = {
        type: 'routine',
        room: office.rooms[1],
        customer: '李雷',
        phone: '13900001111',
        basedOn: '2026-11-21',
      }
      const slip = await office.create('callback-records', draft, 'clerk')
      const act = (action: string, who: string, answers = {}) =>
        office.step('callback-records', slip, action, who, answers)
      await act('call', 'clerk', {
        quality: 2,
        effect: 2,
        satisfaction: 'average',
        problems: '楼道堆物',
        suggestions: '加装监控',
      })
      const { raised } = await office.read(
        'callback-records',
        (await act('complain', 'clerk', { department: 'environment', measure: '转投诉' })).id,
      )
      expect(await office.read('complaints', raised)).toMatchObject({
        status: 'registered',
        source: slip.id,
        content: '楼道堆物',
        complainant: '李雷',
      })
      expect(await message(act('tell', 'clerk', { result: '已清理' }))).toMatch('尚未处理完毕')
      const grief = (action: string, who: string, answers = {}) =>
        office.step('complaints', { id: raised }, action, who, answers)
      await grief('set-level', 'service-manager', { level: 'minor' })
      await grief('assign', 'service-manager', { department: 'environment' })
      await grief('first-reply', 'clerk', { reply: '马上清理' })
      await grief('propose-solution', 'environment-supervisor', { solution: '清理' })
      await grief('solve', 'environment-supervisor', { result: '已清理' })
      await act('tell', 'clerk', { result: '已清理' })
      await act('read', 'service-manager', { adopted: true })
      expect(await office.all('suggestions')).toMatchObject([
        { callback: slip.id, content: '加装监控', status: 'adopted' },
      ])
    })

    test('one in ten of those who came to an activity is asked within a month', async () => {
      const draft = { title: '中秋游园', kind: 'festival', plannedOn: '2026-11-21', place: '中心广场' }
      const slip = await office.create('community-activities', draft, 'clerk')
      const act = (action: string, who: string, answers = {}) =>
        office.step('community-activities', slip, action, who, answers)
      expect(await message(act('announce', 'clerk'))).toMatch('由客服经理办理')
      await act('announce', 'service-manager')
      const signups = Array.from({ length: 12 }, (_, at) => ({
        name: `住户${at}`,
        phone: '13812345678',
        room: office.rooms[0],
        came: at !== 0,
      }))
      await act('enrol', 'clerk', { signups })
      const held = await act('hold', 'clerk')
      expect(await office.read('community-activities', held.id)).toMatchObject({
        came: 11,
        drawn: 2,
        heldOn: '2026-11-21',
      })
      const asked = await calls({ type: 'activity' })
      expect(asked[0]).toMatchObject({ activity: slip.id, dueUntil: '2026-12-21' })
      expect(await message(act('close', 'clerk', { summary: '热闹' }))).toBe('还有参加人没有回访')
      for (const call of asked) await office.step('callback-records', call, 'call', 'steward', WELL)
      expect(await act('close', 'clerk', { summary: '热闹' })).toMatchObject({
        status: 'closed',
        called: 2,
        rate: 18.2,
      })
    })
  })
