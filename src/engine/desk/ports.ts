import type { Instant } from '../fields/field.ts'
import type { User } from '../resource.ts'

/** Who stands at the desk, and when. */
export interface Visitor {
  readonly user: User
  readonly now: Instant
}
/** A write that may come twice: done once, and answered the same the second time. */
export interface Once {
  /** User, route and key together. */
  readonly key: string
  /** A digest of what was sent: another body under the same key is refused. */
  readonly digest: string
}
/** A list query as on the wire; a name may come several times. */
export type Params = Readonly<Record<string, string | readonly string[]>>
export type Answers = Readonly<Record<string, unknown>>

/** What the office needs of the world outside; the engine has no clock, no dictionary and no chance of its own. */
export interface Ports {
  /** The office's zone, `Asia/Shanghai`. */
  readonly zone: string
  /** Words by which Chinese text is also found: `wangfang wf`. */
  readonly pinyin: (text: string) => string
  /** A new id; ids made later sort later. */
  readonly newId: () => string
  /** Hears how far a long work is, and lets others have their turn. */
  readonly progress?: (done: number, of: number) => Promise<void>
}

/** The tables the office keeps for itself, beside one for each form: the blanks of each, by the kind of column. */
export const officeTables = {
  /** One entry a step: who, what, before and after; `record` null for a run of many. */
  _history: {
    resource: 'text',
    record: 'text',
    run: 'text',
    project: 'text',
    at: 'instant',
    by: 'text',
    byName: 'text',
    action: 'text',
    changes: 'json',
    note: 'text',
    cause: 'text',
  },
  /** Sessions by the digest of their token. */
  _sessions: {
    user: 'text',
    startedAt: 'instant',
    seenAt: 'instant',
    expiresAt: 'instant',
    address: 'text',
    agent: 'text',
  },
  /** Password hashes, by the id of the person. */
  _credentials: { hash: 'text', changedAt: 'instant', mustChange: 'boolean' },
  /** Answers already given to writes that may come twice; the id is the key. */
  _answers: { digest: 'text', status: 'integer', body: 'json', at: 'instant' },
  /** Files: the card, whose it is, and the bytes. */
  _files: {
    name: 'text',
    type: 'text',
    size: 'integer',
    resource: 'text',
    record: 'text',
    by: 'text',
    at: 'instant',
    bytes: 'bytes',
  },
  /** What the rules of each day did: one row a day, project and rule; `fault` says why one could not. */
  _days: { day: 'day', project: 'text', rule: 'text', at: 'instant', count: 'integer', fault: 'text' },
  /** The last number of each series. */
  _series: { value: 'integer' },
  /** What the house itself remembers: the demonstration's seed, the shape of the tables. */
  _settings: { value: 'json' },
} as const satisfies Record<string, Record<string, Column>>

/** How a blank is kept: the family of its column. Instants and days are strings on every side. */
export type Column = 'text' | 'integer' | 'bigint' | 'decimal' | 'boolean' | 'day' | 'instant' | 'json' | 'bytes'
