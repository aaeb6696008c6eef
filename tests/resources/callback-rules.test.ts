import { beforeEach, describe, expect, test } from 'vitest'
import { memoryStore } from '#engine'
import { house } from '#resources'
import type { Any } from './money-desk.ts'
import { openService, type Service } from './service-desk.ts'

const WELL = { quality: 5, effect: 5, satisfaction: 'satisfied' }

describe('who is called back, by the rules', () => {
  const store = memoryStore(house)
  let office: Service
  beforeEach(async () => {
    office = await openService(store)
  })
  const day = async (today: string) =>
    (await office.desk.day({ day: today }, `${today}T02:00:00.000Z`)).find(
      ({ project, resource, rule }) => project === office.project && resource === 'callback-plans' && rule === 'draw',
    )?.count
  const calls = (params: Record<string, string> = {}) => office.all('callback-records', params)
  const plan = async (kind: string) => (await office.all('callback-plans', { kind, _sort: 'month' }))[0]
  const unreached = async (call: Any) => {
    for (let at = 0; at < 3; at++) await office.step('callback-records', call, 'miss', 'steward')
  }

  const solved = async () => {
    const draft = {
      complainant: '王芳',
      phone: '13812345678',
      room: office.rooms[0],
      category: 'noise',
      content: '很吵',
    }
    const slip = await office.create('complaints', draft, 'clerk')
    for (const [action, who, answers] of [
      ['register', 'clerk', {}],
      ['set-level', 'service-manager', { level: 'minor' }],
      ['assign', 'service-manager', { department: 'security' }],
      ['first-reply', 'clerk', { reply: '已通知' }],
      ['propose-solution', 'security-manager', { solution: '加巡' }],
      ['solve', 'guard', { result: '已停工' }],
      ['satisfied', 'clerk', { satisfaction: 'satisfied' }],
    ] as const)
      await office.step('complaints', slip, action, who, answers)
    return slip
  }
  test('every complaint, within three days; who was not reached is called again until he is', async () => {
    const slips = [await solved(), await solved()]
    expect(await day('2026-11-21')).toBe(2)
    expect(await plan('complaint')).toMatchObject({ month: '2026-11', base: 2, target: 2, drawn: 2, status: 'issued' })
    const [first, second] = await calls({ type: 'complaint' })
    expect(first).toMatchObject({ dueUntil: '2026-11-24', compulsory: true, plan: (await plan('complaint')).id })
    await unreached(first)
    expect(await day('2026-11-22')).toBe(1)
    expect(await day('2026-11-22')).toBe(0)
    const again = (await calls({ complaint: first.complaint, status: 'draft' }))[0]
    expect(again).toMatchObject({ dueUntil: '2026-11-24', compulsory: true })
    for (const call of [again, second]) {
      await office.step('callback-records', call, 'call', 'area-officer', WELL)
      await office.step('callback-records', call, 'read', 'service-manager')
    }
    for (const { id } of slips) expect(await office.read('complaints', id)).toMatchObject({ status: 'closed' })
    expect(await plan('complaint')).toMatchObject({ drawn: 3, called: 2, status: 'running' })
    await day('2026-12-01')
    expect(await plan('complaint')).toMatchObject({ status: 'closed' })
  })

  const confirmed = async (rating: string) => {
    const draft = { applicant: '王芳', phone: '13812345678', room: office.rooms[0], content: '渗水', kind: 'free' }
    const slip = await office.create('work-orders', draft, 'clerk')
    const step = (action: string, who: string, answers = {}) => office.step('work-orders', slip, action, who, answers)
    await step('open', 'supervisor')
    await step('dispatch', 'clerk', { department: 'engineering', engineer: office.of('engineer') })
    const [sheet] = await office.all('dispatch-orders', { order: slip.id })
    await office.step('dispatch-orders', sheet, 'accept', 'engineer')
    await step('complete', 'engineer', { item: '补缝' })
    return step('confirm', 'engineer', { rating, signedBy: '王芳' })
  }
  test('three in ten of the repairs of a month, whichever of the two slips they were written on', async () => {
    for (const rating of ['satisfied', 'satisfied', 'satisfied', 'unrated']) await confirmed(rating)
    const [must] = await calls({ type: 'repair' })
    expect(must).toMatchObject({ compulsory: true, dueUntil: '2026-11-22' })
    office.pass(10 * 1440)
    expect(await day('2026-12-01')).toBe(1)
    expect(await plan('repair')).toMatchObject({ month: '2026-12', base: 4, target: 2, drawn: 1 })
    const drawn = (await calls({ type: 'repair' })).find(({ plan: of }) => of !== null)
    expect(drawn).toMatchObject({ customer: '王芳', dueFrom: '2026-12-21', dueUntil: '2027-01-21' })
    expect(drawn.workOrder).not.toBe(null)
    await office.step('callback-records', drawn, 'call', 'steward', WELL)
    expect(await office.read('work-orders', drawn.workOrder)).toMatchObject({ calledBack: true })
  })

  test('one in ten of an activity; for a guest who was not reached another is drawn', async () => {
    const draft = { title: '中秋游园', kind: 'festival', plannedOn: '2026-11-21', place: '中心广场' }
    const slip = await office.create('community-activities', draft, 'clerk')
    await office.step('community-activities', slip, 'announce', 'service-manager')
    const signups = Array.from({ length: 11 }, (_, at) => ({ name: `住户${at}`, phone: '13812345678', came: true }))
    await office.step('community-activities', slip, 'hold', 'clerk', { signups })
    expect(await day('2026-11-22')).toBe(2)
    expect(await plan('activity')).toMatchObject({ base: 11, target: 2, drawn: 2 })
    const [lost] = await calls({ type: 'activity' })
    await unreached(lost)
    expect(await day('2026-12-01')).toBe(1)
    const asked = await calls({ type: 'activity' })
    expect(new Set(asked.map(({ customer }) => customer)).size).toBe(3)
    expect(await office.read('community-activities', slip.id)).toMatchObject({ drawn: 3 })
    await unreached(asked.find(({ status }) => status === 'draft'))
    // the month after it is over: nobody is drawn any more
    expect(await day('2026-12-22')).toBe(0)
  })
})
