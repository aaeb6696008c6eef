import { type Field, fieldsOf, type House, kindOf, type Resource, stagesOf } from '#engine'
import { viewOf } from '../fields/index.ts'

/** One column a list can show. */
export interface Column {
  readonly name: string
  readonly field: Field
  readonly align: 'right' | undefined
  readonly width: number
  /** How narrow it may become where there are many: figures, days and stages are never cut. */
  readonly least: number
  readonly sortable: boolean
}

export const NARROWEST = 64
export const WIDEST = 800
const WIDE_ENOUGH = 144
/** Never of use in a list: the id is no name, the version no news. */
const UNSHOWN = ['id', 'version']

const SIGN = 14
const MARGIN = 40
/** The longest of the words that can stand there. */
const longest = (words: readonly string[]) => Math.max(0, ...words.map((word) => word.length))
/** Long texts get room, words to choose from as much as the longest needs, and none less than its heading. */
function widthOf(resource: Resource, field: Field): number {
  const heading = field.label.length * (SIGN - 1) + 72
  if (field.kind === 'stages')
    return Math.max(heading, longest(stagesOf(resource).map(({ label }) => label)) * SIGN + MARGIN)
  if (field.kind === 'choice')
    return Math.max(heading, Math.min(220, longest(Object.values(field.choices ?? {})) * SIGN + MARGIN))
  if (field.kind === 'instant') return Math.max(heading, 156)
  return Math.max(heading, viewOf(field).width ?? (field.kind === 'note' ? 220 : WIDE_ENOUGH))
}

const elastic: readonly Field['kind'][] = ['text', 'note', 'ref', 'choice', 'choices', 'stamp', 'signatures']
const leastOf = (field: Field, width: number) =>
  elastic.includes(field.kind)
    ? Math.min(width, Math.max(field.kind === 'note' ? 150 : 84, field.label.length * (SIGN - 1) + 40))
    : width

/** Where there is room to spare, what is read as text takes it, as far as this. */
const mostOf = ({ field, width, least }: Column) =>
  width > least && (field.kind === 'text' || field.kind === 'note') ? Math.round(width * 1.8) : width

/** The columns as wide as there is room for: all of them in sight, as far as they give way. */
export function fitted(columns: readonly Column[], room: number): readonly Column[] {
  const sum = (of: (column: Column) => number) => columns.reduce((total, column) => total + of(column), 0)
  const over = sum(({ width }) => width) - room
  const limit = over > 0 ? (column: Column) => column.least : mostOf
  const give = Math.abs(sum(limit) - sum(({ width }) => width))
  if (room <= 0 || give === 0) return columns
  const share = Math.min(1, Math.abs(over) / give)
  return columns.map((column) => ({
    ...column,
    width: Math.floor(column.width + (limit(column) - column.width) * share),
  }))
}

const isSortable = (field: Field) => !field.sensitive && !['json', 'bytes'].includes(kindOf(field).column)

/** Every column this paper can show, in the order of its blanks, the envelope last. */
export function columnsOf(house: House, resource: Resource): readonly Column[] {
  const own = Object.entries(resource.form.fields)
  const names = new Set(own.map(([name]) => name))
  const envelope = Object.entries(fieldsOf(house, resource)).filter(
    ([name]) => !names.has(name) && !UNSHOWN.includes(name),
  )
  const isOfProjects = resource.of !== 'company'
  return [...own, ...envelope.filter(([name]) => name !== 'project' || isOfProjects)].map(([name, blank]) => {
    const field = blank as Field
    const width = widthOf(resource, field)
    return { name, field, align: viewOf(field).align, width, least: leastOf(field, width), sortable: isSortable(field) }
  })
}

/** The columns a list begins with: the view's, or the definition's; and the project where several lie on the desk. */
export function ownColumns(resource: Resource, view: string | undefined, manyProjects: boolean): readonly string[] {
  const names = (view === undefined ? undefined : resource.views?.[view]?.columns) ?? resource.list.columns
  return manyProjects && resource.of !== 'company' && !names.includes('project') ? [...names, 'project'] : names
}
