import type { Outbox } from '#engine'
import { TRIES } from './notices/message.ts'

/** What leaves the office: messages by telephone; what is told on paper waits for a person. */
export const outbox: Outbox = {
  form: 'messages',
  async due(tx, most) {
    const where = { status: 'queued', channel: ['sms', 'notice'], nextAt: { lte: tx.now } } as const
    const messages = await tx.find('messages', where, { sort: 'nextAt', limit: most })
    return messages.map(({ id, channel, name, phone, words }) => ({
      id,
      channel,
      to: phone ?? name ?? '',
      text: words,
    }))
  },
  sent: (tx, id) => tx.perform('messages', id as never, 'send'),
  async failed(tx, id, why) {
    const { tries } = await tx.get('messages', id as never)
    return tx.perform('messages', id as never, tries + 1 < TRIES ? 'postpone' : 'fail', { fault: why.slice(0, 200) })
  },
}
