import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/*
 * An image of a database is a tar file of small ones, some thousand. The database in this process would write them through
 * the file system that it plays to itself, at ten times the cost.
 */

const BLOCK = 512
/** Files beyond this size are mostly nothing: room for the log that is to come. */
const LARGE = 1 << 20
const STEP = 1 << 16
const nothing = Buffer.alloc(STEP)

interface Entry {
  readonly name: string
  readonly isFolder: boolean
  readonly bytes: Buffer
}

function* entriesOf(tar: Buffer): Generator<Entry> {
  const text = (from: number, length: number) => tar.toString('latin1', from, from + length).replace(/\0.*$/s, '')
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0
    if (at + BLOCK + size > tar.length) throw new Error('the image of the database is cut short')
    const name = join(text(at + 345, 155), text(at, 100))
    yield { name, isFolder: text(at + 156, 1) === '5', bytes: tar.subarray(at + BLOCK, at + BLOCK + size) }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}

/** Writes a large file, and leaves out what is nothing. */
function writeSparse(file: string, bytes: Buffer): void {
  const handle = openSync(file, 'w')
  for (let at = 0; at < bytes.length; at += STEP) {
    const part = bytes.subarray(at, at + STEP)
    if (!nothing.subarray(0, part.length).equals(part)) writeSync(handle, part, 0, part.length, at)
  }
  ftruncateSync(handle, bytes.length)
  closeSync(handle)
}

/** Lays the files of an image into a folder. */
export function layOut(image: string, folder: string): void {
  const made = new Set<string>()
  const make = (path: string) => {
    if (!made.has(path)) mkdirSync(path, { recursive: true })
    made.add(path)
  }
  for (const { name, isFolder, bytes } of entriesOf(readFileSync(image))) {
    const path = join(folder, name)
    make(isFolder ? path : dirname(path))
    if (isFolder) continue
    if (bytes.length > LARGE) writeSparse(path, bytes)
    else writeFileSync(path, bytes)
  }
  if (!existsSync(join(folder, 'PG_VERSION'))) throw new Error(`${image} is no image of a database`)
}
