/*
 * How near to the database a Node process gets: bare node:http and pg, named prepared statements, JSON built in the database.
 * No sign-in, no rights, no checks, no history, no masks. The bench measures the product against it, over the same tables.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import pg from 'pg'
import { copyOut } from './copy.ts'
import { type Statements, statementsFor } from './statements.ts'

const url = process.env['DATABASE_URL'] ?? ''
/** Its questions are short: helpers and compiled plans take longer to start than they save. */
const options = '-c jit=off -c work_mem=16MB -c max_parallel_workers_per_gather=0'
const pool = new pg.Pool({ connectionString: url, max: 8, options })
const made = statementsFor(pool)

type Query = Readonly<Record<string, string>>
type Rows = readonly { readonly record: string }[]
const bodyOf = (rows: Rows) => `[${rows.map(({ record }) => record).join(',')}]`

async function page(name: string, text: string, count: string, values: unknown[], counted: unknown[]) {
  const [rows, total] = await Promise.all([
    pool.query<{ record: string }>({ name, text, values }),
    pool.query<{ count: string }>({ name: `${name} count`, text: count, values: counted }),
  ])
  return { total: total.rows[0]?.count ?? '0', body: bodyOf(rows.rows) }
}
/** Page and total of few rows, found once. */
async function found(name: string, text: string, values: unknown[]) {
  const { rows } = await pool.query<{ record: string; count: string }>({ name, text, values })
  return { total: rows[0]?.count ?? '0', body: bodyOf(rows) }
}
async function one(name: string, text: string, values: unknown[]) {
  const { rows } = await pool.query<{ record: string }>({ name, text, values })
  return { total: '1', body: rows[0]?.record ?? 'null' }
}

const read: Readonly<Record<string, (sql: Statements, query: Query) => Promise<{ total: string; body: string }>>> = {
  '/list': (sql, { project, status }) => page('list', sql.list, sql.count, [project, status], [project, status]),
  '/sorted': (sql, { project, status }) => page('sorted', sql.sorted, sql.count, [project, status], [project, status]),
  '/deep': (sql, { start }) => page('deep', sql.deep, sql.countAll, [start], []),
  '/owner': (sql, { words = '' }) => found('owner', sql.owner, [lexemes(words), words]),
  '/search': (sql, { words = '' }) => found('search', sql.search, [lexemes(words), words]),
  '/rate': (sql, { by = '', from = '', to = '' }) =>
    one(`rate ${by}`, sql.rate[by] ?? '', [from.slice(0, 7), to.slice(0, 7)]),
  '/one': (sql, { id }) => one('one', sql.one, [id]),
}

/** The words as the index over three neighbouring characters is asked for them. */
function lexemes(words: string): string {
  const chars = [...words]
  if (chars.length < 3) return `'${words}':*`
  return chars
    .slice(2)
    .map((_, at) => `'${chars.slice(at, at + 3).join('')}'`)
    .join(' & ')
}

async function sent(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://limit')
  const sql = await made
  if (pathname === '/export') return copyOut(url, sql.csv, response)
  const { total, body } =
    request.method === 'POST'
      ? await one('create', sql.create, [await sent(request)])
      : request.method === 'PATCH'
        ? await updated(sql, JSON.parse(await sent(request)))
        : ((await read[pathname]?.(sql, Object.fromEntries(searchParams))) ?? { total: '0', body: 'null' })
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-total-count': total,
  })
  response.end(body)
}
const updated = (sql: Statements, { id, version, remark }: Record<string, unknown>) =>
  one('update', sql.update, [id, version, remark])

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    process.stderr.write(`${error}\n`)
    response.writeHead(500).end()
  })
})
server.keepAliveTimeout = 72_000
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`listening on http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`)
})
process.once('SIGTERM', () => process.exit(0))
