import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { literal } from './names.ts'
import type { Line } from './statement.ts'

/** A change of the tables that no program may decide: SQL that a person has read, `0001-amount-in-fen.sql`. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

export async function migrationsIn(folder: string | undefined): Promise<readonly Migration[]> {
  if (!folder || !existsSync(folder)) return []
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[\w-]+\.sql$/.test(name)).sort()
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(folder, name), 'utf8') })))
}

/** Makes the changes that were not made yet, in the order of their numbers; a new database needs none of them. */
export async function migrate(line: Line, migrations: readonly Migration[], isNew: boolean): Promise<void> {
  if (migrations.length === 0 || isNew) return
  const { rows } = await line.query(`select "value" from "_settings" where "id" = 'migrations'`)
  const made = (rows[0]?.value ?? []) as readonly string[]
  for (const { name, sql } of migrations) if (!made.includes(name)) await line.query(sql)
}
export const remembered = (migrations: readonly Migration[]) =>
  literal(JSON.stringify(migrations.map(({ name }) => name)))
