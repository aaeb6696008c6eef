import type { Id, RecordOf, User } from '#engine'
import type { Story } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Take } from './drafting.ts'
import type { Home } from './homes.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, lately, later, moments, type World } from './world.ts'

type Complaint = RecordOf<'complaints'>
type Step = Take<'complaints'>
type Department = NonNullable<Complaint['department']>

/** What people complain about, who answers for it, and what is done. */
interface Grievance {
  readonly category: Complaint['category']
  readonly department: Department
  readonly content: string
  readonly solution: string
  readonly result: string
  readonly cause?: string
}
const grievances: readonly Grievance[] = [
  {
    category: 'noise',
    department: 'security',
    content: '楼上装修中午还在打孔',
    solution: '告知装修负责人施工时间，加强巡查',
    result: '已停工，装修负责人书面保证',
  },
  {
    category: 'sanitation',
    department: 'environment',
    content: '楼道垃圾两天没有清运',
    solution: '当日清运并增加一次巡检',
    result: '已清运，改为早晚各一次',
    cause: '保洁换班交接遗漏',
  },
  {
    category: 'facilities',
    department: 'engineering',
    content: '电梯停在七楼不动，报过两次',
    solution: '请维保单位当日检修',
    result: '已更换门机皮带，运行正常',
    cause: '维保周期过长',
  },
  {
    category: 'security',
    department: 'security',
    content: '夜间门岗无人登记，外卖随便进',
    solution: '门岗双人值守，逐一登记',
    result: '已调整排班',
  },
  {
    category: 'greening',
    department: 'environment',
    content: '楼前绿篱枯死一片',
    solution: '补种并延长浇水时间',
    result: '已补种三十株',
  },
  {
    category: 'fees',
    department: 'service',
    content: '物业费账单与上月不一致，没有说明',
    solution: '逐项核对并书面说明',
    result: '已说明公摊水电的差额',
  },
  {
    category: 'attitude',
    department: 'service',
    content: '前台接电话态度生硬',
    solution: '当面致歉并组织培训',
    result: '已致歉，当事人参加培训',
    cause: '接待用语培训不足',
  },
]

/** One complaint: whose, how grave, how it ends. */
interface Course {
  readonly project: Project
  readonly home: Home
  readonly grievance: Grievance
  readonly level: NonNullable<Complaint['level']>
  readonly urgent: boolean
  readonly written: boolean
  /** The customer is not content with the first answer. */
  readonly again: boolean
  /** The first answer comes days later. */
  readonly late: boolean
  readonly until?: string | undefined
}
const ends = { draft: 0, explained: 0 } as const

/** Who handles it in its department. */
function handlerOf({ staff }: World, { project, grievance }: Course, chance: Chance): User {
  if (grievance.department === 'engineering') return staff.one('engineer', project, chance)
  if (grievance.department === 'security') return staff.one('guard', project, chance)
  return grievance.department === 'environment' ? staff.own('environment-supervisor') : staff.own('supervisor')
}

/** The steps from reception to the customer's word. */
function stepsOf(world: World, course: Course, clerk: User, chance: Chance): Step[] {
  const { staff } = world
  const { grievance, level, urgent, again, late, until } = course
  const [manager, boss] = [staff.own('service-manager'), staff.own('centre-manager')]
  const handler = handlerOf(world, course, chance)
  const invalid = later(6, clerk, 'judge-invalid', { explanation: '所述情况与现场不符，已当面解释' })
  if (until === 'explained') return [invalid]
  const graded: Step[] = [later(4, clerk, 'register'), later(25, manager, 'set-level', { level, urgent })]
  const decided: Step[] =
    level !== 'minor' || urgent ? [later(20, boss, 'decide', { decision: '责任部门当日处理，客服经理跟进' })] : []
  const reply = { reply: '已收到，责任部门今日到场处理' }
  const solving: Step[] = [
    later(50, handler, 'propose-solution', { solution: grievance.solution }),
    later([1, '15:20'], handler, 'solve', {
      result: grievance.result,
      ...(grievance.cause && { cause: grievance.cause }),
    }),
  ]
  const replied = later(late ? [3, '10:30'] : 35, clerk, 'first-reply', reply)
  const once: Step[] = [later(12, manager, 'assign', { department: grievance.department }), replied, ...solving]
  const twice: Step[] = again
    ? [
        later([1, '10:10'], clerk, 'dissatisfied', { reason: '业户表示问题又出现' }),
        later(30, clerk, 'first-reply', { reply: '已请部门经理到场重新处理' }),
        ...solving,
      ]
    : []
  return [...graded, ...decided, ...once, ...twice]
}

/** Whoever comes writes his name at the front desk; the complaint is filled in from there. */
async function received(world: World, { project, home, grievance, written }: Course, clerk: User, chance: Chance) {
  const { room } = world
  const record = await room.open(
    'contact-records',
    {
      project,
      kind: 'complaint',
      topic: grievance.category,
      channel: written ? 'letter' : chance.pick(['phone', 'phone', 'visit', 'wechat'] as const),
      name: home.owner.name,
      phone: home.owner.phone,
      room: home.id,
      content: grievance.content,
    },
    clerk,
  )
  await room.step('contact-records', record, { by: clerk, step: 'to-complaint' })
  const { complaint } = await room.now('contact-records', record)
  return { record, complaint: complaint as Id<'complaints'> }
}

