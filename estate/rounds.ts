import type { Attachment, Id, RecordOf, User } from '#engine'
import type { Story } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Project } from './people.ts'
import { picture, type Subject } from './pictures.ts'
import { rectify } from './rectifications.ts'
import { daysAgo, hereOf, lately, moments, type World } from './world.ts'

type Round = Id<'inspection-records'>
type Template = RecordOf<'inspection-templates'>
type Line = RecordOf<'inspection-records'>['lines'][number]
type Kind = NonNullable<Template['kind']>

/** What is wrong, and the picture of it, by what is looked at. */
const faults: Readonly<Record<string, readonly [remark: string, picture: Subject]>> = {
  facilities: ['灯不亮，已报工程部', 'lamp'],
  cleaning: ['地面有污渍和杂物', 'rubbish'],
  safety: ['通道堆放杂物，存在隐患', 'rubbish'],
  fire: ['消防通道堆放纸箱', 'rubbish'],
  greening: ['绿篱枯黄，需补种', 'crack'],
  renovation: ['墙面开裂、渗水', 'leak'],
  residents: ['住户反映楼道异味', 'leak'],
}

/** One round of one person. */
interface Course {
  readonly project: Project
  readonly by: User
  readonly kind: Kind
  readonly building: string | null
  /** How many lines are found abnormal. */
  readonly found: number
  /** Where the round stays today. */
  readonly until?: string | undefined
  /** Where what it found stays today. */
  readonly findings?: string | undefined
}

/** Every line with its result, so many of them abnormal; those are described, and photographed where the list asks for it. */
async function looked({ room }: World, lines: readonly Line[], { by, found }: Course, chance: Chance): Promise<Line[]> {
  const abnormal = new Set(chance.shuffled(lines.map((_, at) => at)).slice(0, found))
  const made: Line[] = []
  for (const [at, line] of lines.entries()) {
    if (!abnormal.has(at)) {
      made.push({ ...line, result: chance.happens(0.03) ? 'not-applicable' : 'normal' })
      continue
    }
    const [remark, subject] = faults[line.subject] ?? ['不符合标准', 'crack' as const]
    const photos: Attachment[] = line.photo || chance.happens(0.5) ? [await picture(room, subject, by)] : []
    const action = chance.pick(['forwarded', 'handled', 'persuaded'] as const)
    made.push({
      ...line,
      result: 'abnormal',
      remark,
      action,
      position: chance.pick(['一单元', '二单元', '三层']),
      photos: photos.length > 0 ? photos : null,
    })
  }
  return made
}

/** Planned, walked, every item judged; what is abnormal becomes a rectification. */
async function* round(world: World, course: Course, name: string): Story {
  const { room, staff } = world
  const { project, by, building, kind, until } = course
  const chance = room.chance.of(`round ${name}`)
  const [template] = await room.run(by, (tx) => tx.find('inspection-templates', { kind, status: 'in-use' }))
  if (!template) return
  const id = await room.open('inspection-records', { project, template: template.id, building }, by)
  if (until === 'draft') return
  if (until === 'missed') {
    yield room.later([1, '08:45'])
    const reason = '当班人员请假，未安排替班'
    return void (await room.step('inspection-records', id, {
      by: staff.own('supervisor'),
      step: 'miss',
      with: { reason },
    }))
  }
  yield room.later(10)
  await room.step('inspection-records', id, { by, step: 'start' })
  if (until === 'voiding' || until === 'void') return yield* spoilt(world, id, course)
  yield room.later(chance.whole(25, 50))
  const { lines } = await room.now('inspection-records', id)
  await room.edit('inspection-records', id, { lines: await looked(world, lines, course, chance) }, by)
  if (until === 'in-progress') return
  yield room.later(3)
  await room.step('inspection-records', id, { by, step: 'finish' })
  const raised = await room.run(by, (tx) => tx.find('rectifications', { inspection: id }))
  for (const { id: one } of raised)
    room.agenda.add(room.later(chance.whole(30, 300)), rectify(world, project, one, by, course.findings))
  if (course.findings || chance.happens(0.3)) return
  yield room.later([chance.whole(1, 2), '16:50'])
  await room.step('inspection-records', id, { by: staff.own('service-manager'), step: 'read' })
}
/** Begun by mistake. */
async function* spoilt({ room, staff }: World, id: Round, { by, until }: Course): Story {
  yield room.later(4)
  await room.step('inspection-records', id, { by, step: 'void', with: { reason: '误选检查清单，重新开始' } })
  if (until === 'voiding') return
  yield room.later(20)
  await room.step('inspection-records', id, { by: staff.own('supervisor'), step: 'confirm-void' })
}

const howMany = (chance: Chance) =>
  chance.weighed([
    [0, 62],
    [1, 28],
    [2, 10],
  ])
/** What a steward, an engineer or a guard walks for. */
function courseFor({ staff }: World, project: Project, chance: Chance): Course {
  const kind = chance.weighed<Kind>([
    ['daily', 60],
    ['fire', 12],
    ['parking', 8],
    ['cleaning', 12],
    ['security', 8],
  ])
  const walker = { daily: 'steward', cleaning: 'steward', fire: 'guard', parking: 'guard', security: 'guard' }[
    kind as 'daily'
  ] as 'steward' | 'guard'
  const by = chance.pick(staff.of(walker, project))
  return {
    project,
    by,
    kind,
    building: walker === 'steward' ? chance.pick(by.buildings ?? []) : null,
    found: howMany(chance),
  }
}

/** Two years of rounds, denser in the last weeks; and some that are planned, walked or to be put right today. */
export function rounds(world: World): void {
  const { room, staff } = world
  const chance = room.chance.of('rounds')
  const projects = hereOf(world)
  for (const start of moments(world, 'round days', Math.round(world.homes.length * 0.1)))
    room.agenda.add(start, round(world, courseFor(world, chance.pick(projects), chance), start))
  for (let day = 14; day >= 1; day--)
    for (const project of projects)
      for (const by of staff.of('steward', project)) {
        const course: Course = {
          project,
          by,
          kind: 'daily',
          building: chance.pick(by.buildings ?? []),
          found: howMany(chance),
        }
        if (chance.happens(0.35))
          room.agenda.add(daysAgo(world, day, '08:50'), round(world, course, `${day} ${by.username}`))
      }
  const [lake] = projects
  if (lake) standing(world, lake)
}
/** Rounds that lie on the desks today, and rounds whose findings stand at each stage. */
function standing(world: World, project: Project): void {
  const { room, staff } = world
  const steward = staff.own('steward')
  const building = steward.buildings?.[0] ?? null
  const one = (until: string | undefined, found: number): Course => ({
    project,
    by: steward,
    kind: 'daily',
    building,
    found,
    until,
  })
  for (const stage of ['draft', 'in-progress', 'in-progress', 'voiding'] as const)
    room.agenda.add(lately(world, 60), round(world, one(stage, 2), `today ${stage}`))
  room.agenda.add(daysAgo(world, 3, '09:00'), round(world, one('missed', 0), 'missed'))
  room.agenda.add(daysAgo(world, 5, '09:10'), round(world, one('void', 0), 'void'))
  const stages = ['closed', 'escalated', 'corrected', 'in-progress', 'notified', 'raised', 'failed', 'void']
  for (const [at, findings] of stages.entries()) {
    const course = { ...one(undefined, findings === 'raised' ? 3 : 2), findings }
    room.agenda.add(daysAgo(world, 11 - at, '08:40'), round(world, course, `finding ${findings}`))
  }
}
