import { Input } from 'antd'
import { say } from '../../words/index.ts'
import { usePausedTyping } from '../paused.ts'
import type { Filter } from '../state.ts'
import type { EditorProps } from './Editor.tsx'
import { valueOf } from './saying.ts'

function Typed({ op, label, ...props }: EditorProps & { op: Filter['op']; label: string }) {
  const { name, own, onChange } = props
  const [typed, type] = usePausedTyping(valueOf(own, op) ?? '', (text) =>
    onChange(text.trim() === '' ? [] : [{ field: name, op, values: [text.trim()] }]),
  )
  return (
    <label className="filter-typed">
      <span>{label}</span>
      <Input allowClear autoFocus value={typed} onChange={({ target }) => type(target.value)} />
    </label>
  )
}

export const Holds = (props: EditorProps) => <Typed {...props} op="like" label={say('filter.contains')} />
/** A secret is looked up whole, or by its last four digits. */
export const Exact = (props: EditorProps) => <Typed {...props} op="eq" label={say('filter.equals')} />
