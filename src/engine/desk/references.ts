import type { Field, Fields } from '../fields/field.ts'
import type { House } from '../house.ts'
import { blanksOf, resourcesByName, type Slip } from '../readings/blanks.ts'
import type { Resource } from '../resource.ts'
import type { ReadRows, Row } from '../store.ts'

type Line = Record<string, unknown>
interface Pointer {
  readonly path: string
  readonly field: Field
  readonly id: string
}
const linesIn = (value: unknown) =>
  Array.isArray(value) ? value.filter((line): line is Line => typeof line === 'object' && line !== null) : []
const hasCopies = (fields: Fields) => Object.values(fields).some(({ copy }) => copy)

function pointersIn(fields: Fields, slip: Line, prefix = ''): Pointer[] {
  return (Object.entries(fields) as [string, Field][]).flatMap(([name, field]) => {
    const value = slip[name]
    if (field.kind === 'lines')
      return linesIn(value).flatMap((line, at) => pointersIn(field.fields ?? {}, line, `${prefix}${name}.${at}.`))
    return field.kind === 'ref' && typeof value === 'string' ? [{ path: prefix + name, field, id: value }] : []
  })
}

/** What references point to, read once a transaction and in sets. */
export function references(house: House, rows: ReadRows) {
  const known = new Map<string, Row | null>()
  const at = (form: string | undefined, id: unknown) => known.get(`${form} ${id}`) ?? undefined

  async function load(form: string, ids: readonly string[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !known.has(`${form} ${id}`))
    if (missing.length === 0 || !resourcesByName(house).has(form)) return
    for (const id of missing) known.set(`${form} ${id}`, null)
    const found = await rows.select(form, { where: { field: 'id', op: 'in', values: missing } })
    for (const row of found) known.set(`${form} ${row.id}`, row)
  }

  /** Reads everything these slips point to. */
  async function loadFor(resource: Resource, slips: readonly Line[]): Promise<void> {
    const wanted = new Map<string, string[]>()
    for (const { field, id } of slips.flatMap((slip) => pointersIn(resource.form.fields, slip))) {
      const ids = wanted.get(field.form ?? '') ?? []
      ids.push(id)
      wanted.set(field.form ?? '', ids)
    }
    for (const [form, ids] of wanted) await load(form, ids)
  }

  /** What is wrong with the references of a slip: gone, or another project's. */
  function faults(resource: Resource, slip: Slip): Record<string, string> {
    const wrong: Record<string, string> = {}
    for (const { path, field, id } of pointersIn(resource.form.fields, slip)) {
      const target = at(field.form, id)
      if (!target) wrong[path] = `${field.label}所选的记录不存在`
      else if (slip.project !== null && target.project != null && target.project !== slip.project)
        wrong[path] = `${field.label}不属于本项目`
    }
    return wrong
  }

  /** The project that the references of a slip agree on. */
  function projectOf(resource: Resource, slip: Line): string | undefined {
    for (const { field, id } of pointersIn(resource.form.fields, slip)) {
      const project = field.form === house.projects ? id : at(field.form, id)?.project
      if (typeof project === 'string') return project
    }
    return undefined
  }

  /**
   * Fills the blanks copied from what references point to, but those that `given` names: written by hand, or kept as they
   * were when the reference was written.
   */
  async function copy(
    resource: Resource,
    slips: readonly Slip[],
    given: (slip: Slip, name: string) => boolean,
  ): Promise<void> {
    const copies = blanksOf(resource).filter(([, field]) => field.copy)
    if (copies.length === 0) return
    for (let round = 0; round < 3; round++) {
      await loadFor(resource, slips)
      let changed = false
      for (const slip of slips)
        for (const [name, field] of copies)
          if (!given(slip, name)) changed = copyOne(resource, slip, name, field) || changed
      if (!changed) return
    }
  }
  const copyOne = (resource: Resource, slip: Slip, name: string, field: Field) =>
    copyFrom(resource.form.fields, slip, name, field)

  /** The same inside lines just written: the office's copies always anew, a person's where he left the cell empty. */
  async function copyInLines(resource: Resource, slips: readonly Slip[], wrote: (slip: Slip, name: string) => boolean) {
    const tables = blanksOf(resource).filter(([, { kind, fields = {} }]) => kind === 'lines' && hasCopies(fields))
    if (tables.length === 0) return
    await loadFor(resource, slips)
    for (const slip of slips)
      for (const [table, { fields = {} }] of tables)
        if (wrote(slip, table))
          for (const line of linesIn(slip[table]))
            for (const [name, field] of Object.entries(fields) as [string, Field][])
              if (field.copy && (field.by === 'office' || line[name] == null)) copyFrom(fields, line, name, field)
  }
  function copyFrom(fields: Fields, slip: Line, name: string, field: Field): boolean {
    const [pointer = '', source = ''] = (field.copy ?? '').split('.')
    const target = at(fields[pointer]?.form, slip[pointer])
    if (!target) return false
    const value =
      source === 'id'
        ? target.id
        : field.kind === 'lines'
          ? copiedLines(field, target[source])
          : (target[source] ?? null)
    if (JSON.stringify(slip[name] ?? null) === JSON.stringify(value)) return false
    slip[name] = value
    return true
  }

  const label = (field: Field | undefined, id: unknown) => at(field?.form, id)?._label as string | undefined
  /** A row was written: what points to it reads the new one. */
  const renew = (form: string, row: Row) => {
    if (known.has(`${form} ${row.id}`)) known.set(`${form} ${row.id}`, row)
  }
  return { load, loadFor, faults, projectOf, copy, copyInLines, label, renew, at }
}
export type References = ReturnType<typeof references>

/** The lines of another paper, as far as this one has the same columns; each keeps its id, so that copying twice is copying once. */
const copiedLines = (field: Field, lines: unknown) =>
  linesIn(lines).map((line) => {
    const made: Line = { id: line.id }
    for (const [name, blank] of Object.entries(field.fields ?? {}) as [string, Field][])
      made[name] = line[name] ?? blank.preset ?? null
    return made
  })
