/** One line of the report. */
export interface Figure {
  /** As in the list of works: `W1`. */
  readonly work: string
  readonly what: string
  readonly unit: 'ms' | 'MB' | 'kB'
  readonly product: number
  /** What it is measured against; without it the figure itself has the goal. */
  readonly against?: number
  /** What that is, where it is not the limit. */
  readonly beside?: string
  /** At most this ratio, or this figure; without it, it is told and not judged. */
  readonly goal?: number
}

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
export const scoreOf = ({ product, against }: Figure) => (against === undefined ? product : product / against)
const said = (figure: Figure, value: number) =>
  figure.against === undefined ? `${number(value)} ${figure.unit}` : `×${value.toFixed(2)}`
const verdict = (figure: Figure) => (figure.goal === undefined ? '' : scoreOf(figure) <= figure.goal ? 'ok' : 'missed')

/** Chinese letters take two columns. */
const widthOf = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0)

function cellsOf(figure: Figure): string[] {
  const { work, what, unit, product, against, beside, goal } = figure
  return [
    work,
    `${number(product)} ${unit}`,
    against === undefined ? '' : `${number(against)} ${unit}${beside ? ` (${beside})` : ''}`,
    against === undefined ? '' : said(figure, scoreOf(figure)),
    goal === undefined ? '' : `≤ ${against === undefined ? `${goal} ${unit}` : `×${goal}`}`,
    verdict(figure),
    what,
  ]
}
const HEAD = ['work', 'product', 'limit', 'ratio', 'goal', '', 'what it does']

/** The figures as a table that a terminal and a page both read. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cellsOf)]
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell))).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(HEAD), rule, ...rows.slice(1).map(line)].join('\n')
}

/** How many goals are met, and which are not. */
export function summary(figures: readonly Figure[]): string {
  const judged = figures.filter(({ goal }) => goal !== undefined)
  const missed = judged.filter((figure) => verdict(figure) === 'missed')
  const named = missed.map((figure) => `${figure.work} ${said(figure, scoreOf(figure))}`)
  return `${judged.length - missed.length} of ${judged.length} goals met${missed.length ? `; missed: ${named.join(', ')}` : ''}`
}
