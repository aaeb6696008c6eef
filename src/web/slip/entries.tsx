import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { blankOf, type Field, type Resource } from '#engine'
import { viewOf } from '../fields/index.ts'
import { linesIn } from '../fields/line.ts'
import { shownIn } from '../fields/moments.ts'
import { useZone } from '../fields/surroundings.ts'
import { isBlank, type Slip } from '../fields/view.ts'
import { say } from '../words/index.ts'
import { sameValue } from './differing.ts'
import type { Entry } from './life.ts'

/** What was done: by its own name, or where the office wrote it by itself, by the step that made it do so. */
export const headOf = ({ action, label, cause }: Entry): string =>
  action === 'update' && cause ? say('history.with', { paper: cause.title, step: cause.step }) : label

/** The step elsewhere by which it came about, with the way to that slip. */
function CauseInWords({ cause }: { cause: NonNullable<Entry['cause']> }) {
  const { resource, id, label = '', title, step } = cause
  const called = label.includes(title) ? label : `${title} ${label}`
  return (
    <p className="entry-note">
      {say('history.by')}
      {id === undefined ? title : <Link to={`/${resource}/${encodeURIComponent(id)}`}>{called}</Link>}
      {say('history.byStep', { step })}
    </p>
  )
}

/** One entry of the history in words: who, when, which step, what stood there before and after. */
export function EntryInWords({ resource, entry }: { resource: Resource; entry: Entry }) {
  const zone = useZone()
  const changes = Object.entries(entry.changes).filter(
    ([name, [before, after]]) => !isBlank(before) || !isBlank(after) || name === 'status',
  )
  const opening = entry.action === 'create'
  return (
    <li className="entry">
      <p className="entry-head">
        <strong>{headOf(entry)}</strong>
        <span>{entry.by.name}</span>
        <time dateTime={entry.at}>{shownIn(zone, entry.at)}</time>
      </p>
      {entry.cause && <CauseInWords cause={entry.cause} />}
      {entry.note && <p className="entry-note">{say('history.note', { note: entry.note })}</p>}
      {!opening && (
        <dl className="changes">
          {changes.map(([name, [before, after]]) => (
            <Change key={name} resource={resource} name={name} before={before} after={after} />
          ))}
        </dl>
      )}
    </li>
  )
}

interface ChangeProps {
  readonly resource: Resource
  readonly name: string
  readonly before: unknown
  readonly after: unknown
}
function Change({ resource, name, before, after }: ChangeProps) {
  const field = blankOf(resource, name)
  if (!field) return null
  if (field.kind === 'lines') return <LineChanges field={field} before={before} after={after} />
  return (
    <>
      <dt>{field.label}</dt>
      <dd>
        {!isBlank(before) && (
          <>
            <del>
              <Value field={field} value={before} />
            </del>
            <span className="faint"> → </span>
          </>
        )}
        {isBlank(after) ? (
          <span className="faint">{say('history.nothing')}</span>
        ) : (
          <ins>
            <Value field={field} value={after} />
          </ins>
        )}
      </dd>
    </>
  )
}
const Value = ({ field, value }: { field: Field; value: unknown }): ReactNode => {
  const { Text } = viewOf(field)
  return <Text field={field} value={value} on="print" />
}

/** Which lines came, went or were rewritten, by their ids. */
function LineChanges({ field, before, after }: { field: Field; before: unknown; after: unknown }) {
  const [old, now] = [linesIn(before), linesIn(after)]
  const was = (line: Slip) => old.find(({ id }) => id === line.id)
  const gone = old.filter((line) => !now.some(({ id }) => id === line.id))
  return (
    <>
      <dt>{field.label}</dt>
      <dd>
        {now.map((line, at) => {
          const earlier = was(line)
          if (earlier && sameValue(field, [earlier], [line])) return null
          return (
            <div key={String(line.id)}>
              {earlier ? `${at + 1}. ` : <ins>＋ </ins>}
              <LineInWords field={field} line={line} earlier={earlier} />
            </div>
          )
        })}
        {gone.map((line) => (
          <div key={String(line.id)}>
            <del>
              <LineInWords field={field} line={line} earlier={undefined} />
            </del>
          </div>
        ))}
      </dd>
    </>
  )
}
function LineInWords({ field, line, earlier }: { field: Field; line: Slip; earlier: Slip | undefined }) {
  const cells = Object.entries(field.fields ?? {}).filter(([name, one]) => {
    if (one.compute) return false
    return earlier ? !sameValue(one, earlier[name], line[name]) : !isBlank(line[name])
  })
  return cells.map(([name, one], at) => (
    <span key={name}>
      {at > 0 && '，'}
      {one.label}{' '}
      {earlier && !isBlank(earlier[name]) && (
        <del>
          <Value field={one} value={earlier[name]} />
        </del>
      )}{' '}
      <Value field={one} value={line[name]} />
    </span>
  ))
}
