import { blankOf, type Field, type Resource } from '#engine'
import { viewOf } from '../fields/index.ts'
import { Chain } from '../fields/signatures.tsx'
import { stampIn } from '../fields/stamp.tsx'
import type { Place, Slip } from '../fields/view.ts'
import { say } from '../words/index.ts'

interface FootProps {
  readonly resource: Resource
  readonly slip: Slip
  readonly on: Place
}

/** The boxes at the foot of the sheet: stamped by a step, signed by a chain, or left for the pen. */
export function Foot({ resource, slip, on }: FootProps) {
  const boxes = Object.entries(resource.print?.sign ?? {})
  if (boxes.length === 0) return null
  return (
    <ul className="boxes">
      {boxes.map(([title, source]) => {
        const field = source === 'pen' || source === 'seal' ? undefined : blankOf(resource, source)
        return field?.kind === 'signatures' ? (
          <li key={title} className="box chained">
            <span className="box-title">{title}</span>
            <Chain resource={resource} name={source} slip={slip} on={on} />
          </li>
        ) : (
          <li key={title} className="box">
            <span className="box-title">{title}</span>
            {source === 'seal' && <span className="seal faint">{say('print.seal')}</span>}
            {field ? <Stamped field={field} value={slip[source]} on={on} /> : <ForThePen />}
          </li>
        )
      })}
    </ul>
  )
}

const Stamped = ({ field, value, on }: { field: Field; value: unknown; on: Place }) => {
  const { Text } = viewOf(field)
  return stampIn(value) ? <Text field={field} value={value} on={on} /> : <ForThePen />
}
const ForThePen = () => <span className="pen faint">{say('print.signedOn')}：</span>
