import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** One file of an archive: its name, and its text a piece at a time. */
export interface Part {
  readonly name: string
  readonly text: AsyncIterable<string> | Iterable<string>
}
interface Entry {
  readonly name: Buffer
  readonly at: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

const LARGEST = 0xffffffff
/** Sizes follow the data, names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1 January 1980: the archive says no time. */
const DATE = 0x21

/** A zip archive of parts, written as it is read: only what is in flight is in memory. */
export async function* zipped(parts: AsyncIterable<Part> | Iterable<Part>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = []
  let at = 0
  for await (const part of parts) {
    const name = Buffer.from(part.name)
    const sum = { crc: 0, size: 0 }
    let packed = 0
    yield header(0x04034b50, [0, 0, 0, name.length, 0], name)
    for await (const piece of deflated(part.text, sum)) {
      packed += piece.length
      yield piece
    }
    if (sum.size > LARGEST || at > LARGEST) throw new Error(`${part.name}: an archive of over 4 GB is not supported`)
    yield numbers(0x08074b50, sum.crc, packed, sum.size)
    entries.push({ name, at, packed, ...sum })
    at += 30 + name.length + packed + 16
  }
  const directory = entries.map(central)
  const length = directory.reduce((sum, { length }) => sum + length, 0)
  yield Buffer.concat([...directory, ending(entries.length, length, at)])
}

/** Packs the text with the quickest deflate, in zlib's own threads, and counts it. */
async function* deflated(text: Part['text'], sum: { crc: number; size: number }): AsyncGenerator<Buffer> {
  async function* counted() {
    for await (const piece of text) {
      const bytes = Buffer.from(piece)
      sum.crc = crc32(bytes, sum.crc)
      sum.size += bytes.length
      yield bytes
    }
  }
  const deflate = createDeflateRaw({ level: 1, chunkSize: 64 * 1024 })
  const feeding = pipeline(Readable.from(counted(), { objectMode: true, highWaterMark: 2 }), deflate)
  feeding.catch(() => {})
  for await (const piece of deflate) yield piece as Buffer
  await feeding
}

const numbers = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, at) => bytes.writeUInt32LE(value >>> 0, at * 4))
  return bytes
}
/** The head of a part: version, flags, method, date; then checksum, sizes and the lengths of name and extra. */
function header(
  sign: number,
  [crc, packed, size, name, extra]: readonly number[],
  tail: Buffer,
  made?: number,
): Buffer {
  const words = [20, FLAGS, DEFLATED, 0, DATE]
  const front = made === undefined ? words : [made, ...words]
  const bytes = Buffer.alloc(4 + front.length * 2 + 16)
  bytes.writeUInt32LE(sign, 0)
  front.forEach((word, at) => bytes.writeUInt16LE(word, 4 + at * 2))
  const from = 4 + front.length * 2
  for (const [at, value] of [crc, packed, size].entries()) bytes.writeUInt32LE((value ?? 0) >>> 0, from + at * 4)
  bytes.writeUInt16LE(name ?? 0, from + 12)
  bytes.writeUInt16LE(extra ?? 0, from + 14)
  return Buffer.concat([bytes, tail])
}
function central({ name, at, crc, packed, size }: Entry): Buffer {
  const place = Buffer.alloc(14)
  place.writeUInt32LE(at, 10)
  return header(0x02014b50, [crc, packed, size, name.length, 0], Buffer.concat([place, name]), 20)
}
function ending(count: number, length: number, at: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(length, 12)
  bytes.writeUInt32LE(at, 16)
  return bytes
}
