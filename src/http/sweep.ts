import { type Instant, minutesAfter, type Office } from '#engine'

/** Answers to writes that may come twice are kept a day. */
const KEPT = 24 * 60

/** Clears away what has had its time: files that nobody put on a paper, old answers, sessions that have ended. */
export async function sweep({ files, store }: Office, now: Instant): Promise<void> {
  await files.sweep(now)
  await store.transaction(async (rows) => {
    await rows.remove('_answers', { field: 'at', op: 'lt', value: minutesAfter(now, -KEPT) })
    await rows.remove('_sessions', { field: 'expiresAt', op: 'lt', value: now })
  })
}
