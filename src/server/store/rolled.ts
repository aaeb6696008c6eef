import { type House, type Rollup, type RollupFigure, type RollupKey, rollupsOf } from '#engine'
import { conditionSql } from './condition.ts'
import { digest, literal, quoted } from './names.ts'
import { type Sql, statement } from './statement.ts'
import { type Column, columnNamed, type Table, type Tables } from './tables.ts'

/*
 * A report over a million rows adds up the same few figures each time. So they are kept added up, beside the table: triggers
 * write what each statement changed into a table of changes, which only grows, so that two counters never wait for one
 * another; the figures are what was added up before together with the changes since. Now and then, behind everybody's back,
 * the changes are added up too.
 */

/** A column by which figures are laid together, and how a row of the paper gives it. */
interface Key {
  readonly column: Column
  readonly of: RollupKey
  readonly value: string
}
/** A column of figures. */
interface Cell {
  readonly name: string
  readonly type: string
  /** What it adds up of the rows `t`, each of which counts as much as its `±` says. */
  readonly value: string
}
/** The rows that meet these conditions: the column that counts them, and those that add up blanks of theirs. */
export interface Counting {
  readonly where: ReadonlySet<string>
  readonly count: string
  readonly sums: ReadonlyMap<string, string>
}
/** Figures laid together by some of the keys. */
export interface Added {
  readonly name: string
  readonly keys: readonly Key[]
  readonly cells: readonly Cell[]
  readonly counts: readonly Counting[]
  /** Its columns as those of a table, for conditions over them. */
  readonly table: Table
}
/** All figures that are kept of one paper. */
export interface Rolled {
  readonly table: Table
  readonly zone: string
  /** Changes with its definition, and stands in all its names. */
  readonly print: string
  readonly changes: string
  readonly keys: readonly Key[]
  readonly cells: readonly Cell[]
  readonly added: readonly Added[]
}

export const columnOf = ({ field, as }: RollupKey) => (as ? `${field}@${as}` : field)

function keyOf(table: Table, zone: string, key: RollupKey): Key {
  const found = columnNamed(table, key.field)
  const own = `t.${quoted(key.field)}`
  const local = found.family === 'instant' ? `(${own} at time zone ${literal(zone)})` : own
  const day = key.as === 'month' ? `date_trunc('month', ${local})::date` : `${local}::date`
  const column: Column = key.as
    ? { name: columnOf(key), family: 'day', type: 'date' }
    : { name: key.field, family: found.family, type: found.type === 'text' ? 'text collate "C"' : found.type }
  return { column, of: key, value: key.as ? day : own }
}

const literalOf = (value: unknown): string => {
  if (Array.isArray(value)) return `array[${value.map(literalOf).join()}]`
  return typeof value === 'string' ? literal(value) : String(value)
}
/** SQL with its values in it. */
function written(asked: Sql): string {
  const { text, values } = statement(asked)
  return text.replace(/\$(\d+)/g, (_, at) => literalOf(values[Number(at) - 1]))
}

function cellsOf(table: Table, figures: readonly RollupFigure[]): { counts: Counting[]; cells: Cell[] } {
  const cells: Cell[] = []
  const counts = figures.map(({ where, sums }): Counting => {
    const rows = where.length > 0 ? ` filter (where ${written(conditionSql(table, { all: where }))})` : ''
    const mark = digest(JSON.stringify(where))
    const cell = (name: string, type: string, value: string) => {
      cells.push({ name: quoted(name), type, value: `coalesce(sum(${value})${rows}, 0)` })
      return quoted(name)
    }
    return {
      where: new Set(where.map((one) => JSON.stringify(one))),
      count: cell(`#${mark}`, 'bigint', '"±"'),
      sums: new Map(
        sums.map((blank) => [
          blank,
          cell(`${columnNamed(table, blank).name}#${mark}`, 'numeric', `"±" * t.${quoted(blank)}`),
        ]),
      ),
    }
  })
  return { counts, cells }
}
const unlike = <T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] => [
  ...new Map(all.map((one) => [nameOf(one), one])).values(),
]

