import type { Field } from './field.ts'
import { asIs, type Kind, numberFrom, ranges } from './kind.ts'

const grouped = (value: number, digits: number) => {
  const [whole = '0', rest] = Math.abs(value).toFixed(digits).split('.')
  const sign = value < 0 ? '-' : ''
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest ? `.${rest}` : ''}`
}
/** `123456` fen as `1,234.56`. */
export const yuan = (fen: number) => grouped(fen / 100, 2)

const within = (value: number, { min, max }: Field, show: (value: number) => string) => {
  if (min !== undefined && value < min) return `不能小于 ${show(min)}`
  if (max !== undefined && value > max) return `不能大于 ${show(max)}`
  return undefined
}
/** Digits behind the point, as a person would write the number. */
const digitsOf = (value: number) => {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent))
}

export const moneyKind: Kind = {
  column: 'bigint',
  ops: ranges,
  tidy: asIs,
  fault(value, field) {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return '须为金额（精确到分）'
    if (Math.abs(value) > 1e14) return '金额过大'
    return within(value, field, (fen) => `${yuan(fen)} 元`)
  },
  parse: (wire) => {
    const value = numberFrom(wire)
    return value !== undefined && Number.isSafeInteger(value) ? value : undefined
  },
  print: (value) => yuan(value as number),
  cell: 'money',
}

export const wholeKind: Kind = {
  column: 'integer',
  ops: ranges,
  tidy: asIs,
  fault(value, field) {
    if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > 2_147_483_647) return '须为整数'
    return within(value, field, String)
  },
  parse: (wire) => (/^-?\d{1,9}$/.test(wire) ? Number(wire) : undefined),
  print: (value, { unit }) => `${value}${unit ? ` ${unit}` : ''}`,
  cell: 'number',
}
export const ratingKind: Kind = {
  ...wholeKind,
  fault: (value) => ([1, 2, 3, 4, 5].includes(value as number) ? undefined : '须为 1 至 5 星'),
  print: (value) => '★'.repeat(value as number),
}

export const scaleOf = (field: Field) => field.scale ?? 2

export const decimalKind: Kind = {
  column: 'decimal',
  ops: ranges,
  tidy: asIs,
  fault(value, field) {
    if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 1e11) return '须为数字'
    if (digitsOf(value) > scaleOf(field)) return `最多 ${scaleOf(field)} 位小数`
    return within(value, field, String)
  },
  parse: numberFrom,
  print: (value, field) => `${grouped(value as number, scaleOf(field))}${field.unit ? ` ${field.unit}` : ''}`,
  cell: 'number',
}
export const percentKind: Kind = { ...decimalKind, print: (value) => `${value}%`, cell: 'percent' }
