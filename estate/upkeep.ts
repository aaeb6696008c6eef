import { type DraftOf, firstDayOf, type Id, monthAfter, monthOf, type Role, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Take, Tale } from './drafting.ts'
import { retire } from './people.ts'
import type { tariffs } from './tariffs.ts'
import { daysAgo, lately, later, type World } from './world.ts'

type Form = 'permission-changes' | 'price-items' | 'inspection-templates' | 'fee-standards'

/** A slip that lies at some stage today, begun so many days ago. */
function lies<N extends Form>(world: World, form: N, days: number, tale: Tale<N>): void {
  const start = days === 0 ? lately(world, 50) : daysAgo(world, days, '09:25')
  world.room.agenda.add(start, world.room.tale(form, tale))
}

/** Rights that were given, are waiting to be given, and were not given. */
function permissions(world: World): void {
  const { staff } = world
  const [asks, orders, executes] = [staff.own('service-manager'), staff.own('finance-manager'), staff.own('admin')]
  const submit: Take<'permission-changes'> = later(10, asks, 'submit')
  const order: Take<'permission-changes'> = later([1, '10:30'], orders, 'order')
  const change = (
    username: string,
    roles: readonly Role[],
    grounds: string,
    days: number,
    takes: readonly Take<'permission-changes'>[],
  ) => {
    const user = staff.all.find((one) => one.username === username) as User
    lies(world, 'permission-changes', days, {
      by: asks,
      draft: { user: user.id as Id<'users'>, roles, grounds },
      takes,
    })
  }
  change('tan-yun', ['clerk', 'area-officer'], '兼任区域客户主任', 240, [submit, order, later(40, executes, 'execute')])
  change('wei-lan', ['area-officer', 'clerk'], '春节期间兼前台', 290, [
    submit,
    later([1, '09:40'], orders, 'refuse', { reason: '前台已有人顶班' }),
  ])
  change('jiang-wen', ['data-clerk', 'admin-clerk'], '兼综合部资料员', 2, [submit, order])
  change('xia-tong', ['property-officer', 'decoration-officer'], '兼装修管理', 1, [submit])
  change('lu-tao', ['engineer', 'engineering-supervisor'], '拟任工程部主管', 0, [])
  const withdrawn = later(60, asks, 'void', { reason: '人选有变' })
  change('cai-jun', ['engineer', 'engineering-supervisor'], '拟任工程部主管', 6, [
    submit,
    withdrawn,
    later(30, orders, 'confirm-void'),
  ])
}

/** Somebody is away: another signs for him. */
function absence(world: World): void {
  const { room, staff, now } = world
  const [asks, orders, executes] = [staff.own('service-manager'), staff.own('finance-manager'), staff.own('admin')]
  const [from, until] = [room.hours.dayOf(now), room.hours.dayOf(room.hours.after(now, [6, '12:00']))]
  const [away, deputy] = [staff.own('property-manager'), staff.own('property-department-manager')]
  const draft = {
    user: away.id as Id<'users'>,
    deputy: deputy.id as Id<'users'>,
    deputyFrom: from,
    deputyUntil: until,
    grounds: '年休假',
  }
  const takes: Take<'permission-changes'>[] = [
    later(10, asks, 'submit'),
    later(60, orders, 'order'),
    later(30, executes, 'execute'),
  ]
  lies(world, 'permission-changes', 1, { by: asks, draft, takes })
}

/** The price list and the check lists live on. */
function lists(world: World): void {
  const { room, staff, now } = world
  const [accountant, manager, head] = [
    staff.own('accountant'),
    staff.own('service-manager'),
    staff.own('general-manager'),
  ]
  const today = room.hours.dayOf(now)
  const next = firstDayOf(monthAfter(monthOf(today), 1))
  const price = (
    code: string,
    name: string,
    validFrom: string,
  ): DraftOf<'price-items'> & { readonly project: null } => ({
    project: null,
    code,
    category: 'extra',
    name,
    unit: '次',
    price: 15_000,
    validFrom,
  })
  const announce: Take<'price-items'> = later(30, accountant, 'announce', (day: string) => ({ announcedOn: day }))
  const old = room.hours.dayOf(daysAgo(world, 300, '09:00'))
  const enforce: Take<'price-items'> = later([1, '10:00'], head, 'enforce')
  const drop: Take<'price-items'> = later([200, '10:00'], accountant, 'supersede', { reason: '服务项目停办' })
  lies(world, 'price-items', 300, {
    by: accountant,
    draft: price('P25', '甲醛检测', old),
    takes: [announce, enforce, drop],
  })
  lies(world, 'price-items', 3, { by: accountant, draft: price('P26', '油烟机清洗', next), takes: [announce] })
  lies(world, 'price-items', 0, { by: accountant, draft: price('P27', '地暖清洗', next), takes: [] })
  const list = (name: string): DraftOf<'inspection-templates'> & { readonly project: null } => ({
    project: null,
    name,
    kind: 'area',
    lines: [{ code: 'CX01', area: '架空层', subject: 'safety', item: '电动车充电', standard: '在充电区内' }],
  })
  const adopt: Take<'inspection-templates'> = later(60, manager, 'adopt')
  const withdraw: Take<'inspection-templates'> = later([90, '10:00'], manager, 'withdraw', { reason: '并入日常巡检' })
  lies(world, 'inspection-templates', 200, { by: manager, draft: list('架空层专项'), takes: [adopt, withdraw] })
  lies(world, 'inspection-templates', 1, { by: manager, draft: list('电动车专项'), takes: [] })
}

