import { type Field, kindOf } from '#engine'
import { digitsIn, figureOf, plainText, Typed, textOf } from './typed.tsx'
import type { FieldView, Slip, TextProps } from './view.ts'

/** Yuan as typed, in fen: counted in digits, never through a float. */
export function fenFrom(text: string): unknown {
  if (text.trim() === '') return null
  const parts = /^([+-]?)(\d*)(?:\.(\d{0,2}))?$/.exec(digitsIn(text))
  const [, sign, whole = '', rest = ''] = parts ?? []
  if (!parts || whole + rest === '') return text
  const fen = Number(whole + rest.padEnd(2, '0'))
  return Number.isSafeInteger(fen) ? (sign === '-' && fen !== 0 ? -fen : fen) : text
}

const yuanOf = (value: unknown, { field }: TextProps) =>
  typeof value === 'number' ? kindOf(field).print(value, field) : textOf(value)
const sign = <span className="unit">¥</span>
const signed = plainText((value, props) =>
  props.on === 'list' ? yuanOf(value, props) : yuanOf(value, props).replace(/^-?/, '$&¥'),
)

export const money: FieldView = {
  Input: (props) => (
    <Typed
      {...props}
      numeric
      inputMode="decimal"
      before={props.on === 'list' ? undefined : sign}
      write={(value) => yuanOf(value, props)}
      read={fenFrom}
    />
  ),
  Text: (props) => figureOf(signed(props), props.on),
  read: fenFrom,
  align: 'right',
  width: 120,
}

/** The sum of one blank over all lines, as far as it holds numbers. */
export const sumOf = (rows: readonly Slip[], name: string): number =>
  rows.reduce((sum, row) => sum + (typeof row[name] === 'number' ? row[name] : 0), 0)

/** The columns whose sum says something: amounts that are worked out, or, where none is, those that are written. */
export const summed = (columns: readonly (readonly [string, Field])[]): readonly string[] => {
  const amounts = columns.filter(([, { kind }]) => kind === 'money')
  const worked = amounts.filter(([, { compute }]) => compute)
  return (worked.length > 0 ? worked : amounts).map(([name]) => name)
}
