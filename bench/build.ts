import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './kept.ts'

/** What the bench runs: beside dist, so that a build in the meantime does not change it under its feet. */
const place = join(root, 'node_modules/.cache/bench')
const small = join(place, 'limit')
export const productMain = join(place, 'dist/server/main.js')
export const limitMain = join(small, 'main.js')
/** PGlite by itself. */
export const aloneMain = join(small, 'alone.js')

function node(...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`node ${args.join(' ')}: exit ${status}`)
}

/** Builds the product as it is delivered, and what it is measured against with the same tool. */
export function build(): void {
  node('--import', 'tsx', join(root, 'scripts/build.ts'))
  rmSync(place, { recursive: true, force: true })
  cpSync(join(root, 'dist'), join(place, 'dist'), { recursive: true })
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  for (const script of ['bench/limit/main.ts', 'bench/lite/alone.ts'])
    node(vite, 'build', '--logLevel', 'error', '--ssr', script, '--outDir', small, '--emptyOutDir', 'false')
}
