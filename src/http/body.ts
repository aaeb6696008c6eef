import { refuse } from '#engine'
import { type Call, headerOf } from './call.ts'

const DEPTH = 32
const unsafe = /\\u(?:0000|[dD][89a-fA-F])/

/** The JSON object that was sent; nothing else is a body. */
export function objectOf(call: Call): Record<string, unknown> {
  const text = textOf(call)
  if (text === '') refuse(400, '请求内容为空，应为一个 JSON 对象')
  const value = parsed(text)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) refuse(400, '请求内容应为一个 JSON 对象')
  if (!sound(value, unsafe.test(text), 0)) refuse(400, '请求内容含有无法保存的字符，或层次过深')
  return value as Record<string, unknown>
}

/** The same, where pressing a button may send nothing at all. */
export const objectOrNothing = (call: Call) => (call.bytes?.length ? objectOf(call) : {})

export function textOf(call: Call): string {
  if (!call.bytes?.length) return ''
  const type = headerOf(call.headers, 'content-type') ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) refuse(415, '请求内容应为 JSON（application/json）')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(call.bytes)
  } catch {
    refuse(400, '请求内容不是 UTF-8 编码')
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    refuse(400, '请求内容不是有效的 JSON')
  }
}

/** A database keeps neither NUL nor half a character, and nothing honest is nested deeply. */
function sound(value: unknown, looks: boolean, depth: number): boolean {
  if (typeof value === 'string') return !looks || isText(value)
  if (value === null || typeof value !== 'object') return true
  if (depth > DEPTH) return false
  if (Array.isArray(value)) return value.every((item) => sound(item, looks, depth + 1))
  return Object.entries(value).every(([name, item]) => (!looks || isText(name)) && sound(item, looks, depth + 1))
}
/** Text that every store can keep. */
export const isText = (text: string) => !text.includes('\0') && !/\p{Surrogate}/u.test(text)
