import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'

/** A server in a process of its own. */
export interface Running {
  readonly url: string
  readonly pid: number
  /** From exec to the line that says it listens, in milliseconds. */
  readonly took: number
  stop(): Promise<void>
}

const living = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})

/** Starts `node script` and waits until it says where it listens. */
export async function started(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Running> {
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  living.add(child)
  const ended = once(child, 'exit').then(() => living.delete(child))
  const url = await listening(child)
  const took = performance.now() - began
  return {
    url,
    pid: child.pid as number,
    took,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (piece: Buffer) => {
      said = (said + piece.toString()).slice(-4000)
      const [, url] = /listening on (http:\/\/\S+)\n/.exec(said) ?? []
      if (url) resolve(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`it ended (${code}) before it listened: ${said}`)))
  })
}

/** The memory a process holds, in bytes. */
export function memoryOf(pid: number): number {
  const status = `/proc/${pid}/status`
  if (existsSync(status)) return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]) * 1024
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024
}

/** The most memory that a process holds while something happens, beyond what it held before, in bytes. */
export async function addedMemory<T>(
  pid: number,
  work: () => Promise<T>,
): Promise<{ readonly value: T; added: number }> {
  const before = memoryOf(pid)
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(pid))
  }, 20)
  try {
    const value = await work()
    return { value, added: Math.max(most, memoryOf(pid)) - before }
  } finally {
    clearInterval(watch)
  }
}
