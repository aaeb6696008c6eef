import { fillStep } from './followers.ts'
import { gramsFunction } from './grams.ts'
import { type Migration, migrate, remembered } from './migrations.ts'
import { digest, literal, quoted } from './names.ts'
import type { Line } from './statement.ts'
import { type Column, type Table, type Tables, tableNamed } from './tables.ts'

/** The tables as the database has them. */
interface Found {
  /** The type of each column, by table and column. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** The indexes and foreign keys, with the table each stands on. */
  readonly standing: ReadonlyMap<string, string>
}
/** What stands between the definitions and the database. */
export interface Difference {
  /** What is added, in its order. */
  readonly steps: readonly string[]
  /** What is filled once every table has its columns. */
  readonly late: readonly string[]
  /** What no program may decide: sentences, each with the migration that it needs. */
  readonly refused: readonly string[]
}

/** One process at a time shapes the tables. */
const LOCK = 4_817_203_915

const sqlType = ({ type }: Column) => (type === 'text' ? 'text collate "C"' : type)
const key = ({ name }: Column) => (name === 'id' ? ' primary key' : '')

const tableStep = ({ sql, columns }: Table) =>
  `create table ${sql} (${[...columns.values()].map((one) => `${quoted(one.name)} ${sqlType(one)}${key(one)}`).join(', ')})`

/** Dead rows are swept before they slow the lists, whatever the size of the table. */
const sweepStep = ({ sql }: Table) =>
  `alter table ${sql} set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)`

function columnSteps(tables: Tables, table: Table, found: ReadonlyMap<string, string>): Difference {
  const steps: string[] = []
  const late: string[] = []
  const refused: string[] = []
  for (const column of table.columns.values()) {
    const { name, renamedFrom, follows } = column
    const former =
      renamedFrom && !found.has(name) && found.has(renamedFrom) && !table.columns.has(renamedFrom)
        ? renamedFrom
        : undefined
    const type = found.get(former ?? name)
    if (former) steps.push(`alter table ${table.sql} rename column ${quoted(former)} to ${quoted(name)}`)
    if (type === undefined) steps.push(`alter table ${table.sql} add column ${quoted(name)} ${sqlType(column)}`)
    if (type === undefined && follows)
      late.push(fillStep(table, name, follows.blank, tableNamed(tables, follows.target)))
    if (type !== undefined && type !== column.type) refused.push(changedType(table, column, type))
  }
  return { steps, late, refused }
}
const changedType = ({ name, sql }: Table, column: Column, type: string) =>
  `${name}.${column.name} is ${type} in the database and ${column.type} in its definition. It needs a migration, migrations/0001-<what>.sql, for example: ` +
  `alter table ${sql} alter column ${quoted(column.name)} type ${sqlType(column)} using ${quoted(column.name)}::${column.type};`

/** Indexes and foreign keys that the definitions ask for, by name. */
function wanted(tables: Tables): Map<string, { readonly table: Table; readonly step: string }> {
  const all = [...tables.values()].flatMap((table) => [
    ...table.indexes.map(({ name, body, unique }) => {
      const step = `create ${unique ? 'unique ' : ''}index ${name} on ${table.sql} ${body}`
      return [name, { table, step }] as const
    }),
    ...table.references.map(({ name, column, target }) => {
      const step = `alter table ${table.sql} add constraint ${name} foreign key (${quoted(column)})
        references ${tableNamed(tables, target).sql} deferrable initially deferred`
      return [name, { table, step }] as const
    }),
  ])
  return new Map(all)
}
const dropStep = (name: string, table: string) =>
  name.startsWith('fk_') ? `alter table ${quoted(table)} drop constraint ${name}` : `drop index ${name}`

