import type { Field } from './field.ts'
import { asIs, equality, type Kind, listed, unfiltered } from './kind.ts'
import { isPlain } from './text.ts'

const known = (value: unknown, { choices = {} }: Field) => typeof value === 'string' && Object.hasOwn(choices, value)
const names = ({ choices = {} }: Field) => Object.values(choices).join('、')
const fallsOut = (field: Field) => `须为其中之一：${names(field).slice(0, 120)}`

export const choiceKind: Kind = {
  column: 'text',
  ops: equality,
  tidy: asIs,
  fault: (value, field) => (known(value, field) ? undefined : fallsOut(field)),
  parse: (wire, field) => (known(wire, field) ? wire : undefined),
  print: (value, { choices = {} }) => choices[value as string] ?? String(value),
  cell: 'text',
}
export const choicesKind: Kind = {
  column: 'json',
  ops: ['has', 'null'],
  tidy: listed,
  fault: (value, field) => {
    if (!Array.isArray(value) || !value.every((one) => known(one, field))) return fallsOut(field)
    return new Set(value).size === value.length ? undefined : '有重复的选项'
  },
  parse: choiceKind.parse,
  print: (value, field) => (value as string[]).map((one) => choiceKind.print(one, field)).join('、'),
  cell: 'text',
}
export const tickKind: Kind = {
  column: 'boolean',
  ops: equality,
  tidy: asIs,
  fault: (value) => (typeof value === 'boolean' ? undefined : '须为是或否'),
  parse: (wire) => (wire === 'true' ? true : wire === 'false' ? false : undefined),
  print: (value) => (value ? '是' : '否'),
  cell: 'text',
}
export const refKind: Kind = {
  column: 'text',
  ops: equality,
  tidy: asIs,
  fault: (value) => (typeof value === 'string' && value.length <= 64 && isPlain(value) ? undefined : '须从列表中选择'),
  parse: (wire, _, words) => (wire === 'me' ? words.me : isPlain(wire) ? wire : undefined),
  print: (value) => String(value),
  cell: 'text',
}
export const stagesKind: Kind = {
  ...choiceKind,
  parse: (wire, { stages = {} }) => (Object.hasOwn(stages, wire) || wire === 'void' ? wire : undefined),
  print: (value, { stages = {} }) => (value === 'void' ? '已作废' : (stages[value as string]?.label ?? String(value))),
  fault: () => undefined,
}
export const attachmentKind: Kind = {
  column: 'json',
  tidy: listed,
  fault: (value, { max = 20 }) => {
    if (!Array.isArray(value) || !value.every(isCard)) return '须为已上传的文件'
    return value.length > max ? `最多 ${max} 个文件` : undefined
  },
  print: (value) => (value as { name: string }[]).map(({ name }) => name).join('、'),
  cell: 'text',
  ...unfiltered,
}
const isCard = (value: unknown) =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
