import type { Field } from './field.ts'
import { equality, type Kind, trimmed } from './kind.ts'

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** No signs that a database or a spreadsheet would refuse: controls, halves of characters. */
export const isPlain = (text: string) => !CONTROL.test(text) && !/\p{Surrogate}/u.test(text)

/** What is wrong with a text: too long, with signs that no keyboard makes, or not of its pattern. */
function textFault(value: unknown, field: Field, longest: number) {
  if (typeof value !== 'string') return '须为文字'
  const most = field.max ?? longest
  if (value.length > most) return `不能超过 ${most} 字`
  if (!isPlain(value)) return '含有无法保存的字符'
  if (field.pattern && !field.pattern.test(value)) return field.says ?? '格式不对'
  return undefined
}

export const textKind: Kind = {
  column: 'text',
  ops: [...equality, 'like'],
  tidy: trimmed,
  fault: (value, field) => (/[\r\n]/.test(String(value)) ? '须写在一行内' : textFault(value, field, 200)),
  parse: (wire) => (isPlain(wire) ? wire : undefined),
  print: (value) => String(value),
  cell: 'text',
}
export const noteKind: Kind = { ...textKind, fault: (value, field) => textFault(value, field, 5000) }

export const phoneKind: Kind = {
  ...textKind,
  ops: ['eq', 'in', 'null', 'tail'],
  tidy: (value) => trimmed(typeof value === 'string' ? value.replace(/[\s-]/g, '') : value),
  fault: (value) =>
    typeof value === 'string' && /^(\+?86)?1[3-9]\d{9}$|^0\d{9,11}$|^\d{7,8}$|^[48]00\d{7}$/.test(value)
      ? undefined
      : '须为手机号或带区号的固定电话',
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** The check digit of an 18-digit identity number (GB 11643). */
export const identityCheck = (digits: string) =>
  '10X98765432'[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11]
const bornOn = (value: string) => `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`

export const identityKind: Kind = {
  ...textKind,
  ops: ['eq', 'in', 'null', 'tail'],
  tidy: (value) => trimmed(typeof value === 'string' ? value.toUpperCase() : value),
  fault: (value) => {
    if (typeof value !== 'string' || !/^[1-9]\d{16}[\dX]$/.test(value)) return '须为 18 位身份证号'
    if (Number.isNaN(Date.parse(bornOn(value)))) return '中的出生日期不存在'
    return identityCheck(value) === value[17] ? undefined : '末位校验码不对，请核对'
  },
}

export const serialKind: Kind = { ...textKind, fault: () => undefined }
