import { refuse } from '#engine'

/** A sort of file that may be attached, known by what is in it and never by what it is called. */
interface Sort {
  readonly type: string
  readonly endings: readonly string[]
  /** Whether a browser may show it in its own window. */
  readonly shown?: true
  is(bytes: Buffer): boolean
}
const begins =
  (...signs: readonly number[]) =>
  (bytes: Buffer) =>
    signs.every((sign, at) => bytes[at] === sign)
const isZip = begins(0x50, 0x4b, 0x03, 0x04)
const holds = (folder: string) => (bytes: Buffer) =>
  isZip(bytes) && bytes.includes('[Content_Types].xml') && bytes.includes(folder) && !bytes.includes('vbaProject.bin')
const ascii = (bytes: Buffer, from: number, to: number) => bytes.toString('latin1', from, to)
const OOXML = 'application/vnd.openxmlformats-officedocument'

const sorts: readonly Sort[] = [
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], shown: true, is: begins(0xff, 0xd8, 0xff) },
  { type: 'image/png', endings: ['png'], shown: true, is: begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { type: 'image/gif', endings: ['gif'], shown: true, is: (bytes) => /^GIF8[79]a$/.test(ascii(bytes, 0, 6)) },
  {
    type: 'image/webp',
    endings: ['webp'],
    shown: true,
    is: (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP',
  },
  { type: 'application/pdf', endings: ['pdf'], shown: true, is: (bytes) => ascii(bytes, 0, 5) === '%PDF-' },
  { type: `${OOXML}.wordprocessingml.document`, endings: ['docx'], is: holds('word/') },
  { type: `${OOXML}.spreadsheetml.sheet`, endings: ['xlsx'], is: holds('xl/') },
  { type: 'application/zip', endings: ['zip'], is: isZip },
  { type: 'text/plain; charset=utf-8', endings: ['txt', 'csv', 'md', 'log'], is: isPlainText },
]

/** Text that is no page, no drawing and no script. */
function isPlainText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !/^\s*(?:#!|<\?|<!|<[a-z])/i.test(text) && !/<(?:script|html|svg|iframe)\b/i.test(text)
  } catch {
    return false
  }
}

const allowed = '可以上传图片（JPG、PNG、GIF、WEBP）、PDF、Word、Excel、ZIP 与纯文本'

/** The type of a file by its content; refused where it is none of ours, or pretends to be another. */
export function judged(name: string, bytes: Buffer): string {
  const sort = sorts.find(({ is }) => is(bytes))
  if (!sort) return refuse(415, `不能上传这种文件。${allowed}`)
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  if (!sort.endings.includes(ending)) refuse(415, `文件「${name}」的内容与扩展名不符。${allowed}`)
  return sort.type
}
export const isShown = (type: string) => sorts.some((sort) => sort.type === type && sort.shown)
