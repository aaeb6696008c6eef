import { daysAfter, type Id, type RecordOf, type Role, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Project } from './people.ts'
import { picture } from './pictures.ts'
import type { World } from './world.ts'

type Problem = Id<'rectifications'>
type Department = NonNullable<RecordOf<'rectifications'>['department']>

/** Who puts things right for his department. */
const corrector: Readonly<Record<Department, Role>> = {
  engineering: 'engineer',
  security: 'guard',
  environment: 'environment-supervisor',
  service: 'clerk',
}
const demands: Readonly<Record<Department, string>> = {
  engineering: '三日内修复并恢复原状',
  security: '立即清理，保持通道畅通',
  environment: '当日清理，加强巡扫',
  service: '与住户沟通并回复',
}
const explanations: Readonly<Record<Department, string>> = {
  engineering: '已更换损坏部件，恢复正常',
  security: '已清走堆放物并张贴提示',
  environment: '已清理并冲洗，增加巡扫频次',
  service: '已与住户沟通，住户表示理解',
}

/** What a round has found: sent to its department, put right, and looked at again. */
export async function* rectify(world: World, project: Project, id: Problem, finder: User, until?: string): Story {
  const { room, staff } = world
  const chance = room.chance.of(`rectification ${id}`)
  if (until === 'raised') return
  const { department } = await room.now('rectifications', id)
  const days = until === 'escalated' ? 2 : chance.whole(1, 4)
  const answers = { department, dueOn: daysAfter(room.hours.dayOf(room.clock.now), days), demand: demands[department] }
  await room.step('rectifications', id, { by: staff.own('supervisor'), step: 'notify', with: answers })
  if (until === 'notified') return
  if (until === 'void') return yield* annul(world, id, finder)
  const others = staff.of(corrector[department], project).filter((one) => one.id !== finder.id)
  const by = others.length > 0 ? chance.pick(others) : staff.own('security-manager')
  yield room.later([1, '09:30'])
  await room.step('rectifications', id, { by, step: 'start' })
  if (until === 'in-progress') return
  if (until === 'escalated' || (!until && chance.happens(0.06))) {
    yield room.later([days + 1, '10:00'])
    await room.step('rectifications', id, { by: finder, step: 'escalate' })
    if (until) return
    yield room.later([1, '09:00'])
    const told = { dueOn: daysAfter(room.hours.dayOf(room.clock.now), 2), reason: '责令限期整改' }
    await room.step('rectifications', id, { by: staff.own('supervisor'), step: 'resume', with: told })
  }
  yield room.later(chance.whole(90, 300))
  await room.step('rectifications', id, { by, step: 'correct', with: { explanation: explanations[department] } })
  if (until === 'corrected') return
  yield* lookAgain(world, id, finder, by, explanations[department], until)
}

/** Whoever found it looks again; now and then it is not right yet. */
async function* lookAgain(
  { room }: World,
  id: Problem,
  finder: User,
  by: User,
  explanation: string,
  until?: string,
): Story {
  const chance = room.chance.of(`recheck ${id}`)
  yield room.later([1, '15:10'])
  if (until === 'failed' || (!until && chance.happens(0.1))) {
    const dueOn = daysAfter(room.hours.dayOf(room.clock.now), 2)
    await room.step('rectifications', id, { by: finder, step: 'fail', with: { reason: '仍有残留，未恢复原状', dueOn } })
    if (until) return
    yield room.later([1, '11:00'])
    await room.step('rectifications', id, { by, step: 'correct', with: { explanation: `再次整改：${explanation}` } })
    yield room.later([1, '16:00'])
  }
  const after = chance.happens(0.4) ? [await picture(room, 'done', finder)] : null
  await room.step('rectifications', id, { by: finder, step: 'pass', with: { after } })
}
/** Found twice: one of them is made void. */
async function* annul({ room, staff }: World, id: Problem, finder: User): Story {
  yield room.later(30)
  await room.step('rectifications', id, { by: finder, step: 'void', with: { reason: '与另一条整改重复' } })
  yield room.later(40)
  await room.step('rectifications', id, { by: staff.own('service-manager'), step: 'confirm-void' })
}
