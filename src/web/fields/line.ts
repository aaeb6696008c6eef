import { type Field, type House, resourcesByName, saidInLabel } from '#engine'
import { newKey } from '../providers/client.ts'
import { isBlank, type Place, type Slip } from './view.ts'

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

type Columns = readonly (readonly [name: string, field: Field])[]
/**
 * The columns of a table as they are shown. What is copied from a reference and said by its label already stands there once: on
 * the screen as the reference, which leads on, and on paper in words of its own.
 */
export function columnsShown(house: House, { fields = {} }: Field, on: Place | undefined): Columns {
  const columns: Columns = Object.entries(fields)
  const said = columns.flatMap(([pointer, { kind, form }]) => {
    const target = kind === 'ref' ? resourcesByName(house).get(form ?? '') : undefined
    const words = target && saidInLabel(target)
    const copies = columns.flatMap(([name, { by, copy }]) => {
      const [from, source = ''] = (copy ?? '').split('.')
      return by === 'office' && from === pointer && words?.has(source) ? [name] : []
    })
    return copies.length > 0 ? [{ pointer, copies }] : []
  })
  const left = new Set(said.flatMap(({ pointer, copies }) => (on === 'print' ? [pointer] : copies)))
  return columns.filter(([name]) => !left.has(name))
}

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
