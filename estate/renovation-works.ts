import { daysAfter, type Id, OFFICE, type Tx, type User } from '#engine'
import type { Story } from './agenda.ts'
import { identityOf, someone } from './names.ts'
import { picture } from './pictures.ts'
import { payNotice, type Told } from './renovation-notices.ts'
import type { World } from './world.ts'

async function askPasses(world: World, { id, clerk, home, until }: Told): Promise<Id<'worker-passes'>[]> {
  const chance = world.room.chance.of(`workers ${home.id}`)
  return world.room.run(clerk, async (tx) => {
    const drafts = Array.from({ length: until.startsWith('passes') ? 2 : 1 }, () => {
      const worker = someone(chance)
      return { application: id, workerName: worker.name, workerIdentity: identityOf(worker, chance) }
    })
    return (await tx.createMany('worker-passes', drafts)).map((pass) => pass.id)
  })
}
/** Workers get their passes: deposit, cost, card. */
export async function* permitPassed(world: World, told: Told): Story {
  const { room, staff } = world
  const { clerk, until, leader } = told
  yield room.later([1, '10:00'])
  const passes = await askPasses(world, told)
  const [first] = passes
  if (until === 'passes drafted' || !first) return
  await room.run(clerk, (tx) => tx.performMany('worker-passes', passes, 'apply'))
  if (until === 'passes applied') return
  if (until === 'passes voided') {
    await room.step('worker-passes', first, { by: clerk, step: 'void', with: { reason: '工人未到岗' } })
    yield room.later(15)
    return void (await room.step('worker-passes', first, { by: staff.own('service-manager'), step: 'confirm-void' }))
  }
  yield* payNotice(world, { ...told, until: '' }, 'passes')
  if (until === 'passes paid') return
  const card = await picture(room, 'done', clerk)
  const answers = {
    leaderSign: leader,
    issuedItems: ['card', 'sleeve', 'clip'] as const,
    photo: [card],
    identityCopy: [card],
  }
  await room.run(clerk, (tx) => tx.performMany('worker-passes', passes, 'issue', answers))
  if (until !== 'passes lost') return
  yield room.later([9, '11:00'])
  await room.step('worker-passes', first, { by: clerk, step: 'lose', with: { lossNote: '搬运时遗失' } })
}

async function finish(world: World, id: Id<'renovation-patrols'>, by: User, noisy: boolean): Promise<void> {
  await world.room.run(by, async (tx) => {
    const { lines } = await tx.get('renovation-patrols', id)
    const seen = (lines ?? []).map((line) => ({
      ...line,
      ...(noisy && line.code === 'CR09'
        ? { result: 'abnormal' as const, remark: '午休时间施工，邻居反映' }
        : { result: 'normal' as const }),
    }))
    await tx.update('renovation-patrols', id, { lines: seen })
    await tx.perform('renovation-patrols', id, 'finish')
  })
}
/** A few rounds are told; today's wait. */
export async function* patrolled(world: World, told: Told): Story {
  const { room, staff } = world
  const { id, clerk, home, until } = told
  const guard = staff.of('guard', home.project)[0] ?? staff.own('guard')
  yield room.later([2, '10:30'])
  const open = (duty: 'service' | 'security') => room.open('renovation-patrols', { application: id, duty }, clerk)
  await finish(world, await open('security'), guard, false)
  if (until !== 'patrol') return
  await finish(world, await open('service'), clerk, true)
  const [issue] = await room.run(clerk, (tx) => tx.find('renovation-issue-lists', { application: id, status: 'open' }))
  const steward = staff.steward(home.building, home.project)
  yield room.later([1, '15:00'])
  const today = room.hours.dayOf(room.clock.now)
  const told_ = { contacted: '装修负责人', handledOn: today, result: '已劝止，承诺按时施工' }
  if (issue) await room.step('renovation-issue-lists', issue.id, { by: steward, step: 'handle', with: told_ })
  await room.open('renovation-issue-lists', { application: id, problem: '业主反映电梯内有水泥袋' }, steward)
  const missed = await open('security')
  yield room.later([1, '06:00'])
  await room.run(OFFICE, (tx) => tx.perform('renovation-patrols', missed, 'miss'))
  const annulled = await open('service')
  await finish(world, annulled, clerk, false)
  await room.step('renovation-patrols', annulled, {
    by: staff.own('supervisor'),
    step: 'void',
    with: { reason: '房号选错' },
  })
  yield room.later(30)
  await room.step('renovation-patrols', annulled, { by: staff.own('service-manager'), step: 'confirm-void' })
  yield world.now
  await open('service')
}

