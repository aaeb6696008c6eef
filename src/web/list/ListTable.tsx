import type { Table } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useCallback, useRef, useState } from 'react'
import type { Slip, Totals } from '#engine'
import { useAppearance } from '../theme/appearance.tsx'
import { say } from '../words/index.ts'
import { Foot } from './Foot.tsx'
import { Head } from './Head.tsx'
import { useRowKeys } from './keys.ts'
import { Line } from './Line.tsx'
import type { Selection } from './selection.ts'
import { MENU_WIDTH, SELECT_WIDTH } from './table.ts'
import type { ListControl } from './use-list.ts'

const HEIGHTS = { middle: 36, compact: 28 } as const
/** So many rows are drawn before and after those in sight; more would be more than a quick scroll can draw in a frame. */
const AROUND = 1

export interface TableProps {
  readonly control: ListControl
  readonly table: Table<Slip>
  readonly selection: Selection
  readonly totals: Totals | undefined
  readonly total: number
  onOpen(slip: Slip, inTab: boolean): void
  onMenu(slip: Slip, at: Element): void
}

/** The ruled table, to the bottom edge: head and sums stay, and only the rows in sight are drawn. */
export function ListTable({ control, table, selection, totals, total, onOpen, onMenu }: TableProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const { density } = useAppearance()
  const rows = table.getRowModel().rows
  const [active, setActive] = useState(-1)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: useCallback(() => HEIGHTS[density], [density]),
    overscan: AROUND,
    initialRect: { width: 1200, height: 720 },
    scrollPaddingStart: HEIGHTS[density],
    scrollPaddingEnd: HEIGHTS[density],
  })
  const keys = useRowKeys({
    count: rows.length,
    active,
    setActive: (at) => {
      setActive(at)
      virtual.scrollToIndex(at)
    },
    onOpen: (at, inTab) => rows[at] && onOpen(rows[at].original, inTab),
    onToggle: (at) => rows[at] && selection.toggle(rows[at].original),
  })
  const lines = virtual.getVirtualItems()
  const before = lines[0]?.start ?? 0
  const after = virtual.getTotalSize() - (lines.at(-1)?.end ?? 0)
  const columns = table.getVisibleLeafColumns()
  const width = SELECT_WIDTH + MENU_WIDTH + columns.reduce((sum, column) => sum + column.getSize(), 0)
  return (
    <div className="list-scroll" ref={scroll}>
      <table
        role="grid"
        tabIndex={0}
        className="list-table"
        style={{ minWidth: width, '--pin': `${SELECT_WIDTH}px` } as CSSProperties}
        aria-label={say('list.grid', { what: control.reading.resource.form.title })}
        aria-rowcount={total}
        aria-multiselectable
        aria-activedescendant={active >= 0 && rows[active] ? `row-${rows[active].id}` : undefined}
        onKeyDown={keys}
      >
        <colgroup>
          <col style={{ width: SELECT_WIDTH }} />
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.getSize() }} />
          ))}
          <col />
          <col style={{ width: MENU_WIDTH }} />
        </colgroup>
        <Head control={control} table={table} selection={selection} rows={rows} />
        <tbody>
          <Gap height={before} />
          {lines.map(({ index }) => {
            const row = rows[index]
            return row ? (
              <Line
                key={row.id}
                slip={row.original}
                resource={control.reading.resource}
                columns={columns}
                at={(control.state.page - 1) * control.state.size + index + 1}
                isActive={index === active}
                isSelected={selection.has(row.id)}
                onToggle={selection.toggle}
                onOpen={onOpen}
                onMenu={onMenu}
              />
            ) : null
          })}
          <Gap height={after} />
          <tr aria-hidden="true" className="gap rest">
            <td />
          </tr>
        </tbody>
        {totals && <Foot columns={columns} totals={totals} />}
      </table>
    </div>
  )
}

const Gap = ({ height }: { height: number }) =>
  height > 0 ? (
    <tr aria-hidden="true" className="gap">
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null
