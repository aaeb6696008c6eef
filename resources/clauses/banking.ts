import type { Blocker, Reader, RecordOf, Tx } from '#engine'

type Deposit = RecordOf<'bank-deposits'>

/** Every settlement whose cash has been counted and not been banked, the oldest first. */
export async function listCash(slip: Deposit, tx: Tx) {
  const { project } = slip
  const waiting = await tx.find(
    'daily-settlements',
    { project, status: ['matched', 'audited'], deposit: null, cash: { gt: 0 } },
    { sort: 'date', limit: 100 },
  )
  await tx.update('bank-deposits', slip.id, { settlements: waiting.map(({ id }) => ({ settlement: id })) })
}

const idsOf = ({ settlements }: Deposit) => (settlements ?? []).map(({ settlement }) => settlement)

/** A settlement is banked once, with the cash that was counted. */
export async function notBankable(slip: Deposit, reader: Reader): Promise<Blocker[]> {
  const ids = idsOf(slip)
  const found = await reader.find('daily-settlements', { id: ids })
  const twice = new Set(ids).size < ids.length ? [{ message: '同一张交款单不能列两次' }] : []
  const wrong = found.flatMap(({ id, number, status, cash, deposit }) => {
    const where = { resource: 'daily-settlements', id }
    if (deposit || (status !== 'matched' && status !== 'audited'))
      return [{ message: `交款单 ${number} 不在待存行`, ...where }]
    const line = slip.settlements?.find(({ settlement }) => settlement === id)
    return line?.cash === cash ? [] : [{ message: `交款单 ${number} 的现金已有变化，请重新取数`, ...where }]
  })
  return [...twice, ...wrong]
}

export async function bankSettlements(slip: Deposit, tx: Tx) {
  await tx.performMany('daily-settlements', idsOf(slip), 'bank', { deposit: slip.id })
}
