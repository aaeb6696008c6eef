import type { DraftOf, Id } from '#engine'
import type { Story } from './agenda.ts'
import type { Take } from './drafting.ts'
import type { Home } from './homes.ts'
import type { Project } from './people.ts'
import { daysAgo, hereOf, later, type World } from './world.ts'

type Contact = DraftOf<'contact-records'>
type Kind = Contact['kind']

const said: Readonly<Record<Kind, readonly string[]>> = {
  enquiry: ['阳台能不能封窗', '车位月租怎么办理', '装修需要哪些资料', '停水到几点'],
  repair: ['楼道灯不亮', '地下室渗水'],
  complaint: ['楼下餐馆油烟'],
  suggestion: ['建议大堂增加休息椅', '建议增设快递柜', '建议延长健身房开放时间'],
  official: ['街道办检查消防', '供电局更换电表'],
  entrusted: ['代收一件大件家具', '托管钥匙一周'],
  praise: ['表扬管家帮忙照看孩子'],
}
/** Somebody at the front desk. */
async function* come(
  world: World,
  project: Project,
  home: Home,
  kind: Kind,
  more: Partial<Contact> = {},
): Story<Id<'contact-records'>> {
  const { room, staff } = world
  const chance = room.chance.of(`contact ${kind} ${room.clock.now}`)
  const clerk = staff.one('clerk', project, chance)
  return room.open(
    'contact-records',
    {
      project,
      kind,
      topic: kind === 'enquiry' ? 'decoration' : 'other',
      name: home.owner.name,
      phone: home.owner.phone,
      room: home.id,
      content: chance.pick(said[kind]),
      ...more,
    },
    clerk,
  )
}
/** Takes one step after the other, until it lies where it is to lie. */
async function* taken<
  N extends
    | 'enquiries'
    | 'suggestions'
    | 'correspondences'
    | 'first-contact-cases'
    | 'corrective-actions'
    | 'written-replies'
    | 'accountability-records'
    | 'contact-records',
>({ room }: World, form: N, id: Id<N>, takes: readonly Take<N>[], until?: string): Story {
  for (const take of takes) {
    const { status: now } = (await room.now(form, id)) as { status?: string }
    if (now === until) return
    yield room.later(take.after)
    await room.step(form, id, take)
  }
}

/** What comes to the front desk and is answered there, or by whoever knows. */
async function* answered(world: World, project: Project, home: Home, kind: Kind, until?: string): Story {
  const { room, staff } = world
  const [clerk, manager, expert] = [staff.own('clerk'), staff.own('service-manager'), staff.own('engineering-manager')]
  const id = yield* come(world, project, home, kind, until === 'letter' ? { channel: 'letter' } : {})
  if (until === 'registered') return
  yield room.later(5)
  if (kind === 'praise' || until === 'answered') {
    await room.step('contact-records', id, { by: clerk, step: 'answer', with: { reply: '已答复' } })
    if (until === 'answered') return
    yield room.later(3)
    return void (await room.step('contact-records', id, {
      by: clerk,
      step: 'close',
      with: { satisfaction: 'satisfied' },
    }))
  }
  if (kind === 'suggestion') {
    await room.step('contact-records', id, { by: clerk, step: 'to-suggestion' })
    const { suggestion } = await room.now('contact-records', id)
    const declined = until === 'declined' || (until !== 'adopted' && room.chance.of(home.id).happens(0.4))
    return yield* taken(
      world,
      'suggestions',
      suggestion as Id<'suggestions'>,
      [
        declined
          ? later(200, manager, 'decline', { opinion: '场地条件不允许，已记录' })
          : later(200, manager, 'adopt', { opinion: '列入下月计划' }),
        later([4, '10:00'], clerk, 'finish', declined ? {} : { measure: '已落实' }),
      ],
      until,
    )
  }
  await room.step('contact-records', id, { by: clerk, step: 'to-enquiry' })
  const { enquiry } = await room.now('contact-records', id)
  const appointedAt = () => ({ expert: expert.id as Id<'users'>, appointedAt: room.hours.after(room.clock.now, 240) })
  yield* taken(
    world,
    'enquiries',
    enquiry as Id<'enquiries'>,
    [
      later(10, clerk, 'refer', appointedAt),
      later(120, expert, 'answer', { answer: '可以办理，请携带身份证到前台填表' }),
    ],
    until,
  )
}

/** A letter, reported where it is disputed, and answered. */
async function* letter(world: World, project: Project, home: Home, until?: string): Story {
  const { room, staff } = world
  const clerk = staff.own('clerk')
  const id = yield* come(world, project, home, 'enquiry', { channel: 'letter', content: '关于公共收益公示的来函' })
  yield room.later(10)
  await room.step('contact-records', id, { by: clerk, step: 'to-letter' })
  const { correspondence } = await room.now('contact-records', id)
  yield* taken(
    world,
    'correspondences',
    correspondence as Id<'correspondences'>,
    [
      later(20, clerk, 'report'),
      later(90, staff.own('supervisor'), 'instruct', { instruction: '附上年度公示材料答复' }),
      later([1, '10:00'], clerk, 'reply', { reply: '已附公示材料函复' }),
    ],
    until,
  )
}

