import type { Field } from '../fields/field.ts'
import { fieldsOf } from '../readings/blanks.ts'
import { printed, saidInLabel } from '../readings/label.ts'
import { once } from '../readings/once.ts'
import { selectionOf } from '../readings/rights.ts'
import type { Resource } from '../resource.ts'
import type { ReadRows, Row } from '../store.ts'
import type { Context } from './context.ts'

/** So many blanks tell a slip from others of its kind, besides its label. */
const MOST_TOLD = 3
const TELLING: ReadonlySet<string> = new Set(['ref', 'text', 'note', 'choice', 'money'])

/** What tells slips of a paper apart: the first blanks of its list that its label does not say already. */
const toldOf = once((context: Context) =>
  once((resource: Resource): readonly (readonly [string, Field])[] => {
    const { house, visitor } = context
    const { labels } = selectionOf(house, resource, visitor.user)
    const said = saidInLabel(resource)
    const fields = fieldsOf(house, resource)
    const telling = resource.list.columns.flatMap((name): (readonly [string, Field])[] => {
      const field = fields[name]
      const isTold = field && TELLING.has(field.kind) && !field.sensitive && !said.has(name)
      return isTold && (field.kind !== 'ref' || labels[name]) ? [[name, field]] : []
    })
    return telling.slice(0, MOST_TOLD)
  }),
)

/** In a few words what each of these slips is about; what references point to is looked up once for all of them. */
export async function telling(context: Context, rows: ReadRows, slips: readonly (readonly [Resource, Row])[]) {
  const wanted = new Map<string, Set<string>>()
  for (const [resource, slip] of slips)
    for (const [name, { form }] of toldOf(context)(resource)) {
      if (!form || slip[name] == null) continue
      const ids = wanted.get(form) ?? new Set()
      wanted.set(form, ids.add(String(slip[name])))
    }
  const found = await Promise.all(
    [...wanted].map(async ([form, ids]) => {
      const targets = await rows.select(form, { where: { field: 'id', op: 'in', values: [...ids] } })
      return targets.map(({ id, _label }) => [`${form} ${id}`, String(_label)] as const)
    }),
  )
  const labels = new Map(found.flat())
  return (resource: Resource, slip: Row): string =>
    toldOf(context)(resource)
      .map(([name, field]) =>
        field.form ? (labels.get(`${field.form} ${slip[name]}`) ?? '') : printed(field, slip[name]),
      )
      .filter((words) => words !== '')
      .join(' ')
}
