import type { Id, PatchOf, User } from '#engine'
import type { Story } from './agenda.ts'
import type { Take } from './drafting.ts'
import type { Home } from './homes.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, lately, type World } from './world.ts'

type Complaint = Id<'quality-complaints'>
type Order = Id<'warranty-orders'>

/** What the developer guarantees longer than the law; one period is being drafted, one is no more. */
async function* terms({ room, staff }: World, projects: readonly Project[]): Story {
  const chief = staff.own('engineering-manager')
  const enter = (part: 'waterproofing' | 'finishing' | 'doors', months: number, project: Project) =>
    room.open('warranty-terms', { project, part, months, basis: '《商品住宅质量保证书》' }, chief)
  for (const project of projects) {
    const id = await enter('waterproofing', 96, project)
    await room.step('warranty-terms', id, { by: chief, step: 'enforce' })
  }
  const [lake] = projects
  if (!lake) return
  await enter('doors', 36, lake)
  const old = await enter('finishing', 12, lake)
  await room.step('warranty-terms', old, { by: chief, step: 'enforce' })
  yield room.later([30, '10:00'])
  await room.step('warranty-terms', old, { by: chief, step: 'supersede', with: { reason: '保证书未作约定' } })
}

interface Hands {
  readonly clerk: User
  readonly engineer: User
}
/** One after the other, until the order lies where it is to lie. */
async function* coordinate(world: World, id: Order, until: string | undefined, { clerk, engineer }: Hands): Story {
  const { room, staff } = world
  const today = () => room.hours.dayOf(room.clock.now)
  const take = (
    by: User,
    step: Take<'warranty-orders'>['step'],
    told?: PatchOf<'warranty-orders'> & { readonly reason?: string },
  ) => room.step('warranty-orders', id, { by, step, ...(told && { with: told }) })
  const site = { supervisor: '钱工', siteAt: room.hours.after(room.clock.now, [1, '10:00']) }
  const agreed = () => ({ agreement: '业主', contractor: '广安防水工程公司', startedOn: today() })
  const signs = () => ({ ownerSign: '业主', supervisionSign: '钱工', contractorSign: '广安防水', finishedOn: today() })
  const steps: readonly (readonly [stage: string, minutes: number, () => Promise<unknown>])[] = [
    ['written', 3, () => take(clerk, 'write')],
    ['told', 1, () => take(clerk, 'tell')],
    ['collected', 6, () => take(engineer, 'collect')],
    ['supervision-told', 4, () => take(engineer, 'notify', site)],
    [
      'appraised',
      1500,
      () => take(engineer, 'appraise', { appraisal: '外墙防水层失效', plan: '外墙重做防水并恢复饰面' }),
    ],
    ...(until === 'plan-refused' || until === 'concluded'
      ? [['plan-refused', 60, () => take(engineer, 'refuse', { refusal: '要求赔偿浸水家具' })] as const]
      : [['repairing', 90, () => take(engineer, 'agree', agreed())] as const]),
    ['follow', 900, () => take(engineer, 'follow', { latest: '已搭架，完成第一遍涂刷' })],
    ['signed-off', 1500, () => take(engineer, 'sign-off', signs())],
  ]
  for (const [stage, minutes, step] of steps) {
    if ((until === 'plan-refused' || until === 'concluded') && stage === 'follow') return
    yield room.later(minutes)
    await step()
    if (stage === until) return
    if (stage === 'written' && until === 'void') {
      await take(clerk, 'void', { reason: '重复投诉' })
      yield room.later(15)
      return void (await take(staff.own('service-manager'), 'confirm-void'))
    }
  }
}

/** What is asked for beyond repair: negotiated, taken higher, settled or taken to court. */
async function* claim({ room, staff }: World, complaint: Complaint, until: string | undefined, clerk: User): Story {
  const centre = staff.own('centre-manager')
  const general = staff.own('general-manager')
  const draft = { complaint, loss: '两件实木家具浸水变形', claimed: 680_000 }
  const id = await room.open('quality-claims', draft, clerk)
  const take = (
    by: User,
    step: 'raise' | 'negotiate' | 'escalate' | 'settle' | 'litigate' | 'void' | 'confirm-void',
    told = {},
  ) => room.step('quality-claims', id, { by, step, with: told })
  if (until === 'draft') return
  yield room.later(30)
  await take(clerk, 'raise')
  if (until === 'raised') return
  yield room.later([1, '15:00'])
  if (until === 'void') {
    await take(clerk, 'void', { reason: '业主撤回索赔' })
    yield room.later(30)
    return void (await take(centre, 'confirm-void'))
  }
  await take(centre, 'negotiate', { latest: '业主要求六千八百元，施工单位愿付三千元' })
  yield room.later(60)
  if (until !== 'settled') await take(centre, 'escalate', { reason: '超出服务中心权限' })
  if (until === 'escalated') return
  yield room.later([2, '16:00'])
  await (until === 'litigated'
    ? take(general, 'litigate', { reason: '协商不成，业主起诉' })
    : take(until === 'settled' ? centre : general, 'settle', { settledAmount: 350_000 }))
}

