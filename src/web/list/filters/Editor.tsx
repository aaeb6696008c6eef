import { lazy, type ReactNode, Suspense } from 'react'
import type { Field, Resource } from '#engine'
import { say } from '../../words/index.ts'
import type { Filter } from '../state.ts'
import { Options, Ticks } from './Options.tsx'
import { valueOf, wayOf } from './saying.ts'
import { Exact, Holds } from './Words.tsx'
import './filters.css'

export interface EditorProps {
  readonly resource: Resource
  readonly name: string
  readonly field: Field
  /** The conditions on this blank alone. */
  readonly own: readonly Filter[]
  onChange(own: readonly Filter[]): void
}

const Period = lazy(async () => ({ default: (await import('./Period.tsx')).Period }))
const Range = lazy(async () => ({ default: (await import('./Range.tsx')).Range }))
const Refs = lazy(async () => ({ default: (await import('./Refs.tsx')).Refs }))

/** Asks about one blank in the way its kind is asked about. */
export function Editor(props: EditorProps) {
  return (
    <div className="filter-editor" role="group" aria-label={say('list.filterBy', { label: props.field.label })}>
      <Suspense fallback={null}>{inner(props)}</Suspense>
      <Emptiness {...props} />
      {props.own.length > 0 && (
        <button type="button" className="plain do" onClick={() => props.onChange([])}>
          {say('do.clear')}
        </button>
      )}
    </div>
  )
}

function inner(props: EditorProps): ReactNode {
  switch (wayOf(props.field)) {
    case 'options':
      return <Options {...props} />
    case 'tick':
      return <Ticks {...props} />
    case 'ref':
      return <Refs {...props} />
    case 'period':
    case 'month':
      return <Period {...props} />
    case 'range':
      return <Range {...props} />
    case 'text':
      return <Holds {...props} />
    case 'exact':
      return <Exact {...props} />
    default:
      return null
  }
}

/** Blanks that may stay open can be asked whether they did. */
function Emptiness({ name, field, own, onChange }: EditorProps) {
  const asked = valueOf(own, 'null')
  if (!field.optional && field.by === 'hand' && asked === undefined) return null
  const toggle = (value: string) => onChange(asked === value ? [] : [{ field: name, op: 'null', values: [value] }])
  return (
    <div className="filter-empty">
      {(['true', 'false'] as const).map((value) => (
        <button
          key={value}
          type="button"
          className={asked === value ? 'quick on' : 'quick'}
          aria-pressed={asked === value}
          onClick={() => toggle(value)}
        >
          {say(value === 'true' ? 'filter.empty' : 'filter.filled')}
        </button>
      ))}
    </div>
  )
}
