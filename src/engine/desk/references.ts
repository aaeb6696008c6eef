import type { Field, Fields } from '../fields/field.ts'
import type { House } from '../house.ts'
import { entriesOf, resourcesByName, type Slip } from '../readings/blanks.ts'
import { once } from '../readings/once.ts'
import type { Resource } from '../resource.ts'
import type { ReadRows, Row } from '../store.ts'
import { same } from './history.ts'

type Line = Record<string, unknown>
const linesIn = (value: unknown) =>
  Array.isArray(value) ? value.filter((line): line is Line => typeof line === 'object' && line !== null) : []

type Blanks = readonly (readonly [name: string, field: Field])[]
/** A blank that is copied from what another points to. */
interface Copy {
  readonly name: string
  readonly field: Field
  /** The blank that points, and the form it points to. */
  readonly pointer: string
  readonly form: string | undefined
  readonly source: string
}
const copyOf = (fields: Fields, name: string, field: Field): Copy => {
  const [pointer = '', source = ''] = (field.copy ?? '').split('.')
  return { name, field, pointer, form: fields[pointer]?.form, source }
}
/** Where a form points to others, and where it copies from them; the same of its tables. */
interface Pointing {
  readonly refs: Blanks
  readonly copies: readonly Copy[]
  readonly tables: readonly (readonly [name: string, columns: Fields])[]
}
const pointingOf = once((fields: Fields): Pointing => {
  const blanks = entriesOf(fields)
  const tables = blanks.flatMap(([name, { kind, fields: columns }]) =>
    kind === 'lines' && columns ? [[name, columns] as const] : [],
  )
  return {
    refs: blanks.filter(([, { kind }]) => kind === 'ref'),
    copies: blanks.filter(([, { copy }]) => copy).map(([name, field]) => copyOf(fields, name, field)),
    tables: tables.filter(([, columns]) => pointingOf(columns).refs.length > 0),
  }
})

type Visit = (field: Field, id: string, name: string, prefix: string) => void
/** Shows everything a slip points to, in its own blanks and in its tables. */
function eachPointer(fields: Fields, slip: Line, visit: Visit, prefix = ''): void {
  const { refs, tables } = pointingOf(fields)
  for (const [name, field] of refs) {
    const id = slip[name]
    if (typeof id === 'string') visit(field, id, name, prefix)
  }
  for (const [name, columns] of tables)
    if (slip[name] != null)
      for (const [at, line] of linesIn(slip[name]).entries())
        eachPointer(columns, line, visit, `${prefix}${name}.${at}.`)
}

