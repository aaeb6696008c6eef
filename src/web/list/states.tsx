import type { CSSProperties } from 'react'
import { Link } from 'react-router'
import { useOffice } from '../providers/office.tsx'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import type { Shown } from './shown.ts'
import type { ListControl } from './use-list.ts'

const LINES = Array.from({ length: 14 }, (_, at) => at)

/** The shape of the list that is on its way. */
export const ListShape = ({ shown }: { shown: Shown }) => (
  <div className="list-scroll" role="status" aria-label={say('page.loading')}>
    <div className="list-shape" style={{ '--columns': Math.min(8, shown.columns.length) } as CSSProperties}>
      {LINES.map((line) => (
        <span key={line} className="shape-line">
          {shown.columns.slice(0, 8).map(({ name }) => (
            <i key={name} />
          ))}
        </span>
      ))}
    </div>
  </div>
)

/** Nothing to list: what would be here, and the first step; or what keeps everything out. */
export function EmptyList({ control }: { control: ListControl }) {
  const { state, change, reading } = control
  const { rights } = useOffice()
  const { resource } = reading
  const what = resource.form.title
  if (state.filters.length > 0 || state.where !== undefined || state.q !== '')
    return (
      <div className="said">
        <h2>{say('list.noMatch', { what })}</h2>
        <p>{say('list.noMatchHelp')}</p>
        <div className="doing">
          <button
            type="button"
            className="plain do"
            onClick={() => change({ filters: [], where: undefined, q: '', view: undefined })}
          >
            {say('list.clearFilters')}
          </button>
        </div>
      </div>
    )
  const mayCreate = rights(resource).create && resource.kind !== 'ledger'
  return (
    <div className="said">
      <h2>{say('list.empty', { what })}</h2>
      {resource.kind === 'ledger' && <p>{say('list.emptyLedger')}</p>}
      {mayCreate && <p>{say('list.emptyStart')}</p>}
      {mayCreate && (
        <div className="doing">
          <Link to={`/${resource.form.name}/new`}>
            <Glyph name="plus" /> {say('do.createOf', { paper: what })}
          </Link>
        </div>
      )}
    </div>
  )
}

/** The list could not be fetched: why, and once more. */
export const FailedList = ({ message, onRetry }: { message: string; onRetry: () => void }) => (
  <div className="said" role="alert">
    <h2>{say('list.failed')}</h2>
    <p>{message}</p>
    <div className="doing">
      <button type="button" className="plain do" onClick={onRetry}>
        {say('do.retry')}
      </button>
    </div>
  </div>
)

/** The address says something this list does not know: nothing is shown rather than too much. */
export const UnreadableList = ({ control }: { control: ListControl }) => {
  const { resource } = control.reading
  return (
    <div className="said" role="alert">
      <h2>{say('list.unreadable')}</h2>
      <p>{control.faults.join('；')}</p>
      <div className="doing">
        <Link to={`/${resource.form.name}`}>{say('list.defaultView')}</Link>
      </div>
    </div>
  )
}
