import { Select } from 'antd'
import { Link } from 'react-router'
import { useOffice } from '../providers/office.tsx'
import { useIsPhone } from '../theme/appearance.tsx'
import { say } from '../words/index.ts'
import { Account } from './Account.tsx'
import { Glyph, type GlyphName } from './Glyph.tsx'
import { PaperSearch } from './PaperSearch.tsx'
import { useInbox } from './waiting.ts'

export function TopBar({ onMenu }: { onMenu: (() => void) | undefined }) {
  const isPhone = useIsPhone()
  const { house } = useOffice()
  const inbox = useInbox()
  return (
    <header className="top-bar">
      {onMenu && (
        <button type="button" className="plain square" onClick={onMenu} aria-label={say('shell.menu')}>
          <Glyph name="menu" />
        </button>
      )}
      <ProjectSwitch />
      {!isPhone && <PaperSearch />}
      <span className="stretch" />
      {house.caller && <Door to="/caller" glyph="phone" label={say('shell.caller')} />}
      <Door to="/inbox" glyph="inbox" label={say('shell.inbox')} count={inbox?.count ?? 0} />
      <Account />
    </header>
  )
}

interface DoorProps {
  readonly to: string
  readonly glyph: GlyphName
  readonly label: string
  readonly count?: number
}
/** A page that everybody goes to all day. */
const Door = ({ to, glyph, label, count = 0 }: DoorProps) => (
  <Link to={to} className="door">
    <Glyph name={glyph} />
    <span>{label}</span>
    {count > 0 && (
      <span className="count" title={say('shell.waiting', { count })}>
        {count > 99 ? '99+' : count}
      </span>
    )}
  </Link>
)

/** The project on the desk: lists are narrowed to it, and new slips opened for it. */
function ProjectSwitch() {
  const { projects, project, choose } = useOffice()
  if (projects.length === 0) return null
  if (projects.length === 1) return <span className="only-project one-line">{projects[0]?.name}</span>
  return (
    <Select
      className="project-switch"
      variant="borderless"
      popupMatchSelectWidth={false}
      aria-label={say('shell.project')}
      value={project ?? ''}
      options={[
        { value: '', label: say('shell.allProjects') },
        ...projects.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id: string) => choose(id === '' ? undefined : id)}
    />
  )
}
