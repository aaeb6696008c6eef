import { daysAfter } from '#engine'
import type { Story } from './agenda.ts'
import { refund } from './refunds.ts'
import type { Told } from './renovation-notices.ts'
import type { World } from './world.ts'

/** Cards come back with their deposits; after the waiting time the deposits of the works follow. */
export async function* payRefund(world: World, { id, home, clerk, until }: Told): Story {
  const { room } = world
  yield room.later([2, '10:00'])
  const passes = await room.run(clerk, async (tx) => {
    const found = await tx.find('worker-passes', { application: id, status: 'expired' })
    const ids = found.map((pass) => pass.id)
    return tx.performMany('worker-passes', ids, 'return')
  })
  for (const { deposit } of passes)
    if (deposit && until === 'closed')
      room.agenda.add(room.later([1, '10:40']), refund(world, { home, deposit, ground: 'returned' }))
  const deposits = await room.run(clerk, (tx) => tx.find('deposits', { renovation: id, status: 'held' }))
  const works = deposits.filter(({ kind }) => kind !== 'pass')
  const [first] = works
  if (!first?.refundableFrom) return
  yield room.hours.at(daysAfter(first.refundableFrom, 2), '09:30')
  for (const deposit of works) {
    const stays = until === 'refunding' ? 'supervisor' : undefined
    yield* refund(world, { home, deposit: deposit.id, ground: 'accepted', until: stays })
  }
}
