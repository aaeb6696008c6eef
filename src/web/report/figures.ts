import { type MeasureCard, yuan } from '#engine'

/** What a figure is counted in, and what it is to reach. */
export type Counted = Pick<MeasureCard, 'unit' | 'target'>

/** A figure as people read it: yuan with two decimals, percentages with one. */
export function figureInWords({ unit }: Pick<Counted, 'unit'>, value: number | null | undefined): string {
  if (value === null || value === undefined) return '—'
  if (unit === 'fen') return yuan(value)
  if (unit === 'percent') return `${value.toFixed(1)}%`
  return value.toLocaleString('zh-CN')
}
/** Whether a figure falls short of its target. */
export const isShort = ({ target }: Pick<Counted, 'target'>, value: number | null | undefined): boolean =>
  !!target && value !== null && value !== undefined && (target.atMost ? value > target.at : value < target.at)
