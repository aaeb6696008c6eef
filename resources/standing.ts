import type { Tx } from '#engine'
import { feeItems } from './standing/fee-items.ts'
import { holidays } from './standing/holidays.ts'
import { messageTemplates } from './standing/messages.ts'
import { prices } from './standing/prices.ts'
import { templates } from './standing/templates.ts'
import { warrantyTerms } from './standing/warranty-terms.ts'

export { feeItems, holidays, messageTemplates, prices, templates }

/** Lays out what every office of this company has from its first day: holidays, fee items, the words of messages, price list and check lists, in force. */
export async function layOut(tx: Tx): Promise<void> {
  await tx.createMany('holidays', holidays)
  await tx.createMany('fee-items', feeItems)
  await tx.createMany('message-templates', messageTemplates)
  const items = await tx.createMany('price-items', prices)
  const itemIds = items.map(({ id }) => id)
  await tx.performMany('price-items', itemIds, 'announce')
  await tx.performMany('price-items', itemIds, 'enforce')
  const lists = await tx.createMany('inspection-templates', templates)
  const listIds = lists.map(({ id }) => id)
  await tx.performMany('inspection-templates', listIds, 'adopt')
  const terms = await tx.createMany('warranty-terms', warrantyTerms)
  await tx.performMany(
    'warranty-terms',
    terms.map(({ id }) => id),
    'enforce',
  )
}
