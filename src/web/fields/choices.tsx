import { Select } from 'antd'
import { type Field, kindOf } from '#engine'
import { say } from '../words/index.ts'
import { choiceFrom, groupNames, optionsOf } from './choice.tsx'
import { Faint, selectNames, UnseenLabel } from './typed.tsx'
import { type FieldView, fitSideBySide, type InputProps, isBlank, ROOM } from './view.ts'

const SIDE_BY_SIDE = 6
const chosenIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

function Boxes(props: InputProps) {
  const { id, field, value, onChange } = props
  const chosen = chosenIn(value)
  const order = Object.keys(field.choices ?? {})
  const turn = (choice: string, on: boolean) => {
    const next = order.filter((one) => (one === choice ? on : chosen.includes(one)))
    onChange(next.length ? next : null)
  }
  return (
    <span id={id} className="choices" role="group" {...groupNames(props)} aria-required={undefined}>
      {optionsOf(props).map(({ value: choice, label }) => (
        <label key={choice} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(choice)}
            onChange={({ target }) => turn(choice, target.checked)}
          />
          {label}
        </label>
      ))}
    </span>
  )
}

const Dropdown = (props: InputProps) => (
  <>
    <UnseenLabel {...props} />
    <Select
      {...selectNames(props)}
      mode="multiple"
      variant="borderless"
      optionFilterProp="label"
      placeholder={props.field.hint ?? say('blank.choose')}
      popupMatchSelectWidth={false}
      options={optionsOf(props)}
      value={[...chosenIn(props.value)]}
      onChange={(chosen: string[]) => props.onChange(chosen.length ? chosen : null)}
    />
  </>
)

const standSideBySide = ({ choices = {} }: Field, room: number) =>
  Object.keys(choices).length <= SIDE_BY_SIDE && fitSideBySide(Object.values(choices), room)

export const choices: FieldView = {
  Input: (props) =>
    standSideBySide(props.field, props.room ?? ROOM.row) ? <Boxes {...props} /> : <Dropdown {...props} />,
  grouped: standSideBySide,
  read: (text, field) => {
    const parts = text.split(/[、,，;；]/).filter((part) => part.trim() !== '')
    return parts.length ? parts.map((part) => choiceFrom(part, field)) : null
  },
  Text: ({ field, value }) => (isBlank(value) ? <Faint /> : <>{kindOf(field).print(chosenIn(value), field)}</>),
}
