import type { ReactNode } from 'react'
import type { Resource } from '#engine'
import { shownIn } from '../fields/moments.ts'
import { useZone } from '../fields/surroundings.ts'
import type { Slip } from '../fields/view.ts'
import { say } from '../words/index.ts'
import { type Entry, lifeOf, type Passed } from './life.ts'

/** The stages as a vertical line: past ones with name and time, the present one strong, the possible ones faint. */
export function StageLine({ resource, slip, entries }: { resource: Resource; slip: Slip; entries: readonly Entry[] }) {
  const { past, present, coming } = lifeOf(resource, slip, entries)
  if (!present) return null
  return (
    <section className="rail-part">
      <h2>{say('rail.stages')}</h2>
      <ol className="stage-line">
        {past.map((passed) => (
          <Stop key={`${passed.stage} ${passed.at}`} state="past" passed={passed} />
        ))}
        <Stop
          state={present.stage === 'void' ? 'void' : coming.length ? 'present' : 'present last'}
          passed={present}
          current
        />
        {coming.map(({ name, label }) => (
          <li key={name} className="coming">
            <span className="stop-name">{label}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Stop({ state, passed, current }: { state: string; passed: Passed; current?: boolean }): ReactNode {
  const zone = useZone()
  return (
    <li className={state} aria-current={current ? 'step' : undefined}>
      <span className="stop-name">{passed.label}</span>
      {passed.at && (
        <span className="stop-when">
          {passed.by} <time dateTime={passed.at}>{shownIn(zone, passed.at).slice(5)}</time>
        </span>
      )}
    </li>
  )
}
