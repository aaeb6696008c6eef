import { Input, Radio } from 'antd'
import { type ReactNode, useId, useMemo } from 'react'
import {
  blankOf,
  computedSlip,
  type Field,
  type Slip as Kept,
  nextSigners,
  type OpenStep,
  type Resource,
  signingAs,
} from '#engine'
import type { Faults } from '../fields/faults.ts'
import type { Chosen, Slip } from '../fields/view.ts'
import { useOccasion, useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { Cell } from './Cell.tsx'
import type { Answers } from './StepDialog.tsx'

interface AskedProps {
  readonly resource: Resource
  readonly slip: Slip
  readonly step: OpenStep
  readonly answers: Answers
  readonly faults: Faults
  readonly change: (patch: Partial<Answers>) => void
}
/** The asked blanks as cells of the same paper, one under the other. */
export function AskedBlanks({ resource, slip, step, answers, faults, change }: AskedProps) {
  const { blanks } = answers
  const whole = useMemo(
    () =>
      computedSlip(resource, {
        ...slip,
        ...blanks,
        labels: { ...(slip.labels as Slip | undefined), ...answers.labels },
      } as Slip),
    [resource, slip, blanks, answers.labels],
  )
  if (step.asks.length === 0) return null
  const write = (name: string, value: unknown, chosen?: Chosen) =>
    change({
      blanks: { ...blanks, [name]: value },
      ...(typeof chosen === 'string' && { labels: { ...answers.labels, [name]: chosen } }),
    })
  return (
    <div className="grid">
      {step.asks.map(({ name, required }) => {
        const field = blankOf(resource, name)
        return field ? (
          <dl key={name} className={field.kind === 'lines' ? 'row wide' : 'row'} data-blanks={1}>
            <Cell
              field={asAsked(field, required)}
              name={name}
              value={whole[name]}
              slip={whole}
              resource={`${resource.form.name}-${step.name}`}
              on="sheet"
              wide={field.kind === 'lines'}
              write={write}
              fault={faults[name]}
            />
          </dl>
        ) : null
      })}
    </div>
  )
}
/** A blank as this step asks for it. */
const asAsked = (field: Field, required: boolean): Field => ({ ...field, by: 'hand', optional: !required })

/** Somebody absent for whom this person may sign here, where he could also sign for himself or must say so. */
export function useAbsent(resource: Resource, slip: Slip, step: OpenStep) {
  const { user } = useOffice()
  const occasion = useOccasion(typeof slip.project === 'string' ? slip.project : null)
  const chain = resource.actions[step.name]?.signs
  if (!chain || !user.deputyFor?.length) return undefined
  const next = nextSigners(resource, slip as Kept, chain, occasion)
  const forOthers = (user.deputyFor ?? []).flatMap((one) => {
    const signing = signingAs(next, user, one.id)
    return signing ? [{ id: one.id, name: one.name, role: signing.role }] : []
  })
  return forOthers.length > 0 ? { self: next.some((role) => user.roles.includes(role)), others: forOthers } : undefined
}
interface SignForProps {
  readonly absent: NonNullable<ReturnType<typeof useAbsent>>
  readonly deputyFor: string | undefined
  readonly change: (deputyFor: string | undefined) => void
}
export function SignFor({ absent, deputyFor, change }: SignForProps) {
  const { house } = useOffice()
  const own = absent.self ? [{ value: '', label: say('step.signSelf') }] : []
  const others = absent.others.map(({ id, name, role }) => ({
    value: id,
    label: say('step.signForWhom', { name, role: house.roles[role]?.label ?? role }),
  }))
  const first = absent.self ? '' : absent.others[0]?.id
  return (
    <Asked label={say('step.signFor')}>
      <Radio.Group
        className="stacked"
        options={[...own, ...others]}
        value={deputyFor ?? first}
        onChange={({ target }) => change(target.value || undefined)}
      />
    </Asked>
  )
}

const APPLICANT = ''
export function ReturnTo({
  step,
  to,
  change,
}: {
  step: OpenStep
  to: string | undefined
  change: (to: string | undefined) => void
}) {
  const { house } = useOffice()
  const options = [
    { value: APPLICANT, label: say('step.applicant') },
    ...step.returnTo.map((role) => ({ value: role, label: house.roles[role]?.label ?? role })),
  ]
  return (
    <Asked label={say('step.returnTo')}>
      <Radio.Group
        className="stacked"
        options={options}
        value={to ?? APPLICANT}
        onChange={({ target }) => change(target.value || undefined)}
      />
    </Asked>
  )
}

const Asked = ({ label, children }: { label: string; children: ReactNode }) => (
  <fieldset className="asked">
    <legend>{label}</legend>
    {children}
  </fieldset>
)

interface WordsProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly hint?: string
  readonly fault?: string | undefined
  readonly must?: boolean
}
/** Free words that go into the history. */
export function Words({ label, value, change, hint, fault, must }: WordsProps) {
  const id = useId()
  return (
    <div className="asked">
      <label htmlFor={id}>
        {label}
        {must && <span className="must" aria-hidden="true" />}
      </label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={500}
        placeholder={hint}
        value={value}
        {...(fault && { status: 'error', 'aria-invalid': true, 'aria-describedby': `${id}-fault` })}
        onChange={({ target }) => change(target.value)}
      />
      {fault && (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  )
}
