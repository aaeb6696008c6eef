import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Resource } from '#engine'
import { listOf } from '../list/last.ts'
import { Glyph } from '../shell/Glyph.tsx'
import { useMedia } from '../theme/appearance.tsx'
import { say } from '../words/index.ts'
import './sheet.css'

interface LayoutProps {
  readonly resource: Resource
  /** What can be done with the sheet itself: write, print, copy. */
  readonly tools?: ReactNode
  readonly notes?: ReactNode
  readonly sheet: ReactNode
  readonly stages: ReactNode
  readonly doing?: ReactNode
  readonly rail?: ReactNode
}

const MANY_COLUMNS = 8
/** A paper with a table of many columns is given the whole window. */
const isBroad = ({ form }: Resource) =>
  Object.values(form.fields).some(({ fields }) => Object.keys(fields ?? {}).length > MANY_COLUMNS)

/** The desk on which one slip lies: its tools above, the sheet, the rail beside it; where it is narrow, the buttons stick to its foot. */
export function Layout({ resource, tools, notes, sheet, stages, doing, rail }: LayoutProps) {
  const broad = isBroad(resource)
  const narrow = useMedia(broad ? '(max-width: 1699px)' : '(max-width: 1099px)')
  return (
    <div className={['slip-page', broad && 'broad', narrow && 'stacked'].filter(Boolean).join(' ')}>
      <div className="slip-bar">
        <Link to={listOf(resource.form.name)}>
          <Glyph name="left" /> {resource.form.title}
        </Link>
        <span className="tools">{tools}</span>
      </div>
      {notes && <div className="notes">{notes}</div>}
      {sheet}
      <aside className="rail" aria-label={say('slip.rail')}>
        {stages}
        {doing && !narrow && (
          <section className="rail-part">
            <h2>{say('rail.steps')}</h2>
            {doing}
          </section>
        )}
        {rail}
      </aside>
      {doing && narrow && <div className="doing-bar">{doing}</div>}
    </div>
  )
}
