import { type Fen, type Month, monthAfter, type RecordOf } from '#engine'
import type { Standard, Stretch } from './billing.ts'

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
}
export const monthsOf = ({ period, months }: Run): Month[] =>
  Array.from({ length: months ?? 1 }, (_, at) => monthAfter(period, at))
export const nameOf = ({ building, unit, roomNo }: Home) => `${building}-${unit}-${roomNo}`
export type Next = (room: string, item: string, period: Month, source: Bill['source']) => number
export type Note = (matter: string, example: string) => void
