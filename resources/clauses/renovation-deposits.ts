import type { Reader, RecordOf, RuleTx, Tx } from '#engine'
import { tellMany } from './messages.ts'
import { inYuan } from './money.ts'

type Deposit = RecordOf<'deposits'>

/** Once a decoration is there, its own papers say when a deposit may go back, and nobody's hand. */
export function notByHand({ renovation, kind }: Deposit): true | string {
  if (renovation === null) return true
  return kind === 'pass' ? '出入证押金在出入证交回时登记' : '装修押金的验收日由装修竣工验收表登记'
}

/** The deposits whose refund ends a decoration: those of the works, not of the passes. */
export const depositsOf = async (renovation: NonNullable<Deposit['renovation']>, reader: Reader) =>
  (await reader.find('deposits', { renovation, kind: ['renovation', 'construction'] })).filter(
    ({ status }) => status !== 'cancelled',
  )
const isOfWorks = ({ kind }: Deposit) => kind === 'renovation' || kind === 'construction'
const done = ({ status }: Deposit) => ['refunded', 'partly-refunded', 'forfeited'].includes(status)

/** A refund has begun: the decoration waits for it. */
export async function refundBegun(slip: Deposit, tx: Tx) {
  if (slip.renovation === null || !isOfWorks(slip)) return
  const { status } = await tx.get('renovation-applications', slip.renovation)
  if (status === 'accepted') await tx.perform('renovation-applications', slip.renovation, 'open-refund')
}
/** The refund was taken back, and no other is on its way. */
export async function refundDropped(slip: Deposit, tx: Tx) {
  if (slip.renovation === null || !isOfWorks(slip)) return
  const { status } = await tx.get('renovation-applications', slip.renovation)
  const others = (await depositsOf(slip.renovation, tx)).filter(({ id }) => id !== slip.id)
  if (status !== 'refund-pending' || others.some((one) => one.status !== 'held')) return
  await tx.perform('renovation-applications', slip.renovation, 'drop-refund')
}
/** A deposit has gone its last way: with the last one the decoration is closed; a pass is closed with its own. */
export async function refundEnded(slip: Deposit, tx: Tx) {
  if (slip.renovation === null) return
  if (!isOfWorks(slip)) {
    const [pass] = await tx.find('worker-passes', { deposit: slip.id, status: 'returned' })
    if (pass) await tx.perform('worker-passes', pass.id, 'close')
    return
  }
  const { status } = await tx.get('renovation-applications', slip.renovation)
  const open = (await depositsOf(slip.renovation, tx)).some((one) => one.id !== slip.id && !done(one))
  if (!open && (status === 'accepted' || status === 'refund-pending'))
    await tx.perform('renovation-applications', slip.renovation, 'close')
}

/** Deposits that may go back from today: the customer hears once, the desk finds them in its inbox. */
export async function tellRefundable(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const where = { project, status: 'held', refundableFrom: { lte: today }, announcedOn: null } as const
  const found = (await tx.find('deposits', where)).filter(({ balance }) => balance > 0)
  const tellings = []
  for (const deposit of found) {
    await tx.update('deposits', deposit.id, { announcedOn: today })
    if (deposit.renovation === null || !isOfWorks(deposit)) continue
    const { ownerName, ownerPhone, room } = await tx.get('renovation-applications', deposit.renovation)
    tellings.push({
      to: { room, name: ownerName, phone: ownerPhone },
      words: {
        业主姓名: ownerName,
        步骤: '押金等待期已满',
        说明: `押金 ${inYuan(deposit.balance)} 可以办理退还，请带原收据和身份证到前台。`,
      },
      about: { form: 'deposits', id: deposit.id, project },
    })
  }
  await tellMany(tx, 'MSG11', tellings)
  return found.length
}
