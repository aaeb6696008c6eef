import type { Blocker, Reader, RecordOf, Tx } from '#engine'
import { keepArrears } from './arrears-ledger.ts'
import { settleNotices } from './counter.ts'
import { orderPaid, orderUnpaid } from './repairs-paid.ts'

type Receivable = RecordOf<'receivables'>

/** Base data are checked before anything is posted (W06): the house by the cashier, the price by its standard. */
export async function baseData(slip: Receivable, reader: Reader): Promise<Blocker[]> {
  const house = await reader.get('properties', slip.room)
  const unchecked = { message: '房屋资源尚未经出纳核对，不能入账', resource: 'properties', id: slip.room }
  const found: Blocker[] = house.status === 'draft' ? [unchecked] : []
  if (!slip.standard) return found
  const standard = await reader.get('fee-standards', slip.standard)
  const where = { resource: 'fee-standards', id: slip.standard }
  if (standard.status !== 'in-force') found.push({ message: '所用收费标准不在执行中，不能入账', ...where })
  if (standard.feeItem !== slip.feeItem) found.push({ message: '所用收费标准不是这个收费项目的', ...where })
  return found
}

export const isWhole = ({ balance }: Receivable): true | string => balance === 0 || '尚未缴清，不能收讫'
export const isPart = ({ balance, paid }: Receivable): true | string =>
  (balance > 0 && paid > 0) || '已缴与未缴须都大于零'
export const isUnpaid = ({ paid }: Receivable): true | string => paid === 0 || '仍有缴款，不能全部冲回'

/** What nobody pays any more is no longer owed. */
export async function forgive(due: Receivable, tx: Tx) {
  await tx.update('receivables', due.id, { writtenOff: due.balance })
  await settleNotices(tx, due.room)
  await keepArrears(due, 'changed', tx)
}
/** What is owed was corrected: the arrears of the home say so. */
export const changed = (due: Receivable, tx: Tx) => keepArrears(due, 'changed', tx)

/** Money came in: a repair whose fee is paid may be filed, or begun where it is paid beforehand, and the home owes less. */
export async function cameIn(due: Receivable, tx: Tx) {
  if (due.balance === 0) await orderPaid(due, tx)
  await keepArrears(due, 'money', tx)
}
/** Money went back. */
export async function wentBack(due: Receivable, tx: Tx) {
  await orderUnpaid(due, tx)
  await keepArrears(due, 'money', tx)
}
