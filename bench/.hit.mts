import { client } from './client.ts'
import { asked } from './postgres.ts'
import { median } from './rounds.ts'
import { signedIn } from './works/bench.ts'

const url = 'http://127.0.0.1:3977'
const which = process.argv[2]
const n = Number(process.argv[3] ?? 500)
const p = client(url, { cookie: await signedIn(url) }),
  l = client('http://127.0.0.1:3978')
const db = 'postgres://postgres@127.0.0.1:55999/postgres'
const projects = (await asked<{ id: string }>(db, 'select id from projects')).map((r) => r.id)
const ids = (await asked<{ id: string }>(db, 'select id from receivables tablesample system(0.1) limit 500')).map(
  (r) => r.id,
)
const words = (await asked<{ w: string }>(db, 'select distinct right(name,2) w from residents limit 40')).map(
  (r) => r.w,
)
let i = 0
const W: any = {
  W1: [
    () => `/api/receivables?project=${projects[i % 20]}&status=${i & 1 ? 'posted' : 'part-paid'}&_start=0&_end=25`,
    () => `/list?project=${projects[i % 20]}&status=${i & 1 ? 'posted' : 'part-paid'}`,
  ],
  W1s: [
    () =>
      `/api/receivables?project=${projects[i % 20]}&status=${i & 1 ? 'posted' : 'part-paid'}&_start=0&_end=25&_sort=dueOn&_order=desc`,
    () => `/sorted?project=${projects[i % 20]}&status=${i & 1 ? 'posted' : 'part-paid'}`,
  ],
  W2: [
    () => `/api/receivables?_sort=dueOn&_order=desc&_start=${200000 + 25 * (i % 4)}&_end=${200025 + 25 * (i % 4)}`,
    () => `/deep?start=${200000 + 25 * (i % 4)}`,
  ],
  W3: [
    () => `/api/receivables?customerName_like=${encodeURIComponent(words[i % 40])}&_start=0&_end=25`,
    () => `/owner?words=${encodeURIComponent(words[i % 40])}`,
  ],
  W4: [() => `/api/receivables/${ids[i % 500]}`, () => `/one?id=${ids[i % 500]}`],
  me: [() => `/api/session`, () => `/one?id=${ids[i % 500]}`],
}
const [a, b] = W[which]
const ta: number[] = [],
  tb: number[] = []
for (i = 0; i < n; i++) {
  const x = (await p.ask({ path: a() })).took,
    y = (await l.ask({ path: b() })).took
  if (i > n / 5) {
    ta.push(x)
    tb.push(y)
  }
}
const s = (t: number[]) => {
  t = [...t].sort((a, b) => a - b)
  return [t[t.length >> 2], median(t), t[Math.floor(t.length * 0.9)]].map((x) => x!.toFixed(2)).join('/')
}
console.log(which, 'product', s(ta), 'limit', s(tb), 'ratio', (median(ta) / median(tb)).toFixed(2))
process.exit()
