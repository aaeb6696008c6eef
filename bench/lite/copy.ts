/** Copies every row from the server's database into the embedded one, table by table. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { house } from '#resources'
import { openStore, tablesOf } from '../../src/server/store/index.ts'
import { copied } from '../limit/copy.ts'
import { DROP } from '../prepare.ts'

const [url = '', folder = ''] = process.argv.slice(2)
/** So many pages of a table are in memory at a time. */
const PAGES = 4000

async function copyTable(from: pg.Client, into: PGlite, { sql, columns }: { sql: string; columns: readonly string[] }) {
  const named = columns.map((name) => `"${name}"`).join(', ')
  const { rows } = await from.query(`select pg_relation_size('${sql}') / 8192 as pages`)
  for (let page = 0; page < Number(rows[0].pages); page += PAGES) {
    const part = `select ${named} from ${sql} where ctid >= '(${page},0)' and ctid < '(${page + PAGES},0)'`
    const pieces: Buffer[] = []
    await copied(from, `copy (${part}) to stdout`, (piece) => void pieces.push(piece))
    await into.query(`copy ${sql} (${named}) from '/dev/blob'`, [], { blob: new Blob([Buffer.concat(pieces)]) })
  }
}

const opened = await openStore({ dataDir: folder, house })
await opened.close()

const from = new pg.Client({ connectionString: url })
await from.connect()
const into = await PGlite.create(join(folder, 'database'))
await into.exec(DROP)
for (const { sql, columns } of tablesOf(house).values()) {
  await into.exec(`delete from ${sql}`)
  await copyTable(from, into, { sql, columns: [...columns.keys()] })
}
await into.exec(`delete from "_settings" where id = 'shape'`)
await from.end()
await into.close()

// the product makes its indexes anew, and what it makes when it is quiet
const store = await openStore({ dataDir: folder, house })
await setTimeout(4000)
await store.reading((rows) => rows.sum('receivables', undefined, []))
await store.close()
const swept = await PGlite.create(join(folder, 'database'))
await swept.exec('vacuum (analyze)')
await swept.close()
