import { shownIn } from '../fields/moments.ts'
import { useZone } from '../fields/surroundings.ts'
import { labelIn, type Slip } from '../fields/view.ts'
import { say } from '../words/index.ts'

/** Who filled the sheet in, and who wrote on it last. */
export function Colophon({ slip }: { slip: Slip }) {
  const zone = useZone()
  const filled = { name: labelIn(slip, 'createdBy') ?? say('slip.office'), at: shownIn(zone, slip.createdAt) }
  const changed = { name: labelIn(slip, 'updatedBy') ?? say('slip.office'), at: shownIn(zone, slip.updatedAt) }
  return (
    <p className="colophon faint">
      <span>{say('slip.created', filled)}</span>
      {changed.at !== filled.at && <span>{say('slip.changed', changed)}</span>}
    </p>
  )
}
