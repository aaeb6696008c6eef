import { type Field, kindOf } from '#engine'
import { digitsIn, figureOf, plainText, Typed, textOf } from './typed.tsx'
import type { FieldView } from './view.ts'

/** A number as typed; a text that is none stays a text. */
export function numberFrom(text: string): unknown {
  if (text.trim() === '') return null
  const digits = digitsIn(text)
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : text
}

const figure = plainText((value, { field }) =>
  typeof value === 'number' ? kindOf(field).print(value, field) : textOf(value),
)

/** The number alone: its unit stands behind the input. */
const bare = (value: unknown, field: Field) =>
  typeof value === 'number'
    ? kindOf(field)
        .print(value, { ...field, unit: '' })
        .replace(/%$/, '')
    : textOf(value)

/** A number with its unit behind it. */
export const numberView = (inputMode: 'numeric' | 'decimal', unit?: string): FieldView => ({
  Input: (props) => {
    const after = unit ?? props.field.unit
    return (
      <Typed
        {...props}
        numeric
        inputMode={inputMode}
        after={after && <span className="unit">{after}</span>}
        write={(value) => bare(value, props.field)}
        read={numberFrom}
      />
    )
  },
  Text: (props) => figureOf(figure(props), props.on),
  read: numberFrom,
  align: 'right',
  width: 96,
})