function rolledOf(table: Table, zone: string, rollups: readonly Rollup[], print: string): Rolled {
  const made = rollups.map(({ keys, figures }) => ({
    keys: keys.map((key) => keyOf(table, zone, key)),
    ...cellsOf(table, figures),
  }))
  return {
    table,
    zone,
    print,
    changes: quoted(`rd_${print}`),
    keys: unlike(
      made.flatMap(({ keys }) => keys),
      ({ column }) => column.name,
    ),
    cells: unlike(
      made.flatMap(({ cells }) => cells),
      ({ name }) => name,
    ),
    added: made.map((one, at) => {
      const name = nameAt(print, at)
      const columns = new Map(one.keys.map(({ column }) => [column.name, column]))
      return { ...one, name, table: { ...table, name, plain: name, sql: quoted(name), columns } }
    }),
  }
}
/** Another number where the same definition is to be kept otherwise. */
const VERSION = 1

/** What is to be kept of a paper once it is large; put together when it is. */
export interface Plan {
  readonly table: Table
  readonly print: string
  /** The tables of figures added up. */
  readonly names: readonly string[]
  rolled(): Rolled
}
function planOf(table: Table, zone: string, rollups: readonly Rollup[]): Plan {
  const types = rollups.flatMap(({ keys }) => keys.map(({ field }) => columnNamed(table, field).type))
  const print = digest(JSON.stringify([VERSION, zone, table.plain, rollups, types]))
  let made: Rolled | undefined
  const rolled = () => {
    made ??= rolledOf(table, zone, rollups, print)
    return made
  }
  return { table, print, names: rollups.map((_, at) => nameAt(print, at)), rolled }
}
const nameAt = (print: string, at: number) => `ru_${print}_${at}`

/** The figures that are kept, by paper: those that reports and lists ask for, where a database can lay them together. */
export function plansOf(house: House, tables: Tables, zone: string): readonly Plan[] {
  const wanted = new Map<Table, Rollup[]>()
  for (const one of rollupsOf(house, zone)) {
    const table = tables.get(one.table)
    const fits = ({ field, as }: RollupKey) =>
      as !== undefined || !['json', 'bytes', 'instant'].includes(table?.columns.get(field)?.family ?? 'json')
    if (table && one.keys.every(fits)) wanted.set(table, [...(wanted.get(table) ?? []), one])
  }
  return [...wanted].map(([table, own]) => planOf(table, zone, own))
}

export const namesOf = (keys: readonly Key[]) => keys.map(({ column }) => quoted(column.name))
const isSome = (cells: readonly { readonly value: string }[]) => cells.map(({ value }) => `${value} <> 0`).join(' or ')

/** The rows of `source`, which says how much each counts, laid together by all keys and added up. */
function laid({ keys, cells }: Rolled, source: string): string {
  const columns = [...keys.map(({ column, value }) => `${value} as ${quoted(column.name)}`)]
  const sums = cells.map(({ name, value }) => `${value} as ${name}`)
  const groups = keys.map((_, at) => at + 1).join(', ')
  return `select ${[...columns, ...sums].join(', ')} from ${source} as t group by ${groups} having ${isSome(cells)}`
}
/** The figures of the whole table, counted anew. */
export const counted = (rolled: Rolled) => laid(rolled, `(select 1 as "±", * from ${rolled.table.sql})`)

const into = ({ changes, keys, cells }: Rolled) =>
  `insert into ${changes} (${[...namesOf(keys), ...cells.map(({ name }) => name)].join(', ')})`

