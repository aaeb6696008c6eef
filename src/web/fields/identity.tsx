import { Secret } from './secret.tsx'
import { Typed, textOf } from './typed.tsx'
import type { FieldView } from './view.ts'

const read = (text: string) => (text.trim() === '' ? null : text.trim().toUpperCase())

export const identity: FieldView = {
  Input: (props) => <Typed {...props} write={textOf} read={read} />,
  Text: Secret,
  width: 180,
}
