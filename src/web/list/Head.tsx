import type { Header, Row, Table } from '@tanstack/react-table'
import { Popover } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import type { Slip } from '#engine'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import { Editor } from './filters/Editor.tsx'
import { filtersOn, withFilters } from './filters/saying.ts'
import type { Selection } from './selection.ts'
import type { ListControl } from './use-list.ts'

interface HeadProps {
  readonly control: ListControl
  readonly table: Table<Slip>
  readonly selection: Selection
  readonly rows: readonly Row<Slip>[]
}

/** The heads of the columns: what they are called, how the list is sorted and narrowed by them, how wide they are. */
export function Head({ control, table, selection, rows }: HeadProps) {
  const ticked = rows.filter(({ id }) => selection.has(id)).length
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          <th className="pin pick">
            <input
              type="checkbox"
              aria-label={say('list.selectAll')}
              disabled={rows.length === 0}
              checked={rows.length > 0 && ticked === rows.length}
              ref={(box) => {
                if (box) box.indeterminate = ticked > 0 && ticked < rows.length
              }}
              onChange={() => selection.toggleAll(rows.map(({ original }) => original))}
            />
          </th>
          {group.headers.map((header, at) => (
            <HeadCell key={header.id} control={control} header={header} first={at === 0} />
          ))}
          <th aria-hidden="true" />
          <th className="pin tail">
            <span className="unseen">{say('list.actions')}</span>
          </th>
        </tr>
      ))}
    </thead>
  )
}

const STEP = 16
const directions = { asc: 'ascending', desc: 'descending' } as const

function HeadCell({ control, header, first }: { control: ListControl; header: Header<Slip, unknown>; first: boolean }) {
  const { column } = header
  const sorted = column.getIsSorted()
  const label = String(column.columnDef.header)
  const right = column.columnDef.meta?.column.align === 'right'
  const widen = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0
    if (by === 0) return
    event.preventDefault()
    header.getContext().table.setColumnSizing({ [column.id]: column.getSize() + by })
  }
  return (
    <th
      scope="col"
      className={`${first ? 'pin lead' : ''}${right ? ' right' : ''}`.trim() || undefined}
      aria-sort={sorted ? directions[sorted] : column.getCanSort() ? 'none' : undefined}
    >
      <span className="head">
        {column.getCanSort() ? (
          <button
            type="button"
            className="plain sort"
            title={say('list.sortBy', { label })}
            onClick={column.getToggleSortingHandler()}
          >
            <span className="one-line">{label}</span>
            {sorted && (
              <Order desc={sorted === 'desc'} at={control.state.sort.length > 1 ? column.getSortIndex() + 1 : 0} />
            )}
          </button>
        ) : (
          <span className="one-line">{label}</span>
        )}
        <HeadFilter control={control} header={header} label={label} />
      </span>
      <span
        role="separator"
        aria-orientation="vertical"
        aria-label={say('list.resize', { label })}
        aria-valuenow={column.getSize()}
        tabIndex={0}
        className={column.getIsResizing() ? 'resize on' : 'resize'}
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
        onKeyDown={widen}
      />
    </th>
  )
}

const Order = ({ desc, at }: { desc: boolean; at: number }) => (
  <span className="order" aria-hidden="true">
    {desc ? '↓' : '↑'}
    {at > 0 && <sup>{at}</sup>}
  </span>
)

function HeadFilter({
  control,
  header,
  label,
}: {
  control: ListControl
  header: Header<Slip, unknown>
  label: string
}) {
  const [open, setOpen] = useState(false)
  const { state, reading, change } = control
  const column = header.column.columnDef.meta?.column
  if (!column) return null
  const own = filtersOn(state.filters, column.name)
  return (
    <Popover
      trigger="click"
      placement="bottom"
      arrow={false}
      destroyOnHidden
      open={open}
      onOpenChange={setOpen}
      content={
        <Editor
          resource={reading.resource}
          name={column.name}
          field={column.field}
          own={own}
          onChange={(next) => change({ filters: withFilters(state.filters, column.name, next) })}
        />
      }
    >
      <button
        type="button"
        className={`plain head-filter${own.length > 0 ? ' on' : ''}${open ? ' open' : ''}`}
        aria-label={say('list.filterBy', { label })}
        aria-expanded={open}
      >
        <Glyph name="funnel" />
      </button>
    </Popover>
  )
}
