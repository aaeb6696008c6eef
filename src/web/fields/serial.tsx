import { Faint, textOf } from './typed.tsx'
import type { FieldView } from './view.ts'

export const serial: FieldView = {
  Text: ({ value, on }) =>
    textOf(value) ? (
      <span className="serial">{textOf(value)}</span>
    ) : (
      <Faint>{on === 'sheet' ? '提交后编号' : '—'}</Faint>
    ),
  width: 148,
}
