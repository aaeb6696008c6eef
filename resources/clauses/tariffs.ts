import {
  type Blocker,
  daysAfter,
  type Fen,
  firstDayOf,
  lastDayOf,
  monthOf,
  type Reader,
  type RuleTx,
  type Tx,
} from '#engine'
import { chargedFor, pricesFor, type Standard } from './billing.ts'

/** How many homes a trial shows. */
const SHOWN = 12

/** The version it replaces, of the same item and for the same homes. */
const sameScope = ({ feeItem, usage, building, grade, project }: Standard) =>
  ({ feeItem, usage, building, grade, project, status: 'in-force' }) as const

/** The standard it replaces ends the day before. */
export async function enforce(standard: Standard, tx: Tx) {
  for (const { id, subjects } of await tx.find('fee-standards', sameScope(standard)))
    if (id !== standard.id && (subjects === null) === (standard.subjects === null))
      await tx.perform('fee-standards', id, 'supersede', { validTo: daysAfter(standard.validFrom, -1) })
}
/** A new version begins after the one it replaces. */
export async function outrun(standard: Standard, reader: Reader): Promise<Blocker[]> {
  const later = (await reader.find('fee-standards', sameScope(standard))).filter(
    ({ id, validFrom, subjects }) =>
      id !== standard.id && (subjects === null) === (standard.subjects === null) && validFrom >= standard.validFrom,
  )
  return later.map(({ id, validFrom }) => ({
    message: `现行标准自 ${validFrom} 起执行，新标准的生效日期须晚于它`,
    resource: 'fee-standards',
    id,
  }))
}
/** What the owners resolved must have passed, and be about nothing else. */
export async function undecided(standard: Standard, reader: Reader): Promise<Blocker[]> {
  const { decision, resolvedBy } = standard
  if (!decision) return standard.class === 'comprehensive' ? unresolved(reader) : []
  const resolution = await reader.get('tariff-resolutions', decision)
  const where = { resource: 'tariff-resolutions', id: decision }
  if (resolution.status !== 'passed' && resolution.status !== 'published')
    return [{ message: `决议 ${resolution.number ?? ''} 尚未通过，不能登记`, ...where }]
  return resolution.body === 'council' || resolution.body === resolvedBy
    ? []
    : [{ message: '通过机构与决议不一致', ...where }]
}

/** The company may settle that a property fee rests on the resolution itself (B03), not on its date alone. */
const unresolved = ({ policy }: Reader): Blocker[] =>
  policy('tariff.resolution_required')
    ? [{ message: '物业费标准须选择已通过的收费标准决议', resource: 'tariff-resolutions', query: 'status=passed' }]
    : []

/** Tariffs that begin today come into force by themselves. */
export async function enforceDue(tx: RuleTx): Promise<number> {
  const due = await tx.find(
    'fee-standards',
    { project: [tx.project, null], status: 'approved', validFrom: { lte: tx.today } },
    { sort: 'validFrom' },
  )
  for (const { id } of due) await tx.perform('fee-standards', id, 'enforce')
  return due.length
}

/** What real homes would pay for a month at this standard, beside what they pay now: the smallest, the largest and some between. */
export async function tryOut(standard: Standard, tx: Tx) {
  const month = monthOf(standard.validFrom)
  const stretch = { from: firstDayOf(month), until: lastDayOf(month) }
  const where = standard.project === null ? {} : { project: standard.project }
  const homes = await tx.find('properties', where, { sort: 'floorArea' })
  const now = await tx.find('fee-standards', {
    feeItem: standard.feeItem,
    project: [standard.project, null],
    status: 'in-force',
  })
  const used = new Map((await metersOf(standard, tx)).map(({ room, mean }) => [room, mean] as const))
  const quantityFor = (home: (typeof homes)[number]): number | undefined => {
    if (standard.subjects) return standard.subjects.find(({ room }) => room === home.id)?.quantity
    if (pricesFor([{ ...standard, validFrom: stretch.from, validTo: null }], home, stretch).length === 0)
      return undefined
    if (standard.basis === 'meter') return used.get(home.id)
    return standard.basis === 'area' ? home.floorArea : 1
  }
  const tried = homes.flatMap((home) => {
    const quantity = quantityFor(home)
    if (quantity === undefined) return []
    const old = pricesFor(now, home, stretch)[0]?.standard
    const before = old ? (chargedFor(old, quantity, stretch)?.amount ?? null) : null
    return [{ room: home.id, quantity, before, amount: chargedFor(standard, quantity, stretch)?.amount ?? 0 }]
  })
  const step = Math.max(1, (tried.length - 1) / (SHOWN - 1))
  const shown = new Set(Array.from({ length: SHOWN }, (_, at) => Math.min(tried.length - 1, Math.round(at * step))))
  const sum = (amounts: readonly (Fen | null)[]) => amounts.reduce<Fen>((all, one) => all + (one ?? 0), 0)
  await tx.update('fee-standards', standard.id, {
    trial: tried.filter((_, at) => shown.has(at)),
    trialHomes: tried.length,
    trialBefore: sum(tried.map(({ before }) => before)),
    trialTotal: sum(tried.map(({ amount }) => amount)),
    trialOn: tx.today,
  })
}
const metersOf = ({ basis, feeItem }: Standard, tx: Tx) =>
  basis === 'meter' ? tx.find('meters', { feeItem, status: 'running' }) : Promise.resolve([])
