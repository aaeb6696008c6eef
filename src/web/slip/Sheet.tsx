import { type CSSProperties, useMemo } from 'react'
import type { Field, Resource } from '#engine'
import { type Faults, FaultsContext } from '../fields/faults.ts'
import { type Place, ROOM, type Slip } from '../fields/view.ts'
import { say } from '../words/index.ts'
import { Cell } from './Cell.tsx'
import { Foot } from './Foot.tsx'
import { Head } from './Head.tsx'
import type { Writing } from './writing.ts'
import './sheet.css'

export interface SheetProps {
  readonly resource: Resource
  readonly slip: Slip
  readonly on: Place
  /** Nothing where the sheet is only read. */
  readonly writing?: Writing | undefined
  /** Which copy this is, on paper: 第一联 财务. */
  readonly copy?: string | undefined
}

interface Section {
  readonly heading: string
  readonly rows: readonly (readonly string[])[]
}
/** The paper's rows under their headings. What the head and the foot of the sheet say is not said twice; a printed sheet has no stage. */
export function sectionsOf({ paper, form, print }: Resource, on: Place = 'sheet'): readonly Section[] {
  const boxes = Object.values(print?.sign ?? {})
  const isSaid = (name: string) => {
    const kind = form.fields[name]?.kind
    return kind === undefined || kind === 'serial' || boxes.includes(name) || (on === 'print' && kind === 'stages')
  }
  return Object.entries(paper)
    .map(([heading, rows]) => ({
      heading,
      rows: rows.flatMap((names) => legible(names.filter((name) => !isSaid(name)))),
    }))
    .filter(({ rows }) => rows.length > 0)
}

const SIDE_BY_SIDE = 4
/** More blanks than a row can show are broken into rows of the same length. */
function legible(names: readonly string[]): readonly (readonly string[])[] {
  const rows = Math.ceil(names.length / SIDE_BY_SIDE)
  const length = Math.ceil(names.length / rows)
  return Array.from({ length: rows }, (_, at) => names.slice(at * length, (at + 1) * length))
}
/** How many characters find room in a cell, by the number of blanks in its row. */
const rooms = [ROOM.row, 20, 11, 7]

/** The label cells are as wide as their longest words, the same all down the sheet, by the number of blanks in a row. */
function labelWidths({ form }: Resource, sections: readonly Section[]): CSSProperties {
  const rows = sections.flatMap((section) => section.rows)
  const longest = (labels: readonly string[], least: number, most: number) => {
    const wanted = Math.max(least, ...labels.map((name) => charactersOf(form.fields[name])))
    return `${Math.ceil(Math.min(wanted, most) * LABEL_CHARACTER + LABEL_FRAME)}px`
  }
  const later = (blanks: number) => rows.filter(({ length }) => length === blanks).flatMap(([, ...rest]) => rest)
  const first = rows.flatMap((names) => (names.length === 2 ? names : names.slice(0, 1)))
  const alone = (name: string) => form.fields[name]?.kind !== 'lines'
  return {
    '--label': longest(first.filter(alone), 6, 8),
    '--label-2': longest(later(3), 5, 8),
    '--label-3': longest(later(4), 4, 5),
  } as CSSProperties
}
const LABEL_CHARACTER = 13.02
const LABEL_FRAME = 26
/** A Latin letter or a digit takes half the room of a character; what is longer than its cell is broken in two of one length. */
const charactersOf = (field: Field | undefined) =>
  [...(field?.label ?? '')].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x100 ? 0.6 : 1), 0)

const NO_FAULTS: Faults = {}

/** The slip as it is laid out on paper: written, read and printed in the same cells. */
export function Sheet({ resource, slip, on, writing, copy }: SheetProps) {
  const sections = useMemo(() => sectionsOf(resource, on), [resource, on])
  const isVoid = slip.status === 'void'
  return (
    <FaultsContext value={writing?.faults ?? NO_FAULTS}>
      <article
        className={`sheet on-${on}`}
        aria-label={resource.form.title}
        style={on === 'sheet' ? labelWidths(resource, sections) : undefined}
      >
        <Head {...{ resource, slip, on, writing, copy }} />
        {isVoid && <VoidMark />}
        <div className="grid">
          {sections.map(({ heading, rows }) => (
            <section key={heading}>
              <h2>{heading}</h2>
              {rows.map((names) => (
                <Row key={names.join()} {...{ resource, slip, on, writing, names, heading }} />
              ))}
            </section>
          ))}
          <Foot resource={resource} slip={slip} on={on} />
        </div>
      </article>
    </FaultsContext>
  )
}

const VoidMark = () => (
  <div className="void-mark" role="img" aria-label={say('slip.void')}>
    {say('slip.void')}
  </div>
)

interface RowProps extends SheetProps {
  readonly names: readonly string[]
  readonly heading: string
}
const isWide = (names: readonly string[], field: Field) => names.length === 1 && field.kind === 'lines'

/** One row of the paper: label, value, label, value. */
function Row({ resource, slip, on, writing, names, heading }: RowProps) {
  const blanks = names.flatMap((name) => {
    const field = resource.form.fields[name]
    return field ? [[name, field] as const] : []
  })
  const wide = blanks.some(([, field]) => isWide(names, field))
  return (
    <dl className={wide ? 'row wide' : 'row'} data-blanks={blanks.length}>
      {blanks.map(([name, field]) => (
        <Cell
          key={name}
          {...{ field, name, slip, on, wide }}
          resource={resource.form.name}
          value={slip[name]}
          write={writing?.writable.has(name) ? writing.write : undefined}
          leave={writing?.leave}
          fault={writing?.faults[name]}
          room={rooms[blanks.length - 1] ?? ROOM.row}
          unlabelled={wide && field.label === heading}
        />
      ))}
    </dl>
  )
}
