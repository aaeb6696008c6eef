import { MOST_BYTES, refuse } from '#engine'
import { type Call, headerOf } from '../call.ts'

/** At most so many bytes a file, and so many around it for the form it travels in. */
export const FORM_LIMIT = MOST_BYTES + 64 * 1024

export interface Sent {
  readonly name: string
  readonly bytes: Buffer
}

/** The one file of a multipart form, in its blank `file`. */
export async function sentFile({ headers, bytes }: Call): Promise<Sent> {
  const type = headerOf(headers, 'content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type)) refuse(415, '请以 multipart/form-data 上传文件')
  const form = await formOf(bytes ?? new Uint8Array(), type)
  const files = form.getAll('file')
  const file = files[0]
  if (files.length !== 1 || !file || typeof file === 'string') return refuse(400, '请在「file」一栏放一个文件')
  if (file.size === 0) refuse(422, '文件是空的')
  return { name: nameOf(file.name), bytes: Buffer.from(await file.arrayBuffer()) }
}

async function formOf(bytes: Uint8Array, type: string): Promise<FormData> {
  try {
    return await new Response(bytes as BodyInit, { headers: { 'content-type': type } }).formData()
  } catch {
    return refuse(400, '上传的内容不完整')
  }
}

/** The name without its folders and without signs that a file may not carry. */
function nameOf(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\p{Surrogate}]/gu, '').trim()
  if (clean === '' || clean.startsWith('.')) refuse(422, '文件没有名称')
  const ending = /\.[^.]{1,8}$/.exec(clean)?.[0] ?? ''
  return clean.length > 120 ? clean.slice(0, 120 - ending.length) + ending : clean
}
