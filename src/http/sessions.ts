import { type Instant, type Member, type Office, refuse, type User, type Visitor } from '#engine'
import type { Call } from './call.ts'
import { matches } from './passwords.ts'
import { cookieFor, digestIn, digestOf, hashOf, type Seat, seated, seats } from './seats.ts'
import { limitedTries } from './tries.ts'

const WRONG = '用户名或密码不正确'

/** Whoever is signed in. */
export interface Clerk {
  readonly visitor: Visitor
  readonly mustChange: boolean
}
export interface Sessions {
  /** Opens a session, and answers with its cookie. */
  open(username: string, password: string, call: Call): Promise<{ readonly clerk: Clerk; readonly cookie: string }>
  /** Who calls; refused where nobody is signed in. */
  clerk(call: Call): Promise<Clerk>
  /** Ends the session of this call for good, and answers with the cookie that takes it away. */
  close(call: Call): Promise<string>
  /** Refuses unless this is the person's password. */
  confirm(user: User, password: string, call: Call): Promise<void>
  /** Ends every session of a person, but the one of this call. */
  closeOthers(user: string, call?: Call): Promise<void>
}
export interface SessionRules {
  readonly desk: Office
  readonly clock: () => Instant
  /** Whether demonstration accounts may sign in. */
  readonly demo: boolean
}

export function sessionsOf({ desk, clock, demo }: SessionRules): Sessions {
  const { store } = desk
  const tries = limitedTries()
  const admits = (member: Member) => demo || !member.demo
  const room = seats({ desk, clock, admits })
  const clerkOf = ({ member: { demo: _, ...user }, mustChange }: Pick<Seat, 'member' | 'mustChange'>): Clerk => ({
    visitor: { user, now: clock() },
    mustChange,
  })

  return {
    async open(username, password, call) {
      const now = clock()
      tries.begin(username, call.address, Date.now())
      const found = (await desk.visitorOf({ username }, now))?.member
      const member = found && admits(found) ? found : undefined
      // without a hash it takes as long: who listens to the clock learns no name
      const right = await matches(password, member && (await hashOf(store, member.id)))
      if (!member || !right) return refuse(401, WRONG)
      tries.succeeded(username, call.address, Date.now())
      const token = await seated(store, member.id, now, call)
      const seat = await room.of(digestOf(token))
      if (!seat) return refuse(401, WRONG)
      return { clerk: clerkOf(seat), cookie: cookieFor(token, call) }
    },
    async clerk(call) {
      const digest = digestIn(call)
      const seat = digest ? await room.of(digest) : undefined
      if (!seat || seat.expiresAt <= clock()) return refuse(401, '请先登录')
      return clerkOf(seat)
    },
    async close(call) {
      const digest = digestIn(call)
      if (digest) {
        await store.transaction((rows) => rows.remove('_sessions', { field: 'id', op: 'eq', value: digest }))
        room.forget(digest)
      }
      return cookieFor(undefined, call)
    },
    async confirm({ id, username }, password, { address }) {
      tries.begin(username, address, Date.now())
      if (!(await matches(password, await hashOf(store, id))))
        refuse(422, '原密码不正确', { errors: { current: '原密码不正确' } })
      tries.succeeded(username, address, Date.now())
    },
    async closeOthers(user, call) {
      const digest = call && digestIn(call)
      const others = digest ? [{ field: 'id', op: 'ne', value: digest } as const] : []
      const where = { all: [{ field: 'user', op: 'eq', value: user } as const, ...others] }
      await store.transaction((rows) => rows.remove('_sessions', where))
      room.forget()
    },
  }
}
