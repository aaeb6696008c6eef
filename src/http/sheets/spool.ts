import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CHUNK = 64 * 1024

/**
 * Writes the pieces to a temporary file as fast as they come, and hands them on as fast as they are taken:
 * whoever reads slowly holds a file, never a connection of the database.
 */
export async function* spooled(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const file = await temporary()
  const spool = { written: 0, done: false, stopped: false, wake: () => {} }
  const writing = fill(file, spool, pieces).then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  void writing.then(() => {
    spool.done = true
    spool.wake()
  })
  try {
    for (let read = 0; ; ) {
      if (spool.written > read) {
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, read)
        read += bytesRead
        yield buffer.subarray(0, bytesRead)
      } else if (spool.done) break
      else await new Promise<void>((resolve) => (spool.wake = resolve))
    }
    const failure = await writing
    if (failure) throw failure.error
  } finally {
    spool.stopped = true
    await writing
    await file.close()
  }
}

interface Spool {
  written: number
  stopped: boolean
  wake: () => void
}
async function fill(file: FileHandle, spool: Spool, pieces: AsyncIterable<Uint8Array>) {
  for await (const piece of pieces) {
    if (spool.stopped) return
    for (let at = 0; at < piece.length; ) {
      const { bytesWritten } = await file.write(piece, at, piece.length - at, spool.written)
      at += bytesWritten
      spool.written += bytesWritten
    }
    spool.wake()
  }
}

/** A file that only this process can open, and that is gone when it is closed. */
async function temporary(): Promise<FileHandle> {
  const path = join(tmpdir(), `guanjia-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  return file
}
