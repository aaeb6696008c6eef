import { Segmented } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { InboxGroup, InboxItem } from '#engine'
import { shownIn } from '../fields/moments.ts'
import { useZone } from '../fields/surroundings.ts'
import { useOffice } from '../providers/office.tsx'
import { Glyph } from '../shell/Glyph.tsx'
import { useTitle } from '../shell/title.ts'
import { Waiting as Shape } from '../shell/Waiting.tsx'
import { useInbox, useLatest } from '../shell/waiting.ts'
import { say, type Word } from '../words/index.ts'
import './inbox.css'

const boxes = ['waiting', 'done', 'sent'] as const
type Box = (typeof boxes)[number]
const labels: Readonly<Record<Box, Word>> = { waiting: 'inbox.waiting', done: 'inbox.done', sent: 'inbox.sent' }

/** What waits for whoever sits here, what he has done, and what became of what he sent. */
export function InboxPage() {
  useTitle(say('inbox.title'))
  const [search, setSearch] = useSearchParams()
  const asked = search.get('box')
  const box: Box = boxes.find((one) => one === asked) ?? 'waiting'
  return (
    <div className="inbox">
      <header>
        <h1>{say('inbox.title')}</h1>
        <Segmented
          value={box}
          options={boxes.map((value) => ({ value, label: say(labels[value]) }))}
          onChange={(value) => setSearch(value === 'waiting' ? {} : { box: value })}
        />
      </header>
      {box === 'waiting' ? <WaitingBox /> : <LatestBox box={box} />}
    </div>
  )
}

function WaitingBox() {
  const inbox = useInbox()
  if (!inbox) return <Shape />
  if (inbox.groups.length === 0) return <p className="nothing">{say('home.nothingWaiting')}</p>
  return inbox.groups.map((group) => <Group key={`${group.resource} ${group.name}`} group={group} />)
}

function Group({ group }: { group: InboxGroup }) {
  const { resource, title, label, count, overdue, items, query } = group
  const all = `/${resource}?${query}`
  return (
    <section className="inbox-group">
      <h2>
        <Link to={all}>{title}</Link>
        <span className="faint">{label}</span>
        <span className="figure">{count}</span>
        {overdue > 0 && <span className="overdue">{say('inbox.overdue', { count: overdue })}</span>}
      </h2>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <Link to={`/${resource}/${item.id}`} className="inbox-item">
              <span className="one-line">
                {item.label} <span className="faint">{item.about}</span>
              </span>
              <Due item={item} />
              <Glyph name="right" />
            </Link>
          </li>
        ))}
        {count > items.length && (
          <li>
            <Link to={all} className="inbox-all">
              {say('inbox.all', { count })}
            </Link>
          </li>
        )}
      </ul>
    </section>
  )
}
function Due({ item: { due, overdue, stage } }: { item: InboxItem }) {
  const zone = useZone()
  if (!due) return <span className="faint">{stage}</span>
  const day = due.length > 10 ? shownIn(zone, due).slice(5) : due
  return <span className={overdue ? 'overdue' : 'faint'}>{say(overdue ? 'inbox.past' : 'inbox.due', { day })}</span>
}

function LatestBox({ box }: { box: 'done' | 'sent' }) {
  const zone = useZone()
  const { resource: named } = useOffice()
  const latest = useLatest(box, true)
  if (!latest) return <Shape />
  if (latest.length === 0)
    return <p className="nothing">{say(box === 'done' ? 'inbox.nothingDone' : 'inbox.nothingSent')}</p>
  return (
    <section className="inbox-group">
      <ul>
        {latest.map((item) => (
          <li key={`${item.id} ${item.at} ${item.step}`}>
            <Link to={`/${item.resource}/${item.id}`} className="inbox-item latest">
              <time dateTime={item.at}>{shownIn(zone, item.at ?? '').slice(5)}</time>
              <span className="one-line">
                {named(item.resource)?.form.title} {item.label}
              </span>
              <span className="faint">{box === 'done' ? `${item.step} → ${item.stage}` : item.stage}</span>
              <Glyph name="right" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
