import { AutoComplete, type GetRef, Input } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { type OfficeView, useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { Glyph } from './Glyph.tsx'
import { answersTo, type Entry, menuOf } from './menu.ts'
import { useSounds } from './sounds.ts'

const MOST_SHOWN = 12
interface Destination extends Pick<Entry, 'title' | 'code' | 'aliases' | 'to'> {
  readonly area: string
}

/** Every list he may open, and every paper he may begin. */
function destinationsOf({ house, papers, rights, user }: OfficeView): readonly Destination[] {
  const lists = menuOf(house, papers, user).flatMap(({ label, entries }) =>
    entries.map((entry) => ({ ...entry, area: label })),
  )
  const begun = lists
    .filter(
      ({ resource, view }) => resource && view === undefined && resource.kind !== 'ledger' && rights(resource).create,
    )
    .map((entry) => ({ ...entry, title: say('do.createOf', { paper: entry.title }), to: `${entry.to}/new` }))
  return [...lists, ...begun]
}

/** One field that opens any paper, by its name, its sound or its code; Ctrl-K leads to it. */
export function PaperSearch({ onGo }: { onGo?: () => void }) {
  const office = useOffice()
  const navigate = useNavigate()
  const field = useRef<GetRef<typeof AutoComplete>>(null)
  const [typed, setTyped] = useState('')
  const [awake, setAwake] = useState(false)
  const sounds = useSounds(awake)
  const destinations = useMemo(() => destinationsOf(office), [office])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const found = destinations.filter((one) => answersTo(one, typed, sounds)).slice(0, MOST_SHOWN)
  return (
    <AutoComplete
      ref={field}
      className="paper-search"
      value={typed}
      defaultActiveFirstOption
      popupMatchSelectWidth={360}
      options={found.map((one) => ({ value: one.to, label: <Line {...one} /> }))}
      notFoundContent={typed.trim() === '' ? null : say('shell.searchNothing')}
      onFocus={() => setAwake(true)}
      onSearch={setTyped}
      onSelect={(to: string) => {
        setTyped('')
        field.current?.blur()
        void navigate(to)
        onGo?.()
      }}
    >
      <Input
        prefix={<Glyph name="search" />}
        suffix={<kbd>Ctrl K</kbd>}
        aria-label={say('shell.search')}
        placeholder={say('shell.search')}
      />
    </AutoComplete>
  )
}

const Line = ({ title, code, area }: Destination) => (
  <span className="destination">
    <span className="one-line">{title}</span>
    <span className="faint">{area}</span>
    <span className="faint figure">{code}</span>
  </span>
)
