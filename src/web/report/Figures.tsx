import { useQueries } from '@tanstack/react-query'
import { Link } from 'react-router'
import { blankOf, type Figure, kindOf, type ReportAnswer, type Totals } from '#engine'
import { call } from '../providers/client.ts'
import { type OfficeView, useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { type Counted, figureInWords, isShort } from './figures.ts'

type Listed = Extract<Figure, { readonly resource: string }>
type Reported = Exclude<Figure, Listed>
/** A figure as it stands on the first page, and where it leads. */
interface Shown extends Counted {
  readonly to: string
  readonly label: string
  /** Under what it is counted. */
  readonly of: string
  readonly value: number | null
}

/** The figures by which the work of somebody's role is measured, against their targets. */
export function Figures() {
  const office = useOffice()
  const { house, user } = office
  const all = user.roles.flatMap((role) => house.desks?.[role]?.figures ?? [])
  const wanted = [...new Map(all.map((figure) => [JSON.stringify(figure), figure])).values()]
  const ofReports = useReported(wanted.filter((figure) => 'report' in figure))
  const ofLists = useListed(wanted.filter((figure) => 'resource' in figure))
  if (wanted.length === 0) return null
  const shown = wanted.flatMap((figure) => ('report' in figure ? ofReports(figure) : ofLists(figure)) ?? [])
  return (
    <section className="home-figures" aria-labelledby="figures" aria-busy={shown.length < wanted.length}>
      <h2 id="figures">{say('home.figures')}</h2>
      <ul>
        {shown.map((figure) => (
          <li key={`${figure.to} ${figure.label}`}>
            <FigureCard figure={figure} />
          </li>
        ))}
      </ul>
    </section>
  )
}
const FigureCard = ({ figure }: { figure: Shown }) => (
  <Link to={figure.to} className="wait">
    <b className={isShort(figure, figure.value) ? 'figure short' : 'figure'}>{figureInWords(figure, figure.value)}</b>
    <span>
      <span className="one-line">{figure.label}</span>
      <span className="faint one-line">
        {[figure.of, figure.target && targetInWords(figure.target)].filter(Boolean).join(' · ')}
      </span>
    </span>
  </Link>
)
const targetInWords = ({ at, atMost }: NonNullable<Counted['target']>) =>
  say(atMost ? 'home.atMost' : 'home.target', { target: at })

/** Measures of reports: each report is asked once. */
function useReported(wanted: readonly Reported[]): (figure: Reported) => Shown | undefined {
  const { project } = useOffice()
  const names = [...new Set(wanted.map(({ report }) => report))]
  const where = project === undefined ? '' : `&project=${encodeURIComponent(project)}`
  const answers = useQueries({
    queries: names.map((name) => ({
      queryKey: ['report', name, `by=${where}`],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call<ReportAnswer>('GET', `/reports/${name}?by=${where}`, undefined, { signal }),
      staleTime: 60_000,
    })),
  })
  return ({ report, measure }) => {
    const answer = answers[names.indexOf(report)]?.data
    const card = answer?.measures.find(({ name }) => name === measure)
    if (!answer || !card) return undefined
    const { title, totals } = answer
    const of = card.label === title ? '' : card.label
    return { ...card, to: `/reports/${report}`, label: title, of, value: totals.figures[measure] ?? null }
  }
}

/** Lists: how many rows there are, or what they add up to. */
function useListed(wanted: readonly Listed[]): (figure: Listed) => Shown | undefined {
  const office = useOffice()
  const answers = useQueries({
    queries: wanted.map((figure) => ({
      queryKey: ['totals', figure.resource, queryFor(office, figure)],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call<Totals>('GET', `/${figure.resource}/totals?${queryFor(office, figure)}`, undefined, { signal }),
      staleTime: 60_000,
    })),
  })
  return (figure) => {
    const totals = answers[wanted.indexOf(figure)]?.data
    const paper = office.resource(figure.resource)
    if (!totals || !paper) return undefined
    const { label, resource, query, sum, target } = figure
    const field = sum === undefined ? undefined : blankOf(paper, sum)
    return {
      to: `/${resource}?${query}`,
      label,
      of: paper.form.title,
      unit: field && kindOf(field).cell === 'money' ? 'fen' : 'count',
      value: sum === undefined ? totals.count : (totals.sums[sum] ?? 0),
      ...(target && { target: { at: target.at, atMost: target.atMost ?? false } }),
    }
  }
}
const queryFor = ({ project, resource }: OfficeView, figure: Listed) =>
  project === undefined || resource(figure.resource)?.of === 'company'
    ? figure.query
    : `${figure.query}&project=${encodeURIComponent(project)}`
