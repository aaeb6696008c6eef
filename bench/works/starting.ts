import { client } from '../client.ts'
import { asked } from '../postgres.ts'
import type { Running } from '../processes.ts'
import { inTurn } from '../rounds.ts'
import { type Bench, startLimit, startProduct } from './bench.ts'

/** From exec to the first row answered; asked as soon as it listens. */
export async function firstAnswer(start: () => Promise<Running>, path: string, cookie = ''): Promise<number> {
  const began = performance.now()
  const running = await start()
  const person = client(running.url, { cookie })
  try {
    await person.ask({ path })
    return performance.now() - began
  } finally {
    person.close()
    await running.stop()
  }
}

/** W10: exec → first row, for somebody who is signed in already. */
export async function starting({ url, cookie, tell, pace }: Bench): Promise<void> {
  const [row] = await asked<{ id: string }>(url, 'select id from receivables limit 1')
  const [mine = Number.NaN, theirs = Number.NaN] = await inTurn(
    [
      () => firstAnswer(() => startProduct({ DATABASE_URL: url }), `/api/receivables/${row?.id}`, cookie),
      () => firstAnswer(() => startLimit(url), `/one?id=${row?.id}`),
    ],
    { rounds: Math.min(5, pace.rounds + 1), calls: 1, warm: 1 },
  )
  tell({ work: 'W10', what: 'exec to the first row answered', unit: 'ms', product: mine, against: theirs, goal: 2.2 })
}
