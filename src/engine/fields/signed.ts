import type { Signature, Stamp } from './field.ts'
import { asIs, type Kind, unfiltered } from './kind.ts'
import { momentIn } from './moment.ts'

const signed = ({ name, at }: Stamp) => `${name} ${momentIn('Asia/Shanghai', at)}`

export const stampKind: Kind = {
  column: 'json',
  tidy: asIs,
  fault: () => undefined,
  print: (value) => signed(value as Stamp),
  cell: 'text',
  ...unfiltered,
}
export const signaturesKind: Kind = {
  ...stampKind,
  print: (value) => (value as Signature[]).map((one) => signed({ ...one, user: one.user ?? '' })).join('；'),
}
export const linesKind: Kind = {
  ...stampKind,
  fault: (value, { min = 0, max = 500 }) => {
    if (!Array.isArray(value)) return '须为明细'
    if (value.length > max) return `最多 ${max} 行`
    return value.length < min ? `至少 ${min} 行` : undefined
  },
  print: (value) => `${(value as unknown[]).length} 行`,
}