async function raise(
  world: World,
  { id, clerk }: Told,
  photos: readonly [unknown],
): Promise<Id<'renovation-violations'>> {
  const patrol = await world.room.open('renovation-patrols', { application: id }, clerk)
  return world.room.run(clerk, async (tx: Tx) => {
    const { lines } = await tx.get('renovation-patrols', patrol)
    const seen = (lines ?? []).map((line) =>
      line.code === 'CR07'
        ? {
            ...line,
            result: 'abnormal' as const,
            violation: 'rubbish' as const,
            remark: '垃圾堆放消防通道',
            photos: photos as never,
          }
        : { ...line, result: 'normal' as const },
    )
    await tx.update('renovation-patrols', patrol, { lines: seen })
    await tx.perform('renovation-patrols', patrol, 'finish')
    return (await tx.get('renovation-patrols', patrol)).violation as Id<'renovation-violations'>
  })
}
/** Something is against the rules: told, stopped, paid for, put right. */
export async function* violated(world: World, told: Told): Story {
  const { room, staff } = world
  const { clerk, leader, until } = told
  yield room.later([3, '10:00'])
  const photos = [await picture(room, 'rubbish', clerk)] as const
  const id = await raise(world, told, [photos[0]])
  const step = (by: User, action: string, answers = {}) =>
    room.step('renovation-violations', id, { by, step: action as never, with: answers as never })
  if (until === 'violation found') return
  yield room.later(40)
  const dueOn =
    until === 'violation told' ? room.hours.dayOf(world.now) : daysAfter(room.hours.dayOf(room.clock.now), 3)
  await step(clerk, 'notify', { photos: [...photos], demand: '当日清运，恢复通道', dueOn, toldTo: leader })
  if (until === 'violation told') return
  const after = [await picture(room, 'done', clerk)]
  if (until === 'violation voided') {
    await step(clerk, 'void', { reason: '非本户堆放' })
    yield room.later(30)
    return void (await step(staff.own('service-manager'), 'confirm-void'))
  }
  if (until === 'violation closed') {
    yield room.later([2, '16:00'])
    return void (await step(clerk, 'recheck-ok', { after }))
  }
  yield room.later([5, '09:30'])
  await step(staff.own('engineering-manager'), 'not-corrected')
  if (until === 'violation stopped') return
  yield* deducted(world, id, told)
}
async function* deducted(world: World, violation: Id<'renovation-violations'>, { clerk, home }: Told): Story {
  const { room, staff } = world
  const [slip] = await room.run(clerk, (tx) => tx.find('deposit-deductions', { violation }))
  if (!slip) return
  const step = (by: User, action: string, answers = {}) =>
    room.step('deposit-deductions', slip.id, { by, step: action as never, with: answers as never })
  yield room.later([1, '10:10'])
  await room.edit('deposit-deductions', slip.id, { evidence: [await picture(room, 'rubbish', clerk)] }, clerk)
  await step(clerk, 'propose')
  yield room.later(60)
  await step(clerk, 'agree', { customerSign: home.owner.name })
  yield room.later([1, '11:00'])
  await step(staff.own('project-manager'), 'finalise')
}

/** More time is asked for. */
export async function* extend(world: World, told: Told): Story {
  const { room, staff } = world
  const { id, clerk, home, until } = told
  yield room.later([until === 'extension effective' ? 58 : 54, '10:00'])
  const { until: end } = await room.now('renovation-applications', id)
  const draft = {
    application: id,
    applicantName: home.owner.name,
    newEndOn: daysAfter(end ?? room.hours.dayOf(room.clock.now), 30),
    reason: '定制柜未到货，收尾延后',
  }
  const slip = await room.open('renovation-extensions', draft, clerk)
  const step = (by: User, action: string, answers = {}) =>
    room.step('renovation-extensions', slip, { by, step: action as never, with: answers as never })
  if (until === 'extension draft') return
  yield room.later(15)
  await step(clerk, 'submit')
  if (until === 'extension voided') {
    await step(clerk, 'void', { reason: '日期写错，重填' })
    yield room.later(20)
    return void (await step(staff.own('service-manager'), 'confirm-void'))
  }
  if (until === 'extension submitted') return
  yield room.later(90)
  if (until === 'extension refused')
    return void (await step(staff.own('engineering-supervisor'), 'refuse', { reason: '进度拖延，须先整改' }))
  await step(staff.own('engineering-supervisor'), 'review', { reviewNote: '情况属实' })
  if (until === 'extension reviewed') return
  yield room.later([1, '09:50'])
  const paid = until === 'extension approved'
  const answers = paid ? { feeRequired: true, feeAmount: 30_000 } : { feeRequired: false }
  await step(staff.own('centre-manager'), 'approve', answers)
}
/** Nobody asked for more time: permit and passes have run out. */
export async function* pause(world: World, { id }: Told): Story {
  const { room } = world
  const { permit, until } = await room.now('renovation-applications', id)
  yield room.hours.at(daysAfter(until ?? room.hours.dayOf(room.clock.now), 1), '06:00')
  await room.run(OFFICE, async (tx) => {
    if (permit) await tx.perform('construction-permits', permit, 'expire')
    const passes = await tx.find('worker-passes', { application: id, status: 'issued' })
    const ids = passes.map((pass) => pass.id)
    await tx.performMany('worker-passes', ids, 'expire')
  })
}
