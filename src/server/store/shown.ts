import type { Selection } from '#engine'
import { quoted } from './names.ts'
import { instantSql } from './order.ts'
import { columnNamed, type Table, type Tables, tableNamed } from './tables.ts'

/** How a record goes out: the tables whose labels it needs, and the columns of the row `p`, masked, with `labels`. */
export interface Shown {
  readonly joins: string
  readonly columns: string
}

export const masks = {
  phone: (text: string) =>
    `case when length(${text}) < 8 then '****' || right(${text}, 4) else left(${text}, 3) || '****' || right(${text}, 4) end`,
  identity: (text: string) => `left(${text}, 3) || '***********' || right(${text}, 4)`,
}

function columnSql(table: Table, name: string, mask: keyof typeof masks | undefined): string {
  const { family } = columnNamed(table, name)
  const text = `p.${quoted(name)}`
  const value = mask && family === 'text' ? masks[mask](text) : family === 'instant' ? instantSql(text) : text
  return `${value} as ${quoted(name)}`
}

export function shownOf(tables: Tables, selection: Selection): Shown {
  const table = tableNamed(tables, selection.table)
  const targets = Object.entries(selection.labels).filter(
    ([blank, form]) => table.columns.has(blank) && tables.has(form),
  )
  const joins = targets.map(
    ([blank, form], at) => `left join ${tableNamed(tables, form).sql} as l${at} on l${at}."id" = p.${quoted(blank)}`,
  )
  const labels = ['p."_label" as "id"', ...targets.map(([blank], at) => `l${at}."_label" as ${quoted(blank)}`)]
  const columns = selection.blanks.map((name) => columnSql(table, name, selection.masks[name]))
  const said = `json_strip_nulls((select row_to_json(o) from (select ${labels.join(', ')}) o)) as "labels"`
  return { joins: joins.join(' '), columns: [...columns, said].join(', ') }
}

const remembered = new WeakMap<Tables, Map<string, Shown>>()
/** The same, worked out once for what several callers see alike. */
export function shown(tables: Tables, selection: Selection): Shown {
  const { table, blanks, masks: masked, labels } = selection
  const key = JSON.stringify([table, blanks, masked, labels])
  const known = remembered.get(tables) ?? new Map<string, Shown>()
  remembered.set(tables, known)
  const made = known.get(key) ?? shownOf(tables, selection)
  if (known.size > 500) known.clear()
  known.set(key, made)
  return made
}
