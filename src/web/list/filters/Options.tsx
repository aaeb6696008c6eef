import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { say } from '../../words/index.ts'
import type { EditorProps } from './Editor.tsx'
import { optionsOf } from './saying.ts'

const MANY = 10

/** Ticks what may stand there: one of those that are ticked. */
export function Options({ resource, name, field, own, onChange }: EditorProps) {
  const [typed, setTyped] = useState('')
  const options = optionsOf(resource, field)
  const ticked = own.find(({ op }) => op === 'eq')?.values ?? []
  const toggle = (value: string) => {
    const next = options.map((one) => one.value).filter((one) => (one === value) !== ticked.includes(one))
    onChange(next.length > 0 ? [{ field: name, op: 'eq', values: next }] : [])
  }
  return (
    <>
      {options.length > MANY && (
        <Input
          size="small"
          allowClear
          autoFocus
          placeholder={say('filter.find')}
          aria-label={say('filter.find')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <ul className="filter-options">
        {options
          .filter(({ label }) => label.includes(typed.trim()))
          .map(({ value, label }) => (
            <li key={value}>
              <Checkbox checked={ticked.includes(value)} onChange={() => toggle(value)}>
                {label}
              </Checkbox>
            </li>
          ))}
      </ul>
    </>
  )
}

export function Ticks({ name, own, onChange }: EditorProps) {
  const asked = own.find(({ op }) => op === 'eq')?.values[0]
  const toggle = (value: string) => onChange(asked === value ? [] : [{ field: name, op: 'eq', values: [value] }])
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
          {say(value === 'true' ? 'filter.yes' : 'filter.no')}
        </button>
      ))}
    </div>
  )
}