/** Adds what is missing, renames what was renamed, drops indexes nobody wants; a column is never dropped or retyped. */
export function difference(tables: Tables, { columns, standing }: Found): Difference {
  const all = [...tables.values()]
  const parts = all.map((table): Difference => {
    const found = columns.get(table.plain)
    return found
      ? columnSteps(tables, table, found)
      : { steps: [tableStep(table), sweepStep(table)], late: [], refused: [] }
  })
  const asked = wanted(tables)
  const ours = new Set(all.map(({ plain }) => plain))
  const gone = [...standing].filter(([name, table]) => !asked.has(name) && ours.has(table))
  const fresh = [...asked].filter(([name]) => !standing.has(name))
  return {
    steps: [
      ...gone.map(([name, table]) => dropStep(name, table)),
      ...parts.flatMap(({ steps }) => steps),
      ...parts.flatMap(({ late }) => late),
      ...fresh.filter(([name]) => !name.startsWith('fk_')).map(([, { step }]) => step),
      ...fresh.filter(([name]) => name.startsWith('fk_')).map(([, { step }]) => step),
    ],
    late: [],
    refused: parts.flatMap(({ refused }) => refused),
  }
}

const COLUMNS = `select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type"
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`
const STANDING = `select i.relname as "name", c.relname as "table" from pg_index x join pg_class i on i.oid = x.indexrelid
  join pg_class c on c.oid = x.indrelid where c.relnamespace = current_schema()::regnamespace and i.relname ~ '^[iu]x_'
  union all select o.conname, c.relname from pg_constraint o join pg_class c on c.oid = o.conrelid
  where c.relnamespace = current_schema()::regnamespace and o.contype = 'f' and o.conname ~ '^fk_'`

async function foundIn(line: Line): Promise<Found> {
  const columns = new Map<string, Map<string, string>>()
  for (const { table, column, type } of (await line.query(COLUMNS)).rows as Record<string, string>[]) {
    const known = columns.get(String(table)) ?? new Map<string, string>()
    columns.set(String(table), known.set(String(column), String(type)))
  }
  const { rows } = await line.query(STANDING)
  return { columns, standing: new Map(rows.map(({ name, table }) => [String(name), String(table)])) }
}

/** The definitions in one line: where the database says the same, nothing needs comparing. */
export const printOf = (tables: Tables, migrations: readonly Migration[]) =>
  digest(
    JSON.stringify([...tables.values()].map(tableStep)) +
      [...wanted(tables).keys()].join() +
      gramsFunction +
      migrations.map(({ name }) => name).join(),
  )
const isFurnished = async (line: Line) =>
  (await line.query(`select to_regclass('_settings') is not null as "is"`)).rows[0]?.is === true
async function isShaped(line: Line, print: string): Promise<boolean> {
  if (!(await isFurnished(line))) return false
  const { rows } = await line.query(`select "value" from "_settings" where "id" = 'shape'`)
  return rows[0]?.value === print
}

async function change(line: Line, tables: Tables, migrations: readonly Migration[], print: string): Promise<void> {
  await migrate(line, migrations, !(await isFurnished(line)))
  const { steps, refused } = difference(tables, await foundIn(line))
  if (refused.length > 0) throw new Error(`the tables no longer fit their definitions:\n${refused.join('\n')}`)
  await line.query([gramsFunction, ...steps].join(';\n'))
  await line.query(`insert into "_settings" ("id", "value") values ('shape', ${literal(JSON.stringify(print))}::jsonb),
    ('migrations', ${remembered(migrations)}::jsonb) on conflict ("id") do update set "value" = excluded."value"`)
}

/** Brings the tables to their definitions; all of it or nothing, and one process after the other. */
export async function shape(line: Line, tables: Tables, migrations: readonly Migration[] = []): Promise<void> {
  const print = printOf(tables, migrations)
  if (await isShaped(line, print)) return
  await line.query('begin')
  try {
    await line.query(`select pg_advisory_xact_lock(${LOCK})`)
    if (!(await isShaped(line, print))) await change(line, tables, migrations, print)
    await line.query('commit')
  } catch (error) {
    await line.query('rollback')
    throw error
  }
}
