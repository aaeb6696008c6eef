import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import type { Pool } from 'pg'
import { codeOf } from './faults.ts'

/** One question to the database. */
export interface Statement {
  readonly text: string
  readonly values: unknown[]
  /** Under this name the database keeps it parsed and, where the plan stays the same, planned. */
  readonly name?: string
  /** Only an index may find it. */
  readonly byIndex?: boolean
}
export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly rowCount: number | null
}
/** A connection, or a pool of them. */
export interface Line {
  query(statement: Statement | string): Promise<Answer>
}
/** A piece of SQL with its values. */
export type Sql = RawBuilder<unknown>

/** Compiles and never runs: statements run on the pool, by name and several at a time. */
const compiler = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Runs as it is, planned for these very values. */
export function statement(sql: Sql): Statement {
  const { sql: text, parameters } = sql.compile(compiler)
  return { text, values: [...parameters] }
}

const names = new Map<string, string>()
/** Every connection keeps what it has prepared: beyond so many the rest goes unnamed. */
const MOST_NAMES = 800

/** The same, kept prepared: for statements whose plan does not hang on their values. */
export function prepared(sql: Sql): Statement {
  const { text, values } = statement(sql)
  return named(text, values)
}
export function named(text: string, values: unknown[]): Statement {
  const name = names.get(text) ?? (names.size < MOST_NAMES ? `s${names.size}` : undefined)
  if (name === undefined) return { text, values }
  names.set(text, name)
  return { text, values, name }
}

/** Sends all at once and waits for all; the first that failed is what went wrong. */
export async function together(line: Line, statements: readonly (Statement | string)[]): Promise<Answer[]> {
  const settled = await Promise.allSettled(statements.map((one) => line.query(one)))
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}
/** A dead connection answers nothing more: the fault is not of the question, or it is the server's end. */
const isDead = (error: unknown) => codeOf(error) === undefined || (error as { severity?: string }).severity === 'FATAL'

/**
 * Asks on a connection of the pool. A refused question leaves the connection as it was; where only an index may find the
 * answer, the database is told not to look through the table.
 */
export async function asking(pool: Pool, asked: Statement | string): Promise<Answer> {
  const client = await pool.connect()
  let dead: Error | undefined
  try {
    if (typeof asked === 'string' || !asked.byIndex) return await client.query(asked)
    const [, , answer] = await together(client, ['begin', BY_INDEX, asked, 'commit'])
    return answer as Answer
  } catch (error) {
    if (isDead(error)) dead = error as Error
    throw error
  } finally {
    client.release(dead)
  }
}
export const BY_INDEX = 'set local enable_seqscan = off'
export const first = ([answer]: readonly Answer[]) => (answer as Answer).rows[0]