/** Prices on their way: from the accountant's desk to the first of next month. */
function prices(world: World, { draftOf, takes }: ReturnType<typeof tariffs>): void {
  const { room, staff, now } = world
  const accountant = staff.own('accountant')
  const next = firstDayOf(monthAfter(monthOf(room.hours.dayOf(now)), 1))
  const rise = (project: 'lake' | 'hill', price: number) =>
    draftOf({ project, code: 'PARKING-SERVICE', usage: 'parking', price }, next)
  const first = takes.slice(0, 2)
  const reject: Take<'fee-standards'> = later([1, '14:00'], staff.own('finance-manager'), 'reject', {
    reason: '涨幅过大，重新测算',
  })
  const on = (days: number, draft: Tale<'fee-standards'>['draft'], steps: readonly Take<'fee-standards'>[]) =>
    lies(world, 'fee-standards', days, { by: accountant, draft, takes: steps })
  on(0, rise('lake', 90), [])
  on(4, rise('hill', 95), takes.slice(0, 1))
  on(13, rise('lake', 80), first)
  on(15, rise('hill', 90), takes.slice(0, 3))
  on(20, rise('hill', 85), takes)
  on(40, rise('lake', 120), [...first, reject])
}

/** People move out and back; houses change hands and are checked anew. */
async function* moving(world: World): Story {
  const { room, staff, homes } = world
  const clerk = staff.own('clerk')
  const chance = room.chance.of('moving')
  const tenants = chance.shuffled(homes.filter((one) => one.tenant && one.project === world.projects.lake))
  const leave = { by: clerk, step: 'leave', with: { reason: '租约到期' } } as const
  const [one, two, three] = tenants.flatMap(({ tenant }) => tenant ?? [])
  for (const person of [one, two, three]) if (person) await room.step('residents', person.id, leave)
  if (two) await room.step('residents', two.id, { by: clerk, step: 'return', with: { reason: '续租' } })
  yield room.later([30, '10:00'])
  if (three) await room.step('residents', three.id, { by: clerk, step: 'archive' })
}
/** Houses on the desks of those who check them. */
async function* checking({ room, staff, homes }: World): Story {
  const supervisor = staff.own('supervisor')
  const sold = homes.filter(({ charged }) => !charged).slice(-3)
  const reason = '测绘面积更正'
  for (const { id } of sold) await room.step('properties', id, { by: supervisor, step: 'correct', with: { reason } })
  yield room.later(50)
  for (const { id } of sold.slice(1)) await room.step('properties', id, { by: staff.own('cashier'), step: 'check' })
  yield room.later(90)
  for (const { id } of sold.slice(2)) await room.step('properties', id, { by: staff.own('accountant'), step: 'audit' })
}

/** What nobody will pay any more, and what should not have been charged. */
async function* forgiven({ room, staff, accounts }: World): Story {
  const behind = [...accounts]
    .filter(({ dues }) => dues.length > 1)
    .sort((one, other) => other.dues.length - one.dues.length)
  const [hopeless, mistaken] = behind
  const [lost, wrong] = [hopeless?.dues.shift(), mistaken?.dues.pop()]
  const reason = '原业主失联，法院终结执行'
  if (lost)
    await room.step('receivables', lost.id, { by: staff.own('general-manager'), step: 'write-off', with: { reason } })
  yield room.later(120)
  const twice = { by: staff.own('accountant'), step: 'cancel', with: { reason: '与开发商承担期重复计费' } } as const
  if (wrong) await room.step('receivables', wrong.id, twice)
}

/** What happens beside the daily work. */
export function upkeep(world: World, standards: ReturnType<typeof tariffs>): void {
  const { room } = world
  permissions(world)
  absence(world)
  lists(world)
  prices(world, standards)
  room.agenda.add(daysAgo(world, 120, '10:00'), moving(world))
  room.agenda.add(daysAgo(world, 1, '10:00'), checking(world))
  room.agenda.add(daysAgo(world, 25, '10:00'), forgiven(world))
  room.agenda.add(daysAgo(world, 330, '17:30'), retire(room, world.everybody))
}
