import { plainText, Typed, textOf } from './typed.tsx'
import type { FieldView } from './view.ts'

const read = (text: string) => (text === '' ? null : text)

export const text: FieldView = {
  Input: (props) => <Typed {...props} write={textOf} read={read} />,
  Text: plainText(textOf),
}
