import { type House, type LooseView, mayDo, type Report, type Resource, type User } from '#engine'
import { say } from '../words/index.ts'

/** One line of the menu: a paper, a book kept as a view of one, or a statistic. */
export interface Entry {
  readonly to: string
  readonly title: string
  readonly code: string
  readonly aliases: readonly string[]
  readonly area: string
  /** Nothing: a statistic. */
  readonly resource?: Resource
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

const ofReport = ({ name, title, code, aliases = [], area }: Report): Entry => ({
  to: `/reports/${name}`,
  title,
  code,
  aliases,
  area,
})
/** Where the statistics stand in the menu: at its end. */
export const REPORTS = 'reports'

/** Before the areas: what somebody begins most. */
export const OFTEN = 'often'

/** The papers that the roles of somebody begin most, as a section of their own. */
export function oftenOf(house: House, papers: readonly Resource[], { roles }: User): readonly Section[] {
  const names = [...new Set(roles.flatMap((role) => house.desks?.[role]?.starts ?? []))]
  const entries = names.flatMap((name) => papers.find(({ form }) => form.name === name) ?? []).map(ofPaper)
  return entries.length > 0 ? [{ area: OFTEN, label: say('shell.often'), entries }] : []
}

/** The menu, area by area, of the papers that somebody may read, and the statistics after them. */
export function menuOf(house: House, papers: readonly Resource[], user: User): readonly Section[] {
  const areas = Object.entries(house.areas).map(([area, label]) => ({
    area,
    label,
    entries: papers.filter((paper) => paper.area === area).flatMap(entriesOf),
  }))
  const reports = (house.reports ?? []).filter(({ may }) => mayDo(may, user)).map(ofReport)
  const all = [...areas, { area: REPORTS, label: say('shell.reports'), entries: reports }]
  return all.filter(({ entries }) => entries.length > 0)
}

/** Whether the page that is open is this line's. */
export function isHere({ resource, view, to }: Entry, pathname: string, search: string): boolean {
  if (!resource) return pathname === to
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
