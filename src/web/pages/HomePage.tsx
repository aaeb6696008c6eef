import { useMemo } from 'react'
import { Link } from 'react-router'
import { clockIn } from '#engine'
import { nowOf, type OfficeView, todayOf, useOffice } from '../providers/office.tsx'
import { Figures } from '../report/Figures.tsx'
import { Glyph } from '../shell/Glyph.tsx'
import { type Entry, menuOf } from '../shell/menu.ts'
import { useTitle } from '../shell/title.ts'
import { useWaiting, type Waiting } from '../shell/waiting.ts'
import { say, type Word } from '../words/index.ts'
import './home.css'

/** Up to so many papers are offered to begin at once. */
const MOST_STARTS = 8
/** So many are shown at once, the overdue ones first; the inbox has them all. */
const MOST_WAITS = 12

function greetingAt(hour: number): Word {
  if (hour < 11) return 'home.morning'
  if (hour < 13) return 'home.noon'
  return hour < 18 ? 'home.afternoon' : 'home.evening'
}

/** The first page of the day: what waits for me, what I often begin, and my papers. */
export function HomePage() {
  const office = useOffice()
  const { session, user, house, papers } = office
  useTitle(say('shell.home'))
  const sections = useMemo(() => menuOf(house, papers, user), [house, papers, user])
  const hour = Number(clockIn(session.zone, nowOf(session)).slice(11, 13))
  return (
    <div className="home">
      <header>
        <h1>{say('home.hello', { name: user.name, greeting: say(greetingAt(hour)) })}</h1>
        <p className="faint">
          {dayInWords(todayOf(session))} · {user.roles.map((role) => house.roles[role]?.label ?? role).join('、')}
        </p>
      </header>
      {sections.length === 0 && <p>{say('home.noPapers')}</p>}
      <Waits />
      <Figures />
      <Starts office={office} />
      <Books entries={sections.flatMap(({ entries }) => entries).filter(({ view }) => view !== undefined)} />
      <section className="home-papers" aria-labelledby="papers">
        <h2 id="papers">{say('home.papers')}</h2>
        <dl className="areas">
          {sections.map(({ area, label, entries }) => (
            <div key={area}>
              <dt>{label}</dt>
              <dd>
                {entries.map(({ to, title }) => (
                  <Link key={to} to={to}>
                    {title}
                  </Link>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']
const dayInWords = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日 星期${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]}`
}

function Waits() {
  const waiting = useWaiting()
  return (
    <section className="waits" aria-labelledby="waits" aria-busy={waiting === undefined}>
      <h2 id="waits">
        {say('home.waiting')}
        {waiting && waiting.length > 0 && (
          <Link to="/inbox" className="to-all">
            {say('home.allWaiting')}
          </Link>
        )}
      </h2>
      {waiting === undefined && <WaitShapes />}
      {waiting?.length === 0 && <p className="nothing">{say('home.nothingWaiting')}</p>}
      {waiting && waiting.length > 0 && (
        <ul>
          {waiting.slice(0, MOST_WAITS).map((one) => (
            <li key={`${one.resource} ${one.name}`}>
              <WaitCard {...one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
const WaitCard = ({ to, count, overdue, label, title }: Waiting) => (
  <Link to={to} className="wait">
    <b className="figure">{count.toLocaleString('zh-CN')}</b>
    <span>
      <span className="one-line">{title}</span>
      <span className="faint one-line">
        {label}
        {overdue > 0 && <em className="overdue"> {say('inbox.overdue', { count: overdue })}</em>}
      </span>
    </span>
    <Glyph name="right" />
  </Link>
)
const WaitShapes = () => (
  <ul aria-hidden="true">
    {[1, 2, 3].map((at) => (
      <li key={at}>
        <span className="wait shape" />
      </li>
    ))}
  </ul>
)

/** The forms that the roles of somebody begin most; where none are named, those that he may begin at all. */
function Starts({ office: { house, user, papers, resource: named, rights } }: { office: OfficeView }) {
  const often = user.roles.flatMap((role) => house.desks?.[role]?.starts ?? [])
  const wanted = [...new Set(often)].flatMap((name) => named(name) ?? [])
  const forms = wanted.length > 0 ? wanted : papers.filter(({ kind }) => kind === 'form')
  const begun = forms.filter((paper) => rights(paper).create)
  if (begun.length === 0) return null
  return (
    <section className="starts" aria-labelledby="starts">
      <h2 id="starts">{say('home.start')}</h2>
      <ul>
        {begun.slice(0, MOST_STARTS).map(({ form }) => (
          <li key={form.name}>
            <Link to={`/${form.name}/new`}>
              <Glyph name="plus" /> <span className="one-line">{form.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Books({ entries }: { entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <section className="starts" aria-labelledby="books">
      <h2 id="books">{say('home.views')}</h2>
      <ul>
        {entries.map(({ to, title }) => (
          <li key={to}>
            <Link to={to} title={title}>
              <Glyph name="sheet" /> <span className="one-line">{title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
