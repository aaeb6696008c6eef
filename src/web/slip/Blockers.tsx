import { Link } from 'react-router'
import type { Blocker } from '#engine'

/** Where to find what is in the way. */
const placeOf = ({ resource, id, query }: Blocker): string | undefined =>
  resource === undefined
    ? undefined
    : id !== undefined
      ? `/${resource}/${encodeURIComponent(id)}`
      : `/${resource}${query ? `?${query}` : ''}`

/** What is in the way, each with a link to it. */
export const Blockers = ({ blockers, id }: { blockers: readonly Blocker[]; id?: string }) => (
  <ul className="blockers" id={id}>
    {blockers.map((blocker) => {
      const place = placeOf(blocker)
      return (
        <li key={`${blocker.message} ${place}`}>
          {place ? <Link to={place}>{blocker.message}</Link> : blocker.message}
        </li>
      )
    })}
  </ul>
)
