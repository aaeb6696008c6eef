import { daysAfter, type Id, type User } from '#engine'
import type { Story } from './agenda.ts'
import { picture } from './pictures.ts'
import type { Told } from './renovation-notices.ts'
import type { World } from './world.ts'

/** The works are looked at and accepted, or not yet. */
export async function* inspect(world: World, told: Told): Story {
  const { room, staff } = world
  const { id, clerk, until } = told
  yield room.later([50, '09:20'])
  const card = await picture(room, 'done', clerk)
  await room.run(clerk, async (tx) => {
    const papers = await tx.find('renovation-documents', { application: id, phase: 'acceptance', status: 'missing' })
    const ids = papers.map((paper) => paper.id)
    await tx.performMany('renovation-documents', ids, 'receive', { file: [card], ownerSigned: true })
    await tx.performMany('renovation-documents', ids, 'check')
  })
  const slip = await room.open('renovation-acceptances', { application: id }, clerk)
  const step = (by: User, action: string, answers = {}) =>
    room.step('renovation-acceptances', slip, { by, step: action as never, with: answers as never })
  if (until === 'acceptance draft') return
  await step(clerk, 'submit')
  if (until === 'acceptance applied') return
  yield room.later(20)
  await step(clerk, 'appoint', { appointedAt: room.later([2, '10:00']) })
  if (until === 'acceptance appointed') return
  if (until === 'acceptance voided') {
    await step(clerk, 'void', { reason: '尚未完工' })
    yield room.later(30)
    return void (await step(staff.own('service-manager'), 'confirm-void'))
  }
  yield room.later([2, '10:30'])
  yield* look(world, told, slip)
}
async function* look(world: World, told: Told, slip: Id<'renovation-acceptances'>): Story {
  const { room, staff } = world
  const { until, clerk } = told
  const engineer = staff.own('engineer')
  const step = (by: User, action: string, answers = {}) =>
    room.step('renovation-acceptances', slip, { by, step: action as never, with: answers as never })
  const failing = until === 'acceptance rectify' || until === 'acceptance recheck' || until === 'closed'
  const write = (first: 'pass' | 'fail') =>
    room.run(engineer, async (tx) => {
      const { lines } = await tx.get('renovation-acceptances', slip)
      const seen = (lines ?? []).map((line, at) => ({ ...line, result: at === 3 ? first : ('pass' as const) }))
      await tx.update('renovation-acceptances', slip, { lines: seen })
    })
  if (failing) {
    await write('fail')
    const recheckOn = daysAfter(room.hours.dayOf(room.clock.now), until === 'acceptance rectify' ? 60 : 3)
    await step(engineer, 'fail', { rectify: '配电箱未标识，须整改', recheckOn })
    if (until === 'acceptance rectify') return
    yield room.later([3, '09:00'])
    await step(clerk, 'recheck')
    if (until === 'acceptance recheck') return
    yield room.later(60)
  }
  await write('pass')
  await step(engineer, 'inspect')
  if (until === 'acceptance inspected') return
  yield room.later(20)
  await step(staff.own('engineering-manager'), 'sign')
  await step(staff.own('security-manager'), 'sign')
  await step(clerk, 'sign')
  await step(clerk, 'owner-sign', { ownerSign: told.home.owner.name })
  await step(clerk, 'leader-sign', { leaderSign: told.leader })
  if (until === 'accepted') return
  yield room.later([1, '10:00'])
  await step(clerk, 'file')
}
