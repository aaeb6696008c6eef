import { Select } from 'antd'
import { type Field, kindOf } from '#engine'
import { say } from '../words/index.ts'
import { plainText, selectNames, textOf, UnseenLabel } from './typed.tsx'
import { type FieldView, fitSideBySide, type InputProps, ROOM } from './view.ts'

const SIDE_BY_SIDE = 4

/** Up to four choices stand side by side where there is room, as on paper; a click on the chosen one takes it back where it may be left open. */
function Radios(props: InputProps) {
  const { id, name, field, value, onChange } = props
  const again = (choice: string) => field.optional && choice === value && onChange(null)
  return (
    <span id={id} className="choices" role="radiogroup" {...groupNames(props)}>
      {Object.entries(field.choices ?? {}).map(([choice, label]) => (
        <label key={choice} className={choice === value ? 'choice chosen' : 'choice'}>
          <input
            type="radio"
            name={`${id}-${name ?? ''}`}
            checked={choice === value}
            onChange={() => onChange(choice)}
            onClick={() => again(choice)}
          />
          {label}
        </label>
      ))}
    </span>
  )
}

export const groupNames = ({ label, field, invalid, describedBy }: InputProps) => ({
  'aria-label': label ?? field.label,
  'aria-invalid': invalid || undefined,
  'aria-describedby': describedBy,
  'aria-required': field.optional ? undefined : true,
})

export const optionsOf = ({ field }: InputProps) =>
  Object.entries(field.choices ?? {}).map(([value, label]) => ({ value, label }))

function Dropdown(props: InputProps) {
  const { value, onChange, field } = props
  return (
    <>
      <UnseenLabel {...props} />
      <Select
        {...selectNames(props)}
        variant="borderless"
        showSearch
        optionFilterProp="label"
        allowClear={field.optional}
        placeholder={field.hint ?? say('blank.choose')}
        popupMatchSelectWidth={false}
        options={optionsOf(props)}
        value={textOf(value) || null}
        onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
      />
    </>
  )
}

/** A choice by what the paper calls it, or by its own name. */
export const choiceFrom = (text: string, { choices = {} }: Field): unknown => {
  const said = text.trim()
  const found = Object.entries(choices).find(([choice, label]) => label === said || choice === said)
  return said === '' ? null : (found?.[0] ?? text)
}

const standSideBySide = ({ choices = {} }: Field, room: number) =>
  Object.keys(choices).length <= SIDE_BY_SIDE && fitSideBySide(Object.values(choices), room)

export const choice: FieldView = {
  Input: (props) =>
    standSideBySide(props.field, props.room ?? ROOM.row) ? <Radios {...props} /> : <Dropdown {...props} />,
  grouped: standSideBySide,
  Text: plainText((value, { field }) => kindOf(field).print(value, field)),
  read: choiceFrom,
}
