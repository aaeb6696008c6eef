import type { Id, RecordOf } from '#engine'
import type { Story } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, type World } from './world.ts'

const answers = ['security', 'cleaning', 'greening', 'repairs', 'facilities', 'attitude', 'fees', 'activities'] as const
type Sheet = Id<'opinion-surveys'>

const opinion = (chance: Chance) =>
  chance.weighed([
    ['satisfied', 86],
    ['average', 10],
    ['dissatisfied', 4],
  ] as const)
const filledIn = (chance: Chance, respondent: string) => ({
  respondent,
  overall: opinion(chance),
  ...Object.fromEntries(answers.map((one) => [one, opinion(chance)])),
  ...(chance.happens(0.2) && { opinions: chance.pick(['希望加强夜间巡逻', '电梯维保请提前通知', '保洁做得很好']) }),
})

/** One half-year: planned, approved, handed out, collected, counted, reported, published. */
async function* survey(world: World, project: Project, { year, half, sheets, until }: Round): Story {
  const { room, staff, homes } = world
  const chance = room.chance.of(`survey ${year} ${half} ${project}`)
  const [maker, boss, manager] = [staff.own('supervisor'), staff.own('centre-manager'), staff.own('service-manager')]
  const lived = homes.filter((one) => one.project === project && one.charged)
  const ratio = Math.min(100, Math.max(0.01, Math.round((sheets / Math.max(1, lived.length)) * 10_000) / 100))
  const last = room.hours.dayOf(room.hours.after(room.clock.now, [30, '18:00']))
  const plan = await room.open('survey-plans', { project, year, half, ratio, scope: 'all', until: last }, maker)
  if (until === 'draft') return
  yield room.later([1, '10:00'])
  await room.step('survey-plans', plan, { by: boss, step: 'approve' })
  if (until === 'approved') return
  if (until === 'void') {
    yield room.later(60)
    await room.step('survey-plans', plan, { by: maker, step: 'void', with: { reason: '期别填错' } })
    yield room.later(60)
    return void (await room.step('survey-plans', plan, { by: boss, step: 'confirm-void' }))
  }
  yield room.later([1, '09:30'])
  await room.step('survey-plans', plan, { by: maker, step: 'hand-out' })
  const drawn = await room.run(maker, (tx) => tx.find('opinion-surveys', { plan }, { sort: 'room' }))
  yield room.later([1, '15:00'])
  for (const [at, { id }] of drawn.entries()) if (at !== 1) await handedOut(world, project, id)
  yield room.later([6, '16:00'])
  for (const [at, sheet] of drawn.entries()) if (at > 3 || at === 0) await returned(world, project, sheet, chance)
  if (until === 'running') return
  yield room.later([20, '16:00'])
  await room.step('survey-plans', plan, { by: maker, step: 'count' })
  const [report] = await room.run(maker, (tx) => tx.find('survey-reports', { plan }))
  if (!report || until === 'counted') return
  yield room.later([1, '10:00'])
  const words = { analysis: '整体满意，环境卫生与收费说明有提升空间', prevention: '加强保洁检查，账单附说明' }
  await room.step('survey-reports', report.id, { by: manager, step: 'submit', with: words })
  if (until === 'submitted') return
  yield room.later([1, '15:00'])
  if (until === 'report void') {
    await room.step('survey-reports', report.id, { by: manager, step: 'void', with: { reason: '统计口径有误' } })
    return void (await room.step('survey-reports', report.id, { by: boss, step: 'confirm-void' }))
  }
  await room.step('survey-reports', report.id, { by: boss, step: 'approve' })
  if (until === 'report approved') return
  yield room.later([1, '09:00'])
  await room.step('survey-reports', report.id, { by: manager, step: 'publish' })
}
interface Round {
  readonly year: number
  readonly half: 'first' | 'second'
  /** About so many homes are asked. */
  readonly sheets: number
  readonly until?: string
}

const handedOut = async ({ room, staff }: World, project: Project, id: Sheet) =>
  room.step('opinion-surveys', id, {
    by: staff.one('clerk', project, room.chance.of(id)),
    step: 'hand-out',
  })
async function returned(world: World, project: Project, sheet: RecordOf<'opinion-surveys'>, chance: Chance) {
  const { room, staff, homes } = world
  const who = homes.find(({ id }) => id === sheet.room)?.owner.name ?? '业主'
  const { status } = await room.now('opinion-surveys', sheet.id)
  if (status !== 'out') return
  await room.step('opinion-surveys', sheet.id, {
    by: staff.one('clerk', project, chance),
    step: 'return',
    with: chance.happens(0.05) ? { valid: false } : { valid: true, ...filledIn(chance, who) },
  })
}

