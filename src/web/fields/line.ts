import type { Field } from '#engine'
import { newKey } from '../providers/client.ts'
import { isBlank, type Slip } from './view.ts'

export const linesIn = (value: unknown): readonly Slip[] => (Array.isArray(value) ? (value as Slip[]) : [])

/** A new line: its own id from the start, and what the paper presets. */
export const emptyLine = (field: Field): Slip => ({
  id: newKey(),
  ...Object.fromEntries(Object.entries(field.fields ?? {}).map(([name, blank]) => [name, blank.preset ?? null])),
})
/** Whether nobody has written on it yet. */
export const isEmptyLine = (field: Field, line: Slip): boolean =>
  Object.entries(field.fields ?? {}).every(
    ([name, { compute, preset }]) => compute !== undefined || isBlank(line[name]) || line[name] === preset,
  )

/** Whether choosing this reference of a line fills anything else on it. */
export const fillsLine = (field: Field, pointer: string): boolean =>
  Object.values(field.fields ?? {}).some(({ copy }) => copy?.split('.')[0] === pointer)
/** The line with what is copied from its reference, which points to `target` now. */
export const filledLine = (field: Field, line: Slip, pointer: string, target: Slip): Slip => ({
  ...line,
  ...Object.fromEntries(
    Object.entries(field.fields ?? {}).flatMap(([name, { copy }]) => {
      const [from, source = ''] = (copy ?? '').split('.')
      return from === pointer ? [[name, target[source] ?? null]] : []
    }),
  ),
})

/** The labels that came with the slip for the references of one line, by blank. */
export function labelsOfLine(field: Field, slip: Slip | undefined, name: string, line: Slip, at: number): Slip {
  const labels = (slip?.labels ?? {}) as Slip
  const entries = Object.keys(field.fields ?? {}).map((blank) => [
    blank,
    labels[`${name}.${String(line.id)}.${blank}`] ?? labels[`${name}.${at}.${blank}`],
  ])
  return Object.fromEntries(entries.filter(([, label]) => label !== undefined))
}

/** Whether two lines read the same, cell by cell. */
export const sameLine = (one: Slip, other: Slip): boolean => {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => Object.is(one[name], other[name]))
}
