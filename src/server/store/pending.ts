import type { Row } from '#engine'
import { followed, followersOf } from './followers.ts'
import { quoted } from './names.ts'
import { named, type Statement } from './statement.ts'
import { columnNamed, type Table, type Tables, writtenColumns } from './tables.ts'

/** Writes of one kind to one table, not yet sent: sets of rows, each row once. */
interface Batch {
  readonly table: Table
  readonly kind: 'insert' | 'update'
  readonly names: readonly string[]
  readonly rows: Map<string, Row>
}
/** A write to send, and how many rows it must touch, where that is known. */
export interface Write {
  readonly table: Table
  readonly statement: Statement
  readonly rows?: number
}
type Patch = Row & { readonly id: string }

/** So many rows a statement. */
const AT_ONCE = 2000
const LABEL = '_labelKey'

const hex = (value: unknown) => (value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value)
const hasBytes = ({ columns }: Table) => [...columns.values()].some(({ family }) => family === 'bytes')
const readable = (rows: readonly Row[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, hex(value)])))
/** As bytes, for a string so long is measured sign by sign before it is sent. */
const encoded = (table: Table, rows: readonly Row[]) =>
  Buffer.from(JSON.stringify(hasBytes(table) ? readable(rows) : rows))

const recordset = (table: Table, names: readonly string[]) =>
  `json_to_recordset($1::json) as x(${names.map((name) => `${quoted(name)} ${columnNamed(table, name).type}`).join(', ')})`

function insertText(tables: Tables, table: Table, names: readonly string[]): string {
  const follow = followed(tables, table, names)
  const columns = [...names.map(quoted), ...follow.names].join(', ')
  const values = [...names.map((name) => `x.${quoted(name)}`), ...follow.values].join(', ')
  return `insert into ${table.sql} (${columns}) select ${values} from ${recordset(table, names)} ${follow.joins}`
}
function updateText(tables: Tables, table: Table, names: readonly string[]): string {
  const follow = followed(tables, table, names)
  const own = names.map((name) => `${quoted(name)} = x.${quoted(name)}`)
  const set = [...own, ...follow.names.map((name, at) => `${name} = ${follow.values[at]}`)].join(', ')
  return `update ${table.sql} as t set ${set} from ${recordset(table, ['id', ...names])} ${follow.joins} where t."id" = x."id"`
}
const texts = new WeakMap<Table, Map<string, string>>()
/** The same blanks are written over and over: their statement is put together once. */
function textOf(tables: Tables, { table, kind, names }: Batch): string {
  const known = texts.get(table) ?? new Map<string, string>()
  texts.set(table, known)
  const key = kind === 'insert' ? kind : names.join()
  const text = known.get(key) ?? (kind === 'insert' ? insertText : updateText)(tables, table, names)
  return known.set(key, text) && text
}
/** Whoever sorts by the label of these rows follows it. */
function* followUps(tables: Tables, target: Table, rows: readonly Row[]): Generator<Write> {
  for (const { table, name, blank } of followersOf(tables, target)) {
    const text = `update ${table.sql} as t set ${name} = x."_labelKey" from ${recordset(target, ['id', LABEL])}
      where t.${blank} = x."id" and t.${name} is distinct from x."_labelKey"`
    yield { table, statement: named(text, [encoded(target, rows)]) }
  }
}

/**
 * What a transaction wrote and has not sent. A row written twice is sent once, rows of one kind go together, and the order
 * of writes to a row is kept.
 */
export function pending(tables: Tables) {
  let batches: Batch[] = []
  const lastOf = (table: Table) => batches.findLast((batch) => batch.table === table)
  const open = (table: Table, kind: Batch['kind'], names: readonly string[]): Batch => {
    const made: Batch = { table, kind, names, rows: new Map() }
    batches.push(made)
    return made
  }
  /** Tables with rows that may have been written before what they point to. */
  const early = new Set<Table>()

  function insert(table: Table, rows: readonly Row[]): void {
    const last = lastOf(table)
    for (const row of rows) for (const name of Object.keys(row)) columnNamed(table, name)
    const isNew = last?.kind === 'insert' && rows.every(({ id }) => !last.rows.has(id as string))
    const batch = isNew
      ? last
      : open(
          table,
          'insert',
          writtenColumns(table).map(({ name }) => name),
        )
    for (const row of rows) batch.rows.set(row.id as string, { ...row })
  }

  /** The batch that can take a patch so that it comes after everything written to its row before. */
  function batchFor(table: Table, id: string, names: readonly string[]): Batch | undefined {
    for (const batch of batches.toReversed()) {
      if (batch.table !== table) continue
      const covers = batch.kind === 'insert' || names.every((name) => batch.names.includes(name))
      if (batch.rows.has(id)) return covers ? batch : undefined
      if (batch.kind === 'update' && covers && batch.names.length === names.length) return batch
    }
    return undefined
  }
  function update(table: Table, patches: readonly Patch[]): void {
    for (const { id, ...patch } of patches) {
      const names = Object.keys(patch).sort()
      if (names.length === 0) continue
      const batch = batchFor(table, id, names) ?? open(table, 'update', names)
      batch.rows.set(id, { ...batch.rows.get(id), ...patch, id })
    }
  }

  function* sent(batch: Batch): Generator<Write> {
    const { table, kind, names } = batch
    const rows = [...batch.rows.values()]
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const part = rows.slice(at, at + AT_ONCE)
      yield { table, statement: named(textOf(tables, batch), [encoded(table, part)]), rows: part.length }
      const isLate = (one: Table) => one === table || early.has(one)
      const isFollowed =
        kind === 'update' ? names.includes(LABEL) : followersOf(tables, table).some((one) => isLate(one.table))
      if (isFollowed) yield* followUps(tables, table, part)
    }
    early.add(table)
  }
  function* drain(): Generator<Write> {
    const all = batches
    batches = []
    for (const batch of all) yield* sent(batch)
  }
  return {
    insert,
    update,
    drain,
    touches: (table: Table) => lastOf(table) !== undefined,
    count: () => batches.reduce((sum, { rows }) => sum + rows.size, 0),
  }
}
export type Pending = ReturnType<typeof pending>
