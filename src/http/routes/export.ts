import { dayIn, fieldsOf, refuse } from '#engine'
import type { Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { type Errand, paramOf, paramsBut } from '../errand.ts'
import { disposition } from '../files/disposition.ts'
import { cellsOf } from '../sheets/cells.ts'
import { csvOf } from '../sheets/csv.ts'
import { primed } from '../sheets/primed.ts'
import type { Column, Sheet } from '../sheets/sheet.ts'
import { spooled } from '../sheets/spool.ts'
import { xlsxOf } from '../sheets/xlsx.ts'

const formats = {
  csv: { type: 'text/csv; charset=utf-8', written: csvOf },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    written: (sheet: Sheet) => xlsxOf(sheet),
  },
}
type Format = keyof typeof formats
const isFormat = (format: string | undefined): format is Format =>
  format !== undefined && Object.hasOwn(formats, format)

/** Every matching row of a list, in one file. */
export const exportRoutes = ({ at }: Door, counter: Counter): Route[] => [
  at('GET', '/api/:resource/export', async (errand) => {
    const format = paramOf(errand.query, 'format')
    if (!isFormat(format)) return refuse(400, '「format」须为 csv 或 xlsx')
    const sheet = await sheetOf(errand, format, counter)
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

/** What is exported; its first rows are fetched at once, so that what goes wrong is a refusal and no broken file. */
async function sheetOf({ param, query, visitor }: Errand, format: Format, { desk }: Counter): Promise<Sheet> {
  const asked = await desk.exporting(param('resource'), paramsBut(query, 'format'), visitor)
  const { resource, sums, words } = asked
  const fields = fieldsOf(desk.house, resource)
  const columns = asked.columns.flatMap((name): Column[] => {
    const field = fields[name]
    return field ? [{ name, field, summed: sums.includes(name) }] : []
  })
  const cells = format === 'csv' ? cellsOf(columns) : undefined
  const lines = cells && desk.store.lines?.(asked.selection, asked.query, cells, desk.ports.zone)
  return {
    title: resource.form.title,
    columns,
    rows: lines ? asked.rows : await primed(asked.rows),
    lines: lines && (await primed(lines)),
    zone: desk.ports.zone,
    note: { company: desk.house.company, by: visitor.user.name, at: visitor.now, filter: words },
  }
}
