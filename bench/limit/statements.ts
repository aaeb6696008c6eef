import type { Pool } from 'pg'

/** The same work as the product's, in the SQL that does it best over the product's tables and indexes. */
export interface Statements {
  /** The list as it opens, of one project and stage: [project, status]. */
  readonly list: string
  /** The same by its last day, newest first. */
  readonly sorted: string
  readonly count: string
  /** A page behind so many rows of everything, by its last day: [start]. */
  readonly deep: string
  readonly countAll: string
  /** Whose owner's name, or which words, hold these: [lexemes, words]. */
  readonly owner: string
  readonly search: string
  /** [id] */
  readonly one: string
  /** [row as JSON] */
  readonly create: string
  /** [id, version, remark] */
  readonly update: string
  /** The collection rate, by what it is laid out by: [first month, last month]. */
  readonly rate: Readonly<Record<string, string>>
  /** The last four months, in the order of the list. */
  readonly csv: string
}

const LABELS = { project: 'projects', createdBy: 'users', updatedBy: 'users' }
/** The order in which the list opens: `_key_room` is how the room sorts. */
const DEFAULT = 't.period desc, t."_key_room", t.id'
/** How long ago a bill fell due, as the place of the first bound that it does not exceed. */
const AGE = `case when "dueOn" is null then null ${[0, 30, 90, 180, 365]
  .map((bound, at) => `when (now() at time zone 'Asia/Shanghai')::date - "dueOn" <= ${bound} then ${at}`)
  .join(' ')} else 5 end`
const layouts = { 'project,month': 'project, period as month', building: 'building', age: `${AGE} as age` }
const BY_DAY = 't."dueOn" desc, t.id desc'

export async function statementsFor(pool: Pool): Promise<Statements> {
  const [{ rows: columns }, { rows: keys }] = await Promise.all([
    pool.query<{ name: string }>(`select quote_ident(attname) as name from pg_attribute
      where attrelid = 'receivables'::regclass and attnum > 0 and not attisdropped and attname not like '\\_%' order by attnum`),
    pool.query<{ blank: string; target: string }>(`select a.attname as blank, o.confrelid::regclass::text as target
      from pg_constraint o join pg_attribute a on a.attrelid = o.conrelid and a.attnum = o.conkey[1]
      where o.contype = 'f' and o.conrelid = 'receivables'::regclass`),
  ])
  const labels = [...keys.map(({ blank, target }) => [blank, target] as const), ...Object.entries(LABELS)]
  const names = columns.map(({ name }) => `p.${name}`).join(', ')
  const said = labels.map(([blank], at) => `l${at}."_label" as "${blank}"`).join(', ')
  const joins = labels.map(([blank, target], at) => `left join ${target} l${at} on l${at}.id = p."${blank}"`).join(' ')
  const record = `row_to_json(r)::text as record`
  const shown = `cross join lateral (select ${names}, json_strip_nulls(row_to_json(o)) as labels
    from (select p."_label" as id, ${said}) o) r`

  /** Which rows first, what they say after. */
  const pageOf = (order: string, where: string, cut: string) =>
    `select ${record} from (select t.id, row_number() over () as n from (
      select t.id from receivables t where ${where} order by ${order} ${cut}) t) i
      join receivables p on p.id = i.id ${joins} ${shown} order by i.n`
  const foundBy = (where: string) =>
    `with m as materialized (select t.id, t.period, t."_key_room" from receivables t where grams(t."_search") @@ $1::tsquery and ${where})
      select ${record}, (select count(*) from m) as count from (
        select id, row_number() over () as n from (select id from m order by period desc, "_key_room", id limit 25) m) i
      join receivables p on p.id = i.id ${joins} ${shown} order by i.n`
  const ofStage = 't.project = $1 and t.status = $2'
  const rateBy = (by: string, keys: string) => `select coalesce(json_agg(r), '[]')::text as record from (
    select ${keys}, count(*) as count, sum(payable) as payable, sum(paid) as paid, sum("writtenOff") as forgiven,
      coalesce(sum(balance) filter (where status in ('posted', 'part-paid')), 0) as owed
    from receivables where status <> 'draft' and status <> 'cancelled' and period between $1 and $2
    group by ${by.split(',').map((_, at) => at + 1)}) r`
  return {
    rate: Object.fromEntries(Object.entries(layouts).map(([by, keys]) => [by, rateBy(by, keys)])),
    list: pageOf(DEFAULT, ofStage, 'limit 25'),
    sorted: pageOf(BY_DAY, ofStage, 'limit 25'),
    count: `select count(*) from receivables t where ${ofStage}`,
    deep: pageOf(BY_DAY, 'true', 'limit 25 offset $1'),
    countAll: 'select count(*) from receivables',
    owner: foundBy(`strpos(t."customerName", $2) > 0`),
    search: foundBy(`strpos(t."_search", $2) > 0`),
    one: `select ${record} from receivables p ${joins} ${shown} where p.id = $1`,
    create: `insert into receivables as p select r.* from json_populate_record(null::receivables, $1) r
      returning row_to_json(p)::text as record`,
    update: `update receivables as p set remark = $3, version = version + 1, "updatedAt" = now()
      where id = $1 and version = $2 returning row_to_json(p)::text as record`,
    csv: `select k."_label", t."customerName", f."_label", t.period, round(t.payable / 100.0, 2), round(t.paid / 100.0, 2),
      round(t.balance / 100.0, 2), t."dueOn", t.status from receivables t join properties k on k.id = t.room
      join fee_items f on f.id = t."feeItem" where t.period >= '2026-08' order by ${DEFAULT}`,
  }
}
