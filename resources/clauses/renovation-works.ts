import type { Blocker, Fen, Reader, RecordOf, RuleTx, Tx } from '#engine'
import { openViolations, violationTypes } from './renovation.ts'
import { moveEnd } from './renovation-permits.ts'

type Application = RecordOf<'renovation-applications'>
type Violation = RecordOf<'renovation-violations'>
type Extension = RecordOf<'renovation-extensions'>

/** What of a decoration's violations is not put right yet. */
export async function openOf(
  application: Application['id'],
  reader: Reader,
  status: readonly Violation['status'][] = openViolations,
): Promise<Blocker[]> {
  const open = await reader.find('renovation-violations', { application, status })
  return open.map(({ id, number, type }) => ({
    message: `违规整改单 ${number}（${violationTypes[type]}）尚未整改`,
    resource: 'renovation-violations',
    id,
  }))
}
/** The works go on only when everything for which they were stopped is put right. */
export const uncorrected = ({ id }: Application, reader: Reader) => openOf(id, reader, ['stop-work', 'deducted'])
/** The works go on: so does the permit. */
export async function resumePermit({ permit }: Application, tx: Tx) {
  if (permit && (await tx.get('construction-permits', permit)).status === 'suspended')
    await tx.perform('construction-permits', permit, 'resume')
}

async function recount(application: Application['id'], tx: Tx) {
  const open = await tx.sum('renovation-violations', { application, status: openViolations }, [])
  const all = await tx.sum('renovation-violations', { application, status: [...openViolations, 'closed'] }, [])
  await tx.update('renovation-applications', application, { openViolations: open.count, violations: all.count })
}
/** The customer has signed for it: it counts, for the home and for the firm. */
export async function toldViolation({ application, contractor }: Violation, tx: Tx) {
  await recount(application, tx)
  if (contractor === null) return
  const { violations } = await tx.get('contractors', contractor)
  await tx.update('contractors', contractor, { violations: violations + 1 })
}
export const correctWorks = ({ application }: Violation, tx: Tx) => recount(application, tx)

/** What the agreement says such a violation costs, or what the manager wrote. */
async function priceOf({ application, type, penalty }: Violation, tx: Tx): Promise<Fen> {
  if (penalty) return penalty
  const [agreement] = await tx.find('renovation-agreements', { application, status: 'signed' })
  return agreement?.deductions?.find((line) => line.type === type)?.amount ?? 0
}
/** A deduction is proposed, once, from the deposit of the decoration. */
async function propose(slip: Violation, tx: Tx) {
  const amount = await priceOf(slip, tx)
  if (amount <= 0 || (await tx.find('deposit-deductions', { violation: slip.id }, { limit: 1 })).length > 0) return
  const where = { renovation: slip.application, kind: ['renovation', 'construction'] as const, status: 'held' as const }
  const deposit = (await tx.find('deposits', where, { sort: 'number' })).find(({ balance }) => balance > 0)
  if (!deposit) return
  await tx.create('deposit-deductions', {
    deposit: deposit.id,
    violation: slip.id,
    foundOn: slip.foundOn,
    reason: `${violationTypes[slip.type]}，期限内未整改（${slip.number}）：${slip.detail}`.slice(0, 500),
    amount: Math.min(amount, deposit.balance),
  })
}
/** Not put right by its day: the works stop, the permit rests, a deduction is proposed. */
export async function stopWorks(slip: Violation, tx: Tx) {
  const { status, permit } = await tx.get('renovation-applications', slip.application)
  if (status === 'under-construction') await tx.perform('renovation-applications', slip.application, 'stop-work')
  if (permit) {
    const { status: held } = await tx.get('construction-permits', permit)
    if (held === 'issued' || held === 'expired') await tx.perform('construction-permits', permit, 'suspend')
  }
  await propose(slip, tx)
}
/** The leader has settled a deduction for a violation. */
export async function penalise({ violation, amount }: RecordOf<'deposit-deductions'>, tx: Tx) {
  if (violation === null) return
  const { status, deducted } = await tx.get('renovation-violations', violation)
  if (status === 'told' || status === 'stop-work')
    await tx.perform('renovation-violations', violation, 'penalise', { deducted: deducted + amount })
  else await tx.update('renovation-violations', violation, { deducted: deducted + amount })
}
/** A settled deduction was void. */
export async function unpenalise({ violation, amount, decision }: RecordOf<'deposit-deductions'>, tx: Tx) {
  if (violation === null || !decision) return
  const { deducted } = await tx.get('renovation-violations', violation)
  await tx.update('renovation-violations', violation, { deducted: Math.max(0, deducted - amount) })
}
/** Violations whose day has passed are marked. */
export async function markLate(tx: RuleTx): Promise<number> {
  const where = { project: tx.project, status: ['told'] as const, late: false, dueOn: { lt: tx.today } }
  const found = await tx.find('renovation-violations', where)
  for (const { id } of found) await tx.update('renovation-violations', id, { late: true })
  return found.length
}

/** More time is asked for works that go on, once at a time. */
export async function notExtendable({ id, application }: Extension, reader: Reader): Promise<Blocker[]> {
  const { status } = await reader.get('renovation-applications', application)
  const found: Blocker[] = []
  if (status !== 'under-construction')
    found.push({ message: '该装修不在施工中，不能延期', resource: 'renovation-applications', id: application })
  const open = await reader.find('renovation-extensions', {
    application,
    status: ['submitted', 'engineering-reviewed', 'approved'],
  })
  for (const other of open)
    if (other.id !== id)
      found.push({ message: `延期申请 ${other.number} 还在办理`, resource: 'renovation-extensions', id: other.id })
  return found
}
/** The director agrees: without a fee it holds at once, else the payment notice is begun. */
export async function approveExtension(slip: Extension, tx: Tx) {
  if (!slip.feeRequired) return tx.perform('renovation-extensions', slip.id, 'no-fee')
  const notice = await tx.create('renovation-payment-notices', {
    application: slip.application,
    kind: 'extension',
    extension: slip.id,
  })
  return tx.update('renovation-extensions', slip.id, { notice: notice.id })
}
/** The extension holds. */
export async function extendWorks({ id, application, newEndOn }: Extension, tx: Tx) {
  await tx.update('renovation-extensions', id, { effectiveOn: tx.today })
  await moveEnd(application, newEndOn, tx)
}
