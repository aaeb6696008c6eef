import { Popover } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { Glyph } from './Glyph.tsx'
import { answersTo, type Entry, isHere, menuOf, REPORTS, type Section } from './menu.ts'
import { useSounds } from './sounds.ts'
import { useWaitingCounts } from './waiting.ts'
import './menu.css'

interface MenuProps {
  readonly folded: boolean
  onFold?(): void
  /** Somebody has chosen a page. */
  onGo?(): void
}

/** The papers by area, only those one may read; folded, a seal for each area. */
export function Menu({ folded, onFold, onGo }: MenuProps) {
  const { house, papers, user } = useOffice()
  const sections = useMemo(() => menuOf(house, papers, user), [house, papers, user])
  return (
    <nav className={folded ? 'menu folded' : 'menu'} aria-label={say('shell.menu')}>
      <Link className="brand" to="/" onClick={onGo}>
        <span className="brand-seal" aria-hidden="true">
          管
        </span>
        {!folded && <span>{say('app.name')}</span>}
        {folded && <span className="unseen">{say('shell.home')}</span>}
      </Link>
      {folded ? <Seals sections={sections} onGo={onGo} /> : <Papers sections={sections} onGo={onGo} />}
      {onFold && (
        <button type="button" className="plain fold" onClick={onFold} aria-expanded={!folded}>
          <Glyph name={folded ? 'unfold' : 'fold'} />
          <span className={folded ? 'unseen' : undefined}>{say(folded ? 'shell.unfold' : 'shell.fold')}</span>
        </button>
      )}
    </nav>
  )
}

type Going = { readonly onGo: (() => void) | undefined }

function Papers({ sections, onGo }: { sections: readonly Section[] } & Going) {
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed)
  const sounds = useSounds(typed !== '')
  const shown = sections
    .map((section) => ({ ...section, entries: section.entries.filter((entry) => answersTo(entry, wanted, sounds)) }))
    .filter(({ entries }) => entries.length > 0)
  return (
    <>
      <div className="menu-filter">
        <Glyph name="search" />
        <input
          type="search"
          value={typed}
          placeholder={say('shell.menuFilter')}
          aria-label={say('shell.menuFilter')}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      <div className="menu-scroll">
        {shown.map((section) => (
          <PaperSection key={section.area} section={section} onGo={onGo} />
        ))}
        {shown.length === 0 && <p className="menu-nothing faint">{say('shell.menuNothing')}</p>}
      </div>
    </>
  )
}

const PaperSection = ({ section, onGo }: { section: Section } & Going) => (
  <section>
    <h2>{section.label}</h2>
    <EntryList entries={section.entries} onGo={onGo} />
  </section>
)

function EntryList({ entries, onGo }: { entries: readonly Entry[] } & Going) {
  const { pathname, search } = useLocation()
  const counts = useWaitingCounts()
  return (
    <ul>
      {entries.map((entry) => {
        const { resource, view } = entry
        const count = resource && view === undefined ? (counts.get(resource) ?? 0) : 0
        return (
          <li key={entry.to}>
            <Link to={entry.to} onClick={onGo} aria-current={isHere(entry, pathname, search) ? 'page' : undefined}>
              <span className="one-line">{entry.title}</span>
              {count > 0 && (
                <span className="count" title={say('shell.waiting', { count })}>
                  {count > 99 ? '99+' : count}
                </span>
              )}
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

function Seals({ sections, onGo }: { sections: readonly Section[] } & Going) {
  const { pathname } = useLocation()
  const counts = useWaitingCounts()
  return (
    <ul className="menu-scroll seals">
      {sections.map(({ area, label, entries }) => {
        const waits = entries.some(({ resource }) => resource && (counts.get(resource) ?? 0) > 0)
        const open = pathname.split('/')[1]
        const here = entries.some(({ resource }) => open === (resource ? resource.form.name : REPORTS))
        return (
          <li key={area}>
            <Popover
              placement="rightTop"
              trigger={['click', 'hover']}
              arrow={false}
              classNames={{ root: 'menu-flyout' }}
              title={label}
              content={<EntryList entries={entries} onGo={onGo} />}
            >
              <button type="button" className={here ? 'area-seal here' : 'area-seal'} aria-label={label}>
                {label.slice(0, 1)}
                {waits && <i aria-hidden="true" />}
              </button>
            </Popover>
          </li>
        )
      })}
    </ul>
  )
}
