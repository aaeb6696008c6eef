import type { House, LooseView, Resource } from '#engine'

/** One line of the menu: a paper, or a book kept as a view of one. */
export interface Entry {
  readonly to: string
  readonly title: string
  readonly code: string
  readonly aliases: readonly string[]
  readonly area: string
  readonly resource: Resource
  readonly view?: string
}
export interface Section {
  readonly area: string
  readonly label: string
  readonly entries: readonly Entry[]
}

const ofPaper = (resource: Resource): Entry => ({
  to: `/${resource.form.name}`,
  title: resource.form.title,
  code: resource.code,
  aliases: resource.aliases ?? [],
  area: resource.area,
  resource,
})
const ofView = (resource: Resource, name: string, view: LooseView): Entry => ({
  ...ofPaper(resource),
  to: `/${resource.form.name}?view=${encodeURIComponent(name)}`,
  title: view.label,
  code: view.code ?? '',
  aliases: view.aliases ?? [],
  view: name,
})
/** Views with a code of their own are books of the office, and stand in the menu as such. */
export const entriesOf = (resource: Resource): readonly Entry[] => [
  ofPaper(resource),
  ...Object.entries(resource.views ?? {}).flatMap(([name, view]) => (view.code ? [ofView(resource, name, view)] : [])),
]

/** The menu, area by area, of the papers that somebody may read. */
export const menuOf = (house: House, papers: readonly Resource[]): readonly Section[] =>
  Object.entries(house.areas)
    .map(([area, label]) => ({
      area,
      label,
      entries: papers.filter((paper) => paper.area === area).flatMap(entriesOf),
    }))
    .filter(({ entries }) => entries.length > 0)

/** Whether the page that is open is this line's. */
export function isHere({ resource, view }: Entry, pathname: string, search: string): boolean {
  if (pathname.split('/')[1] !== resource.form.name) return false
  const open = new URLSearchParams(search).get('view') ?? undefined
  const own = open !== undefined && resource.views?.[open]?.code ? open : undefined
  return view === own
}

type Sounds = (text: string) => string
/** Whether what was typed is in the name, the code, another name, or the sound of one of them. */
export function answersTo(entry: Pick<Entry, 'title' | 'code' | 'aliases'>, typed: string, sounds: Sounds): boolean {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return true
  const names = [entry.title, entry.code, ...entry.aliases].join(' ').toLowerCase()
  return names.includes(wanted) || sounds([entry.title, ...entry.aliases].join(' ')).includes(wanted)
}