/** From the call to the closing, or as far as it has come today. */
async function* complain(world: World, course: Course, name: string): Story {
  const { room, staff } = world
  const { project, until } = course
  const chance = room.chance.of(`complaint ${name}`)
  const clerk = staff.one('clerk', project, chance)
  const { record, complaint } = await received(world, course, clerk, chance)
  if (until !== undefined && until in ends && until === 'draft') return
  for (const take of stepsOf(world, course, clerk, chance)) {
    yield room.later(take.after)
    const { status } = await room.step('complaints', complaint, take)
    if (status === until) return
  }
  if (until === 'explained') return
  if (until === 'void' || until === 'voiding') return yield* voided(world, complaint, until)
  yield* answered(world, complaint, clerk)
  yield room.later([1, '16:30'])
  await room.step('complaints', complaint, { by: clerk, step: 'satisfied', with: { satisfaction: 'satisfied' } })
  if (until === 'callback-due') return
  yield* calledBack(world, course, complaint, chance)
  yield room.later(30)
  await room.step('contact-records', record, { by: clerk, step: 'close', with: { satisfaction: 'satisfied' } })
}

async function* voided({ room, staff }: World, complaint: Id<'complaints'>, until: string): Story {
  yield room.later(30)
  const reason = '同一事项重复登记'
  await room.step('complaints', complaint, { by: staff.own('service-manager'), step: 'void', with: { reason } })
  if (until === 'voiding') return
  yield room.later(40)
  await room.step('complaints', complaint, { by: staff.own('centre-manager'), step: 'confirm-void' })
}

/** A written complaint is answered in writing. */
async function* answered({ room, staff }: World, complaint: Id<'complaints'>, clerk: User): Story {
  const { writtenReply, complainant } = await room.now('complaints', complaint)
  if (writtenReply === null) return
  yield room.later(60)
  const words = `${complainant}：您反映的问题已处理完毕，现将情况函复如下……`
  await room.step('written-replies', writtenReply, { by: staff.own('service-manager'), step: 'sign', with: { words } })
  yield room.later(90)
  const receivedBy = complainant
  await room.step('written-replies', writtenReply, { by: clerk, step: 'deliver', with: { receivedBy } })
}

/** The call afterwards: the major ones by the centre manager at home. */
async function* calledBack({ room, staff }: World, course: Course, complaint: Id<'complaints'>, chance: Chance): Story {
  const { callback } = await room.now('complaints', complaint)
  if (callback === null) return
  const major = course.level === 'major'
  const caller = major ? staff.own('centre-manager') : staff.one('area-officer', course.project, chance)
  if (major) {
    yield room.later(60)
    const visit = { appointedAt: room.hours.after(room.clock.now, [1, '19:00']), permission: true }
    await room.step('callback-records', callback, { by: caller, step: 'appoint', with: visit })
  }
  yield room.later([1, major ? '19:10' : '10:20'])
  const said = { quality: 5, effect: 4, satisfaction: 'satisfied' } as const
  await room.step('callback-records', callback, { by: caller, step: 'call', with: said })
  yield room.later([1, '17:30'])
  await room.step('callback-records', callback, { by: staff.own('service-manager'), step: 'read' })
}

/** How far the complaints on the desks have come, and how many days ago they came in. */
const standing: readonly (readonly [until: string, days: number, more?: Partial<Course>])[] = [
  ['draft', 0],
  ['registered', 0, { urgent: true }],
  ['assigned', 0],
  ['assigned', 3],
  ['replied', 0, { level: 'important' }],
  ['replied', 2],
  ['solving', 1, { urgent: true }],
  ['solved', 2],
  ['solved', 3, { written: true }],
  ['callback-due', 5],
  ['callback-due', 6, { written: true }],
  ['explained', 4],
  ['voiding', 5],
  ['void', 9],
]

const courseOf = (world: World, project: Project, chance: Chance): Course => ({
  project,
  home: chance.pick(world.homes.filter((one) => one.project === project && one.lived)),
  grievance: chance.pick(grievances),
  level: chance.weighed([
    ['minor', 80],
    ['important', 15],
    ['major', 5],
  ] as const),
  urgent: chance.happens(0.08),
  written: chance.happens(0.1),
  again: chance.happens(0.12),
  late: chance.happens(0.06),
})

/** Two years of complaints, and those that lie open today. */
export function complaints(world: World): void {
  const { room } = world
  const chance = room.chance.of('complaints')
  const projects = hereOf(world)
  for (const start of moments(world, 'complaint days', Math.max(8, Math.round(world.homes.length * 0.03))))
    room.agenda.add(start, complain(world, courseOf(world, chance.pick(projects), chance), start))
  const [lake] = projects
  if (!lake) return
  for (const [at, [until, days, more]] of standing.entries()) {
    const plain = { level: 'minor', urgent: false, written: false, again: false, late: false } as const
    const course: Course = { ...courseOf(world, lake, chance), ...plain, ...more, until }
    const start = days === 0 ? lately(world, 90 + at * 6) : daysAgo(world, days, '09:40')
    room.agenda.add(start, complain(world, course, `${until} ${at}`))
  }
  room.agenda.add(
    daysAgo(world, 12, '09:00'),
    complain(world, { ...courseOf(world, lake, chance), again: true }, 'again'),
  )
}
