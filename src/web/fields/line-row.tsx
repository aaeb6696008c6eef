import { Button } from 'antd'
import { memo } from 'react'
import type { Field } from '#engine'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import { useFaults } from './faults.ts'
import { viewOf } from './index.ts'
import { sameLine } from './line.ts'
import { type Chosen, ROOM, type Slip } from './view.ts'

interface RowProps {
  readonly columns: readonly (readonly [string, Field])[]
  /** The line with the labels of its own references. */
  readonly slip: Slip
  readonly at: number
  readonly name: string
  readonly id: string
  readonly write: (at: number, blank: string, value: unknown, chosen?: Chosen) => void
  /** Nothing where the office lays out the lines. */
  readonly remove?: () => void
  readonly copy?: () => void
}

/** One line being written; drawn again only when its own cells change. */
export const LineRow = memo(
  ({ columns, slip, at, name, id, write, remove, copy }: RowProps) => (
    <tr>
      <td className="line-at">{at + 1}</td>
      {columns.map(([blank, one]) => (
        <Cell
          key={blank}
          {...{ blank, at, slip, write }}
          field={one}
          id={`${id}-${blank}`}
          path={`${name}.${at}.${blank}`}
        />
      ))}
      {remove && copy && (
        <td className="line-do">
          <IconButton icon={<Glyph name="copy" />} label={say('blank.copyLine', { at: at + 1 })} press={copy} />
          <IconButton icon={<Glyph name="bin" />} label={say('blank.removeLine', { at: at + 1 })} press={remove} />
        </td>
      )}
    </tr>
  ),
  (old, next) =>
    old.at === next.at &&
    sameLine(withoutLabels(old.slip), withoutLabels(next.slip)) &&
    sameLabels(old.slip, next.slip),
)
const withoutLabels = ({ labels: _, ...line }: Slip) => line
const sameLabels = (one: Slip, other: Slip) => sameLine(one.labels as Slip, other.labels as Slip)

const IconButton = ({ icon, label, press }: { icon: React.ReactNode; label: string; press: () => void }) => (
  <Button type="text" size="small" tabIndex={-1} icon={icon} aria-label={label} title={label} onClick={press} />
)

interface CellProps extends Pick<RowProps, 'slip' | 'at' | 'id' | 'write'> {
  readonly field: Field
  readonly blank: string
  readonly path: string
}
function Cell({ field, blank, at, id, path, slip, write }: CellProps) {
  const fault = useFaults()[path]
  const { Input, Text, align } = viewOf(field)
  const label = say('blank.lineAt', { at: at + 1, label: field.label })
  const shared = { field, name: blank, value: slip[blank], slip, on: 'list' as const }
  return (
    <td
      data-label={field.label}
      data-at={at}
      data-blank={blank}
      data-fault={fault ? true : undefined}
      className={align === 'right' ? 'figures' : undefined}
    >
      {Input && !field.compute && field.by === 'hand' ? (
        <Input
          {...shared}
          id={id}
          label={label}
          room={ROOM.line}
          invalid={fault !== undefined}
          describedBy={fault ? `${id}-fault` : undefined}
          onChange={(value, chosen) => write(at, blank, value, chosen)}
        />
      ) : (
        <Text {...shared} />
      )}
      {fault && (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </td>
  )
}
