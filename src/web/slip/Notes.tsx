import { Button } from 'antd'
import { Link } from 'react-router'
import { type Slip as Kept, mayEdit, type Resource, type Stamp } from '#engine'
import { shownIn } from '../fields/moments.ts'
import { useToday, useZone } from '../fields/surroundings.ts'
import type { Slip } from '../fields/view.ts'
import { useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { draftsOf } from './drafts.ts'
import type { Keeping } from './keeping.ts'

/** At 10:32 of today, or the day too. */
function useWhen(at: string): string {
  const zone = useZone()
  const today = useToday()
  const shown = shownIn(zone, at)
  return shown.startsWith(today) ? shown.slice(11) : shown.slice(5)
}

/** Offers what was typed here and never saved. */
export function FoundDraft({ keeping, version }: { keeping: Keeping; version: unknown }) {
  const { found, restore, drop } = keeping
  const at = useWhen(found?.at ?? '')
  if (!found) return null
  const stale = found.before.version !== version
  return (
    <div className="note-line found" role="status">
      <p>
        {say('slip.draftFound', { at })}
        {stale && <span className="faint"> {say('slip.draftStale')}</span>}
      </p>
      <span className="doing">
        <Button size="small" type="primary" onClick={restore}>
          {say('slip.draftRestore')}
        </Button>
        <Button size="small" onClick={drop}>
          {say('slip.draftDrop')}
        </Button>
      </span>
    </div>
  )
}

/** Beside a slip that is only read: what was typed on it and never saved, and the way back to it. */
export function LeftBehind({ resource, slip }: { resource: Resource; slip: Slip }) {
  const { user } = useOffice()
  const id = String(slip.id)
  const left = draftsOf(user.id, resource.form.name, id)[0]
  const at = useWhen(left?.at ?? '')
  if (!left || !mayEdit(resource, slip as Kept, user)) return null
  return (
    <div className="note-line found" role="status">
      <p>{say('slip.draftFound', { at })}</p>
      <Link to={`/${resource.form.name}/${encodeURIComponent(id)}/edit`}>{say('slip.leaveStay')}</Link>
    </div>
  )
}

interface Voiding {
  readonly reason: string
  readonly by: Stamp
  readonly confirmed?: Stamp | null
}
const voidingIn = (value: unknown): Voiding | undefined =>
  typeof value === 'object' && value !== null && 'reason' in value && 'by' in value ? (value as Voiding) : undefined

/** That somebody asked to make this slip void, and why. */
export function VoidNote({ slip }: { slip: Slip }) {
  const zone = useZone()
  const voiding = voidingIn(slip.voiding)
  if (!voiding) return null
  const { reason, by, confirmed } = voiding
  const words =
    slip.status === 'void'
      ? say('slip.voided', { reason, name: by.name, second: confirmed?.name ?? '' })
      : say('slip.voidAsked', { name: by.name, at: shownIn(zone, by.at), reason })
  return (
    <div className="note-line warns">
      <p>{words}</p>
    </div>
  )
}

/** Why saving failed, where no blank says it. */
export const Failure = ({ message }: { message: string | undefined }) =>
  message ? (
    <div className="note-line failed" role="alert">
      <p>{message}</p>
    </div>
  ) : null
