import type { ClipboardEvent } from 'react'
import { type Day, type Field, isLaidOut } from '#engine'
import { viewOf } from './index.ts'
import { emptyLine } from './line.ts'
import type { Slip } from './view.ts'

/** Rows and columns as a spreadsheet puts them on the clipboard, quoted cells included. */
export function cellsIn(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y
  let at = 0
  while (at <= text.length) {
    cell.lastIndex = at
    const [whole = '', quoted, bare = ''] = cell.exec(text) ?? []
    rows.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    at += whole.length
    const end = /^(\t|\r\n|\r|\n)/.exec(text.slice(at, at + 2))?.[0]
    if (end === undefined) break
    at += end.length
    if (end !== '\t') rows.push([])
  }
  const last = rows.at(-1)
  return last?.length === 1 && last[0] === '' ? rows.slice(0, -1) : rows
}

/** The lines after a block was pasted at the cell in which the cursor stands; nothing where it is no block. */
export function pastedInto(
  event: ClipboardEvent,
  field: Field,
  rows: readonly Slip[],
  today: Day,
): readonly Slip[] | undefined {
  const cells = cellsIn(event.clipboardData.getData('text/plain'))
  if (cells.length < 2 && (cells[0]?.length ?? 0) < 2) return undefined
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('td[data-blank]') : null
  return withBlock(
    field,
    rows,
    cells,
    { at: Number(cell?.dataset.at ?? rows.length), blank: cell?.dataset.blank },
    today,
  )
}

interface Corner {
  readonly at: number
  readonly blank: string | undefined
}
/** Writes the block over the lines from its corner on; computed columns are passed by, missing lines are added where people add lines at all. */
export function withBlock(
  field: Field,
  rows: readonly Slip[],
  cells: readonly (readonly string[])[],
  corner: Corner,
  today: Day,
): readonly Slip[] {
  const columns = Object.entries(field.fields ?? {}).filter(([, { compute, by }]) => !compute && by === 'hand')
  const first = Math.max(
    0,
    columns.findIndex(([blank]) => blank === corner.blank),
  )
  const made = [...rows]
  cells.forEach((row, down) => {
    const line: Record<string, unknown> = { ...(made[corner.at + down] ?? emptyLine(field)) }
    row.forEach((text, right) => {
      const [blank, one] = columns[first + right] ?? []
      if (blank && one) line[blank] = readCell(one, text, today)
    })
    made[corner.at + down] = line
  })
  return made.slice(0, isLaidOut(field) ? rows.length : (field.max ?? 500))
}
const readCell = (field: Field, text: string, today: Day): unknown => {
  const { read } = viewOf(field)
  return read ? read(text.trim(), field, today) : text.trim() === '' ? null : text.trim()
}