/** An activity of the neighbourhood, and one in ten of those who came asked about it. */
async function* activity(world: World, project: Project, title: string, guests: number, until?: string): Story {
  const { room, staff, homes } = world
  const chance = room.chance.of(`activity ${title}`)
  const [clerk, manager] = [staff.one('clerk', project, chance), staff.own('service-manager')]
  const plannedOn = room.hours.dayOf(room.hours.after(room.clock.now, [7, '15:00']))
  const draft = { project, title, kind: 'festival', plannedOn, place: '中心广场', budget: 200_000 } as const
  const id = await room.open('community-activities', draft, clerk)
  if (until === 'draft') return
  yield room.later([1, '10:00'])
  await room.step('community-activities', id, { by: manager, step: 'announce' })
  if (until === 'announced') return
  if (until === 'void' || until === 'cancelled') {
    const [step, by] = until === 'void' ? (['void', clerk] as const) : (['cancel', manager] as const)
    yield room.later(60)
    await room.step('community-activities', id, { by, step, with: { reason: '场地另有安排' } })
    if (until === 'cancelled') return
    yield room.later(60)
    return void (await room.step('community-activities', id, { by: manager, step: 'confirm-void' }))
  }
  yield room.later([1, '10:00'])
  const lived = homes.filter((one) => one.project === project && one.lived)
  const signups = chance
    .shuffled(lived)
    .slice(0, guests)
    .map(({ id: home, owner }, at) => ({ name: owner.name, phone: owner.phone, room: home, came: at % 6 !== 5 }))
  await room.step('community-activities', id, { by: clerk, step: 'enrol', with: { signups } })
  yield room.later([6, '18:00'])
  await room.step('community-activities', id, { by: clerk, step: 'hold' })
  if (until === 'held') return
  yield room.later([3, '10:00'])
  const calls = await room.run(clerk, (tx) => tx.find('callback-records', { activity: id }))
  for (const call of calls) {
    const said = { quality: 5, effect: 5, satisfaction: 'satisfied' } as const
    await room.step('callback-records', call.id, { by: clerk, step: 'call', with: said })
    await room.step('callback-records', call.id, { by: manager, step: 'read' })
  }
  yield room.later(60)
  await room.step('community-activities', id, { by: clerk, step: 'close', with: { summary: '住户反映良好' } })
}

/** A month's calls by plan: drawn, made, closed. */
async function* plan(world: World, project: Project, wanted: number, until?: string): Story {
  const { room, staff } = world
  const manager = staff.own('service-manager')
  const month = room.hours.dayOf(room.clock.now).slice(0, 7)
  const id = await room.open('callback-plans', { project, kind: 'routine', month, wanted }, manager)
  if (until === 'draft') return
  yield room.later(20)
  await room.step('callback-plans', id, { by: manager, step: 'issue' })
  if (until === 'issued') return
  if (until === 'void') {
    yield room.later(20)
    await room.step('callback-plans', id, { by: manager, step: 'void', with: { reason: '数量有误' } })
    return void (await room.step('callback-plans', id, { by: staff.own('centre-manager'), step: 'confirm-void' }))
  }
  const calls = await room.run(manager, (tx) => tx.find('callback-records', { plan: id }))
  for (const [at, call] of calls.entries()) {
    if (until === 'running' && at > 1) return
    yield room.later([1, '10:30'])
    const caller = staff.one('area-officer', project, room.chance.of(call.id))
    const said = { quality: 5, effect: 4, satisfaction: 'satisfied' } as const
    await room.step('callback-records', call.id, { by: caller, step: 'call', with: said })
    if (at > 0) await room.step('callback-records', call.id, { by: manager, step: 'read' })
  }
  yield room.later([1, '17:00'])
  await room.step('callback-plans', id, { by: manager, step: 'close', with: { summary: '按计划完成' } })
}

/** Plans of calls, activities and surveys of the last year. */
export function surveys(world: World): void {
  const { room } = world
  const [lake, hill] = hereOf(world)
  if (!lake || !hill) return
  const year = Number(room.hours.dayOf(world.now).slice(0, 4))
  const tell = (days: number, story: Story) => room.agenda.add(daysAgo(world, days, '09:20'), story)
  const few = Math.max(8, Math.round(world.homes.length * 0.012))
  tell(330, survey(world, lake, { year: year - 1, half: 'second', sheets: few }))
  tell(150, survey(world, lake, { year, half: 'first', sheets: few }))
  tell(140, survey(world, hill, { year, half: 'first', sheets: 8 }))
  tell(12, survey(world, lake, { year, half: 'second', sheets: few, until: 'running' }))
  for (const until of ['counted', 'submitted', 'report approved', 'report void'] as const)
    tell(45, survey(world, hill, { year, half: 'second', sheets: 5, until }))
  for (const until of ['draft', 'approved', 'void'] as const)
    tell(2, survey(world, hill, { year: year + 1, half: 'first', sheets: 5, until }))
  tell(160, activity(world, lake, '端午包粽子', 20))
  tell(70, activity(world, lake, '中秋游园', 24))
  tell(30, activity(world, hill, '金秋邻里节', 12, 'held'))
  for (const [title, until] of [
    ['冬至暖汤圆', 'announced'],
    ['新春写春联', 'draft'],
    ['露天电影', 'cancelled'],
    ['露天电影（重复）', 'void'],
  ] as const)
    tell(4, activity(world, lake, title, 10, until))
  tell(100, plan(world, lake, 5))
  tell(70, plan(world, hill, 4))
  tell(12, plan(world, lake, 6, 'running'))
  tell(9, plan(world, hill, 3, 'issued'))
  tell(5, plan(world, hill, 2, 'void'))
  tell(1, plan(world, lake, 3, 'draft'))
}
