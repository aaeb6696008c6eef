import { blanksOf, type Field, type House, type Occasion, presetOf, type Resource, stagesOf } from '#engine'
import { emptyLine, linesIn } from '../fields/line.ts'
import { isMasked, type Slip } from '../fields/view.ts'
import { newKey } from '../providers/client.ts'

/** A new slip before anybody writes on it: presets, the first stage, empty boxes, as the desk opens it. */
export function freshSlip(house: House, resource: Resource, occasion: Occasion, project: string | null): Slip {
  const { user } = occasion
  const blanks = blanksOf(resource).map(([name, field]) => [name, openingOf(resource, field, occasion)])
  const mine = blanksOf(resource).filter(
    ([, { kind, form, preset }]) => kind === 'ref' && form === house.staff.form && preset === 'me',
  )
  return {
    id: '',
    version: 0,
    project: resource.of === 'company' ? null : project,
    createdBy: user.id,
    ...Object.fromEntries(blanks),
    labels: Object.fromEntries(mine.map(([name]) => [name, user.name])),
  }
}

function openingOf(resource: Resource, field: Field, occasion: Occasion): unknown {
  switch (field.kind) {
    case 'stages':
      return stagesOf(resource)[0]?.name ?? null
    case 'signatures':
      return []
    case 'tick':
      return field.preset ?? (field.optional || field.by !== 'hand' ? null : false)
    case 'lines':
      return field.optional || field.copy || field.by !== 'hand' ? (field.preset ?? null) : [emptyLine(field)]
    default:
      return presetOf(field, occasion)
  }
}

/** The query of the address that opens a new slip: `deposit=…` writes that blank, `from=deposits/…` the blanks that point there. */
export function askedBlanks(
  resource: Resource,
  writable: ReadonlySet<string>,
  search: URLSearchParams,
): Readonly<Record<string, string>> {
  const asked: Record<string, string> = {}
  const [form, id] = (search.get('from') ?? '').split('/')
  for (const [name, field] of blanksOf(resource)) {
    const said = search.get(name)
    if (!writable.has(name)) continue
    if (said !== null) asked[name] = said
    else if (id && field.kind === 'ref' && field.form === form && !Object.values(asked).includes(id)) asked[name] = id
  }
  return asked
}

/** What a new slip takes over from another of its kind: what people wrote, but no files, and no days that have passed. */
export function likeAnother(resource: Resource, writable: ReadonlySet<string>, fresh: Slip, other: Slip): Slip {
  const taken = blanksOf(resource).filter(
    ([name, { kind, preset }]) =>
      writable.has(name) && kind !== 'attachment' && preset === undefined && !isMasked(other[name]),
  )
  const values = Object.fromEntries(
    taken.map(([name, field]) => [name, field.kind === 'lines' ? renewed(other[name]) : other[name]]),
  )
  return {
    ...fresh,
    ...values,
    project: fresh.project ?? other.project,
    labels: { ...(other.labels as Slip), ...(fresh.labels as Slip) },
  }
}
const renewed = (lines: unknown) => linesIn(lines).map((line) => ({ ...line, id: newKey() }))
