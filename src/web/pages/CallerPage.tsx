import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { blankOf, type FoundHome, type HomeAnswer, type PanelAnswer, resourceNamed } from '#engine'
import { viewOf } from '../fields/index.ts'
import { shownIn } from '../fields/moments.ts'
import { useZone } from '../fields/surroundings.ts'
import { labelIn, type Slip } from '../fields/view.ts'
import { call } from '../providers/client.ts'
import { useOffice } from '../providers/office.tsx'
import { figureInWords } from '../report/figures.ts'
import { Glyph } from '../shell/Glyph.tsx'
import { NoRights, NotFound } from '../shell/NotFound.tsx'
import { useTitle } from '../shell/title.ts'
import { Waiting as Shape } from '../shell/Waiting.tsx'
import { say } from '../words/index.ts'
import './caller.css'

/** One screen for whoever calls: who he is, what lies open for his home, and every form begun from there. */
export function CallerPage() {
  const { home } = useParams()
  const { house } = useOffice()
  useTitle(say('caller.title'))
  if (!house.caller) return <NotFound />
  return (
    <div className="caller">
      <Asking key={home ?? ''} isOpen={home === undefined} />
      {home !== undefined && <Home id={home} />}
    </div>
  )
}

/** What the caller says: a room, a name, a telephone; the homes that answer to it. */
function Asking({ isOpen }: { isOpen: boolean }) {
  const { project } = useOffice()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim())
  const query = new URLSearchParams({ q: wanted, ...(project !== undefined && { project }) })
  const { data } = useQuery({
    queryKey: ['caller', 'find', query.toString()],
    queryFn: ({ signal }) => call<readonly FoundHome[]>('GET', `/caller?${query}`, undefined, { signal }),
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
  })
  const found = wanted === '' ? undefined : data
  const first = found?.[0]
  return (
    <search className="caller-asking">
      {isOpen && <h1>{say('caller.title')}</h1>}
      <Input
        size="large"
        autoFocus={isOpen}
        allowClear
        prefix={<Glyph name="search" />}
        value={typed}
        aria-label={say('caller.ask')}
        placeholder={say('caller.ask')}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={() => first && void navigate(`/caller/${first.id}`)}
      />
      {isOpen && wanted === '' && <p className="faint">{say('caller.askHelp')}</p>}
      {found && found.length > 0 && <Found homes={found} />}
      {found?.length === 0 && (
        <p className="nothing">
          {say('caller.nobody', { typed: wanted })} <span className="faint">{say('caller.nobodyHelp')}</span>
        </p>
      )}
    </search>
  )
}
const Found = ({ homes }: { homes: readonly FoundHome[] }) => (
  <ul className="caller-found">
    {homes.map(({ id, label, by }) => (
      <li key={id}>
        <Link to={`/caller/${id}`}>
          <strong>{label}</strong> <span className="faint">{by}</span>
          <Glyph name="right" />
        </Link>
      </li>
    ))}
  </ul>
)

function Home({ id }: { id: string }) {
  const { data, error } = useQuery({
    queryKey: ['caller', 'home', id],
    queryFn: ({ signal }) => call<HomeAnswer>('GET', `/caller/${encodeURIComponent(id)}`, undefined, { signal }),
  })
  if (error) return 'status' in error && error.status === 403 ? <NoRights what={say('caller.home')} /> : <NotFound />
  if (!data) return <Shape />
  const open = data.panels.filter(({ count }) => count > 0)
  return (
    <div className="caller-home">
      <Card answer={data} />
      <section className="caller-open" aria-labelledby="caller-open">
        <h2 id="caller-open">{say('caller.open')}</h2>
        {open.length === 0 && <p className="nothing">{say('caller.clear')}</p>}
        {open.map((panel) => (
          <Panel key={panel.label} panel={panel} />
        ))}
      </section>
      <Starts home={String(data.home['id'])} />
      <Timeline answer={data} />
    </div>
  )
}

