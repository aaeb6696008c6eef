import { Select } from 'antd'
import { useOffice } from '../providers/office.tsx'
import { useIsPhone } from '../theme/appearance.tsx'
import { say } from '../words/index.ts'
import { Account } from './Account.tsx'
import { Glyph } from './Glyph.tsx'
import { PaperSearch } from './PaperSearch.tsx'

export function TopBar({ onMenu }: { onMenu: (() => void) | undefined }) {
  const isPhone = useIsPhone()
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
      <Account />
    </header>
  )
}

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
