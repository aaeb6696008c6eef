import { type Id, lastDayOf, type Month, monthAfter, monthOf, OFFICE, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, type World } from './world.ts'

/** How far a month's table of callbacks comes. */
type Until = 'draft' | 'submitted' | 'void' | 'reviewed' | 'copied'

/** The callbacks of a month: put together on its last day, submitted, read by two, copied to the company. */
async function* callbackTable({ room, staff }: World, project: Project, month: Month, until: Until): Story {
  const maker = staff.one('area-officer', project, room.chance.of(`table ${project} ${month}`))
  const head = staff.own('service-manager')
  const form = 'callback-monthly-reports'
  const id = await room.open(form, { project, month }, maker)
  const step = (by: User, action: 'submit' | 'sign' | 'void' | 'confirm-void', told = {}) =>
    room.step(form, id, { by, step: action, with: told })
  if (until === 'draft') return
  yield room.later(30)
  await step(maker, 'submit', { summary: '照明、保洁反映较多，下月安排专项检查' })
  if (until === 'void') {
    yield room.later(20)
    await step(maker, 'void', { reason: '漏录两户回访，补录后重报' })
    yield room.later(20)
    return void (await step(head, 'confirm-void'))
  }
  if (until === 'submitted') return
  yield room.later(40)
  await step(head, 'sign')
  yield room.later(30)
  await step(staff.own('centre-manager'), 'sign')
  if (until === 'reviewed') return
  yield room.hours.at(`${monthAfter(month, 1)}-01`, '06:00')
  await room.run(OFFICE, (tx) => tx.perform(form, id, 'copy', { copiedOn: tx.today }))
}

/** The table of reasons of a month, as it stands then: read by the project manager, received by finance, or made void. */
async function* reasonTable({ room, staff }: World, project: Project, then: 'read' | 'receive' | 'void'): Story {
  const form = 'arrears-reason-reports'
  const status = then === 'receive' ? 'sent-to-finance' : 'sent-to-pm'
  const manager = staff.own('project-manager')
  const [table] = await room.run(manager, (tx) => tx.find(form, { project, status }, { sort: 'month', limit: 1 }))
  if (!table) return
  const id: Id<typeof form> = table.id
  if (then === 'receive') return void (await room.step(form, id, { by: staff.own('accountant'), step: 'receive' }))
  if (then === 'read') {
    const told = { instructions: '渗水两户由工程部本周内修复，其余由管家继续跟进' }
    return void (await room.step(form, id, { by: manager, step: 'read', with: told }))
  }
  await room.step(form, id, { by: staff.own('supervisor'), step: 'void', with: { reason: '原因归类有误' } })
  yield room.later(30)
  await room.step(form, id, { by: manager, step: 'confirm-void' })
}

/** What is put together once a month, and handed up. */
export function monthTables(world: World): void {
  const { room, now } = world
  const [lake, hill] = hereOf(world)
  if (!lake || !hill) return
  const last = monthOf(room.hours.dayOf(now))
  const callbacks = (project: Project, ago: number, until: Until, clock = '16:30') => {
    const month = monthAfter(last, -ago)
    room.agenda.add(room.hours.at(lastDayOf(month), clock), callbackTable(world, project, month, until))
  }
  for (const ago of [6, 5, 4, 3, 2]) callbacks(lake, ago, 'copied')
  callbacks(lake, 1, 'reviewed')
  for (const ago of [4, 3]) callbacks(hill, ago, 'copied')
  callbacks(hill, 2, 'submitted')
  callbacks(hill, 1, 'void', '14:10')
  callbacks(hill, 1, 'draft')
  room.agenda.add(room.hours.at(`${monthAfter(last, -1)}-12`, '09:40'), reasonTable(world, lake, 'void'))
  room.agenda.add(daysAgo(world, 3, '10:10'), reasonTable(world, hill, 'receive'))
  room.agenda.add(daysAgo(world, 0, '08:40'), reasonTable(world, hill, 'read'))
}
