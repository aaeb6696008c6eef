import { type Blocker, type Id, type Reader, type RecordOf, refuse, type Tx } from '#engine'
import { inYuan, sumOf } from './money.ts'

type Application = RecordOf<'renovation-applications'>
type Notice = RecordOf<'renovation-payment-notices'>
type Line = NonNullable<Notice['lines']>[number]
type Pass = RecordOf<'worker-passes'>

/** The deposits behind the fee items of class 押金. */
const kindOf: Readonly<Record<string, RecordOf<'deposits'>['kind']>> = {
  DEPOSIT: 'renovation',
  'SITE-DEPOSIT': 'construction',
  'PASS-DEPOSIT': 'pass',
}
const isDeposit = (line: Pick<Line, 'class'>) => line.class === 'deposit'

interface Asked {
  readonly code: string
  readonly price: number
  readonly quantity?: number
  readonly contractor?: boolean
}
async function linesOf(asked: readonly Asked[], tx: Tx) {
  const priced = asked.filter(({ price }) => price > 0)
  const items = await tx.find('fee-items', { code: priced.map(({ code }) => code) })
  return priced.map(({ code, ...line }) => {
    const item = items.find((one) => one.code === code)
    if (!item) refuse(422, `收费项目中没有编码为 ${code} 的项目，请先录入`)
    return { item: item.id, ...line }
  })
}
/** Passes that were applied for and stand on no notice yet. */
const openPasses = (tx: Reader, application: Application['id']) =>
  tx.find('worker-passes', { application, status: 'applied', notice: null }, { sort: 'number' })

/** A notice opened with nothing on it says what the company asks: before the work, for each pass, for more time. */
export async function fillLines({ id, kind, application, extension, lines }: Notice, tx: Tx) {
  if (lines) return
  const asked: Asked[] = []
  if (kind === 'permit')
    asked.push(
      { code: 'DEPOSIT', price: tx.policy('renovation.deposit') },
      { code: 'SITE-DEPOSIT', price: tx.policy('renovation.site_deposit'), contractor: true },
      { code: 'RUBBISH', price: tx.policy('renovation.rubbish_fee') },
    )
  if (kind === 'passes') {
    const passes = await openPasses(tx, application)
    if (passes.length === 0) refuse(422, '该装修没有待缴费的出入证申请')
    if (passes.length > 19) refuse(422, '一张通知单最多 19 张出入证，请分开办理')
    for (const _ of passes) asked.push({ code: 'PASS-DEPOSIT', price: tx.policy('pass.deposit'), contractor: true })
    asked.push({ code: 'PASS', price: tx.policy('pass.cost'), quantity: passes.length, contractor: true })
  }
  if (kind === 'extension' && extension) {
    const { feeAmount } = await tx.get('renovation-extensions', extension)
    asked.push({ code: 'EXTENSION', price: feeAmount ?? 0 })
  }
  await tx.update('renovation-payment-notices', id, { lines: await linesOf(asked, tx) })
}

/** The application is approved: its payment notice is begun. */
export const billWorks = ({ id }: Application, tx: Tx) =>
  tx.create('renovation-payment-notices', { application: id, kind: 'permit' })

/** What does not fit on a notice: deposits of another kind, passes that are not those applied for, a decoration at another stage. */
export async function unfitLines({ kind, application, lines, extension }: Notice, reader: Reader): Promise<Blocker[]> {
  const strange = (lines ?? []).find((line) => isDeposit(line) && !kindOf[line.code])
  const found: Blocker[] = strange ? [{ message: `「${strange.itemName}」不是装修的押金` }] : []
  const { status } = await reader.get('renovation-applications', application)
  if (kind === 'permit' && status !== 'paying') found.push({ message: '装修申请不在待缴费，不能开缴费通知' })
  if (kind === 'extension' && extension === null) found.push({ message: '延期缴费由延期申请开出' })
  if (kind !== 'passes') return found
  const passes = (await openPasses(reader, application)).length
  const deposits = (lines ?? []).filter(({ code }) => code === 'PASS-DEPOSIT').length
  if (passes === 0) found.push({ message: '该装修没有待缴费的出入证申请' })
  else if (deposits > 0 && deposits !== passes)
    found.push({ message: `出入证申请 ${passes} 张，押金列了 ${deposits} 行，须每证一行` })
  return found
}

