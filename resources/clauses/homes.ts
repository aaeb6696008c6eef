import { daysAfter, type RecordOf, type Tx } from '#engine'

/** How a home is used. */
export const occupancies = {
  unsold: '未售',
  sold: '未交付',
  vacant: '空置',
  occupied: '自住',
  let: '出租',
  decorating: '装修中',
  'moved-out': '退住',
} as const

type Home = RecordOf<'properties'>
/** Whether a home is somebody's to live in: before that its fees are nobody's. */
export const isHandedOver = ({ occupancy }: Pick<Home, 'occupancy'>) => occupancy !== 'unsold' && occupancy !== 'sold'

/** The homes in which somebody lives, as a list is asked for them. */
export const LIVED_IN = 'occupancy=occupied&occupancy=let&usage=residence&usage=shop&usage=office'
export const livedIn = (tx: Pick<Tx, 'find'>, project: string | null) =>
  tx.find('properties', { project, occupancy: ['occupied', 'let'], usage: ['residence', 'shop', 'office'] })

/** A home that the developer still has, once it is checked: its fees begin on the day it is handed over. */
export const waitForHandOver = async ({ id, occupancy, handover }: Home, tx: Tx) =>
  isHandedOver({ occupancy }) || handover === 'pending' || tx.update('properties', id, { handover: 'pending' })

/** The day of the hand-over is the first that is charged; of a home that is given back, the day before was the last. */
export async function handedOver(home: Home, tx: Tx) {
  const { id, occupancyFrom, handover } = home
  if (isHandedOver(home) && handover === 'pending')
    await tx.update('properties', id, { handover: 'done', feeFrom: occupancyFrom, feeTo: null })
  else if (!isHandedOver(home) && handover === 'done')
    await tx.update('properties', id, { handover: 'pending', feeTo: daysAfter(occupancyFrom, -1) })
}
