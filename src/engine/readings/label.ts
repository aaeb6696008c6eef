import type { Field } from '../fields/field.ts'
import { kindOf } from '../fields/kinds.ts'
import type { Resource } from '../resource.ts'
import { blankOf, blanksOfKind, type Slip } from './blanks.ts'
import { once } from './once.ts'

/** The words by which people call this slip; a draft without a number is called by its id's first letters. */
export function labelOf(resource: Resource, slip: Slip): string {
  const said = typeof resource.label === 'function' ? resource.label(slip as never) : slip[resource.label]
  if (typeof said === 'string' && said !== '') return said
  return `${resource.form.title}（${slip.status === 'draft' || blanksOfKind(resource, 'serial').length ? '草稿' : '未命名'}）`
}

/** The blanks of which the words are made by which people call one of these. */
export const saidInLabel: (resource: Resource) => ReadonlySet<string> = once((resource) => {
  const { label } = resource
  if (typeof label === 'string') return new Set([label])
  const read = new Set<string>()
  const watched = new Proxy({}, { get: (_, name) => (read.add(String(name)), null) })
  try {
    label(watched as never)
  } catch {
    // what was read until then is known
  }
  return read
})

/** Sorts `3-2-901` before `3-2-1201`: every run of digits is padded to ten. */
export const naturalKey = (label: string) => label.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(10, '0'))

/** As read on a sheet, in a spreadsheet or in words; nothing written is ''. */
export const printed = (field: Field, value: unknown, label?: string): string => {
  if (value === null || value === undefined) return ''
  return field.kind === 'ref' ? (label ?? String(value)) : kindOf(field).print(value, field)
}

/** Everything by which a slip is found, in small letters: its label, the searched blanks, and their pinyin. */
export function searchText(
  resource: Resource,
  slip: Slip,
  label: string,
  labelOfRef: (blank: string) => string | undefined,
  pinyin: (text: string) => string,
): string {
  const words = [label]
  for (const name of resource.list.search ?? []) {
    const field = blankOf(resource, name)
    const value = slip[name]
    if (field && value != null) words.push(printed(field, value, labelOfRef(name)))
  }
  const text = words.join(' ').toLowerCase()
  const readings = (text.match(/[一-鿿]+/g) ?? []).map((word) => readingOf(word, pinyin))
  return readings.length > 0 ? `${text} ${readings.join(' ')}` : text
}

/** So many words are remembered by how they are read. */
const MOST_WORDS = 20_000
const books = once((_: (word: string) => string) => new Map<string, string>())
/** How a word is read; the same names come again and again. */
function readingOf(word: string, pinyin: (word: string) => string): string {
  const book = books(pinyin)
  const known = book.get(word)
  if (known !== undefined) return known
  if (book.size >= MOST_WORDS) book.clear()
  const reading = pinyin(word)
  book.set(word, reading)
  return reading
}
