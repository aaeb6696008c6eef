import type { TestProject } from 'vitest/node'
import { type Cluster, startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; log: string }
  }
}

/** Vitest sets up each of its projects; they share one server. */
const shared = globalThis as { guanjiaPostgres?: Promise<Cluster> }

/** One PostgreSQL for the whole run, whichever tests it has. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.guanjiaPostgres ??= startPostgres()
  const cluster = await shared.guanjiaPostgres
  project.provide('postgres', { url: cluster.url, log: cluster.log })
  return cluster.stop
}
