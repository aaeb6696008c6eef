import { type ReactNode, useState } from 'react'
import type { InputProps, Place, TextProps } from './view.ts'

/** What stands where nothing is written. */
export const Faint = ({ children = '—' }: { children?: ReactNode }) => <span className="faint">{children}</span>

interface TypedProps extends InputProps {
  /** The value as it stands in the cell; a text that is no value stands as it was typed. */
  readonly write: (value: unknown) => string
  /** What was typed: the value, null for nothing, or the very text where it makes no sense, so that nothing typed is lost. */
  readonly read: (text: string) => unknown
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'tel'
  readonly before?: ReactNode
  readonly after?: ReactNode
  readonly numeric?: boolean
}

/** One line that is typed freely and understood afterwards. */
export function Typed(props: TypedProps) {
  const [typing, setTyping] = useState<string>()
  const { before, after, numeric } = props
  return (
    <span className={numeric ? 'typed numeric' : 'typed'}>
      {before}
      <input
        {...inputNames(props)}
        autoComplete="off"
        inputMode={props.inputMode ?? 'text'}
        placeholder={props.field.hint}
        value={typing ?? props.write(props.value)}
        onFocus={(event) => event.target.select()}
        onChange={({ target }) => {
          setTyping(target.value)
          props.onChange(props.read(target.value))
        }}
        onBlur={() => setTyping(undefined)}
      />
      {after}
    </span>
  )
}

/** What ties an input to its label, its fault and its blank; where no label cell points to it, it says its name itself. */
export const inputNames = ({ id, name, label, field, invalid, describedBy }: InputProps) => ({
  id,
  name,
  'aria-label': label,
  'aria-invalid': invalid || undefined,
  'aria-describedby': describedBy,
  'aria-required': field.optional ? undefined : true,
})

/** The same for Ant Design's Select, which writes them on its frame too: what no frame may bear is left out. */
export const selectNames = ({ id, invalid, describedBy }: InputProps) => ({
  id,
  ...(invalid && { 'aria-invalid': true }),
  ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
})
/** The label of a Select to which no label cell points. */
export const UnseenLabel = ({ id, label }: Pick<InputProps, 'id' | 'label'>) =>
  label === undefined ? null : (
    <label className="unseen" htmlFor={id}>
      {label}
    </label>
  )

/** A kind whose value reads as one piece of text. */
export const plainText = (print: (value: unknown, props: TextProps) => string) => (props: TextProps) =>
  props.value === undefined || props.value === null || props.value === '' ? <Faint /> : <>{print(props.value, props)}</>

/** A day or a time: never broken over two lines. */
export const unbroken = ({ value, on }: TextProps) => (textOf(value) ? figureOf(textOf(value), on) : <Faint />)
/** Figures stand under one another; the table's own cells see to that themselves, for it holds many. */
export const figureOf = (text: ReactNode, on: Place | undefined): ReactNode =>
  on === 'list' ? text : <span className="figure">{text}</span>

/** Digits as people type them: full-width ones, thousands, a currency sign. */
export const digitsIn = (text: string): string =>
  text
    .replace(/[０-９．－＋]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[,，\s¥￥元%％]/g, '')

export const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
