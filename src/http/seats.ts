import { createHash, randomBytes } from 'node:crypto'
import { type Instant, type Member, minutesAfter, minutesBetween, type Office, type Store } from '#engine'
import { type Call, cookiesOf, headerOf } from './call.ts'

const COOKIE = 'guanjia_session'
/** A session ends after so many minutes without a call, and in any case after so many. */
const IDLE = 12 * 60
const LONGEST = 7 * 24 * 60
/** The mark of the last call is written at most so often, in minutes. */
const MARK = 5
/** How long another process may still take a session for open, in milliseconds. */
const CACHED = 2000
const MOST_CACHED = 5000

/** Who sits at an open session. */
export interface Seat {
  readonly member: Member
  readonly expiresAt: Instant
  /** He was given his password by somebody else. */
  readonly mustChange: boolean
}

export const digestOf = (token: string) => createHash('sha256').update(token).digest('hex')
/** The digest by which the session of a call is kept. */
export const digestIn = ({ headers }: Call): string | undefined => {
  const token = cookiesOf(headers)[COOKIE]
  return token ? digestOf(token) : undefined
}

/** HttpOnly and SameSite; Secure where the browser came by https. Without a token it takes the cookie away. */
export function cookieFor(token: string | undefined, { headers }: Call): string {
  const secure = headerOf(headers, 'x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? '; Secure' : ''
  const age = token === undefined ? 0 : LONGEST * 60
  return `${COOKIE}=${token ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
}

/** Writes a new session and answers with its token, of which only the digest is kept; clears away what has run out. */
export async function seated(store: Store, user: string, now: Instant, { address, headers }: Call): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const agent = (headerOf(headers, 'user-agent') ?? '').replaceAll('\0', '').slice(0, 200)
  const times = { startedAt: now, seenAt: now, expiresAt: minutesAfter(now, IDLE) }
  await store.transaction(async (rows) => {
    await rows.remove('_sessions', { field: 'expiresAt', op: 'lt', value: now })
    await rows.insert('_sessions', [{ id: digestOf(token), user, ...times, address, agent }])
  })
  return token
}

export const credentialsOf = (store: Store, user: string) => store.reading((rows) => rows.one('_credentials', user))
export const hashOf = async (store: Store, user: string) =>
  (await credentialsOf(store, user))?.hash as string | undefined

interface Room {
  readonly desk: Office
  readonly clock: () => Instant
  /** Whether this person may sign in here. */
  admits(member: Member): boolean
}

/** The open sessions as this process knows them: each read from the store at most every two seconds. */
export function seats({ desk, clock, admits }: Room) {
  const { store } = desk
  const known = new Map<string, { readonly until: number; readonly seat: Promise<Seat | undefined> }>()

  async function load(digest: string): Promise<Seat | undefined> {
    const now = clock()
    const row = await store.reading((rows) => rows.one('_sessions', digest))
    if (!row || String(row.expiresAt) <= now) return undefined
    const member = (await desk.visitorOf({ id: String(row.user) }, now))?.member
    if (!member || !admits(member)) return undefined
    const mustChange = (await credentialsOf(store, member.id))?.mustChange === true
    const fresh = minutesBetween(String(row.seenAt), now) < MARK
    const expiresAt = fresh ? String(row.expiresAt) : nextEnd(String(row.startedAt), now)
    if (!fresh) await renew(store, digest, now, expiresAt)
    return { member, expiresAt, mustChange }
  }
  return {
    of(digest: string): Promise<Seat | undefined> {
      const found = known.get(digest)
      if (found && found.until > performance.now()) return found.seat
      if (known.size >= MOST_CACHED) known.clear()
      const seat = load(digest)
      known.set(digest, { until: performance.now() + CACHED, seat })
      seat.catch(() => known.delete(digest))
      return seat
    },
    forget: (digest?: string) => (digest === undefined ? known.clear() : void known.delete(digest)),
  }
}

function nextEnd(startedAt: Instant, now: Instant): Instant {
  const [idle, longest] = [minutesAfter(now, IDLE), minutesAfter(startedAt, LONGEST)]
  return idle < longest ? idle : longest
}
/** Marks the session as used, unless it was ended meanwhile. */
const renew = (store: Store, digest: string, seenAt: Instant, expiresAt: Instant) =>
  store.transaction(async (rows) => {
    const [held] = await rows.take('_sessions', [digest])
    if (held) await rows.update('_sessions', [{ id: digest, seenAt, expiresAt }])
  })