type Step = Take<'first-contact-cases'>
/** Whoever was asked first keeps the matter; now and then it takes too long. */
async function* first(world: World, project: Project, home: Home, slow: boolean, until?: string): Story {
  const { room, staff } = world
  const [clerk, manager] = [staff.own('clerk'), staff.own('service-manager')]
  if (until === 'opened') {
    const draft: DraftOf<'first-contact-cases'> & { readonly project: Project } = {
      project,
      customer: home.owner.name,
      phone: home.owner.phone,
      room: home.id,
      need: '查询上月的物品放行记录',
      department: 'security',
      dueOn: room.hours.dayOf(room.hours.after(room.clock.now, [2, '18:00'])),
    }
    return void (await room.open('first-contact-cases', draft, clerk))
  }
  const id = yield* come(world, project, home, 'official')
  yield room.later(5)
  const answerOn = room.hours.dayOf(room.hours.after(room.clock.now, [1, '18:00']))
  await room.step('contact-records', id, { by: clerk, step: 'forward', with: { department: 'security', answerOn } })
  const found = (await room.now('contact-records', id)).firstContact as Id<'first-contact-cases'>
  const done: Step = later(200, staff.own('security-manager'), 'finish', { result: '已陪同办理完毕' })
  const content: Step = later(30, clerk, 'ask', { askedBy: 'phone', satisfied: true })
  const held: Step = later(60, manager, 'hold')
  const archived: Step = later(20, clerk, 'archive')
  const discontented = { askedBy: 'visit', satisfied: false, customerSays: '等了一个星期' } as const
  const course: readonly Step[] = slow
    ? [
        later([4, '10:00'], clerk, 'find-cause', { delayReason: '经办人休假未交接' }),
        later(60, clerk, 'ask', discontented),
        held,
      ]
    : [done, content, archived]
  yield* taken(world, 'first-contact-cases', found, course, until)
  const { accountability } = await room.now('first-contact-cases', found)
  if (accountability === null) return
  const filed: Take<'accountability-records'> = later(60, staff.own('supervisor'), 'archive')
  const voided: Take<'accountability-records'>[] = [
    later(30, manager, 'void', { reason: '责任人认定有误' }),
    later(60, staff.own('project-manager'), 'confirm-void'),
  ]
  const takes: readonly Take<'accountability-records'>[] = [
    later(90, staff.own('centre-manager'), 'decide', { decision: 'training', grounds: '首问责任制' }),
    ...(until === 'void' ? voided : [filed]),
  ]
  yield* taken(world, 'accountability-records', accountability, takes, until === 'undecided' ? 'draft' : until)
}

/** What keeps it from happening again, and the letters that were wrongly written. */
async function* corrected(world: World, project: Project, until: string): Story {
  const { room, staff } = world
  const [manager, boss, guards] = [
    staff.own('service-manager'),
    staff.own('centre-manager'),
    staff.own('security-manager'),
  ]
  const draft = { project, source: 'complaint', cause: '夜间巡查次数不足', department: 'security' } as const
  const id = await room.open('corrective-actions', draft, manager)
  const dueOn = room.hours.dayOf(room.hours.after(room.clock.now, [until === 'open' ? 1 : 20, '18:00']))
  const issued = later(30, manager, 'issue', { correction: '加一班巡逻', prevention: '排班写入制度', dueOn })
  const finished = later([1, '10:00'], guards, 'finish', { explanation: '已增加巡逻班次' })
  const takes: readonly Take<'corrective-actions'>[] =
    until === 'void'
      ? [issued, later(30, manager, 'void', { reason: '与其他措施重复' }), later(30, boss, 'confirm-void')]
      : [issued, finished, later([2, '10:00'], manager, 'verify', { finding: '抽查三夜，均已巡逻' })]
  yield* taken(world, 'corrective-actions', id, takes, until)
}
async function* replied(world: World, until: string): Story {
  const { room, staff } = world
  const [written] = await room.run(staff.own('clerk'), (tx) =>
    tx.find('complaints', { manner: 'written' }, { limit: 1 }),
  )
  if (!written) return
  const [manager, boss] = [staff.own('service-manager'), staff.own('centre-manager')]
  const id = await room.open('written-replies', { complaint: written.id }, staff.own('clerk'))
  const takes: readonly Take<'written-replies'>[] = [
    later(30, manager, 'sign', { words: '现就您的来函补充答复如下……' }),
    later(30, manager, 'void', { reason: '文字有误，重新拟稿' }),
    later(30, boss, 'confirm-void'),
  ]
  yield* taken(world, 'written-replies', id, takes, until)
}

/** What the front desk had to do: answered, passed on, followed up. */
export function matters(world: World): void {
  const { room } = world
  const [lake] = hereOf(world)
  if (!lake) return
  const chance = room.chance.of('matters')
  const home = () => chance.pick(world.homes.filter((one) => one.project === lake && one.lived))
  const tell = (days: number, story: Story) =>
    room.agenda.add(daysAgo(world, days, `${9 + (days % 7)}:${10 + (days % 40)}`), story)
  for (let days = 200; days > 12; days -= 11) {
    const kind = chance.pick(['enquiry', 'suggestion', 'praise', 'enquiry'] as const)
    tell(days, answered(world, lake, home(), kind))
  }
  for (const until of ['registered', 'asked', 'referred', 'answered'] as const)
    tell(1, answered(world, lake, home(), 'enquiry', until))
  for (const until of ['received', 'adopted', 'declined', 'done'] as const)
    tell(6, answered(world, lake, home(), 'suggestion', until))
  for (const until of ['received', 'reported', 'replied'] as const) tell(3, letter(world, lake, home(), until))
  for (const until of ['opened', 'with-department', 'done', 'customer-asked', 'archived'])
    tell(2, first(world, lake, home(), false, until))
  for (const until of ['cause-found', 'accountability', 'undecided', 'decided', 'archived', 'void'])
    tell(10, first(world, lake, home(), true, until === 'archived' ? undefined : until))
  for (const until of ['draft', 'open', 'done', 'verified', 'void']) tell(8, corrected(world, lake, until))
  for (const until of ['draft', 'signed', 'void']) tell(1, replied(world, until))
}
