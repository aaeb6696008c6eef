import { clockIn, kinds, printed, type Row } from '#engine'
import { type Column, labelIn, type Sheet } from './sheet.ts'

const CHUNK = 64 * 1024
const BOM = '\ufeff'

/** The list as CSV: UTF-8 with its mark, so that a spreadsheet reads Chinese, and a piece at a time. */
export async function* csvOf({ columns, rows, zone }: Sheet): AsyncGenerator<Uint8Array> {
  const cells = columns.map((column) => cellOf(column, zone))
  let text = BOM + lineOf(columns.map(({ field }) => quoted(harmless(field.label))))
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
      return (row) => quoted(kept(harmless(printed(field, row[name], labelIn(row, name)))))
  }
}

/** A text that a spreadsheet would take for a formula is led by an apostrophe; so are the wide signs of Chinese keyboards. */
const harmless = (text: string) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)
/** Digits that are no number (a telephone, a room `3-2-12`) end in a tab, so that a spreadsheet leaves them as text. */
const kept = (text: string) => (/^[\d\s.,:/-]*\d[\d\s.,:/-]*$|^\d+(?:\.\d+)?e\d+$/i.test(text) ? `${text}\t` : text)
const quoted = (text: string) => (/[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