async function claim({ room, number }: Notice, line: Line, tx: Tx) {
  const period = tx.today.slice(0, 7)
  const same = { room, feeItem: line.item, period, source: 'renovation' as const }
  const earlier = await tx.find('receivables', same)
  const made = await tx.create('receivables', {
    ...same,
    sequence: Math.max(0, ...earlier.map(({ sequence }) => sequence)) + 1,
    quantity: line.quantity,
    price: line.price / 100,
    dueOn: tx.today,
    remark: `装修缴费通知单 ${number}`,
  })
  await tx.perform('receivables', made.id, 'post')
  return made.id
}
/** The clerk has signed: each fee becomes a receivable, each deposit waits for the counter. */
export async function claimLines(slip: Notice, tx: Tx) {
  const lines: Line[] = []
  for (const line of slip.lines ?? [])
    lines.push(isDeposit(line) ? line : { ...line, receivable: await claim(slip, line, tx) })
  await tx.update('renovation-payment-notices', slip.id, { lines })
  if (slip.kind !== 'passes') return
  for (const { id } of await openPasses(tx, slip.application)) await tx.update('worker-passes', id, { notice: slip.id })
}

const receivablesOf = ({ lines }: Notice) => (lines ?? []).flatMap(({ receivable }) => receivable ?? [])
const liveDeposits = async (reader: Reader, notice: Notice['id']) =>
  (await reader.find('deposits', { notice })).filter(({ status }) => status !== 'cancelled')

/** The deposits of a notice that are not held yet, as lines of a payment slip. */
async function plannedDeposits(notice: Notice, reader: Reader) {
  const held = await liveDeposits(reader, notice.id)
  const left = [...held]
  return (notice.lines ?? []).filter(isDeposit).flatMap(({ code, amount, contractor }) => {
    const kind = kindOf[code] ?? 'other'
    const at = left.findIndex((one) => one.kind === kind && one.amount === amount)
    if (at >= 0) left.splice(at, 1)
    return at >= 0 ? [] : [{ kind, amount, contractor }]
  })
}
/** What a payment slip for a notice lists: its fees still owed, its deposits still to be held. */
export async function duesOf(id: Notice['id'], reader: Reader) {
  const notice = await reader.get('renovation-payment-notices', id)
  const dues = await reader.find('receivables', { id: receivablesOf(notice), status: ['posted', 'part-paid'] })
  return {
    items: dues.map((due) => ({ receivable: due.id })),
    deposits: await plannedDeposits(notice, reader),
  }
}

/** Deposits on a payment slip that its notice does not ask for, or a notice that is not to be paid. */
export async function unplanned(slip: RecordOf<'payment-slips'>, reader: Reader): Promise<Blocker[]> {
  if (!slip.renovation) return []
  const notice = await reader.get('renovation-payment-notices', slip.renovation)
  const where = { resource: 'renovation-payment-notices', id: notice.id }
  if (notice.status !== 'issued') return [{ message: `装修缴费通知单 ${notice.number ?? ''} 不在待缴费`, ...where }]
  if (notice.room !== slip.room) return [{ message: '装修缴费通知单不是这个房号的', ...where }]
  const planned = await plannedDeposits(notice, reader)
  return (slip.deposits ?? []).flatMap(({ kind, amount }) => {
    const at = planned.findIndex((one) => one.kind === kind && one.amount === amount)
    if (at >= 0) planned.splice(at, 1)
    return at >= 0 ? [] : [{ message: `押金 ${inYuan(amount)} 与装修缴费通知单不符`, ...where }]
  })
}

