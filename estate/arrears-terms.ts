import { daysAfter, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Case, Course } from './arrears-cases.ts'
import { daysAgo } from './world.ts'

const ends = ['draft', 'proposed', 'agreed', 'running', 'completed', 'broken', 'dropped', 'void'] as const
type Step = 'submit' | 'agree' | 'sign' | 'drop' | 'void' | 'confirm-void'

/** Who cannot pay at once agrees to pay by and by. */
async function* terms({ world }: Course, one: Case, end: (typeof ends)[number]): Story {
  const { room, staff } = world
  const [head, manager] = [staff.own('supervisor'), staff.own('project-manager')]
  const arrears = await one.row()
  if (!arrears) return
  const { total } = await room.now('arrears-ledgers', arrears)
  const today = room.hours.dayOf(room.clock.now)
  const first = Math.floor(total / 2)
  const [soon, later] = end === 'broken' ? [5, 12] : [20, 50]
  const draft = {
    arrears,
    hardship: '业主失业，申请分期',
    instalments: [
      { dueOn: daysAfter(today, soon), amount: first },
      { dueOn: daysAfter(today, later), amount: total - first },
    ],
  }
  const id = await room.open('instalment-plans', draft, head)
  const step = (action: Step, by: User = head, told = {}) =>
    room.step('instalment-plans', id, { by, step: action, with: told })
  if (end === 'draft') return
  await step('submit')
  if (end === 'void') {
    await step('void', head, { reason: '业主已一次缴清' })
    await step('confirm-void', manager)
  }
  if (end === 'proposed' || end === 'void') return
  yield room.later(60)
  await step('agree', manager)
  if (end === 'agreed') return
  if (end === 'dropped') return void (await step('drop', head, { reason: '业主不愿签字' }))
  const { total: still } = await room.now('arrears-ledgers', arrears)
  if (still !== total) return
  await step('sign', head, { ownerSigned: one.home.owner.name })
  yield room.later([1, '11:50'])
  if (end === 'completed') yield* one.pay()
}

/** A plan in each stage: broken and paid ones of last month, the others of this week. */
export function instalments(course: Course): void {
  const { world, on, next } = course
  for (const [at, end] of ends.entries()) {
    const one = next()
    if (!one) return
    const start = end === 'broken' ? on(2, `11:${10 + at}`) : daysAgo(world, 4, `11:${10 + at}`)
    world.room.agenda.add(start, terms(course, one, end))
  }
}
