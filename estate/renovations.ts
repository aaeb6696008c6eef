import { type Id, OFFICE, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Home } from './homes.ts'
import { mobile, someone } from './names.ts'
import type { Project } from './people.ts'
import { inspect } from './renovation-acceptances.ts'
import { payRefund } from './renovation-ends.ts'
import { payNotice, type Told, type Works } from './renovation-notices.ts'
import { apply, lookedOver, review } from './renovation-papers.ts'
import { extend, patrolled, pause, permitPassed, violated } from './renovation-works.ts'
import { daysAgo, hereOf, type World } from './world.ts'

/** What the home still owes is paid before its permit; bills that are just being made are waited for. */
async function* settleFees(world: World, { home, clerk }: Told): Story {
  const { room } = world
  const status = ['posted', 'part-paid'] as const
  const owed = () => room.run(clerk, (tx) => tx.find('receivables', { room: home.id, status }, { sort: 'period' }))
  const account = world.accounts.find((one) => one.home === home)
  let dues = await owed()
  for (let days = 0; days < 3 && account && account.dues.length !== dues.length; days++) {
    yield room.later([1, '10:50'])
    dues = await owed()
  }
  if (dues.length === 0) return
  if (account) account.dues = []
  const amount = dues.reduce((sum, { balance }) => sum + balance, 0)
  const items = dues.map(({ id, balance }) => ({ receivable: id, amount: balance }))
  const tenders = [{ method: 'transfer' as const, amount, reference: `WY${home.id.slice(-8).toUpperCase()}` }]
  yield* world.counter(home.project).take([{ room: home.id, compared: true, items, tenders }], clerk)
}

async function* agree(world: World, { id, clerk, home, leader, until }: Told): Story {
  const { room, staff } = world
  const deductions = [
    { type: 'structure' as const, amount: 100_000 },
    { type: 'noise' as const, amount: 20_000 },
    { type: 'rubbish' as const, amount: 10_000 },
  ]
  const paper = await room.open('renovation-agreements', { application: id, deductions }, clerk)
  const step = (by: User, action: string, answers = {}) =>
    room.step('renovation-agreements', paper, { by, step: action as never, with: answers as never })
  if (until === 'agreement drafted') return
  yield room.later(10)
  await step(clerk, 'submit')
  if (until === 'agreement signing') return
  await step(clerk, 'owner-sign', { ownerSign: home.owner.name })
  await step(clerk, 'leader-sign', { leaderSign: leader })
  yield room.later(45)
  await step(staff.own('service-manager'), 'sign')
  if (until !== 'agreement voided') return
  await step(clerk, 'void', { reason: '施工单位更换，重签' })
  yield room.later(30)
  await step(staff.own('service-manager'), 'confirm-void')
}

/** Checked by the clerk, signed by three; true when it is in force. */
async function* permit(world: World, told: Told): Story<boolean> {
  const { room, staff } = world
  const { id, clerk, until } = told
  const [paper] = await room.run(clerk, (tx) => tx.find('construction-permits', { application: id }))
  if (!paper) return false
  const step = (by: User, action: string, answers = {}) =>
    room.step('construction-permits', paper.id, { by, step: action as never, with: answers as never })
  await step(clerk, 'check')
  yield room.later(30)
  await step(staff.own('property-department-manager'), 'sign', { opinion: '同意' })
  if (until === 'license voided') {
    await step(clerk, 'void', { reason: '开工日期改期，重办' })
    yield room.later(30)
    await step(staff.own('service-manager'), 'confirm-void')
  }
  if (until === 'permit signing' || until === 'license voided') return false
  yield room.later(50)
  await step(staff.own('engineering-manager'), 'sign', { opinion: '图纸已核，同意' })
  yield room.later(40)
  await step(staff.own('security-manager'), 'sign')
  yield room.later([1, '09:15'])
  await step(staff.steward(told.home.building, told.home.project), 'post', { posted: true })
  return true
}

/** A home is decorated, paper by paper, until where it stands today. */
async function* decorate(world: World, works: Works): Story {
  const { room } = world
  const told = await apply(world, works)
  const { until, clerk, id } = told
  if (!(yield* review(world, told))) return
  yield room.later([1, '09:30'])
  await room.step('renovation-applications', id, { by: clerk, step: 'bill' })
  if (until === 'paying') return
  if (until === 'withdrawn late') {
    await room.step('renovation-applications', id, { by: clerk, step: 'void', with: { reason: '业主取消装修' } })
    yield room.later(30)
    return void (await room.step('renovation-applications', id, {
      by: world.staff.own('service-manager'),
      step: 'confirm-void',
    }))
  }
  yield* payNotice(world, told, 'permit')
  if (until.startsWith('permit ') && !/signing|voided late/.test(until) && until !== 'permit to check') return
  yield room.later(20)
  yield* agree(world, told)
  if (until.startsWith('agreement') || until === 'permit to check') return
  yield* settleFees(world, told)
  yield room.later(25)
  if (!(yield* permit(world, told))) return
  yield* worked(world, told)
}

