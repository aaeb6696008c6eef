import { useQuery } from '@tanstack/react-query'
import { Popover, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { type Resource, resourcesByName } from '#engine'
import { call, send } from '../providers/client.ts'
import { useOffice } from '../providers/office.tsx'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import { RefCard, secondLine } from './ref-card.tsx'
import { Faint, selectNames, textOf, UnseenLabel } from './typed.tsx'
import { type FieldView, type InputProps, labelIn, type Slip, type TextProps } from './view.ts'

const AT_ONCE = 20
const PAUSE = 200

/** The text once typing has paused. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), text === '' ? 0 : PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

interface Found {
  readonly rows: readonly Slip[]
  readonly total: number
}
/** The first rows of a paper that answer to these words, of the slip's own project. */
function useFound(target: Resource | undefined, project: unknown, q: string, open: boolean) {
  const name = target?.form.name ?? ''
  const query = new URLSearchParams({ _start: '0', _end: String(AT_ONCE) })
  if (q.trim() !== '') query.set('q', q.trim())
  if (typeof project === 'string' && (target?.of ?? 'project') === 'project') query.set('project', project)
  return useQuery({
    queryKey: ['choosing', name, query.toString()],
    enabled: open && target !== undefined,
    staleTime: 10_000,
    queryFn: async ({ signal }): Promise<Found> => {
      const { data, headers } = await send<readonly Slip[]>('GET', `/${name}?${query}`, undefined, { signal })
      return { rows: data, total: Number(headers.get('x-total-count') ?? data.length) }
    },
  })
}

function RefInput(props: InputProps) {
  const { field, value, slip, name, onChange } = props
  const { house } = useOffice()
  const target = resourcesByName(house).get(field.form ?? '')
  const [open, setOpen] = useState(false)
  const [q, setQ] = useState('')
  const asked = usePaused(q)
  const { data, isFetching } = useFound(target, slip?.['project'], asked, open)
  const label = labelIn(slip, name)
  const chosen = textOf(value)
  return (
    <span className="typed">
      <UnseenLabel {...props} />
      <Select
        {...selectNames(props)}
        className="grow"
        variant="borderless"
        showSearch
        labelInValue
        filterOption={false}
        allowClear={field.optional}
        placeholder={field.hint ?? say('blank.find')}
        popupMatchSelectWidth={false}
        popupRender={(menu) => <Choosing menu={menu} total={data?.total ?? 0} shown={data?.rows.length ?? 0} />}
        open={open}
        onOpenChange={setOpen}
        searchValue={q}
        onSearch={setQ}
        loading={open && isFetching}
        notFoundContent={isFetching || !target ? say('blank.finding') : nothing(target, asked)}
        options={(data?.rows ?? []).map((row) => optionOf(target, row))}
        optionRender={({ data: option }) => <Option label={String(option.label)} more={option.more} />}
        value={chosen ? { value: chosen, label: label ?? <RefLabel form={field.form} id={chosen} /> } : null}
        onChange={(picked: { value: string; label: unknown } | undefined) => {
          const row = data?.rows.find(({ id }) => id === picked?.value)
          onChange(picked?.value ?? null, row && labelIn(row, 'id'))
          setQ('')
        }}
      />
      {chosen && target && <OpenTarget form={target.form.name} id={chosen} label={field.label} />}
    </span>
  )
}

const nothing = (target: Resource, q: string) =>
  q.trim() === '' ? say('blank.none', { paper: target.form.title }) : say('blank.foundNone', { q: q.trim() })
const optionOf = (target: Resource | undefined, row: Slip) => ({
  value: textOf(row['id']),
  label: labelIn(row, 'id') ?? textOf(row['id']),
  more: target ? secondLine(target, row) : '',
})

const Option = ({ label, more }: { label: string; more: string }) => (
  <span className="ref-option">
    <span>{label}</span>
    {more && <span className="faint one-line">{more}</span>}
  </span>
)
const Choosing = ({ menu, total, shown }: { menu: React.ReactElement; total: number; shown: number }) => (
  <>
    {menu}
    {total > shown && <div className="ref-more faint">{say('blank.more', { count: total })}</div>}
  </>
)
const OpenTarget = ({ form, id, label }: { form: string; id: string; label: string }) => (
  <Link
    className="ref-open"
    to={`/${form}/${id}`}
    target="_blank"
    tabIndex={-1}
    aria-label={say('blank.open', { label })}
  >
    <Glyph name="out" />
  </Link>
)

/** The label of a reference that came without one: asked for by itself. */
export function RefLabel({ form = '', id }: { form?: string | undefined; id: string }) {
  const { house, rights } = useOffice()
  const target = resourcesByName(house).get(form)
  const { data } = useQuery({
    queryKey: ['slip', form, id],
    enabled: target !== undefined && rights(target).read,
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) => call<Slip>('GET', `/${form}/${encodeURIComponent(id)}`, undefined, { signal }),
  })
  return <>{labelIn(data, 'id') ?? '…'}</>
}

function RefText({ field, value, name, slip, on }: TextProps) {
  const { house, rights } = useOffice()
  const id = textOf(value)
  if (id === '') return <Faint />
  const target = resourcesByName(house).get(field.form ?? '')
  const known = labelIn(slip, name)
  const label = known ?? <RefLabel form={field.form} id={id} />
  if (on === 'list' || on === 'print' || !target || !rights(target).read) return <>{label}</>
  return (
    <Popover mouseEnterDelay={0.4} destroyOnHidden content={<RefCard target={target} id={id} />}>
      <Link className="ref" to={`/${target.form.name}/${encodeURIComponent(id)}`} target="_blank">
        {label}
      </Link>
    </Popover>
  )
}

export const ref: FieldView = { Input: RefInput, Text: RefText }
