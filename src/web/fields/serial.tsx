import { say } from '../words/index.ts'
import { Faint, textOf } from './typed.tsx'
import type { FieldView } from './view.ts'

export const serial: FieldView = {
  Text: ({ value, on }) =>
    textOf(value) ? (
      <span className="serial">{textOf(value)}</span>
    ) : (
      <Faint>{on === 'sheet' ? say('blank.afterSubmit') : '—'}</Faint>
    ),
  width: 148,
}
