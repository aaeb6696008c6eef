import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CHUNK = 64 * 1024
/** So much waits in memory; what is more waits in a file. */
const MOST = 16 * CHUNK

/**
 * Takes the pieces as fast as they come and hands them on as fast as they are taken: whoever reads slowly fills a
 * temporary file, and never holds a connection of the database.
 */
export async function* spooled(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const spool: Spool = { waiting: [], size: 0, read: 0, written: 0, done: false, stopped: false, wake: () => {} }
  const filling = fill(spool, pieces)
    .then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    .finally(() => {
      spool.done = true
      spool.wake()
    })
  try {
    for (;;) {
      const piece = spool.waiting.shift()
      spool.size -= piece?.length ?? 0
      if (piece) yield piece
      else if (spool.written > spool.read) yield await readOn(spool)
      else if (spool.done) break
      else
        await new Promise<void>((resolve) => {
          spool.wake = resolve
        })
    }
    const failure = await filling
    if (failure) throw failure.error
  } finally {
    spool.stopped = true
    await filling
    await spool.file?.close()
  }
}

interface Spool {
  /** Pieces in memory; they come before those in the file. */
  waiting: Uint8Array[]
  size: number
  file?: FileHandle
  read: number
  written: number
  done: boolean
  stopped: boolean
  wake: () => void
}

async function fill(spool: Spool, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces) {
    if (spool.stopped) return
    if (spool.written > spool.read || spool.size + piece.length > MOST) await putAway(spool, piece)
    else {
      spool.waiting.push(piece)
      spool.size += piece.length
    }
    spool.wake()
  }
}
async function putAway(spool: Spool, piece: Uint8Array): Promise<void> {
  spool.file ??= await temporary()
  for (let at = 0; at < piece.length; ) {
    const { bytesWritten } = await spool.file.write(piece, at, piece.length - at, spool.written)
    at += bytesWritten
    spool.written += bytesWritten
  }
}
async function readOn(spool: Spool): Promise<Uint8Array> {
  const length = Math.min(CHUNK, spool.written - spool.read)
  const { buffer, bytesRead } = await (spool.file as FileHandle).read(Buffer.allocUnsafe(length), 0, length, spool.read)
  spool.read += bytesRead
  return buffer.subarray(0, bytesRead)
}

/** A file that only this process can open, and that is gone when it is closed. */
async function temporary(): Promise<FileHandle> {
  const path = join(tmpdir(), `guanjia-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  return file
}
