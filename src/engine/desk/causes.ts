import { matches } from '../memory/match.ts'
import { resourcesByName } from '../readings/blanks.ts'
import { rightsOf, scopeOf } from '../readings/rights.ts'
import { stepsOf } from '../readings/stages.ts'
import type { ReadRows, Row } from '../store.ts'
import type { Context } from './context.ts'

/** The step on a slip by which something happened to another; whose slip this person may not see is told without its id. */
export interface Cause {
  readonly resource: string
  readonly title: string
  readonly action: string
  readonly step: string
  readonly id?: string
  readonly label?: string
}

/** What a person does at the desk that no definition names. */
export const OWN_STEPS: Readonly<Record<string, string>> = {
  create: '新建',
  edit: '修改',
  remove: '删除',
  update: '系统更新',
  reveal: '查看完整内容',
}

/** Tells the causes of these entries, read in sets. */
export async function causesOf({ house, visitor }: Context, rows: ReadRows, entries: readonly Row[]) {
  const named = [...new Set(entries.flatMap(({ cause }) => (typeof cause === 'string' ? [cause] : [])))].map(
    (cause) => [cause, cause.split('/') as [form: string, id: string, action: string]] as const,
  )
  const told = new Map<string, Cause>()
  for (const form of new Set(named.map(([, [name]]) => name))) {
    const resource = resourcesByName(house).get(form)
    if (!resource) continue
    const own = named.filter(([, [name]]) => name === form)
    const ids = [...new Set(own.map(([, [, id]]) => id))]
    const scope = scopeOf(resource, visitor.user)
    const found = rightsOf(resource, visitor.user).read
      ? await rows.select(form, { where: { field: 'id', op: 'in', values: ids } })
      : []
    for (const [cause, [, id, action]] of own) {
      const row = found.find((one) => one.id === id && matches(one, scope))
      const step = stepsOf(resource).find(({ name }) => name === action)?.label ?? OWN_STEPS[action] ?? action
      told.set(cause, {
        ...{ resource: form, title: resource.form.title, action, step },
        ...(row && { id, label: row._label as string }),
      })
    }
  }
  return told
}
