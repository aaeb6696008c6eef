import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useMemo, useState } from 'react'
import type { Resource } from '#engine'
import { shownIn } from '../fields/moments.ts'
import { useZone } from '../fields/surroundings.ts'
import { call } from '../providers/client.ts'
import { say } from '../words/index.ts'
import { EntryInWords, headOf } from './entries.tsx'
import { type Entry, toldTogether } from './life.ts'

const LAST = 3

/** Everything that ever happened to this slip, oldest first. */
export function useEntries(resource: Resource, id: string): readonly Entry[] {
  const { name } = resource.form
  const { data } = useQuery({
    queryKey: ['slip', name, id, 'history'],
    enabled: id !== '',
    queryFn: ({ signal }) =>
      call<readonly Entry[]>('GET', `/${name}/${encodeURIComponent(id)}/history`, undefined, { signal }),
  })
  return useMemo(() => toldTogether(data ?? [], name, id), [data, name, id])
}

interface HistoryProps {
  readonly resource: Resource
  readonly entries: readonly Entry[]
  readonly what: string
}
/** The last steps beside the sheet, and all of them, with before and after, in a drawer. */
export function History({ resource, entries, what }: HistoryProps) {
  const [open, setOpen] = useState(false)
  const zone = useZone()
  const newest = [...entries].reverse()
  if (entries.length === 0) return null
  return (
    <section className="rail-part">
      <h2>{say('rail.history')}</h2>
      <ul className="last-entries">
        {newest.slice(0, LAST).map((entry) => (
          <li key={`${entry.at} ${entry.action}`}>
            <span>
              {entry.by.name} {headOf(entry)}
            </span>
            <time dateTime={entry.at}>{shownIn(zone, entry.at).slice(5)}</time>
          </li>
        ))}
      </ul>
      <Button size="small" type="link" className="flush" onClick={() => setOpen(true)}>
        {say('rail.historyAll')}
      </Button>
      <Drawer
        open={open}
        width={480}
        title={say('rail.historyOf', { what })}
        onClose={() => setOpen(false)}
        destroyOnHidden
      >
        <ol className="entries">
          {newest.map((entry) => (
            <EntryInWords key={`${entry.at} ${entry.action}`} resource={resource} entry={entry} />
          ))}
        </ol>
      </Drawer>
    </section>
  )
}
