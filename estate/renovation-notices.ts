import type { Id, RecordOf, User } from '#engine'
import type { Story } from './agenda.ts'
import type { Home } from './homes.ts'
import type { World } from './world.ts'

type Application = Id<'renovation-applications'>
/** A decoration: the last word says where it stands today. */
export interface Works {
  readonly home: Home
  readonly until: string
  readonly firm: Id<'contractors'> | null
}
/** What everybody who tells of it needs to know. */
export interface Told extends Works {
  readonly id: Application
  readonly clerk: User
  readonly leader: string
}

type Line = NonNullable<RecordOf<'renovation-payment-notices'>['lines']>[number]
const kinds = { DEPOSIT: 'renovation', 'SITE-DEPOSIT': 'construction', 'PASS-DEPOSIT': 'pass' } as const
/** What a notice asks for, as the counter lists it. */
const asked = (lines: readonly Line[]) => ({
  items: lines.flatMap(({ receivable, amount }) => (receivable ? [{ receivable, amount }] : [])),
  deposits: lines.flatMap(({ code, amount, contractor }) =>
    Object.hasOwn(kinds, code) ? [{ kind: kinds[code as keyof typeof kinds], amount, contractor }] : [],
  ),
})

/** A notice is issued, paid at the counter and signed by finance; false where it stays before. */
export async function* payNotice(
  world: World,
  told: Told,
  kind: RecordOf<'renovation-payment-notices'>['kind'],
): Story {
  const { room, staff } = world
  const { home, id, clerk } = told
  const { take } = world.counter(home.project)
  const open = await room.run(clerk, async (tx) => {
    const where = { application: id, kind, status: 'draft' as const }
    const [found] = await tx.find('renovation-payment-notices', where)
    return found ?? tx.create('renovation-payment-notices', { application: id, kind })
  })
  if (told.until === `${kind} drafted`) return
  yield room.later(15)
  const { total } = await room.step('renovation-payment-notices', open.id, { by: clerk, step: 'issue' })
  if (told.until === `${kind} voided`) {
    await room.step('renovation-payment-notices', open.id, {
      by: clerk,
      step: 'void',
      with: { reason: '金额有误，重开' },
    })
    yield room.later(20)
    await room.step('renovation-payment-notices', open.id, { by: staff.own('supervisor'), step: 'confirm-void' })
  }
  if (told.until === `${kind} issued` || told.until === `${kind} voided`) return
  yield room.later(50)
  const reference = `ZX${open.id.slice(-8).toUpperCase()}`
  const tenders = [{ method: 'transfer' as const, amount: total, reference }]
  const { lines } = await room.now('renovation-payment-notices', open.id)
  yield* take([{ room: home.id, renovation: open.id, compared: true, ...asked(lines ?? []), tenders }], clerk)
  if (told.until === `${kind} paid`) return
  yield room.later(30)
  await room.step('renovation-payment-notices', open.id, { by: staff.own('accountant'), step: 'confirm' })
}
