import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { house } from '#resources'
import { tablesOf } from '../src/server/store/index.ts'

/** Where the bench keeps its databases from one run to the next. */
export const home = join(tmpdir(), `guanjia-bench-${userInfo().username}`)
export const root = resolve(import.meta.dirname, '..')

/** The papers that `data.ts` fills. */
const filled = ['projects', 'users', 'residents', 'properties', 'fee-items', 'receivables']

/** What the kept rows are made from: another shape of the tables, or another making, makes them anew. */
export function stampOf(rows: number): string {
  const tables = tablesOf(house)
  // what the store keeps for itself it also fills by itself
  const columnsOf = (name: string) =>
    [...(tables.get(name)?.columns.values() ?? [])].filter((one) => one.name[0] !== '_')
  const shape = filled.map((name) => [name, columnsOf(name)])
  const making = readFileSync(join(import.meta.dirname, 'data.ts'), 'utf8')
  return createHash('sha256')
    .update(JSON.stringify([shape, rows, making]))
    .digest('hex')
}

/** A folder of the bench, and whether what lies in it still has this stamp; without it the folder is emptied. */
export function keptFolder(name: string, stamp: string): { readonly folder: string; readonly fresh: boolean } {
  const folder = join(home, name)
  const fresh = existsSync(markOf(name)) && readFileSync(markOf(name), 'utf8') === stamp
  if (!fresh) {
    rmSync(markOf(name), { force: true })
    rmSync(folder, { recursive: true, force: true })
  }
  mkdirSync(folder, { recursive: true })
  chmodSync(home, 0o755)
  return { folder, fresh }
}
/** Says that everything is in the folder. */
export const mark = (name: string, stamp: string) => writeFileSync(markOf(name), stamp)
const markOf = (name: string) => join(home, `${name}.stamp`)
