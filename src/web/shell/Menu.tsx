import { Popover } from 'antd'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { Link, useLocation } from 'react-router'
import { useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { type Areas, useAreas } from './areas.ts'
import { Glyph } from './Glyph.tsx'
import { answersTo, type Entry, isHere, menuOf, OFTEN, oftenOf, REPORTS, type Section } from './menu.ts'
import { useSounds } from './sounds.ts'
import { useWaitingCounts, useWaitingIn } from './waiting.ts'
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
  const sections = useMemo(
    () => [...oftenOf(house, papers, user), ...menuOf(house, papers, user)],
    [house, papers, user],
  )
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
  const areas = useAreas(sections)
  const found = sections
    .filter(({ area }) => area !== OFTEN)
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
        {typed === '' && sections.map((section) => <PaperSection key={section.area} {...{ section, areas, onGo }} />)}
        {typed !== '' && found.map((section) => <PaperSection key={section.area} {...{ section, onGo }} />)}
        {found.length === 0 && <p className="menu-nothing faint">{say('shell.menuNothing')}</p>}
      </div>
    </>
  )
}

/** The papers of an area, under its name; where areas fold, the name opens and closes it. */
function PaperSection({ section, areas, onGo }: { section: Section; areas?: Areas | undefined } & Going) {
  const { area, label, entries } = section
  const list = useId()
  const waiting = useWaitingIn(entries)
  if (!areas || area === OFTEN)
    return (
      <section>
        <h2>{label}</h2>
        <EntryList entries={entries} onGo={onGo} />
      </section>
    )
  const open = areas.isOpen(area)
  return (
    <section>
      <h2>
        <button type="button" aria-expanded={open} aria-controls={list} onClick={() => areas.turn(area)}>
          <span className="one-line">{label}</span>
          {!open && <Count count={waiting} />}
          <Glyph name={open ? 'down' : 'right'} />
        </button>
      </h2>
      <div id={list}>{open && <EntryList entries={entries} onGo={onGo} />}</div>
    </section>
  )
}
const Count = ({ count }: { count: number }) =>
  count > 0 && (
    <span className="count" title={say('shell.waiting', { count })}>
      {count > 99 ? '99+' : count}
    </span>
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
              <Count count={count} />
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
