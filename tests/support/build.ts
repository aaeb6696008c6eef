import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

/** The journeys go through the panel as it is delivered: built, where it is not. */
export default function setup(): void {
  const root = resolve(import.meta.dirname, '../..')
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('the panel does not build')
}
