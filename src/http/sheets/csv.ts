import { clockIn, kinds, printed, type Row } from '#engine'
import { plainText, quoted } from './plain.ts'
import { type Column, labelIn, type Sheet } from './sheet.ts'

const CHUNK = 64 * 1024
const BOM = '\ufeff'

/** The list as CSV: UTF-8 with its mark, so that a spreadsheet reads Chinese, and a piece at a time. */
export async function* csvOf({ columns, rows, zone, lines }: Sheet): AsyncGenerator<Uint8Array> {
  const head = BOM + lineOf(columns.map(({ field }) => quoted(plainText(field.label))))
  if (lines) {
    yield Buffer.from(head)
    yield* lines
    return
  }
  const cells = columns.map((column) => cellOf(column, zone))
  let text = head
  for await (const some of rows) {
    for (const row of some) text += lineOf(cells.map((cell) => cell(row)))
    if (text.length < CHUNK) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text) yield Buffer.from(text)
}
const lineOf = (cells: readonly string[]) => `${cells.join(',')}\r\n`

/** How one column is written; numbers and days as a spreadsheet reads them, everything else as text. */
function cellOf({ name, field }: Column, zone: string): (row: Row) => string {
  switch (kinds[field.kind].cell) {
    case 'money':
      return (row) => (row[name] == null ? '' : (Number(row[name]) / 100).toFixed(2))
    case 'number':
    case 'day':
      return (row) => (row[name] == null ? '' : String(row[name]))
    case 'percent':
      return (row) => (row[name] == null ? '' : `${row[name]}%`)
    case 'instant':
      return (row) => (row[name] == null ? '' : clockIn(zone, String(row[name])))
    default:
      return (row) => quoted(plainText(printed(field, row[name], labelIn(row, name))))
  }
}
