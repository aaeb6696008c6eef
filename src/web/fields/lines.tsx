import { Button } from 'antd'
import { type ClipboardEvent, useCallback, useRef } from 'react'
import { isLaidOut } from '#engine'
import { call, newKey } from '../providers/client.ts'
import { useOffice } from '../providers/office.tsx'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import { growing } from './growth.ts'
import { columnsShown, emptyLine, filledLine, fillsLine, isEmptyLine, labelsOfLine, linesIn } from './line.ts'
import { LineRow } from './line-row.tsx'
import { LinesTable } from './lines-table.tsx'
import { pastedInto } from './paste.ts'
import { useToday } from './surroundings.ts'
import { Faint } from './typed.tsx'
import type { Chosen, FieldView, InputProps, Slip } from './view.ts'

const MOST_LINES = 500

/** The lines as they stand now, whoever asks, and how to write on them; both writers stay the same from drawing to drawing. */
function useLines({ field, value, onChange }: InputProps) {
  const now = useRef({ rows: linesIn(value), onChange })
  now.current = { rows: linesIn(value), onChange }
  const change = useCallback((next: readonly Slip[], chosen?: Chosen) => {
    now.current.rows = next
    now.current.onChange(next.length ? next : null, chosen)
  }, [])
  const write = useCallback(
    (at: number, blank: string, written: unknown, chosen?: Chosen) => {
      const { rows } = now.current
      const label = typeof chosen === 'string' ? { [`${String(rows[at]?.id)}.${blank}`]: chosen } : undefined
      change(
        rows.map((row, place) => (place === at ? { ...row, [blank]: written } : row)),
        label,
      )
      const form = field.fields?.[blank]?.form
      if (!form || typeof written !== 'string' || !fillsLine(field, blank)) return
      const still = (row: Slip) => row.id === rows[at]?.id && row[blank] === written
      call<Slip>('GET', `/${form}/${encodeURIComponent(written)}`).then(
        (target) => change(now.current.rows.map((row) => (still(row) ? filledLine(field, row, blank, target) : row))),
        // What cannot be read here is copied by the desk when the slip is saved.
        () => undefined,
      )
    },
    [change, field],
  )
  return { now, change, write }
}

function LinesInput(props: InputProps) {
  const { field, name = '', slip, id } = props
  const today = useToday()
  const { now, change, write } = useLines(props)
  const { rows } = now.current
  const laidOut = isLaidOut(field)
  const { house } = useOffice()
  const columns = columnsShown(house, field, 'sheet')
  const full = laidOut || rows.length >= (field.max ?? MOST_LINES)
  const add = () => change([...now.current.rows, emptyLine(field)])
  const addAtEnd = () => {
    const last = now.current.rows.at(-1)
    if (full || (last && isEmptyLine(field, last))) return false
    add()
    return true
  }
  const paste = (event: ClipboardEvent) => {
    const next = pastedInto(event, field, now.current.rows, today)
    if (!next) return
    event.preventDefault()
    change(next)
  }
  return (
    <div
      id={id}
      role="group"
      aria-label={field.label}
      className="lines"
      onPaste={paste}
      ref={(box) => growing(box, addAtEnd)}
    >
      {rows.length > 0 && (
        <LinesTable field={field} rows={rows} writing laidOut={laidOut}>
          {rows.map((row, at) => (
            <LineRow
              key={String(row.id ?? at)}
              {...{ columns, at, name, write }}
              slip={{ ...row, labels: labelsOfLine(field, slip, name, row, at) }}
              id={`${id}-${at}`}
              {...(!laidOut && {
                remove: () => change(now.current.rows.filter((_, place) => place !== at)),
                copy: () => change(now.current.rows.toSpliced(at + 1, 0, { ...row, id: newKey() })),
              })}
            />
          ))}
        </LinesTable>
      )}
      {!laidOut && (
        <p className="lines-foot">
          <Button type="link" size="small" icon={<Glyph name="plus" />} disabled={full} onClick={add}>
            {say('blank.addLine')}
          </Button>
          <span className="faint">{say('blank.pasteHelp')}</span>
        </p>
      )}
      {rows.length === 0 && <Faint>{say('blank.noLines')}</Faint>}
    </div>
  )
}

export const lines: FieldView = {
  Input: LinesInput,
  grouped: () => true,
  Text: ({ field, name = '', value, slip, on }) => (
    <LinesTable field={field} rows={linesIn(value)} on={on} name={name} slip={slip} />
  ),
  width: 72,
}
