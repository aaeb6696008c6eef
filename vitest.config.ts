import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import type { Reporter, TestModule } from 'vitest/node'

/** The closing line that any machine can read. */
const tally: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state]++
      if (module.errors().length > 0) counts.failed++
    }
    const { passed, failed, skipped, pending } = counts
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped + pending} skipped\n`)
  },
}

export default defineConfig({
  plugins: [react()],
  test: {
    maxWorkers: 2,
    reporters: ['default', tally],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/web/**', 'tests/e2e/**'],
          // A hundred papers are read in once a worker, not once a file.
          isolate: false,
          globalSetup: 'tests/support/setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: ['tests/web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          isolate: false,
          setupFiles: ['tests/web/setup.ts'],
          server: { deps: { inline: [/@refinedev/, /react-router/] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/build.ts', 'tests/support/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // After the others: a browser, a server and a database share two cores.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
