import { Secret } from './secret.tsx'
import { Typed, textOf } from './typed.tsx'
import type { FieldView } from './view.ts'

const read = (text: string) => (text.trim() === '' ? null : text)

export const phone: FieldView = {
  Input: (props) => <Typed {...props} inputMode="tel" write={textOf} read={read} />,
  Text: Secret,
  width: 132,
}
