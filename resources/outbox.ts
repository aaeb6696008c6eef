import { minutesAfter, type Outbox } from '#engine'
import type { Channel } from './clauses/message-codes.ts'
import { TRIES } from './notices/message.ts'

/** Whoever took a message and never came back has lost it after so many minutes. */
const HELD = 5

/** What leaves the office by itself; what is told on paper waits for a person. */
export const outbox: Outbox = {
  async due(tx, channels, most) {
    const where = { status: 'queued', channel: channels as readonly Channel[], nextAt: { lte: tx.now } } as const
    const messages = await tx.find('messages', where, { sort: 'nextAt', limit: most })
    const mine = []
    for (const { id } of messages) {
      const message = await tx.get('messages', id)
      if (message.status !== 'queued' || message.nextAt === null || message.nextAt > tx.now) continue
      await tx.update('messages', id, { nextAt: minutesAfter(tx.now, HELD) })
      mine.push({ id, channel: message.channel, to: message.phone ?? message.name ?? '', text: message.words })
    }
    return mine
  },
  sent: (tx, id) => tx.perform('messages', id as never, 'send'),
  async failed(tx, id, why) {
    const { tries } = await tx.get('messages', id as never)
    return tx.perform('messages', id as never, tries + 1 < TRIES ? 'postpone' : 'fail', { fault: why.slice(0, 200) })
  },
}
