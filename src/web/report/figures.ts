import { type MeasureCard, yuan } from '#engine'

/** A figure as people read it: yuan with two decimals, percentages with one. */
export function figureInWords({ unit }: Pick<MeasureCard, 'unit'>, value: number | null | undefined): string {
  if (value === null || value === undefined) return '—'
  if (unit === 'fen') return yuan(value)
  if (unit === 'percent') return `${value.toFixed(1)}%`
  return value.toLocaleString('zh-CN')
}
/** Whether a figure falls short of its target. */
export const isShort = ({ target }: MeasureCard, value: number | null | undefined): boolean =>
  !!target && value !== null && value !== undefined && (target.atMost ? value > target.at : value < target.at)
