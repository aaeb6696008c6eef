import type { Ask, Client } from '../client.ts'
import { asked } from '../postgres.ts'
import { type Call, inTurn } from '../rounds.ts'
import type { Bench } from './bench.ts'

type Row = Record<string, unknown>
/** Bills of the bench are told from the others by their number in the month. */
const OURS = 1000

/** W5: a new bill, with its checks, copies, project, pinyin and history. */
export async function create(bench: Bench): Promise<void> {
  const { url, product, limit, tell, pace } = bench
  const drafts = await asked<{ row: Row }>(
    url,
    `select to_jsonb(r) as row from (select * from receivables where status = 'draft' order by id limit 300) r`,
  )
  let next = OURS
  const draft = () => (drafts[next % drafts.length] as { row: Row }).row
  const mine: Call = async () => {
    next += 1
    const { room, feeItem, quantity, price, dueOn } = draft()
    const body = {
      room,
      feeItem,
      quantity,
      price,
      dueOn,
      period: '2026-12',
      months: 1,
      source: 'other',
      sequence: next,
    }
    return (await product.ask({ method: 'POST', path: '/api/receivables', body })).took
  }
  const theirs: Call = async () => {
    next += 1
    const own = { id: crypto.randomUUID(), period: '2026-12', source: 'other', sequence: next }
    return (await limit.ask({ method: 'POST', path: '/', body: { ...draft(), ...own } })).took
  }
  try {
    const [took = Number.NaN, against = Number.NaN] = await inTurn([mine, theirs], pace)
    const what = 'create a bill: rights, checks, copies, history (limit: one INSERT)'
    tell({ work: 'W5', what, unit: 'ms', product: took, against, goal: 1.6 })
  } finally {
    await asked(
      url,
      `delete from "_history" where record in (select id from receivables where sequence > ${OURS})`,
      `delete from receivables where sequence > ${OURS}`,
    )
  }
}

/** W6: one blank of a bill, by the version at which it was read. */
export async function update(bench: Bench): Promise<void> {
  const { url, product, limit, tell, pace } = bench
  const rows = await asked<{ id: string; version: number }>(
    url,
    `select id, version from receivables where status = 'draft' and sequence = 1 order by id limit 600`,
  )
  const half = rows.length >> 1
  let count = 0
  const changing = (
    person: Client,
    own: typeof rows,
    askOf: (row: (typeof rows)[number], remark: string) => Ask,
  ): Call => {
    let at = 0
    return async () => {
      const row = own[at++ % own.length] as (typeof rows)[number]
      count += 1
      const { took, text } = await person.ask(askOf(row, `第 ${count} 次修改`))
      row.version = (JSON.parse(text) as typeof row).version
      return took
    }
  }
  const mine = changing(product, rows.slice(0, half), ({ id, version }, remark) => ({
    method: 'PATCH',
    path: `/api/receivables/${id}`,
    body: { version, remark },
  }))
  const theirs = changing(limit, rows.slice(half), ({ id, version }, remark) => ({
    method: 'PATCH',
    path: '/',
    body: { id, version, remark },
  }))
  const [took = Number.NaN, against = Number.NaN] = await inTurn([mine, theirs], pace)
  const what = 'change one blank: rights, version, checks, history (limit: one UPDATE)'
  tell({ work: 'W6', what, unit: 'ms', product: took, against, goal: 1.8 })
}
