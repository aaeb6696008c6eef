import { useOne } from '@refinedev/core'
import { Button, Checkbox } from 'antd'
import { useRef, useState } from 'react'
import { Link } from 'react-router'
import type { Resource } from '#engine'
import { shownIn } from '../fields/moments.ts'
import { labelIn, type Slip } from '../fields/view.ts'
import { nowOf, useOffice } from '../providers/office.tsx'
import { useTitle } from '../shell/title.ts'
import { useFitting } from '../slip/fitting.ts'
import { Sheet } from '../slip/Sheet.tsx'
import { MayNot, NotRead, SheetComing } from '../slip/States.tsx'
import { say } from '../words/index.ts'
import '../slip/print.css'

type Size = NonNullable<NonNullable<Resource['print']>['size']>
/** The paper in the printer, and the millimetres a copy has on it; A5 and the fan-fold form lie on their side, as slips do. */
const pages: Readonly<Record<Size, { readonly rule: string; readonly height: number }>> = {
  A4: { rule: 'size: A4 portrait; margin: 14mm 14mm 12mm', height: 271 },
  A5: { rule: 'size: A5 landscape; margin: 8mm 10mm', height: 132 },
  '241mm': { rule: 'size: 241mm 140mm; margin: 6mm 14mm', height: 128 },
}
const ORDINALS = '一二三四五六七八九十'
/** 第一联 财务; a name that counts itself is left as it is. */
function copyName(name: string, at: number): string | undefined {
  if (name === '' || name.startsWith('第')) return name || undefined
  return say('print.copy', { at: ORDINALS[at] ?? at + 1, name })
}

/** A slip as it goes to the printer: one sheet a copy. */
export function PrintPage({ resource, id = '' }: { resource: Resource; id?: string }) {
  const { rights } = useOffice()
  const { result, query } = useOne<Slip & { id: string }>({
    resource: resource.form.name,
    id,
    errorNotification: false,
  })
  const slip: Slip | undefined = result
  useTitle(`${(slip && labelIn(slip, 'id')) ?? ''} ${say('print.do')}${resource.form.title}`.trim())
  if (!rights(resource).print)
    return <MayNot resource={resource} why={say('slip.noPrint', { paper: resource.form.title })} />
  if (query.isError && !slip)
    return <NotRead resource={resource} error={query.error} again={() => void query.refetch()} />
  return slip ? <Copies resource={resource} slip={slip} /> : <SheetComing resource={resource} />
}

function Copies({ resource, slip }: { resource: Resource; slip: Slip }) {
  const { size = 'A4', copies = [''] } = resource.print ?? {}
  const [wanted, setWanted] = useState<readonly string[]>(copies)
  const first = useRef<HTMLDivElement>(null)
  const zoom = useFitting(first, pages[size].height)
  const chosen = copies.flatMap((name, at) => (wanted.includes(name) ? [{ name, at }] : []))
  return (
    <div className={`print-page size-${size}`}>
      <style>{`@page { ${pages[size].rule} }`}</style>
      <header className="print-bar">
        <Link to={`/${resource.form.name}/${encodeURIComponent(String(slip.id))}`}>{say('print.back')}</Link>
        {copies.length > 1 && (
          <Checkbox.Group
            aria-label={say('print.choose')}
            options={copies.map((name, at) => ({ value: name, label: copyName(name, at) }))}
            value={[...wanted]}
            onChange={(names) => setWanted(names)}
          />
        )}
        <span className="faint">{size}</span>
        <Button type="primary" disabled={chosen.length === 0} onClick={() => window.print()}>
          {say('print.do')}
        </Button>
      </header>
      <main>
        {chosen.map(({ name, at }, place) => (
          <div key={name} className="copy-page">
            <div ref={place === 0 ? first : undefined} style={{ zoom }}>
              <Sheet resource={resource} slip={slip} on="print" copy={copyName(name, at)} />
              <Printed slip={slip} />
            </div>
          </div>
        ))}
      </main>
    </div>
  )
}

/** Who printed this paper, and when. */
function Printed({ slip }: { slip: Slip }) {
  const { session, user } = useOffice()
  const [at] = useState(() => shownIn(session.zone, nowOf(session)))
  return (
    <p className="printed">
      <span>{slip.status === 'draft' ? say('print.draft') : ''}</span>
      <span>{say('print.by', { name: user.name, at })}</span>
    </p>
  )
}
