import { useCallback, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Resource, Slip } from '#engine'
import { Chips } from '../list/Chips.tsx'
import { addressOf } from '../list/Line.tsx'
import { ListCards } from '../list/ListCards.tsx'
import { ListTable } from '../list/ListTable.tsx'
import { Pager } from '../list/Pager.tsx'
import { type MenuAt, menuAt, RowMenu } from '../list/RowMenu.tsx'
import { useRoom } from '../list/room.ts'
import { SelectionBar } from '../list/SelectionBar.tsx'
import { useSelection } from '../list/selection.ts'
import { useShown } from '../list/shown.ts'
import { EmptyList, FailedList, ListShape, UnreadableList } from '../list/states.tsx'
import { TitleLine } from '../list/TitleLine.tsx'
import { useListTable } from '../list/table.ts'
import { type ListControl, type Rows, useListState, useRows, useTotals, useWire } from '../list/use-list.ts'
import { useTitle } from '../shell/title.ts'
import { useIsPhone } from '../theme/appearance.tsx'
import '../list/list.css'

/** The list of one paper, whatever paper it is: everything on it is read off the definition and the address. */
export function ListPage({ resource }: { resource: Resource }) {
  const control = useListState(resource)
  const { state } = control
  const query = useWire(control)
  const rows = useRows(control, query)
  const shown = useShown(control)
  const selection = useSelection(query)
  const view = state.view === undefined ? undefined : resource.views?.[state.view]
  const page = useRef<HTMLElement>(null)
  const room = useRoom(page)
  useTitle(view ? `${view.label} · ${resource.form.title}` : resource.form.title)
  return (
    <section ref={page} className="list-page" aria-busy={rows.isFetching}>
      <TitleLine control={control} shown={shown} query={query} total={rows.total} />
      {selection.slips.length > 0 ? (
        <SelectionBar resource={resource} selection={selection} columns={shown.names} />
      ) : (
        <Chips control={control} />
      )}
      <span className={rows.isFetching && !rows.isFirst ? 'fetching on' : 'fetching'} aria-hidden="true" />
      <Body control={control} rows={rows} query={query} shown={shown} selection={selection} room={room} />
      {rows.total > 0 && <Pager control={control} rows={rows} />}
    </section>
  )
}

interface BodyProps {
  readonly control: ListControl
  readonly rows: Rows
  readonly query: string
  readonly shown: ReturnType<typeof useShown>
  readonly selection: ReturnType<typeof useSelection>
  /** Pixels from edge to edge. */
  readonly room: number
}
function Body(props: BodyProps) {
  const { control, rows } = props
  if (control.faults.length > 0) return <UnreadableList control={control} />
  if (rows.problem) return <FailedList message={rows.problem.message} onRetry={rows.reload} />
  if (rows.isFirst) return <ListShape shown={props.shown} />
  if (rows.rows.length === 0) return <EmptyList control={control} />
  return <Filled {...props} />
}

function Filled({ control, rows, query, shown, selection, room }: BodyProps) {
  const { resource } = control.reading
  const isPhone = useIsPhone()
  const totals = useTotals(control, query)
  const table = useListTable(control, shown, rows.rows, room)
  const open = useOpening(resource)
  const [menu, setMenu] = useState<MenuAt>()
  const onMenu = useCallback((slip: Slip, at: Element) => setMenu(menuAt(slip, at)), [])
  const sums = useMemo(() => (totals && Object.keys(totals.sums).length > 0 ? totals : undefined), [totals])
  if (isPhone) return <ListCards resource={resource} shown={shown} rows={rows.rows} totals={sums} />
  return (
    <>
      <ListTable
        control={control}
        table={table}
        selection={selection}
        totals={sums}
        total={rows.total}
        onOpen={open}
        onMenu={onMenu}
      />
      {menu && <RowMenu key={menu.slip.id} resource={resource} at={menu} onClose={() => setMenu(undefined)} />}
    </>
  )
}

/** Opens a slip here, or beside in a tab of its own. */
function useOpening(resource: Resource) {
  const navigate = useNavigate()
  return useCallback(
    (slip: Slip, inTab: boolean) => {
      if (inTab) open(addressOf(resource, slip), '_blank', 'noopener')
      else void navigate(addressOf(resource, slip))
    },
    [navigate, resource],
  )
}
