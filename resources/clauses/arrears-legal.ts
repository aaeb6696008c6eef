import { type Blocker, daysAfter, type Id, type Reader, type RecordOf, type RuleTx, type Tx } from '#engine'
import { evident, type Row, spared } from './arrears-ledger.ts'
import { tell } from './messages.ts'
import { inYuan } from './money.ts'

type Batch = RecordOf<'lawyer-letter-batches'>
type Letter = RecordOf<'lawyer-letters'>
type Suits = RecordOf<'lawsuit-batches'>
type File = RecordOf<'lawsuit-files'>

const rowsOf = ({ lines }: Batch, reader: Reader): Promise<Row[]> =>
  reader.find('arrears-ledgers', { id: (lines ?? []).map(({ arrears }) => arrears) })
const idsOf = (rows: readonly Row[], status: Row['status']) =>
  rows.flatMap((row) => (row.status === status ? [row.id] : []))

/** The list begins with everybody whom the stewards have named. */
export async function fillBatch(slip: Batch, tx: Tx): Promise<void> {
  if (slip.lines?.length && slip.version === 1) return
  const { project } = slip
  const rows = await tx.find(
    'arrears-ledgers',
    { project, status: 'open', proposed: true },
    { sort: ['building', 'place'] },
  )
  await tx.update('lawyer-letter-batches', slip.id, { lines: rows.slice(0, 500).map(({ id }) => ({ arrears: id })) })
}
/** What speaks against naming a home: too little proof that it was chased, money on its way, another list. */
export async function unproven(slip: Batch, reader: Reader): Promise<Blocker[]> {
  const found: Blocker[] = []
  for (const row of await rowsOf(slip, reader)) {
    const about = { resource: 'arrears-ledgers', id: row.id }
    const proof = evident(row, reader)
    if (proof !== true) found.push({ message: proof, ...about })
    if (row.status !== 'open' && row.status !== 'cleared')
      found.push({ message: `${row.place}已不在「待催」，不能列入律师函名单`, ...about })
    found.push(...(await spared(row, reader)))
  }
  return found
}
export async function listed(slip: Batch, tx: Tx): Promise<void> {
  await tx.performMany('arrears-ledgers', idsOf(await rowsOf(slip, tx), 'open'), 'list-letter')
}
/** The list came back, or was void: its homes are chased on as before. */
export async function unlist(slip: Batch, tx: Tx): Promise<void> {
  if (slip.status === 'filtered') return
  await tx.performMany('arrears-ledgers', idsOf(await rowsOf(slip, tx), 'letter-listed'), 'unlist')
}
/** The general manager has approved: a letter for each home that has not paid meanwhile. */
export async function approveLetters(slip: Batch, tx: Tx): Promise<void> {
  if (slip.status !== 'approved') return
  const still = idsOf(await rowsOf(slip, tx), 'letter-listed')
  await tx.createMany(
    'lawyer-letters',
    still.map((arrears) => ({ batch: slip.id, arrears })),
  )
}

/** The letter is on its way: the time to pay runs, and the customer is told. */
export async function sendLetter(letter: Letter, tx: Tx): Promise<void> {
  const payBy = daysAfter(tx.today, tx.policy('dunning.lawyer_days_to_pay'))
  await tx.update('lawyer-letters', letter.id, { issuedOn: tx.today, payBy })
  await tx.perform('arrears-ledgers', letter.arrears, 'send-letter')
  await tell(
    tx,
    'MSG28',
    { room: letter.room, name: letter.customerName, phone: letter.phone },
    {
      业主姓名: letter.customerName,
      房号: letter.place,
      金额: inYuan(letter.amount).slice(1),
      限期: payBy,
      律所: letter.lawFirm,
    },
    { form: 'lawyer-letters', id: letter.id, project: letter.project },
  )
}
/** The time the lawyer gave is over, and nothing was paid: the home may be sued. */
export async function lapseLawyers(tx: RuleTx): Promise<number> {
  const status = ['sent', 'received'] as const
  const over = await tx.find('lawyer-letters', { project: tx.project, status, payBy: { lt: tx.today } })
  const ids = over.map(({ id }) => id)
  await tx.performMany('lawyer-letters', ids, 'lapse')
  return over.length
}

/** Nobody is sued to whom no letter went, whose time to pay is not over, or who has paid. */
export async function unanswered({ lines }: Suits, reader: Reader): Promise<Blocker[]> {
  const letters = await reader.find('lawyer-letters', { id: lines.map(({ letter }) => letter) })
  const rows = await reader.find('arrears-ledgers', { id: letters.map(({ arrears }) => arrears) })
  const found: Blocker[] = letters
    .filter(({ status }) => status !== 'lapsed')
    .map(({ id, place, status }) => ({
      message:
        status === 'settled' ? `${place}已缴清，不必起诉` : `${place}的律师函尚未逾期，起诉须先发律师函且逾期未缴`,
      resource: 'lawyer-letters',
      id,
    }))
  for (const row of rows) {
    if (row.status === 'suit-listed' || row.status === 'lawsuit' || row.status === 'judged')
      found.push({ message: `${row.place}已在诉讼名单上`, resource: 'arrears-ledgers', id: row.id })
    if (row.status !== 'cleared') found.push(...(await spared(row, reader)))
  }
  return found
}
const sued = async ({ lines }: Suits, status: Row['status'], reader: Reader): Promise<Id<'arrears-ledgers'>[]> =>
  idsOf(await reader.find('arrears-ledgers', { id: lines.map(({ arrears }) => arrears) }), status)

export async function listSuits(slip: Suits, tx: Tx): Promise<void> {
  await tx.performMany('arrears-ledgers', await sued(slip, 'lawyer-letter', tx), 'list-suit')
}
export async function unlistSuits(slip: Suits, tx: Tx): Promise<void> {
  if (slip.status === 'proposed') return
  await tx.performMany('arrears-ledgers', await sued(slip, 'suit-listed', tx), 'unlist')
}
/** The general manager has approved: the project's customer service prepares the papers of each case. */
export async function approveSuits(slip: Suits, tx: Tx): Promise<void> {
  if (slip.status !== 'approved') return
  const still = new Set(await sued(slip, 'suit-listed', tx))
  await tx.createMany(
    'lawsuit-files',
    slip.lines.filter(({ arrears }) => still.has(arrears)).map(({ letter }) => ({ batch: slip.id, letter })),
  )
}

/** What the court wants to see. */
export const materials = {
  agreement: '物业服务协议',
  contract: '物业服务合同',
  handover: '交房证明',
  computation: '费用计算表',
  notices: '催费通知及照片',
  records: '催缴记录',
  letter: '律师函及回执',
  identity: '业主身份资料',
} as const
export function missing({ materials: ready }: File): true | string {
  const lacking = Object.entries(materials).flatMap(([key, label]) => (ready?.includes(key as never) ? [] : [label]))
  return lacking.length === 0 || `诉讼资料还缺：${lacking.join('、')}`
}
export const recovered = ({ recovered: sum, amount }: File): true | string =>
  sum === null || sum <= amount || `执行回款不得超过诉请金额 ${inYuan(amount)}`
