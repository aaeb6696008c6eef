import type { Blocker, Reader, RecordOf, Tx } from '#engine'
import { deliveryWays } from './fees.ts'

type List = RecordOf<'notice-deliveries'>
type Notice = RecordOf<'payment-notices'>

/** Nobody is left out: whoever was not at home must have been told by telephone or message. */
export async function undelivered({ id }: List, reader: Reader): Promise<Blocker[]> {
  const open = await reader.find('payment-notices', { list: id, status: ['approved', 'delivering', 'contact-due'] })
  if (open.length === 0) return []
  const message = `还有 ${open.length} 份通知单未送达或未告知`
  return [{ message, resource: 'payment-notices', query: `list=${id}&status=delivering&status=contact-due` }]
}

const methods = { ...deliveryWays, phone: '电话' } as const
const results = { contacted: 'contacted', settled: 'settled', recalled: 'recalled' } as const
const resultOf = ({ status }: Notice) => results[status as keyof typeof results] ?? 'delivered'

/** What became of each notice, written down as it stands. */
export async function sumUp({ id }: List, tx: Tx) {
  const notices = await tx.find('payment-notices', { list: id }, { sort: 'number' })
  const lines = notices.map((notice) => {
    const way = notice.deliveryMethod ?? notice.contactMethod
    return {
      notice: notice.id,
      room: notice.room,
      payable: notice.payable,
      result: resultOf(notice),
      method: way ? methods[way] : null,
      receivedBy: notice.receivedBy,
      at: (notice.delivery ?? notice.contact)?.at ?? null,
      note: notice.contactNote?.slice(0, 200) ?? null,
    }
  })
  await tx.update('notice-deliveries', id, { lines, count: lines.length })
}
