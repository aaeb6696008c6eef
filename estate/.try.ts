import { memoryStore, office } from '#engine'
import { house } from '#resources'
import { draftEstate as draft } from '/work/main/estate/index.ts'
import { officePorts } from '/work/main/src/http/ports.ts'

const ref = () => { const c = process.cpuUsage().user; let h = 0; const m = new Map<string, number>(); for (let i = 0; i < 300000; i++) { const k = 'k' + (i % 5000); m.set(k, (m.get(k) ?? 0) + i); h ^= i } return Math.round((process.cpuUsage().user - c) / 1000) + (h & 0) }
ref(); console.log('ref', ref(), ref())
const c0 = process.cpuUsage().user
const t = performance.now()
const desk = office(house, memoryStore(house), officePorts('Asia/Shanghai'))
const room = await draft(desk, { homes: Number(process.argv[2] ?? 120), now: '2026-11-21T08:00:00.000Z' })
console.log('ms', Math.round(performance.now() - t), 'cpu', Math.round(process.cpuUsage().user / 1000))
const dump = room.store.dump()
let all = 0
for (const [name, rows] of Object.entries(dump)) {
  all += rows.length
  console.log(name.padEnd(24), rows.length, rows.length < 50000 ? JSON.stringify(rows).length : '')
}
console.log(all)
const byRes: Record<string, number> = {}
for (const r of dump._history ?? []) {
  const k = `${r.resource} ${r.action}`
  byRes[k] = (byRes[k] ?? 0) + 1
}
console.log(byRes)
for (const { form } of house.resources) {
  const stages = Object.keys(form.fields.status?.stages ?? {})
  if (stages.length === 0) continue
  const voids = house.resources.find((r) => r.form === form)?.void
  const rows = dump[form.name] ?? []
  const counts: Record<string, number> = {}
  for (const r of rows) counts[String(r.status)] = (counts[String(r.status)] ?? 0) + 1
  const missing = [...stages, ...(voids ? ['void'] : [])].filter((s) => !counts[s])
  console.log(form.name, counts, missing.length ? 'MISSING ' + missing : '', voids ? 'voiding ' + rows.filter((r) => r.voiding && r.status !== 'void').length : '')
}
const sum = (t: string, f: string) => (dump[t] ?? []).reduce((s, r) => s + (r[f] as number), 0)
console.log('paid share', sum('receivables', 'paid') / sum('receivables', 'payable'))
