import { type Day, daysAfter, monthAfter, monthOf, OFFICE, type RuleTx } from '#engine'
import type { Story } from './agenda.ts'
import { type Case, type Course, caseOf } from './arrears-cases.ts'
import { notices, posts } from './arrears-doors.ts'
import { lawful } from './arrears-law.ts'
import { instalments } from './arrears-terms.ts'
import type { Home } from './homes.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, type World } from './world.ts'

/** What a home owes from long ago, and pays only when it is told here. */
async function* oldDebts({ room, staff, items }: World, homes: readonly Home[], dueOn: Day): Story {
  const feeItem = items.get('PUBLIC-ENERGY') ?? [...items.values()][0]
  if (!feeItem) return
  const period = monthOf(dueOn)
  const made = await room.run(staff.own('fee-clerk'), (tx) =>
    tx.createMany(
      'receivables',
      homes.map(({ id }, at) => ({
        room: id,
        feeItem,
        period,
        source: 'other' as const,
        quantity: 1,
        price: 86 + at * 7.5,
        dueOn,
        remark: '上年度公共能耗分摊',
      })),
    ),
  )
  const ids = made.map(({ id }) => id)
  yield room.later(90)
  await room.run(staff.own('accountant'), (tx) => tx.performMany('receivables', ids, 'check'))
}

/** What happens by itself in a project on these days. */
async function* rules({ room }: World, project: Project, days: readonly string[]): Story {
  const all = room.desk.house.resources.flatMap(({ area, daily = {} }) =>
    area === 'arrears' ? Object.values(daily) : [],
  )
  for (const day of days) {
    yield day
    for (const { work } of all)
      await room.run(OFFICE, (tx) => {
        const own: RuleTx = { ...tx, project, policy: (key) => tx.policyOf(key, project) }
        return work(own)
      })
  }
}
/** The days of the letters and of their last days, and yesterday. */
function ruleDays(world: World, start: Day): string[] {
  const months = [0, 1, 2, 3].map((more) => monthAfter(monthOf(start), more))
  const days = months.flatMap((month) => [`${month}-01`, `${month}-10`, `${month}-16`, `${month}-24`])
  const kept = days.filter((day) => day >= start).map((day) => world.room.hours.at(day, '06:00'))
  return [...kept, daysAgo(world, 1, '06:00'), daysAgo(world, 0, '06:00')].sort()
}

/** The year's plan of each project, and those on their way. */
function years(world: World): void {
  const { room, staff, projects } = world
  const [writer, head] = [staff.own('project-manager'), staff.own('service-manager')]
  const words = {
    methods: '每月 5 日发通知，逾期的短信、电话、上门依次催缴，长期不缴的发律师函',
    timetable: '16 日、24 日、月末后一日发催费通知书；每周一开周会',
  }
  const take = { by: head, step: 'approve', after: [1, '10:20'], with: { opinion: '同意' } } as const
  const submit = { by: writer, step: 'submit', after: 40 } as const
  const begin = { by: writer, step: 'start', after: [1, '09:10'] } as const
  const close = {
    by: head,
    step: 'evaluate',
    after: [300, '16:00'],
    with: { findings: '全年完成，个别户转诉讼' },
  } as const
  const now = Number(room.hours.dayOf(world.now).slice(0, 4))
  const monthsOf = (project: Project, year: number) => {
    const receivable = world.accounts.filter(({ home }) => home.project === project).length * 21_000
    return Array.from({ length: 12 }, (_, at) => ({ month: monthAfter(`${year}-01`, at), receivable, rate: 95 }))
  }
  const tell = (days: number, year: number, project: Project, takes: readonly unknown[]) =>
    room.agenda.add(
      daysAgo(world, days, '09:05'),
      room.tale('annual-dunning-plans', {
        by: writer,
        draft: { project, year, months: monthsOf(project, year), ...words },
        takes: takes as never,
      }),
    )
  tell(420, now - 2, projects.lake, [submit, take, begin, close])
  tell(110, now - 1, projects.lake, [submit, take, begin])
  tell(108, now - 1, projects.hill, [submit, take])
  for (const project of hereOf(world)) tell(106, now, project, [submit, take, begin])
  tell(9, now + 1, projects.lake, [submit])
  tell(2, now + 1, projects.hill, [])
  tell(8, now + 2, projects.hill, [
    submit,
    { by: writer, step: 'void', after: 30, with: { reason: '年度填错' } },
    { by: head, step: 'confirm-void', after: 30 },
  ])
}

