// npm start: builds what has changed, then is the server. Plain JavaScript, so that the server runs without a compiler in it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

// The shell that npm puts between itself and us dies of a SIGTERM without passing it on.
const shell = process.ppid
setInterval(() => process.ppid !== shell && process.kill(process.pid, 'SIGTERM'), 200).unref()

const build = spawn(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, 'build.ts')], {
  stdio: 'inherit',
})
const [code] = await once(build, 'exit')
if (code !== 0) process.exit(code ?? 1)

await import('../dist/server/main.js')
