import type { Field, Fields } from '../fields/field.ts'
import { kindOf } from '../fields/kinds.ts'
import type { Occasion, Resource } from '../resource.ts'
import { entriesOf, type Slip } from './blanks.ts'
import { once } from './once.ts'

type Written = Record<string, unknown>
type Faults = Record<string, string>
const rowsIn = (value: unknown) => (Array.isArray(value) ? (value as Written[]) : [])
const isRow = (value: unknown): value is Written => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The words `today`, `now`, `month` and `me` as they stand for this person at this moment. */
export function presetOf({ preset }: Field, { today, now, user }: Pick<Occasion, 'today' | 'now' | 'user'>): unknown {
  switch (preset) {
    case 'today':
      return today
    case 'now':
      return now
    case 'month':
      return today.slice(0, 7)
    case 'me':
      return user.id
    default:
      return preset ?? null
  }
}

/** Whether the office lays out the lines of this table: some columns are kept, and a person writes in the others alone. */
export const isLaidOut = ({ kind, by, fields = {} }: Field): boolean =>
  kind === 'lines' && by === 'hand' && entriesOf(fields).some(([, column]) => column.kept)

/** Brings what a person wrote into the form in which it is kept; the ids of lines are given by `newId`. */
export function tidied(field: Field, value: unknown, newId: () => string): unknown {
  const tidy = kindOf(field).tidy(value)
  if (field.kind !== 'lines' || !Array.isArray(tidy)) return tidy
  return tidy.map((line: unknown) => (isRow(line) ? tidiedLine(field.fields ?? {}, line, newId) : line))
}
function tidiedLine(fields: Fields, line: Written, newId: () => string): Written {
  const made: Written = { id: typeof line.id === 'string' && line.id ? line.id : newId() }
  for (const [name, field] of entriesOf(fields))
    made[name] = field.compute ? null : tidied(field, line[name] ?? (field.preset as unknown) ?? null, newId)
  for (const name of Object.keys(line)) if (!Object.hasOwn(made, name)) made[name] = line[name]
  return made
}

/** What is wrong with one blank, by path: `items.0.quantity`. */
export function faultsOf(path: string, field: Field, value: unknown, must: boolean): Faults {
  if (value === null || value === undefined) return must ? { [path]: `请填写${field.label}` } : NONE
  const fault = kindOf(field).fault(value, field)
  if (fault) return { [path]: `${field.label}${fault}` }
  return field.kind === 'lines' ? faultsOfLines(path, field.fields ?? {}, rowsIn(value)) : NONE
}
const NONE: Faults = Object.freeze({})
const isEmpty = (faults: Faults) => {
  for (const _ in faults) return false
  return true
}
/** Adds what was found to what is wrong already. */
const gather = (faults: Faults, found: Faults) => found !== NONE && Object.assign(faults, found)
function faultsOfLines(path: string, fields: Fields, rows: readonly Written[]): Faults {
  const faults: Faults = {}
  rows.forEach((row, at) => {
    if (!isRow(row)) return Object.assign(faults, { [path]: `第 ${at + 1} 行不是一行明细` })
    for (const [name, field] of entriesOf(fields))
      if (!field.compute) gather(faults, faultsOf(`${path}.${at}.${name}`, field, row[name], !field.optional))
    for (const name of Object.keys(row))
      if (name !== 'id' && !Object.hasOwn(fields, name)) faults[`${path}.${at}.${name}`] = `明细中没有「${name}」这一栏`
  })
  return faults
}

/** Fills the blanks that the office works out from the others, lines first; a blank whose sources are missing stays empty. */
export function workedOut<S extends Written>(fields: Fields, slip: S): S {
  const filled: Written = slip
  const { tables, computed } = worksOf(fields)
  for (const [name, columns] of tables)
    filled[name] =
      slip[name] == null ? null : rowsIn(slip[name]).map((row) => (isRow(row) ? workedOut(columns, { ...row }) : row))
  for (const [name, compute] of computed) {
    const worked = compute(filled)
    filled[name] = typeof worked === 'number' && !Number.isFinite(worked) ? null : (worked ?? null)
  }
  return slip
}
/** What is worked out on a form: its tables with computed columns, and its computed blanks. */
const worksOf = once(
  (fields: Fields): Works => ({
    tables: entriesOf(fields).flatMap(([name, { kind, fields: columns = {} }]) =>
      kind === 'lines' && hasWorks(columns) ? [[name, columns] as const] : [],
    ),
    computed: entriesOf(fields).flatMap(([name, { compute }]) =>
      compute ? [[name, compute as Compute] as const] : [],
    ),
  }),
)
const hasWorks = (columns: Fields) => entriesOf(columns).some(([, { compute }]) => compute)
type Compute = (slip: Written) => unknown
interface Works {
  readonly tables: readonly (readonly [name: string, columns: Fields])[]
  readonly computed: readonly (readonly [name: string, compute: Compute])[]
}
/** A copy of the slip with its computed blanks filled: what the browser shows while somebody writes. */
export const computedSlip = <S extends Written>(resource: Resource, slip: S): S => {
  try {
    return workedOut(resource.form.fields, { ...slip })
  } catch {
    return slip
  }
}

const namesOf = once((fields: Fields): readonly string[] => Object.keys(fields))
/** What is wrong with a slip as a whole: its blanks, and how they fit together. `must` names blanks needed at this step. */
export function checkedSlip(
  resource: Resource,
  slip: Slip | Written,
  occasion: Occasion,
  blanks: Iterable<string> = namesOf(resource.form.fields),
  must: readonly string[] = [],
): Faults {
  const faults: Faults = {}
  for (const name of blanks) {
    const field = resource.form.fields[name] as Field | undefined
    if (!field) faults[name] = `表上没有「${name}」这一栏`
    else if (field.by === 'hand' || field.kept)
      gather(faults, faultsOf(name, field, slip[name], (field.by === 'hand' && !field.optional) || must.includes(name)))
  }
  if (!resource.checks || !isEmpty(faults)) return faults
  return checksOf(resource, computedSlip(resource, slip), occasion)
}
function checksOf(resource: Resource, slip: Written, occasion: Occasion): Faults {
  const faults: Faults = {}
  for (const check of resource.checks ?? []) {
    const verdict = (check as (slip: Written, desk: Occasion) => true | readonly [string, string])(slip, occasion)
    if (verdict !== true) faults[verdict[0]] ??= verdict[1]
  }
  return faults
}
