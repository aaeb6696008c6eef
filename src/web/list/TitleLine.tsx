import { Button, Dropdown, Input } from 'antd'
import { Link } from 'react-router'
import type { LooseView } from '#engine'
import { useOffice } from '../providers/office.tsx'
import { Glyph } from '../shell/Glyph.tsx'
import { useIsPhone } from '../theme/appearance.tsx'
import { say } from '../words/index.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { usePausedTyping } from './paused.ts'
import type { Shown } from './shown.ts'
import { baseOf, sameFilters } from './state.ts'
import type { ListControl } from './use-list.ts'

interface TitleLineProps {
  readonly control: ListControl
  readonly shown: Shown
  readonly query: string
  readonly total: number
}

/** The first line of a list: its name, its views, the search, and what can be done with the whole of it. */
export function TitleLine({ control, shown, query, total }: TitleLineProps) {
  const { resource } = control.reading
  const { rights } = useOffice()
  const isPhone = useIsPhone()
  const { title, name } = resource.form
  const mayCreate = rights(resource).create && resource.kind !== 'ledger'
  return (
    <header className="title-line">
      <h1 className="one-line">{title}</h1>
      <Views control={control} />
      <span className="stretch" />
      <Search control={control} />
      {!isPhone && <ColumnChooser shown={shown} />}
      {rights(resource).export && <ExportMenu form={name} query={query} columns={shown.names} count={total} />}
      {mayCreate && (
        <Link to={`/${name}/new`} tabIndex={-1}>
          <Button type="primary" icon={<Glyph name="plus" />}>
            {say('do.create')}
          </Button>
        </Link>
      )}
    </header>
  )
}

function Search({ control: { state, change, reading } }: { control: ListControl }) {
  const [typed, type] = usePausedTyping(state.q, (q) => change({ q: q.trim() }))
  const what = searchedOf(reading.resource)
  return (
    <Input
      className="list-search"
      type="search"
      allowClear
      prefix={<Glyph name="search" />}
      placeholder={what}
      aria-label={what}
      value={typed}
      onChange={({ target }) => type(target.value)}
    />
  )
}
/** What the search looks into, by the labels of its blanks. */
function searchedOf({ form, list, label }: ListControl['reading']['resource']): string {
  const names = [
    ...(typeof label === 'string' && form.fields[label]?.kind !== 'serial' ? [label] : []),
    ...(list.search ?? []),
  ]
  const labels = [...new Set(names.flatMap((name) => form.fields[name]?.label ?? []))]
  return labels.length > 0 ? say('list.search', { what: labels.slice(0, 2).join('、') }) : say('list.searchAny')
}

const SIDE_BY_SIDE = 5

/** The named views of a paper; those that find no room lie under the last tab. */
function Views({ control }: { control: ListControl }) {
  const { state, reading, change } = control
  const views = Object.entries(reading.resource.views ?? {})
  const isPhone = useIsPhone()
  if (views.length === 0) return null
  const room = isPhone ? 0 : SIDE_BY_SIDE
  const changed = !sameFilters(state, baseOf(reading, state.view))
  const open = (view: string | undefined) => change({ view, ...baseOf(reading, view), q: '' })
  const first = views.slice(0, room)
  const rest = views.slice(room)
  const hidden = rest.find(([name]) => name === state.view)
  return (
    <nav className="views" aria-label={say('list.view')}>
      {!isPhone && (
        <Tab label={say('list.all')} on={state.view === undefined} changed={changed} onOpen={() => open(undefined)} />
      )}
      {first.map(([name, { label }]) => (
        <Tab key={name} label={label} on={state.view === name} changed={changed} onOpen={() => open(name)} />
      ))}
      {rest.length > 0 && (
        <MoreViews
          views={isPhone ? [['', { label: say('list.all'), query: '' }], ...rest] : rest}
          label={hidden?.[1].label ?? say(isPhone ? 'list.all' : 'list.moreViews')}
          on={hidden !== undefined}
          onOpen={(name) => open(name === '' ? undefined : name)}
        />
      )}
    </nav>
  )
}

interface TabProps {
  readonly label: string
  readonly on: boolean
  readonly changed: boolean
  onOpen(): void
}
const Tab = ({ label, on, changed, onOpen }: TabProps) => (
  <button type="button" className={on ? 'plain tab on' : 'plain tab'} aria-current={on || undefined} onClick={onOpen}>
    {label}
    {on && changed && <span className="unseen">{say('list.changed')}</span>}
    {on && changed && <i aria-hidden="true" title={say('list.changed')} />}
  </button>
)

interface MoreProps {
  readonly views: readonly (readonly [string, LooseView])[]
  readonly label: string
  readonly on: boolean
  onOpen(name: string): void
}
const MoreViews = ({ views, label, on, onOpen }: MoreProps) => (
  <Dropdown
    trigger={['click']}
    menu={{ items: views.map(([key, view]) => ({ key, label: view.label })), onClick: ({ key }) => onOpen(key) }}
  >
    <button type="button" className={on ? 'plain tab on' : 'plain tab'}>
      {label} <Glyph name="down" />
    </button>
  </Dropdown>
)
