import type { Id, PatchOf, User } from '#engine'
import type { Story } from './agenda.ts'
import { type Case, type Course, inPeace, isPaying, type Row } from './arrears-cases.ts'
import type { Drafting } from './drafting.ts'
import type { Project } from './people.ts'
import { daysAgo, type World } from './world.ts'

/** How far a home has come on the way to the court. */
const ends = [
  'listed',
  'unsent',
  'sent',
  'received',
  'lapsed',
  'settled',
  'void-letter',
  'suit-listed',
  'preparing',
  'filed',
  'judged',
  'agreed',
  'executed',
  'closed',
  'void-file',
] as const
type End = (typeof ends)[number]
const order: readonly string[] = ends

interface Chased {
  readonly one: Case
  readonly end: End
}

/** Three calls in the weeks of the three letters, then the steward names it. */
async function* chased({ world, on }: Course, { one }: Chased): Story {
  const { room, staff } = world
  const outcomes = ['no-date', 'no-answer', 'refused'] as const
  for (const [at, outcome] of outcomes.entries()) {
    yield on(1 + at * 8, '10:30')
    await one.call({ outcome, ...(outcome === 'refused' && { cause: 'service', detail: '对小区保洁不满，拒绝缴费' }) })
  }
  yield on(25, '09:30')
  const row = await one.row()
  const steward = staff.steward(one.home.building, one.home.project)
  if (row && (await ready(room, row))) await room.step('arrears-ledgers', row, { by: steward, step: 'propose' })
}

/** Whether it was chased enough, and has not paid meanwhile. */
async function ready(room: Drafting, row: Row): Promise<boolean> {
  const { status, contacts } = await room.now('arrears-ledgers', row)
  return status === 'open' && contacts >= 3
}
async function rowsOf(room: Drafting, those: readonly Chased[], status: 'open' | 'lawyer-letter') {
  const rows: { readonly row: Row; readonly end: End }[] = []
  for (const { one, end } of those) {
    const row = await one.row()
    const now = row && (await room.now('arrears-ledgers', row))
    if (row && now?.status === status && now.proposed && !(await isPaying(room, now.room))) rows.push({ row, end })
  }
  return rows
}

/** The list goes from the supervisor to head office and the general manager. */
async function* lettersOf(course: Course, project: Project, those: readonly Chased[]): Story {
  const { world, on } = course
  const { room, staff } = world
  const [head, chief, leader] = [staff.own('supervisor'), staff.own('service-manager'), staff.own('general-manager')]
  yield on(26, '10:00')
  const rows = await rowsOf(room, those, 'open')
  const open = (which: typeof rows) =>
    room.open('lawyer-letter-batches', { project, lines: which.map(({ row }) => ({ arrears: row })) }, head)
  const take = (
    id: Id<'lawyer-letter-batches'>,
    by: User,
    step: 'filter' | 'sign' | 'void' | 'confirm-void',
    told = {},
  ) => room.step('lawyer-letter-batches', id, { by, step, with: told })
  const held = rows.filter(({ end }) => end === 'listed')
  const going = rows.filter(({ end }) => end !== 'listed')
  if (going.length === 0) return
  const batch = await open(going)
  await take(batch, head, 'filter')
  yield on(26, '15:00')
  await take(batch, chief, 'sign')
  yield on(27, '10:00')
  await take(batch, leader, 'sign')
  if (held.length > 0) {
    await open(held)
    const wrong = await open(held)
    await take(wrong, head, 'filter')
    await take(wrong, head, 'void', { reason: '名单不全' })
    await take(wrong, chief, 'confirm-void')
    await take(await open(held), head, 'filter')
  }
  yield on(28, '09:20')
  await send(course, batch, going)
}

/** Letters that are still on their way today were sent this week. */
async function send(
  { world }: Course,
  batch: Id<'lawyer-letter-batches'>,
  rows: readonly { row: Row; end: End }[],
): Promise<void> {
  const { room, staff } = world
  const clerk = staff.own('clerk')
  const letters = await room.run(clerk, (tx) => tx.find('lawyer-letters', { batch }))
  const endOf = new Map(rows.map(({ row, end }) => [row, end]))
  for (const [at, letter] of letters.entries()) {
    const end = endOf.get(letter.arrears)
    if (!end || end === 'unsent') continue
    const late = end === 'sent' || end === 'received'
    const story = posted(world, letter.id, clerk, { end, at })
    room.agenda.add(late ? daysAgo(world, 3, `10:${20 + at}`) : room.later(at * 2), inPeace(story))
  }
}
async function* posted(
  { room, staff }: World,
  id: Id<'lawyer-letters'>,
  clerk: User,
  { end, at }: { readonly end: End; readonly at: number },
): Story {
  const step = (
    action: 'send' | 'receive' | 'void' | 'confirm-void',
    by: User,
    told: PatchOf<'lawyer-letters'> & { reason?: string } = {},
  ) => room.step('lawyer-letters', id, { by, step: action, with: told })
  const trackingNo = `EA${String(100_200_300 + at * 17 + (end === 'sent' ? 5000 : 0))}CN`
  await step('send', clerk, { lawFirm: '广东正平律师事务所', sentBy: 'ems', trackingNo })
  const mail = { lawyerLetter: id, addressee: '业主本人', address: '本小区房屋地址', trackingNo }
  const post = await room.open('mail-dispatches', mail, clerk)
  if (end === 'sent') return
  if (end === 'void-letter') {
    await step('void', staff.own('supervisor'), { reason: '律所名称有误' })
    await step('confirm-void', staff.own('service-manager'))
    return void (await room.step('mail-dispatches', post, { by: clerk, step: 'return' }))
  }
  yield room.later([2, `11:${10 + at}`])
  await room.step('mail-dispatches', post, { by: clerk, step: 'deliver' })
  await step('receive', clerk, { receivedOn: room.hours.dayOf(room.clock.now) })
}