/** Notices of homes that are paid now, or no longer. */
export async function settleWorks(tx: Tx, ...rooms: readonly Id<'properties'>[]) {
  for (const notice of await tx.find('renovation-payment-notices', { room: rooms, status: ['issued', 'paid'] })) {
    const dues = await tx.find('receivables', { id: receivablesOf(notice) })
    const paid = dues.every(({ balance }) => balance === 0) && (await plannedDeposits(notice, tx)).length === 0
    if (paid && notice.status === 'issued')
      await tx.perform('renovation-payment-notices', notice.id, 'settle', { paidOn: tx.today })
    if (!paid && notice.status === 'paid') await tx.perform('renovation-payment-notices', notice.id, 'unsettle')
  }
}
/** A payment that finance has signed for is not taken back. */
export async function signedFor({ renovation }: RecordOf<'payment-slips'>, reader: Reader): Promise<Blocker[]> {
  if (!renovation) return []
  const { id, number, status } = await reader.get('renovation-payment-notices', renovation)
  if (status !== 'confirmed') return []
  return [{ message: `装修缴费通知单 ${number} 已由财务签字，不能作废`, resource: 'renovation-payment-notices', id }]
}

async function payPasses({ id }: Notice, tx: Tx) {
  const passes = await tx.find('worker-passes', { notice: id, status: 'applied' }, { sort: 'number' })
  const deposits = (await liveDeposits(tx, id)).filter(({ kind }) => kind === 'pass')
  const dealt = new Map<Pass['id'], (typeof deposits)[number]>()
  passes.forEach((pass, at) => {
    const deposit = deposits[at]
    if (deposit) dealt.set(pass.id, deposit)
  })
  await tx.performMany(
    'worker-passes',
    passes.map((pass) => pass.id),
    'pay',
    (pass) => ({ deposit: dealt.get(pass.id)?.id ?? null, receipt: dealt.get(pass.id)?.receipt ?? null }),
  )
}
/** Finance has signed: what was paid for goes on. */
export async function confirmed(slip: Notice, tx: Tx) {
  if (slip.kind === 'passes') return payPasses(slip, tx)
  if (slip.kind === 'extension' && slip.extension) return tx.perform('renovation-extensions', slip.extension, 'pay')
  await tx.perform('renovation-applications', slip.application, 'confirm-payment')
  return tx.create('construction-permits', { application: slip.application })
}

/** What was paid already on a notice: it goes back before the notice is void. */
export async function paidInPart(slip: Notice, reader: Reader): Promise<Blocker[]> {
  const fees = await reader.find('receivables', { id: receivablesOf(slip) })
  const paid = sumOf(fees, (one) => one.paid) + sumOf(await liveDeposits(reader, slip.id), ({ amount }) => amount)
  if (paid === 0) return []
  return [
    {
      message: `已收 ${inYuan(paid)}，请先作废缴款单或办理退款`,
      resource: 'payment-slips',
      query: `renovation=${slip.id}`,
    },
  ]
}
/** Nobody owes any more what stood on a notice. */
export async function dropDues(slip: Notice, tx: Tx) {
  for (const { id } of await tx.find('receivables', { id: receivablesOf(slip), status: ['posted', 'part-paid'] }))
    await tx.perform('receivables', id, 'cancel')
  for (const { id } of await tx.find('worker-passes', { notice: slip.id, status: 'applied' }))
    await tx.update('worker-passes', id, { notice: null })
}

const noticesOf = (reader: Reader, application: Application['id']) =>
  reader.find('renovation-payment-notices', { application, status: ['draft', 'issued', 'paid'] })
/** What was paid for a decoration that is to be withdrawn. */
export async function paidAlready({ id }: Application, reader: Reader): Promise<Blocker[]> {
  const found: Blocker[] = []
  for (const notice of await noticesOf(reader, id)) found.push(...(await paidInPart(notice, reader)))
  return found
}
/** The decoration is withdrawn: its notices too. */
export async function withdraw({ id }: Application, tx: Tx) {
  for (const notice of await noticesOf(tx, id)) {
    await dropDues(notice, tx)
    await tx.perform('renovation-payment-notices', notice.id, 'cancel')
  }
}
