// npm start: builds what has changed, then is the server. Plain JavaScript, so that the server runs without a compiler in it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

let listening = false
function leave() {
  clearInterval(watch)
  if (listening) return // the server finishes what is in flight
  build.kill()
  process.exit(143)
}
process.once('SIGINT', leave)
process.once('SIGTERM', leave)

// The shell that npm puts between itself and us dies of a SIGTERM without passing it on.
const shell = process.ppid
const watch = setInterval(() => {
  if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM')
}, 200)
watch.unref()

const build = spawn(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, 'build.ts')], {
  stdio: 'inherit',
})
const [code] = await once(build, 'exit')
if (code !== 0) process.exit(code ?? 1)

await import('../dist/server/main.js')
listening = true
