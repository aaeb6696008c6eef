import { Button, Checkbox, Popover, Tooltip } from 'antd'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import type { Column } from './columns.ts'
import type { Shown } from './shown.ts'

/** Chooses and orders the columns; the list shows them at once, and remembers. */
export const ColumnChooser = ({ shown }: { shown: Shown }) => (
  <Popover trigger="click" placement="bottomRight" arrow={false} content={<Chooser shown={shown} />}>
    <Tooltip title={say('list.columns')}>
      <Button icon={<Glyph name="columns" />} aria-label={say('list.columns')} />
    </Tooltip>
  </Popover>
)

function Chooser({ shown }: { shown: Shown }) {
  const { columns, names, all, isOwn, arrange } = shown
  const hidden = all.filter(({ name }) => !names.includes(name))
  const move = (at: number, to: number) => {
    const next = [...names]
    const [name] = next.splice(at, 1)
    if (name !== undefined) next.splice(to, 0, name)
    arrange(next)
  }
  return (
    <div className="chooser">
      <ul aria-label={say('list.columnsShown')}>
        {columns.map((column, at) => (
          <li key={column.name}>
            <Check
              column={column}
              on
              last={columns.length === 1}
              onToggle={() => arrange(names.filter((name) => name !== column.name))}
            />
            <Move
              name="up"
              word="list.moveUp"
              label={column.field.label}
              disabled={at === 0}
              onMove={() => move(at, at - 1)}
            />
            <Move
              name="down"
              word="list.moveDown"
              label={column.field.label}
              disabled={at === columns.length - 1}
              onMove={() => move(at, at + 1)}
            />
          </li>
        ))}
        {hidden.map((column) => (
          <li key={column.name}>
            <Check column={column} on={false} last={false} onToggle={() => arrange([...names, column.name])} />
          </li>
        ))}
      </ul>
      {isOwn && (
        <button type="button" className="plain do" onClick={() => arrange(undefined)}>
          {say('do.reset')}
        </button>
      )}
    </div>
  )
}

interface CheckProps {
  readonly column: Column
  readonly on: boolean
  readonly last: boolean
  onToggle(): void
}
const Check = ({ column, on, last, onToggle }: CheckProps) => (
  <Checkbox checked={on} disabled={last} onChange={onToggle}>
    {column.field.label}
  </Checkbox>
)

interface MoveProps {
  readonly name: 'up' | 'down'
  readonly word: 'list.moveUp' | 'list.moveDown'
  readonly label: string
  readonly disabled: boolean
  onMove(): void
}
const Move = ({ name, word, label, disabled, onMove }: MoveProps) => (
  <button type="button" className="plain move" disabled={disabled} aria-label={say(word, { label })} onClick={onMove}>
    <Glyph name={name} />
  </button>
)
