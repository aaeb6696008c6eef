import type { House, Row } from '#engine'
import { copyLines } from './copy-in.ts'
import { followersOf } from './followers.ts'
import { type Column, type Table, tableNamed, tablesOf } from './tables.ts'

/** Rows of one table as the database copies them in: made wherever there is time for it. */
export interface Pack {
  readonly table: string
  readonly count: number
  readonly lines: Uint8Array<ArrayBuffer>
}
/** What packs leave to be done once all are there: columns that follow a row that came after theirs. */
export type Behind = readonly (readonly [table: string, column: string])[]

/** Packs the rows of a whole house, what is pointed to as a rule before what points. */
export function packing(house: House) {
  const tables = tablesOf(house)
  const pointedTo = new Set([...tables.values()].flatMap(({ references }) => references.map(({ target }) => target)))
  const ids = new Map<string, Set<unknown>>()
  /** How rows are sorted where others follow them, by their id. */
  const keys = new Map<string, Map<unknown, unknown>>()
  const behind = new Map<string, readonly [string, string]>()
  const waiting: { readonly from: string; readonly target: string; readonly id: unknown }[] = []

  function note(table: Table, rows: readonly Row[]): void {
    const { name } = table
    if (pointedTo.has(name)) {
      const known = ids.get(name) ?? new Set()
      ids.set(name, known)
      for (const { id } of rows) known.add(id)
    }
    if (followersOf(tables, table).length === 0) return
    const known = keys.get(name) ?? new Map()
    keys.set(name, known)
    for (const { id, _labelKey } of rows) known.set(id, _labelKey)
  }
  /** Remembers what points to a row that has not come yet. */
  function look({ name, references }: Table, rows: readonly Row[]): void {
    for (const { column, target } of references) {
      const known = ids.get(target)
      for (const row of rows) {
        const id = row[column]
        if (id != null && !known?.has(id)) waiting.push({ from: `${name}.${column}`, target, id })
      }
    }
  }
  function keyOf(table: Table, { name, follows }: Column, row: Row): unknown {
    const id = follows && row[follows.blank]
    if (id == null) return null
    const book = keys.get(follows?.target ?? '')
    if (!book?.has(id)) behind.set(`${table.name} ${name}`, [table.name, name])
    return book?.get(id)
  }

  return {
    pack(name: string, rows: readonly Row[]): Pack {
      const table = tableNamed(tables, name)
      note(table, rows)
      look(table, rows)
      const columns = [...table.columns.values()]
      return {
        table: name,
        count: rows.length,
        lines: copyLines(columns, rows, (column, row) => keyOf(table, column, row)),
      }
    },
    /** All rows have come: each points to one that is there. */
    done(): Behind {
      const lost = waiting.find(({ target, id }) => !ids.get(target)?.has(id))
      if (lost) throw new Error(`${lost.from}: violates foreign key, ${lost.id} points to nothing`)
      return [...behind.values()]
    },
  }
}