/** The table of changes, and what writes into it; in every mode of replication, as rows that are copied in count too. */
export function keepSteps(rolled: Rolled): readonly string[] {
  const { table, print, changes, keys, cells } = rolled
  const columns = [
    ...keys.map(({ column }) => `${quoted(column.name)} ${column.type}`),
    ...cells.map(({ name, type }) => `${name} ${type} not null`),
  ]
  const fresh = `select 1 as "±", * from fresh`
  const stale = `select -1 as "±", * from stale`
  const body = `begin
    if tg_op = 'INSERT' then ${into(rolled)} ${laid(rolled, `(${fresh})`)};
    elsif tg_op = 'DELETE' then ${into(rolled)} ${laid(rolled, `(${stale})`)};
    else ${into(rolled)} ${laid(rolled, `(${fresh} union all ${stale})`)};
    end if; return null; end`
  const trigger = (event: string, rows: string) =>
    `create trigger rt_${print}_${event} after ${event} on ${table.sql} referencing ${rows}
      for each statement execute function rt_${print}();
    alter table ${table.sql} enable always trigger rt_${print}_${event}`
  return [
    `create table ${changes} (${columns.join(', ')})`,
    `alter table ${changes} set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`,
    `create or replace function rt_${print}() returns trigger language plpgsql as ${literal(body)}`,
    trigger('insert', 'new table as fresh'),
    trigger('update', 'new table as fresh old table as stale'),
    trigger('delete', 'old table as stale'),
  ]
}
/** Takes away all that was kept under a print. */
export const dropSteps = (print: string, tables: readonly string[]): readonly string[] => [
  `drop function if exists rt_${print}() cascade`,
  ...tables.map((name) => `drop table if exists ${quoted(name)}`),
]

export const addedStep = ({ name, keys, cells }: Added) =>
  `create table if not exists ${quoted(name)} ("id" uuid primary key, ${[
    ...keys.map(({ column }) => `${quoted(column.name)} ${column.type}`),
    ...cells.map((one) => `${one.name} ${one.type} not null`),
  ].join(', ')})`

/** Counts the whole table anew as one great change; those that it already holds are taken away in the same moment. */
export const fillText = (rolled: Rolled) =>
  `with gone as (delete from ${rolled.changes}) ${into(rolled)} ${counted(rolled)}`

const sums = (cells: readonly Cell[]) => cells.map(({ name }) => ({ name, value: `sum(t.${name})` }))

/** Adds the changes up and takes them away, all in one moment; answers with how many there were. */
export function foldText({ changes }: Rolled, added: readonly Added[]): string {
  const parts = added.map(({ name, keys, cells }, at) => {
    const names = namesOf(keys)
    const id = `md5(jsonb_build_array(${names.map((one) => `t.${one}`).join(', ')})::text)::uuid`
    const values = sums(cells)
    const set = cells.map((one) => `${one.name} = r.${one.name} + excluded.${one.name}`)
    return `a${at} as (insert into ${quoted(name)} as r ("id", ${[...names, ...cells.map((one) => one.name)].join(', ')})
      select ${[id, ...names, ...values.map(({ value }) => value)].join(', ')} from gone t
      group by ${names.join(', ')} having ${isSome(values)} on conflict ("id") do update set ${set.join(', ')})`
  })
  return `with ${[`gone as (delete from ${changes} returning *)`, ...parts].join(',\n')} select count(*) as "n" from gone`
}

/** How many figures are not what the whole table says, by the place of what was added up. */
export function checkText(rolled: Rolled, added: readonly Added[]): string {
  const wrong = added.map(({ name, keys, cells }, at) => {
    const names = namesOf(keys).join(', ')
    const [plain, less] = ['', '- '].map((sign) => cells.map((one) => `${sign}${one.name} as ${one.name}`).join(', '))
    return `(select count(*) from (select ${names} from (select ${names}, ${plain} from ${quoted(name)}
      union all select ${names}, ${plain} from ${rolled.changes} union all select ${names}, ${less} from counted) t
      group by ${names} having ${isSome(sums(cells))}) w) as "${at}"`
  })
  return `with counted as materialized (${counted(rolled)}) select ${wrong.join(', ')}`
}
