import type { Id } from '#engine'
import type { Story } from './agenda.ts'
import type { Home } from './homes.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, type World } from './world.ts'

/** Two neighbours at one table. */
async function* mediate({ room, staff }: World, project: Project, home: Home, until: string): Story {
  const steward = staff.steward(home.building, project)
  const id = await room.open(
    'mediations',
    {
      project,
      room: home.id,
      applicant: home.owner.name,
      other: '楼上住户',
      kind: 'leak',
      matter: '卫生间天花板渗水，双方对维修费用有争议',
    },
    steward,
  )
  if (until === 'draft') return
  yield room.later([1, '19:00'])
  const course = '管家与工程部到场查看，双方陈述'
  await room.step('mediations', id, { by: steward, step: 'hold', with: { heldAt: room.clock.now, course } })
  if (until === 'held') return
  yield room.later(60)
  if (until === 'void') {
    const manager = staff.own('service-manager')
    await room.step('mediations', id, { by: steward, step: 'void', with: { reason: '双方已自行和解，重复登记' } })
    return void (await room.step('mediations', id, { by: manager, step: 'confirm-void' }))
  }
  const agreed = { result: '楼上负责防水，费用各半', applicantName: home.owner.name, otherName: '楼上业主' }
  await room.step(
    'mediations',
    id,
    until === 'failed'
      ? { by: steward, step: 'fail', with: { result: '一方不同意分担，建议走法律途径' } }
      : { by: steward, step: 'settle', with: agreed },
  )
}

/** Somebody wants to see the head of the centre. */
async function* visit({ room, staff }: World, project: Project, home: Home, until: string): Story {
  const [clerk, boss] = [staff.own('clerk'), staff.own('centre-manager')]
  const id = await room.open(
    'leader-appointments',
    {
      project,
      room: home.id,
      customer: home.owner.name,
      phone: home.owner.phone,
      leader: boss.id as Id<'users'>,
      matter: '希望当面反映小区停车问题',
    },
    clerk,
  )
  if (until === 'asked') return
  yield room.later(10)
  if (until === 'declined') {
    const words = '今日外出开会，请客服经理接待'
    return void (await room.step('leader-appointments', id, { by: boss, step: 'decline', with: { words } }))
  }
  await room.step('leader-appointments', id, { by: boss, step: 'accept', with: { meetAt: room.clock.now } })
  if (until === 'accepted') return
  yield room.later(30)
  const outcome = '已记录诉求，承诺一周内答复'
  await room.step('leader-appointments', id, { by: clerk, step: 'meet', with: { outcome } })
}

/** What is asked again and again. */
async function* ask(
  { room, staff }: World,
  project: Project,
  [question, answer]: readonly [string, string],
  until: string,
): Story {
  const id = await room.open('faqs', { project, topic: 'other', question, answer }, staff.own('clerk'))
  if (until === 'draft') return
  yield room.later([1, '10:00'])
  await room.step('faqs', id, { by: staff.own('supervisor'), step: 'publish' })
  if (until === 'published') return
  yield room.later([30, '10:00'])
  await room.step('faqs', id, { by: staff.own('supervisor'), step: 'withdraw', with: { reason: '流程已调整' } })
}

/** The repairer asks how his work was; now and then nobody has answered yet. */
async function* survey({ room, staff }: World, project: Project): Story {
  const engineer = staff.own('engineer')
  const done = await room.run(engineer, (tx) =>
    tx.find('repair-orders', { project, status: ['filed', 'closed'] }, { sort: '-finishedOn', limit: 8 }),
  )
  for (const [at, { id: repair }] of done.entries()) {
    const id = await room.open('repair-surveys', { repair }, engineer)
    if (at === 0) continue
    const told = { satisfaction: at === 5 ? 'average' : 'satisfied', onTime: at !== 5 } as const
    await room.step('repair-surveys', id, { by: engineer, step: 'answer', with: told })
  }
}

const known: readonly (readonly [question: string, answer: string, until: string])[] = [
  ['物业费什么时候交？', '每月15日前，可在前台、微信或银行代扣缴纳', 'published'],
  ['装修押金多久退？', '验收合格满三个月后，七个工作日内退还', 'published'],
  ['阳台可以封窗吗？', '外立面须统一，请到前台办理装修申请', 'published'],
  ['停车月租如何办理？', '请携带行驶证与房产资料到前台', 'draft'],
  ['临时停水通知在哪里看？', '单元公告栏与微信同时公布', 'withdrawn'],
]

/** Neighbours, leaders, questions: the small papers of the front desk. */
export function quarrels(world: World): void {
  const { room } = world
  const [lake] = hereOf(world)
  if (!lake) return
  const chance = room.chance.of('quarrels')
  const home = () => chance.pick(world.homes.filter((one) => one.project === lake && one.lived))
  const tell = (days: number, story: Story) => room.agenda.add(daysAgo(world, days, '14:20'), story)
  for (const until of ['draft', 'held', 'settled', 'failed', 'void']) tell(4, mediate(world, lake, home(), until))
  for (const until of ['asked', 'accepted', 'declined', 'met']) tell(1, visit(world, lake, home(), until))
  for (const [question, answer, until] of known) tell(90, ask(world, lake, [question, answer], until))
  tell(1, survey(world, lake))
}