const materials = [
  'agreement',
  'contract',
  'handover',
  'computation',
  'notices',
  'records',
  'letter',
  'identity',
] as const
/** Whoever has not answered the letter is listed for a suit; some cases are over. */
async function* suitsOf({ world, on }: Course, project: Project, those: readonly Chased[]): Story {
  const { room, staff } = world
  const [clerk, chief, leader] = [staff.own('clerk'), staff.own('service-manager'), staff.own('general-manager')]
  yield on(46, '10:00')
  const rows = await rowsOf(
    room,
    those.filter(({ end }) => order.indexOf(end) >= order.indexOf('suit-listed')),
    'lawyer-letter',
  )
  const letters = await room.run(clerk, (tx) =>
    tx.find('lawyer-letters', { arrears: rows.map(({ row }) => row), status: 'lapsed' }),
  )
  const endOf = new Map(rows.map(({ row, end }) => [row, end]))
  const first = letters.filter(({ arrears }) => endOf.get(arrears) === 'suit-listed')
  const going = letters.filter(({ arrears }) => endOf.get(arrears) !== 'suit-listed')
  const open = (which: typeof letters) =>
    room.open('lawsuit-batches', { project, lines: which.map(({ id }) => ({ letter: id })) }, clerk)
  const take = (id: Id<'lawsuit-batches'>, by: User, step: 'submit' | 'sign' | 'void' | 'confirm-void', told = {}) =>
    room.step('lawsuit-batches', id, { by, step, with: told })
  if (first.length > 0) {
    await open(first)
    const wrong = await open(first)
    await take(wrong, clerk, 'submit')
    await take(wrong, clerk, 'void', { reason: '金额待核对' })
    await take(wrong, chief, 'confirm-void')
    await take(await open(first), clerk, 'submit')
  }
  if (going.length === 0) return
  const batch = await open(going)
  await take(batch, clerk, 'submit')
  yield on(47, '10:00')
  await take(batch, chief, 'sign')
  await take(batch, leader, 'sign')
  yield on(48, '14:00')
  for (const file of await room.run(clerk, (tx) => tx.find('lawsuit-files', { batch })))
    room.agenda.add(room.later(5), court(world, file.id, clerk, endOf.get(file.arrears) ?? 'preparing'))
}
async function* court({ room, staff }: World, id: Id<'lawsuit-files'>, clerk: User, end: End): Story {
  type Step = 'file' | 'judge' | 'agree' | 'execute' | 'close' | 'void' | 'confirm-void'
  const step = (action: Step, told: PatchOf<'lawsuit-files'> & { reason?: string } = {}, by = clerk) =>
    room.step('lawsuit-files', id, { by, step: action, with: told })
  if (end === 'preparing') return
  const filedOn = room.hours.dayOf(room.clock.now)
  await step('file', { court: '番禺区人民法院', caseNo: `粤0113民初${id.slice(-4)}号`, filedOn, materials })
  if (end === 'filed') return
  yield room.later(30)
  if (end === 'void-file') {
    await step('void', { reason: '案由填错' }, staff.own('supervisor'))
    return void (await step('confirm-void', {}, staff.own('service-manager')))
  }
  if (end === 'agreed') return void (await step('agree', { judgment: '双方和解，分两次付清' }))
  await step('judge', { judgment: '被告于判决生效之日起十日内付清' })
  if (end === 'judged') return
  yield room.later([2, '15:00'])
  await step('execute', { recovered: 5_000 })
  if (end === 'closed') await step('close')
}

/** Every end once, as far as there are homes; one of them pays after the letter. */
export function lawful(course: Course): void {
  const { world, on, next } = course
  const { room } = world
  // somebody may pay meanwhile: what is to lie in a late stage sets out twice
  const those = [...ends, ...ends.slice(2)].flatMap((end): Chased[] => {
    const one = next()
    return one ? [{ one, end }] : []
  })
  for (const chase of those) room.agenda.add(on(0, '08:00'), chased(course, chase))
  for (const project of [world.projects.lake, world.projects.hill]) {
    const here = those.filter(({ one }) => one.home.project === project)
    room.agenda.add(on(0, '08:00'), lettersOf(course, project, here))
    room.agenda.add(on(0, '08:00'), suitsOf(course, project, here))
  }
  const payer = those.find(({ end }) => end === 'settled')
  if (payer) room.agenda.add(on(33, '11:50'), payer.one.pay())
}
