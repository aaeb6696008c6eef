import { type Instant, type Message, OFFICE, type Office } from '#engine'

/** A way by which messages leave the office; it throws where one did not go. */
export type Channel = (message: Message) => Promise<unknown>
export type Channels = Readonly<Record<string, Channel>>

/** So many messages are taken at a time. */
const AT_ONCE = 20
const PATIENCE = 10_000

/** Hands a message to another program: `{id, to, text}`; the same id may come twice, and means the same message. */
export const webhook =
  (url: string): Channel =>
  async ({ id, to, text }) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ id, to, text }),
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (!answer.ok) throw new Error(`网关答复 ${answer.status}`)
  }
/** What is told in the office itself is there as soon as it is kept. */
export const inOffice: Channel = async () => {}

const reasonOf = (error: unknown) =>
  error instanceof Error && error.name === 'TimeoutError'
    ? '网关没有答复'
    : error instanceof Error
      ? error.message
      : '未知原因'

/** Sends what is due, and says how many messages went: they are taken, sent while nothing is held, then marked. */
export async function sendDue(desk: Office, channels: Channels, now: Instant): Promise<number> {
  const { outbox } = desk.house
  if (!outbox) return 0
  const visitor = { user: OFFICE, now }
  const messages = await desk.run(visitor, (tx) => outbox.due(tx, Object.keys(channels), AT_ONCE))
  let sent = 0
  for (const message of messages) {
    const why = await tried(channels[message.channel] as Channel, message)
    await desk.run(visitor, (tx) =>
      why === undefined ? outbox.sent(tx, message.id) : outbox.failed(tx, message.id, why),
    )
    if (why === undefined) sent += 1
  }
  return sent
}
async function tried(channel: Channel, message: Message): Promise<string | undefined> {
  try {
    await channel(message)
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}
