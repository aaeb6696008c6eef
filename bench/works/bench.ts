import { limitMain, productMain } from '../build.ts'
import { type Ask, type Client, client } from '../client.ts'
import { READER } from '../data.ts'
import { type Running, started } from '../processes.ts'
import type { Figure } from '../report.ts'
import { type Call, inTurn, type Pace } from '../rounds.ts'

/** Two servers over one database, and who asks them. */
export interface Bench {
  readonly url: string
  readonly product: Client
  readonly limit: Client
  readonly running: { readonly product: Running; readonly limit: Running }
  readonly cookie: string
  readonly pace: Pace
  tell(figure: Figure): void
  close(): Promise<void>
}

export const startProduct = (env: Readonly<Record<string, string>>, port = 0): Promise<Running> =>
  started([productMain], { DEMO: '1', HOST: '127.0.0.1', PORT: String(port), ...env })
export const startLimit = (url: string, port = 0): Promise<Running> =>
  started([limitMain], { DATABASE_URL: url, PORT: String(port) })

/** Signs in by the door, as a person does; answers with the cookie. */
export async function signedIn(url: string, username = READER): Promise<string> {
  const person = client(url)
  const { headers } = await person.ask({ method: 'POST', path: '/api/session', body: { username, password: 'demo' } })
  person.close()
  return String([headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
}

export async function openBench(url: string, pace: Pace, tell: (figure: Figure) => void): Promise<Bench> {
  const [product, limit] = await Promise.all([startProduct({ DATABASE_URL: url }), startLimit(url)])
  const cookie = await signedIn(product.url)
  const clients = { product: client(product.url, { cookie }), limit: client(limit.url) }
  return {
    url,
    ...clients,
    running: { product, limit },
    cookie,
    pace,
    tell,
    async close() {
      clients.product.close()
      clients.limit.close()
      await Promise.all([product.stop(), limit.stop()])
    },
  }
}

/** The same question to both. */
export interface Pair {
  readonly product: Ask
  readonly limit: Ask
}
/** Answers with one question after the other, over and over. */
const turning = (person: Client, asks: readonly Ask[]): Call => {
  let at = 0
  return async () => (await person.ask(asks[at++ % asks.length] as Ask)).took
}

/** Measures both sides on the same questions, after seeing that they answer the same. */
export async function compared(
  { product, limit, tell, pace }: Bench,
  pairs: readonly Pair[],
  figure: Pick<Figure, 'work' | 'what' | 'goal'>,
): Promise<void> {
  for (const pair of pairs.slice(0, 3)) await same(product, limit, pair)
  const sides = [
    turning(
      product,
      pairs.map((pair) => pair.product),
    ),
    turning(
      limit,
      pairs.map((pair) => pair.limit),
    ),
  ]
  const [mine = Number.NaN, theirs = Number.NaN] = await inTurn(sides, pace)
  tell({ ...figure, unit: 'ms', product: mine, against: theirs })
}

async function same(product: Client, limit: Client, pair: Pair): Promise<void> {
  const [mine, theirs] = [await product.ask(pair.product), await limit.ask(pair.limit)]
  const told = [mine, theirs].map(({ text, headers }) => {
    const rows = [JSON.parse(text) as { id: string } | { id: string }[]].flat()
    return JSON.stringify([headers['x-total-count'] ?? '1', rows.map(({ id }) => id)])
  })
  if (told[0] !== told[1])
    throw new Error(`${pair.product.path} and ${pair.limit.path} answer differently:\n${told.join('\n')}`)
}
