import { Button, Radio } from 'antd'
import { useMemo, useState } from 'react'
import { blankOf, type Slip as Kept, mayEdit, type Resource } from '#engine'
import { viewOf } from '../fields/index.ts'
import { labelIn, type Slip } from '../fields/view.ts'
import { useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { type Merge, mergedValues, mergeOf, type Side } from './merging.ts'
import { Failure } from './Notes.tsx'
import type { Writing } from './writing.ts'

interface ConflictProps {
  readonly resource: Resource
  readonly writing: Writing
  /** The slip as it stands at the office now. */
  readonly newer: Slip
  readonly busy: boolean
  readonly failure: string | undefined
  readonly save: (values: Slip) => void
  readonly back: () => void
}
type Sides = Readonly<Record<string, Side | undefined>>

/** Two people wrote on one slip: theirs, mine and what stood there before, side by side, until each clash is decided. */
export function Conflict({ resource, writing, newer, busy, failure, save, back }: ConflictProps) {
  const { user } = useOffice()
  const { before, slip, writable } = writing
  const merge = useMemo(
    () => mergeOf(resource, before, newer, slip, writable),
    [resource, before, newer, slip, writable],
  )
  const [sides, setSides] = useState<Sides>({})
  const open = merge.clashes.filter((name) => sides[name] === undefined).length
  const locked = !mayEdit(resource, newer as Kept, user)
  const all = (side: Side) => setSides(Object.fromEntries(merge.clashes.map((name) => [name, side])))
  const who = labelIn(newer, 'updatedBy') ?? say('conflict.someone')
  return (
    <section className="conflict" aria-label={say('conflict.title', { name: who })}>
      <h1>{say('conflict.title', { name: who })}</h1>
      <p>{say(locked ? 'conflict.locked' : merge.clashes.length ? 'conflict.help' : 'conflict.clean')}</p>
      <Failure message={failure} />
      <table>
        <thead>
          <tr>
            <th scope="col">{say('conflict.blank')}</th>
            <th scope="col">{say('conflict.original')}</th>
            <th scope="col">{say('conflict.theirs')}</th>
            <th scope="col">{say('conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(merge).map(([name, kind]) => (
            <ConflictRow
              key={name}
              {...{ resource, name, before, newer, slip }}
              side={kind === 'clash' ? sides[name] : kind}
              choose={kind === 'clash' && !locked ? (side) => setSides((now) => ({ ...now, [name]: side })) : undefined}
            />
          ))}
        </tbody>
      </table>
      <Deciding
        {...{ open, locked, busy, all, back }}
        several={merge.clashes.length > 1}
        save={() => save(mergedValues(merge, slip, sides))}
      />
    </section>
  )
}

interface DecidingProps {
  /** Clashes that nobody has decided yet. */
  readonly open: number
  readonly locked: boolean
  readonly busy: boolean
  readonly several: boolean
  readonly all: (side: Side) => void
  readonly save: () => void
  readonly back: () => void
}
/** What can be done about the clashes together. */
const Deciding = ({ open, locked, busy, several, all, save, back }: DecidingProps) => (
  <div className="doing">
    {!locked && (
      <Button type="primary" loading={busy} disabled={open > 0} onClick={save}>
        {say('conflict.save')}
      </Button>
    )}
    {!locked && several && (
      <>
        <Button onClick={() => all('mine')}>{say('conflict.useMine')}</Button>
        <Button onClick={() => all('theirs')}>{say('conflict.useTheirs')}</Button>
      </>
    )}
    <Button type="text" onClick={back}>
      {say('conflict.back')}
    </Button>
    {open > 0 && !locked && <span className="faint">{say('conflict.choose', { count: open })}</span>}
  </div>
)

type Kind = 'clash' | Side
const rowsOf = ({ clashes, mine, theirs }: Merge): readonly (readonly [string, Kind])[] => [
  ...clashes.map((name) => [name, 'clash'] as const),
  ...mine.map((name) => [name, 'mine'] as const),
  ...theirs.map((name) => [name, 'theirs'] as const),
]

interface RowProps {
  readonly resource: Resource
  readonly name: string
  readonly before: Slip
  readonly newer: Slip
  readonly slip: Slip
  readonly side: Side | undefined
  readonly choose: ((side: Side) => void) | undefined
}
function ConflictRow({ resource, name, before, newer, slip, side, choose }: RowProps) {
  const field = blankOf(resource, name)
  if (!field) return null
  const { Text } = viewOf(field)
  const value = (of: Slip) => (
    <Text field={field} name={name} value={of[name]} slip={of} resource={resource.form.name} on="print" />
  )
  const cell = (which: Side, of: Slip) => (
    <td className={side === which ? 'taken' : side ? 'left' : undefined}>
      {choose ? (
        <Radio checked={side === which} onChange={() => choose(which)}>
          {value(of)}
        </Radio>
      ) : (
        value(of)
      )}
    </td>
  )
  return (
    <tr>
      <th scope="row">{field.label}</th>
      <td>{value(before)}</td>
      {cell('theirs', newer)}
      {cell('mine', slip)}
    </tr>
  )
}
