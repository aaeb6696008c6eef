import { useSyncExternalStore } from 'react'
import type { PolicyRow, User } from '#engine'
import { call, isProblem, whenSignedOut } from './client.ts'

export interface ProjectCard {
  readonly id: string
  readonly name: string
}
/** Who sits here, and what the office told him when he came in. */
export interface Session {
  readonly user: User
  readonly policies: readonly PolicyRow[]
  readonly projects: readonly ProjectCard[]
  readonly zone: string
  readonly company: string
  /** He signed in with a password that somebody else gave him. */
  readonly mustChange: boolean
  /** Milliseconds by which the office's clock is ahead of this machine's. */
  readonly ahead: number
}
/** What `GET /session` and `POST /session` answer. */
interface Wire {
  readonly user: User
  readonly policies?: readonly PolicyRow[]
  readonly projects?: readonly ProjectCard[]
  readonly zone?: string
  readonly company?: string
  readonly mustChange?: boolean
  readonly now?: string
}
export type Standing =
  | { readonly is: 'asking' }
  | { readonly is: 'out'; readonly why: 'stranger' | 'expired' | 'left' }
  | { readonly is: 'in'; readonly session: Session }
  | { readonly is: 'unreachable'; readonly message: string }

let standing: Standing = { is: 'asking' }
let flight: Promise<Standing> | undefined
const listeners = new Set<() => void>()

function stand(next: Standing): Standing {
  standing = next
  for (const listener of listeners) listener()
  return next
}
const admitted = (wire: Wire): Standing => {
  const ahead = wire.now ? Date.parse(wire.now) - Date.now() : 0
  const { user, policies = [], projects = [], zone = 'Asia/Shanghai', company = '', mustChange = false } = wire
  return stand({ is: 'in', session: { user, policies, projects, zone, company, mustChange, ahead } })
}
const refused = (error: unknown): Standing =>
  isProblem(error) && error.status === 401
    ? forgetSession()
    : stand({ is: 'unreachable', message: error instanceof Error ? error.message : String(error) })

/** Asks the office who we are: once, however many ask at the same time. */
export function askSession(): Promise<Standing> {
  flight ??= call<Wire>('GET', '/session')
    .then(admitted, refused)
    .finally(() => {
      flight = undefined
    })
  return flight
}
/** Comes in; throws the office's sentence where it does not let us. */
export const signIn = async (username: string, password: string): Promise<Standing> => {
  const answer = await call<Wire>('POST', '/session', { username, password })
  return answer.policies ? admitted(answer) : askSession()
}
export async function signOut(): Promise<void> {
  await call('DELETE', '/session').catch((error: unknown) => {
    if (!isProblem(error) || error.status !== 401) throw error
  })
  stand({ is: 'out', why: 'left' })
}
/** Forgets who we were, without asking: the session has ended, or there was none. */
export const forgetSession = (): Standing =>
  standing.is === 'out' ? standing : stand({ is: 'out', why: standing.is === 'in' ? 'expired' : 'stranger' })
whenSignedOut(forgetSession)
/** He has left and stands at the door: whatever he wants next, he is a stranger. */
export const settleOut = (): void => {
  if (standing.is === 'out' && standing.why === 'left') stand({ is: 'out', why: 'stranger' })
}

export const standingNow = (): Standing => standing
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useStanding = (): Standing => useSyncExternalStore(subscribe, standingNow)