/** The home and its people. */
function Card({ answer: { home, people } }: { answer: HomeAnswer }) {
  const { house } = useOffice()
  const caller = house.caller
  if (!caller) return null
  const paper = resourceNamed(house, caller.homes)
  return (
    <section className="caller-card">
      <h1>
        <Link to={`/${caller.homes}/${home['id']}`}>{labelIn(home, 'id')}</Link>
      </h1>
      <dl>
        {caller.shown.map((name) => (
          <Blank key={name} paper={paper.form.name} name={name} slip={home} />
        ))}
      </dl>
      <h2>{say('caller.people')}</h2>
      {people.map(({ blank, resource, person }) => (
        <dl key={blank}>
          <dt>{blankOf(paper, blank)?.label}</dt>
          <dd>
            <Link to={`/${resource}/${person['id']}`}>{labelIn(person, 'id')}</Link>
          </dd>
          {['phone', 'secondPhone', 'remark'].map((name) => (
            <Blank key={name} paper={resource} name={name} slip={person} />
          ))}
        </dl>
      ))}
    </section>
  )
}
/** What is often begun for a caller. */
function Starts({ home }: { home: string }) {
  const { house, resource: named, rights } = useOffice()
  const starts = (house.caller?.starts ?? []).flatMap((name) => named(name) ?? []).filter((one) => rights(one).create)
  if (starts.length === 0) return null
  return (
    <section className="caller-card caller-begin" aria-labelledby="caller-begin">
      <h2 id="caller-begin">{say('caller.start')}</h2>
      <ul className="caller-starts">
        {starts.map(({ form }) => (
          <li key={form.name}>
            <Link to={`/${form.name}/new?from=${house.caller?.homes}/${home}`}>
              <Glyph name="plus" /> {form.title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
/** One blank of a slip, where something stands in it. */
function Blank({ paper, name, slip }: { paper: string; name: string; slip: Slip }) {
  const { house } = useOffice()
  const field = blankOf(resourceNamed(house, paper), name)
  const value = slip[name]
  if (!field || value === null || value === undefined || value === '') return null
  const { Text } = viewOf(field)
  return (
    <>
      <dt>{field.label}</dt>
      <dd>
        <Text field={field} value={value} name={name} slip={slip} resource={paper} on="list" />
      </dd>
    </>
  )
}

function Panel({ panel }: { panel: PanelAnswer }) {
  const { house } = useOffice()
  const { label, resource, columns, rows, count, sum, query } = panel
  const paper = resourceNamed(house, resource)
  const all = `/${resource}?${query}`
  return (
    <section className="caller-panel">
      <h3>
        <Link to={all}>{label}</Link>
        <span className="figure faint">{count}</span>
        {sum !== null && <span className="figure sum">{figureInWords({ unit: 'fen' }, sum)}</span>}
      </h3>
      <ul>
        {rows.map((row) => (
          <li key={String(row['id'])}>
            <Link to={`/${resource}/${row['id']}`}>
              {columns.map((name) => {
                const field = blankOf(paper, name)
                if (!field) return null
                const { Text, align } = viewOf(field)
                return (
                  <span key={name} className={align === 'right' ? 'one-line number' : 'one-line'}>
                    <Text field={field} value={row[name]} name={name} slip={row} resource={resource} on="list" />
                  </span>
                )
              })}
            </Link>
          </li>
        ))}
      </ul>
      {count > rows.length && (
        <Link to={all} className="more">
          {say('caller.more', { count: count - rows.length })}
        </Link>
      )}
    </section>
  )
}

function Timeline({ answer: { timeline } }: { answer: HomeAnswer }) {
  const zone = useZone()
  return (
    <section className="caller-timeline" aria-labelledby="caller-timeline">
      <h2 id="caller-timeline">{say('caller.timeline')}</h2>
      {timeline.length === 0 && <p className="nothing">{say('caller.noTimeline')}</p>}
      <ol>
        {timeline.map(({ resource, id, title, label, stage, at }) => (
          <li key={`${resource} ${id}`}>
            <time dateTime={at}>{shownIn(zone, at).slice(0, 10)}</time>
            <Link to={`/${resource}/${id}`}>
              <span>{title}</span> <span className="faint one-line">{label}</span>
            </Link>
            <span className="faint">{stage}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
