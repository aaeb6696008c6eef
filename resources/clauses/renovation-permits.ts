import { type Blocker, type Day, daysAfter, type Id, type Reader, type RecordOf, type RuleTx, type Tx } from '#engine'
import { tellMany } from './messages.ts'
import { inYuan } from './money.ts'
import { unsigned } from './renovation-papers.ts'

type Permit = RecordOf<'construction-permits'>
type Pass = RecordOf<'worker-passes'>

/** What the home still owes: all of it is paid before the permit (W17.5), where the company has not settled otherwise. */
async function arrearsOf(room: Id<'properties'>, reader: Reader): Promise<Blocker[]> {
  if (!reader.policy('permit.require_fees_settled')) return []
  const { count, sums } = await reader.sum('receivables', { room, status: ['posted', 'part-paid'] }, ['balance'])
  if (count === 0) return []
  const query = `room=${room}&status=posted&status=part-paid`
  const message = `该房屋还有 ${count} 笔费用未缴清，合计 ${inYuan(sums.balance ?? 0)}，缴清后方可发证`
  return [{ message, resource: 'receivables', query }]
}

/** Everything that stands against a permit: the payment of the decoration, the fees of the home, the agreement, another permit. */
export async function notYet(slip: Permit, reader: Reader): Promise<Blocker[]> {
  const application = await reader.get('renovation-applications', slip.application)
  const found = [...(await arrearsOf(slip.room, reader)), ...(await unsigned(application, reader, 'permit'))]
  const where = { resource: 'renovation-applications', id: application.id }
  if (application.status !== 'paid')
    found.push({ message: '装修申请不在待发许可证，缴费尚未由财务确认或已经发证', ...where })
  if (slip.validFrom < application.startsOn || slip.validTo > application.endsOn)
    found.push({ message: `有效期须在申请的 ${application.startsOn} 至 ${application.endsOn} 之内`, ...where })
  return found
}

/** The last signature: the permit is in force, the works begin, the home is being decorated. */
export async function issuePermit(slip: Permit, tx: Tx) {
  await tx.update('construction-permits', slip.id, { issuedOn: tx.today })
  const home = await tx.get('properties', slip.room)
  await tx.update('renovation-applications', slip.application, {
    permit: slip.id,
    until: slip.validTo,
    formerly: home.occupancy,
  })
  await tx.perform('renovation-applications', slip.application, 'issue-permit')
  await occupy(home, 'decorating', tx)
}
/** The state of a home that somebody has checked. */
export async function occupy(home: RecordOf<'properties'>, occupancy: RecordOf<'properties'>['occupancy'], tx: Tx) {
  if (home.status === 'draft' || home.occupancy === occupancy) return
  await tx.perform('properties', home.id, 'occupy', { occupancy, occupancyFrom: tx.today })
}

/** MSG18: the customer hears once, so many days before his permit ends. */
export async function remindExpiring(tx: RuleTx): Promise<number> {
  const last = daysAfter(tx.today, tx.policy('permit.remind_before_days'))
  const { project, today } = tx
  const found = await tx.find('construction-permits', {
    project,
    status: 'issued',
    validTo: { gte: today, lte: last },
    reminded: null,
  })
  const tellings = []
  for (const permit of found) {
    const { ownerName, ownerPhone, room } = await tx.get('renovation-applications', permit.application)
    const home = await tx.get('properties', room)
    tellings.push({
      to: { room, name: ownerName, phone: ownerPhone },
      words: { 业主姓名: ownerName, 房号: nameOf(home), 到期日: permit.validTo },
      about: { form: 'construction-permits', id: permit.id, project },
    })
    await tx.update('construction-permits', permit.id, { reminded: today })
  }
  await tellMany(tx, 'MSG18', tellings)
  return found.length
}
/** A home as people call it. */
export const nameOf = ({ building, unit, roomNo }: RecordOf<'properties'>) => `${building}-${unit}-${roomNo}`

/** The permits whose last day is over. */
export async function expirePermits(tx: RuleTx): Promise<number> {
  const where = { project: tx.project, status: 'issued', validTo: { lt: tx.today } } as const
  const over = (await tx.find('construction-permits', where)).map(({ id }) => id)
  await tx.performMany('construction-permits', over, 'expire')
  return over.length
}
/** The passes whose last day is over: the gate knows them no more. */
export async function expirePasses(tx: RuleTx): Promise<number> {
  const where = { project: tx.project, status: 'issued', validTo: { lt: tx.today } } as const
  const over = (await tx.find('worker-passes', where)).map(({ id }) => id)
  await tx.performMany('worker-passes', over, 'expire')
  return over.length
}

/** What stands against a pass: no permit in force, or a day beyond the permit's. */
export async function beyondPermit(slip: Pass, reader: Reader): Promise<Blocker[]> {
  const application = await reader.get('renovation-applications', slip.application)
  if (application.permit === null) return [{ message: '该装修还没有施工许可证，不能办出入证' }]
  const permit = await reader.get('construction-permits', application.permit)
  const where = { resource: 'construction-permits', id: permit.id }
  const found: Blocker[] = await unsigned(application, reader, 'entry')
  if (permit.status !== 'issued') return [...found, { message: `施工许可证 ${permit.number} 不在有效期内`, ...where }]
  if (slip.validTo > permit.validTo)
    found.push({ message: `出入证有效期不得超过施工许可证的 ${permit.validTo}`, ...where })
  if (slip.validTo < reader.today) found.push({ message: '出入证有效期已过' })
  return found
}
/** The card is back: its deposit may go back at once; without one, the matter is closed. */
export async function takeBack(slip: Pass, tx: Tx) {
  await tx.update('worker-passes', slip.id, { returnedOn: tx.today })
  if (slip.deposit === null) return tx.perform('worker-passes', slip.id, 'close')
  return tx.perform('deposits', slip.deposit, 'clear', { acceptedOn: tx.today })
}
/** The card is lost: its cost stays paid; its deposit is kept or goes back, as the company has settled. */
export async function loseCard(slip: Pass, tx: Tx) {
  if (slip.deposit === null) return undefined
  const deposit = await tx.get('deposits', slip.deposit)
  if (deposit.status !== 'held' || deposit.balance <= 0) return undefined
  if (tx.policy('pass.lost_deposit') === 'refund')
    return tx.perform('deposits', deposit.id, 'clear', { acceptedOn: tx.today })
  const reason = `出入证 ${slip.number}（${slip.workerName}）遗失：${slip.lossNote ?? ''}`.slice(0, 500)
  return tx.create('deposit-deductions', { deposit: deposit.id, reason, amount: deposit.balance })
}

/** More time: the permit, its passes and the decoration itself run until a later day. */
export async function moveEnd(application: Permit['application'], validTo: Day, tx: Tx) {
  const { permit, extensions } = await tx.get('renovation-applications', application)
  if (permit) {
    const { status } = await tx.get('construction-permits', permit)
    if (status !== 'closed') await tx.perform('construction-permits', permit, 'extend', { validTo })
    await tx.update('construction-permits', permit, { reminded: null })
  }
  const passes = await tx.find('worker-passes', { application, status: ['issued', 'expired'] })
  await tx.performMany(
    'worker-passes',
    passes.map(({ id }) => id),
    'extend',
    { validTo },
  )
  await tx.update('renovation-applications', application, { until: validTo, extensions: extensions + 1 })
}
