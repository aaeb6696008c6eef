import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; log: string }
  }
}

/** One PostgreSQL for the whole run, whichever tests it has. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startPostgres()
  project.provide('postgres', { url: cluster.url, log: cluster.log })
  return cluster.stop
}
