import { blanksOf, type Field, isLaidOut, type Resource } from '#engine'
import { linesIn } from '../fields/line.ts'
import { isBlank, labelIn, type Slip } from '../fields/view.ts'
import { sameValue } from './differing.ts'

/** What reading one reference writes on the slip. */
export interface Copied {
  readonly values: Slip
  readonly labels: Readonly<Record<string, string>>
}

/** The lines of another paper, as far as this one has the same columns; each keeps its id, as the desk keeps it. */
const copiedLines = (field: Field, lines: unknown) =>
  linesIn(lines).map((line) => ({
    id: line.id,
    ...Object.fromEntries(
      Object.entries(field.fields ?? {}).map(([name, blank]) => [name, line[name] ?? blank.preset ?? null]),
    ),
  }))

function sourceValue(field: Field, target: Slip | undefined): unknown {
  const source = (field.copy ?? '').split('.')[1] ?? ''
  if (!target) return null
  return field.kind === 'lines' ? copiedLines(field, target[source]) : (target[source] ?? null)
}

/**
 * What the blanks copied from this reference hold once it points to `target` (nothing: it was cleared): the office's and its lines
 * always, a person's only while nobody has written another value over what was copied `before`.
 */
export function copiesFrom(
  resource: Resource,
  slip: Slip,
  pointer: string,
  target: Slip | undefined,
  before: Slip,
): Copied {
  const values: Record<string, unknown> = {}
  const labels: Record<string, string> = {}
  for (const [name, field] of blanksOf(resource)) {
    const [from, source = ''] = (field.copy ?? '').split('.')
    if (from !== pointer) continue
    const untouched =
      isBlank(slip[name]) || sameValue(field, slip[name], before[name]) || sameValue(field, slip[name], field.preset)
    if (field.by === 'hand' && !untouched && !isLaidOut(field)) continue
    values[name] = sourceValue(field, target)
    const label = source === 'id' ? labelIn(target, 'id') : labelIn(target, source)
    if (field.kind === 'ref' && label !== undefined) labels[name] = label
  }
  return { values, labels }
}

/** Whether choosing this reference fills anything else. */
export const copiesFromAny = (resource: Resource, pointer: string): boolean =>
  blanksOf(resource).some(([, { copy }]) => copy?.split('.')[0] === pointer)
