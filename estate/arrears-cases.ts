import { type Day, type DraftOf, type Id, OFFICE, Refusal } from '#engine'
import type { Story } from './agenda.ts'
import { slipFor } from './counter.ts'
import type { Drafting } from './drafting.ts'
import type { Home } from './homes.ts'
import type { World } from './world.ts'

export type Row = Id<'arrears-ledgers'>
type Call = Omit<DraftOf<'dunning-records'>, 'arrears'>

/** One home that is chased: how it is written to, called, and paid for. */
export interface Case {
  readonly home: Home
  /** Its row, once it has one. */
  row(): Promise<Row | undefined>
  /** The steward calls or comes, unless its payment is being booked. */
  call(draft: Call): Promise<void>
  /** Everything it owes is paid at the counter. */
  pay(): Story
}
/** The days from the first letter on: the 16th of a month two months ago. */
export interface Course {
  readonly world: World
  readonly start: Day
  /** A moment so many days after the first letter. */
  on(days: number, clock: string): string
  readonly next: () => Case | undefined
}

/** Whether its money is being booked: whoever pays at this moment is left in peace. */
export const isPaying = (room: Drafting, home: Home['id']): Promise<boolean> =>
  room.run(OFFICE, async (tx) => {
    const slips = await tx.find('payment-slips', { room: home, status: 'signed' })
    const debits = await tx.find('bank-collection-lines', { room: home, status: ['notified', 'succeeded'] })
    return slips.length + debits.length > 0
  })
/** What is refused because the customer pays at this moment is let be. */
export async function* inPeace(story: Story): Story {
  try {
    yield* story
  } catch (error) {
    if (!(error instanceof Refusal && /不催缴|已结清/.test(error.message))) throw error
  }
}

/** A home as it is chased. */
export function caseOf(world: World, home: Home): Case {
  const { room, staff } = world
  const row = async () =>
    (await room.run(OFFICE, (tx) => tx.find('arrears-ledgers', { room: home.id }, { sort: '-sequence', limit: 1 })))[0]
  return {
    home,
    row: async () => (await row())?.id,
    async call(draft) {
      const one = await row()
      if (!one || one.status === 'cleared' || (await isPaying(room, home.id))) return
      await room.open('dunning-records', { arrears: one.id, ...draft }, staff.steward(home.building, home.project))
    },
    async *pay() {
      const { take, clerks, chance } = world.counter(home.project)
      const account = world.accounts.find((one) => one.home === home)
      if (account) account.dues = []
      const status = ['posted', 'part-paid'] as const
      const dues = await room.run(OFFICE, (tx) => tx.find('receivables', { room: home.id, status }, { sort: 'period' }))
      const clerk = clerks[0]
      const today = room.hours.dayOf(room.clock.now)
      if (clerk && dues.length > 0) yield* take([slipFor(home, dues, today, chance)], clerk)
    },
  }
}
