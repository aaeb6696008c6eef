import { dayIn, type Instant, type Params, refuse } from '#engine'
import type { Reply } from '../call.ts'
import { paramOf } from '../errand.ts'
import { disposition } from '../files/disposition.ts'
import { csvOf } from './csv.ts'
import { primed } from './primed.ts'
import type { Sheet } from './sheet.ts'
import { spooled } from './spool.ts'
import { xlsxOf } from './xlsx.ts'

const formats = {
  csv: { type: 'text/csv; charset=utf-8', written: csvOf },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    written: (sheet: Sheet) => xlsxOf(sheet),
  },
}
export type Format = keyof typeof formats
const isFormat = (format: string | undefined): format is Format =>
  format !== undefined && Object.hasOwn(formats, format)

export function formatOf(query: Params): Format {
  const format = paramOf(query, 'format')
  return isFormat(format) ? format : refuse(400, '「format」须为 csv 或 xlsx')
}

/** A sheet as a file that is carried away, a piece at a time. */
export async function fileOf(sheet: Sheet, format: Format, now: Instant): Promise<Reply> {
  const { type, written } = formats[format]
  const name = `${sheet.title}-${dayIn(sheet.zone, now)}.${format}`
  return {
    status: 200,
    headers: {
      'content-type': type,
      'content-disposition': disposition('attachment', name),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: await primed(spooled(written(sheet))),
  }
}