/** The weeks' plans: dealt, talked over, sent to head office. */
function weeks({ world, start }: Course, cases: readonly Case[]): void {
  const { room, staff } = world
  const [head, chief] = [staff.own('supervisor'), staff.own('service-manager')]
  async function* week(at: string, those: readonly Case[], until: string): Story {
    yield at
    const lines = (await Promise.all(those.map((one) => one.row()))).flatMap((arrears) => arrears ?? [])
    const project = those[0]?.home.project
    if (!project || lines.length === 0) return
    const draft = { project, target: 500_000, lines: lines.map((arrears) => ({ arrears })) }
    const id = await room.open('dunning-plans', draft, head)
    const step = (action: 'assign' | 'review' | 'close' | 'void' | 'confirm-void', told = {}) =>
      room.step('dunning-plans', id, { by: action === 'confirm-void' ? chief : head, step: action, with: told })
    if (until === 'draft') return
    yield room.later(15)
    await step('assign')
    if (until === 'void') {
      await step('void', { reason: '重复派发' })
      await step('confirm-void')
    }
    if (until === 'running' || until === 'void') return
    yield room.later([6, '16:30'])
    const meetingAt = room.clock.now
    const talked = { attendees: '客服主管、各区管家', problems: '部分电话已换号', advice: '逐户上门核对联系方式' }
    await step('review', { meetingAt, ...talked })
    if (until === 'reviewed') return
    yield room.later(40)
    await step('close')
  }
  const lake = cases.filter(({ home }) => home.project === world.projects.lake)
  const day = (days: number) => room.hours.at(daysAfter(start, days), '09:20')
  for (const [at, those, until] of [
    [day(1), lake.slice(0, 12), 'closed'],
    [day(15), lake.slice(0, 8), 'reviewed'],
    [daysAgo(world, 3, '11:20'), lake.slice(0, 5), 'void'],
    [daysAgo(world, 2, '09:20'), lake.slice(0, 6), 'running'],
    [daysAgo(world, 1, '17:00'), lake.slice(0, 6), 'draft'],
  ] as const)
    room.agenda.add(world.room.hours.at(start, '05:00'), week(at, those, until))
}

/** Homes that owe for long: named, written to, called, visited, agreed with, and taken to court. */
export function arrears(world: World): void {
  const { room, accounts, now } = world
  const ago = room.hours.dayOf(daysAgo(world, 60, '09:00'))
  const start = ago.slice(8) >= '16' ? `${monthOf(ago)}-16` : `${monthAfter(monthOf(ago), -1)}-16`
  const shuffled = room.chance.of('arrears').shuffled(accounts.map(({ home }) => home))
  const [homes, fresh] = [shuffled.slice(4, 64), shuffled.slice(0, 4)]
  const today = room.hours.dayOf(now)
  const lastLetters = today.slice(8) >= '16' ? `${monthOf(today)}-16` : `${monthAfter(monthOf(today), -1)}-16`
  for (const [those, day] of [
    [homes, daysAfter(start, -400)],
    [fresh, daysAfter(lastLetters, -367)],
  ] as const)
    room.agenda.add(room.hours.at(daysAfter(day, -9), '09:40'), oldDebts(world, those, day))
  for (const project of hereOf(world))
    room.agenda.add(room.hours.at(daysAfter(start, -1), '06:00'), rules(world, project, ruleDays(world, start)))
  const cases = homes.map((home) => caseOf(world, home))
  let turn = 0
  const course: Course = {
    world,
    start,
    on: (days, clock) => room.hours.at(daysAfter(start, days), clock),
    next: () => cases[turn++],
  }
  years(world)
  weeks(course, cases)
  lawful(course)
  instalments(course)
  notices(course)
  posts(course)
  if (now < room.hours.at(start, '00:00')) throw new Error('the arrears begin after the end')
}
