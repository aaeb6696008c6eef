import { useQueries } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ReportAnswer } from '#engine'
import { call } from '../providers/client.ts'
import { useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { figureInWords, isShort } from './figures.ts'

/** The figures by which the work of somebody's role is measured, against their targets. */
export function Figures() {
  const { house, user, project } = useOffice()
  const wanted = user.roles.flatMap((role) => house.figures?.[role] ?? [])
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
  const shown = wanted.flatMap(({ report, measure }) => {
    const answer = answers[names.indexOf(report)]?.data
    const card = answer?.measures.find(({ name }) => name === measure)
    return answer && card ? [{ answer, card, value: answer.totals.figures[measure] }] : []
  })
  if (wanted.length === 0) return null
  return (
    <section className="home-figures" aria-labelledby="figures" aria-busy={shown.length < wanted.length}>
      <h2 id="figures">{say('home.figures')}</h2>
      <ul>
        {shown.map(({ answer, card, value }) => (
          <li key={`${answer.name} ${card.name}`}>
            <Link to={`/reports/${answer.name}`} className="wait">
              <b className={isShort(card, value) ? 'figure short' : 'figure'}>{figureInWords(card, value)}</b>
              <span>
                <span className="one-line">{card.label}</span>
                <span className="faint one-line">
                  {card.target ? say('home.target', { target: card.target.at }) : answer.title}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
