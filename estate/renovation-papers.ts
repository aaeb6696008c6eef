import { daysAfter, type Tx, type User } from '#engine'
import type { Story } from './agenda.ts'
import type { Home } from './homes.ts'
import { identityOf, mobile, someone } from './names.ts'
import { picture } from './pictures.ts'
import type { Told, Works } from './renovation-notices.ts'
import type { World } from './world.ts'

type Application = Told['id']

const contents = [
  [{ part: '客厅、卧室', work: '铺砖、刷墙、吊顶' }],
  [
    { part: '主卫', work: '移位、重做防水', toilet: true, pipes: true },
    { part: '厨房', work: '橱柜、台面' },
  ],
  [
    { part: '客厅与阳台', work: '拆除非承重隔墙', structure: true },
    { part: '全屋', work: '电路改造', power: true },
  ],
] as const

/** The application is written. */
export async function apply(world: World, works: Works): Promise<Told> {
  const { room } = world
  const { home } = works
  const { clerks, chance } = world.counter(home.project)
  const clerk = chance.pick(clerks)
  const today = room.hours.dayOf(room.clock.now)
  const leader = someone(chance)
  const draft = {
    room: home.id,
    leader: leader.name,
    leaderPhone: mobile(chance),
    leaderIdentity: identityOf(leader, chance),
    contractor: works.firm,
    identityChecked: true,
    content: [...chance.pick(contents)],
    startsOn: daysAfter(today, 3),
    endsOn: daysAfter(today, 80),
    workers: chance.whole(3, 8),
  }
  const id = await room.open('renovation-applications', draft, clerk)
  return { ...works, id, clerk, leader: leader.name }
}

const papersOf = (tx: Tx, application: Application) =>
  tx.find('renovation-documents', { application, phase: 'application' })
const idsOf = <T extends { readonly id: unknown }>(rows: readonly T[]) => rows.map(({ id }) => id as T['id'])

/** The customer hands in his papers; some are not as they should be. */
async function handIn(world: World, { id, clerk }: Told, wrong: boolean): Promise<void> {
  const { room } = world
  const card = await picture(room, 'done', clerk)
  await room.run(clerk, async (tx) => {
    const papers = idsOf(await papersOf(tx, id))
    const good = wrong ? papers.slice(2) : papers
    const signed = { file: [card], sealed: true, ownerSigned: true }
    await tx.performMany('renovation-documents', good, 'receive', signed)
    const [last] = good
    await tx.performMany('renovation-documents', wrong ? good.slice(1) : good, 'check')
    if (wrong && last) await tx.perform('renovation-documents', last, 'return', { problem: '图纸未签字' })
    if (wrong && papers[1]) await tx.perform('renovation-documents', papers[1], 'receive', { file: [card] })
  })
}

/** From the application to the approval; true when it went on. */
export async function* review(world: World, told: Told): Story<boolean> {
  const { room, staff } = world
  const { id, clerk, until } = told
  const step = (by: User, action: string, answers = {}) =>
    room.step('renovation-applications', id, { by, step: action as never, with: answers as never })
  if (until === 'draft') return false
  yield room.later(25)
  await step(clerk, 'submit')
  const wrong = until === 'submitted' || until === 'papers-missing'
  yield room.later(30)
  await handIn(world, told, wrong)
  if (until === 'papers-missing') {
    await step(clerk, 'return-papers', { missing: '两份图纸未签字，请补齐' })
    await room.run(staff.own('service-manager'), async (tx) => {
      const [needless] = await tx.find('renovation-documents', { application: id, status: 'missing' })
      if (needless) await tx.perform('renovation-documents', needless.id, 'waive', { reason: '不吊顶，无须天花布置图' })
    })
  }
  if (until === 'withdrawn') {
    await step(clerk, 'void', { reason: '业主取消装修' })
    yield room.later(60)
    await step(staff.own('service-manager'), 'confirm-void')
  }
  if (wrong || until === 'withdrawn') return false
  yield room.later(40)
  await step(clerk, 'send-review')
  if (until === 'cs-manager-review') return false
  yield room.later(90)
  await step(staff.own('service-manager'), 'approve-service')
  if (until === 'engineering-review') return false
  yield room.later([1, '10:20'])
  if (until === 'returned') {
    await step(staff.own('engineering-manager'), 'return', { missing: '拆墙示意图与现场不符' })
    return false
  }
  await step(staff.own('engineering-manager'), 'approve')
  return until !== 'approved'
}

/** A home is gone through before its first decoration. */
export async function* lookedOver(world: World, home: Home, at: number): Story {
  const { room, staff } = world
  const { clerks } = world.counter(home.project)
  const clerk = clerks[0] as User
  const id = await room.open('pre-renovation-checks', { room: home.id }, clerk)
  if (at === 0) return
  yield room.later(10)
  await room.step('pre-renovation-checks', id, { by: clerk, step: 'call' })
  if (at === 1) return
  if (at === 2) {
    await room.step('pre-renovation-checks', id, { by: clerk, step: 'void', with: { reason: '业主暂不装修' } })
    yield room.later(30)
    return void (await room.step('pre-renovation-checks', id, {
      by: staff.own('service-manager'),
      step: 'confirm-void',
    }))
  }
  yield room.later(120)
  const steward = staff.steward(home.building, home.project)
  await room.run(steward, async (tx) => {
    const { lines } = await tx.get('pre-renovation-checks', id)
    const seen = (lines ?? []).map((line) => ({ ...line, result: 'ok' as const }))
    await tx.update('pre-renovation-checks', id, { lines: seen, above: '已入住', below: '未装修', told: true })
    await tx.perform('pre-renovation-checks', id, 'finish', { ownerSign: home.owner.name })
  })
}
