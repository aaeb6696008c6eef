import type { Instant, Office } from '#engine'
import type { Route } from './call.ts'
import { type Counter, doorOf } from './door.ts'
import type { Log } from './problem.ts'
import { progressBoard } from './progress.ts'
import { callerRoutes } from './routes/caller.ts'
import { exportRoutes } from './routes/export.ts'
import { fileRoutes } from './routes/files.ts'
import { houseRoutes } from './routes/house.ts'
import { inboxRoutes } from './routes/inbox.ts'
import { progressRoutes } from './routes/progress.ts'
import { recordRoutes } from './routes/records.ts'
import { reportRoutes } from './routes/reports.ts'
import { sessionRoutes } from './routes/session.ts'
import { stepRoutes } from './routes/steps.ts'
import { sessionsOf } from './sessions.ts'

export { openDemoAccounts, openFirstAccount } from './accounts.ts'
export type { Call, Reply, Route } from './call.ts'
export { keepHouse } from './keeping.ts'
export { leaving } from './leaving.ts'
export { inOffice, webhook } from './outbox.ts'
export { officePorts } from './ports.ts'
export { type Log, problem, problemOf } from './problem.ts'

export interface ApiOptions {
  readonly clock: () => Instant
  /** Whether demonstration accounts may sign in. */
  readonly demo: boolean
  readonly log: Log
}

/** Every route of the contract, those with fixed segments before those with named ones. */
export function api(desk: Office, options: ApiOptions): Route[] {
  const { clock, log } = options
  const counter: Counter = { desk, sessions: sessionsOf({ desk, ...options }), clock, log, progress: progressBoard() }
  const door = doorOf(counter)
  const ofHouse = [sessionRoutes, houseRoutes, inboxRoutes, reportRoutes, callerRoutes, progressRoutes]
  const all = [...ofHouse, fileRoutes, exportRoutes, recordRoutes, stepRoutes]
  return all.flatMap((routes) => routes(door, counter)).sort((one, other) => named(one) - named(other))
}
/** Where the first named segment stands: the later, the earlier the route is asked. */
const named = ({ path }: Route) => {
  const at = path.split('/').map((part) => part.startsWith(':'))
  return at.reduce((sum, isNamed, place) => sum + (isNamed ? 2 ** (10 - place) : 0), 0)
}
