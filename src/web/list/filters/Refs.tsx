import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { Slip } from '#engine'
import { RefLabel } from '../../fields/ref.tsx'
import { labelIn } from '../../fields/view.ts'
import { send } from '../../providers/client.ts'
import { useOffice } from '../../providers/office.tsx'
import { say } from '../../words/index.ts'
import { usePausedTyping } from '../paused.ts'
import type { EditorProps } from './Editor.tsx'

const AT_ONCE = 20
const ME = 'me'

/** The first rows of a paper that answer to these words. */
function useFound(form: string, q: string, project: string | undefined) {
  const query = new URLSearchParams({ _start: '0', _end: String(AT_ONCE) })
  if (q.trim() !== '') query.set('q', q.trim())
  if (project !== undefined) query.set('project', project)
  return useQuery({
    queryKey: ['choosing', form, query.toString()],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { data, headers } = await send<readonly Slip[]>('GET', `/${form}?${query}`, undefined, { signal })
      return { rows: data, total: Number(headers.get('X-Total-Count')) }
    },
  })
}

/** Ticks some of what a reference may point to; more is found by typing. */
export function Refs({ name, field, own, onChange }: EditorProps) {
  const { house, project, resource } = useOffice()
  const form = field.form ?? ''
  const ofProjects = (resource(form)?.of ?? 'project') === 'project'
  const [q, setQ] = useState('')
  const [typed, type] = usePausedTyping(q, setQ)
  const { data, error } = useFound(form, q, ofProjects ? project : undefined)
  const ticked = own.find(({ op }) => op === 'eq')?.values ?? []
  const toggle = (value: string) => {
    const next = ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value]
    onChange(next.length > 0 ? [{ field: name, op: 'eq', values: next }] : [])
  }
  const found = (data?.rows ?? []).filter(({ id }) => !ticked.includes(id))
  const isPerson = form === house.staff.form
  return (
    <>
      <Input
        allowClear
        autoFocus
        placeholder={say('filter.findRef')}
        aria-label={say('filter.findRef')}
        value={typed}
        onChange={({ target }) => type(target.value)}
      />
      <ul className="filter-options">
        {ticked.map((id) => (
          <li key={id}>
            <Checkbox checked onChange={() => toggle(id)}>
              {id === ME ? say('filter.me') : <RefLabel form={form} id={id} />}
            </Checkbox>
          </li>
        ))}
        {isPerson && !ticked.includes(ME) && (
          <li>
            <Checkbox checked={false} onChange={() => toggle(ME)}>
              {say('filter.me')}
            </Checkbox>
          </li>
        )}
        {found.map((row) => (
          <li key={row.id}>
            <Checkbox checked={false} onChange={() => toggle(row.id)}>
              {labelIn(row, 'id') ?? row.id}
            </Checkbox>
          </li>
        ))}
      </ul>
      {error && <p className="faint">{error.message}</p>}
      {data && found.length === 0 && ticked.length === 0 && <p className="faint">{say('filter.nothing')}</p>}
      {data && data.total > AT_ONCE && <p className="faint">{say('filter.typeMore')}</p>}
    </>
  )
}
