import { dayIn } from '../day.ts'
import type { PolicyKey } from '../fields/field.ts'
import { type House, type PolicyRow, policyAt } from '../house.ts'
import type { Query } from '../query.ts'
import { resourceNamed, type Slip } from '../readings/blanks.ts'
import { once } from '../readings/once.ts'
import { queryOf } from '../readings/query.ts'
import { conditionOf } from '../readings/where.ts'
import { refuse } from '../refusal.ts'
import type { Finding, Occasion, Reader, Resource } from '../resource.ts'
import type { Order, ReadRows, Row } from '../store.ts'
import type { Params, Ports, Visitor } from './ports.ts'

/** What one visit to the desk works with. */
export interface Context {
  readonly house: House
  readonly ports: Ports
  readonly settled: readonly PolicyRow[]
  readonly visitor: Visitor
}
const days = once(({ ports, visitor }: Context) => ({ today: dayIn(ports.zone, visitor.now) }))

const occasions = once((_: Context) => new Map<string | null, Occasion>())
/** Who, when, and what this project has settled. */
export function occasionOf(context: Context, project: string | null): Occasion {
  const known = occasions(context).get(project)
  if (known) return known
  const made = occasionIn(context, project)
  occasions(context).set(project, made)
  return made
}
function occasionIn(context: Context, project: string | null): Occasion {
  const { house, settled, visitor } = context
  const { today } = days(context)
  return {
    user: visitor.user,
    now: visitor.now,
    today,
    policy: (key: PolicyKey) => policyAt(house, settled, key, project, today) as never,
  }
}

export const ordersOf = (sort: Finding<never>['sort']): readonly Order[] =>
  ([sort ?? []].flat() as string[]).map((key) => ({ field: key.replace(/^-/, ''), desc: key.startsWith('-') }))

/** A list query as this visit asks it: by its day, its moment and its person. */
export function queryIn(context: Context, resource: Resource, params: Params): Query {
  const { house, ports, visitor } = context
  const { today, now } = occasionOf(context, null)
  return queryOf(params, { house, resource, zone: ports.zone, words: { today, now, me: visitor.user.id } })
}

/** A kept row as a slip: the one door from the store to the rules. */
export const slipOf = (row: Row): Slip => row as Slip

export const notFound = (house: House, name: string): never =>
  refuse(404, `找不到这张${resourceNamed(house, name).form.title}`)

/** Reads other slips without holding them, for a slip of this project. */
export function readerOf(context: Context, rows: ReadRows, project: string | null): Reader {
  const { house } = context
  const table = (name: string) => resourceNamed(house, name).form.name
  const reader = {
    ...occasionOf(context, project),
    policyOf: (key: PolicyKey, of: string | null) => occasionOf(context, of).policy(key),
    get: async (name: string, id: string) => slipOf((await rows.one(table(name), id)) ?? notFound(house, name)),
    find: (name: string, where: Row, { sort, limit }: Finding<never> = {}) =>
      rows.select(table(name), {
        where: conditionOf(where),
        sort: ordersOf(sort),
        ...(limit !== undefined && { limit }),
      }),
    sum: (name: string, where: Row, blanks: readonly string[]) => rows.sum(table(name), conditionOf(where), blanks),
  }
  return reader as unknown as Reader
}
