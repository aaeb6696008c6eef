import { Button } from 'antd'
import { useId } from 'react'
import type { OpenStep } from '#engine'
import { say } from '../words/index.ts'
import { Blockers } from './Blockers.tsx'
import { ordered, primaryOf } from './steps.ts'

interface StepsProps {
  readonly steps: readonly OpenStep[]
  readonly busy: boolean
  /** Another button is the strong one now. */
  readonly quiet?: boolean | undefined
  readonly take: (step: OpenStep) => void
}

/** The steps open to me as buttons; refused ones say why not, and what lies in the way. */
export function Steps({ steps, busy, quiet, take }: StepsProps) {
  const primary = quiet ? undefined : primaryOf(steps)
  return (
    <div className="steps">
      {ordered(steps).map((step) => (
        <StepButton key={step.name} {...{ step, busy, take }} primary={step === primary} />
      ))}
      <Others steps={steps} />
    </div>
  )
}

function StepButton({
  step,
  busy,
  take,
  primary,
}: { step: OpenStep; primary: boolean } & Pick<StepsProps, 'busy' | 'take'>) {
  const id = useId()
  const why = step.allowed ? undefined : `${id}-why`
  return (
    <div className="step">
      <Button
        block
        type={primary ? 'primary' : 'default'}
        danger={step.danger}
        disabled={!step.allowed}
        loading={busy && primary}
        aria-describedby={why}
        title={step.allowed ? undefined : step.blockers.map(({ message }) => message).join('；')}
        onClick={() => !busy && take(step)}
      >
        {step.label}
      </Button>
      {why && <Blockers id={why} blockers={step.blockers} />}
    </div>
  )
}

/** What others are to do next, so that nobody wonders where the slip lies. */
function Others({ steps }: { steps: readonly OpenStep[] }) {
  const others = steps.filter(({ mine, danger, blockers }) => !mine && !danger && blockers.length > 0)
  const mine = steps.some((step) => step.mine)
  if (others.length === 0) return mine ? null : <p className="faint">{say('rail.nothing')}</p>
  return (
    <ul className="others">
      {others.map(({ name, blockers }) => (
        <li key={name}>{blockers[0]?.message}</li>
      ))}
    </ul>
  )
}
