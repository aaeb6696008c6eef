import { readFileSync } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const FILE = 'lock'

/** When a process began, in the system's own count; nothing where it is gone or a zombie, '' where nobody can tell. */
function beginOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\)\s/s, '')
      .split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return ''
  }
}
/** Whether whoever wrote this still lives: the same number may long be another process. */
function isHeld(note: string): boolean {
  const [pid = '', begin = ''] = note.trim().split(' ')
  if (!/^\d+$/.test(pid)) return false
  const now = beginOf(Number(pid))
  return now !== undefined && (now === '' || begin === '' || now === begin)
}

async function write(file: string, note: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx')
    await handle.writeFile(note)
    await handle.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
const read = (file: string) => readFile(file, 'utf8').catch(() => '')

/** Takes the folder for this process alone; gives back how to let it go. PGlite does not do this itself. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, FILE)
  const mine = `${process.pid} ${beginOf(process.pid) ?? ''} ${Math.random()}`
  for (let tries = 0; !(await write(file, mine)); tries++) {
    const theirs = await read(file)
    if (isHeld(theirs) || tries > 20)
      throw new Error(`${folder} 正由另一个进程（${theirs.split(' ')[0]}）使用，一个数据目录同时只能由一个进程打开`)
    if (theirs === (await read(file))) await rm(file, { force: true })
  }
  // two may have found the same dead note: the one whose note stands has it
  await pause(30)
  if ((await read(file)) !== mine) throw new Error(`${folder} 刚被另一个进程打开`)
  return async () => {
    if ((await read(file)) === mine) await rm(file, { force: true })
  }
}
