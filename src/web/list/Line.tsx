import type { Column as TableColumn } from '@tanstack/react-table'
import { type MouseEvent, memo } from 'react'
import { Link } from 'react-router'
import type { Resource, Slip } from '#engine'
import { viewOf } from '../fields/index.ts'
import { isBlank, labelIn } from '../fields/view.ts'
import { say } from '../words/index.ts'
import type { Column } from './columns.ts'

interface LineProps {
  readonly slip: Slip
  readonly resource: Resource
  readonly columns: readonly TableColumn<Slip>[]
  readonly at: number
  readonly isActive: boolean
  readonly isSelected: boolean
  onToggle(slip: Slip): void
  onOpen(slip: Slip, inTab: boolean): void
  onMenu(slip: Slip, at: Element): void
}
export const addressOf = (resource: Resource, { id }: Slip) => `/${resource.form.name}/${encodeURIComponent(id)}`

const isOwnBusiness = ({ target }: MouseEvent) =>
  target instanceof Element && target.closest('a, button, input, label') !== null
const isReading = () => (getSelection()?.toString() ?? '') !== ''

/** One slip as a line of the table: the whole line opens it. */
export const Line = memo(function Line(props: LineProps) {
  const { slip, resource, columns, at, isActive, isSelected, onToggle, onOpen, onMenu } = props
  const what = labelIn(slip, 'id') ?? slip.id
  const [first, ...rest] = columns
  return (
    <tr
      id={`row-${slip.id}`}
      className={isActive ? 'active' : undefined}
      aria-rowindex={at}
      aria-selected={isSelected}
      onClick={(event) => !isOwnBusiness(event) && !isReading() && onOpen(slip, event.ctrlKey || event.metaKey)}
      onAuxClick={(event) => event.button === 1 && !isOwnBusiness(event) && onOpen(slip, true)}
    >
      <td className="pin pick">
        <input
          type="checkbox"
          aria-label={say('list.select', { what })}
          checked={isSelected}
          onChange={() => onToggle(slip)}
        />
      </td>
      {first && (
        <td className={`pin lead${alignOf(first)}`}>
          <Link to={addressOf(resource, slip)} tabIndex={-1}>
            <Lead slip={slip} column={first.columnDef.meta?.column} />
          </Link>
        </td>
      )}
      {rest.map((column) => (
        <td key={column.id} className={alignOf(column).trim() || undefined}>
          <Cell slip={slip} column={column.columnDef.meta?.column} />
        </td>
      ))}
      <td />
      <td className="pin tail">
        <button
          type="button"
          className="plain row-menu"
          tabIndex={-1}
          aria-haspopup="menu"
          aria-label={say('list.rowMenu', { what })}
          onClick={({ currentTarget }) => onMenu(slip, currentTarget)}
        >
          ···
        </button>
      </td>
    </tr>
  )
})
const alignOf = (column: TableColumn<Slip>) => (column.columnDef.meta?.column.align === 'right' ? ' right' : '')

/** What a line is called: by its first column, or where nothing stands there, by its own label. */
export function Lead({ slip, column }: { slip: Slip; column: Column | undefined }) {
  const isUnwritten = column !== undefined && isBlank(slip[column.name])
  if (!isUnwritten) return <Cell slip={slip} column={column} />
  const label = labelIn(slip, 'id') ?? ''
  return <span className="faint">{/（(.+)）$/.exec(label)?.[1] ?? label}</span>
}

export function Cell({ slip, column }: { slip: Slip; column: Column | undefined }) {
  if (!column) return null
  const { Text } = viewOf(column.field)
  return <Text field={column.field} name={column.name} value={slip[column.name]} slip={slip} on="list" />
}
