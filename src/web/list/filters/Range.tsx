import { Input } from 'antd'
import { useState } from 'react'
import { type Field, kindOf } from '#engine'
import { timeFrom } from '../../fields/moments.ts'
import { fenFrom } from '../../fields/money.tsx'
import { digitsIn } from '../../fields/typed.tsx'
import { say } from '../../words/index.ts'
import { usePausedTyping } from '../paused.ts'
import type { Filter } from '../state.ts'
import type { EditorProps } from './Editor.tsx'
import { valueOf } from './saying.ts'

/** What was typed as the value of the wire: fen for yuan, plain digits, a time; undefined where it is none. */
function wireFrom(field: Field, text: string): string | undefined {
  if (text.trim() === '') return ''
  const value = field.kind === 'money' ? fenFrom(text) : field.kind === 'time' ? timeFrom(text) : digitsIn(text)
  const words = { today: '2000-01-01', now: '2000-01-01T00:00:00.000Z', me: '' }
  return kindOf(field).parse(String(value), field, words) === undefined ? undefined : String(value)
}
const typedOf = (field: Field, wire: string | undefined) =>
  wire === undefined ? '' : field.kind === 'money' ? String(Number(wire) / 100) : wire

/** From so much to so much; either end may stay open. */
export function Range(props: EditorProps) {
  return (
    <div className="filter-range">
      <End {...props} op="gte" label={say('filter.least')} first />
      <span aria-hidden="true">–</span>
      <End {...props} op="lte" label={say('filter.most')} />
    </div>
  )
}

interface EndProps extends EditorProps {
  readonly op: Filter['op']
  readonly label: string
  readonly first?: boolean
}
function End({ name, field, own, onChange, op, label, first = false }: EndProps) {
  const [unread, setUnread] = useState(false)
  const [typed, type] = usePausedTyping(typedOf(field, valueOf(own, op)), (text) => {
    const wire = wireFrom(field, text)
    setUnread(wire === undefined)
    if (wire === undefined) return
    const rest = own.filter((one) => one.op !== op && (one.op === 'gte' || one.op === 'lte'))
    onChange(wire === '' ? rest : [...rest, { field: name, op, values: [wire] }])
  })
  return (
    <Input
      aria-label={`${field.label}${label}`}
      placeholder={label}
      autoFocus={first}
      inputMode="decimal"
      {...(unread && { status: 'error' as const, title: say('filter.unreadable') })}
      suffix={field.kind === 'money' ? '元' : field.unit}
      value={typed}
      onChange={({ target }) => type(target.value)}
    />
  )
}
