import type { PGlite } from '@electric-sql/pglite'
import type { Row } from '#engine'
import { quoted } from './names.ts'
import type { Column, Table } from './tables.ts'

/** Copies lines of text into a table of the database in this process, within the transaction that is open. */
export type CopyIn = (text: string, lines: Uint8Array) => Promise<unknown>
export const copyInto =
  (lite: PGlite): CopyIn =>
  (text, lines) =>
    lite.query(text, [], { blob: new Blob([lines as Uint8Array<ArrayBuffer>]) })

const NOTHING = '\\N'
/** Whatever would end a cell or a line, or lead an escape. */
const SPECIAL = /[\\\n\r\t]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escaped = (text: string) =>
  SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? sign) : text

function cell(value: unknown, { family }: Column): string {
  if (value === null || value === undefined) return NOTHING
  if (family === 'json') return escaped(JSON.stringify(value))
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  return typeof value === 'string' ? escaped(value) : String(value)
}

/** So much room is taken for lines at a time. */
const ROOM = 1 << 20
/** Rows as the lines that `COPY` reads; `follows` says what a column is that nobody writes. */
export function copyLines(
  columns: readonly Column[],
  rows: readonly Row[],
  follows: (column: Column, row: Row) => unknown,
): Uint8Array<ArrayBuffer> {
  let lines = Buffer.allocUnsafe(ROOM)
  let at = 0
  for (const row of rows) {
    let line = ''
    for (const column of columns)
      line += (line === '' ? '' : '\t') + cell(column.follows ? follows(column, row) : row[column.name], column)
    if (lines.length - at < line.length * 3 + 1)
      lines = Buffer.concat([lines.subarray(0, at)], lines.length + line.length * 3 + ROOM)
    at += lines.write(line, at)
    at += lines.write('\n', at)
  }
  return lines.subarray(0, at)
}
export const copyText = (table: Table, columns: readonly Column[]) =>
  `copy ${table.sql} (${columns.map(({ name }) => quoted(name)).join(', ')}) from '/dev/blob'`
