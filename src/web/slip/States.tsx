import { Link } from 'react-router'
import type { Resource } from '#engine'
import { isProblem } from '../providers/client.ts'
import { Said } from '../shell/Said.tsx'
import { say } from '../words/index.ts'
import { Layout } from './Layout.tsx'
import { sectionsOf } from './Sheet.tsx'

/** The shape of the sheet that is coming: its labels are known, its cells are not. */
export const SheetComing = ({ resource }: { resource: Resource }) => (
  <Layout
    resource={resource}
    stages={null}
    sheet={
      <article className="sheet on-sheet coming" aria-busy="true" aria-label={say('slip.loading')}>
        <header className="sheet-head">
          <p className="company">{'\u00a0'}</p>
          <h1>{resource.form.title}</h1>
          <div className="sheet-line">{'\u00a0'}</div>
        </header>
        <div className="grid">
          {sectionsOf(resource).map(({ heading, rows }) => (
            <section key={heading}>
              <h2>{heading}</h2>
              {rows.map((names) => (
                <dl key={names.join()} className="row" data-blanks={names.length}>
                  {names.map((name) => (
                    <Coming key={name} label={resource.form.fields[name]?.label ?? ''} />
                  ))}
                </dl>
              ))}
            </section>
          ))}
        </div>
      </article>
    }
  />
)
const Coming = ({ label }: { label: string }) => (
  <>
    <dt>{label}</dt>
    <dd>
      <span className="bar" />
    </dd>
  </>
)

/** The slip could not be read: it is not there, or the line is down. */
export function NotRead({ resource, error, again }: { resource: Resource; error: unknown; again: () => void }) {
  const paper = resource.form.title
  const list = <Link to={`/${resource.form.name}`}>{say('do.back')}</Link>
  if (isProblem(error) && error.status === 404)
    return (
      <Said seal="无" title={say('slip.missing', { paper })} help={say('slip.missingHelp')}>
        {list}
      </Said>
    )
  return (
    <Said seal="断" title={say('slip.failed', { paper })} help={error instanceof Error ? error.message : undefined}>
      <button type="button" className="plain do" onClick={again}>
        {say('do.retry')}
      </button>
      {list}
    </Said>
  )
}
/** He may read these papers, but not do this with one. */
export const MayNot = ({ resource, why, help }: { resource: Resource; why: string; help?: string }) => (
  <Said seal="禁" title={why} help={help ?? say('page.noRightsHelp')}>
    <Link to={`/${resource.form.name}`}>{say('do.back')}</Link>
  </Said>
)