/** What references point to, read once a transaction and in sets. */
export function references(house: House, rows: ReadRows) {
  const known = new Map<string, Map<string, Row | null>>()
  const book = (form: string) => {
    const found = known.get(form) ?? new Map<string, Row | null>()
    known.set(form, found)
    return found
  }
  const at = (form: string | undefined, id: unknown) => known.get(form ?? '')?.get(id as string) ?? undefined

  async function load(form: string, ids: Iterable<string>): Promise<void> {
    const rowsOf = book(form)
    const missing = [...ids].filter((id) => !rowsOf.has(id))
    if (missing.length === 0 || !resourcesByName(house).has(form)) return
    for (const id of missing) rowsOf.set(id, null)
    const found = await rows.select(form, { where: { field: 'id', op: 'in', values: missing } })
    for (const row of found) rowsOf.set(row.id as string, row)
  }

  /** Reads everything these slips point to. */
  const loadFor = (resource: Resource, slips: readonly Line[]) => loadPointed(resource.form.fields, slips)
  async function loadPointed(fields: Fields, slips: readonly Line[]): Promise<void> {
    const wanted = new Map<string, Set<string>>()
    const want: Visit = ({ form = '' }, id) => {
      if (known.get(form)?.has(id)) return
      const ids = wanted.get(form)
      if (ids) ids.add(id)
      else wanted.set(form, new Set([id]))
    }
    for (const slip of slips) eachPointer(fields, slip, want)
    await Promise.all([...wanted].map(([form, ids]) => load(form, ids)))
  }

  /** What is wrong with the references of a slip: gone, or another project's. */
  function faults(resource: Resource, slip: Slip): Record<string, string> {
    const wrong: Record<string, string> = {}
    eachPointer(resource.form.fields, slip, (field, id, name, prefix) => {
      const target = at(field.form, id)
      if (!target) wrong[prefix + name] = `${field.label}所选的记录不存在`
      else if (slip.project !== null && target.project != null && target.project !== slip.project)
        wrong[prefix + name] = `${field.label}不属于本项目`
    })
    return wrong
  }

  /** The project that the references of a slip agree on. */
  function projectOf(resource: Resource, slip: Line): string | undefined {
    let found: unknown
    eachPointer(resource.form.fields, slip, ({ form }, id) => {
      found ??= form === house.projects ? id : at(form, id)?.project
    })
    return typeof found === 'string' ? found : undefined
  }

  /**
   * Fills the blanks copied from what references point to, but those that `given` names: written by hand, or kept as they
   * were when the reference was written.
   */
  async function copy(
    { form: { fields } }: Resource,
    slips: readonly Slip[],
    given: (slip: Slip, name: string) => boolean,
  ): Promise<void> {
    const { copies } = pointingOf(fields)
    // what is copied may point further: from the deposit to its room, from the room to its building
    for (let round = 0; round < 3; round++) {
      let further = false
      for (const slip of slips)
        for (const one of copies)
          if (!given(slip, one.name) && copyFrom(slip, one)) further ||= one.field.kind === 'ref'
      if (!further) return
      await loadPointed(fields, slips)
    }
  }

  /** The same inside lines just written: the office's copies always anew, a person's where he left the cell empty. */
  function copyInLines(
    { form: { fields } }: Resource,
    slips: readonly Slip[],
    wrote: (slip: Slip, name: string) => boolean,
  ): void {
    for (const [table, columns] of pointingOf(fields).tables)
      for (const slip of slips)
        if (wrote(slip, table)) for (const line of linesIn(slip[table])) copyIntoLine(columns, line)
  }
  function copyIntoLine(columns: Fields, line: Line): void {
    for (const one of pointingOf(columns).copies)
      if (one.field.by === 'office' || line[one.name] == null) copyFrom(line, one)
  }
  function copyFrom(slip: Line, { name, field, pointer, form, source }: Copy): boolean {
    const target = at(form, slip[pointer])
    if (!target) return false
    const value =
      source === 'id'
        ? target.id
        : field.kind === 'lines'
          ? copiedLines(field, target[source])
          : (target[source] ?? null)
    if (same(slip[name], value)) return false
    slip[name] = value
    return true
  }

  const label = (field: Field | undefined, id: unknown) => at(field?.form, id)?._label as string | undefined
  /** A row was written: what points to it reads the new one. */
  const renew = (form: string, row: Row) => {
    const rowsOf = known.get(form)
    if (rowsOf?.has(row.id as string)) rowsOf.set(row.id as string, row)
  }
  /** Rows that were read anyway need not be read again to be pointed to. */
  const remember = (form: string, found: readonly Row[]) => {
    const rowsOf = book(form)
    for (const row of found) if (!rowsOf.has(row.id as string)) rowsOf.set(row.id as string, row)
  }
  return { load, loadFor, faults, projectOf, copy, copyInLines, label, renew, remember, at }
}
export type References = ReturnType<typeof references>

/** The lines of another paper, as far as this one has the same columns; each keeps its id, so that copying twice is copying once. */
const copiedLines = (field: Field, lines: unknown) =>
  linesIn(lines).map((line) => {
    const made: Line = { id: line.id }
    for (const [name, blank] of entriesOf(field.fields ?? {})) made[name] = line[name] ?? blank.preset ?? null
    return made
  })
