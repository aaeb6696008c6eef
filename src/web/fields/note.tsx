import { Faint, inputNames, textOf } from './typed.tsx'
import type { FieldView, InputProps } from './view.ts'

/** Grows with what is written: the text stands once more behind it, unseen, and keeps the height. */
function NoteInput(props: InputProps) {
  const written = textOf(props.value)
  return (
    <span className="note" data-text={`${written} `}>
      <textarea
        {...inputNames(props)}
        rows={1}
        placeholder={props.field.hint}
        value={written}
        onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
      />
    </span>
  )
}

export const note: FieldView = {
  Input: NoteInput,
  Text: ({ value, on }) =>
    textOf(value) === '' ? (
      <Faint />
    ) : (
      <span className={on === 'list' ? 'one-line' : 'many-lines'}>{textOf(value)}</span>
    ),
  width: 240,
}
