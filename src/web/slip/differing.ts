import type { Field, Fields, Resource } from '#engine'
import { linesIn } from '../fields/line.ts'
import { isBlank, isMasked, type Slip } from '../fields/view.ts'

/** A value brought into the form in which two of them compare: nothing is null, lines count by what people write on them. */
function comparable(field: Field, value: unknown): unknown {
  if (isBlank(value)) return null
  if (field.kind === 'lines') return linesIn(value).map((line) => comparableLine(field.fields ?? {}, line))
  return typeof value === 'string' ? value.trim() : value
}
const comparableLine = (fields: Fields, line: Slip) =>
  Object.entries(fields)
    .filter(([, { compute }]) => !compute)
    .map(([name, field]) => comparable(field, line[name]))

/** Whether two values of a blank say the same. */
export const sameValue = (field: Field, one: unknown, other: unknown): boolean =>
  JSON.stringify(comparable(field, one)) === JSON.stringify(comparable(field, other))

/** The blanks among these in which two states of a slip really differ. */
export const differing = (resource: Resource, one: Slip, other: Slip, names: Iterable<string>): readonly string[] =>
  [...names].filter((name) => {
    const field: Field | undefined = resource.form.fields[name]
    return field !== undefined && !sameValue(field, one[name], other[name])
  })

/** What is sent when a slip is changed: the blanks that differ, and the version they were read at. */
export function patchOf(resource: Resource, before: Slip, slip: Slip, writable: ReadonlySet<string>): Slip {
  const names = differing(resource, before, slip, writable).filter((name) => !isMasked(slip[name]))
  return { ...Object.fromEntries(names.map((name) => [name, slip[name] ?? null])), version: before.version }
}

/** What is sent for a new slip: what is written, and what was cleared; secrets copied behind a mask are left to the desk. */
export function draftOf(resource: Resource, fresh: Slip, slip: Slip, writable: ReadonlySet<string>): Slip {
  const names = [...writable].filter((name) => !isMasked(slip[name]) && !(isBlank(slip[name]) && isBlank(fresh[name])))
  const project = resource.of === 'company' || isBlank(slip.project) ? {} : { project: slip.project }
  return { ...Object.fromEntries(names.map((name) => [name, slip[name] ?? null])), ...project }
}
