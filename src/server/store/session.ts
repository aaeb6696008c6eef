import type { PoolClient } from 'pg'
import { type Pending, pending, type Write } from './pending.ts'
import type { Ask } from './reading.ts'
import { type Answer, type Statement, together } from './statement.ts'
import type { Table, Tables } from './tables.ts'

type Sent = Statement | string
/** So many statements of writes go on one journey, each of many rows. */
const WRITES_AT_ONCE = 4

/** One open transaction: it begins with its first question and holds its writes back until somebody reads them. */
export interface Session {
  readonly held: Pending
  /** How many rows of each table it wrote. */
  readonly done: ReadonlyMap<Table, number>
  ask: Ask
  /** Asks for something that no table holds. */
  run(text: string): Promise<Answer>
  wrote(table: Table, rows: number): void
  /** Sends everything held back. */
  flush(): Promise<void>
  /** Sends everything held back and keeps it; `sure` where every row is known to be there. */
  commit(sure: boolean): Promise<void>
  rollback(): Promise<void>
}

/** `told` says in the store's words what the database refused. */
export function session(client: PoolClient, tables: Tables, told: (error: unknown) => unknown): Session {
  const held = pending(tables)
  const done = new Map<Table, number>()
  let begun = false
  /** Writes on their way before others that belong to them. */
  let halfway: Promise<unknown> | undefined

  async function send(statements: readonly Sent[]): Promise<readonly Answer[]> {
    const opening = begun ? [] : ['begin']
    begun = true
    try {
      return (await together(client, [...opening, ...statements])).slice(opening.length)
    } catch (error) {
      throw told(error)
    }
  }
  const wrote = (table: Table, rows: number) => {
    done.set(table, (done.get(table) ?? 0) + rows)
  }
  /** Writes, and what comes after them, in one journey. */
  async function write(writes: readonly Write[], after: readonly Sent[]): Promise<readonly Answer[]> {
    const answers = await send([...writes.map(({ statement }) => statement), ...after])
    writes.forEach(({ table, rows }, at) => {
      const { rowCount } = answers[at] as Answer
      if (rowCount !== (rows ?? rowCount)) throw new Error(`${table.name}: not all of ${rows} rows to write are there`)
      wrote(table, rowCount ?? 0)
    })
    return answers.slice(writes.length)
  }
  async function flushed(after: readonly Sent[]): Promise<readonly Answer[]> {
    let writes: Write[] = []
    for (const one of held.drain()) {
      if (writes.length === WRITES_AT_ONCE) {
        halfway = write(writes, []).finally(() => {
          halfway = undefined
        })
        await halfway
        writes = []
      }
      writes.push(one)
    }
    return write(writes, after)
  }
  return {
    held,
    done,
    wrote,
    run: async (text) => (await send([text]))[0] as Answer,
    async ask(table, asked) {
      while (halfway) await halfway
      const waits = table === 'several' ? held.count() > 0 : held.touches(table)
      const [answer] = waits ? await flushed([asked]) : await send([asked])
      return answer as Answer
    },
    async flush() {
      if (held.count() > 0) await flushed([])
    },
    async commit(sure) {
      if (!sure) await this.flush()
      if (begun || held.count() > 0) await flushed(['commit'])
    },
    async rollback() {
      if (begun) await client.query('rollback')
    },
  }
}