/** What happens while it is built, and how it ends. */
async function* worked(world: World, told: Told): Story {
  yield* permitPassed(world, told)
  if (told.until.startsWith('passes')) return
  yield* patrolled(world, told)
  if (told.until.startsWith('patrol')) return
  if (told.until.startsWith('violation')) return yield* violated(world, told)
  if (told.until.startsWith('extension')) return yield* extend(world, told)
  if (told.until === 'expired') return yield* pause(world, told)
  yield* inspect(world, told)
  if (told.until === 'refunding' || told.until === 'closed') yield* payRefund(world, told)
}

/** Where the decorations of today stand, and how many days ago each began. */
const standing: readonly (readonly [until: string, days: number])[] = [
  ['draft', 1],
  ['submitted', 2],
  ['papers-missing', 3],
  ['cs-manager-review', 1],
  ['engineering-review', 2],
  ['returned', 4],
  ['approved', 3],
  ['withdrawn', 9],
  ['paying', 4],
  ['withdrawn late', 12],
  ['permit issued', 5],
  ['permit voided', 6],
  ['permit paid', 5],
  ['permit to check', 6],
  ['permit signing', 5],
  ['license voided', 9],
  ['agreement drafted', 6],
  ['agreement signing', 6],
  ['agreement voided', 8],
  ['passes drafted', 12],
  ['passes applied', 12],
  ['passes paid', 14],
  ['passes lost', 40],
  ['passes voided', 15],
  ['patrol', 20],
  ['patrol', 30],
  ['violation found', 25],
  ['violation told', 26],
  ['violation stopped', 36],
  ['violation deducted', 40],
  ['violation closed', 33],
  ['violation voided', 28],
  ['extension draft', 70],
  ['extension submitted', 68],
  ['extension reviewed', 66],
  ['extension approved', 66],
  ['extension effective', 75],
  ['extension refused', 70],
  ['extension voided', 65],
  ['expired', 92],
  ['acceptance draft', 70],
  ['acceptance applied', 64],
  ['acceptance appointed', 63],
  ['acceptance voided', 66],
  ['acceptance inspected', 64],
  ['acceptance rectify', 66],
  ['acceptance recheck', 70],
  ['accepted', 90],
  ['refunding', 175],
  ['closed', 260],
  ['closed', 420],
]

/** Homes that are decorated, at every stage; firms that do it; problems, and homes seen before. */
export function renovations(world: World): void {
  const { room, homes } = world
  const chance = room.chance.of('renovations')
  const flats = chance.shuffled(homes.filter(({ usage, charged }) => usage === 'residence' && charged))
  const firms = new Map<Project, Id<'contractors'>[]>()
  const begin = async function* (project: Project): Story {
    firms.set(project, await settleFirms(world, project))
  }
  for (const project of hereOf(world)) room.agenda.add(room.clock.now, begin(project))
  const [asked, going] = [flats.slice(4), flats.slice(4)]
  for (const [at, [until, days]] of standing.entries()) {
    const tell = async function* (): Story {
      const home = await (goesOn(until) ? clearHome(world, going) : asked.pop())
      const firms_ = (home && firms.get(home.project)) ?? []
      const firm = at % 4 === 3 ? null : (firms_[at % 3] ?? null)
      if (home) yield* decorate(world, { home, until, firm })
    }
    room.agenda.add(daysAgo(world, days, '09:40'), tell())
  }
  flats.slice(0, 4).forEach((home, at) => {
    room.agenda.add(daysAgo(world, at + 2, '14:20'), lookedOver(world, home, at))
  })
}

/** It comes as far as its permit, for which the home must owe nothing. */
const goesOn = (until: string) =>
  /^(permit signing|license|passes|patrol|violation|extension|expired|accept|refunding|closed)/.test(until)
/** The next home that does not owe from long ago: it pays what is due when it wants its permit. */
async function clearHome({ room }: World, homes: Home[]): Promise<Home | undefined> {
  for (let home = homes.shift(); home; home = homes.shift()) {
    const { id } = home
    const old = await room.run(OFFICE, (tx) =>
      tx.find('receivables', { room: id, source: 'other', status: ['posted', 'part-paid'] }, { limit: 1 }),
    )
    if (old.length === 0) return home
  }
  return undefined
}

/** Three firms of a project, one of which may enter no more. */
async function settleFirms(world: World, project: Project) {
  const { room, staff } = world
  const firms = await room.run(world.counter(project).clerks[0] as User, (tx) => {
    const chance = world.room.chance.of(`firms ${project}`)
    const named = ['宏图装饰', '美居工程', '新筑装修', '速成装饰'].map((name) => ({
      project: project as Id<'projects'>,
      name,
      contact: someone(chance).name,
      phone: mobile(chance),
      qualification: '二级',
    }))
    return tx.createMany('contractors', named)
  })
  const last = firms.at(-1)
  const barred = { by: staff.own('service-manager'), step: 'bar', with: { reason: '两次拆改承重墙' } } as const
  if (last) await room.step('contractors', last.id, barred)
  return firms.slice(0, 3).map(({ id }) => id)
}
