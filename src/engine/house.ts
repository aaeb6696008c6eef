import type { Day, Field, PolicyKey, Role, Sensitive } from './fields/field.ts'
import type { Report } from './report.ts'
import type { Reader, Resource, Tx, User } from './resource.ts'

export interface RoleDefinition {
  readonly label: string
  /** The other names of this job. */
  readonly aliases?: readonly string[]
  /** Which secrets this job reads in the clear. */
  readonly sees?: readonly Sensitive[]
  /** Roles that the same person may not hold. */
  readonly never?: readonly Role[]
}

/** One thing that companies decide differently, and what the documents say. */
export interface PolicyDefinition<Value = unknown> {
  readonly label: string
  /** The kind of blank that holds its value. */
  readonly field: Field<Value, any, any>
  readonly default: Value
  /** Where the documents say it, or contradict each other. */
  readonly source: string
}
export const policy = <Value, Default extends Value>(
  field: Field<Value, any, any>,
  value: Default,
  source: string,
): PolicyDefinition<Value> => ({ label: field.label, field, default: value, source })

/** A settled policy: the newest row valid on a day wins, the project's before the company's. */
export interface PolicyRow {
  readonly key: string
  readonly project: string | null
  readonly validFrom: Day
  readonly value: unknown
}

/** Who may sign in: read from the forms by the house, so that the engine names none. */
export interface Staff {
  /** The resource whose rows are the people. */
  readonly form: string
  /** The person as he stands today: his roles, projects, buildings and absences he covers; nothing where he may not sign in. */
  find(reader: Reader, by: { readonly id: string } | { readonly username: string }): Promise<Member | undefined>
  /** The rows of the first start: projects of none, one administrator. */
  first(username: string): Readonly<Record<string, unknown>>
}
export interface Member extends User {
  /** A demonstration account: refused unless the demonstration is on. */
  readonly demo: boolean
}

/** Words on their way to somebody, as the outbox holds them. */
export interface Message {
  readonly id: string
  readonly channel: string
  readonly to: string
  readonly text: string
}
/** The ledger of messages: written by effects, sent after they are kept. */
export interface Outbox {
  /** The messages by these channels whose turn it is, the oldest first; nobody else is given them for a while. */
  due(tx: Tx, channels: readonly string[], most: number): Promise<readonly Message[]>
  sent(tx: Tx, id: string): Promise<unknown>
  /** Not sent: to be tried again later, or, after the last time, to be seen to by a person. */
  failed(tx: Tx, id: string, why: string): Promise<unknown>
}

/** Whoever calls is found by his home: what of it is shown on one screen. */
export interface Caller {
  /** The resource whose rows are homes. */
  readonly homes: string
  /** Where to look for what was typed, the likeliest first. */
  find(typed: string): readonly CallerSearch[]
  /** The blanks of a home that are shown, and those that point to its people. */
  readonly shown: readonly string[]
  readonly people: readonly string[]
  /** What lies open for a home. */
  readonly panels: readonly CallerPanel[]
  /** The forms that are often begun for a caller. */
  readonly starts: readonly string[]
}
/** A list query whose rows are homes, or point to homes, or are pointed to by homes. */
export interface CallerSearch {
  readonly resource: string
  readonly query: string
  /** The blank that points to the home; nothing said: the rows are homes. */
  readonly by?: string
  /** The blanks of the home that point to the row. */
  readonly of?: readonly string[]
}
export interface CallerPanel {
  readonly label: string
  readonly resource: string
  /** The blank that points to the home; `room` unless told. */
  readonly by?: string
  /** The list query that says which rows lie open, without the home. */
  readonly query: string
  readonly columns: readonly string[]
  /** An amount whose sum stands beside the label; a total of the list. */
  readonly sum?: string
}

/** A figure of a report; or how many rows a list has, or the sum of one of its totals. Its target is beside it. */
export type Figure =
  | { readonly report: string; readonly measure: string }
  | {
      readonly label: string
      readonly resource: string
      /** A list query as on the wire. */
      readonly query: string
      readonly sum?: string
      readonly target?: { readonly at: number; readonly atMost?: true }
    }
/** What stands on the first page of a role besides its inbox: by what its work is measured, and the forms it begins most. */
export interface HomeDesk {
  readonly figures: readonly Figure[]
  readonly starts: readonly string[]
}

/** Everything that makes this office: its papers, its people, its rules. */
export interface House {
  readonly company: string
  readonly areas: Readonly<Record<string, string>>
  readonly resources: readonly Resource[]
  readonly roles: Readonly<Record<string, RoleDefinition>>
  readonly policies: Readonly<Record<string, PolicyDefinition>>
  /** The resource whose rows are projects. */
  readonly projects: string
  /** The resource whose rows settle policies, and how to read them. */
  readonly policyRows: { readonly form: string; read(row: Readonly<Record<string, unknown>>): PolicyRow }
  readonly staff: Staff
  readonly reports?: readonly Report[]
  /** At what time of day (`06:00`) what happens by itself happens in a project. */
  readonly hour?: PolicyKey
  readonly outbox?: Outbox
  readonly caller?: Caller
  readonly desks?: Partial<Record<Role, HomeDesk>>
}

/** The value of a policy for a project on a day. */
export function policyAt(house: House, rows: readonly PolicyRow[], key: PolicyKey, project: string | null, day: Day) {
  const valid = rows.filter((row) => row.key === key && row.validFrom <= day)
  const newest = (of: readonly PolicyRow[]) =>
    of.reduce<PolicyRow | undefined>((best, row) => (best && best.validFrom > row.validFrom ? best : row), undefined)
  const own = project === null ? undefined : newest(valid.filter((row) => row.project === project))
  const settled = own ?? newest(valid.filter((row) => row.project === null))
  return settled ? settled.value : house.policies[key]?.default
}
