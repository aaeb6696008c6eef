import type { Attachment, Field, Fields } from '../fields/field.ts'
import { entriesOf, type Slip } from '../readings/blanks.ts'
import { once } from '../readings/once.ts'
import type { Resource } from '../resource.ts'
import type { Rows } from '../store.ts'
import { refuseFaults } from './drafting.ts'

type Line = Record<string, unknown>
/** The blanks for files, and the tables that have columns for them. */
const placesOf = once((fields: Fields): readonly (readonly [string, Field])[] =>
  entriesOf(fields).filter(
    ([, { kind, fields: columns }]) =>
      kind === 'attachment' || (kind === 'lines' && columns && placesOf(columns).length > 0),
  ),
)
function cardsIn(fields: Fields, slip: Line, prefix = ''): { path: string; card: Attachment }[] {
  return placesOf(fields).flatMap(([name, field]) => {
    const value = slip[name]
    if (!Array.isArray(value)) return []
    if (field.kind === 'lines')
      return value.flatMap((line: Line, at) => cardsIn(field.fields ?? {}, line, `${prefix}${name}.${at}.`))
    return field.kind === 'attachment' ? (value as Attachment[]).map((card) => ({ path: prefix + name, card })) : []
  })
}

/** Gives the files on a slip to it: each must be there, and be its own, or nobody's and brought by who writes. */
export async function claimFiles(
  rows: Rows,
  resource: Resource,
  before: Line,
  slip: Slip,
  user: string,
  effect: boolean,
): Promise<void> {
  if (placesOf(resource.form.fields).length === 0) return
  const had = new Set(cardsIn(resource.form.fields, before).map(({ card }) => card.id))
  const fresh = cardsIn(resource.form.fields, slip).filter(({ card }) => !had.has(card.id))
  if (fresh.length === 0) return
  const files = await rows.take(
    '_files',
    fresh.map(({ card }) => card.id),
  )
  const wrong: Record<string, string> = {}
  for (const { path, card } of fresh) {
    const file = files.find(({ id }) => id === card.id)
    if (!file) wrong[path] = '文件不存在，请重新上传'
    else if (file.record == null && file.by !== user && !effect) wrong[path] = '文件由他人上传，请重新上传'
    else if (file.record != null && file.record !== slip.id && !effect) wrong[path] = '文件已归入其他单据，请重新上传'
  }
  refuseFaults(wrong)
  const unowned = files.filter(({ record }) => record == null)
  await rows.update(
    '_files',
    unowned.map(({ id }) => ({ id: id as string, resource: resource.form.name, record: slip.id })),
  )
}
