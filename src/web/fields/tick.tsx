import { kindOf } from '#engine'
import { inputNames, plainText } from './typed.tsx'
import type { FieldView } from './view.ts'

export const tick: FieldView = {
  Input: (props) => (
    <label className="choice">
      <input
        {...inputNames(props)}
        aria-required={undefined}
        type="checkbox"
        checked={props.value === true}
        onChange={({ target }) => props.onChange(target.checked)}
      />
      {props.on === 'list' ? null : kindOf(props.field).print(true, props.field)}
    </label>
  ),
  Text: plainText((value, { field }) => kindOf(field).print(value, field)),
  read: (text) => (text.trim() === '' ? null : /^(是|√|✓|v|y|yes|true|1)$/i.test(text.trim())),
  width: 64,
}
