import type { ReactNode } from 'react'
import type { Field } from '#engine'
import { useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { viewOf } from './index.ts'
import { columnsShown, labelsOfLine } from './line.ts'
import { summed, sumOf } from './money.tsx'
import { Faint } from './typed.tsx'
import type { Place, Slip } from './view.ts'

interface TableProps {
  readonly field: Field
  readonly rows: readonly Slip[]
  readonly name?: string
  readonly slip?: Slip | undefined
  readonly on?: Place | undefined
  readonly writing?: boolean
  /** The office lists the lines: there is nothing to add, to copy or to take away. */
  readonly laidOut?: boolean
  readonly children?: ReactNode
}
type Columns = readonly (readonly [string, Field])[]

/** The small table inside the slip: a head that repeats on every printed page, its lines, the sums of money at the foot. */
export function LinesTable({ field, rows, name = '', slip, on, writing, laidOut, children }: TableProps) {
  const { house } = useOffice()
  const columns = columnsShown(house, field, on)
  if (on === 'list') return <>{rows.length}</>
  if (rows.length === 0) return <Faint>{say('blank.noLines')}</Faint>
  const sums = rows.length > 1 ? summed(columns) : []
  return (
    <div className="line-scroll">
      <table className={classOf(columns, writing)} aria-label={field.label}>
        <Head {...{ columns, writing, on }} acts={writing && !laidOut} />
        <tbody>
          {children ??
            rows.map((row, at) => (
              <Read
                key={String(row.id ?? at)}
                {...{ at, columns, on }}
                slip={{ ...row, labels: labelsOfLine(field, slip, name, row, at) }}
              />
            ))}
        </tbody>
        {sums.length > 0 && <Foot {...{ columns, rows, sums }} acts={writing && !laidOut} />}
      </table>
    </div>
  )
}

const figures = (field: Field) => (viewOf(field).align === 'right' ? 'figures' : undefined)
const MANY_COLUMNS = 8
const classOf = (columns: Columns, writing: boolean | undefined) =>
  ['line-table', writing && 'writing', columns.length > MANY_COLUMNS && 'many'].filter(Boolean).join(' ')
/** On the screen a kind knows its width; on paper the words themselves share what there is. */
const widthOf = (field: Field, on: Place | undefined) => {
  const { width } = viewOf(field)
  return width === undefined || field.kind === 'note' || on === 'print' ? undefined : { width }
}
interface HeadProps {
  readonly columns: Columns
  readonly writing: boolean | undefined
  readonly on: Place | undefined
  readonly acts: boolean | undefined
}
const Head = ({ columns, writing, on, acts }: HeadProps) => (
  <thead>
    <tr>
      <th className="line-at">{say('blank.at')}</th>
      {columns.map(([blank, field]) => (
        <th key={blank} className={figures(field)} style={widthOf(field, on)}>
          {field.label}
          {writing && field.by === 'hand' && !field.optional && <span className="must" aria-hidden="true" />}
        </th>
      ))}
      {acts && <td className="line-do" />}
    </tr>
  </thead>
)

interface FootProps {
  readonly columns: Columns
  readonly rows: readonly Slip[]
  readonly sums: readonly string[]
  readonly acts?: boolean | undefined
}
const Foot = ({ columns, rows, sums, acts }: FootProps) => (
  <tfoot>
    <tr>
      <th scope="row" className="line-at">
        {say('blank.sum')}
      </th>
      {columns.map(([blank, field]) => (
        <td key={blank} data-label={field.label} className="figures">
          {sums.includes(blank) && viewOf(field).Text({ field, value: sumOf(rows, blank), on: 'list' })}
        </td>
      ))}
      {acts && <td className="line-do" />}
    </tr>
  </tfoot>
)

interface ReadProps {
  readonly slip: Slip
  readonly at: number
  readonly columns: Columns
  readonly on: Place | undefined
}
/** One line as it reads. */
const Read = ({ slip, at, columns, on }: ReadProps) => (
  <tr>
    <td className="line-at">{at + 1}</td>
    {columns.map(([blank, field]) => {
      const { Text } = viewOf(field)
      return (
        <td key={blank} data-label={field.label} className={figures(field)}>
          <Text field={field} name={blank} value={slip[blank]} slip={slip} on={field.kind === 'money' ? 'list' : on} />
        </td>
      )
    })}
  </tr>
)
