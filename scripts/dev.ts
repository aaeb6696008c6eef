// npm run dev: the mock and Vite's server together; the mock starts anew when what it is made of changes.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { relative, resolve } from 'node:path'
import { createServer } from 'vite'

const root = resolve(import.meta.dirname, '..')
const ofMock = /^(mock-api|resources|estate|src[\\/](engine|http))[\\/]/

let mock: ChildProcess | undefined
let leaving = false

function startMock(): void {
  const child = spawn(process.execPath, ['--import', 'tsx', 'mock-api/main.ts'], { cwd: root, stdio: 'inherit' })
  mock = child
  child.once('exit', (code) => {
    if (mock === child && !leaving)
      process.stderr.write(`the mock has stopped (${code}); save a file to start it again\n`)
  })
}

async function stopMock(): Promise<void> {
  const child = mock
  mock = undefined
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

const port = process.env['PORT']
const vite = await createServer({
  root,
  configFile: resolve(root, 'vite.config.ts'),
  ...(port && { server: { port: Number(port), strictPort: true } }),
})

let turn = Promise.resolve()
let soon: NodeJS.Timeout | undefined
vite.watcher.on('all', (_event, path) => {
  if (!ofMock.test(relative(root, path)) || leaving) return
  clearTimeout(soon)
  soon = setTimeout(() => {
    turn = turn.then(stopMock).then(startMock)
  }, 100)
})

async function leave(): Promise<void> {
  if (leaving) return
  leaving = true
  clearTimeout(soon)
  await Promise.all([turn.then(stopMock), vite.close()])
  process.exit(0)
}
process.on('SIGINT', () => void leave())
process.on('SIGTERM', () => void leave())
// The shell that npm puts between itself and us dies of a SIGTERM without passing it on.
const shell = process.ppid
setInterval(() => process.ppid !== shell && void leave(), 200).unref()

startMock()
await vite.listen()
vite.printUrls()
