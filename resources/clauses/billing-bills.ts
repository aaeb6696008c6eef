import { type Day, daysAfter, type Fen, type Month, monthAfter, type RecordOf } from '#engine'
import { type Standard, type Stretch, within } from './billing.ts'

export type Run = RecordOf<'billing-runs'>
export type Home = RecordOf<'properties'>
export type Item = RecordOf<'fee-items'>
type Reading = RecordOf<'meter-readings'>

/** One bill that a run would post. */
export interface Bill {
  readonly home: Home
  readonly item: Item
  readonly standard: Standard | null
  readonly source: 'standard' | 'meter' | 'late-fee'
  readonly sequence: number
  readonly period: Month
  readonly months: number
  readonly quantity: number
  readonly price: number
  readonly amount: Fen
  readonly working: string | null
  readonly reading: Reading | null
  readonly covers: Stretch | null
  /** Who pays, where it is not the owner. */
  readonly payer: Home['tenant']
}

/** Whose days they are: the tenant's within his lease, where he pays, the owner's before and after it. */
export const payerOn = ({ payerType, tenant, leaseFrom, leaseTo }: Home, day: Day): Home['tenant'] =>
  payerType === 'tenant' && day >= (leaseFrom ?? '') && day <= (leaseTo ?? '9999-12-31') ? tenant : null
/** The same days cut where the payer changes. */
export function byPayer<S extends Stretch>(home: Home, stretch: S): readonly S[] {
  const { payerType, leaseFrom, leaseTo } = home
  if (payerType !== 'tenant' || (leaseFrom === null && leaseTo === null)) return [stretch]
  const cuts = [
    within(stretch, null, leaseFrom && daysAfter(leaseFrom, -1)),
    within(stretch, leaseFrom, leaseTo),
    leaseTo && within(stretch, daysAfter(leaseTo, 1), null),
  ]
  const found = leaseFrom === null ? cuts.slice(1) : cuts
  return found.flatMap((cut) => (cut ? [cut === stretch ? stretch : { ...stretch, ...cut }] : []))
}
export const monthsOf = ({ period, months }: Run): Month[] =>
  Array.from({ length: months ?? 1 }, (_, at) => monthAfter(period, at))
export const nameOf = ({ building, unit, roomNo }: Home) => `${building}-${unit}-${roomNo}`
export type Next = (room: string, item: string, period: Month, source: Bill['source']) => number
export type Note = (matter: string, example: string) => void
