import type { Field, Fields } from '../fields/field.ts'
import { instant, ref, text, whole } from '../fields/makers.ts'
import type { House } from '../house.ts'
import { refuse } from '../refusal.ts'
import type { Resource } from '../resource.ts'
import { once } from './once.ts'

/** A record on its way through the office: the envelope and whatever is written on it. */
export type Slip = Record<string, unknown> & { id: string; version: number; project: string | null }

export const entriesOf: (fields: Fields) => readonly [string, Field][] = once((fields) => Object.entries(fields))
export const blanksOf = (resource: Resource) => entriesOf(resource.form.fields)
export const blankOf = (resource: Resource, name: string): Field | undefined =>
  Object.hasOwn(resource.form.fields, name) ? resource.form.fields[name] : undefined
export function blanksOfKind(resource: Resource, kind: Field['kind']): readonly (readonly [string, Field])[] {
  const known = byKind(resource).get(kind)
  if (known) return known
  const made = blanksOf(resource).filter(([, field]) => field.kind === kind)
  byKind(resource).set(kind, made)
  return made
}
const byKind = once((_: Resource) => new Map<Field['kind'], readonly (readonly [string, Field])[]>())

const reference = (form: string, label: string) => ref(form as never, label)
/** What every record carries beside its blanks, as if it were blanks too. */
export const envelopeOf = (house: House): Fields => ({
  id: text('编号'),
  version: whole('版本'),
  project: reference(house.projects, '项目'),
  createdAt: instant('录入时间'),
  createdBy: reference(house.staff.form, '录入人'),
  updatedAt: instant('更新时间'),
  updatedBy: reference(house.staff.form, '更新人'),
})
/** Every name that a record answers to, and what stands there. */
export const fieldsOf = (house: House, resource: Resource): Fields => fieldsIn(house)(resource)
const fieldsIn = once((house: House) => {
  const envelope = envelopeOf(house)
  return once((resource: Resource): Fields => ({ ...envelope, ...resource.form.fields }))
})

/** The names that go out on the wire, in their order. */
export const wireBlanks = (resource: Resource): readonly string[] => [
  'id',
  'version',
  'project',
  ...Object.keys(resource.form.fields),
  ...(resource.void ? ['voiding'] : []),
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
]

export const resourceNamed = (house: House, name: string): Resource =>
  resourcesByName(house).get(name) ?? refuse(404, `没有名为「${name}」的单据`)

const books = new WeakMap<House, ReadonlyMap<string, Resource>>()
export function resourcesByName(house: House): ReadonlyMap<string, Resource> {
  const known = books.get(house)
  if (known) return known
  const made = new Map(house.resources.map((resource) => [resource.form.name, resource]))
  books.set(house, made)
  return made
}

/** Papers that point to this one: their name and the blank that does. */
export const backlinksOf = (house: House, name: string) =>
  house.resources.flatMap((resource) =>
    blanksOf(resource)
      .filter(([, field]) => field.kind === 'ref' && field.form === name)
      .map(([blank, field]) => ({ resource, blank, label: field.label })),
  )
