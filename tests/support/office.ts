import { resolve } from 'node:path'
import type { House, Instant, Office } from '#engine'
import { house } from '#resources'
import { fillEstate } from '../../estate/index.ts'
import { startServer } from '../../src/server/server.ts'
import { freshDatabase } from './database.ts'

const dist = resolve(import.meta.dirname, '../../dist')

export interface Opening {
  /** What time it is when the office opens; without it the real clock runs. */
  readonly now?: Instant
  /** The embedded database in memory, or a new one on the run's PostgreSQL. */
  readonly store?: 'embedded' | 'postgres'
  readonly house?: House
  /** How many homes the demonstration has. */
  readonly homes?: number
  /** Puts other first slips on the desks than the demonstration's. */
  readonly fill?: (desk: Office) => Promise<unknown>
}

export interface OpenOffice {
  readonly url: string
  readonly desk: Office
  /** Moves the office's clock, so that a waiting time is over. */
  at(now: Instant): void
  close(): Promise<void>
}

/** The production server with the built panel, on a port of its own, with the demonstration's people. */
export async function startOffice(opening: Opening = {}): Promise<OpenOffice> {
  let now = opening.now
  const clock = () => now ?? new Date().toISOString()
  const estate = (desk: Office) => fillEstate(desk, { homes: opening.homes ?? 120, seed: 20261121, now: clock() })
  const server = await startServer({
    house: opening.house ?? house,
    storeUrl: opening.store === 'postgres' ? await freshDatabase() : undefined,
    port: 0,
    host: '127.0.0.1',
    demo: true,
    clock,
    fill: opening.fill ?? estate,
    webRoot: resolve(dist, 'web'),
    images: resolve(dist, 'database'),
  })
  return {
    url: server.url,
    desk: server.office,
    at(moment) {
      now = moment
    },
    close: () => server.close(),
  }
}
