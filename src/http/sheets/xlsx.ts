import { clockIn, kinds, printed, type Row } from '#engine'
import { type Column, labelIn, type Sheet } from './sheet.ts'
import { contentTypes, relations, rootRelations, STYLES, styleOf, workbook } from './workbook.ts'
import { type Part, zipped } from './zip.ts'

/** What Excel takes on one sheet, its head included. */
const MOST_ROWS = 1_048_576
const LONGEST_TEXT = 32_767

interface Count {
  rows: number
  readonly sums: Map<string, number>
}

/** The list as a workbook: typed cells under a bold, frozen head, and a second sheet that says what it is. */
export const xlsxOf = (sheet: Sheet, most = MOST_ROWS): AsyncGenerator<Uint8Array> => zipped(partsOf(sheet, most))

async function* partsOf(sheet: Sheet, most: number): AsyncGenerator<Part> {
  const count: Count = {
    rows: 0,
    sums: new Map(sheet.columns.filter(({ summed }) => summed).map(({ name }) => [name, 0])),
  }
  const source = { rows: linesOf(sheet, count), over: false }
  const names: string[] = []
  do {
    names.push(names.length === 0 ? titleOf(sheet.title) : `${titleOf(sheet.title)} ${names.length + 1}`)
    yield { name: `xl/worksheets/sheet${names.length}.xml`, text: worksheet(sheet.columns, source, most) }
  } while (!source.over)
  names.push('说明')
  yield { name: `xl/worksheets/sheet${names.length}.xml`, text: [noteSheet(sheet, count)] }
  yield { name: 'xl/workbook.xml', text: [workbook(names.map(escaped))] }
  yield { name: 'xl/_rels/workbook.xml.rels', text: [relations(names.length)] }
  yield { name: 'xl/styles.xml', text: [STYLES] }
  yield { name: '_rels/.rels', text: [rootRelations] }
  yield { name: '[Content_Types].xml', text: [contentTypes(names.length)] }
}

/** One batch of records as rows of cells without their row numbers' tags; counts and sums as it goes. */
async function* linesOf({ columns, rows, zone }: Sheet, count: Count): AsyncGenerator<(at: number) => string> {
  const cells = columns.map((column, at) => cellOf(column, letterOf(at), zone))
  for await (const some of rows)
    for (const row of some) {
      count.rows += 1
      for (const [name, sum] of count.sums) count.sums.set(name, sum + Number(row[name] ?? 0))
      yield (at) => `<row r="${at}">${cells.map((cell) => cell(row, at)).join('')}</row>`
    }
}

interface Source {
  readonly rows: AsyncGenerator<(at: number) => string>
  over: boolean
}
/** One worksheet, as many rows as Excel takes. */
async function* worksheet(columns: readonly Column[], source: Source, most: number): AsyncGenerator<string> {
  const head = columns.map(({ field }, at) => textCell(letterOf(at), 1, field.label, styleOf.head)).join('')
  let text = `${OPENING}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map(widthOf).join('')}</cols><sheetData><row r="1">${head}</row>`
  for (let at = 2; at <= most; at += 1) {
    const { value, done } = await source.rows.next()
    if (done) {
      source.over = true
      break
    }
    text += value(at)
    if (text.length > 64 * 1024) {
      yield text
      text = ''
    }
  }
  yield `${text}</sheetData></worksheet>`
}
const OPENING =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

/** How one column is written, each kind with the type of its cells. */
function cellOf({ name, field }: Column, letter: string, zone: string): (row: Row, at: number) => string {
  const number = (style: number, worked: (value: never) => number | string) => (row: Row, at: number) =>
    row[name] == null ? '' : `<c r="${letter}${at}" s="${style}"><v>${worked(row[name] as never)}</v></c>`
  switch (kinds[field.kind].cell) {
    case 'money':
      return number(styleOf.money, (fen: number) => (fen / 100).toFixed(2))
    case 'number':
      return number(styleOf.number, (value: number) => value)
    case 'percent':
      return number(styleOf.percent, (value: number) => value / 100)
    case 'day':
      return number(styleOf.day, (day: string) => serialOf(`${day}T00:00:00`))
    case 'instant':
      return number(styleOf.instant, (instant: string) => serialOf(clockIn(zone, instant).replace(' ', 'T')))
    default:
      return (row, at) => {
        const text = printed(field, row[name], labelIn(row, name))
        return text === '' ? '' : textCell(letter, at, text, styleOf.text)
      }
  }
}
/** Days since 30 December 1899, as spreadsheets count them. */
const serialOf = (wall: string) => Date.parse(`${wall}Z`) / 86_400_000 + 25_569

const textCell = (letter: string, at: number, text: string, style: number) =>
  `<c r="${letter}${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
const outside = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu
const escaped = (text: string) =>
  text
    .slice(0, LONGEST_TEXT)
    .replace(outside, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const letterOf = (at: number): string =>
  (at < 26 ? '' : letterOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
const WIDTHS: Readonly<Record<string, number>> = { number: 12, money: 14, percent: 10, day: 12, instant: 19 }
function widthOf({ field }: Column, at: number): string {
  const cell = WIDTHS[kinds[field.kind].cell] ?? (field.kind === 'note' ? 40 : 18)
  return `<col min="${at + 1}" max="${at + 1}" width="${Math.max(cell, field.label.length * 2 + 2)}" customWidth="1"/>`
}
/** A sheet's name: at most 31 characters, without the signs that Excel keeps for itself. */
const titleOf = (title: string) =>
  title
    .replace(/[[\]:*?/\\'\s]+/g, ' ')
    .trim()
    .slice(0, 27)

/** Who, when, which filter, how many rows, and the sums. */
function noteSheet({ title, columns, zone, note }: Sheet, { rows, sums }: Count): string {
  const said: readonly (readonly [string, string, number?])[] = [
    ['公司', textCell('B', 1, note.company, styleOf.text)],
    ['单据', textCell('B', 2, title, styleOf.text)],
    ['导出人', textCell('B', 3, note.by, styleOf.text)],
    ['导出时间', textCell('B', 4, clockIn(zone, note.at), styleOf.text)],
    ['筛选条件', textCell('B', 5, note.filter || '全部', styleOf.text)],
    ['行数', `<c r="B6" s="${styleOf.number}"><v>${rows}</v></c>`],
    ...columns
      .filter(({ summed }) => summed)
      .map((column, at) => [`${column.field.label}合计`, sumCell(column, at + 7, sums)] as const),
  ]
  const lines = said.map(
    ([label, cell], at) => `<row r="${at + 1}">${textCell('A', at + 1, label, styleOf.head)}${cell}</row>`,
  )
  return `${OPENING}<cols><col min="1" max="1" width="16" customWidth="1"/><col min="2" max="2" width="60" customWidth="1"/></cols><sheetData>${lines.join('')}</sheetData></worksheet>`
}
function sumCell({ name, field }: Column, at: number, sums: ReadonlyMap<string, number>): string {
  const sum = sums.get(name) ?? 0
  const money = kinds[field.kind].cell === 'money'
  return `<c r="B${at}" s="${money ? styleOf.money : styleOf.number}"><v>${money ? (sum / 100).toFixed(2) : Math.round(sum * 1e6) / 1e6}</v></c>`
}
