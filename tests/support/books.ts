import {
  blanksOfKind,
  type House,
  type MemoryStore,
  type Resource,
  type Row,
  type Store,
  stagesOf,
  stepsOf,
} from '#engine'

export type Tables = Readonly<Record<string, readonly Row[]>>
type Any = any

const sum = (rows: readonly Any[], blank: string) => rows.reduce((all, row) => all + (row[blank] ?? 0), 0)
const grouped = (rows: readonly Any[], blank: string): ReadonlyMap<unknown, readonly Any[]> => {
  const groups = new Map<unknown, Any[]>()
  for (const row of rows) {
    const group = groups.get(row[blank])
    if (group) group.push(row)
    else groups.set(row[blank], [row])
  }
  return groups
}

/** Every row of the papers of a house and their history, or of these tables alone. */
export async function rowsOf(house: House, store: Store, only?: readonly string[]): Promise<Tables> {
  if ('dump' in store) return (store as MemoryStore).dump()
  const names = only ?? [...house.resources.map(({ form }) => form.name), '_history']
  return store.reading(async (rows) =>
    Object.fromEntries(await Promise.all(names.map(async (name) => [name, await rows.select(name, {})] as const))),
  )
}

/** The papers on which money is checked. */
export const moneyPapers: readonly string[] = [
  'receivables',
  'payment-slips',
  'payment-allocations',
  'payment-tenders',
  'prepayments',
  'deposits',
  'refund-slips',
]
/** Everything in the money's books that does not balance to the fen, in words. */
export function faultsOfMoney(tables: Tables): string[] {
  const rows = (table: string): readonly Any[] => tables[table] ?? []
  const faults: string[] = []
  const check = (fine: boolean, fault: string) => void (fine || faults.push(fault))
  const allocations = rows('payment-allocations').filter(({ status }) => status === 'live')
  const byReceivable = grouped(allocations, 'receivable')
  for (const one of rows('receivables')) {
    const paid = sum(byReceivable.get(one.id) ?? [], 'amount')
    const name = `receivable ${one._label} (${one.status})`
    check(one.paid === paid, `${name}: paid ${one.paid}, allocated ${paid}`)
    check(one.balance === one.payable - one.paid - one.writtenOff, `${name}: balance ${one.balance}`)
    check(one.balance >= 0 && one.paid >= 0 && one.refunded >= 0 && one.refunded <= one.paid, `${name}: below nothing`)
    check(one.status !== 'paid' || one.balance === 0, `${name}: closed with ${one.balance}`)
  }
  const ahead = grouped(allocations, 'prepayment')
  for (const one of rows('prepayments')) {
    const name = `prepayment ${one.number} (${one.status})`
    const used = sum(ahead.get(one.id) ?? [], 'amount')
    check(one.used === used, `${name}: used ${one.used}, allocated ${used}`)
    check(one.balance === one.amount - one.used - one.refunded - one.reversed && one.balance >= 0, `${name}: balance`)
  }
  const kept = grouped(rows('prepayments'), 'refund')
  for (const one of rows('refund-slips')) {
    const ahead = one.method === 'prepayment' && (one.status === 'paid' || one.status === 'filed') ? one.amount : 0
    const left = sum(kept.get(one.id) ?? [], 'amount')
    check(ahead === left, `refund ${one.number} (${one.status}): ${ahead} paid ahead, kept ${left}`)
  }
  for (const one of rows('deposits')) {
    const rest = one.amount - one.deducted - one.refunded - one.reversed
    check(one.balance === rest && rest >= 0, `deposit ${one.number} (${one.status}): balance ${one.balance} of ${rest}`)
  }
  faults.push(...faultsOfPayments(tables))
  return faults
}

/** What was taken at the counter is what it was taken for: money by method = fees + deposits + money ahead. */
function faultsOfPayments(tables: Tables): string[] {
  const rows = (table: string): readonly Any[] => tables[table] ?? []
  const live = ({ status }: Any) => status === 'live'
  const tenders = grouped(rows('payment-tenders').filter(live), 'slip')
  const fees = grouped(rows('payment-allocations').filter(live), 'slip')
  const deposits = grouped(rows('deposits'), 'slip')
  const ahead = grouped(rows('prepayments'), 'slip')
  const held = (all: readonly Any[] = []) => sum(all, 'amount') - sum(all, 'reversed')
  return rows('payment-slips').flatMap((slip) => {
    const taken = sum(tenders.get(slip.id) ?? [], 'amount')
    const used = sum(fees.get(slip.id) ?? [], 'amount') + held(deposits.get(slip.id)) + held(ahead.get(slip.id))
    return taken === used ? [] : [`payment ${slip.number} (${slip.status}): took ${taken} for ${used}`]
  })
}

/** Numbers that are missing or twice there, by series. */
export function faultsOfNumbers(house: House, tables: Tables): string[] {
  return house.resources.flatMap((resource) => {
    if (blanksOfKind(resource, 'serial').length === 0) return []
    const series = new Map<string, number[]>()
    for (const { number, project } of tables[resource.form.name] ?? []) {
      const [, prefix, count] = /^(.*?)(\d+)$/.exec(String(number ?? '')) ?? []
      if (count === undefined) continue
      const key = `${resource.form.name} ${project} ${prefix}`
      series.set(key, [...(series.get(key) ?? []), Number(count)])
    }
    return [...series].flatMap(([key, numbers]) => {
      const gap = numbers.sort((a, b) => a - b).findIndex((number, at) => number !== at + 1)
      return gap < 0 ? [] : [`${key}: ${numbers.join()}`]
    })
  })
}

/** Slips whose stage is younger than the history says, or stands without the signature that leads to it. */
export function faultsOfStages(house: House, tables: Tables): string[] {
  const told = grouped(tables._history ?? [], 'record')
  const runs = grouped(tables._history ?? [], 'run')
  return house.resources.flatMap((resource) =>
    (tables[resource.form.name] ?? []).flatMap((slip) => {
      const shared = String(slip._run ?? '')
        .split(' ')
        .filter(Boolean)
        .flatMap((run) => runs.get(run) ?? [])
      const entries = [...(told.get(slip.id) ?? []), ...shared].filter((one) => one.resource === resource.form.name)
      const name = `${resource.form.name} ${slip._label} (${slip.status})`
      const missing =
        entries.length < (slip.version as number) ? [`${name}: ${entries.length} entries of ${slip.version}`] : []
      return [...missing, ...unsigned(resource, slip, entries).map((fault) => `${name}: ${fault}`)]
    }),
  )
}
/** The step that brought it here stamps or signs: is the box filled? */
function unsigned(resource: Resource, slip: Row, entries: readonly Any[]): string[] {
  const last = entries
    .filter(({ changes }) => changes?.status)
    .sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1))
    .at(-1)
  const step = last && stepsOf(resource).find(({ name }) => name === last.action)
  if (!step || !stagesOf(resource).some(({ name }) => name === slip.status)) return []
  if (step.stamps && !slip[step.stamps]) return [`no stamp 「${step.stamps}」 after ${step.name}`]
  if (step.signs && ((slip[step.signs] as readonly unknown[]) ?? []).length === 0)
    return [`no signature after ${step.name}`]
  return []
}
