import {
  type ColumnDef,
  getCoreRowModel,
  type SortingState,
  type Table,
  type Updater,
  useReactTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { Slip } from '#engine'
import { type Column, fitted, NARROWEST, WIDEST } from './columns.ts'
import type { Shown } from './shown.ts'
import { ownSort, type Sorting } from './state.ts'
import type { ListControl } from './use-list.ts'

declare module '@tanstack/react-table' {
  interface ColumnMeta<TData, TValue> {
    readonly column: Column
  }
}

const columnDef = (column: Column): ColumnDef<Slip> => ({
  id: column.name,
  accessorFn: (slip) => slip[column.name],
  header: column.field.label,
  size: column.width,
  minSize: NARROWEST,
  maxSize: WIDEST,
  enableSorting: column.sortable,
  sortDescFirst: column.align === 'right',
  meta: { column },
})

const changed = <T>(updater: Updater<T>, before: T): T =>
  typeof updater === 'function' ? (updater as (before: T) => T)(before) : updater

const same = (one: readonly Sorting[], other: readonly Sorting[]) => JSON.stringify(one) === JSON.stringify(other)
/** Where no order is left, the list's own stands; where that is the one just taken off, it is turned round. */
function orderAfter(next: SortingState, before: readonly Sorting[], own: readonly Sorting[]): readonly Sorting[] {
  if (next.length > 0) return next.map(({ id, desc }) => ({ field: id, desc }))
  return same(before, own) ? own.map(({ field, desc }) => ({ field, desc: !desc })) : own
}

/** What stands beside the columns: the box to tick, and the menu of the line. */
export const SELECT_WIDTH = 40
export const MENU_WIDTH = 44

/** TanStack's table over the rows of the page: it orders and sizes columns; the office sorts, filters and pages. */
export function useListTable(
  { state, change, reading }: ListControl,
  shown: Shown,
  rows: readonly Slip[],
  room: number,
): Table<Slip> {
  const columns = useMemo(
    () => fitted(shown.columns, room - SELECT_WIDTH - MENU_WIDTH).map(columnDef),
    [shown.columns, room],
  )
  const sorting = useMemo<SortingState>(() => state.sort.map(({ field, desc }) => ({ id: field, desc })), [state.sort])
  return useReactTable<Slip>({
    data: rows as Slip[],
    columns,
    getRowId: ({ id }) => id,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
    manualFiltering: true,
    manualPagination: true,
    enableMultiSort: true,
    columnResizeMode: 'onEnd',
    state: { sorting },
    onSortingChange: (updater) =>
      change({ sort: orderAfter(changed(updater, sorting), state.sort, ownSort(reading.resource)) }),
    onColumnSizingChange: (updater) => {
      for (const [name, width] of Object.entries(changed(updater, {}))) shown.widen(name, width)
    },
  })
}
