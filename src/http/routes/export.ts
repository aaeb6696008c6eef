import { fieldsOf } from '#engine'
import type { Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { type Errand, paramsBut } from '../errand.ts'
import { cellsOf } from '../sheets/cells.ts'
import { type Format, fileOf, formatOf } from '../sheets/file.ts'
import { primed } from '../sheets/primed.ts'
import type { Column, Sheet } from '../sheets/sheet.ts'

/** Every matching row of a list, in one file. */
export const exportRoutes = ({ at }: Door, counter: Counter): Route[] => [
  at('GET', '/api/:resource/export', async (errand) => {
    const format = formatOf(errand.query)
    return fileOf(await sheetOf(errand, format, counter), format, errand.visitor.now)
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
