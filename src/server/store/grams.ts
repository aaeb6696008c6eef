import { digest, literal } from './names.ts'
import type { Line } from './statement.ts'
import type { Table } from './tables.ts'

/*
 * Every place of a text gives a lexeme: the three characters that begin there. Three and more characters are then found by
 * their lexemes, one or two by the beginning of one, and one index answers for all lengths. plpgsql, because an inlined SQL
 * function is worked out twice. It says that it costs next to nothing, for the index has worked it out already: planned at
 * its true cost the index would never be read.
 */
const body = `begin return array_to_tsvector(array(select substr(t, i, 3) from generate_series(1, length(t)) i)); end`
export const gramsFunction = `create or replace function grams(t text) returns tsvector
  language plpgsql immutable strict parallel safe cost 1 as ${literal(body)}`

const gramsIndex = (table: Table) => `gx_${table.plain.slice(0, 40)}_${digest(body)}`
/** Tables whose texts have their index, in this process' knowledge. */
const indexed = new WeakSet<Table>()

export const hasGrams = (table: Table) => indexed.has(table)

const lexeme = (chars: readonly string[]) => `'${chars.join('').replace(/['\\]/g, '$&$&')}'`
/** What a text that holds the needle must have, as PostgreSQL reads a query of lexemes. */
export function gramsQuery(needle: string): string {
  const chars = [...needle].slice(0, 32)
  if (chars.length < 3) return `${lexeme(chars)}:*`
  return chars
    .slice(2)
    .map((_, at) => lexeme(chars.slice(at, at + 3)))
    .join(' & ')
}

/** Small tables are looked through faster than an index over all their letters is kept. */
export interface Sizes {
  readonly from: number
  readonly concurrently: boolean
}

/** Notes which tables have the index; makes it where a table has grown beyond looking through. */
export async function tendGrams(line: Line, tables: Iterable<Table>, { from, concurrently }: Sizes): Promise<void> {
  const texts = [...tables].filter(({ columns }) => columns.has('_search'))
  const known = `select c.relname as table, c.reltuples::bigint as rows, x.relname as index, i.indisvalid as valid
    from pg_class c left join pg_index i on i.indrelid = c.oid and i.indexrelid in (select oid from pg_class where relname like 'gx\\_%')
    left join pg_class x on x.oid = i.indexrelid where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'`
  const { rows } = await line.query(known)
  for (const table of texts) {
    const index = gramsIndex(table)
    const found = rows.filter((row) => row.table === table.plain)
    if (found.some((row) => row.index === index && row.valid)) indexed.add(table)
    else if (Number(found[0]?.rows ?? 0) >= from) await makeGrams(line, table, index, concurrently)
  }
}
async function makeGrams(line: Line, table: Table, index: string, concurrently: boolean): Promise<void> {
  const at = concurrently ? 'concurrently' : ''
  await line.query(`drop index ${at} if exists ${index}`)
  await line.query(`create index ${at} ${index} on ${table.sql} using gin (grams(_search))`)
  await line.query(`analyze ${table.sql}`)
  indexed.add(table)
}
