import type { DraftOf, Id, User } from '#engine'
import type { Story } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Take } from './drafting.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, lately, later, moments, type World } from './world.ts'

type Callback = Id<'callback-records'>
type Step = Take<'callback-records'>

const suggestions = ['希望维修前电话确认时间', '建议增加夜间巡逻', '希望电梯厅增加垃圾桶', '建议快递柜移到单元口']
const good = (chance: Chance) => ({
  quality: chance.weighed([
    [5, 70],
    [4, 30],
  ]),
  effect: chance.weighed([
    [5, 65],
    [4, 35],
  ]),
  satisfaction: 'satisfied' as const,
  ...(chance.happens(0.2) && { suggestions: chance.pick(suggestions) }),
})
const bad = { quality: 2, effect: 2, satisfaction: 'dissatisfied' as const, problems: '修后两天又出现同样问题' }
const complaint = { quality: 3, effect: 3, satisfaction: 'average' as const, problems: '楼道堆放杂物长期无人清理' }

/** What is told to the customer when something was found: passed on, answered, told. */
const putRight = (caller: User, department: 'engineering' | 'environment'): Step[] => [
  later(15, caller, 'forward', {
    department,
    measure: department === 'engineering' ? '转工程部返工' : '转环境部当日清理',
  }),
  later([1, '15:30'], caller, 'tell', { result: '已处理完毕并电话告知业主' }),
]

/** One call or visit: taken, a telephone now and then only the next day; read by the head of customer service. */
function calls(
  world: World,
  caller: User,
  chance: Chance,
  answer: 'good' | 'bad' | 'complaint',
  visit = false,
): Step[] {
  const told = answer === 'good' ? good(chance) : answer === 'bad' ? bad : complaint
  const missed: Step[] = !visit && answer === 'good' && chance.happens(0.15) ? [later(2, caller, 'miss')] : []
  const called: Step = later(missed.length > 0 ? [1, '10:40'] : 4, caller, 'call', told)
  const righted = answer === 'good' ? [] : putRight(caller, answer === 'bad' ? 'engineering' : 'environment')
  const reading = later([1, '17:20'], world.staff.own('service-manager'), 'read', { adopted: chance.happens(0.3) })
  return [...missed, called, ...righted, reading]
}

async function* taken(world: World, id: Callback, takes: readonly Step[], until?: string): Story {
  for (const take of takes) {
    yield world.room.later(take.after)
    const { status } = await world.room.step('callback-records', id, take)
    if (status === until) return
  }
}

/** The customer of a repair is called: because he must be, or because one in three is. */
export async function* callAbout(world: World, project: Project, repair: Id<'repair-orders'>, until?: string): Story {
  const { room, staff } = world
  const chance = room.chance.of(`call ${repair}`)
  const caller = staff.one('area-officer', project, chance)
  const [waiting] = await room.run(caller, (tx) => tx.find('callback-records', { repair, status: 'draft' }))
  const { rating, mustCall } = await room.now('repair-orders', repair)
  const id = waiting?.id ?? (await room.open('callback-records', { type: 'repair', repair }, caller))
  if (until === 'draft') return
  const answer = rating === 'dissatisfied' ? 'bad' : 'good'
  yield* taken(world, id, calls(world, caller, chance, mustCall ? answer : 'good'), until)
}

type Routine = DraftOf<'callback-records'>
/** The yearly call that asks how things are. */
async function* routine(world: World, project: Project, name: string, until?: string): Story {
  const { room, staff, homes } = world
  const chance = room.chance.of(`routine ${name}`)
  const home = chance.pick(homes.filter((one) => one.project === project && one.lived))
  const caller = until ? staff.own('area-officer') : staff.steward(home.building, project)
  const visit = until === 'appointed' || (!until && chance.happens(0.2))
  const draft: Routine = {
    type: visit && chance.happens(0.3) ? 'opinion' : 'routine',
    room: home.id,
    customer: home.owner.name,
    phone: home.owner.phone,
    basedOn: room.hours.dayOf(room.clock.now),
    method: visit ? 'visit' : 'phone',
  }
  const appointment: Step = later(20, caller, 'appoint', (today: string) => ({
    appointedAt: room.hours.at(today, '19:30'),
    permission: true,
  }))
  const ending = endings(world, caller, chance)[until ?? '']
  const takes = ending ?? [
    ...(visit ? [appointment] : []),
    ...calls(world, caller, chance, chance.happens(0.07) ? 'complaint' : 'good', visit),
  ]
  yield* room.tale('callback-records', { by: caller, draft, takes, until })
}
/** How a call ends that does not go as calls do. */
function endings(world: World, caller: User, chance: Chance): Readonly<Record<string, Step[]>> {
  const miss = [0, 1, 2].map((day): Step => later([Math.min(day, 1), `${10 + day}:20`], caller, 'miss'))
  const manager = world.staff.own('service-manager')
  const spoilt: Step[] = [
    later(4, caller, 'call', good(chance)),
    later(6, caller, 'void', { reason: '房号选错，重新登记' }),
  ]
  return {
    'no-contact': miss,
    cancelled: [later([1, '09:30'], manager, 'cancel', { reason: '业主已搬离' })],
    forwarded: calls(world, caller, chance, 'complaint'),
    told: calls(world, caller, chance, 'complaint'),
    called: [later(4, caller, 'call', good(chance))],
    voiding: spoilt,
    voided: [...spoilt, later(30, manager, 'confirm-void')],
  }
}

/** Two years of calls, and those that are due, open or to be read today. */
export function callbacks(world: World): void {
  const { room } = world
  const projects = hereOf(world)
  const chance = room.chance.of('callbacks')
  for (const start of moments(world, 'routine days', Math.round(world.homes.length * 0.09)))
    room.agenda.add(start, routine(world, chance.pick(projects), start))
  const [lake] = projects
  if (!lake) return
  const stages = ['no-contact', 'cancelled', 'voided', 'told', 'forwarded', 'called', 'called', 'voiding'] as const
  for (const [at, stage] of stages.entries())
    room.agenda.add(daysAgo(world, 9 - at, '09:50'), routine(world, lake, `${stage} ${at}`, stage))
  for (const stage of ['draft', 'draft', 'appointed', 'called'] as const)
    room.agenda.add(lately(world, 40), routine(world, lake, `today ${stage}`, stage))
}
