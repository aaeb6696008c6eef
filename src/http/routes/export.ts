import { dayIn, fieldsOf, refuse } from '#engine'
import type { Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { type Errand, paramOf, paramsBut } from '../errand.ts'
import { disposition } from '../files/disposition.ts'
import { csvOf } from '../sheets/csv.ts'
import { primed } from '../sheets/primed.ts'
import type { Sheet } from '../sheets/sheet.ts'
import { spooled } from '../sheets/spool.ts'
import { xlsxOf } from '../sheets/xlsx.ts'

const formats = {
  csv: { type: 'text/csv; charset=utf-8', written: csvOf },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    written: (sheet: Sheet) => xlsxOf(sheet),
  },
}
const isFormat = (format: string | undefined): format is keyof typeof formats =>
  format !== undefined && Object.hasOwn(formats, format)

/** Every matching row of a list, in one file. */
export const exportRoutes = ({ at }: Door, counter: Counter): Route[] => [
  at('GET', '/api/:resource/export', async (errand) => {
    const format = paramOf(errand.query, 'format')
    if (!isFormat(format)) return refuse(400, '「format」须为 csv 或 xlsx')
    const sheet = await sheetOf(errand, counter)
    const { type, written } = formats[format]
    const name = `${sheet.title}-${dayIn(sheet.zone, errand.visitor.now)}.${format}`
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
  }),
]

async function sheetOf({ param, query, visitor }: Errand, { desk }: Counter): Promise<Sheet> {
  const asked = await desk.exporting(param('resource'), paramsBut(query, 'format'), visitor)
  const { resource, columns, rows, words, sums } = asked
  const fields = fieldsOf(desk.house, resource)
  return {
    title: resource.form.title,
    columns: columns.flatMap((name) =>
      fields[name] ? [{ name, field: fields[name], summed: sums.includes(name) }] : [],
    ),
    rows: await primed(rows),
    zone: desk.ports.zone,
    note: { company: desk.house.company, by: visitor.user.name, at: visitor.now, filter: words },
  }
}
