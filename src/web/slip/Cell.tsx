import { type MouseEvent, memo, type ReactNode } from 'react'
import type { Field } from '#engine'
import { viewOf } from '../fields/index.ts'
import { type Chosen, isMasked, type Place, ROOM, type Slip } from '../fields/view.ts'

export interface CellProps {
  readonly field: Field
  readonly name: string
  readonly value: unknown
  readonly slip: Slip
  readonly resource: string
  readonly on: Place
  /** Nothing where it is only read. */
  readonly write?: ((name: string, value: unknown, chosen?: Chosen) => void) | undefined
  readonly leave?: ((name: string) => void) | undefined
  readonly fault?: string | undefined
  /** How many characters stand side by side in it. */
  readonly room?: number
  /** A table of lines that needs the whole row: its label stands above it, or in the heading of the section. */
  readonly wide?: boolean | undefined
  readonly unlabelled?: boolean | undefined
}

const idOf = (resource: string, name: string) => `${resource}-${name}`

/** One blank of the sheet: its label, and the cell in which one writes and reads. */
export function Cell(props: CellProps) {
  const { field, name, resource, write, fault, wide, unlabelled, room = ROOM.row } = props
  const { Input, grouped } = viewOf(field)
  const writes = write !== undefined && Input !== undefined
  const id = idOf(resource, name)
  const faultId = fault ? `${id}-fault` : undefined
  return (
    <>
      <dt className={[wide && 'above', unlabelled && 'unseen'].filter(Boolean).join(' ') || undefined}>
        <LabelTag htmlFor={writes && !grouped?.(field, room) ? id : undefined}>
          {field.label}
          {writes && !field.optional && <span className="must" aria-hidden="true" />}
        </LabelTag>
      </dt>
      <dd
        className={writes ? 'writes' : undefined}
        data-fault={fault ? true : undefined}
        data-kind={field.kind}
        data-blank={name}
        onClick={writes ? intoCell : undefined}
      >
        {writes ? <Written {...props} id={id} faultId={faultId} /> : <Read {...props} />}
        {fault && (
          <span className="fault" id={faultId}>
            {fault}
          </span>
        )}
      </dd>
    </>
  )
}

const LabelTag = ({ htmlFor, children }: { htmlFor: string | undefined; children: ReactNode }) =>
  htmlFor === undefined ? <span>{children}</span> : <label htmlFor={htmlFor}>{children}</label>

/** The whole cell is the target: a click beside the input goes into it. */
function intoCell({ target, currentTarget }: MouseEvent<HTMLElement>): void {
  if (!(target instanceof Element) || target.closest('input, textarea, label, button, a, .ant-select, .lines')) return
  currentTarget.querySelector<HTMLElement>('input:not([type=file]), textarea')?.focus()
}

const Read = ({ field, name, value, slip, resource, on }: CellProps): ReactNode => {
  const { Text } = viewOf(field)
  return <Text field={field} name={name} value={value} slip={slip} resource={resource} on={on} />
}

interface WrittenProps extends CellProps {
  readonly id: string
  readonly faultId: string | undefined
}
/** The input of a cell; drawn again only when what it shows has changed. */
const Written = memo(
  ({ field, name, value, slip, resource, on, write, leave, fault, id, faultId, room }: WrittenProps) => {
    const { Input } = viewOf(field)
    if (!Input || !write) return null
    return (
      <span
        className="cell"
        onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && leave?.(name)}
      >
        <Input
          {...{ field, name, value, slip, resource, on, id, room }}
          invalid={fault !== undefined && !(field.kind === 'lines')}
          describedBy={faultId}
          onChange={(written, chosen) => write(name, written, chosen)}
        />
      </span>
    )
  },
  (old, next) => {
    const { slip: oldSlip, ...oldRest } = old
    const { slip: nextSlip, ...nextRest } = next
    const same = Object.entries(nextRest).every(([key, value]) =>
      Object.is(value, oldRest[key as keyof typeof oldRest]),
    )
    const readsSlip = next.field.kind === 'ref' || next.field.kind === 'lines' || isMasked(next.value)
    return same && (!readsSlip || (oldSlip.labels === nextSlip.labels && oldSlip.project === nextSlip.project))
  },
)
