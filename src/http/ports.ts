import { randomFillSync } from 'node:crypto'
import { createRequire } from 'node:module'
import type { Ports } from '#engine'
import { tell } from './progress.ts'

/** What the office needs of the world: its zone, pinyin, ids that sort by when they were made, and an ear for long works. */
export const officePorts = (zone: string): Ports => ({ zone, pinyin, newId: newId(), progress: tell })

type Pinyin = (text: string, how: object) => string[]
const require = createRequire(import.meta.url)
let dictionary: Pinyin | undefined
/** `王芳` is also found as `wangfang wf`; the dictionary is opened when the first Chinese word comes. */
function pinyin(text: string): string {
  dictionary ??= (require('pinyin-pro') as { pinyin: Pinyin }).pinyin
  const read = dictionary
  const words = text.match(/[一-鿿]+/g) ?? []
  return words
    .flatMap((word) => {
      const syllables = read(word, { toneType: 'none', type: 'array' })
      return [syllables.join(''), syllables.map((syllable) => syllable[0] ?? '').join('')]
    })
    .join(' ')
}

/** UUIDs of version 7, in order within this process too. */
function newId(): () => string {
  let last = 0
  let count = 0
  // chance is drawn for many ids at once
  const pool = Buffer.alloc(4096)
  let at = pool.length
  return () => {
    const now = Date.now()
    count = now > last || count >= 0xfff ? 0 : count + 1
    last = now > last ? now : count === 0 ? last + 1 : last
    const time = last.toString(16).padStart(12, '0')
    if (at === pool.length) {
      randomFillSync(pool)
      at = 0
    }
    pool[at] = ((pool[at] ?? 0) & 0x3f) | 0x80
    const tail = pool.toString('hex', at, at + 8)
    at += 8
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
}
