import type { Field } from '../fields/field.ts'
import { blankOf } from '../readings/blanks.ts'
import { isLaidOut } from '../readings/writing.ts'
import type { Resource } from '../resource.ts'
import { refuseFaults } from './drafting.ts'
import { same } from './history.ts'
import type { Answers } from './ports.ts'

type Line = Record<string, unknown>
const linesIn = (value: unknown) => (Array.isArray(value) ? (value as readonly Line[]) : [])

/** The tables among these blanks whose lines the office lays out. */
export const laidOutOf = (resource: Resource, names: readonly string[]): readonly string[] =>
  names.filter((name) => {
    const field = blankOf(resource, name)
    return field !== undefined && isLaidOut(field)
  })

/** What a person wrote in lines that the office laid out: his own cells are taken, the lines and the office's cells stand. */
export function laidOver(resource: Resource, stands: Answers, name: string, raw: unknown, tidy: unknown): unknown {
  const field = blankOf(resource, name) as Field
  if (raw === null || raw === undefined) return stands[name]
  const lines = linesIn(stands[name])
  const said = linesIn(raw)
  const byId = new Map(linesIn(tidy).map((line, at) => [line.id, { line, said: said[at] ?? {}, at }]))
  if (byId.size !== lines.length || said.length !== lines.length || lines.some(({ id }) => !byId.has(id)))
    refuseFaults({ [name]: `${field.label}的各行由系统列出，不能增减` })
  const kept = Object.entries(field.fields ?? {}).filter(([, column]) => column.kept)
  const errors: Record<string, string> = {}
  const over = lines.map((line) => {
    const written = byId.get(line.id) as { readonly line: Line; readonly said: Line; readonly at: number }
    const own = { ...written.line }
    for (const [column, { label }] of kept) {
      if (written.said[column] != null && !same(own[column], line[column]))
        errors[`${name}.${written.at}.${column}`] = `「${label}」由系统填写，不能修改`
      own[column] = line[column]
    }
    return own
  })
  refuseFaults(errors)
  return over
}