interface Course {
  readonly home: Home
  readonly until?: string | undefined
  readonly claim?: string
}
async function* complaint(world: World, { home, until, claim: claimed }: Course, name: string): Story {
  const { room, staff } = world
  const chance = room.chance.of(`defect ${name}`)
  const clerk = staff.one('clerk', home.project, chance)
  const engineer = staff.one('engineer', home.project, chance)
  const part = until === 'explained' ? ('finishing' as const) : ('waterproofing' as const)
  const draft = { project: home.project, room: home.id, customer: home.owner.name, phone: home.owner.phone, part }
  const id = await room.open('quality-complaints', { ...draft, defect: '主卧外墙雨后渗水，墙面起皮' }, clerk)
  if (until === 'draft') return
  yield room.later(2)
  if (until === 'explained') {
    const explanation = '装修部分保修期两年，已过保修期'
    await room.step('quality-complaints', id, { by: clerk, step: 'explain', with: { explanation } })
    yield room.later(5)
    return void (await room.step('quality-complaints', id, { by: clerk, step: 'offer' }))
  }
  await room.step('quality-complaints', id, { by: clerk, step: 'coordinate' })
  const { coordination } = await room.now('quality-complaints', id)
  if (coordination === null || until === 'unwritten') return
  yield* coordinate(world, coordination, until, { clerk, engineer })
  if (until === 'void') {
    await room.step('quality-complaints', id, { by: clerk, step: 'void', with: { reason: '重复投诉' } })
    yield room.later(15)
    const by = staff.own('service-manager')
    return void (await room.step('quality-complaints', id, { by, step: 'confirm-void' }))
  }
  if (claimed) yield* claim(world, id, claimed, clerk)
  if (until === undefined) yield* callBack(world, id)
}
async function* callBack({ room, staff }: World, id: Complaint): Story {
  const caller = staff.own('area-officer')
  const [call] = await room.run(caller, (tx) => tx.find('callback-records', { qualityComplaint: id, status: 'draft' }))
  if (!call) return
  yield room.later([1, '10:10'])
  const said = { quality: 5, effect: 4, satisfaction: 'satisfied' as const }
  await room.step('callback-records', call.id, { by: caller, step: 'call', with: said })
  yield room.later([1, '17:00'])
  await room.step('callback-records', call.id, { by: staff.own('service-manager'), step: 'read' })
}

/** Defects of houses: some in every stage. */
export function defects(world: World): void {
  const { room } = world
  const chance = room.chance.of('defects')
  const projects = hereOf(world)
  room.agenda.add(room.clock.now, terms(world, projects))
  const homes = chance.shuffled(world.homes.filter(({ project, lived }) => project === projects[0] && lived))
  const recent: readonly (readonly [minutes: number, Omit<Course, 'home'>])[] = [
    [5, { until: 'draft' }],
    [20, { until: 'unwritten' }],
    [40, { until: 'written' }],
    [60, { until: 'told' }],
    [90, { until: 'collected' }],
    [120, { until: 'supervision-told' }],
  ]
  const earlier: readonly (readonly [days: number, Omit<Course, 'home'>])[] = [
    [3, { until: 'appraised' }],
    [4, { until: 'plan-refused' }],
    [5, { until: 'repairing' }],
    [6, { until: 'signed-off' }],
    [8, { until: 'explained' }],
    [9, { until: 'void' }],
    [11, { until: 'plan-refused', claim: 'draft' }],
    [12, { until: 'plan-refused', claim: 'raised' }],
    [13, { until: 'plan-refused', claim: 'escalated' }],
    [14, { until: 'repairing', claim: 'void' }],
    [30, { until: 'concluded', claim: 'settled' }],
    [40, { until: 'concluded', claim: 'litigated' }],
    [60, {}],
    [90, {}],
    [200, {}],
    [400, {}],
  ]
  const tell = (at: string, course: Omit<Course, 'home'>, name: string) => {
    const home = homes.pop()
    if (home) room.agenda.add(at, complaint(world, { ...course, home }, name))
  }
  for (const [minutes, course] of recent) tell(lately(world, minutes), course, `${course.until}`)
  for (const [days, course] of earlier) tell(daysAgo(world, days, '09:30'), course, `${days} ago`)
}
