import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { Link } from 'react-router'
import type { Resource, Slip, Totals } from '#engine'
import { kindOf } from '#engine'
import { say } from '../words/index.ts'
import type { Column } from './columns.ts'
import { addressOf, Cell, Lead } from './Line.tsx'
import type { Shown } from './shown.ts'

const HEIGHT = 84
const AROUND = 6
const BESIDES = 3

interface CardsProps {
  readonly resource: Resource
  readonly shown: Shown
  readonly rows: readonly Slip[]
  readonly totals: Totals | undefined
}

/** The list in a narrow window: a slip a card, its name and stage first. */
export function ListCards({ resource, shown, rows, totals }: CardsProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => HEIGHT,
    overscan: AROUND,
    initialRect: { width: 390, height: 700 },
  })
  return (
    <div className="list-scroll" ref={scroll}>
      <ul
        className="cards"
        style={{ height: virtual.getTotalSize() }}
        aria-label={say('list.grid', { what: resource.form.title })}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const slip = rows[index]
          return slip ? (
            <li key={slip.id} style={{ transform: `translateY(${start}px)`, height: HEIGHT }}>
              <Card resource={resource} columns={shown.columns} slip={slip} />
            </li>
          ) : null
        })}
      </ul>
      {totals && <CardTotals shown={shown} totals={totals} />}
    </div>
  )
}

function Card({ resource, columns, slip }: { resource: Resource; columns: readonly Column[]; slip: Slip }) {
  const stage = columns.find(({ field }) => field.kind === 'stages')
  const figure = columns.find(({ field }) => field.kind === 'money')
  const [lead, ...others] = columns.filter((column) => column !== stage && column !== figure)
  return (
    <Link className="card" to={addressOf(resource, slip)}>
      <span className="card-line">
        <b className="one-line">
          <Lead slip={slip} column={lead} />
        </b>
        <Cell slip={slip} column={stage} />
      </span>
      <span className="card-line">
        <span className="one-line card-more">
          {others.slice(0, BESIDES).map((column) => (
            <span key={column.name}>
              <span className="unseen">{column.field.label}：</span>
              <Cell slip={slip} column={column} />
            </span>
          ))}
        </span>
        <Cell slip={slip} column={figure} />
      </span>
    </Link>
  )
}

const CardTotals = ({ shown, totals }: { shown: Shown; totals: Totals }) => (
  <p className="card-totals">
    {shown.columns.flatMap(({ name, field }) => {
      const sum = totals.sums[name]
      return sum === undefined
        ? []
        : [<span key={name}>{`${field.label}${say('list.total')} ${kindOf(field).print(sum, field)}`}</span>]
    })}
  </p>
)
