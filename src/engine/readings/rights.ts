import type { Field, Sensitive } from '../fields/field.ts'
import type { House } from '../house.ts'
import type { Condition } from '../query.ts'
import type { Resource, User, Who } from '../resource.ts'
import type { Selection } from '../store.ts'
import { blanksOf, resourcesByName, type Slip, wireBlanks } from './blanks.ts'
import { askedLater } from './later.ts'
import { mayDo, stagesOf } from './stages.ts'
import { conditionOf } from './where.ts'

export type Right = 'read' | 'create' | 'edit' | 'remove' | 'export' | 'import' | 'print' | 'reveal'

/** Who may do it: what the definition says, and what follows where it says nothing. */
export function whoMay({ may }: Resource, right: Exclude<Right, 'edit'>): Who {
  switch (right) {
    case 'read':
    case 'create':
      return may[right]
    case 'export':
    case 'print':
      return may[right] ?? may.read
    case 'import':
      return may.import ?? may.create
    default:
      return may[right] ?? 'nobody'
  }
}
/** Who may write on the slip at this stage. */
export function whoMayEdit({ may, form }: Resource, stage: string | undefined): Who {
  if (!form.fields.status) return may.edit as Who
  return (may.edit as Readonly<Record<string, Who>>)[stage ?? ''] ?? 'nobody'
}
export const mayEdit = (resource: Resource, slip: Slip, user: User) =>
  slip.voiding == null &&
  mayDo(whoMayEdit(resource, slip.status as string | undefined), user) &&
  (resource.of !== 'both' || slip.project !== null || mayWriteForCompany(resource, user))
/** Of papers that are either a project's or the company's: who writes for every project at once. */
export const mayWriteForCompany = ({ may }: Resource, user: User) => mayDo(may.company ?? may.create, user)

export function rightsOf(resource: Resource, user: User): Readonly<Record<Right, boolean>> {
  const can = (right: Exclude<Right, 'edit'>) => mayDo(whoMay(resource, right), user)
  const stages = stagesOf(resource)
  return {
    read: can('read'),
    create: can('create'),
    edit: stages.length
      ? stages.some(({ name }) => mayDo(whoMayEdit(resource, name), user))
      : mayDo(whoMayEdit(resource, undefined), user),
    remove: can('remove'),
    export: can('read') && can('export'),
    import: can('create') && can('import'),
    print: can('read') && can('print'),
    reveal: can('reveal'),
  }
}

/** Whether this person reads such a secret in the clear. */
export const sees = (house: House, user: User, secret: Sensitive) =>
  user.roles.some((role) => house.roles[role]?.sees?.includes(secret))

/** `138****5678`, `310***********1234`. */
export const masked = (value: string, secret: Sensitive) =>
  secret === 'phone'
    ? value.length < 8
      ? `****${value.slice(-4)}`
      : `${value.slice(0, 3)}****${value.slice(-4)}`
    : `${value.slice(0, 3)}***********${value.slice(-4)}`

/** The rows this person may see at all: those of his projects, within his scope. */
export function scopeOf(resource: Resource, user: User): Condition | undefined {
  const own = resource.scope?.(user)
  const inScope = own && conditionOf(own)
  if (resource.of === 'company') return inScope
  const ofProjects: Condition = {
    field: 'project',
    op: 'in',
    values: resource.of === 'both' ? [...user.projects, null] : user.projects,
  }
  return inScope ? { all: [ofProjects, inScope] } : ofProjects
}

/** What this person may see of a resource: turned by each store into its own language. */
export function selectionOf(house: House, resource: Resource, user: User): Selection {
  const masks: Record<string, Sensitive> = {}
  const labels: Record<string, string> = {
    project: house.projects,
    createdBy: house.staff.form,
    updatedBy: house.staff.form,
  }
  for (const [name, field] of blanksOf(resource)) {
    if (field.sensitive && !sees(house, user, field.sensitive)) masks[name] = field.sensitive
    const target = field.kind === 'ref' ? resourcesByName(house).get(field.form ?? '') : undefined
    if (target && mayDo(target.may.read, user)) labels[name] = target.form.name
  }
  return { table: resource.form.name, blanks: wireBlanks(resource), masks, labels, scope: scopeOf(resource, user) }
}

/** The blanks this person may write on this slip now; on none, those of a new one. What a later step asks for waits for it. */
export function writableBlanks(resource: Resource, slip: Slip | undefined, user: User): ReadonlySet<string> {
  const mine = slip ? mayEdit(resource, slip, user) : mayDo(resource.may.create, user)
  const open = ([name, { by }]: readonly [string, Field]) => by === 'hand' && !askedLater(resource, name, slip?.status)
  return new Set(mine ? blanksOf(resource).flatMap((blank) => (open(blank) ? [blank[0]] : [])) : [])
}
