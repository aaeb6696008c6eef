import { useQueries } from '@tanstack/react-query'
import { Popover } from 'antd'
import { useMemo, useState } from 'react'
import { type Field, fieldsOf, filterInWords, queryOf, type Slip } from '#engine'
import { labelIn } from '../fields/view.ts'
import { call } from '../providers/client.ts'
import { useOffice } from '../providers/office.tsx'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import { Editor } from './filters/Editor.tsx'
import { filtersOn, inWords, wayOf, withFilters } from './filters/saying.ts'
import type { Filter, Reading } from './state.ts'
import type { ListControl } from './use-list.ts'

/** The quick filters of this paper, and whatever else narrows the list, each as a chip that opens its editor. */
export function Chips({ control }: { control: ListControl }) {
  const { state, reading, change } = control
  const { house, resource } = reading
  const fields = fieldsOf(house, resource)
  const asked = state.filters.map(({ field }) => field)
  const names = [...new Set([...(resource.list.filters ?? []), ...asked])].filter((name) => Object.hasOwn(fields, name))
  const isNarrowed = state.filters.length > 0 || state.where !== undefined || state.q !== ''
  return (
    <div className="chips" role="group" aria-label={say('list.filters')}>
      {names.map((name) => (
        <Chip key={name} control={control} name={name} field={fields[name] as Field} />
      ))}
      {state.where !== undefined && (
        <WhereChip reading={reading} where={state.where} onDrop={() => change({ where: undefined })} />
      )}
      {isNarrowed && (
        <button
          type="button"
          className="plain do"
          onClick={() => change({ filters: [], where: undefined, q: '', view: undefined })}
        >
          {say('list.clearFilters')}
        </button>
      )}
    </div>
  )
}

function Chip({ control, name, field }: { control: ListControl; name: string; field: Field }) {
  const { state, reading, change } = control
  const [open, setOpen] = useState(false)
  const own = filtersOn(state.filters, name)
  const labelOf = useLabels(field, own)
  const put = (next: readonly Filter[]) => change({ filters: withFilters(state.filters, name, next) })
  const words = own.length > 0 ? inWords(own, { resource: reading.resource, field, labelOf }) : ''
  return (
    <span className={own.length > 0 ? 'chip on' : 'chip'}>
      <Popover
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        destroyOnHidden
        open={open}
        onOpenChange={setOpen}
        content={<Editor resource={reading.resource} name={name} field={field} own={own} onChange={put} />}
      >
        <button type="button" className="plain" aria-expanded={open} aria-haspopup="dialog">
          {field.label}
          {words && (
            <>
              ：<b className="one-line">{words}</b>
            </>
          )}
          {!words && <Glyph name="down" />}
        </button>
      </Popover>
      {words && (
        <button
          type="button"
          className="plain chip-drop"
          aria-label={`${say('do.clear')}${field.label}`}
          onClick={() => put([])}
        >
          <Glyph name="cross" />
        </button>
      )}
    </span>
  )
}

/** What the references in a filter are called. */
function useLabels(field: Field, own: readonly Filter[]): (id: string) => string | undefined {
  const ids = wayOf(field) === 'ref' ? own.flatMap(({ op, values }) => (op === 'null' ? [] : values)) : []
  const form = field.form ?? ''
  const answers = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['slip', form, id],
      enabled: id !== 'me',
      staleTime: 60_000,
      retry: false,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call<Slip>('GET', `/${form}/${encodeURIComponent(id)}`, undefined, { signal }),
    })),
  })
  return (id) => labelIn(answers[ids.indexOf(id)]?.data, 'id')
}

/** A combined condition that only a view or a link can say: read out, and dropped as a whole. */
function WhereChip({ reading, where, onDrop }: { reading: Reading; where: string; onDrop: () => void }) {
  const { session } = useOffice()
  const words = useMemo(() => {
    try {
      const query = queryOf({ _where: where }, { ...reading, zone: session.zone })
      return filterInWords(reading.house, reading.resource, query, () => undefined)
    } catch {
      return say('list.combined')
    }
  }, [reading, where, session.zone])
  return (
    <span className="chip on">
      <b className="one-line">{words}</b>
      <button
        type="button"
        className="plain chip-drop"
        aria-label={`${say('do.clear')}${say('list.combined')}`}
        onClick={onDrop}
      >
        <Glyph name="cross" />
      </button>
    </span>
  )
}
