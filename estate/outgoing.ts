import { daysAfter, OFFICE } from '#engine'
import type { Story } from './agenda.ts'
import type { World } from './world.ts'

/** So many days before the last they went out once a week; since then every evening. */
const DAILY = 14

/** What lay in the outbox has gone: on telephones by itself, on paper by somebody; our own people have read it. */
async function sweep({ room, staff }: World, last: boolean): Promise<void> {
  const before = room.hours.after(room.clock.now, -30)
  const queued = await room.run(OFFICE, (tx) => tx.find('messages', { status: 'queued', nextAt: { lte: before } }))
  const paper = queued.filter(({ channel }) => channel === 'paper').map(({ id }) => id)
  const [bad, ...others] = queued.filter(({ channel }) => channel !== 'paper').map(({ id }) => id)
  const fails = last && bad !== undefined
  await room.run(OFFICE, async (tx) => {
    await tx.performMany('messages', fails || bad === undefined ? others : [bad, ...others], 'send')
    if (fails) await tx.perform('messages', bad, 'fail', { fault: '号码为空号' })
  })
  await room.run(staff.own('clerk'), (tx) => tx.performMany('messages', last ? paper.slice(1) : paper, 'tell-by-hand'))
  for (const { id, user, channel } of last ? queued.slice(1) : queued) {
    const reader = channel === 'notice' && staff.all.find((one) => one.id === user)
    const { status } = await room.now('messages', id)
    if (reader && status === 'sent') await room.step('messages', id, { by: reader, step: 'read' })
  }
}

async function* evenings(world: World): Story {
  const { room, now } = world
  const lastDays = room.hours.at(daysAfter(room.hours.dayOf(now), -DAILY), '00:00')
  const end = room.hours.after(now, -20)
  while (room.clock.now < end) {
    const next = room.later([room.clock.now < lastDays ? 7 : 1, '18:10'])
    yield next < end ? next : end
    await sweep(world, next >= end)
  }
}

/** What the office has told its customers and its people, these two years. */
export const outgoing = (world: World): void => world.room.agenda.add(world.room.clock.now, evenings(world))
